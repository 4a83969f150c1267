"""The sheet of a clock: every way leads to the clock that the arithmetic gives, and says what would change."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from evidence.clock.disagreement import compare, standing
from evidence.clock.known_events import from_known_event, from_reading
from evidence.labels import Label
from evidence.model.kinds import Answer, ClockMethod
from evidence.model.recording import Clock
from evidence.timecode import MICROSECONDS, parse_wall
from tests.widgets import several
from tests.widgets.clock_sheets import HERE, THERE, ZONE, sheet
from tests.widgets.helpers import Heard, Show, texts
from widgets.clocks.agreement import AgreementView
from widgets.clocks.fields import WallField
from widgets.clocks.lanes import ClockList, LaneClock
from widgets.clocks.preview import MOST
from widgets.clocks.sheet import ClockView
from widgets.clocks.values import ClockSheet, EventNumber, Way
from widgets.clocks.words import C
from widgets.keys import KeyTable
from widgets.language import set_language
from widgets.together.view import TogetherView

NEW_YORK = "America/New_York"


@pytest.fixture
def view(show: Show) -> ClockView:
    made = ClockView(KeyTable())
    show(made, 1100, 620)
    return made


def begin(view: ClockView, way: Way, **changes: object) -> ClockSheet:
    made = sheet(**changes)
    view.show_sheet(made, way)
    return made


def fitted(view: ClockView) -> Clock:
    assert view.fit is not None, view.sentence()
    return view.fit.clock


def choose(button: QAbstractButton) -> None:
    QApplication.processEvents()  # what was just filled is laid out
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))


def test_a_proposal_is_taken_with_the_doubt_that_was_typed(view: ClockView) -> None:
    unknown = replace(HERE, recording=replace(HERE.recording, clock=Clock()))
    made = begin(view, Way.PROPOSALS, exhibit=unknown)
    assert made.proposals[0].clock is not None
    assert fitted(view) == made.proposals[0].clock  # the certain one is ready to be accepted
    assert view.sentence() == C.STAYS_UNCHECKED.en
    view.proposals.doubt.field.setText("2.5")
    assert fitted(view).uncertainty_us == 2_500_000 and view.sentence() == ""
    heard = Heard(view.wished)
    choose(view.proposals.group.button(1))
    set_language("zh")
    QTest.mouseClick(view.set, Qt.MouseButton.LeftButton)
    assert made.proposals[1].clock is not None
    assert heard.said == [replace(made.proposals[1].clock, uncertainty_us=2_500_000)]


def test_nothing_is_chosen_for_a_recording_that_has_a_clock(view: ClockView) -> None:
    clock = sheet().proposals[0].clock
    assert clock is not None
    begin(view, Way.PROPOSALS, exhibit=replace(HERE, recording=replace(HERE.recording, clock=clock)))
    assert view.fit is None and not view.set.isEnabled() and view.sentence() == C.CHOOSE.en
    choose(view.proposals.group.button(0))
    assert view.sentence() == C.AS_IT_IS.en and not view.set.isEnabled()


def test_the_clock_in_the_picture_is_read_at_the_moment_on_screen(view: ClockView) -> None:
    made = begin(view, Way.READING)
    page = view.reading
    assert page.canvas.isVisible() and page.at.text() == "00:01:02.48"
    page.wall.text.setText("2026/3/12 10:01:45.5")
    page.doubt.field.setText("1")
    wall = parse_wall("2026-03-12 10:01:45.5", ZONE)
    expected = from_reading(made.clock, 62_480_000, wall, 1_000_000, ClockMethod.BURNED_IN_CLOCK)
    assert replace(fitted(view), start=expected.start) == expected
    assert fitted(view).wall(62_480_000) == wall.plus_us(0)
    assert view.table.line(C.OFFSET) == ("0 s", "+43.02 s")
    assert view.table.line(C.STATE) == ("clock not checked", "Clock checked")
    page.at.setText("70")
    assert not page.canvas.isVisible()  # another moment than the one that was seen


@pytest.mark.parametrize(
    ("wall", "doubt", "words"),
    [
        ("yesterday", "", "is not a date and time"),
        ("2026-03-12", "", "has no time of day"),
        ("2026-03-12 10:00:00", "-1", "must not be below zero"),
        ("2026-03-12 10:00:00", "much", "is not a time"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(view: ClockView, wall: str, doubt: str, words: str) -> None:
    begin(view, Way.READING)
    view.reading.wall.text.setText(wall)
    view.reading.doubt.field.setText(doubt)
    assert words in view.sentence()
    assert view.fit is None and not view.set.isEnabled()


def test_which_of_two_times_it_is_is_asked_in_words(show: Show) -> None:
    field = WallField(C.READS)
    show(field)
    field.set_zone(NEW_YORK)
    field.text.setText("2026-11-01 01:30:00")
    assert field.first.isVisible() and "showed this time twice" in texts(field)
    with pytest.raises(Exception, match="which of the two"):
        field.moment()
    for answer, offset in ((field.second, "-05:00"), (field.first, "-04:00")):
        QTest.mouseClick(answer, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
        moment = field.moment()
        assert moment is not None and moment.text() == f"2026-11-01T01:30:00{offset}"
    field.text.setText("2026-03-08 02:30:00")
    assert not field.first.isVisible() and "does not exist in America/New_York" in texts(field)
    with pytest.raises(Exception, match="does not exist"):
        field.moment()
    field.zone.setCurrentText("UTC")
    assert field.moment() == parse_wall("2026-03-08 02:30:00", "UTC") and not field.question.isVisible()
    field.zone.setCurrentText("Nowhere/Here")
    with pytest.raises(Exception, match="no time zone"):
        field.moment()


def test_events_that_both_recordings_show_give_offset_and_drift(view: ClockView) -> None:
    made = begin(view, Way.EVENT)
    page = view.event_page
    assert page.compared == THERE and page.rows[EventNumber.ONE].there.text() == "00:01:40"
    assert all(canvas.isVisible() for canvas in page.pictures)
    assert [each.answer for each in page.disagreements()] == [Answer.CANNOT_TELL]
    page.doubt.field.setText("0.2")
    assert fitted(view) == from_known_event(THERE.recording.clock, 100_000_000, 200_000, 62_480_000, made.clock)
    assert fitted(view).uncertainty_us == 700_000
    page.rows[EventNumber.TWO].here.setText("00:11:02.48")
    assert view.sentence() == C.NEEDS_BOTH.en and not view.set.isEnabled()
    page.rows[EventNumber.TWO].there.setText("00:11:41.2")
    assert fitted(view).drift_ppb == 2_000_000
    page.choose_other(made.others[1])
    assert view.fit is None  # the event was not marked there
    page.rows[EventNumber.ONE].there.setText("1")
    assert "no place on the wall clock yet" in view.sentence()


def test_numbers_begin_with_the_clock_in_use_and_change_only_what_is_typed(view: ClockView) -> None:
    clock = Clock(parse_wall("2026-03-12 10:00:00", ZONE), -47_300_000, 1_000_000, ClockMethod.KNOWN_EVENT, -12_500)
    begin(view, Way.NUMBERS, exhibit=replace(HERE, recording=replace(HERE.recording, clock=clock)))
    assert fitted(view) == clock and not view.set.isEnabled()
    page = view.numbers
    page.offset.setText("-46")
    page.drift.setText("3.5")
    page.doubt.field.setText("")
    assert fitted(view) == replace(clock, offset_us=-46_000_000, drift_ppb=3_500, uncertainty_us=None)
    assert view.sentence() == C.BECOMES_UNCHECKED.en
    page.drift.setText("200000")
    assert "more than a tenth" in view.sentence()


def test_an_earlier_clock_can_be_had_again_or_none(view: ClockView) -> None:
    made = begin(view, Way.PAST)
    buttons = view.past.group.buttons()
    assert len(buttons) == 2
    choose(buttons[0])
    assert fitted(view) == made.past[0].clock
    choose(buttons[1])
    assert fitted(view) == Clock() and view.set.isEnabled()


def test_what_changes_is_shown_before_it_is_set(view: ClockView) -> None:
    made = begin(view, Way.EVENT)
    rows = view.preview.rows()
    assert rows[0] == ("Beginning", 0) and rows[-1][1] == HERE.recording.facts.duration_us
    assert [name for name, _ in rows[1:-1]] == [mark.label for mark in made.marks[:MOST]]
    said = texts(view.preview)
    assert "10:01:00.000 +08:00" in said and "10:01:47.520 +08:00" in said and "47.520 s later" in said
    assert f"and {len(made.marks) - MOST} more marks" in said
    assert C.NO_MARK_CHANGES.en in texts(view) and "used in 2 complaints" in texts(view)


def test_a_refusal_is_said_and_nothing_typed_is_lost(view: ClockView) -> None:
    begin(view, Way.EVENT)
    QTest.mouseClick(view.set, Qt.MouseButton.LeftButton)
    assert not view.set.isEnabled()  # it is on its way
    view.failed(Label("The disk is full.", "磁盘已满。"))
    assert view.sentence() == "The disk is full." and view.set.isEnabled()


def test_a_lane_laid_by_hand_begins_as_the_time_of_its_beginning(view: ClockView) -> None:
    by_hand = parse_wall("2026-03-12 10:00:30", ZONE)
    view.show_sheet(sheet(by_hand=by_hand))
    assert view.way is Way.READING
    assert fitted(view).wall(0) == by_hand.plus_us(0) and fitted(view).method is ClockMethod.TYPED
    assert not fitted(view).checked and view.sentence() == C.STAYS_UNCHECKED.en


def test_everything_is_said_in_both_languages_and_has_a_name(view: ClockView) -> None:
    made = begin(view, Way.PROPOSALS)
    for way in Way:
        view.turn_to(way)
        english = texts(view)
        set_language("zh")
        chinese = texts(view)
        set_language("en")
        assert "时钟" in chinese and "Uncertainty" in english and "Uncertainty" not in chinese
        for child in view.findChildren(QWidget):
            if child.isVisible() and child.focusPolicy() & Qt.FocusPolicy.TabFocus:
                name = child.metaObject().className()
                if name in ("ParsedField", "LineField", "ChoiceBox", "SpokenButton", "QRadioButton", "PictureCanvas"):
                    assert child.accessibleName(), (way, name)
    assert made.exhibit.label in texts(view)


def test_the_picture_of_a_disagreement_lies_where_the_clocks_do(show: Show) -> None:
    agreement = AgreementView()
    show(agreement, 400, 300)
    start = parse_wall("2026-03-12 10:00:00", ZONE)
    clocks = [Clock(start, 0, 500_000), Clock(start, -47_300_000, 5_000_000), Clock(start, 200_000)]
    names = [Label(text, text) for text in ("EX-01", "EX-02", "EX-03")]
    agreement.set_disagreements(compare(standing(*pair, 0) for pair in zip(names, clocks, strict=True)))
    picture = agreement.picture
    assert picture.apart_us() == [0, -47_300_000, 200_000] and len(agreement.sentences()) == 3
    assert picture.x_of(-47_300_000) < picture.x_of(0) < picture.x_of(200_000) < picture.width()
    image = picture.grab().toImage()
    first, second = (image.pixelColor(round(picture.x_of(us)), 22 * row + 11) for row, us in ((0, 0), (1, -47_300_000)))
    assert first == second and first != image.pixelColor(round(picture.x_of(-20_000_000)), 11)
    doubt = [image.pixelColor(round(picture.x_of(us)), 22 + 14) for us in (-50_500_000, -44_000_000)]
    assert doubt[0] == doubt[1] != image.pixelColor(round(picture.x_of(-20_000_000)), 22 + 14)
    assert "EX-03" in picture.accessibleDescription() and "uncertainty not known" in picture.accessibleDescription()


def test_the_clocks_of_all_lanes_say_what_they_stand_on(show: Show) -> None:
    lanes = ClockList()
    show(lanes, 220, 300)
    checked = THERE.recording.clock
    lanes.set_lanes(
        [LaneClock("a", "EX-01", checked), LaneClock("b", "EX-02", HERE.recording.clock),
         LaneClock("c", "EX-03", Clock()), LaneClock("d", "EX-04", Clock(), by_hand=True)]
    )  # fmt: skip
    said = [state.text() for state in lanes.states.values()]
    assert said == ["Clock checked ±0.5 s", "clock not checked", "wall clock not known", C.BY_HAND.en]
    heard = Heard(lanes.wished)
    QTest.mouseClick(lanes.buttons["d"], Qt.MouseButton.LeftButton)
    assert heard.said == ["d"] and lanes.buttons["a"].accessibleName() == "Set the clock of EX-01"


@pytest.fixture
def together(show: Show) -> TogetherView:
    made = several.view()
    marked = {"EX-01": 100, "EX-02": 60, "EX-05": 20}
    lines = [
        replace(line, events=((EventNumber.ONE, marked[line.key] * MICROSECONDS),)) if line.key in marked else line
        for line in several.lines()
    ]
    made.set_tracks(lines, several.ZERO_US, several.wall, ["EX-04"])
    show(made, 1040, 700)
    return made


def drag(view: TogetherView, begin: tuple[int, int], end: tuple[int, int]) -> None:
    strip, scene = view.timeline.strip, view.timeline.strip.scene
    begun, ended = (
        QPointF(scene.x_of(at_s * MICROSECONDS), scene.lane_rect(row).center().y()).toPoint()
        for row, at_s in (begin, end)
    )
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, begun)
    QTest.mouseMove(strip, ended)
    view.grab()  # what is dragged is drawn
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, ended)


def test_a_lane_dragged_onto_another_brings_their_events_together(together: TogetherView) -> None:
    joined, moved = Heard(together.timeline.joined), Heard(together.timeline.moved)
    drag(together, (1, 50), (0, 55))
    assert joined.said == [("EX-02", "EX-01")]
    drag(together, (1, 50), (1, 70))  # 20 s later its event, at 80 s, meets that of EX-01, at 100 s
    assert joined.said[1:] == [("EX-02", "EX-01")]
    drag(together, (1, 50), (1, 140))  # it has a clock, so it is not simply laid elsewhere
    drag(together, (0, 20), (3, 20))  # nothing was marked there
    drag(together, (3, 20), (0, 50))
    assert len(joined.said) == 2
    [(key, by_us)] = moved.said
    assert key == "EX-04" and abs(by_us - 30 * MICROSECONDS) < MICROSECONDS


def test_a_marked_event_is_drawn_and_said_on_its_lane(together: TogetherView) -> None:
    strip = together.timeline.strip
    scene = strip.scene
    at = QPointF(scene.x_of(100 * MICROSECONDS), scene.lane_rect(0).bottom() - 8)
    said = strip.words_at(at)
    assert "Event 1 at 00:01:40.000" in said and "Drag it with Shift held onto another lane" in said
    drawn = strip.grab().toImage().pixelColor(at.toPoint() - QPoint(4, 0))
    scene.lines = tuple(replace(line, events=()) for line in scene.lines)
    strip.redraw()
    assert drawn != strip.grab().toImage().pixelColor(at.toPoint() - QPoint(4, 0))
