"""Files joined by hand or kept apart: an act with its reason, undone like every other, told by the journal alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence.casefile.freezing import freeze
from evidence.errors import Refused, WrongUse
from evidence.intake.adding import add
from evidence.journal.chain import Writer
from evidence.model.case import Complaint
from evidence.model.grouping import GroupingDraft
from evidence.model.kinds import DisputeKind
from evidence.segments.finding import find_series
from evidence.segments.joining import apart, propose
from evidence.store.cases import new_case
from evidence.store.exhibits import list_exhibits
from evidence.store.groupings import add_grouping, list_groupings
from evidence.store.library import Library
from evidence.store.marks import can_undo_redo, redo, undo
from evidence.store.records import entries
from evidence.store.replay import untold
from exports.verify.journal import check_journal
from tests.segments import write_segments


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_segments(tmp_path_factory.mktemp("recorded"), sound_s=0)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library") as made:
        yield made


@pytest.fixture
def complaint(library: Library, recorded: list[Path]) -> Complaint:
    case = new_case(library, kind=DisputeKind.SC, checklist_version="0.1.0", rule_pack="CN", title="")
    add(library, case.id, recorded)
    return case


def series(library: Library, case: Complaint) -> list[str]:
    found = find_series(list_exhibits(library, case.id), list_groupings(library, case.id))
    return [one.label for one in found.series]


def take_apart(library: Library, case: Complaint) -> None:
    exhibits = list_exhibits(library, case.id)
    [one] = find_series(exhibits, list_groupings(library, case.id)).series
    add_grouping(library, case.id, apart(one, "another camera"))


def join(library: Library, case: Complaint, last: int = 2) -> None:
    exhibits, said = list_exhibits(library, case.id), list_groupings(library, case.id)
    add_grouping(library, case.id, propose(exhibits[:last], find_series(exhibits, said)).draft("same desk"))


def test_it_is_said_taken_back_and_said_again(library: Library, complaint: Complaint) -> None:
    assert series(library, complaint) == ["EX-01…EX-03"]
    before = [
        library.layout.original(one.recording.sha256).read_bytes() for one in list_exhibits(library, complaint.id)
    ]
    take_apart(library, complaint)
    assert series(library, complaint) == []
    join(library, complaint)
    assert series(library, complaint) == ["EX-01…EX-02"]
    [parted, joined] = list_groupings(library, complaint.id)
    assert (parted.together, parted.reason, parted.gaps_us) == (False, "another camera", ())
    assert (joined.together, joined.reason, joined.gaps_us) == (True, "same desk", (0,))
    assert joined.by == library.writer.actor
    undo(library, complaint.id)
    assert series(library, complaint) == []
    undo(library, complaint.id)
    assert series(library, complaint) == ["EX-01…EX-03"] and can_undo_redo(library, complaint.id) == (False, True)
    redo(library, complaint.id)
    redo(library, complaint.id)
    assert series(library, complaint) == ["EX-01…EX-02"]
    after = [library.layout.original(one.recording.sha256).read_bytes() for one in list_exhibits(library, complaint.id)]
    assert after == before
    told = [entry for entry in entries(library, str(complaint.id)) if entry.action.startswith("series_")]
    assert [entry.action.removeprefix("series_") for entry in told] == ["part", "join", "undo", "undo", "redo", "redo"]
    assert told[1].body is not None and told[1].body["exhibits"] == ["EX-01", "EX-02"]
    assert told[1].body["reason"] == "same desk" and told[1].actor == library.writer.actor
    assert list(untold(library, complaint.id)) == []


def test_a_reason_and_files_of_this_complaint_are_needed(library: Library, complaint: Complaint) -> None:
    ids = tuple(one.id for one in list_exhibits(library, complaint.id))
    other = new_case(library, kind=DisputeKind.SC, checklist_version="0.1.0", rule_pack="CN", title="")
    with pytest.raises(WrongUse, match="reason"):
        add_grouping(library, complaint.id, GroupingDraft(False, ids, " "))
    for wrong in (GroupingDraft(False, ids[:1], "why"), GroupingDraft(True, ids, "why", (0,))):
        with pytest.raises(WrongUse, match="two or more"):
            add_grouping(library, complaint.id, wrong)
    with pytest.raises(WrongUse, match="two or more"):
        add_grouping(library, other.id, GroupingDraft(False, ids, "why"))
    assert not list_groupings(library, complaint.id)


def test_nobody_takes_back_what_somebody_else_said(library: Library, complaint: Complaint) -> None:
    take_apart(library, complaint)
    with Library.open(library.layout.root, writer=Writer("other", "other", "there")) as others:
        with pytest.raises(Refused, match="nothing to undo"):
            undo(others, complaint.id)
        join(others, complaint, 3)
    assert series(library, complaint) == ["EX-01…EX-03"]
    assert [one.by for one in list_groupings(library, complaint.id)] == [library.writer.actor, "other"]


def test_what_the_journal_does_not_tell_is_found_out(library: Library, complaint: Complaint) -> None:
    take_apart(library, complaint)
    library.db.execute("DROP TRIGGER act_is_appended")
    [row] = library.rows("SELECT after FROM act WHERE subject = 'series'")
    changed = json.dumps(json.loads(row["after"]) | {"reason": "same camera"})
    library.db.execute("UPDATE act SET after = ? WHERE subject = 'series'", [changed])
    assert ["joined or kept apart is not what" in one.en for one in untold(library, complaint.id)] == [True]


def test_it_stands_in_the_journal_of_the_case_file(library: Library, complaint: Complaint) -> None:
    take_apart(library, complaint)
    undo(library, complaint.id)
    with freeze(library, complaint.label, copy="internal", language="en") as version:
        content = version.content
    assert [one["action"] for one in content["journal"]["entries"]][-2:] == ["series_part", "series_undo"]
    assert check_journal(content).verdict.value == "passed"
