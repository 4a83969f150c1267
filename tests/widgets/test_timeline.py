"""The timeline: what it shows, where a click leads, and that ten hours and ten thousand marks stay quick."""

from __future__ import annotations

import time
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import ArrayLike
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from evidence.media.facts import Gap
from evidence.model.mark import Mark, Span
from tests.widgets import samples
from tests.widgets.helpers import Heard, Show
from widgets.timeline.drawing import paint_ruler
from widgets.timeline.lanes import Lanes
from widgets.timeline.look import Look
from widgets.timeline.ruler import step_for, tick_text, ticks
from widgets.timeline.timeline import Timeline
from widgets.timeline.wave import normal, wave_image
from widgets.words import W, set_language

HOURS_10 = 36_000_000_000
MINUTES_12 = 725_000_000


def opened(show: Show, last_us: int = MINUTES_12, width: int = 1000) -> Timeline:
    line = Timeline()
    show(line, width, 200)
    line.set_recording(0, last_us, (Gap(60_000_000, 74_000_000),), samples.speech)
    return line


def rect_of(line: Timeline, mark: Mark) -> QPoint:
    row = line.strip.shown.lanes.marks.index(mark)
    return line.strip.shown.mark_rect(row).center().toPoint()


def test_a_border_between_two_files_is_drawn_and_named(show: Show) -> None:
    line = opened(show)
    before = line.grab().toImage()
    line.set_pieces([(0, "EX-01"), (300_000_000, "EX-02"), (300_100_000, "EX-03")])
    after = line.grab().toImage()
    height = line.strip.height()
    apart = {x for x in range(1000) if any(before.pixel(x, y) != after.pixel(x, y) for y in range(30, height - 4))}
    x = round(line.strip.shown.x_of(300_000_000))
    assert apart & {x - 1, x} and {10, x + 10} <= apart, "the line, and the names of the first and last file"
    assert not apart & set(range(x + 80, 1000)) and not apart & set(range(80, x - 2))
    line.set_pieces([])
    assert line.grab().toImage() == before


@pytest.mark.parametrize("span_us", [20_000, 1_000_000, 60_000_000, HOURS_10, 10**15])
def test_the_ruler_has_some_lines_but_not_too_many(span_us: int) -> None:
    step = step_for(span_us, 1000)
    assert 0 <= len(ticks(0, span_us, step)) <= 12
    assert tick_text(0, step).startswith("00:00:00")


@pytest.mark.parametrize("span_us", [20_000, 900_000, 4_000_000, 11_500_000, 61_000_000, HOURS_10])
@pytest.mark.parametrize("width", [200, 640, 1300])
def test_times_of_the_ruler_never_run_into_each_other(span_us: int, width: int, app: QApplication) -> None:
    look = Look()
    look.set_width(width)
    look.scale.set_whole(0, span_us)
    page = QPixmap(width, 40)
    painter = QPainter(page)
    places = paint_ruler(painter, look, width, tick_text)
    painter.end()
    assert places and all(before.right() + 8 <= after.left() for before, after in pairwise(places))
    assert places[0].left() >= 0 and places[-1].right() <= width


def test_lines_of_the_ruler_stand_on_round_times() -> None:
    assert list(ticks(-3, 11, 5)) == [0, 5, 10]
    assert list(ticks(7, 9, 5)) == []


