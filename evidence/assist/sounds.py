"""Findings about sound: missing, silent, interrupted, at full scale, louder than usual. Pure arithmetic."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evidence.assist.findings import FAINT, Finding, FindingKind
from evidence.assist.runs import Flags, Numbers, runs
from evidence.media.measured import SoundSeries, numbers
from evidence.media.sounds import SoundTable

SILENCE_LEVEL = -6_000
"""Hundredths of a decibel."""
SILENCE_BLOCKS = 100
DIGITAL_MS = 500
DROPOUT_LEVEL = -4_000
"""Sound on both sides of a drop-out is louder than this; speech that fades into silence is not."""
FULL_IN_BLOCK = 3
CLIPPING_BRIDGE = 100
SHORT_TERM = 300
"""Blocks over which short-term loudness is taken, 3 s."""
STEP = 10
LOUD_LU = 800
EDGE_LU = 400

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Segment:
    """Blocks `first` to `end` - 1, whose first sample stands at `place`."""

    place: int
    first: int
    end: int


class Timeline:
    """From blocks and places to recording time."""

    def __init__(self, table: SoundTable, series: SoundSeries) -> None:
        """Take the table that the series was measured with."""
        self._table, self._size = table, series.size
        ends = [*series.segment_block[1:], len(series.level)]
        self.segments = [
            Segment(place, first, end)
            for place, first, end in zip(series.segment_place, series.segment_block, ends, strict=True)
            if end > first
        ]

    def us(self, segment: Segment, block: float) -> int:
        """Recording time of the start of a block, or of a point inside it."""
        return self.place_us(segment.place + round((block - segment.first) * self._size))

    def place_us(self, place: int) -> int:
        """Recording time of a place."""
        return self._table.shown_us(min(place, self._table.end))

    def stretches(self, flags: Flags, *, bridge: int = 0, shortest: int = 1) -> Iterator[tuple[int, int, int, int]]:
        """(first block, block after the last, from, to) of every stretch of yes inside a segment."""
        for segment in self.segments:
            for begin, end in runs(flags[segment.first : segment.end], bridge=bridge, shortest=shortest):
                begin, end = begin + segment.first, end + segment.first
                yield begin, end, self.us(segment, begin), self.us(segment, end)


def gaps(table: SoundTable) -> Iterator[Finding]:
    """Stretches between the parts of the sound."""
    for gap in table.gaps:
        yield Finding(gap.from_us, gap.to_us, FindingKind.GAP, (gap.to_us - gap.from_us) // 1000, "sound")


def silence(timeline: Timeline, series: SoundSeries) -> Iterator[Finding]:
    """A second and more in which no channel is louder than -60 dB."""
    level = numbers(series.level)
    for begin, end, from_us, to_us in timeline.stretches(level < SILENCE_LEVEL, shortest=SILENCE_BLOCKS):
        yield Finding(from_us, to_us, FindingKind.SILENCE, int(level[begin:end].max()) // 100)


def still_samples(timeline: Timeline, series: SoundSeries) -> Iterator[Finding]:
    """Samples of one constant value: half a second and more anywhere, less only between loud sound."""
    level = numbers(series.level)
    places = np.array([segment.place for segment in timeline.segments], np.int64)
    for begin, end in zip(series.still_from, series.still_to, strict=True):
        milliseconds = (end - begin) * 1000 // series.rate
        span = timeline.place_us(begin), timeline.place_us(end)
        if milliseconds >= DIGITAL_MS:
            yield Finding(*span, FindingKind.DIGITAL_SILENCE, milliseconds)
            continue
        number = int(np.searchsorted(places, begin, "right")) - 1
        if number < 0:
            continue
        segment = timeline.segments[number]
        before = segment.first + (begin - segment.place) // series.size
        after = segment.first + (end - 1 - segment.place) // series.size
        if before - 1 < segment.first or after + 1 >= segment.end:
            continue
        sides = level[before - 1 : before + 1].max(), level[after : after + 2].max()
        full_sides = level[before - 1], level[after + 1]
        if min(sides) >= DROPOUT_LEVEL and min(full_sides) >= DROPOUT_LEVEL:
            yield Finding(*span, FindingKind.DROPOUT, milliseconds)


def clipping(timeline: Timeline, series: SoundSeries) -> Iterator[Finding]:
    """Stretches with several samples at full scale; those less than a second apart are one."""
    full = numbers(series.full)
    for begin, end, from_us, to_us in timeline.stretches(full >= FULL_IN_BLOCK, bridge=CLIPPING_BRIDGE):
        yield Finding(from_us, to_us, FindingKind.CLIPPING, int(full[begin:end].sum()))


@dataclass(frozen=True)
class Loudness:
    """Short-term loudness of one segment: every tenth of a second, over the 3 s around, hundredths of LUFS."""

    segment: Segment
    values: Numbers


def short_term(timeline: Timeline, series: SoundSeries) -> list[Loudness]:
    """Loudness of each segment; at its ends over what there is of the 3 s."""
    energy = _energy(numbers(series.loud))
    found = []
    for segment in timeline.segments:
        total = np.concatenate([[0.0], np.cumsum(energy[segment.first : segment.end])])
        count = segment.end - segment.first
        middles = np.arange(0, count, STEP) + STEP // 2
        low = np.clip(middles - SHORT_TERM // 2, 0, count)
        high = np.clip(middles + SHORT_TERM // 2, 0, count)
        found.append(Loudness(segment, _hundredths((total[high] - total[low]) / np.maximum(1, high - low))))
    return found


def usual_loudness(loudness: list[Loudness]) -> int | None:
    """Median of the short-term loudness wherever there is sound."""
    values = [each.values[each.values > FAINT] for each in loudness]
    heard = np.concatenate(values) if values else np.zeros(0, np.int64)
    return int(np.median(heard)) if len(heard) else None


def loud(timeline: Timeline, series: SoundSeries, loudness: list[Loudness]) -> Iterator[Finding]:
    """Stretches 8 LU and more above this recording's median. Their ends are those of the loud tenths of a second."""
    usual = usual_loudness(loudness)
    if usual is None:
        return
    energy = _energy(numbers(series.loud))
    for each in loudness:
        segment = each.segment
        tenths = _tenths(energy[segment.first : segment.end])
        for begin, end in runs(each.values >= usual + LOUD_LU):
            reach = SHORT_TERM // STEP // 2
            low, high = max(0, begin - reach), min(len(tenths), end + reach)
            near = np.flatnonzero(tenths[low:high] >= usual + EDGE_LU)
            if not len(near):
                continue
            first, after = low + int(near[0]), low + int(near[-1]) + 1
            from_us = timeline.us(segment, segment.first + first * STEP)
            to_us = timeline.us(segment, min(segment.end, segment.first + after * STEP))
            yield Finding(from_us, to_us, FindingKind.LOUD, (int(each.values[begin:end].max()) - usual) // 100)


def curve(timeline: Timeline, loudness: list[Loudness]) -> tuple[int, array[int]]:
    """(recording time of its start, values) of the longest segment's loudness, for drawing."""
    longest = max(loudness, key=lambda each: len(each.values), default=None)
    if longest is None:
        return 0, array("h")
    values = np.clip(longest.values, -32_768, 32_767).astype(np.int16)
    column: array[int] = array("h")
    column.frombytes(values.tobytes())
    return timeline.us(longest.segment, longest.segment.first), column


def _energy(hundredths: Numbers) -> Floats:
    values: Floats = 10 ** (hundredths / 1000)
    return values


def _hundredths(energy: Floats) -> Numbers:
    values: Numbers = np.rint(1000 * np.log10(np.maximum(energy, 1e-12))).astype(np.int64)
    return values


def _tenths(energy: Floats) -> Numbers:
    padded = np.pad(energy, (0, -len(energy) % STEP), mode="edge") if len(energy) else energy
    return _hundredths(padded.reshape(-1, STEP).mean(axis=1))
