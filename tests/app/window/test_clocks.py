"""Clocks at the window: read from the picture, carried over by an event, taken back; and no mark changes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from app.ensemble.track import Placed
from app.player.state import PlayerState
from app.window.clocks import ClockDialog
from evidence.model.kinds import ClockMethod
from evidence.model.recording import Clock, Exhibit
from evidence.store.exhibits import list_exhibits
from evidence.store.library import Library
from evidence.store.records import entries
from evidence.timecode import MICROSECONDS, parse_wall
from tests.app.window.person import Key, Modifier, Person
from tests.cases import cases_of
from widgets.clocks.values import EventNumber, Way
from widgets.clocks.words import C

SHIFT = Modifier.ShiftModifier
WALL = "2026-03-12 10:00:07"


def on_disk(person: Person) -> dict[str, Exhibit]:
    with Library.open(person.folder, read_only=True) as library:
        return {each.label: each for each in list_exhibits(library, cases_of(library)[0].id)}


def clocks_set(person: Person) -> list[str]:
    """The exhibits of the journal's entries about clocks, in order."""
    with Library.open(person.folder, read_only=True) as library:
        chain = str(cases_of(library)[0].id)
        return [str(entry.body["exhibit"]) for entry in entries(library, chain, ("clock_set",)) if entry.body]


def opened(person: Person, *keys: Qt.Key) -> ClockDialog:
    person.press(*keys)
    return person.dialog(ClockDialog)


def set_it(person: Person, dialog: ClockDialog, *keys: Qt.Key) -> None:
    """Set the clock by these keys, or by the button."""
    before = len(clocks_set(person))
    person.press(*keys)
    if not keys:
        person.click(dialog.view.set)
    person.until(lambda: len(clocks_set(person)) > before and not person.application.activeModalWidget())
    person.window.activateWindow()
    person.application.processEvents()


def read_clock(person: Person, doubt: str = "1") -> None:
    """Two seconds into the recording on stage the picture says WALL."""
    person.press((Key.Key_Right, SHIFT), (Key.Key_Right, SHIFT))
    person.stands()
    dialog = opened(person, Key.Key_C)
    dialog.view.turn_to(Way.READING)
    page = dialog.view.reading
    assert page.at.number() == person.stage.player.at_us and page.canvas.isVisible()
    page.wall.text.setFocus()
    person.write(WALL)
    page.doubt.field.setFocus()
    person.write(doubt)
    set_it(person, dialog, Key.Key_Return)


def test_the_clock_is_read_from_the_picture_and_no_mark_changes(person: Person) -> None:
    person.press(Key.Key_I, Key.Key_Right, Key.Key_O, Key.Key_1, Key.Key_0, Key.Key_Return, Key.Key_F2)
    person.press((Key.Key_2, Modifier.AltModifier), Key.Key_Return)
    mark = person.saved_mark(0)
    person.until(lambda: person.focus_in(person.stage))
    at_us = 2 * MICROSECONDS + (person.stage.player.at_us or 0)
    read_clock(person)
    clock = on_disk(person)["EX-01"].recording.clock
    assert clock.method is ClockMethod.BURNED_IN_CLOCK and clock.uncertainty_us == MICROSECONDS
    wall = clock.wall(at_us)
    assert wall is not None and abs((wall.at - parse_wall(WALL, "Asia/Shanghai").at).total_seconds()) < 0.1
    assert "10:00:07" in person.stage.view.caption_text() and "± 1 s" in person.stage.view.caption_text()
    assert person.marks_on_disk() == (mark,) and clocks_set(person) == ["EX-01"]
    assert "clock of EX-01 is set" in person.window.messages.text()
    dialog = opened(person, Key.Key_C)
    dialog.view.turn_to(Way.PAST)
    person.application.processEvents()
    [none] = dialog.view.past.group.buttons()  # it had no other clock before
    assert none.text() == C.NO_PLACE.en
    person.click(none, QPoint(8, 8))
    set_it(person, dialog)
    assert on_disk(person)["EX-01"].recording.clock == Clock() and clocks_set(person) == ["EX-01"] * 2


