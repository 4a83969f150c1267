"""The time inside a recording while it plays: runs on a steady clock, and follows the sound where there is some."""

from __future__ import annotations

from collections.abc import Callable

NowNs = Callable[[], int]
"""A clock that never goes back, in nanoseconds."""

LONGEST_HOLD_US = 2_500_000
"""A sound device may take two seconds to begin (PulseAudio's null sink); after this long time runs without it."""
TOLERATED_US = 5_000
STEER = 0.1
"""Share of the distance to the sound that is made up at each reading: devices report in bursts."""
LARGEST_STEP_US = 2_000


class PlayClock:
    """Recording time in microseconds. Stands where it was started until the sound moves, if it shall wait for it."""

    def __init__(self, now_ns: NowNs) -> None:
        """Run on `now_ns`."""
        self._now_ns = now_ns
        self._from_us, self._speed = 0, 1.0
        self._zero_ns: int | None = None
        self._latest_ns = 0

    def start(self, at_us: int, speed: float, wait_for_sound: bool) -> None:
        """Run from `at_us`; with `wait_for_sound` once the sound moves, or after the longest hold."""
        self._from_us, self._speed = at_us, speed
        self._zero_ns = None if wait_for_sound else self._now_ns()
        self._latest_ns = self._now_ns() + LONGEST_HOLD_US * 1000

    @property
    def held(self) -> bool:
        """Whether it still waits for the sound."""
        return self._zero_ns is None

    def now_us(self) -> int:
        """Recording time now."""
        now = self._now_ns()
        if self._zero_ns is None:
            if now < self._latest_ns:
                return self._from_us
            self._zero_ns = now
        return self._from_us + int((now - self._zero_ns) * self._speed) // 1000

    def sound_was_at(self, us: int, at_ns: int) -> None:
        """At the instant `at_ns` the sound of `us` was heard: begin with it, then follow it slowly, never in jumps."""
        if us <= self._from_us:
            return
        if self._zero_ns is None:
            self._zero_ns = at_ns - int((us - self._from_us) * 1000 / self._speed)
            return
        off = us - (self._from_us + int((at_ns - self._zero_ns) * self._speed) // 1000)
        if abs(off) > TOLERATED_US:
            step = max(-LARGEST_STEP_US, min(LARGEST_STEP_US, int(off * STEER)))
            self._zero_ns -= int(step * 1000 / self._speed)
