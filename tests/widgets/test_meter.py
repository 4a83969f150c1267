"""The level meter: the loudest stays for a moment, the lamp until somebody puts it out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from tests.widgets.helpers import Show
from widgets import theme
from widgets.language import set_language
from widgets.player.meter import FALL_DB, HELD, SILENT, Level, LevelMeter


def lamp(meter: LevelMeter) -> QColor:
    return meter.grab().toImage().pixelColor(meter.width() - 6, 3)


def test_the_loudest_stays_for_a_moment_and_then_sinks() -> None:
    meter = LevelMeter()
    meter.set_level(Level(0.5, 0.1))
    for _ in range(HELD):
        meter.set_level(Level(0.01, 0.01))
    assert round(meter.held_db, 1) == -6.0
    meter.set_level(Level(0.01, 0.01))
    assert round(meter.held_db, 1) == round(-6.02 - FALL_DB, 1)
    for _ in range(100):
        meter.set_level(Level(0.01, 0.01))
    assert round(meter.held_db) == -40
    meter.set_level(Level(1.0, 0.5))
    assert meter.held_db == 0


def test_the_lamp_stays_lit_until_it_is_clicked_and_says_so(show: Show) -> None:
    meter = LevelMeter()
    show(meter, 160, 14)
    set_language("en")
    meter.set_level(Level(0.9, 0.2))
    assert "No clipping" in meter.accessibleDescription() and lamp(meter) == QColor(theme.PAPER)
    meter.set_level(Level(1.0, 0.2, clipped=True))
    meter.set_level(SILENT)
    meter.be_silent()
    assert "full scale: clipping" in meter.accessibleDescription() and lamp(meter) == QColor(theme.BAD)
    set_language("zh")
    assert "削波" in meter.accessibleDescription()
    QTest.mouseClick(meter, Qt.MouseButton.LeftButton)
    assert lamp(meter) == QColor(theme.PAPER)


def test_the_figures_are_those_of_the_level() -> None:
    meter = LevelMeter()
    assert meter.figures() == "– dBFS"
    meter.set_level(Level(1.0, 0.1))
    assert meter.figures() == "0.0 / −20.0 dBFS"
