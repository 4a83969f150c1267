"""Time stamps as a decoder gives them, made strictly rising where a file leaves some out or repeats them."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from statistics import median_low

from evidence.media.frames import UNKNOWN
from evidence.timecode import LONGEST_US, MICROSECONDS

RESTART_S = 1
"""A step back of more than this is a clock that was set back; less is a stamp out of order."""
WRAP = 2**33
"""MPEG clocks count 90,000 ticks per second in 33 bits and begin again after 26.5 hours."""
LONGEST_STEP_OVER_WRAP = 60 * 90_000
MOST_PARTS = 10**9  # per second: the finest time base that a printed reference has room for


@dataclass(frozen=True)
class Times:
    """One stamp per frame, strictly rising, and what had to be done for it."""

    pts: array[int]
    time_base: Fraction
    step: int
    """The usual step, in ticks of `time_base`, at least 1."""
    filled: int = 0
    restarts: int = 0
    nominal: bool = False

    @property
    def as_decoded(self) -> bool:
        """Whether every stamp is the decoder's own."""
        return not (self.filled or self.restarts or self.nominal)


def times_of(stamps: Sequence[int], time_base: Fraction, rate: Fraction) -> Times:
    """Stamps in the order of presentation, UNKNOWN where there is none, become `Times`.

    A stamp that repeats the one before, or does not lie between its neighbours, counts as missing; missing ones are
    spread evenly between those around them, in a finer time base if there is no room. After a clock that was set back
    by more than a second the times go on with the usual step. Without any stamps, or with absurd ones, frame n has
    the time n / rate.
    """
    known = [(place, stamp) for place, stamp in enumerate(stamps) if stamp != UNKNOWN]
    if not known:
        return _nominal(len(stamps), rate)
    step = _usual_step(known, time_base, rate)
    kept, restarts = _rising(known, step, int(RESTART_S / time_base))
    finer = max([1, *(_parts(left, right) for left, right in pairwise(kept))])
    base = time_base / finer
    pts = array("q", bytes(8 * len(stamps)))
    span = (kept[-1][1] - kept[0][1]) * time_base * MICROSECONDS
    if base.denominator > MOST_PARTS * max(1, base.numerator) or span > LONGEST_US or abs(kept[0][1]) > 2**60:
        return _nominal(len(stamps), rate)
    for (left, low), (right, high) in pairwise(kept):
        for place in range(left, right):
            pts[place] = low * finer + (high - low) * finer * (place - left) // (right - left)
    first, last = kept[0], kept[-1]
    for place in range(first[0]):
        pts[place] = first[1] * finer - (first[0] - place) * step * finer
    for place in range(last[0], len(stamps)):
        pts[place] = last[1] * finer + (place - last[0]) * step * finer
    return Times(pts, base, step * finer, len(stamps) - len(kept), restarts)


def _nominal(count: int, rate: Fraction) -> Times:
    return Times(array("q", range(count)), 1 / rate, 1, nominal=True)


def _usual_step(known: list[tuple[int, int]], time_base: Fraction, rate: Fraction) -> int:
    steps = [
        (stamp - before) // (place - at)
        for (at, before), (place, stamp) in pairwise(known)
        if stamp - before >= place - at
    ]
    return median_low(steps) if steps else max(1, round(1 / rate / time_base))


def _parts(left: tuple[int, int], right: tuple[int, int]) -> int:
    """How many parts a tick needs so that every frame between two stamps gets its own."""
    places, ticks = right[0] - left[0], right[1] - left[1]
    return -(-places // ticks)


def _rising(known: list[tuple[int, int]], step: int, restart: int) -> tuple[list[tuple[int, int]], int]:
    """Those stamps that rise, moved on after each restart; and the number of restarts."""
    kept: list[tuple[int, int]] = []
    moved = restarts = 0
    for number, (place, stamp) in enumerate(known):
        stamp += moved
        if kept and stamp <= kept[-1][1]:
            if kept[-1][1] - stamp <= restart:
                continue
            wraps = 0 < stamp + WRAP - kept[-1][1] <= LONGEST_STEP_OVER_WRAP
            goes_on = stamp + WRAP if wraps else kept[-1][1] + step * (place - kept[-1][0])
            if wraps:
                restarts -= 1
            moved, restarts, stamp = moved + goes_on - stamp, restarts + 1, goes_on
        following = known[number + 1][1] + moved if number + 1 < len(known) else None
        before = kept[-1][1] if kept else stamp - restart - 1
        if following is not None and before < following < stamp:
            continue  # this one alone lies after the next one: out of order (at the first frame, if not by much)
        kept.append((place, stamp))
    return kept, restarts
