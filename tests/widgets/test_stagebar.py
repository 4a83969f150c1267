"""The row below a single recording: what is wished, and what is said of the sound."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.widgets.helpers import Heard, Show, texts
from widgets.keys import KeyTable
from widgets.language import set_language
from widgets.player.adjust import Adjustment
from widgets.player.meter import Level
from widgets.player.stagebar import StageBar


def opened(show: Show, pictures: bool = True, sound: bool = True) -> StageBar:
    bar = StageBar(KeyTable())
    show(bar, 760, 34)
    bar.set_senses(pictures, sound)
    return bar


def test_the_buttons_wish_what_their_keys_do(show: Show) -> None:
    bar = opened(show)
    heard = Heard(bar.wished)
    for button in (bar.previous, bar.next, bar.loop):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert heard.said == ["previous_stop", "next_stop", "loop"]


def test_brightness_is_set_in_a_sheet_of_its_own_that_says_it_is_for_display_only(show: Show) -> None:
    bar = opened(show)
    heard = Heard(bar.adjusted)
    QTest.mouseClick(bar.display, Qt.MouseButton.LeftButton)
    assert bar.adjust.isVisible() and "display only" in texts(bar.adjust)
    bar.adjust.brightness.setValue(30)
    assert heard.said[-1] == Adjustment(30, 0)
    bar.adjust.window().close()


def test_without_a_picture_there_is_nothing_to_brighten_and_without_sound_no_meter(show: Show) -> None:
    assert not opened(show, pictures=False).display.isEnabled()
    bar = opened(show, sound=False)
    assert bar.meter.isHidden() and bar.loop.isEnabled()
    bar.set_senses(False, False)
    assert not bar.loop.isEnabled()


def test_level_and_loudness_are_said_in_figures_and_another_recording_begins_anew(show: Show) -> None:
    bar = opened(show)
    bar.set_level(Level(0.5, 0.1, clipped=True))
    bar.set_loudness(True, 5)
    assert "−6.0 / −20.0 dBFS" in texts(bar) and "+5 LU" in texts(bar)
    assert "+5 LU" in bar.meter.accessibleDescription()
    set_language("zh")
    assert "中位数" in bar.meter.accessibleDescription()
    bar.set_senses(True, True)
    assert "– dBFS" in texts(bar) and "– LU" in texts(bar)
    set_language("en")
    assert (
        "not measured yet" in bar.meter.accessibleDescription() and "No clipping" in bar.meter.accessibleDescription()
    )
