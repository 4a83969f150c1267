"""Whole cases of earlier versions, with duties, approvals, findings and playing, in a library that never saw them."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from evidence.errors import Refused
from evidence.store import records
from evidence.store.groups import list_groups
from evidence.store.library import Library
from evidence.store.people import add_member, list_duties, members
from evidence.store.receiving import receive_case
from evidence.store.remaking import Arriving
from evidence.store.replay import untold
from evidence.store.transcripts import list_transcripts

STORED = Path(__file__).parent / "stored"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "office") as library:
        yield library


def stored(folder: Path, schema: str) -> tuple[Library, UUID]:
    """A library of an earlier version, brought up to this one, and its case."""
    Library.create(folder / "branch").close()
    (folder / "branch" / "library.db").write_bytes(gzip.decompress((STORED / schema / "library.db.gz").read_bytes()))
    branch = Library.open(folder / "branch")
    [row] = branch.rows("SELECT id FROM complaint")
    return branch, UUID(row["id"])


def arriving(branch: Library, case: UUID) -> Arriving:
    return Arriving(
        entries=list(records.whole_chain(branch, str(case))),
        lines={
            one.label: [[cue.from_us, cue.to_us, cue.speaker, cue.text] for cue in one.cues]
            for one in list_transcripts(branch, case)
        },
        members=[{"id": str(one.id), "account": one.os_user, "name": one.name} for one in members(branch)],
        groups={one.label: one.title for one in list_groups(branch)},
        provenance={"tag_manifest_sha256": "0" * 64},
    )


@pytest.mark.parametrize("schema", ["schema-2", "schema-4", "schema-6"])
def test_every_row_is_made_again_from_the_journal(office: Library, tmp_path: Path, schema: str) -> None:
    branch, case = stored(tmp_path, schema)
    with branch:
        receive_case(office, arriving(branch, case))
        assert list(untold(office, case)) == []
        for table in ("mark", "finding", "approval", "round_done", "playing", "transcript", "person", "request"):
            theirs, ours = ({row["id"] if "id" in row else str(row) for row in library.rows(f"SELECT * FROM {table}")}
                            for library in (branch, office))  # fmt: skip
            assert theirs == ours, table
        assert list_duties(branch, case) == list_duties(office, case)


def test_an_account_of_the_same_name_is_taken_for_the_same_person_and_said(office: Library, tmp_path: Path) -> None:
    branch, case = stored(tmp_path, "schema-4")
    with branch:
        theirs = arriving(branch, case)
        own = add_member(office, theirs.members[0]["account"])
        received = receive_case(office, theirs)
    assert any(own.os_user in one.en for one in received.conflicts)
    assert len(members(office)) == len(theirs.members) and list(untold(office, case)) == []


def test_a_journal_that_was_changed_or_emptied_does_not_come_in(office: Library, tmp_path: Path) -> None:
    branch, case = stored(tmp_path, "schema-2")
    with branch:
        whole = arriving(branch, case)
    entries = list(whole.entries)
    forged = replace(entries[4], body={**(entries[4].body or {}), "forged": 1})
    erased = replace(entries[4], body=None, salt=None)
    for one, words in ((forged, "not whole"), (erased, "erased")):
        with pytest.raises(Refused, match=words):
            receive_case(office, replace(whole, entries=[*entries[:4], one, *entries[5:]]))
    with pytest.raises(Refused, match="Nothing of it was taken in"):
        receive_case(office, replace(whole, lines={}))
    assert office.rows("SELECT * FROM complaint") == [] and records.chains(office) == [office.id]
