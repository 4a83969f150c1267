"""The auditor's questions: each passes on a sound case, and fails once somebody has had a hand in it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

from evidence.audit import conclusions, exhibits, process, records
from evidence.audit.auditing import CHECKS, audited, gather
from evidence.audit.facts import CaseFile, Facts
from evidence.canonical import sha256_hex
from evidence.check import Check
from evidence.labels import Label
from evidence.model.case import Person
from evidence.model.kinds import Answer, ClockMethod, Role, Verdict
from evidence.model.mark import Span
from evidence.store.cases import get_case, save_case
from evidence.store.exhibits import get_exhibit, set_clock
from evidence.store.library import Library
from tests.command import ask, make_call, make_clip, make_paper, new_case, new_library
from tests.evidence.test_check import by_hand

TODAY = date(2026, 3, 20)
PASSED, FAILED, CANNOT_TELL = Answer.PASSED, Answer.FAILED, Answer.CANNOT_TELL


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A library with a case of a clip, a call and a paper, a mark on each, and its case file. For copying."""
    folder = tmp_path_factory.mktemp("kept")
    library = new_library(folder / "library")
    label = new_case(library, "--kind", "CF")
    clip, call, paper = make_clip(folder / "clip.mp4"), make_call(folder / "call.wav"), make_paper(folder / "paper.pdf")
    ask("add", label, clip, call, paper, library=library)
    for number in ("1", "2"):
        ask("clock", label, number, "--start", "2026-03-12T10:14:00+08:00", "--uncertainty", "1", library=library)
    mark = ("--point", "CF01", "--how", "heard", "--verdict")
    ask("mark", label, "EX-01", "--in", "0.2", "--out", "0.5", *mark, "given", "--quote", "犹豫期", library=library)
    ask("mark", label, "EX-02", "--in", "0.2", "--out", "0.5", *mark, "not_found", library=library)
    ask("mark", label, "EX-03", "--page", "2", "--point", "CF02", "--how", "read", "--verdict", "given",
        library=library)  # fmt: skip
    ask("export", label, "-o", library / "exports" / "case.pdf", library=library)
    return library, label


@pytest.fixture
def library(kept: tuple[Path, str], tmp_path: Path) -> Path:
    shutil.copytree(kept[0], tmp_path / "library")
    return tmp_path / "library"


@pytest.fixture(scope="module")
def sound(kept: tuple[Path, str]) -> Facts:
    """What is found about the case as it is, with a case file in hand."""
    return facts_of(kept[0], kept[1])


def facts_of(library: Path, label: str) -> Facts:
    pdf = library / "exports" / "case.pdf"
    held = CaseFile(pdf.name, sha256_hex(pdf.read_bytes()), PASSED, Label("", ""))
    with Library.open(library, read_only=True) as opened:
        return gather(opened, label, case_file=held, today=TODAY)


def by_name(library: Path, label: str) -> dict[str, Check]:
    return {check.name: check for check in audited(facts_of(library, label)).checks}


def test_sixteen_questions_are_answered_in_order_with_reasons_in_both_languages(sound: Facts) -> None:
    report = audited(sound)
    assert [check.name for check in report.checks] == [
        "case_file", "originals", "places", "findings", "absences", "points", "journal", "people", "deadlines",
        "requests", "citations", "clocks", "disclosures", "approval", "reproduction", "retention",
    ]  # fmt: skip
    assert len(CHECKS) == 16
    assert all(check.reason.en.endswith(".") and check.reason.zh.endswith("。") for check in report.checks)


@pytest.mark.parametrize(
    "name",
    ["case_file", "originals", "places", "absences", "journal", "citations", "clocks", "reproduction"],
)
def test_a_sound_case_passes(sound: Facts, name: str) -> None:
    assert {check.name: check.answer for check in audited(sound).checks}[name] is PASSED


HARMS = {
    "places": "UPDATE mark SET out_us = 99000000 WHERE label = 'M-001'",
    "citations": f"UPDATE mark SET sha256 = '{'0' * 64}' WHERE label = 'M-003'",
    "clocks": "UPDATE recording SET clock_method = 'unknown'",
    "reproduction": "UPDATE exhibit SET title = 'another'",
    "journal": "UPDATE journal SET actor = 'somebody' WHERE seq = 3",
}


@pytest.mark.parametrize("name", HARMS)
def test_a_change_in_the_database_is_found(name: str, library: Path, kept: tuple[Path, str]) -> None:
    with by_hand(library) as raw:
        raw.execute(HARMS[name])
    assert by_name(library, kept[1])[name].answer is FAILED


def test_a_page_that_a_paper_does_not_have_is_found(library: Path, kept: tuple[Path, str]) -> None:
    with by_hand(library) as raw:
        raw.execute("UPDATE mark SET page = 3 WHERE label = 'M-003'")
    found = by_name(library, kept[1])["places"]
    assert found.answer is FAILED and found.files == ("M-003",)


def test_an_altered_and_a_missing_original_are_found(library: Path, kept: tuple[Path, str]) -> None:
    original = next(path for path in (library / "originals").rglob("*") if path.is_file())
    original.chmod(0o600)
    original.write_bytes(original.read_bytes() + b"x")
    assert by_name(library, kept[1])["originals"].answer is FAILED
    original.unlink()
    found = {check.name: check for check in audited(facts_of(library, kept[1])).checks}
    assert found["originals"].answer is CANNOT_TELL and found["originals"].files


