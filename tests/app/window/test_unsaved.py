"""Nothing typed is lost silently: a mark waits with its own recording, and what would be lost is asked about once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPlainTextEdit

from evidence.model.mark import Span
from evidence.model.places import FramePlace
from tests.app.window.person import Key, Modifier, Person
from widgets.marks.wish import Draft

CTRL = Modifier.ControlModifier
LEAVE = (Key.Key_L, CTRL)


def begin(person: Person) -> Draft:
    """A mark from here with its point and words; the verdict is still missing."""
    person.press(Key.Key_I, Key.Key_1, Key.Key_0, Key.Key_Return, Key.Key_Q)
    person.write("no charges were named")
    person.press(Key.Key_Escape)
    return person.desk.panel.draft()


def asked(person: Person) -> str:
    """What the question says; its default is to keep writing."""
    box = person.dialog(QMessageBox)
    default = box.defaultButton()
    assert default.text() == "Keep writing"
    return box.text()


def nothing_is_asked(person: Person) -> None:
    assert person.application.activeModalWidget() is None


def test_a_mark_that_was_begun_waits_with_its_own_recording_and_is_saved_there(person: Person) -> None:
    panel, strip = person.desk.panel, person.stage.timeline.strip
    person.press(Key.Key_Right, Key.Key_Right)
    person.stands()
    here = begin(person)
    assert here.in_us
    person.choose("EX-02")
    assert not panel.draft().begun and not strip.shown.in_us
    there = begin(person)
    person.choose("EX-05")
    assert panel.draft() == Draft(page=1)
    person.desk.views.setCurrentWidget(person.desk.together)
    assert panel.draft() == Draft()
    person.desk.views.show_stage()
    assert panel.draft() == Draft(page=1)
    person.choose("EX-01")
    assert panel.draft() == here and strip.shown.in_us == here.in_us
    person.press(Key.Key_F2, (Key.Key_2, Modifier.AltModifier), Key.Key_Return)
    mark = person.saved_mark(0)
    assert (mark.exhibit_label, mark.quote) == ("EX-01", "no charges were named")
    assert isinstance(mark.place, Span) and mark.place.in_us == here.in_us
    person.until(lambda: not panel.draft().begun)
    person.choose("EX-02")
    assert panel.draft() == there


def test_leaving_the_case_and_closing_ask_once_and_only_if_something_would_be_lost(person: Person) -> None:
    person.press(LEAVE)
    person.until(lambda: person.window.page is person.window.cases)
    nothing_is_asked(person)
    person.open_case()
    draft = begin(person)
    person.choose("EX-02")
    person.press(LEAVE)
    assert asked(person) == "Not saved yet: a mark begun on EX-01."
    person.leave_dialog()
    assert person.window.page is person.desk
    assert not person.window.close() and person.window.isVisible()
    assert asked(person) == "Not saved yet: a mark begun on EX-01."
    person.leave_dialog(Key.Key_Return)
    assert person.window.isVisible()
    person.choose("EX-01")
    assert person.desk.panel.draft() == draft
    person.press(LEAVE)
    person.throw_away()
    person.until(lambda: person.window.page is person.window.cases)
    person.open_case()
    assert not person.desk.panel.draft().begun
    begin(person)
    person.window.close()
    person.throw_away()
    person.until(lambda: not person.window.isVisible())


def test_another_mark_is_not_changed_over_one_that_was_begun(person: Person) -> None:
    begin(person)
    person.press(Key.Key_F2, (Key.Key_2, Modifier.AltModifier), Key.Key_Return)
    mark = person.saved_mark(0)
    person.until(lambda: not person.desk.panel.draft().begun)
    draft = begin(person)
    person.desk.marks.select(mark.id)
    person.press((Key.Key_M, CTRL))
    assert asked(person) == "Not saved yet: a mark begun on EX-01."
    person.leave_dialog()
    assert person.desk.panel.draft() == draft
    person.press((Key.Key_M, CTRL))
    person.throw_away()
    assert person.desk.panel.draft().mark == mark.id
    person.press(LEAVE)
    assert asked(person) == f"Not saved yet: changes to {mark.label}."
    person.leave_dialog()


def test_a_form_with_changes_and_a_paper_half_written_are_asked_about(person: Person) -> None:
    window = person.window
    person.press((Key.Key_I, CTRL), Key.Key_Escape)
    person.until(lambda: window.page is person.desk)
    nothing_is_asked(person)
    begin(person)
    person.press((Key.Key_N, CTRL))
    person.write("Another complaint")
    person.press(Key.Key_Escape)
    assert asked(person) == "Not saved yet: the form of the complaint."
    person.leave_dialog()
    assert window.page is window.form and window.form.title.text() == "Another complaint"
    before = person.case.id
    window.form.submit()
    assert asked(person) == "Not saved yet: a mark begun on EX-01."
    person.leave_dialog()
    assert person.case.id == before and window.form.title.text() == "Another complaint"
    window.form.cancelled.emit()
    person.throw_away()
    person.until(lambda: window.page is person.desk)
    assert person.desk.panel.draft().begun, "the form alone was thrown away"
    person.desk.panel.cancel()
    person.press((Key.Key_P, CTRL))
    window.papers.page.show_kind("requests")
    window.papers.sections["requests"].start_new()
    window.papers.sections["requests"].sheet.findChildren(QPlainTextEdit)[0].setFocus()
    person.write("the branch's camera")
    assert window.papers.unsaved
    person.press(Key.Key_Escape, Key.Key_Escape)
    assert asked(person) == "Not saved yet: a paper that you were filling in."
    person.leave_dialog()
    assert window.papers.unsaved, "Esc alone throws nothing away"
    person.click(window.papers.sections["requests"].sheet.cancel_button)
    person.throw_away()
    person.until(lambda: not window.papers.unsaved and not window.papers.sections["requests"].sheet.isVisible())
    window.papers.sections["requests"].start_new()
    person.press(Key.Key_Escape)
    person.until(lambda: not window.papers.sections["requests"].sheet.isVisible())
    nothing_is_asked(person)
    window.papers.sections["requests"].start_new()
    window.papers.sections["requests"].sheet.findChildren(QPlainTextEdit)[0].setFocus()
    person.write("the branch's camera")
    person.press(LEAVE)
    assert asked(person) == "Not saved yet: a paper that you were filling in."
    person.throw_away()
    person.until(lambda: window.page is window.cases)


def test_in_and_out_while_playing_are_the_frames_that_were_shown_at_the_keys(person: Person) -> None:
    player, opened = person.stage.player, person.stage.opened
    table = opened.probed.table if opened else None
    assert table is not None

    def tap(key: Qt.Key) -> int | None:
        """Press a key while playing: the number in the pixels that were on screen."""
        number, target = person.number(), QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, key)
        assert person.number() == number, "nothing came between the eye and the key"
        return number

    def number_at(place: FramePlace) -> int | None:
        return table.number_at(place.pts, place.time_base)

    def beyond(number: int | None) -> Callable[[], bool]:
        return lambda: person.number() not in (None, number) and player.playing

    player.set_speed(0.25)
    person.press(Key.Key_Space)
    person.until(beyond(0))
    first = tap(Key.Key_I)
    person.until(beyond(first))
    last = tap(Key.Key_O)
    assert player.playing and first is not None and last is not None and first < last
    person.press(Key.Key_1, Key.Key_0, Key.Key_Return, Key.Key_F2, (Key.Key_2, Modifier.AltModifier), Key.Key_Return)
    mark = person.saved_mark(0)
    assert isinstance(mark.place, Span) and mark.place.frame == first
    assert (number_at(mark.place.first), number_at(mark.place.last)) == (first, last)
