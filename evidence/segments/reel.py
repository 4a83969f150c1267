"""Several files as one recording: tables that count on from file to file, for everything that plays a recording."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evidence.media.door import Probed
from evidence.media.frames import FrameTable, SeekPoints
from evidence.media.sounds import SoundPoints, SoundTable
from evidence.segments.joined import joined_facts
from evidence.segments.virtual import VirtualTime
from evidence.timecode import MICROSECONDS

_BASE = Fraction(1, MICROSECONDS)
_SAFE = 2**62


@dataclass(frozen=True)
class Piece:
    """One file, and the virtual time of its recording time zero."""

    path: Path
    probed: Probed
    begin_us: int


@dataclass(frozen=True)
class Reel(Probed):
    """Pieces that are played as one. Frames are numbered on; times are virtual; time stamps are no file's.

    A mark is never made from these tables: `where` and `time.parts` lead to the file and the time in it.
    """

    pieces: tuple[Piece, ...] = ()
    first_frames: tuple[int, ...] = ()
    """The number here of every piece's frame 0."""

    @property
    def time(self) -> VirtualTime:
        """Virtual time and the way to the pieces."""
        return _time(self.pieces)

    def where(self, frame: int) -> tuple[int, int]:
        """The piece that a frame lies in, and its number there."""
        piece = bisect_right(self.first_frames, frame) - 1
        return piece, frame - self.first_frames[piece]


def joined(pieces: Sequence[Piece]) -> Reel:
    """One recording of these pieces.

    Raises:
        ValueError: the first does not begin at zero, they do not follow each other, or some have pictures and some not.
    """
    time = _time(pieces)
    if time.begins[0] != 0:
        raise ValueError("virtual time begins with the first of the pieces")
    tables = [piece.probed.table for piece in pieces]
    table, firsts = None, tuple(0 for _ in pieces)
    if any(one is not None for one in tables):
        table, firsts = _frames([one for one in tables if one is not None], time)
    sound = _sound(pieces, time)
    facts = joined_facts([piece.probed.facts for piece in pieces], time)
    if table is not None:
        facts = replace(facts, frames=table.frames, last_us=table.last_us)
    return Reel(facts, table, sound, tuple(pieces), firsts)


def _time(pieces: Sequence[Piece]) -> VirtualTime:
    return VirtualTime([piece.begin_us for piece in pieces], [piece.probed.facts.duration_us for piece in pieces])


def _frames(tables: Sequence[FrameTable], time: VirtualTime) -> tuple[FrameTable, tuple[int, ...]]:
    if len(tables) != len(time.begins):
        raise ValueError("pieces with pictures and pieces without are not one recording")
    columns: list[NDArray[np.int64]] = []
    points = array("q")
    firsts: list[int] = []
    frames = 0
    for table, begin, end in zip(tables, time.begins, time.ends, strict=True):
        shown = shown_times(table) + begin
        kept = shown[: max(1, int(np.searchsorted(shown, end)))]  # what reaches into the next piece gives way to it
        firsts.append(frames)
        points.extend(frames + number for number in table.points.frame if number < len(kept))
        columns.append(kept)
        frames += len(kept)
    times = np.concatenate(columns)
    if not (times[1:] > times[:-1]).all():
        raise ValueError("frames of pieces do not follow each other")
    pts = array("q")
    pts.frombytes(times.tobytes())
    head = tables[0]
    blank = array("q", bytes(8 * len(points)))
    return FrameTable(
        head.stream, head.container, head.codec, _BASE, pts, max(time.end_us, int(times[-1])),
        SeekPoints(points, blank, blank, blank, blank),
        all(table.confirmed for table in tables), all(table.as_decoded for table in tables),
    ), tuple(firsts)  # fmt: skip


def shown_times(table: FrameTable) -> NDArray[np.int64]:
    """`table.shown_us` of all frames at once."""
    ticks = np.frombuffer(table.pts, np.int64) - table.pts[0]
    scale, parts = table.time_base.numerator * MICROSECONDS, table.time_base.denominator
    if int(ticks[-1]) * scale > _SAFE:  # whole numbers of 64 bits do not hold it
        return np.array([table.shown_us(frame) for frame in range(table.frames)], np.int64)
    whole, rest = np.divmod(ticks * scale, parts)
    up = (2 * rest > parts) | ((2 * rest == parts) & (whole % 2 == 1))
    times: NDArray[np.int64] = whole + up
    return times


def _sound(pieces: Sequence[Piece], time: VirtualTime) -> SoundTable | None:
    places, lengths = array("q"), array("q")
    head: SoundTable | None = None
    for number, piece in enumerate(pieces):
        table = piece.probed.sound
        if table is None:
            continue
        head = head or table
        if (table.rate, table.channels) != (head.rate, head.channels):
            raise ValueError("sounds of another rate are not one recording")
        low = _sample(time.begins[number], head.rate) if number else -_SAFE
        high = _sample(time.begins[number + 1], head.rate) if number + 1 < len(pieces) else _SAFE
        for place, length in zip(table.run_place, table.run_length, strict=True):
            begin = _sample(piece.begin_us + table.shown_us(place), head.rate)
            first, end = max(begin, low), min(begin + length, high)
            if places:
                first = max(first, places[-1] + lengths[-1])
            if end > first:
                places.append(first)
                lengths.append(end - first)
    if head is None or not places:
        return None
    return SoundTable(
        head.stream, head.container, head.codec, head.rate, head.channels, head.time_base, Fraction(0),
        places, lengths, SoundPoints(), all(one.probed.sound.confirmed for one in pieces if one.probed.sound),
    )  # fmt: skip


def _sample(us: int, rate: int) -> int:
    return -(-us * rate // MICROSECONDS)
