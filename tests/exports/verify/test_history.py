"""The marks of the case are what the journal says became of them."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from exports.verify import Answer
from exports.verify.history import check_history
from tests.exports.verify.maker import Case, entry, rechained, sample_case


def told(case: Case, action: str, body: dict[str, Any]) -> Case:
    """The case with one more journal entry."""
    case["journal"]["entries"].append({**entry(6, action), "body": body})
    return rechained(case)


def test_marks_that_were_only_made_agree() -> None:
    assert check_history(sample_case()).verdict is Answer.PASSED


def test_revised_withdrawn_undone_and_redone_marks_are_followed() -> None:
    case = sample_case()
    case = told(case, "mark_revise", {"mark": "M-001", "before": {}, "after": {"quote": "yes", "in_pts": 1}})
    case = told(case, "mark_undo", {"mark": "M-001", "act": 4, "before": {}, "after": {"quote": "", "in_pts": 128_000}})
    case = told(case, "mark_redo", {"mark": "M-001", "act": 4, "before": {}, "after": {"quote": "yes"}})
    case = told(case, "mark_withdraw", {"mark": "M-002", "before": {"withdrawn": 0}, "after": {"withdrawn": 1}})
    assert check_history(case).files == ("M-001", "M-002")
    case["marks"][0]["quote"], case["marks"][1]["withdrawn"] = "yes", True
    assert check_history(case).verdict is Answer.PASSED


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda mark: mark.update(point="BA02"), "point"),
        (lambda mark: mark.update(verdict="contradicted"), "verdict"),
        (lambda mark: mark.update(how="seen"), "how"),
        (lambda mark: mark.update(quote="something"), "quote"),
        (lambda mark: mark.update(note="something"), "note"),
        (lambda mark: mark.update(by="Qian"), "author"),
        (lambda mark: mark.update(id="another"), "identity"),
        (lambda mark: mark.update(exhibit="EX-02"), "recording"),
        (lambda mark: mark.update(withdrawn=True), "standing"),
        (lambda mark: mark.update(at="2026-03-02T10:04:01+08:00"), "time of making"),
        (lambda mark: mark["place"].update(in_pts=1), "place"),
        (lambda mark: mark["place"].update(out_us=1), "place"),
        (lambda mark: mark["place"].update(stream=1), "place"),
        (lambda mark: mark["place"].update(frame=251), "place"),
        (lambda mark: mark["place"].update(time_base="1/25600"), "place"),
    ],
    ids=range(15),
)
def test_whatever_was_changed_in_a_mark_but_not_in_the_journal_is_named(
    change: Callable[[dict[str, Any]], None], word: str
) -> None:
    case = sample_case()
    change(case["marks"][0])
    found = check_history(case)
    assert found.verdict is Answer.FAILED and found.files == ("M-001",)
    assert f"another {word}" in found.reason.en


def test_a_box_that_was_moved_is_named() -> None:
    case = sample_case()
    case["marks"][2]["place"]["box"]["x"] = 121
    assert check_history(case).files == ("M-003",)


def test_a_mark_too_many_and_a_mark_too_few_are_named() -> None:
    case = sample_case()
    extra = copy.deepcopy(case["marks"][0])
    extra["label"] = "M-009"
    case["marks"].append(extra)
    del case["marks"][1]
    found = check_history(case)
    assert found.verdict is Answer.FAILED and found.files == ("M-009", "M-002")
    assert "never made" in found.reason.en


def test_marks_whose_story_was_left_out_are_counted() -> None:
    case = sample_case()
    case["journal"]["entries"][3].update(body=None, salt=None)
    found = check_history(case)
    assert found.verdict is Answer.PASSED and "3 of 3 marks could not be compared" in found.reason.en


@pytest.mark.parametrize("body", [{}, {"label": 1}, {"mark": [], "after": {}}, {"mark": "M-001", "after": 7}])
@pytest.mark.parametrize("action", ["mark_made", "mark_revise"])
def test_contents_of_an_unknown_form_never_raise(action: str, body: dict[str, Any]) -> None:
    check_history(told(sample_case(), action, body))


def clock(**values: object) -> dict[str, Any]:
    return {**sample_case()["recordings"][0]["clock"], "zone": "+08:00", "given": "", **values}


def test_clocks_are_those_that_the_journal_last_set() -> None:
    case = told(sample_case(), "exhibit_linked", {"label": "EX-01", "clock": clock(start=None)})
    assert check_history(case).files == ("EX-01",)
    case = told(case, "clock_set", {"exhibit": "EX-01", "clock": clock()})
    assert check_history(case).verdict is Answer.PASSED
    for name, value in (
        ("start", None),
        ("offset_us", 1),
        ("drift_ppb", 1),
        ("uncertainty_us", 1),
        ("method", "typed"),
    ):
        changed = copy.deepcopy(case)
        changed["recordings"][0]["clock"][name] = value
        found = check_history(changed)
        assert found.files == ("EX-01",) and "clock of exhibit EX-01" in found.reason.en


@pytest.mark.parametrize("body", [{}, {"exhibit": ["EX-01"], "clock": 1}, {"exhibit": "EX-01", "clock": "noon"}])
def test_a_clock_that_the_journal_does_not_tell_is_not_compared(body: Any) -> None:
    assert check_history(told(sample_case(), "clock_set", body)).verdict is Answer.PASSED


def test_clocks_are_not_compared_where_the_journals_content_is_left_out() -> None:
    case = told(sample_case(), "clock_set", {"exhibit": "EX-01", "clock": clock(start=None)})
    assert check_history(case).verdict is Answer.FAILED
    case["journal"]["entries"][-1].update(body=None, salt=None)
    assert check_history(case).verdict is Answer.PASSED
