"""Times of every frame of one recording, and the places from which decoding can start."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Self

import numpy as np

from evidence.media.facts import Gap
from evidence.media.opening_names import LONGEST
from evidence.media.packing import pack, unpack
from evidence.media.plain import ratio_text
from evidence.timecode import MICROSECONDS, us_of

UNKNOWN = -(2**63)
"""A time stamp or byte position that the file does not give."""
GAP_US = 1_000_000
GAP_STEPS = 5
JITTER_US = 2_000
MOST_FRAMES = 50_000_000

_MAGIC = b"RDft"
_VERSION = 1


def _column(code: str = "q") -> array[int]:
    return array(code)


@dataclass(frozen=True)
class SeekPoints:
    """Where decoding can start, in presentation order; one entry per column and point."""

    frame: array[int] = field(default_factory=_column)
    """Number of the frame that the key packet there decodes to."""
    pts: array[int] = field(default_factory=_column)
    dts: array[int] = field(default_factory=_column)
    pos: array[int] = field(default_factory=_column)
    """Byte offset of the packet in the file."""
    crc: array[int] = field(default_factory=_column)
    """CRC-32 of the packet's bytes: after a seek it proves that this is the packet that was meant."""

    def __len__(self) -> int:
        """How many points there are."""
        return len(self.frame)

    def before(self, frame: int) -> int:
        """The last point from which `frame` can be reached by decoding forward; -1 if there is none."""
        return bisect_right(self.frame, frame) - 1


@dataclass(frozen=True)
class FrameTable:
    """One recording's presented frames, 0 to `frames` - 1, as decoding from the start shows them.

    Recording time zero is frame 0. `confirmed` tells whether every frame was decoded once; before that the numbers
    come from packets and may still change, time stamps stay.
    """

    stream: int
    container: str
    codec: str
    time_base: Fraction
    pts: array[int]
    """Time stamp of every frame in `time_base`, strictly rising."""
    end: int
    """Time stamp of the end of the last frame."""
    points: SeekPoints
    confirmed: bool = False
    as_decoded: bool = True
    """False where stamps were missing, repeated or ran backwards in the file and had to be filled in."""
    decoder: str = ""
    """Version of the decoder that the fingerprints were made with."""
    prints: array[int] = field(default_factory=lambda: _column("I"))
    """CRC-32 over every fourth line of each decoded picture; empty where the table is not confirmed."""

    @property
    def frames(self) -> int:
        """How many frames there are."""
        return len(self.pts)

    def shown_us(self, frame: int) -> int:
        """Recording time of a frame in microseconds, rounded half to even.

        Raises:
            IndexError: there is no such frame.
        """
        if frame < 0:
            raise IndexError(frame)
        return us_of(self.pts[frame] - self.pts[0], self.time_base)

    def frame_at(self, at_us: int) -> int:
        """The frame on screen at a recording time: the last one whose time is not after it; the first one before 0."""
        return max(0, bisect_right(range(self.frames), at_us, key=self.shown_us) - 1)

    def number_of(self, pts: int) -> int | None:
        """The frame with exactly this time stamp, if there is one."""
        place = bisect_left(self.pts, pts)
        return place if place < self.frames and self.pts[place] == pts else None

    def number_at(self, pts: int, time_base: Fraction) -> int | None:
        """The frame with exactly this time, counted in another unit perhaps, if there is one."""
        ticks = pts * time_base / self.time_base
        return self.number_of(ticks.numerator) if ticks.denominator == 1 else None

    @property
    def last_us(self) -> int:
        """Recording time of the last frame, microseconds."""
        return self.shown_us(self.frames - 1)

    @property
    def duration_us(self) -> int:
        """Recording time of the end of the last frame, microseconds."""
        return us_of(self.end - self.pts[0], self.time_base)

    @cached_property
    def _steps(self) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        numbers = np.frombuffer(self.pts, np.int64)
        return numbers[1:] - numbers[:-1]

    @property
    def usual_step(self) -> int:
        """Median of the steps from frame to frame, in ticks; 0 where there is one frame only."""
        return int(np.median(self._steps)) if len(self._steps) else 0

    def _gap_ticks(self) -> int:
        longest_us = Fraction(GAP_US, MICROSECONDS) / self.time_base
        return max(longest_us.__floor__(), GAP_STEPS * self.usual_step)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Steps in the frame times longer than 1 s and than five times the median step.

        A gap reaches from the time of the frame before it to the time of the frame after it.
        """
        places = np.flatnonzero(self._steps > self._gap_ticks())
        return tuple(Gap(self.shown_us(int(place)), self.shown_us(int(place) + 1)) for place in places)

    @property
    def variable(self) -> bool:
        """Whether the rate varies: steps outside gaps differ by more than two ticks and two milliseconds.

        Less than that is rounding: containers count in milliseconds or in ticks of their own.
        """
        steps = self._steps[self._steps <= self._gap_ticks()]
        if not len(steps):
            return False
        spread = int(steps.max()) - int(steps.min())
        return spread > 2 and us_of(spread, self.time_base) > JITTER_US

    def to_bytes(self) -> bytes:
        """For keeping under derived/: the same table gives the same bytes."""
        head = {
            "stream": self.stream,
            "container": self.container,
            "codec": self.codec,
            "time_base": ratio_text(self.time_base),
            "end": self.end,
            "confirmed": self.confirmed,
            "as_decoded": self.as_decoded,
            "decoder": self.decoder,
        }
        points = self.points
        columns = [self.pts, self.prints, points.frame, points.pts, points.dts, points.pos, points.crc]
        return pack(_MAGIC, _VERSION, head, columns)

    @classmethod
    def from_bytes(cls, blob: bytes) -> Self:
        """The table that `to_bytes` wrote.

        Raises:
            ValueError: it is not one, or it contradicts itself.
        """
        head, columns = unpack(_MAGIC, _VERSION, "qIqqqqq", blob)
        pts, prints = columns[:2]
        points = SeekPoints(*columns[2:])
        if not 0 < len(pts) <= MOST_FRAMES or len(prints) not in (0, len(pts)):
            raise ValueError("a table has frames, and a fingerprint for each or none")
        if len({len(column) for column in columns[2:]}) != 1:
            raise ValueError("the columns of the seek points differ in length")
        if not _rising(pts) or not _rising(points.frame) or (len(points) and points.frame[0] < 0):
            raise ValueError("times and seek points must rise")
        if len(points) and points.frame[-1] >= len(pts):
            raise ValueError("a seek point lies after the last frame")
        end = head.signed("end")
        if end < pts[-1]:
            raise ValueError("the end lies before the last frame")
        return cls(
            stream=head.whole("stream", 0, 100_000),
            container=head.text("container", LONGEST),
            codec=head.text("codec", 100),
            time_base=head.ratio("time_base"),
            pts=pts,
            end=end,
            points=points,
            confirmed=head.flag("confirmed"),
            as_decoded=head.flag("as_decoded"),
            decoder=head.text("decoder", 100),
            prints=prints,
        )


def _rising(values: array[int]) -> bool:
    numbers = np.frombuffer(values, np.int64)
    return bool((numbers[1:] > numbers[:-1]).all())
