"""The auditor's questions: each passes on a sound case, and fails once somebody has had a hand in it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import pytest

from evidence.audit import conclusions, exhibits, process, records
from evidence.audit.auditing import CHECKS, audited, gather
from evidence.audit.facts import CaseFile, Facts
from evidence.audit.people import people
from evidence.canonical import sha256_hex
from evidence.casefile.freezing import read_case
from evidence.check import Check
from evidence.labels import Label
from evidence.model.case import Person
from evidence.model.findings import Approval, Decision, Finding, FindingResult, Outcome, Reopening
from evidence.model.kinds import Answer, ClockMethod, Result, Role, Verdict
from evidence.model.mark import Span
from evidence.model.people import Conflict, Declaration, Duty, DutyHeld, Member
from evidence.model.record import Record
from evidence.model.requests import Disclosure, EvidenceRequest, Reminder, Reply, RequestTo
from evidence.review.conclusions import Conclusion
from evidence.store.cases import get_case, save_case
from evidence.store.exhibits import get_exhibit, set_clock
from evidence.store.library import Library
from evidence.timecode import Moment
from tests.command import ask, make_call, make_clip, make_paper, new_case, new_library
from tests.evidence.test_check import by_hand

Value = TypeVar("Value")
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


def test_one_person_in_two_chairs_is_found_by_name(library: Path, kept: tuple[Path, str]) -> None:
    for first, second in (
        (Role.REVIEWER, Role.APPROVER),
        (Role.SELLER_BANK, Role.REVIEWER),
        (Role.SELLER_INSURER, Role.APPROVER),
        (Role.REVIEWER, Role.SECOND_REVIEWER),
    ):
        with Library.open(library) as opened:
            case = get_case(opened, kept[1])
            save_case(opened, replace(case, people=(Person(uuid4(), first, "王芳"), Person(uuid4(), second, " 王芳"))))
            frozen = read_case(opened, kept[1])
        found = people(Facts(frozen, (), (), TODAY))
        assert found.answer is FAILED and found.files == ("王芳",)


LI, WANG, ZHAO = (Member(uuid4(), name, name) for name in ("li", "wang", "zhao"))
AT = Moment(datetime(2026, 3, 18, 2, 0, tzinfo=UTC), "Asia/Shanghai", "")


def judged(sound: Facts, *chairs: tuple[Member, Duty], torn: Member | None = None, mute: Member | None = None) -> Facts:
    """The case with these people in these chairs, who all declared to be free of conflicts but for two."""
    declared = tuple(
        Declaration(member, Conflict.HAS if member is torn else Conflict.NONE, "", AT)
        for member, _ in chairs
        if member is not mute
    )
    held = tuple(DutyHeld(member, duty, AT, None, "admin") for member, duty in chairs)
    return with_papers(sound, duties=held, declarations=declared)


def with_papers(sound: Facts, **papers: Any) -> Facts:
    return replace(sound, frozen=replace(sound.frozen, papers=replace(sound.frozen.papers, **papers)))


def record(label: str, value: Value, withdrawn: bool = False) -> Record[Value]:
    return Record(uuid4(), label, "li", AT, withdrawn, value)


def test_people_are_apart_and_declared_or_found(sound: Facts) -> None:
    apart = ((LI, Duty.REVIEWER), (WANG, Duty.APPROVER), (ZHAO, Duty.SECOND_REVIEWER))
    assert people(judged(sound, *apart)).answer is PASSED
    assert people(judged(sound, (LI, Duty.REVIEWER))).answer is CANNOT_TELL
    assert people(sound).answer is CANNOT_TELL
    assert people(judged(sound, *apart, torn=WANG)).files == ("wang",)
    assert people(judged(sound, *apart, mute=ZHAO)).files == ("zhao",)
    for twice in (Duty.APPROVER, Duty.SECOND_REVIEWER):
        found = people(judged(sound, *apart, (LI, twice)))
        assert found.answer is FAILED and found.files == ("li",)
    case = replace(sound.frozen.case, people=(Person(uuid4(), Role.BRANCH_MANAGER, "X", accused=True, member=WANG.id),))
    facts = judged(sound, *apart)
    found = people(replace(facts, frozen=replace(facts.frozen, case=case)))
    assert found.answer is FAILED and found.files == ("wang",)
    sole = with_papers(facts, approvals=(Approval(1, 3, "0" * 64, LI.id, AT),))
    assert people(sole).files == ("li",)
    by_wang = replace(facts.frozen, marks=(replace(facts.frozen.marks[0], by="wang"),), members=(LI, WANG, ZHAO))
    assert people(replace(facts, frozen=by_wang)).files == ("wang",)
    by_zhao = replace(by_wang, marks=(replace(facts.frozen.marks[0], by="zhao"),))
    assert people(replace(facts, frozen=by_zhao)).answer is PASSED


def test_findings_rest_on_marks_that_stand_or_are_found(sound: Facts) -> None:
    def found(result: FindingResult, *marks: str, withdrawn: bool = False) -> Check:
        value = Finding(uuid4(), result, "because", marks_for=marks)
        return conclusions.findings(with_papers(sound, findings=(record("F-01", value, withdrawn),)))

    assert found(FindingResult.SUPPORTED, "M-001").answer is PASSED
    assert found(FindingResult.CANNOT_DETERMINE).answer is PASSED
    assert found(FindingResult.SUPPORTED).files == ("F-01",)
    assert found(FindingResult.NOT_SUPPORTED, "M-099").answer is FAILED
    assert found(FindingResult.NOT_SUPPORTED, "M-099", withdrawn=True).answer is CANNOT_TELL
    assert conclusions.findings(sound).answer is CANNOT_TELL


def test_a_point_concluded_as_not_given_needs_its_stretch(sound: Facts) -> None:
    def concluded(*against: str) -> Answer:
        absent = Conclusion("CF01", Result.NOT_GIVEN, Label("x", "x"), marks_against=against)
        return conclusions.resting(sound, [absent]).answer

    assert sound.frozen.marks[1].label == "M-002"
    assert concluded("M-002") is PASSED
    assert concluded() is FAILED and concluded("M-001") is FAILED


@pytest.mark.parametrize(
    ("sent", "reminders", "due", "reply", "answer"),
    [
        (None, 0, None, None, FAILED),
        (AT, 0, None, None, PASSED),
        (AT, 0, date(2026, 3, 19), None, FAILED),
        (AT, 0, date(2026, 3, 20), None, PASSED),
        (AT, 1, date(2026, 3, 19), None, PASSED),
        (AT, 0, date(2026, 3, 19), Reply.NO_REPLY, FAILED),
        (AT, 0, date(2026, 3, 19), Reply.OVERWRITTEN, PASSED),
    ],
)
def test_requests_that_nobody_looks_after_are_found(
    sound: Facts, sent: Moment | None, reminders: int, due: date | None, reply: Reply | None, answer: Answer
) -> None:
    request = EvidenceRequest(
        RequestTo.CCTV_TEAM, "10:00 to 10:30", sent=sent, due=due, reminders=(Reminder(AT),) * reminders, reply=reply
    )
    assert process.requests(with_papers(sound, requests=(record("R-01", request),))).answer is answer
    gone = with_papers(sound, requests=(record("R-01", request, withdrawn=True),))
    assert process.requests(gone).answer is PASSED


def test_showings_and_copies_need_their_basis_and_their_entry(sound: Facts) -> None:
    based = replace(
        sound,
        frozen=replace(
            sound.frozen, exhibits=tuple(replace(one, legal_basis="art. 13") for one in sound.frozen.exhibits)
        ),
    )
    assert process.disclosures(based).answer is PASSED
    shown = Disclosure("the customer", "M-001", "office", "explanation", "art. 13", True, False, AT)
    assert process.disclosures(with_papers(based, disclosures=(record("D-01", shown),))).answer is PASSED
    bare = with_papers(based, disclosures=(record("D-01", replace(shown, basis=" ")),))
    assert process.disclosures(bare).files == ("D-01",)
    left = replace(based, exports=(replace(sound.exports[0], copy="customer"),))
    assert process.disclosures(left).answer is FAILED
    given = with_papers(left, disclosures=(record("D-01", replace(shown, copy_given=True)),))
    assert process.disclosures(given).answer is PASSED


def test_changes_after_an_approval_are_found_unless_a_new_version_was_opened(sound: Facts) -> None:
    first = sound.frozen.entries
    head = first[3]
    approval = Approval(1, head.seq, head.hash, WANG.id, AT)

    def after(*actions: str, **papers: Any) -> Check:
        chained = [*first[:4]]
        for number, action in enumerate(("case_approved", *actions), 5):
            chained.append(replace(first[4], seq=number, action=action))
        facts = with_papers(sound, approvals=(approval,), **papers)
        return process.approval(replace(facts, frozen=replace(facts.frozen, entries=tuple(chained))))

    assert process.approval(sound).answer is CANNOT_TELL
    assert after().answer is PASSED
    assert after("disclosure_made").answer is PASSED
    assert after("mark_made").answer is FAILED
    assert after("case_reopened", "mark_made").answer is PASSED
    assert after("case_reopened", "case_approved", "mark_made").answer is FAILED
    assert after("case_reopened", reopenings=(Reopening(2, " ", "li", AT),)).answer is FAILED
    other = with_papers(sound, approvals=(replace(approval, head_hash="0" * 64),))
    assert process.approval(other).answer is FAILED


def test_originals_without_a_day_of_keeping_are_found(sound: Facts) -> None:
    def kept(**told: Any) -> Facts:
        exhibits = tuple(replace(one, recording=replace(one.recording, **told)) for one in sound.frozen.exhibits)
        return replace(sound, frozen=replace(sound.frozen, exhibits=exhibits))

    assert process.retention(sound).files == ("EX-01", "EX-02", "EX-03")
    assert process.retention(kept(retention_until=date(2031, 3, 20))).answer is PASSED
    assert process.retention(kept(hold=True)).answer is PASSED


@pytest.mark.parametrize(
    ("sent", "answer"),
    [(date(2026, 3, 12), PASSED), (date(2026, 4, 1), CANNOT_TELL), (date(2026, 6, 1), FAILED)],
)
def test_a_letter_that_was_sent_is_held_against_the_deadlines(sound: Facts, sent: date, answer: Answer) -> None:
    complaint = replace(sound.frozen.case.complaint, received=date(2026, 3, 10))
    at = Moment(datetime(sent.year, sent.month, sent.day, 4, 0, tzinfo=UTC), "Asia/Shanghai", "")
    facts = with_papers(sound, decisions=(record("B-01", Decision(Outcome.UPHELD, letter_sent=at)),))
    case = replace(facts.frozen.case, complaint=complaint)
    found = process.deadlines(replace(facts, frozen=replace(facts.frozen, case=case)))
    assert found.answer is answer and str(sent) in found.reason.en


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
