"""The clock of playing waits for the sound, follows it, and never jumps."""

from __future__ import annotations

import random

from app.player.clock import LARGEST_STEP_US, LONGEST_HOLD_US, PlayClock
from tests.app.player.pace import HandClock


def test_it_runs_from_where_it_was_started_at_its_speed() -> None:
    hand = HandClock()
    clock = PlayClock(hand)
    for speed in (0.25, 1.0, 4.0):
        clock.start(5_000_000, speed, wait_for_sound=False)
        hand.go(1_000_000)
        assert clock.now_us() == 5_000_000 + 1_000_000 * speed


def test_it_stands_until_the_sound_moves() -> None:
    hand = HandClock()
    clock = PlayClock(hand)
    clock.start(1_000_000, 1.0, wait_for_sound=True)
    hand.go(900_000)
    clock.sound_was_at(1_000_000, hand())
    assert clock.held
    assert clock.now_us() == 1_000_000
    clock.sound_was_at(1_010_000, hand())
    hand.go(50_000)
    assert clock.now_us() == 1_060_000


def test_it_waits_no_longer_than_it_should() -> None:
    hand = HandClock()
    clock = PlayClock(hand)
    clock.start(0, 1.0, wait_for_sound=True)
    hand.go(LONGEST_HOLD_US)
    assert clock.now_us() == 0
    hand.go(40_000)
    assert clock.now_us() == 40_000


def test_it_follows_a_device_that_reports_in_bursts_without_going_back() -> None:
    hand, chance = HandClock(), random.Random(2)
    clock = PlayClock(hand)
    clock.start(0, 1.0, wait_for_sound=True)
    sound_us, before = 0.0, 0
    for _ in range(1500):
        hand.go(20_000)
        sound_us += 20_000 * 1.003  # a device that is 0.3 % fast
        clock.sound_was_at(int(sound_us) - chance.choice((0, 10_000, 20_000)), hand())
        now = clock.now_us()
        assert 20_000 - LARGEST_STEP_US - 2 <= now - before <= 20_000 + LARGEST_STEP_US + 2 or before == 0
        before = now
    assert abs(sound_us - before) < 25_000
