"""One clock for all files of a series: what the clock of one says of the others, and whether they share one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from evidence.model.recording import Clock, Exhibit
from evidence.segments.finding import Series
from evidence.timecode import us_between

ROUNDING_US = 2
"""So far the whole microseconds of drifting clocks may be from each other that were set as one."""


def clocks_for_all(series: Series, piece: UUID, clock: Clock) -> tuple[tuple[Exhibit, Clock], ...]:
    """The clocks of all pieces where `clock` is that of one: each begins where its name puts it, with the same drift.

    What the names cannot tell is added to the doubt. A clock without a start leaves all of them without one.
    """
    told = dict(zip((one.id for one in series.pieces), series.told_us, strict=True))
    if clock.start is None:
        return tuple((one, clock) for one in series.pieces)
    doubt = None if clock.uncertainty_us is None else clock.uncertainty_us + series.exact_us
    found = []
    for one in series.pieces:
        device_us = told[one.id] - told[piece]
        drifted_us = clock.true_us(device_us) - device_us
        start, offset_us = clock.start.plus_us(device_us), clock.offset_us + drifted_us
        found.append((one, replace(clock, start=start, offset_us=offset_us, uncertainty_us=doubt)))
    return tuple(found)


def one_clock(clocks: Sequence[Clock], told_us: Sequence[int]) -> bool:
    """Whether pieces that begin so by their names were all put on one checked clock: same doubt, drift and offset."""
    head = clocks[0]
    begun = head.wall(0)
    if not head.checked or begun is None:
        return False
    for clock, at_us in zip(clocks, told_us, strict=True):
        wall = clock.wall(0)
        if wall is None or (clock.uncertainty_us, clock.drift_ppb) != (head.uncertainty_us, head.drift_ppb):
            return False
        if abs(us_between(begun.at, wall.at) - head.true_us(at_us)) > ROUNDING_US:
            return False
    return True
