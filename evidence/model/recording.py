"""A recording holds what is true of a file; an exhibit is its use in one case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from evidence.media.facts import MediaFacts
from evidence.model.kinds import AudioUsable, ClockMethod, Confidentiality, RecordingKind
from evidence.timecode import Moment, rounded

PARTS = 10**9
MOST_DRIFT_PPB = PARTS // 10


@dataclass(frozen=True, slots=True)
class Clock:
    """Where a recording stands on the wall clock.

    Wall time of recording time t = `start` + `offset_us` + t + t * `drift_ppb` / 10^9, the last term rounded half to
    even. Offset = true time minus device time at t = 0; drift in parts per billion, positive where the device runs
    too slow. `uncertainty_us` None: nobody checked this clock, and it is printed as unchecked.
    """

    start: Moment | None = None
    offset_us: int = 0
    uncertainty_us: int | None = None
    method: ClockMethod = ClockMethod.UNKNOWN
    drift_ppb: int = 0

    def __post_init__(self) -> None:
        """Refuse a drift beyond what any device does: times would no longer follow each other.

        Raises:
            ValueError: it is more than `MOST_DRIFT_PPB`.
        """
        if abs(self.drift_ppb) > MOST_DRIFT_PPB:
            raise ValueError("a clock that is wrong by more than a tenth is no clock")

    @property
    def checked(self) -> bool:
        """Whether somebody compared this clock with another and gave the remaining doubt."""
        return self.start is not None and self.uncertainty_us is not None

    def wall(self, at_us: int) -> Moment | None:
        """Wall-clock time of a recording time; None where the start is not known."""
        return self.start.plus_us(self.offset_us + self.true_us(at_us)) if self.start else None

    def true_us(self, at_us: int) -> int:
        """How much true time passed while the device recorded `at_us`.

        Later recording times never stand earlier, and 2 µs later always stand later.
        """
        return at_us + rounded(at_us * self.drift_ppb, PARTS) if self.drift_ppb else at_us

    def last_at(self, true_us: int) -> int:
        """The last recording time at which no more than `true_us` had passed; before the beginning it is negative."""
        if not self.drift_ppb:
            return true_us
        at = round(true_us * PARTS / (PARTS + self.drift_ppb))
        while self.true_us(at) > true_us:
            at -= 1
        while self.true_us(at + 1) <= true_us:
            at += 1
        return at


@dataclass(frozen=True, slots=True)
class Recording:
    """One original file, kept once however many complaints use it."""

    id: UUID
    sha256: str
    size: int
    kind: RecordingKind
    file_name: str
    facts: MediaFacts
    audio_usable: AudioUsable
    clock: Clock
    linked: Moment
    retention_until: date | None = None
    """The day up to which the original has to be kept."""
    hold: bool = False
    """Whether it must not be deleted, whatever the day (legal hold)."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A recording's use in one case. `label` is `EX-01`, unique within the case."""

    id: UUID
    label: str
    title: str
    recording: Recording
    source_name: str
    received_from: str = ""
    legal_basis: str = ""
    received_by: str = ""
    received: Moment | None = None
    transfer_method: str = ""
    confidentiality: Confidentiality = Confidentiality.NOT_STATED