def test_an_event_in_two_recordings_carries_the_clock_over(person: Person) -> None:
    read_clock(person)
    person.press(Key.Key_T)
    page = person.desk.together
    person.until(lambda: len(page.ensemble.tracks) == 4)

    def stands() -> None:
        person.until(lambda: page.ensemble.now is PlayerState.PAUSED)

    stands()
    tracks = {track.exhibit: track for track in page.ensemble.tracks}
    ids = {each.label: each.id for each in person.case.exhibits}
    first, second = tracks[ids["EX-01"]], tracks[ids["EX-02"]]
    assert (first.placed, second.placed) == (Placed.BY_CLOCK, Placed.UNPLACED)
    person.press((Key.Key_Right, SHIFT))
    stands()
    page.ensemble.set_active(first.key)
    person.press(Key.Key_E)
    person.press((Key.Key_Right, SHIFT))
    stands()
    page.ensemble.set_active(second.key)
    person.press(Key.Key_E)
    assert "Event 1 is marked in EX-01, EX-02" in person.window.messages.text()
    lines = {line.label: line for line in page.view.timeline.strip.scene.lines}
    moments = {label: dict(line.events).get(EventNumber.ONE) for label, line in lines.items()}
    assert moments["EX-01"] is not None and moments["EX-02"] is not None and moments["EX-03"] is None
    strip, scene = page.view.timeline.strip, page.view.timeline.strip.scene
    rows = {line.label: row for row, line in enumerate(scene.lines)}
    x = scene.x_of(lines["EX-02"].wall_of(MICROSECONDS // 2))
    begin, end = (QPointF(x, scene.lane_rect(rows[label]).center().y()).toPoint() for label in ("EX-02", "EX-01"))
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, SHIFT, begin)
    QTest.mouseMove(strip, end)
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, SHIFT, end)
    dialog = person.dialog(ClockDialog)
    assert dialog.view.way is Way.EVENT and dialog.view.event_page.compared is not None
    assert dialog.view.event_page.compared.label == "EX-01"
    dialog.view.event_page.doubt.field.setFocus()
    person.write("0.1")
    set_it(person, dialog)
    now = on_disk(person)
    clock, other = now["EX-02"].recording.clock, now["EX-01"].recording.clock
    assert clock.method is ClockMethod.KNOWN_EVENT and clock.uncertainty_us == 1_100_000
    assert clock.wall(moments["EX-02"]) == other.wall(moments["EX-01"])
    person.until(lambda: all(track.placed is Placed.BY_CLOCK for track in page.ensemble.tracks[:2]))
    assert "Clock checked ±1.1 s" in {state.text() for state in page.view.clocks.states.values()}


def test_a_lane_laid_by_hand_is_for_display_until_it_is_made_the_clock(person: Person) -> None:
    read_clock(person)
    person.press(Key.Key_T)
    page = person.desk.together
    person.until(lambda: len(page.ensemble.tracks) == 4)
    key = page.ensemble.tracks[1].key
    page.view.timeline.moved.emit(key, 500_000)
    person.until(lambda: page.ensemble.tracks[1].placed is Placed.BY_HAND)
    assert page.view.clocks.states[key].text() == C.BY_HAND.en
    assert page.view.timeline.strip.scene.lines[1].placed.zh == C.BY_HAND.zh
    assert on_disk(person)["EX-02"].recording.clock == Clock()
    person.click(page.view.clocks.buttons[key])
    dialog = person.dialog(ClockDialog)
    assert dialog.view.way is Way.READING and dialog.view.sentence() == C.STAYS_UNCHECKED.en
    set_it(person, dialog)
    now = on_disk(person)
    begun, beside = now["EX-02"].recording.clock.wall(0), now["EX-01"].recording.clock.wall(0)
    assert begun is not None and beside is not None and begun == beside.plus_us(500_000)
    assert now["EX-02"].recording.clock.method is ClockMethod.TYPED and not now["EX-02"].recording.clock.checked
    person.until(lambda: page.ensemble.tracks[1].placed is Placed.BY_CLOCK)
    assert page.view.clocks.states[key].text() == "clock not checked"


def test_a_document_has_no_clock_and_the_list_opens_one(person: Person) -> None:
    person.choose("EX-05")
    person.press(Key.Key_C)
    person.until(lambda: "only recordings run on a clock" in person.window.messages.text())
    person.press(Key.Key_E)
    assert "go to the event first" in person.window.messages.text()
    person.choose("EX-02")
    person.click(person.desk.exhibits.clock)
    dialog = person.dialog(ClockDialog)
    assert "Clock of EX-02" in dialog.view._title.whole
    person.leave_dialog()
    assert clocks_set(person) == []


def test_in_a_window_that_may_only_read_the_clock_is_shown_and_not_set(sit_down: Callable[..., Person]) -> None:
    with_pen = sit_down()
    reader = sit_down()
    reader.open_case()
    assert reader.window.session.held is not None and with_pen.window.session.held is None
    dialog = opened(reader, Key.Key_C)
    dialog.view.turn_to(Way.READING)
    dialog.view.reading.wall.text.setText(WALL)
    reader.click(dialog.view.set)
    reader.until(lambda: "open in another window" in dialog.view.sentence())
    assert dialog.isVisible() and clocks_set(reader) == []
    reader.leave_dialog()
