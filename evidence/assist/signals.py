"""Keypad tones and steady tones in what was measured. Pure arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from evidence.assist.findings import Finding, FindingKind
from evidence.assist.runs import Numbers
from evidence.assist.sounds import Segment, Timeline
from evidence.media.measured import NO_KEY, SoundSeries, numbers

KEYS = "123A456B789C*0#D"
KEY_BLOCKS = 3
HALF = 602
"""Hundredths of a decibel: half the amplitude, which a window in the middle of a tone's edge has."""
TONE_BLOCKS = 30
TONE_DRIFT = 0.02
REACH = 4
"""Blocks on either side in which the edge of a tone is looked for."""


def keys(timeline: Timeline, series: SoundSeries) -> Iterator[Finding]:
    """Every key that was pressed, with its length in milliseconds."""
    code, level = numbers(series.key), numbers(series.key_level)
    for segment in timeline.segments:
        for begin, end in _same(code, segment):
            if code[begin] == NO_KEY or end - begin < KEY_BLOCKS:
                continue
            half = int(level[begin:end].max()) - HALF
            first, last = _edges(level, segment, begin, end, half)
            from_us, to_us = timeline.us(segment, first), timeline.us(segment, last)
            yield Finding(from_us, to_us, FindingKind.KEY, (to_us - from_us) // 1000, KEYS[int(code[begin])])


def _same(code: Numbers, segment: Segment) -> Iterator[tuple[int, int]]:
    """Stretches of one value."""
    part = code[segment.first : segment.end]
    edges = [0, *(np.flatnonzero(np.diff(part)) + 1).tolist(), len(part)]
    for begin, end in pairwise(edges):
        yield begin + segment.first, end + segment.first


def _edges(level: Numbers, segment: Segment, begin: int, end: int, half: int) -> tuple[float, float]:
    """Where the level crosses half the amplitude, in blocks and parts of them; levels belong to a block's middle."""
    low = begin
    while low > max(segment.first, begin - REACH) and level[low - 1] >= half:
        low -= 1
    while low < end - 1 and level[low] < half:
        low += 1
    high = end - 1
    while high + 1 < min(segment.end, end + REACH) and level[high + 1] >= half:
        high += 1
    while high > low and level[high] < half:
        high -= 1
    first = low + 0.5 - _part(level, low, low - 1, half, segment)
    return first, high + 0.5 + _part(level, high, high + 1, half, segment)


def _part(level: Numbers, inside: int, outside: int, half: int, segment: Segment) -> float:
    """How far from the one block towards the other the amplitude falls to one half."""
    if not segment.first <= outside < segment.end:
        return 0.5
    a, b, wanted = (10 ** (value / 2000) for value in (int(level[inside]), int(level[outside]), half))
    return min(1.0, max(0.0, (a - wanted) / (a - b))) if a > b else 0.5


def tones(timeline: Timeline, series: SoundSeries) -> Iterator[Finding]:
    """Stretches of 0.3 s and more in which one steady frequency is nearly all that sounds: a line's tone, a bleep."""
    frequency = numbers(series.tone)
    for segment in timeline.segments:
        begin = segment.first
        while begin < segment.end:
            if not frequency[begin]:
                begin += 1
                continue
            end = begin + 1
            while end < segment.end and abs(frequency[end] - frequency[begin]) <= TONE_DRIFT * frequency[begin]:
                end += 1
            if end - begin >= TONE_BLOCKS:
                hertz = int(np.median(frequency[begin:end]))
                yield Finding(timeline.us(segment, begin), timeline.us(segment, end), FindingKind.TONE, hertz)
            begin = end
