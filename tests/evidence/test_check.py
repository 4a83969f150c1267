"""The check of a library: what was changed in the file, in a journal or under the originals is found and named."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from evidence.check import PARTS, Report, check_library, check_share
from evidence.errors import LibraryProblem
from evidence.journal.chain import commitment, entry_hash, genesis
from evidence.model.kinds import Answer
from evidence.progress import Cancelled
from evidence.store import records
from evidence.store.cases import get_case
from evidence.store.guards import guard_triggers
from evidence.store.library import Library
from evidence.store.marks import redo, undo, withdraw_mark
from tests.command import ask, make_call, make_clip, new_case, new_library

MARK = ("--in", "0.2", "--point", "BA10", "--verdict", "given", "--how", "heard")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A library with two cases, three originals (one shared), marks, an undone one, and an export. For copying."""
    folder = tmp_path_factory.mktemp("kept")
    library = new_library(folder / "library")
    clip, call, note = make_clip(folder / "clip.mp4"), make_call(folder / "call.wav"), folder / "note.txt"
    note.write_text("a note")
    label, other = new_case(library), new_case(library)
    ask("add", label, clip, call, library=library)
    ask("add", other, call, note, library=library)
    for exhibit in ("EX-01", "EX-02"):
        ask("mark", label, exhibit, *MARK, "--quote", "犹豫期", library=library)
    ask("mark", other, "EX-01", *MARK, library=library)
    with Library.open(library) as opened:
        case = get_case(opened, label).complaint.id
        withdraw_mark(opened, case, "M-001")
        undo(opened, case)
        redo(opened, case)
        undo(opened, case)
    ask("export", label, "-o", folder / "case.pdf", library=library)
    return library, label


@pytest.fixture
def library(kept: tuple[Path, str], tmp_path: Path) -> Path:
    shutil.copytree(kept[0], tmp_path / "library")
    return tmp_path / "library"


@contextmanager
def by_hand(library: Path) -> Iterator[sqlite3.Connection]:
    """The file as somebody with a database tool has it: guards taken down, and put back as they were."""
    with sqlite3.connect(library / "library.db") as raw:
        for name in guard_triggers():
            raw.execute(f"DROP TRIGGER {name}")
        yield raw
        for text in guard_triggers().values():
            raw.execute(text)
    raw.close()


def checked(library: Path) -> Report:
    with Library.open(library, read_only=True) as opened:
        return check_library(opened)


def failures(report: Report) -> list[str]:
    return [check.reason.en for check in report.checks if check.answer is Answer.FAILED and check.name != "journals"]


def case_chain(library: Path, label: str) -> str:
    with Library.open(library, read_only=True) as opened:
        return str(get_case(opened, label).complaint.id)


def library_chain(library: Path) -> str:
    with Library.open(library, read_only=True) as opened:
        found: str = opened.id
        return found


def test_an_untouched_library_passes_as_a_whole_and_case_by_case(library: Path, kept: tuple[Path, str]) -> None:
    report = checked(library)
    assert report.verdict is Answer.PASSED and report.exit_code == 0
    assert [check.name for check in report.checks] == ["library", "originals", "journals", "records"]
    originals = report.checks[1]
    assert len(originals.files) == 3 and "3 of 3" in originals.reason.en
    with Library.open(library) as opened:
        one = check_library(opened, get_case(opened, kept[1]).complaint.id)
    assert one.verdict is Answer.PASSED and len(one.checks[1].files) == 2


def test_taking_the_guards_down_and_up_again_alone_changes_nothing(library: Path) -> None:
    with by_hand(library):
        pass
    assert checked(library).verdict is Answer.PASSED


