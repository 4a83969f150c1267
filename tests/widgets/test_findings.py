"""Findings on screen: lanes that say and lead, a list that can be cut down, and how far the looking is."""

from __future__ import annotations

import time
from array import array

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from evidence.assist.findings import Finding, FindingKind, Quality, Summary
from evidence.errors import MediaLimit
from tests.widgets.helpers import Heard, Show, texts
from widgets.language import set_language
from widgets.quality.lanes import SENSES, Found
from widgets.quality.panel import FindingsPanel, Looked, Looking
from widgets.quality.signs import finding_words
from widgets.timeline.timeline import Timeline

SECOND = 1_000_000
GAP = Finding(10 * SECOND, 14_200_000, FindingKind.GAP, 105, "picture")
CUT = Finding(12 * SECOND, 12 * SECOND, FindingKind.CUT, 40)
DEAD = Finding(30 * SECOND, 31 * SECOND, FindingKind.DIGITAL_SILENCE, 1000)
KEY = Finding(40 * SECOND, 40_100_000, FindingKind.KEY, 100, "5")
FINDINGS = (GAP, CUT, DEAD, KEY)
QUALITY = Quality(FINDINGS, Summary(usual_loudness=-2340, left_off=3), 0, array("h", [-2340, -2040]))


def opened(show: Show, found: Found | None = None) -> Timeline:
    line = Timeline()
    show(line, 1000, 200)
    line.set_recording(0, 60 * SECOND, senses=SENSES)
    line.set_found(found)
    return line


def place(line: Timeline, us: int, sense: str) -> QPoint:
    shown = line.strip.shown
    return QPointF(shown.x_of(us), shown.found_rect(sense, 1000, line.strip.height()).center().y()).toPoint()


def test_a_finding_under_the_cursor_is_named_with_its_time_and_measure(show: Show) -> None:
    line = opened(show, Found(FINDINGS))
    said = line.strip.words_at(QPointF(place(line, 13 * SECOND, "picture")))
    assert "Nothing was recorded here" in said and "00:00:10.000 – 00:00:14.200 (4.2 s)" in said and "105" in said
    assert "all at once" not in said
    assert "all at once" in line.strip.words_at(QPointF(place(line, 12 * SECOND, "picture")))
    assert "Keypad tone 5" in line.strip.words_at(QPointF(place(line, 40 * SECOND, "sound")))
    assert "Nothing was found" in line.strip.words_at(QPointF(place(line, 50 * SECOND, "sound")))
    set_language("zh")
    assert "此处没有记录" in line.strip.words_at(QPointF(place(line, 13 * SECOND, "picture")))


def test_a_click_leads_to_where_a_finding_begins_and_elsewhere_to_the_time(show: Show) -> None:
    line = opened(show, Found(FINDINGS))
    heard = Heard(line.sought)
    for us, sense in ((13 * SECOND, "picture"), (30_500_000, "sound"), (50 * SECOND, "sound")):
        QTest.mouseClick(line.strip, Qt.MouseButton.LeftButton, pos=place(line, us, sense))
    assert heard.said[:2] == [10 * SECOND, 30 * SECOND]
    assert heard.said[2] == pytest.approx(50 * SECOND, abs=60_000)


def test_before_anybody_has_looked_the_lanes_say_so_and_a_click_is_a_time(show: Show) -> None:
    line = opened(show)
    line.set_found(None, "looking… 34 %")
    assert "34 %" in line.strip.words_at(QPointF(place(line, 13 * SECOND, "picture")))
    heard = Heard(line.sought)
    QTest.mouseClick(line.strip, Qt.MouseButton.LeftButton, pos=place(line, 13 * SECOND, "picture"))
    assert heard.said[0] == pytest.approx(13 * SECOND, abs=60_000)


