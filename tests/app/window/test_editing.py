"""A mark is changed: in the panel, by keys and by a double click; what was not moved stays the very same frame."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from app.player.player import Player
from evidence.model.kinds import How, Prompted, Strength, Verdict
from evidence.model.mark import Span
from tests.app.window.person import Key, Modifier, Person

CTRL = Modifier.ControlModifier


def make(person: Person) -> None:
    before = len(person.marks_on_disk())
    person.press(Key.Key_I, Key.Key_1, Key.Key_0, Key.Key_Return, Key.Key_F2, (Key.Key_2, Modifier.AltModifier))
    person.press(Key.Key_Return)
    person.saved_mark(before)


def test_a_mark_says_something_else_and_stays_on_its_frame(person: Person) -> None:
    person.press(Key.Key_Right, Key.Key_Right)
    person.stands()
    make(person)
    (before,) = person.marks_on_disk()
    person.press(Key.Key_End)
    person.stands()
    person.desk.marks.select(before.id)
    person.press((Key.Key_M, CTRL))
    panel = person.desk.panel
    person.until(lambda: panel.draft().mark == before.id)
    assert panel._heading.text() == f"Editing {before.label}" and panel.draft().verdict is Verdict.GIVEN
    person.stands()
    person.press(Key.Key_F3)
    person.press(Key.Key_P)
    assert person.focus_in(panel.beside)
    person.write("agent")
    panel.beside._strength.show(Strength.CORROBORATING)
    panel.beside._prompted.show(Prompted.YES)
    panel.beside._say()
    person.press(Key.Key_Return)
    person.until(lambda: person.marks_on_disk()[0].verdict is Verdict.GIVEN_PARTLY)
    (after,) = person.marks_on_disk()
    assert after.place == before.place and after.label == before.label and after.how is How.SEEN
    assert (after.speaker, after.strength, after.prompted) == ("agent", Strength.CORROBORATING, Prompted.YES)
    person.until(lambda: not panel.draft().begun)
    person.press((Key.Key_Z, CTRL))
    person.until(lambda: person.marks_on_disk()[0].verdict is Verdict.GIVEN)
    assert person.marks_on_disk()[0].speaker == ""


def test_a_mark_is_moved_to_the_frame_shown_and_esc_leaves_it(person: Person) -> None:
    make(person)
    (before,) = person.marks_on_disk()
    row = person.desk.marks.model.index(0, 0)
    person.desk.marks.view.doubleClicked.emit(row)
    person.until(lambda: person.desk.panel.draft().mark == before.id)
    person.press(Key.Key_Escape)
    assert not person.desk.panel.draft().begun and person.marks_on_disk() == (before,)
    person.desk.editing.edit(before)
    person.stands()
    person.press(Key.Key_Right, Key.Key_Right, Key.Key_Right)
    person.stands()
    shown = person.stage.player.at_us
    person.press(Key.Key_O, Key.Key_Return)
    person.until(lambda: person.marks_on_disk() != (before,))
    (after,) = person.marks_on_disk()
    assert isinstance(after.place, Span) and isinstance(before.place, Span)
    assert (after.place.in_us, after.place.out_us) == (before.place.in_us, shown)
    assert len(person.marks_on_disk()) == 1


def test_an_edge_is_drawn_to_another_frame_and_esc_lets_it_jump_back(person: Person) -> None:
    make(person)
    (before,) = person.marks_on_disk()
    person.desk.go_to_mark(before.id)
    person.stands()
    strip = person.stage.timeline.strip
    person.until(lambda: strip.shown.chosen == before.id)
    place = strip.shown.mark_rect(0)
    end = QPoint(round(place.right()), round(place.center().y()))
    goal = QPoint(round(strip.shown.x_of(640_000)), end.y())
    assert strip.edge_at(QPointF(end)) == (before.id, False)
    assert strip.edge_at(QPointF(goal)) is None
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, pos=end)
    QTest.mouseMove(strip, goal)
    person.until(lambda: (person.desk.panel.draft().out_us or 0) > 500_000)
    QTest.keyClick(strip, Key.Key_Escape)
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=goal)
    assert not person.desk.panel.draft().begun and person.marks_on_disk() == (before,)
    person.desk.go_to_mark(before.id)
    person.stands()
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, pos=end)
    QTest.mouseMove(strip, goal)
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=goal)
    person.until(lambda: person.marks_on_disk() != (before,))
    (after,) = person.marks_on_disk()
    table = person.stage.opened and person.stage.opened.probed.table
    assert isinstance(after.place, Span) and isinstance(before.place, Span) and table
    assert after.place.first == before.place.first and 500_000 < after.place.out_us < 780_000
    assert table.number_at(after.place.last.pts, after.place.last.time_base) is not None, "it ends on a frame"
    person.press((Key.Key_Z, CTRL))
    person.until(lambda: person.marks_on_disk() == (before,))


def test_enter_waits_for_the_end_of_the_mark_when_its_frame_is_not_there_yet(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.press(Key.Key_I, (Key.Key_Right, Modifier.ShiftModifier))
    person.stands()
    player, at_us = person.stage.player, person.stage.player.at_us
    person.press(Key.Key_1, Key.Key_0, Key.Key_Return, Key.Key_F2, (Key.Key_2, Modifier.AltModifier))
    with monkeypatch.context() as patch:
        patch.setattr(Player, "previewing", True)  # the exact frame is still being decoded
        person.press(Key.Key_O, Key.Key_Return)
        person.rest()
        assert person.marks_on_disk() == (), "a mark without its end would be another mark"
    player.state.emit("paused")
    mark = person.saved_mark(0)
    assert isinstance(mark.place, Span) and mark.place.out_us == at_us and mark.place.in_us == 0