def test_another_file_than_the_registered_one_is_found(sound: Facts) -> None:
    assert sound.case_file is not None
    other = replace(sound, case_file=replace(sound.case_file, sha256="0" * 64))
    assert records.case_file(other).answer is FAILED
    broken = replace(sound, case_file=replace(sound.case_file, opens=FAILED, reason=Label("cut off.", "被截断。")))
    assert records.case_file(broken).answer is FAILED and records.case_file(broken).reason.en == "cut off."
    assert records.case_file(replace(sound, case_file=None)).answer is CANNOT_TELL
    assert records.case_file(replace(sound, exports=())).answer is CANNOT_TELL


def test_a_case_that_went_on_after_its_export_cannot_be_compared(library: Path, kept: tuple[Path, str]) -> None:
    with Library.open(library) as opened:
        case = get_case(opened, kept[1])
        exhibit = get_exhibit(opened, case.complaint.id, "EX-01")
        set_clock(opened, case.complaint.id, exhibit, replace(exhibit.recording.clock, uncertainty_us=None))
    found = by_name(library, kept[1])
    assert found["reproduction"].answer is CANNOT_TELL
    assert found["clocks"].answer is CANNOT_TELL and found["clocks"].files == ("EX-01",)
    assert "export" in found["reproduction"].reason.en


def test_content_that_cannot_be_made_again_says_why(sound: Facts) -> None:
    gone = replace(sound, reproduced=Label("The original is missing.", "原件缺失。"))
    assert records.reproduction(gone).answer is CANNOT_TELL and "missing" in records.reproduction(gone).reason.en


def test_times_that_go_backwards_are_found_and_those_the_journal_notes_are_told(sound: Facts) -> None:
    chained = sound.frozen.entries
    late = replace(chained[2], at="2099-01-01T00:00:00+08:00")
    back = replace(sound, frozen=replace(sound.frozen, entries=(*chained[:2], late, *chained[3:])))
    assert records.journal(back).answer is FAILED and "entry 4" in records.journal(back).reason.en
    noted = replace(chained[3], body={**(chained[3].body or {}), "clock_stepped_back": True})
    told = replace(sound, frozen=replace(sound.frozen, entries=(*chained[:2], late, noted, *chained[4:])))
    assert records.journal(told).answer is CANNOT_TELL


def test_a_clock_that_nobody_set_is_found(sound: Facts) -> None:
    first, *rest = sound.frozen.exhibits
    bare = replace(first, recording=replace(first.recording, clock=replace(
        first.recording.clock, method=ClockMethod.UNKNOWN)))  # fmt: skip
    found = exhibits.clocks(replace(sound, frozen=replace(sound.frozen, exhibits=(bare, *rest))))
    assert found.answer is FAILED and found.files == ("EX-01",)


def test_points_without_a_verdict_are_found_until_each_has_one(sound: Facts) -> None:
    found = conclusions.points(sound)
    assert found.answer is FAILED and "CF01" not in found.files and "CF03" in found.files
    one = sound.frozen.marks[0]
    rest = tuple(
        replace(one, point=point.code, verdict=Verdict.NOT_APPLICABLE, note="no note was taken in")
        for point in sound.points
    )
    full = replace(sound, frozen=replace(sound.frozen, marks=(*sound.frozen.marks, *rest)))
    assert conclusions.points(full).answer is PASSED
    bare = replace(full, frozen=replace(full.frozen, marks=(*rest, replace(rest[0], note=" "))))
    assert conclusions.points(bare).answer is FAILED
    gone = replace(full, frozen=replace(full.frozen, marks=tuple(replace(one, withdrawn=True) for one in rest)))
    assert conclusions.points(gone).answer is FAILED


def test_an_absence_marked_at_a_moment_is_found(sound: Facts) -> None:
    stretch = sound.frozen.marks[1]
    assert stretch.verdict is Verdict.NOT_FOUND and isinstance(stretch.place, Span)
    moment = replace(stretch, place=replace(stretch.place, out_us=stretch.place.in_us))
    found = conclusions.absences(replace(sound, frozen=replace(sound.frozen, marks=(moment,))))
    assert found.answer is FAILED and found.files == (stretch.label,)


@pytest.mark.parametrize(
    ("roles", "answer"),
    [
        ((Role.REVIEWER, Role.APPROVER), FAILED),
        ((Role.SELLER_BANK, Role.REVIEWER), FAILED),
        ((Role.SELLER_INSURER, Role.APPROVER), FAILED),
    ],
)
def test_one_person_in_two_chairs_is_found(
    library: Path, kept: tuple[Path, str], roles: tuple[Role, Role], answer: Answer
) -> None:
    with Library.open(library) as opened:
        case = get_case(opened, kept[1])
        people = (Person(uuid4(), roles[0], "王芳"), Person(uuid4(), roles[1], " 王芳"))
        save_case(opened, replace(case, people=people))
    assert by_name(library, kept[1])["people"].answer is answer


@pytest.mark.parametrize(
    ("received", "answer"),
    [(None, CANNOT_TELL), (date(2026, 3, 10), CANNOT_TELL), (date(2025, 11, 1), FAILED)],
)
def test_deadlines_that_have_passed_without_a_decision_are_found(
    sound: Facts, received: date | None, answer: Answer
) -> None:
    complaint = replace(sound.frozen.case.complaint, received=received)
    facts = replace(sound, frozen=replace(sound.frozen, case=replace(sound.frozen.case, complaint=complaint)))
    assert process.deadlines(facts).answer is answer


def test_an_exhibit_without_a_legal_basis_is_found(sound: Facts) -> None:
    found = process.disclosures(sound)
    assert found.answer is FAILED and found.files == ("EX-01", "EX-02", "EX-03")
