"""An auditor's own marks: in a file of their own, compared with the case, which they never enter."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from docs.make_schema import remarks_schema
from evidence.audit.remarks import Remarks, add_remark, compare_remarks, read_remarks, remarks_on
from evidence.errors import DiskProblem, Refused, WrongUse
from evidence.model.case import Complaint
from evidence.model.findings import Settlement
from evidence.model.kinds import DisputeKind, How, Verdict
from evidence.model.mark import Mark, MarkDraft
from evidence.model.people import Duty
from evidence.model.places import Box, PagePlace
from evidence.model.recording import Exhibit
from evidence.review.agreement import Agreement
from evidence.store import findings, marks
from evidence.store.cases import new_case
from evidence.store.exhibits import link
from evidence.store.library import Library
from tests.evidence.store.conftest import Ticking, make_arrival
from tests.evidence.store.people import Branch, draft

BOXED = MarkDraft(PagePlace(2, Box(1, 2, 3, 4)), "BA14", Verdict.GIVEN, How.SIGNED, "签名", "clear")


@pytest.fixture
def case(tmp_path: Path) -> Iterator[tuple[Branch, Complaint, Exhibit]]:
    """Two points marked by the first reviewer, one of them otherwise by the second, and settled; an auditor."""
    now = Ticking()
    with Library.create(tmp_path / "library", zone="Asia/Shanghai", now=now) as library:
        complaint = new_case(library, kind=DisputeKind.BA, checklist_version="0.1.0", rule_pack="CN")
        exhibit, _ = link(library, complaint.id, make_arrival("cam.mp4"))
    branch = Branch(tmp_path / "library", complaint.id, now)
    for account, duty in (("first", Duty.REVIEWER), ("second", Duty.SECOND_REVIEWER), ("auditor", Duty.AUDITOR)):
        branch.duty(account, duty)
    with branch.sits_down("first") as first, branch.sits_down("second") as second:
        marks.make_mark(first, complaint.id, exhibit, draft("BA10"))
        marks.make_mark(first, complaint.id, exhibit, draft("BA11"))
        marks.make_mark(second, complaint.id, exhibit, draft("BA10", verdict=Verdict.CONTRADICTED))
        branch.done("first", "second")
        findings.add_settlement(first, complaint.id, Settlement("BA10", Verdict.GIVEN_PARTLY, "heard again"))
    yield branch, complaint, exhibit


def compared(branch: Branch, remarks: Remarks) -> Agreement:
    with branch.sits_down("auditor") as auditor:
        held = marks.list_marks(auditor, branch.case_id)
        return compare_remarks(remarks, held, findings.list_settlements(auditor, branch.case_id))


def test_an_auditors_marks_go_to_a_file_and_nothing_enters_the_case(
    case: tuple[Branch, Complaint, Exhibit], tmp_path: Path
) -> None:
    branch, complaint, exhibit = case
    path = tmp_path / "own.json"
    with branch.sits_down("auditor") as auditor:
        before = {chain: auditor.head(chain) for chain in (auditor.id, str(complaint.id))}
        made = [
            add_remark(auditor, complaint, exhibit, one, path)
            for one in (draft("BA10", "部分", Verdict.GIVEN_PARTLY), draft("BA11", verdict=Verdict.UNCLEAR), BOXED)
        ]
        assert {chain: auditor.head(chain) for chain in before} == before
        assert len(marks.list_marks(auditor, complaint.id)) == 3
        with pytest.raises(Refused, match="change nothing"):
            marks.make_mark(auditor, complaint.id, exhibit, draft("BA10"))
        auditor.audits = auditor.read_only = False  # somebody gets round the first rail
        with pytest.raises(DiskProblem, match="read-only here"):
            marks.make_mark(auditor, complaint.id, exhibit, draft("BA10"))
    assert [one.label for one in made] == ["A-001", "A-002", "A-003"]
    held = read_remarks(path)
    assert held == Remarks(complaint.id, complaint.label, "auditor", tuple(made))
    assert list(Draft202012Validator(remarks_schema()).iter_errors(json.loads(path.read_text("utf-8")))) == []
    assert [entry.name for entry in tmp_path.iterdir() if entry.name != "library"] == ["own.json"]
    found = compared(branch, held)
    assert [(one.point, one.agrees) for one in found.points] == [("BA10", True), ("BA11", False), ("BA14", False)]
    assert "1 of 3 points" in found.sentence.en


def test_only_points_that_the_auditor_marked_are_compared(
    case: tuple[Branch, Complaint, Exhibit], tmp_path: Path
) -> None:
    branch, complaint, exhibit = case
    with branch.sits_down("auditor") as auditor:
        add_remark(auditor, complaint, exhibit, draft("BA11"), tmp_path / "own.json")
    assert [one.point for one in compared(branch, read_remarks(tmp_path / "own.json")).points] == ["BA11"]


def test_the_file_is_the_auditors_own_and_outside_of_the_library(
    case: tuple[Branch, Complaint, Exhibit], tmp_path: Path
) -> None:
    branch, complaint, exhibit = case
    path = tmp_path / "own.json"

    def mark(account: str, about: Complaint, where: Path) -> Mark:
        with branch.sits_down(account) as opened:
            return add_remark(opened, about, exhibit, draft(), where)

    for account in ("first", "second", "stranger"):
        with pytest.raises(Refused, match="for an auditor"):
            mark(account, complaint, path)
    (tmp_path / "way").symlink_to(branch.folder)
    for inside in (branch.folder / "own.json", branch.folder / "library.db", tmp_path / "way" / "own.json"):
        with pytest.raises(Refused, match="another place"):
            mark("auditor", complaint, inside)
    mark("auditor", complaint, path)
    kept = path.read_bytes()
    with branch.sits_down("manager") as library:
        other = new_case(library, kind=DisputeKind.BA, checklist_version="0.1.0", rule_pack="CN")
    Branch(branch.folder, other.id, branch.now).duty("auditor", Duty.AUDITOR)
    branch.duty("other", Duty.AUDITOR)
    for account, about in (("auditor", other), ("other", complaint)):
        with pytest.raises(Refused, match="re-marks of auditor on C-2026-0001"):
            mark(account, about, path)
    with pytest.raises(Refused, match="another case"):
        remarks_on(other.id, path)
    assert path.read_bytes() == kept


def spoiled(change: Callable[[dict[str, Any]], object]) -> Callable[[str], str]:
    def spoil(text: str) -> str:
        document: dict[str, Any] = json.loads(text)
        change(document)
        return json.dumps(document, indent=1)

    return spoil


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda text: "", "line 1"),
        (lambda text: text[:-30], "not JSON"),
        (lambda text: "[" * 100_000, "not JSON"),
        (spoiled(lambda one: one.update(schema="replaydesk.case/2")), "schema is not"),
        (spoiled(lambda one: one["marks"][0].update(verdict="guilty")), "marks[0].verdict: “guilty” is none of"),
        (spoiled(lambda one: one["marks"][0].pop("point")), "marks[0].point: this field is missing"),
        (spoiled(lambda one: one["marks"][0].update(round=1)), "marks[0].round: this field is not known"),
        (spoiled(lambda one: one["marks"][0].update(id="x")), "its id is not a UUID"),
        (spoiled(lambda one: one["marks"][0].update(at="soon")), "its time or zone"),
        (spoiled(lambda one: one["marks"][0].update(at="2026-03-12T10:00:00")), "its time or zone"),
        (spoiled(lambda one: one["marks"][0].update(zone="Nowhere/At")), "its time or zone"),
        (spoiled(lambda one: one["marks"][0]["place"].update(time_base="1/0")), "time base"),
        (spoiled(lambda one: one["marks"][0]["place"].update(in_pts=1.5)), "in_pts is not a whole number"),
        (spoiled(lambda one: one["marks"][0]["place"].update(in_pts=10**30)), "in_pts is not a whole number"),
    ],
)
def test_a_spoiled_file_is_named_with_its_place_and_left_as_it_is(
    case: tuple[Branch, Complaint, Exhibit], tmp_path: Path, spoil: Callable[[str], str], told: str
) -> None:
    branch, complaint, exhibit = case
    path = tmp_path / "own.json"
    with branch.sits_down("auditor") as auditor:
        add_remark(auditor, complaint, exhibit, draft("BA10"), path)
        path.write_text(spoil(path.read_text("utf-8")), encoding="utf-8")
        kept = path.read_bytes()
        for step in (lambda: read_remarks(path), lambda: add_remark(auditor, complaint, exhibit, draft(), path)):
            with pytest.raises(WrongUse) as refused:
                step()
            assert told in refused.value.sentence.en, refused.value.sentence.en
    assert path.read_bytes() == kept


def test_what_is_no_file_or_is_not_there_is_said(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "gone.json"):
        with pytest.raises(WrongUse, match="cannot be opened"):
            read_remarks(path)
    with (tmp_path / "large.json").open("wb") as large:
        large.truncate(33 * 1024 * 1024)
    with pytest.raises(WrongUse, match="too large"):
        read_remarks(tmp_path / "large.json")
