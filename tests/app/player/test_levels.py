"""Levels are told when the sound is heard, not when it was decoded; nothing between two looks is missed."""

from __future__ import annotations

import numpy as np
import pytest

from app.player.levels import Levels
from widgets.player.meter import SILENT

RATE = 8000


def sound(seconds: float, value: int) -> np.ndarray[tuple[int, int], np.dtype[np.int16]]:
    return np.full((int(seconds * RATE), 1), value, np.int16)


def test_what_is_not_heard_yet_is_not_shown() -> None:
    levels = Levels()
    levels.add(1_000_000, sound(0.5, 16384), RATE)
    assert levels.heard_by(999_999) == SILENT
    level = levels.heard_by(1_000_000)
    assert (level.peak, level.rms, level.clipped) == (0.5, 0.5, False)


def test_a_short_peak_between_two_looks_is_not_missed_and_is_told_once() -> None:
    levels = Levels()
    samples = sound(1.0, 100)
    samples[1700:1703] = -32768
    levels.add(0, samples, RATE)
    assert levels.heard_by(100_000).peak < 0.01
    level = levels.heard_by(400_000)
    assert level.peak == 1.0 and level.clipped
    after = levels.heard_by(450_000)
    assert after.peak < 0.01 and not after.clipped


def test_the_mean_is_taken_over_three_tenths_of_a_second() -> None:
    levels = Levels()
    levels.add(0, np.concatenate([sound(0.3, 16384), sound(0.3, 0)]), RATE)
    assert levels.heard_by(290_000).rms == pytest.approx(0.5)
    assert levels.heard_by(440_000).rms == pytest.approx(0.5 * np.sqrt(0.5), rel=0.1)
    assert levels.heard_by(590_000).rms == 0


def test_where_nothing_new_came_the_level_stays() -> None:
    levels = Levels()
    levels.add(0, sound(0.02, 8192), RATE)
    assert levels.heard_by(10_000) == levels.heard_by(11_000) != SILENT
