"""A clock from events that two recordings both show, or from one instant that is known by other means."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from evidence.clock import sentences as say
from evidence.clock.setting import sound_drift
from evidence.errors import WrongUse
from evidence.labels import Label
from evidence.model.kinds import ClockMethod
from evidence.model.recording import PARTS, Clock
from evidence.timecode import Moment, us_between


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """One event: where it stands in a recording A whose clock is known, and in B. Recording times in microseconds."""

    at_a_us: int
    at_b_us: int
    uncertainty_us: int | None = 0
    """How far the two places may be apart; None: nobody said, and the clock stays unchecked."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A clock that makes the events coincide, and what is to be said about it."""

    clock: Clock
    because: Label


def from_known_event(
    clock_a: Clock, at_a_us: int, uncertainty_us: int | None, at_b_us: int, clock_b: Clock | None = None
) -> Clock:
    """The clock of B that puts one event where A's clock puts it. B's own start and drift stay, its offset follows.

    The doubt is that of A's clock and that of the event together; an unchecked A leaves B unchecked.

    Raises:
        WrongUse: A has no place on the wall clock.
    """
    wall = _wall(clock_a, at_a_us)
    return _through(clock_b or Clock(), at_b_us, wall, _sum(clock_a.uncertainty_us, uncertainty_us))


def from_reading(clock: Clock, at_us: int, wall: Moment, uncertainty_us: int | None, method: ClockMethod) -> Clock:
    """The clock that stands at `wall` at recording time `at_us`: a receipt, a telephone held into the picture."""
    return replace(_through(clock, at_us, wall, uncertainty_us), method=method)


def from_known_events(
    clock_a: Clock, events: Sequence[KnownEvent], clock_b: Clock | None = None, *, duration_us: int = 0
) -> Fit:
    """The clock of B from one event, or offset and drift from two, by exact fractions.

    The first event in B is met exactly, the second to the resolution of the drift. The doubt is the greatest that
    either event's leaves anywhere between 0 and `duration_us`, added to that of A's clock: away from the events the
    doubt of a drift grows.

    Raises:
        WrongUse: there are other than one or two events, they coincide, or no clock drifts so.
    """
    if len(events) == 1:
        [only] = events
        clock = from_known_event(clock_a, only.at_a_us, only.uncertainty_us, only.at_b_us, clock_b)
        return Fit(clock, say.joined(say.ONE_EVENT, _unchecked(clock)))
    if len(events) != 2:
        raise WrongUse(
            "Give one event for the offset, or two for offset and drift.", "一个事件定偏差，两个事件定偏差和走时。"
        )
    first, second = sorted(events, key=lambda event: event.at_b_us)
    true_us = us_between(_wall(clock_a, first.at_a_us).at, _wall(clock_a, second.at_a_us).at)
    device_us = second.at_b_us - first.at_b_us
    if device_us == 0 or true_us <= 0:
        raise WrongUse(
            "Two events must lie apart, and in the same order in both recordings.",
            "两个事件须有间隔，且在两段录制中顺序一致。",
        )
    drift = sound_drift(round(Fraction((true_us - device_us) * PARTS, device_us)))
    doubt = _doubt(first, second, duration_us)
    base = replace(clock_b or Clock(), drift_ppb=drift)
    clock = _through(base, first.at_b_us, _wall(clock_a, first.at_a_us), _sum(clock_a.uncertainty_us, doubt))
    known = _sum(first.uncertainty_us, second.uncertainty_us)
    within = known is not None and abs(true_us - device_us) <= known
    return Fit(clock, say.joined(say.TWO_EVENTS, say.DRIFT_IN_DOUBT if within else None, _unchecked(clock)))


def _through(clock: Clock, at_us: int, wall: Moment, uncertainty_us: int | None) -> Clock:
    """The clock, moved so that it stands at `wall` at recording time `at_us`."""
    if clock.start is None:
        start, offset_us = Moment(wall.at, wall.zone, "").plus_us(-clock.true_us(at_us)), 0
    else:
        start, offset_us = clock.start, us_between(clock.start.at, wall.at) - clock.true_us(at_us)
    return Clock(start, offset_us, uncertainty_us, ClockMethod.KNOWN_EVENT, clock.drift_ppb)


def _wall(clock: Clock, at_us: int) -> Moment:
    wall = clock.wall(at_us)
    if wall is None:
        raise WrongUse(
            "The other recording has no place on the wall clock yet: give it a start first.",
            "另一段录制尚无实际时间：请先为其设定起始时间。",
        )
    return wall


def _doubt(first: KnownEvent, second: KnownEvent, duration_us: int) -> int | None:
    """The greatest doubt between 0 and the end of the line through two doubtful points, and of the rounded drift."""
    if first.uncertainty_us is None or second.uncertainty_us is None:
        return None
    ends = (min(0, first.at_b_us), max(duration_us, second.at_b_us))
    doubts = []
    for end in ends:
        share = Fraction(end - first.at_b_us, second.at_b_us - first.at_b_us)
        rounded = Fraction(abs(end - first.at_b_us), 2 * PARTS)
        doubts.append(abs(1 - share) * first.uncertainty_us + abs(share) * second.uncertainty_us + rounded)
    return math.ceil(max(*doubts, Fraction(first.uncertainty_us), Fraction(second.uncertainty_us)))


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def _unchecked(clock: Clock) -> Label | None:
    return None if clock.checked else say.STAYS_UNCHECKED
