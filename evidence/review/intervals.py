"""Sets of stretches of time: from, up to but not including, to; whole microseconds, apart from each other, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Intervals:
    """A set of instants. Equal sets have equal pieces: made by `of`, never by hand."""

    pieces: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(cls, pairs: Iterable[tuple[int, int]]) -> Self:
        """The instants of all of these stretches, each once; empty and reversed ones hold none."""
        merged: list[tuple[int, int]] = []
        for begin, end in sorted(pair for pair in pairs if pair[0] < pair[1]):
            if merged and begin <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((begin, end))
        return cls(tuple(merged))

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """The stretches in order."""
        return iter(self.pieces)

    def __bool__(self) -> bool:
        """Whether it holds an instant."""
        return bool(self.pieces)

    @property
    def total_us(self) -> int:
        """How long it is, taken together."""
        return sum(end - begin for begin, end in self.pieces)

    def __or__(self, other: Intervals) -> Intervals:
        """What lies in either."""
        return Intervals.of((*self.pieces, *other.pieces))

    def __and__(self, other: Intervals) -> Intervals:
        """What lies in both."""
        found, mine, theirs = [], 0, 0
        while mine < len(self.pieces) and theirs < len(other.pieces):
            begin = max(self.pieces[mine][0], other.pieces[theirs][0])
            end = min(self.pieces[mine][1], other.pieces[theirs][1])
            if begin < end:
                found.append((begin, end))
            if self.pieces[mine][1] < other.pieces[theirs][1]:
                mine += 1
            else:
                theirs += 1
        return Intervals(tuple(found))

    def __sub__(self, other: Intervals) -> Intervals:
        """What lies in this one only."""
        if not self.pieces or not other.pieces:
            return self
        outside, at = [], self.pieces[0][0]
        for begin, end in other.pieces:
            if at < begin:
                outside.append((at, begin))
            at = max(at, end)
        if at < self.pieces[-1][1]:
            outside.append((at, self.pieces[-1][1]))
        return self & Intervals(tuple(outside))

    def covers(self, other: Intervals) -> bool:
        """Whether it holds every instant of the other."""
        return not other - self

    def widened(self, by_us: int) -> Intervals:
        """Every instant that is no further than `by_us` from one of these."""
        return Intervals.of((begin - by_us, end + by_us) for begin, end in self.pieces)

    def narrowed(self, by_us: int) -> Intervals:
        """The instants that stay inside when everything is moved by up to `by_us`, whichever way."""
        return Intervals.of((begin + by_us, end - by_us) for begin, end in self.pieces)


def percent(part: Intervals, whole: Intervals) -> int:
    """Whole percent of `whole` that `part` holds, cut: a hundred only where nothing is missing."""
    return (part & whole).total_us * 100 // whole.total_us if whole else 0