HARMS: dict[str, tuple[str, str]] = {
    "who did it": ("UPDATE journal SET actor = 'somebody' WHERE chain = :chain AND seq = 3", "entry 3 was changed"),
    "when": ("UPDATE journal SET at = '2020-01-01T00:00:00+08:00' WHERE chain = :chain AND seq = 2", "entry 2 was"),
    "what": ("UPDATE journal SET action = 'nothing' WHERE chain = :chain AND seq = 4", "entry 4 was changed"),
    "its hash": (f"UPDATE journal SET hash = '{'0' * 64}' WHERE chain = :chain AND seq = 3", "entry 3 was changed"),
    "its link": (f"UPDATE journal SET prev = '{'0' * 64}' WHERE chain = :chain AND seq = 3", "entry 3 does not follow"),
    "no hash at all": (f"UPDATE journal SET prev = '{'z' * 64}' WHERE chain = :chain AND seq = 3", "entry 3"),
    "a body": ("UPDATE journal_body SET body = '{\"a\":1}' WHERE chain = :chain AND seq = 3", "content of entry 3"),
    "a body that is no JSON": ("UPDATE journal_body SET body = 'x' WHERE chain = :chain AND seq = 3", "of entry 3"),
    "a salt": (f"UPDATE journal_body SET salt = '{'0' * 32}' WHERE chain = :chain AND seq = 3", "content of entry 3"),
    "a body is gone": ("DELETE FROM journal_body WHERE chain = :chain AND seq = 3", "content of entry 3 is gone"),
    "one in the middle": ("DELETE FROM journal WHERE chain = :chain AND seq = 3", "entry 3 is missing"),
    "the first": ("DELETE FROM journal WHERE chain = :chain AND seq = 1", "entry 1 is missing"),
    "the end": ("DELETE FROM journal WHERE chain = :chain AND seq > 3", "its end was cut off: entry 4 existed"),
    "the last": (
        "DELETE FROM journal WHERE chain = :chain AND seq = (SELECT max(seq) FROM journal WHERE chain = :chain)",
        "its end was cut off",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", HARMS)
def test_h40_a_tampered_journal_is_named_with_its_first_bad_entry(
    library: Path, kept: tuple[Path, str], what: str
) -> None:
    harm, told = HARMS[what]
    with by_hand(library) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute(harm, {"chain": case_chain(kept[0], kept[1])})
        raw.execute(
            "DELETE FROM journal_body WHERE NOT EXISTS "
            "(SELECT 1 FROM journal j WHERE j.chain = journal_body.chain AND j.seq = journal_body.seq)"
        )
    report = checked(library)
    assert report.verdict is Answer.FAILED and report.exit_code == 1
    named = [check for check in report.checks if check.name == "journal" and check.answer is Answer.FAILED]
    assert [check.files for check in named] == [(f"journal {kept[1]}",)]
    assert told in named[0].reason.en and kept[1] in named[0].reason.zh


def test_h40d_two_entries_that_changed_places_are_named(library: Path, kept: tuple[Path, str]) -> None:
    chain = case_chain(library, kept[1])
    with by_hand(library) as raw:
        for table in ("journal_body", "journal"):
            raw.execute(f"UPDATE {table} SET seq = 900 WHERE chain = ? AND seq = 3", [chain])
            raw.execute(f"UPDATE {table} SET seq = 3 WHERE chain = ? AND seq = 4", [chain])
            raw.execute(f"UPDATE {table} SET seq = 4 WHERE chain = ? AND seq = 900", [chain])
    assert any("entry 3" in reason for reason in failures(checked(library)))


def test_h40e_a_fork_that_was_chained_again_by_hand_is_found_through_the_heads(
    library: Path, kept: tuple[Path, str]
) -> None:
    """Consistent in itself from its first entry to its last; the library's chain has seen other heads."""
    chain = case_chain(library, kept[1])
    with Library.open(library, read_only=True) as opened:
        entries = list(records.entries(opened, chain))
    with by_hand(library) as raw:
        prev = genesis(chain)
        for entry in entries:
            body: dict[str, Any] = {**(entry.body or {}), "forged": 1} if entry.seq == 3 else entry.body or {}
            assert entry.salt is not None
            values = {name: getattr(entry, name) for name in entry.__slots__}
            fresh = type(entry)(**{**values, "prev": prev, "body": body, "body_commit": commitment(entry.salt, body)})
            prev = entry_hash(fresh)
            raw.execute("UPDATE journal SET prev = ?, body_commit = ?, hash = ? WHERE chain = ? AND seq = ?",
                        [fresh.prev, fresh.body_commit, prev, chain, entry.seq])  # fmt: skip
            raw.execute("UPDATE journal_body SET body = ? WHERE chain = ? AND seq = ?",
                        [json.dumps(body), chain, entry.seq])  # fmt: skip
    assert failures(checked(library))[0] == (
        f"the journal of {kept[1]}: entry 3 was rewritten: an earlier head is different"
    )


def test_a_whole_chain_that_is_gone_is_named(library: Path, kept: tuple[Path, str]) -> None:
    chain = case_chain(library, kept[1])
    with by_hand(library) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("DELETE FROM journal WHERE chain = ?", [chain])
        raw.execute("DELETE FROM journal_body WHERE chain = ?", [chain])
    assert f"the journal of {kept[1]} is gone" in failures(checked(library))


@pytest.mark.parametrize("share", ["the last", "the later half"])
def test_the_librarys_own_chain_cut_short_is_named(library: Path, share: str) -> None:
    chain = library_chain(library)
    with by_hand(library) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        last = raw.execute("SELECT max(seq) FROM journal WHERE chain = ?", [chain]).fetchone()[0]
        keep = last - 1 if share == "the last" else last // 2
        for table in ("journal_body", "journal"):
            raw.execute(f"DELETE FROM {table} WHERE chain = ? AND seq > ?", [chain, keep])
    report = checked(library)
    assert any("the journal of library: its end was cut off" in reason for reason in failures(report)), failures(report)


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        ("UPDATE mark SET verdict = 'contradicted' WHERE label = 'M-002'", "M-002 is not what"),
        ("UPDATE mark SET quote = 'other words' WHERE label = 'M-002'", "M-002 is not what"),
        ("UPDATE mark SET in_pts = in_pts + 1, out_pts = out_pts + 1 WHERE label = 'M-002'", "M-002 is not what"),
        ("UPDATE mark SET withdrawn = 1 WHERE label = 'M-001'", "M-001 is not what"),
        ("UPDATE mark SET label = 'M-009' WHERE label = 'M-002'", "M-009 stands in the library"),
        ("UPDATE exhibit SET source_name = 'other.mp4' WHERE label = 'EX-01'", "EX-01 is not what"),
        ("UPDATE complaint SET verbatim = 'I was told everything'", "complaint is not what"),
        ("UPDATE complaint SET title = 'x'", "complaint is not what"),
        ("INSERT INTO person SELECT 'a0000000-0000-4000-8000-000000000000', id, 1, 'handler', 'N', '', '', 1, 0, "
         "NULL, NULL, '' FROM complaint LIMIT 1", "people is not what"),
        ("UPDATE complaint SET kind = 'ZZ'", "make no sense"),
        ("UPDATE complaint SET received = 'soon'", "make no sense"),
    ],
)  # fmt: skip
def test_a_row_that_was_changed_beside_the_journal_is_named(library: Path, harm: str, told: str) -> None:
    with by_hand(library) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute(harm)
    report = checked(library)
    assert report.verdict is Answer.FAILED
    assert any(told in reason for reason in failures(report)), failures(report)


