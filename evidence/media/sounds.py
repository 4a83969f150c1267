"""Where every sample of one recording's sound stands on its clock, and places from which decoding can start."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Self

import numpy as np
from numpy.typing import NDArray

from evidence.media.facts import Gap
from evidence.media.opening_names import LONGEST
from evidence.media.packing import pack, unpack
from evidence.media.plain import LARGEST, ratio_text
from evidence.timecode import MICROSECONDS

GAP_US = 200_000

_MAGIC = b"RDst"
_VERSION = 1


def _column() -> array[int]:
    return array("q")


@dataclass(frozen=True)
class SoundPoints:
    """Where decoding of sound can start, about twice a second; one entry per column and point."""

    place: array[int] = field(default_factory=_column)
    """Place of the first sample that the packet there decodes to."""
    pts: array[int] = field(default_factory=_column)
    pos: array[int] = field(default_factory=_column)
    crc: array[int] = field(default_factory=_column)

    def __len__(self) -> int:
        """How many points there are."""
        return len(self.place)

    def before(self, place: int) -> int:
        """The last point at or before a place; -1 if there is none."""
        return bisect_right(self.place, place) - 1


@dataclass(frozen=True)
class SoundTable:
    """One recording's sound. A *place* is a sample's time on the stream's own clock, counted in samples.

    Places run on inside a run; between runs nothing was recorded (or it is missing from the file). A sample's printed
    reference is `pts=place;tb=1/rate`.
    """

    stream: int
    container: str
    codec: str
    rate: int
    channels: int
    time_base: Fraction
    """Seconds per tick of the stream's packets; places do not use it."""
    zero: Fraction
    """Recording time zero on the stream's clock, in seconds."""
    run_place: array[int]
    """First place of every run."""
    run_length: array[int]
    """Samples in every run."""
    points: SoundPoints
    confirmed: bool = True
    """Whether the places were counted by decoding; else they come from packet times."""

    @property
    def unit(self) -> Fraction:
        """Seconds from one place to the next: the time base of a printed reference."""
        return Fraction(1, self.rate)

    @property
    def first(self) -> int:
        """Place of the first sample."""
        return self.run_place[0]

    @property
    def end(self) -> int:
        """Place after the last sample."""
        return self.run_place[-1] + self.run_length[-1]

    @property
    def samples(self) -> int:
        """How many samples there are in each channel."""
        return sum(self.run_length)

    def shown_us(self, place: int) -> int:
        """Recording time of a place in microseconds, rounded half to even."""
        return round((Fraction(place, self.rate) - self.zero) * MICROSECONDS)

    def place_at(self, at_us: int) -> int:
        """The last place whose time is not after a recording time, inside the recording's sound."""
        exact = (Fraction(at_us, MICROSECONDS) + self.zero) * self.rate
        place = exact.numerator // exact.denominator
        while self.shown_us(place + 1) <= at_us:  # rounding: at most once
            place += 1
        return min(max(place, self.first), self.end - 1)

    def place_from(self, at_us: int) -> int:
        """The first place whose time is not before a recording time; may lie outside the recording."""
        exact = (Fraction(at_us, MICROSECONDS) + self.zero) * self.rate
        place = -(-exact.numerator // exact.denominator)
        while self.shown_us(place - 1) >= at_us:
            place -= 1
        return place

    @property
    def start_us(self) -> int:
        """Recording time of the first sample; negative where sound starts before the picture."""
        return self.shown_us(self.first)

    @property
    def end_us(self) -> int:
        """Recording time of the end of the sound."""
        return self.shown_us(self.end)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Stretches of more than 0.2 s between runs."""
        ends = [place + length for place, length in zip(self.run_place, self.run_length, strict=True)]
        gaps = (
            Gap(self.shown_us(end), self.shown_us(start)) for end, start in zip(ends, self.run_place[1:], strict=False)
        )
        return tuple(gap for gap in gaps if gap.to_us - gap.from_us > GAP_US)

    def to_bytes(self) -> bytes:
        """For keeping under derived/: the same table gives the same bytes."""
        head = {
            "stream": self.stream,
            "container": self.container,
            "codec": self.codec,
            "rate": self.rate,
            "channels": self.channels,
            "time_base": ratio_text(self.time_base),
            "zero": [self.zero.numerator, self.zero.denominator],
            "confirmed": self.confirmed,
        }
        points = self.points
        columns = [self.run_place, self.run_length, points.place, points.pts, points.pos, points.crc]
        return pack(_MAGIC, _VERSION, head, columns)

    @classmethod
    def from_bytes(cls, blob: bytes) -> Self:
        """The table that `to_bytes` wrote.

        Raises:
            ValueError: it is not one, or it contradicts itself.
        """
        head, columns = unpack(_MAGIC, _VERSION, "qqqqqq", blob)
        places, lengths = columns[:2]
        points = SoundPoints(*columns[2:])
        if not places or len(places) != len(lengths) or len({len(column) for column in columns[2:]}) != 1:
            raise ValueError("the columns differ in length")
        starts, sizes = np.frombuffer(places, np.int64), np.frombuffer(lengths, np.int64)
        if (np.abs(starts) > LARGEST // 4).any() or (sizes <= 0).any() or (sizes > LARGEST // 4).any():
            raise ValueError("a run is absurd")
        if (starts[1:] < (starts + sizes)[:-1]).any():
            raise ValueError("runs overlap")
        zero = head.wholes("zero", 2)
        if len(zero) != 2 or zero[1] <= 0:
            raise ValueError("zero: a fraction is needed")
        return cls(
            stream=head.whole("stream", 0, 100_000),
            container=head.text("container", LONGEST),
            codec=head.text("codec", 100),
            rate=head.whole("rate", 1, 10_000_000),
            channels=head.whole("channels", 1, 1000),
            time_base=head.ratio("time_base"),
            zero=Fraction(zero[0], zero[1]),
            run_place=places,
            run_length=lengths,
            points=points,
            confirmed=head.flag("confirmed"),
        )


@dataclass(frozen=True)
class Sound:
    """Decoded samples of one stretch. `samples` has the shape (n, channels), 16 bit."""

    samples: NDArray[np.int16]
    rate: int
    first_us: int
    """Recording time of the first sample."""
    pts: int
    """Place of the first sample, in `time_base`."""
    time_base: Fraction


@dataclass(frozen=True)
class SamplePlace:
    """One sample: its stamp on the stream's own clock, in 1/rate, and its recording time in microseconds."""

    pts: int
    time_base: Fraction
    shown_us: int
