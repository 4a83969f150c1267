"""Stretches of time and clocks, computed anew from the data of a case file."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

Json = dict[str, Any]
Pieces = list[tuple[int, int]]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def us(text: str) -> int:
    """Microseconds since 1970 of a time as it is written."""
    return (datetime.fromisoformat(text) - _EPOCH) // timedelta(microseconds=1)


def wall(clock: Json, at_us: int) -> int:
    """Wall time of a recording time."""
    drift = round(Fraction(at_us * clock["drift_ppb"], 10**9))
    return us(clock["start"]) + int(clock["offset_us"]) + at_us + drift


def inside(clock: Json, part: tuple[int, int], question: Pieces, doubt: int) -> Pieces:
    """The times of a stretch that may stand in the time in question."""
    times = range(*part)
    found = []
    for begin, end in question:
        first, last = (bisect_left(times, at, key=lambda at: wall(clock, at)) for at in (begin - doubt, end + doubt))
        found.append((part[0] + first, part[0] + last))
    return merged(found)


def merged(pairs: Iterable[tuple[int, int]]) -> Pieces:
    """Each instant once, in order."""
    found: Pieces = []
    for begin, end in sorted(pair for pair in pairs if pair[0] < pair[1]):
        if found and begin <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((begin, end))
    return found


def common(ones: Pieces, others: Pieces) -> Pieces:
    """What is in both."""
    return merged((max(a, c), min(b, d)) for a, b in ones for c, d in others)


def minus(ones: Pieces, others: Pieces) -> Pieces:
    """What is in the first and not in the others."""
    left = merged(ones)
    for begin, end in others:
        left = [piece for a, b in left for piece in ((a, min(b, begin)), (max(a, end), b)) if piece[0] < piece[1]]
    return left