def test_an_erasure_that_was_said_is_no_fault(library: Path, kept: tuple[Path, str]) -> None:
    with Library.open(library) as opened:
        records.erase_body(opened, str(get_case(opened, kept[1]).complaint.id), 4, "asked for by the person")
    assert checked(library).verdict is Answer.PASSED


@pytest.mark.parametrize("harm", ["one byte", "shorter", "longer", "empty", "another file"])
def test_an_altered_original_is_named_and_fails(library: Path, kept: tuple[Path, str], harm: str) -> None:
    with Library.open(library, read_only=True) as opened:
        row = opened.row("SELECT sha256 FROM recording WHERE file_name = 'clip.mp4'")
    assert row is not None
    place = library / "originals" / row["sha256"]
    data = bytearray(place.read_bytes())
    data[-1] ^= 1
    place.unlink()
    changed = {"one byte": bytes(data), "shorter": bytes(data[:-1]), "longer": bytes(data) + b"\0", "empty": b"",
               "another file": b"another"}  # fmt: skip
    place.write_bytes(changed[harm])
    report = checked(library)
    assert report.exit_code == 1
    assert [check.files for check in report.checks if check.name == "original"] == [(f"{kept[1]}/EX-01 clip.mp4",)]
    assert "2 of 3" in report.checks[2].reason.en and report.checks[2].answer is Answer.FAILED


