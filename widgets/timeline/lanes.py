"""Marks laid into lanes so that none hides another; found again by place, quickly even among ten thousand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from evidence.model.changes import changes
from evidence.model.mark import Mark, Span

MOST_LANES = 4
_NOTHING_YET = (-(2**62),) * MOST_LANES
Key = tuple[int, int, str]


class Lanes:
    """Marks with a stretch of time, each in a lane from 0; withdrawn ones and marks on pages are left out.

    After a change only the marks behind it are laid again, and of these no more than are moved by it.
    """

    def __init__(self, marks: Sequence[Mark] = ()) -> None:
        """Lay out `marks`."""
        self._all: tuple[Mark, ...] = tuple(marks)
        self.laid = 0
        """How many marks had to be laid for what was set last."""
        self._lay_anew()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Lay out these marks."""
        before, self._all = self._all, tuple(marks)
        self.laid = 0
        changed = changes(before, self._all)
        if changed is None:
            self._lay_anew()
            return
        for old, new in changed:
            self._change(old, new)

    def between(self, from_us: int, to_us: int) -> NDArray[np.intp]:
        """Rows of the marks that touch the stretch, in order of time."""
        return np.flatnonzero((self.in_us <= to_us) & (self.out_us >= from_us))

    def row_of(self, mark: UUID | None) -> int | None:
        """The row of a mark."""
        found = self._by_id.get(mark) if mark else None
        return self._row(found) if found else None

    # -- laying

    def _lay_anew(self) -> None:
        shown = sorted((_key(mark), row) for row, mark in enumerate(self._all) if _shown(mark))
        self.marks = [self._all[row] for _, row in shown]
        self._keys = [key for key, _ in shown]
        self._by_id = {mark.id: mark for mark in self.marks}
        self.in_us: NDArray[np.int64] = np.array([key[0] for key in self._keys], dtype=np.int64)
        self.out_us: NDArray[np.int64] = np.array([key[1] for key in self._keys], dtype=np.int64)
        self.lane: NDArray[np.int64] = np.zeros(len(shown), dtype=np.int64)
        self._free = [_NOTHING_YET] * (len(shown) + 1)
        """From when on each lane is free, as each row found it, and behind the last one."""
        self._lay(0, len(shown), _NOTHING_YET)

    def _change(self, old: Mark | None, new: Mark) -> None:
        if old is not None and _shown(old):
            row = self._row(old)
            if _shown(new) and _key(new) == self._keys[row]:
                self.marks[row] = self._by_id[new.id] = new
                return
            self._take_out(row)
        if _shown(new):
            self._put_in(new)

    def _take_out(self, row: int) -> None:
        del self._by_id[self.marks[row].id], self.marks[row], self._keys[row]
        self.in_us, self.out_us, self.lane = (np.delete(one, row) for one in (self.in_us, self.out_us, self.lane))
        self._lay(row, row, self._free.pop(row))

    def _put_in(self, mark: Mark) -> None:
        begin, end, _ = key = _key(mark)
        row = bisect_left(self._keys, key)
        self._by_id[mark.id] = mark
        self.marks.insert(row, mark)
        self._keys.insert(row, key)
        self._free.insert(row, self._free[row])
        self.in_us, self.out_us = np.insert(self.in_us, row, begin), np.insert(self.out_us, row, end)
        self.lane = np.insert(self.lane, row, 0)
        self._lay(row, row + 1, self._free[row])

    def _lay(self, first: int, settled: int, begun: Sequence[int]) -> None:
        """Lay the rows from `first` on, which finds the lanes so; from `settled` on until one finds them as before."""
        free, lanes, row = list(begun), list[int](), first
        for begin, end, _ in self._keys[first:]:
            found, self._free[row] = self._free[row], tuple(free)
            if row >= settled and _same(free, found, begin):
                break
            lane = 0
            while lane < MOST_LANES and free[lane] > begin:
                lane += 1
            if lane == MOST_LANES:
                lane = free.index(min(free))
            free[lane] = end
            lanes.append(lane)
            row += 1
        else:
            self._free[row] = tuple(free)
        self.lane[first:row] = lanes
        self.laid += len(lanes)
        self.count = int(self.lane.max()) + 1 if len(self.lane) else 0

    def _row(self, mark: Mark) -> int:
        row = bisect_left(self._keys, _key(mark))
        while self.marks[row] is not mark:
            row += 1
        return row


def _shown(mark: Mark) -> bool:
    return isinstance(mark.place, Span) and not mark.withdrawn


def _key(mark: Mark) -> Key:
    assert isinstance(mark.place, Span)
    return mark.place.in_us, mark.place.out_us, mark.label


def _same(free: Sequence[int], before: Sequence[int], begin: int) -> bool:
    """Whether two states of the lanes are one to all that begins then or later."""
    return all(one == other or (one <= begin and other <= begin) for one, other in zip(free, before, strict=True))
