"""What is shown of a recording's clock, and what a person may choose from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from evidence.clock.proposals import Proposal
from evidence.labels import Label, Labelled
from evidence.model.mark import Mark
from evidence.model.recording import Clock, Exhibit
from evidence.segments.finding import Series
from evidence.segments.oneclock import clocks_for_all, one_clock
from evidence.timecode import Moment
from widgets.clocks.words import C


class Way(Labelled):
    """The ways to a clock, in the order in which they are offered."""

    PROPOSALS = "proposals", C.PROPOSALS.en, C.PROPOSALS.zh
    READING = "reading", C.READING.en, C.READING.zh
    EVENT = "event", C.EVENT.en, C.EVENT.zh
    NUMBERS = "numbers", C.NUMBERS.en, C.NUMBERS.zh
    PAST = "past", C.PAST.en, C.PAST.zh


class EventNumber(Labelled):
    """The events that two recordings may both show: one gives the offset, two the drift."""

    ONE = "one", C.EVENT_ONE.en, C.EVENT_ONE.zh
    TWO = "two", C.EVENT_TWO.en, C.EVENT_TWO.zh


@dataclass(frozen=True, slots=True)
class Sighting:
    """A moment of a recording as it was seen: its time, and the picture if there is one (RGB, width, height)."""

    at_us: int
    rgb: bytes = b""
    width: int = 0
    height: int = 0


Events = Mapping[EventNumber, Mapping[UUID, Sighting]]
"""Where each recording shows an event."""


@dataclass(frozen=True, slots=True)
class PastClock:
    """A clock that a recording has had."""

    at: Moment
    by: str
    clock: Clock


@dataclass(frozen=True, slots=True)
class ClockSheet:
    """All that is needed to set the clock of one recording."""

    exhibit: Exhibit
    zone: str
    """Local times are taken in it unless another is chosen."""
    proposals: tuple[Proposal, ...] = ()
    shown: Sighting | None = None
    """The moment on screen."""
    others: tuple[Exhibit, ...] = ()
    events: Events = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()
    past: tuple[PastClock, ...] = ()
    """The first clock first; the last is in use."""
    cases: int = 1
    by_hand: Moment | None = None
    """Where the recording begins where somebody laid it by hand."""

    series: Series | None = None
    """The files of one recorder of which it is one."""

    def clocks(self, clock: Clock, for_all: bool) -> tuple[tuple[Exhibit, Clock], ...]:
        """What has to be set where this becomes its clock: for it alone, or for all files of its series."""
        if for_all and self.series is not None:
            return clocks_for_all(self.series, self.exhibit.id, clock)
        return ((self.exhibit, clock),)

    def stands(self, clock: Clock, for_all: bool) -> bool:
        """Whether that is the clock it has, and all files of its series with it."""
        if clock != self.clock or not for_all or self.series is None:
            return clock == self.clock
        clocks = [one.recording.clock for one in self.series.pieces]
        return one_clock(clocks, self.series.told_us) or all(
            one.recording.clock == wanted for one, wanted in self.clocks(clock, for_all)
        )

    @property
    def clock(self) -> Clock:
        """The clock in use."""
        return self.exhibit.recording.clock

    @property
    def name(self) -> Label:
        """What sentences call the recording."""
        return Label(self.exhibit.label, self.exhibit.label)

    def event(self, number: EventNumber, exhibit: UUID) -> Sighting | None:
        """Where a recording shows an event."""
        return self.events.get(number, {}).get(exhibit)