def test_a_missing_original_is_named_and_nothing_can_be_told(library: Path, kept: tuple[Path, str]) -> None:
    with Library.open(library, read_only=True) as opened:
        row = opened.row("SELECT sha256 FROM recording WHERE file_name = 'call.wav'")
    assert row is not None
    (library / "originals" / row["sha256"]).unlink()
    report = checked(library)
    assert report.exit_code == 3
    (named,) = (check for check in report.checks if check.name == "original")
    assert named.files == (f"{kept[1]}/EX-02 call.wav",) and "add the file again" in named.reason.en


def test_missing_and_altered_together_fail(library: Path) -> None:
    first, second, _ = sorted((library / "originals").iterdir())
    first.unlink()
    second.unlink()
    second.write_bytes(b"altered")
    report = checked(library)
    assert report.exit_code == 1 and len([check for check in report.checks if check.name == "original"]) == 2


def test_an_original_that_nobody_registered_is_no_fault(library: Path) -> None:
    """What a killed run stored and did not yet register; adding the file again registers it."""
    (library / "originals" / ("0" * 64)).write_bytes(b"left over")
    assert checked(library).verdict is Answer.PASSED


def test_h41d_a_damaged_page_is_told_in_a_sentence_and_never_a_traceback(library: Path) -> None:
    path = library / "library.db"
    whole = path.read_bytes()
    bare = [page for page in range(len(whole) // 4096) if not any(whole[page * 4096 + 8 : (page + 1) * 4096])]
    pages = [page for page in range(len(whole) // 4096) if page not in bare[3:]]  # empty tables are all alike
    told = 0
    for page in pages:
        path.write_bytes(whole[: page * 4096] + bytes(4096) + whole[(page + 1) * 4096 :])
        try:
            report = checked(library)
        except LibraryProblem:
            told += 1
        else:
            told += report.verdict is Answer.FAILED
    assert told == len(pages), f"{len(pages) - told} of {len(pages)} zeroed pages went unnoticed"


def test_it_reports_progress_and_can_be_stopped(library: Path) -> None:
    seen: list[tuple[int, int]] = []
    with Library.open(library, read_only=True) as opened:
        check_library(opened, progress=lambda done, total: seen.append((done, total)))
        assert seen[-1][0] == seen[-1][1] and seen == sorted(seen)

        def stop(done: int, total: int) -> None:
            raise Cancelled

        with pytest.raises(Cancelled):
            check_library(opened, progress=stop)


def test_a_days_share_reads_every_original_and_journal_once_in_a_round(library: Path, kept: tuple[Path, str]) -> None:
    days = [date(2026, 11, 1) + timedelta(days=number) for number in range(PARTS)]
    altered, missing = sorted((library / "originals").iterdir())[:2]
    altered.chmod(0o600)
    altered.write_bytes(b"other bytes")
    with by_hand(library) as db:
        db.execute("UPDATE journal SET actor = 'other' WHERE chain IN (SELECT id FROM complaint)")
    with Library.open(library, read_only=True) as opened:
        reports = [check_share(opened, day) for day in days]
        told = [one.reason.en for report in reports for one in report.checks if one.answer is not Answer.PASSED]
        assert sum("was altered" in reason for reason in told) == 1, "on one day of the round"
        assert sum("the journal of C-" in reason for reason in told) == 2, "both cases, each on its day"
        missing.unlink()
        each = [check_share(opened, day) for day in days[:3]]
    assert all(any("is missing" in one.reason.en for one in report.checks) for report in each), "looked at every day"


def test_a_days_share_can_be_stopped_and_names_a_damaged_page(library: Path) -> None:
    with Library.open(library, read_only=True) as opened:

        def stop(done: int, total: int) -> None:
            raise Cancelled

        with pytest.raises(Cancelled):
            for number in range(PARTS):
                check_share(opened, date(2026, 11, 1) + timedelta(days=number), stop)