def test_each_kind_is_drawn_in_its_lane_and_unlike_every_other(show: Show) -> None:
    pictures: dict[FindingKind, bytes] = {}
    for kind in FindingKind:
        detail = "picture" if kind is FindingKind.GAP else ""
        line = opened(show, Found([Finding(20 * SECOND, 30 * SECOND, kind, 1, detail)]))
        image = line.strip.grab().toImage()
        lane = line.strip.shown.found_rect("picture", 1000, line.strip.height())
        strip = image.copy(300, round(lane.top()), 240, round(2 * lane.height()))
        bits = bytes(strip.constBits())
        assert bits not in pictures.values(), f"{kind} looks like another"
        pictures[kind] = bits


def test_a_hundred_thousand_findings_are_drawn_quickly(show: Show) -> None:
    many = [Finding(n * 500, n * 500 + 200, FindingKind.SILENCE, 1) for n in range(50_000)]
    line = opened(show, Found(many + [Finding(n * 600, n * 600, FindingKind.CUT, 1) for n in range(50_000)]))
    started = time.process_time()
    line.strip.redraw()
    line.strip.grab()
    assert time.process_time() - started < 3, "an order of magnitude too slow, on any machine"


def shown(show: Show, looking: Looking) -> FindingsPanel:
    panel = FindingsPanel()
    show(panel, 900, 240)
    panel.show_looking(looking)
    return panel


def test_the_list_leads_to_each_finding(show: Show, app: QApplication) -> None:
    panel = shown(show, Looking(Looked.DONE, "EX-01", QUALITY))
    heard = Heard(panel.sought)
    panel.view.setFocus()
    panel.view.selectRow(2)
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    assert heard.said == [30 * SECOND]
    said = panel._said.whole
    assert "4 places" in said and "−23.4 LUFS" in said and "3 more are not listed" in said
    assert finding_words(GAP) in str(panel.model.data(panel.model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole))


def test_a_kind_can_be_left_out_of_the_list_and_kinds_that_are_not_there_have_no_button(show: Show) -> None:
    panel = shown(show, Looking(Looked.DONE, "EX-01", QUALITY))
    assert [kind for kind, button in panel.kinds.items() if not button.isHidden()] == [
        FindingKind.GAP, FindingKind.CUT, FindingKind.DIGITAL_SILENCE, FindingKind.KEY,
    ]  # fmt: skip
    button = panel.kinds[FindingKind.GAP]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert panel.model.rowCount() == 3 and "Left out" in button.accessibleName()
    assert panel.model.finding_at(0) == CUT
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert panel.model.rowCount() == 4


def test_how_far_the_looking_is_can_be_read_stopped_and_asked_for_again(show: Show) -> None:
    panel = shown(show, Looking(Looked.GOING_ON, "EX-01", percent=34))
    heard = Heard(panel.stop_wished)
    assert "34 %" in panel._said.whole and panel.look.isHidden()
    QTest.mouseClick(panel.stop, Qt.MouseButton.LeftButton)
    assert len(heard.said) == 1
    panel.show_looking(Looking(Looked.STOPPED, "EX-01"))
    asked = Heard(panel.look_wished)
    QTest.mouseClick(panel.look, Qt.MouseButton.LeftButton)
    assert len(asked.said) == 1 and panel.stop.isHidden()
    error = MediaLimit("It took too long.", "时间过长。")
    panel.show_looking(Looking(Looked.FAILED, "EX-01", reason=error.sentence))
    assert "It took too long." in panel._said.whole
    set_language("zh")
    assert "时间过长" in panel._said.whole
    panel.show_looking(Looking(Looked.DONE, "EX-01", Quality()))
    assert "未发现" in texts(panel)


def test_the_loudness_is_that_around_the_time_less_what_is_usual() -> None:
    assert (QUALITY.relative_loudness(50_000), QUALITY.relative_loudness(150_000)) == (0, 3)
    assert QUALITY.relative_loudness(-1) is None and QUALITY.relative_loudness(200_000) is None
    silent = Quality(summary=Summary(usual_loudness=-2000), loudness=array("h", [-6000]))
    assert silent.relative_loudness(0) is None and Quality().relative_loudness(0) is None


def test_stops_are_cuts_and_both_sides_of_what_cannot_be_seen() -> None:
    assert QUALITY.stops() == (10 * SECOND, 12 * SECOND, 14_200_000)
