"""One time for several files in a row, and the way from it to a file and a time in it, and back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from evidence.media.facts import Gap


@dataclass(frozen=True, slots=True)
class Place:
    """A moment in one of the files: which file (from 0), and the recording time in it."""

    piece: int
    at_us: int


@dataclass(frozen=True, slots=True)
class Part:
    """What a stretch of virtual time covers of one file."""

    piece: int
    from_us: int
    to_us: int


class VirtualTime:
    """Virtual time in whole microseconds over pieces that follow each other.

    Piece k holds the virtual times from `begins[k]` up to its end, or up to where the next one begins if that is
    earlier: no virtual time is in two pieces, and no time of a piece at two virtual times. What lies between two
    pieces is in none.
    """

    def __init__(self, begins: Sequence[int], lengths: Sequence[int]) -> None:
        """Pieces by where their recording time zero stands and how long they are.

        Raises:
            ValueError: there is none, one is empty, or they do not begin one after the other.
        """
        if not begins or len(begins) != len(lengths) or min(lengths) <= 0:
            raise ValueError("pieces have a beginning and a length each")
        if any(later <= earlier for earlier, later in pairwise(begins)):
            raise ValueError("pieces begin one after the other")
        self.begins, self.lengths = tuple(begins), tuple(lengths)
        self.ends = tuple(
            min(begin + length, later)
            for begin, length, later in zip(begins, lengths, (*begins[1:], begins[-1] + lengths[-1]), strict=True)
        )

    @property
    def end_us(self) -> int:
        """Where the last piece ends."""
        return self.ends[-1]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Stretches between two pieces that are in none."""
        between = zip(self.ends, self.begins[1:], strict=False)
        return tuple(Gap(end, begin) for end, begin in between if begin > end)

    def of(self, piece: int, at_us: int) -> int:
        """The virtual time of a recording time in one piece."""
        return self.begins[piece] + at_us

    def at(self, virtual_us: int) -> Place | None:
        """The moment at a virtual time; None before, between and after the pieces."""
        piece = bisect_right(self.begins, virtual_us) - 1
        if piece < 0 or virtual_us >= self.ends[piece]:
            return None
        return Place(piece, virtual_us - self.begins[piece])

    def near(self, virtual_us: int) -> Place:
        """The moment at a virtual time; where there is none, the end of the piece before it, or the beginning."""
        piece = max(0, bisect_right(self.begins, virtual_us) - 1)
        return Place(piece, min(max(virtual_us, self.begins[piece]), self.ends[piece]) - self.begins[piece])

    def parts(self, from_us: int, to_us: int) -> tuple[Part, ...]:
        """What lies between two virtual times (the later one included where it is in a piece), piece by piece."""
        found = []
        for piece, (begin, end) in enumerate(zip(self.begins, self.ends, strict=True)):
            first, last = max(from_us, begin), min(to_us, end)
            if first < last or (first == last and begin <= first < end):
                found.append(Part(piece, first - begin, last - begin))
        return tuple(found)
