"""Requests, statements, findings and the decision of a complaint, written in the real window and kept in the store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPlainTextEdit

from evidence.model.findings import FindingResult, Outcome
from evidence.model.kinds import AudioUsable
from evidence.model.papers import Papers
from evidence.model.people import Conflict, Duty
from evidence.model.requests import Reply
from evidence.store.library import Library
from evidence.store.lock import account
from evidence.store.papers import read_papers
from tests.app.window.person import Key, Modifier, Person
from widgets.papers.editors import SomeOfEditor, WhenEditor
from widgets.papers.section import Section

CTRL = Modifier.ControlModifier


def on_disk(person: Person) -> Papers:
    with Library.open(person.folder, read_only=True) as library:
        return read_papers(library, person.case.id)


def section(person: Person, key: str) -> Section:
    """Turn to a kind of paper by keys."""
    if person.window.page is not person.window.papers:
        person.press((Key.Key_P, CTRL))
    assert person.window.page is person.window.papers
    person.window.papers.page.show_kind(key)
    return person.window.papers.sections[key]


def block(here: Section, key: str) -> QPlainTextEdit:
    widget = here.sheet.editor(key).widget
    assert isinstance(widget, QPlainTextEdit)
    return widget


def choose(here: Section, key: str, row: int) -> None:
    box = here.sheet.editor(key).widget
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(row)


def save(person: Person, here: Section) -> None:
    QTest.keyClick(here.sheet, Key.Key_Return, CTRL)
    person.until(lambda: not here.sheet.isVisible(), here.sheet.sentence())


def test_a_request_is_sent_reminded_and_answered(person: Person) -> None:
    here = section(person, "requests")
    QTest.mouseClick(here.new_button, Qt.MouseButton.LeftButton)
    here.sheet.submit()
    assert "Say what is asked for" in here.sheet.sentence()
    QTest.keyClicks(block(here, "what"), "footage of counter 3")
    QTest.keyClicks(here.sheet.editor("due").widget, "2026-03-01")
    save(person, here)
    (request,) = on_disk(person).requests
    assert (request.label, request.value.what, request.value.reply) == ("R-01", "footage of counter 3", None)
    assert here.attention == 1, "the answer is overdue"
    here.table.selectRow(0)
    QTest.keyClick(here.table, Key.Key_Return)
    reminded = here.sheet.editor("reminded")
    assert isinstance(reminded, WhenEditor)
    QTest.keyClicks(reminded.line, "2026-03-05 09:00")
    here.sheet.editor("reply").show(Reply.OVERWRITTEN)
    QTest.keyClicks(block(here, "reply_text"), "overwritten on day 31")
    save(person, here)
    (request,) = on_disk(person).requests
    assert request.value.reply is Reply.OVERWRITTEN and len(request.value.reminders) == 1
    assert here.attention == 0, "overwritten is an answer"


def test_what_is_written_can_be_undone_and_withdrawn(person: Person) -> None:
    here = section(person, "statements")
    here.start_new()
    QTest.keyClicks(here.sheet.editor("who").widget, "Ms Li")
    QTest.keyClicks(block(here, "text"), "Nobody told me")
    save(person, here)
    assert on_disk(person).statements[0].value.text == "Nobody told me"
    here.table.setFocus()
    person.press((Key.Key_Z, CTRL))
    person.until(lambda: person.case.can_redo)
    assert on_disk(person).statements[0].withdrawn
    person.press((Key.Key_Z, CTRL | Modifier.ShiftModifier))
    person.until(lambda: not person.case.can_redo)
    assert not on_disk(person).statements[0].withdrawn and here.count == 1
    here.table.selectRow(0)
    QTest.keyClick(here.table, Key.Key_Return)
    QTest.mouseClick(here.sheet.withdraw_button, Qt.MouseButton.LeftButton)
    person.until(lambda: on_disk(person).statements[0].withdrawn)


def test_a_finding_names_marks_for_and_against_and_never_one_as_both(person: Person) -> None:
    person.press((Key.Key_I, CTRL))
    form = person.window.form
    form.allegations.lines[0].text.setText("Nobody named the charges")
    person.press((Key.Key_Return, CTRL))
    person.until(lambda: person.window.page is person.desk and bool(person.case.case.allegations))
    here = section(person, "findings")
    here.start_new()
    choose(here, "allegation", 1)
    here.sheet.editor("result").show(FindingResult.CANNOT_DETERMINE)
    QTest.keyClicks(block(here, "reasoning"), "The footage was overwritten.")
    marks = here.sheet.editor("marks_for")
    assert isinstance(marks, SomeOfEditor)
    save(person, here)
    (finding,) = on_disk(person).findings
    assert finding.value.result is FindingResult.CANNOT_DETERMINE and finding.value.marks_for == ()


def test_a_half_written_sheet_survives_a_look_at_the_recordings(person: Person) -> None:
    here = section(person, "decisions")
    here.start_new()
    QTest.keyClicks(block(here, "text"), "The premium is paid back")
    here.table.setFocus()
    person.press((Key.Key_P, CTRL))
    assert person.focus_in(person.desk)
    person.press((Key.Key_P, CTRL))
    assert person.focus_in(person.window.papers)
    assert block(here, "text").toPlainText() == "The premium is paid back" and person.window.papers.unsaved
    here.sheet.submit()
    assert "how the complaint was decided" in here.sheet.sentence(), "nothing is decided unasked"
    here.sheet.editor("outcome").show(Outcome.UPHELD)
    save(person, here)
    assert on_disk(person).decisions[0].value.text == "The premium is paid back"


def test_a_window_that_does_not_hold_the_library_shows_papers_and_writes_none(
    person: Person, sit_down: Callable[..., Person]
) -> None:
    here = section(person, "requests")
    here.start_new()
    QTest.keyClicks(block(here, "what"), "footage")
    save(person, here)
    second = sit_down()
    second.open_case()
    there = section(second, "requests")
    second.until(lambda: there.count == 1)
    assert not there.new_button.isVisible() and not there.sheet.save_button.isEnabled()


def test_a_name_is_chosen_a_duty_given_a_round_finished_and_the_version_approved_by_another(person: Person) -> None:
    papers = person.window.papers
    section(person, "duties")
    papers.page.show_kind("sign_off")
    sign_off = papers.sign_off
    QTest.mouseClick(sign_off.name_button, Qt.MouseButton.LeftButton)
    assert sign_off.sentence() == "Type your name first."
    QTest.keyClicks(sign_off.name, "Zhang San")
    QTest.keyClick(sign_off.name, Key.Key_Return)
    person.until(lambda: "Zhang San" in sign_off.text())
    assert not sign_off.name.isVisible(), "a name is chosen once"
    duties = section(person, "duties")
    duties.start_new()
    QTest.keyClicks(duties.sheet.editor("account").widget, account())
    save(person, duties)
    person.until(lambda: duties.count == 1 and duties.attention == 1)
    duties.start_new()
    QTest.keyClicks(duties.sheet.editor("account").widget, account())
    duties.sheet.editor("duty").show(Duty.APPROVER)
    duties.sheet.submit()
    person.until(lambda: "different people" in duties.sheet.sentence())
    QTest.keyClick(duties.sheet, Key.Key_Escape)
    declarations = section(person, "declarations")
    declarations.start_new()
    declarations.sheet.editor("conflict").show(Conflict.HAS)
    declarations.sheet.submit()
    assert "Say what the conflict" in declarations.sheet.sentence()
    declarations.sheet.editor("conflict").show(Conflict.NONE)
    save(person, declarations)
    person.until(lambda: duties.attention == 0)
    papers.page.show_kind("sign_off")
    QTest.mouseClick(sign_off.finish_button, Qt.MouseButton.LeftButton)
    person.until(lambda: "First review done by Zhang San" in sign_off.text())
    assert not sign_off.finish_button.isVisible() and not sign_off.approve_button.isVisible()
    kept = on_disk(person)
    assert [one.round for one in kept.rounds] == [1] and kept.declarations[0].conflict is Conflict.NONE


def test_an_exhibit_says_how_it_came_in_and_a_silent_one_claims_no_speech(person: Person) -> None:
    here = section(person, "exhibits")
    assert here.count == 5 and here.attention == 5 and not here.new_button.isVisible()
    here.table.selectRow(0)
    QTest.keyClick(here.table, Key.Key_Return)
    assert not here.sheet.withdraw_button.isVisible()
    QTest.keyClicks(here.sheet.editor("received_from").widget, "CCTV team")
    QTest.keyClicks(here.sheet.editor("legal_basis").widget, "PIPL art. 13")
    here.sheet.editor("audio").show(AudioUsable.YES)
    here.sheet.submit()
    assert "no sound track" in here.sheet.sentence(), "EX-01 is silent"
    here.sheet.editor("audio").show(AudioUsable.NO)
    QTest.keyClicks(here.sheet.editor("until").widget, "2020-01-31")
    save(person, here)
    person.until(lambda: person.case.exhibits[0].received_from == "CCTV team")
    kept = person.case.exhibits[0]
    assert kept.legal_basis == "PIPL art. 13" and kept.recording.retention_until == date(2020, 1, 31)
    assert here.attention == 5, "its day has passed, and it is not on hold"
