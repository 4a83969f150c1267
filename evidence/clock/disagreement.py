"""How far clocks disagree about the same moment. Nothing is settled here: a person decides which clock is right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from evidence.clock import sentences as say
from evidence.clock.filenames import Certainty
from evidence.clock.known_events import KnownEvent
from evidence.clock.proposals import Proposal
from evidence.labels import Label
from evidence.model.kinds import Answer
from evidence.model.recording import Clock
from evidence.timecode import MICROSECONDS, format_time, us_between

QUARTER_US = 15 * 60 * MICROSECONDS
"""Zones differ by whole quarters of an hour."""
_SHIFT_DOUBT_US = 3 * MICROSECONDS


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one clock, or one claim, puts a moment."""

    name: Label
    at: datetime
    doubt_us: int | None
    """None: nobody checked it."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two standings of the same moment: `apart_us` is positive where the second puts it later."""

    first: Standing
    second: Standing

    @property
    def apart_us(self) -> int:
        """Microseconds from the first to the second."""
        return us_between(self.first.at, self.second.at)

    @property
    def doubt_us(self) -> int | None:
        """The doubt of both together; None where one of them was never checked."""
        one, other = self.first.doubt_us, self.second.doubt_us
        return None if one is None or other is None else one + other

    @property
    def answer(self) -> Answer:
        """Passed: they agree within their doubt; failed: they do not; cannot tell: a doubt is not known."""
        if self.doubt_us is None:
            return Answer.CANNOT_TELL
        return Answer.PASSED if abs(self.apart_us) <= self.doubt_us else Answer.FAILED

    @property
    def sentence(self) -> Label:
        """What a person reads: how far apart, against which doubt, and whether it looks like a wrong zone."""
        names = {"first": self.first.name, "second": self.second.name}
        if self.apart_us == 0:
            return say.SAME.filled(**names)
        order = say.LATER if self.apart_us > 0 else say.EARLIER
        said = order.filled(**names, apart=apart_text(self.apart_us))
        if self.doubt_us is None:
            against = say.DOUBT_UNKNOWN
        else:
            within = say.WITHIN if self.answer is Answer.PASSED else say.BEYOND
            against = within.filled(doubt=apart_text(self.doubt_us))
        return say.joined(said, against, say.WHOLE_QUARTERS if self.looks_like_zone else None)

    @property
    def looks_like_zone(self) -> bool:
        """Whether they are whole quarters of an hour apart (at least half an hour): a zone or daylight saving."""
        quarters = round(self.apart_us / QUARTER_US)
        return 2 <= abs(quarters) <= 104 and abs(self.apart_us - quarters * QUARTER_US) <= _SHIFT_DOUBT_US


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the wall clock that a recording of one device claims to cover."""

    name: Label
    clock: Clock
    duration_us: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two recordings of one device that claim the same time, which one device cannot record twice."""

    first: Label
    second: Label
    overlap_us: int

    @property
    def sentence(self) -> Label:
        """What a person reads."""
        return say.OVERLAP.filled(first=self.first, second=self.second, apart=apart_text(self.overlap_us))


def standing(name: Label, clock: Clock, at_us: int, uncertainty_us: int | None = 0) -> Standing | None:
    """Where a clock puts a recording time; None where it has no start. The event's doubt is added to the clock's."""
    wall = clock.wall(at_us)
    if wall is None:
        return None
    known = None if clock.uncertainty_us is None or uncertainty_us is None else clock.uncertainty_us + uncertainty_us
    return Standing(name, wall.at, known)


def compare(standings: Iterable[Standing | None]) -> tuple[Disagreement, ...]:
    """Every two standings of one moment against each other, in the order in which they were given."""
    known = [one for one in standings if one is not None]
    return tuple(Disagreement(one, other) for one, other in combinations(known, 2))


def about_events(
    name_a: Label, clock_a: Clock, name_b: Label, clock_b: Clock, events: Iterable[KnownEvent]
) -> tuple[Disagreement, ...]:
    """How far two clocks are apart about each event that both recordings show."""
    return tuple(
        found
        for event in events
        for found in compare(
            [
                standing(name_a, clock_a, event.at_a_us, event.uncertainty_us),
                standing(name_b, clock_b, event.at_b_us, 0),
            ]
        )
    )


def claims_of(proposals: Iterable[Proposal]) -> tuple[Standing, ...]:
    """Where the recording itself puts its first frame, beyond doubt or likely."""
    sure = (Certainty.CERTAIN, Certainty.LIKELY)
    found = [standing(one.method.label, one.clock, 0) for one in proposals if one.clock and one.certainty in sure]
    return tuple(one for one in found if one is not None)


def against_claims(name: Label, clock: Clock, proposals: Iterable[Proposal]) -> tuple[Disagreement, ...]:
    """How far a clock is from what the recording itself claims; what agrees exactly is left out."""
    own = standing(name, clock, 0)
    found = [apart for claim in claims_of(proposals) for apart in compare([claim, own])]
    return tuple(one for one in found if one.apart_us)


def overlaps(pieces: Sequence[Piece]) -> tuple[Overlap, ...]:
    """Pieces of one device that claim the same time. Their common ± cancels out: one clock timed them all."""
    spans: list[tuple[datetime, datetime, Label]] = []
    for piece in pieces:
        begin, end = piece.clock.wall(0), piece.clock.wall(piece.duration_us)
        if begin is not None and end is not None:
            spans.append((begin.at, end.at, piece.name))
    spans.sort(key=lambda span: span[:2])
    found = []
    for earlier, later in combinations(spans, 2):
        common_us = us_between(later[0], min(earlier[1], later[1]))
        if common_us > 0:
            found.append(Overlap(earlier[2], later[2], common_us))
    return tuple(found)


def apart_text(us: int) -> str:
    """A distance without sign: `47.300 s`, or `08:00:00.000` from a minute on."""
    us = abs(us)
    if us >= 60 * MICROSECONDS:
        return format_time(us)
    return f"{us // MICROSECONDS}.{us % MICROSECONDS // 1000:03} s"