def test_a_click_leads_to_the_time_under_it_also_beyond_32_bits(show: Show) -> None:
    line = opened(show, HOURS_10)
    heard = Heard(line.sought)
    width = line.strip.width()
    QTest.mouseClick(line.strip, Qt.MouseButton.LeftButton, pos=QPoint(width * 3 // 4, 120))
    assert heard.said[0] == pytest.approx(HOURS_10 * 3 // 4, rel=0.01) and heard.said[0] > 2**32
    assert isinstance(heard.said[0], int)


def test_dragging_goes_along_and_stays_inside_the_recording(show: Show) -> None:
    line = opened(show)
    heard = Heard(line.sought)
    QTest.mousePress(line.strip, Qt.MouseButton.LeftButton, pos=QPoint(500, 120))
    QTest.mouseMove(line.strip, QPoint(600, 120))
    QTest.mouseMove(line.strip, QPoint(5000, 120))
    QTest.mouseRelease(line.strip, Qt.MouseButton.LeftButton, pos=QPoint(5000, 120))
    QTest.mouseMove(line.strip, QPoint(100, 120))
    assert heard.said == sorted(heard.said) and heard.said[-1] == MINUTES_12 and len(heard.said) == 3


def test_a_click_on_a_mark_chooses_it_and_does_not_seek(show: Show) -> None:
    line = opened(show)
    marks = samples.marks()
    line.set_marks(marks)
    chosen, sought = Heard(line.mark_chosen), Heard(line.sought)
    for mark in (marks[0], marks[7]):  # a stretch, and a single moment
        QTest.mouseClick(line.strip, Qt.MouseButton.LeftButton, pos=rect_of(line, mark))
    assert chosen.said == [marks[0].id, marks[7].id] and sought.said == []


def test_marks_on_pages_and_withdrawn_ones_are_not_on_the_timeline() -> None:
    shown = Lanes(samples.marks()).marks
    assert all(isinstance(mark.place, Span) and not mark.withdrawn for mark in shown)
    assert len(shown) == 8


def test_marks_at_the_same_time_do_not_hide_each_other() -> None:
    lanes = Lanes([samples.mark(n, in_s=10, out_s=20) for n in range(1, 4)])
    assert sorted(lanes.lane.tolist()) == [0, 1, 2] and lanes.count == 3
    assert Lanes([samples.mark(n, in_s=10, out_s=20) for n in range(1, 20)]).count == 4


def test_ctrl_and_wheel_zoom_to_the_cursor_and_the_wheel_scrolls(show: Show) -> None:
    line = opened(show)
    at = QPointF(700, 120)
    before = line.strip.shown.scale.us_at(at.x())
    wheel(line, at, 3, Qt.KeyboardModifier.ControlModifier)
    scale = line.strip.shown.scale
    assert scale.span_us < MINUTES_12 // 3
    assert scale.us_at(at.x()) == pytest.approx(before, abs=scale.span_us // 400)
    start = scale.from_us
    wheel(line, at, -1)
    assert scale.from_us > start


def wheel(line: Timeline, at: QPointF, steps: int, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    event = QWheelEvent(
        at, line.strip.mapToGlobal(at), QPoint(), QPoint(0, 120 * steps), Qt.MouseButton.NoButton, held,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(line.strip, event)


def test_zoom_by_keys_and_buttons_has_an_end_on_both_sides(show: Show) -> None:
    line = opened(show, HOURS_10)
    for _ in range(60):
        QTest.keyClick(line.strip, Qt.Key.Key_Plus)
    assert line.strip.shown.scale.span_us == 20_000
    for _ in range(60):
        QTest.keyClick(line.strip, Qt.Key.Key_Minus)
    assert line.strip.shown.scale.span_us == HOURS_10
    QTest.mouseClick(line._in, Qt.MouseButton.LeftButton)
    assert line.strip.shown.scale.span_us < HOURS_10
    QTest.mouseClick(line._all, Qt.MouseButton.LeftButton)
    assert line.strip.shown.scale.span_us == HOURS_10


def test_keys_seek_where_the_window_has_not_bound_them(show: Show) -> None:
    line = opened(show)
    line.set_position(100_000_000)
    heard = Heard(line.sought)
    QTest.keyClick(line.strip, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(line.strip, Qt.Key.Key_Home)
    QTest.keyClick(line.strip, Qt.Key.Key_End)
    assert heard.said == [101_000_000, 0, MINUTES_12]


def test_the_scroll_bar_moves_ten_hours_without_overflow(show: Show) -> None:
    line = opened(show, HOURS_10)
    line.show_span(HOURS_10 - 10_000_000, HOURS_10)
    assert line.strip.shown.scale.to_us == HOURS_10
    assert line._bar.value() == line._bar.maximum()
    line._bar.setValue(0)
    assert line.strip.shown.scale.from_us == 0


def test_the_playhead_is_followed_when_it_leaves(show: Show) -> None:
    line = opened(show)
    line.show_span(0, 10_000_000)
    line.set_position(400_000_000)
    assert line.strip.shown.scale.from_us <= 400_000_000 <= line.strip.shown.scale.to_us


def test_sound_is_asked_for_once_per_stretch_shown(show: Show, app: QApplication) -> None:
    asked: list[tuple[int, int, int]] = []

    def columns(from_us: int, to_us: int, count: int) -> ArrayLike | None:
        asked.append((from_us, to_us, count))
        return samples.speech(from_us, to_us, count)

    line = Timeline()
    show(line, 900, 200)
    line.set_recording(0, MINUTES_12, (), columns)
    app.processEvents()
    for position in range(5):
        line.set_position(position * 1000)
        line.grab()
    assert len(set(asked)) == len(asked) == 1
    line.refresh_sound()
    line.grab()
    assert len(asked) == 2 and asked[0][2] == line.strip.width()


def test_without_sound_a_sentence_stands_in_its_place(show: Show) -> None:
    line = Timeline()
    show(line, 900, 200)
    line.set_recording(0, MINUTES_12, (), lambda _from, _to, _count: None)
    line.grab()
    assert line.strip.shown.sentence is W.SOUND_READING
    line.set_recording(0, MINUTES_12, (), None)
    line.grab()
    assert line.strip.shown.sentence is W.SOUND_NONE


def test_columns_of_any_kind_become_a_picture() -> None:
    loud = np.array([[[-32768, 32767], [0, 0]]], dtype=np.int16)
    values = normal(loud)
    assert values.shape == (1, 2, 2) and values.max() == pytest.approx(1)
    image = wave_image(values, 2, 40, QColor("#000000"))
    column = [image.pixelColor(0, y).alpha() > 0 for y in range(40)]
    assert sum(column) >= 36 and sum(image.pixelColor(1, y).alpha() > 0 for y in range(40)) <= 2
    unknown = wave_image(normal(np.full((1, 2, 2), np.nan)), 2, 40, QColor("#000000"))
    assert all(unknown.pixelColor(x, y).alpha() == 0 for x in range(2) for y in range(40))
    with pytest.raises(ValueError, match="columns are"):
        normal(np.zeros(4))


def test_the_tooltip_says_time_clock_mark_and_gap(show: Show) -> None:
    line = Timeline()
    show(line, 1000, 200)
    line.set_recording(0, MINUTES_12, (Gap(60_000_000, 74_000_000),), None, None, lambda us: f"wall {us}")
    line.set_marks(samples.marks())
    said = line.strip.words_at(QPointF(rect_of(line, samples.marks()[4])))
    assert "M-005" in said and "Contradicted" in said and "随时都可以取" in said and "wall" in said
    gap = line.strip.words_at(QPointF(line.strip.shown.scale.x_of(67_000_000), 150))
    assert "nothing was recorded" in gap
    set_language("zh")
    assert "缺口" in line.strip.words_at(QPointF(line.strip.shown.scale.x_of(67_000_000), 150))


def test_ten_thousand_marks_on_ten_hours_are_drawn_quickly(show: Show, app: QApplication) -> None:
    line = opened(show, HOURS_10, 1300)
    started = time.process_time()
    line.set_marks(samples.many_marks(10_000))
    laid = time.process_time()
    for position in range(10):
        line.set_position(position * 1_000_000)
        line.strip.grab()
    spent = time.process_time() - laid
    assert laid - started < 5 and spent < 10, "an order of magnitude too slow, on any machine"


def test_thousands_of_gaps_are_drawn_quickly(show: Show) -> None:
    line = Timeline()
    show(line, 1000, 200)
    gaps = [Gap(n * 1_000_000, n * 1_000_000 + 500_000) for n in range(30_000)]
    line.set_recording(0, 30_000_000_000, gaps)
    started = time.process_time()
    line.strip.grab()
    assert time.process_time() - started < 5


def test_a_recording_of_no_length_and_no_recording_at_all_can_be_shown(show: Show) -> None:
    line = Timeline()
    show(line, 400, 160)
    line.grab()
    QTest.keyClick(line.strip, Qt.Key.Key_Plus)
    line.set_recording(0, 0)
    line.grab()
    line.zoom_in()
    line.clear()
    line.grab()


def test_a_sound_that_starts_before_the_picture_has_negative_times(show: Show) -> None:
    line = Timeline()
    show(line, 1000, 200)
    line.set_recording(-500_000, 10_000_000)
    heard = Heard(line.sought)
    QTest.mouseClick(line.strip, Qt.MouseButton.LeftButton, pos=QPoint(2, 100))
    assert heard.said[0] < -400_000


def test_input_methods_are_off_on_the_timeline_and_it_says_where_it_is(show: Show) -> None:
    line = opened(show)
    assert not line.strip.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    line.set_position(83_320_000)
    assert "00:01:23.320" in line.strip.accessibleDescription() and line.strip.accessibleName()
