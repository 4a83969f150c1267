"""An auditor at the window: the library stays as it is, their marks go into a file of their own, blind first."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.session import Session
from evidence.audit.remarks import read_remarks
from evidence.journal.chain import Writer
from evidence.model.kinds import How, Verdict
from evidence.model.mark import MarkDraft
from evidence.model.people import Duty
from evidence.model.places import PagePlace
from evidence.store.exhibits import get_exhibit
from evidence.store.library import Library
from evidence.store.lock import account
from evidence.store.marks import make_mark
from evidence.store.people import add_member, give_duty
from evidence.store.search import find
from tests.app.window.person import Key, Modifier, Person
from widgets.audit.compared import ComparedSheet
from widgets.audit.sample import SampleSheet

ALT = Modifier.AltModifier


def journal(folder: Path) -> bytes:
    """The library's file, byte for byte."""
    return (folder / "library.db").read_bytes()


@pytest.fixture
def audited(library: Path) -> Path:
    """The library with three points marked by the first reviewer, and this account as the auditor of the case."""
    with Library.open(library, writer=Writer("li", "li", "desk")) as opened:
        case_id = opened.rows("SELECT id FROM complaint")[0]["id"]
        paper = get_exhibit(opened, case_id, "EX-05")
        for point, verdict in (("BA10", Verdict.GIVEN), ("BA11", Verdict.UNCLEAR), ("BA12", Verdict.GIVEN)):
            make_mark(
                opened, case_id, paper, MarkDraft(PagePlace(1, None), point, verdict, How.READ, f"words of {point}")
            )
        give_duty(opened, case_id, add_member(opened, account()), Duty.AUDITOR)
    return library


def points(person: Person) -> list[str]:
    """The points of the marks that the table shows."""
    return [mark.point for mark in person.case.shown_marks]


def said(person: Person) -> str:
    return person.desk.auditing.bar.text()


def mark_page(person: Person, digits: str, verdict: Qt.Key) -> None:
    """Mark the page on stage by keys."""
    person.desk.views.focus()
    person.write(digits)
    person.press(verdict, (Key.Key_3, ALT), Key.Key_Return)


def test_an_auditor_marks_a_sample_blind_and_sees_how_far_it_agrees(
    audited: Path, tmp_path: Path, sit_down: Callable[..., Person]
) -> None:
    before = journal(audited)
    person = sit_down()
    person.open_case()
    bar, own = person.desk.auditing.bar, tmp_path / "own.json"
    assert "change nothing" in person.window.messages.text() and "You audit this complaint" in said(person)
    assert points(person) == ["BA10", "BA11", "BA12"]

    person.click(bar.sample)
    sheet = person.dialog(SampleSheet)
    person.press(Key.Key_Return)
    assert "at least one point" in sheet._said.text(), "nothing chosen is said"
    sheet.points.widget.setFocus()
    person.press(Key.Key_Space, Key.Key_Down, Key.Key_Space, Key.Key_Return)
    person.answer_file_dialog(str(own))
    person.until(lambda: "BA10, BA11 are not shown" in said(person))
    assert points(person) == ["BA12"] and [one.point for one in person.case.conclusions] == ["BA12"]
    assert person.desk.marks.view.model().rowCount() == 1 and not bar.compare.isEnabled()
    hits: list[int] = []
    person.window.session.look(lambda library: len(find(library, "words")), hits.append)
    person.until(lambda: hits == [0], "a search shows what is kept")

    person.choose("EX-05")
    mark_page(person, "10", Key.Key_F2)
    person.until(lambda: "case on BA11 are not shown" in said(person))
    assert points(person) == ["BA10", "BA12", "BA10"], "what was marked again is shown, the rest is not"
    mark_page(person, "11", Key.Key_F2)
    person.until(lambda: "1 of 2 points (50 %)" in said(person))
    assert [mark.label for mark in person.case.shown_marks] == ["M-001", "M-002", "M-003", "A-001", "A-002"]
    assert "Saved" in person.saved_sign() and journal(audited) == before, "the library was not touched"

    person.click(bar.compare)
    table = person.dialog(ComparedSheet).table
    first = table.topLevelItem(0)
    assert first is not None and [first.text(column) for column in (1, 2, 3)] == ["Unclear", "Given", "No"]
    person.leave_dialog()
    person.click_mark("A-002")
    person.press(Key.Key_Delete)
    person.until(lambda: "1 of 1 points (100 %)" in said(person))
    person.click_mark("M-001")
    person.press(Key.Key_Delete)
    person.until(lambda: "change nothing" in person.saved_sign())
    person.window.close()

    held = read_remarks(own)
    assert held.sample == ("BA10", "BA11") and [mark.withdrawn for mark in held.marks] == [False, True]
    again = sit_down()
    again.open_case()
    assert "own.json" in said(again) and "1 of 1" in said(again), "the file is remembered"
    assert journal(audited) == before


def test_the_first_mark_asks_for_a_file_and_without_one_nothing_is_saved(
    audited: Path, tmp_path: Path, sit_down: Callable[..., Person]
) -> None:
    person = sit_down()
    person.open_case()
    person.choose("EX-05")
    mark_page(person, "10", Key.Key_F2)
    person.leave_dialog()
    person.until(lambda: "choose a file" in person.said())
    inside = audited / "own.json"
    person.press(Key.Key_Return)
    person.answer_file_dialog(str(inside))
    person.until(lambda: "another place" in person.window.messages.text())
    assert not inside.exists() and len(points(person)) == 3
    person.press(Key.Key_Return)
    person.answer_file_dialog(str(tmp_path / "own.json"))
    person.until(lambda: "Your own marks are in own.json: 1" in said(person))
    document = json.loads((tmp_path / "own.json").read_text("utf-8"))
    assert (document["sample"], document["marks"][0]["label"]) == ([], "A-001")
    (tmp_path / "own.json").write_text("{", encoding="utf-8")
    person.window.session.refresh()
    person.until(lambda: "not a usable file of re-marks" in said(person))


def test_an_auditors_window_holds_up_nobody(audited: Path, application: object) -> None:
    auditor = Session(audited)
    with Library.open(audited, writer=Writer("li", "li", "desk")) as other:
        assert other.hold_for_window() is None
    auditor.close()
