"""Marks laid into lanes so that none hides another; found again by place, quickly even among ten thousand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from evidence.model.mark import Mark, Span

MOST_LANES = 4


class Lanes:
    """Marks with a stretch of time, each in a lane from 0; withdrawn ones and marks on pages are left out."""

    def __init__(self, marks: Sequence[Mark] = (), point_us: int = 0) -> None:
        """Lay out `marks`; each takes at least `point_us` so that single moments don't lie on each other."""
        spans = [(mark.place, mark) for mark in marks if isinstance(mark.place, Span) and not mark.withdrawn]
        spans.sort(key=lambda pair: (pair[0].in_us, pair[0].out_us, pair[1].label))
        self.marks = [mark for _, mark in spans]
        self.in_us: NDArray[np.int64] = np.array([span.in_us for span, _ in spans], dtype=np.int64)
        self.out_us: NDArray[np.int64] = np.array([span.out_us for span, _ in spans], dtype=np.int64)
        self.lane: NDArray[np.int64] = np.zeros(len(spans), dtype=np.int64)
        free = [-(2**62)] * MOST_LANES  # from when on each lane is free
        used = 0
        for row, (span, _) in enumerate(spans):
            begin = span.in_us
            lane = 0
            while lane < MOST_LANES and free[lane] > begin:
                lane += 1
            if lane == MOST_LANES:
                lane = free.index(min(free))
            free[lane] = max(span.out_us, begin + point_us)
            self.lane[row] = lane
            used = max(used, lane + 1)
        self.count = used

    def between(self, from_us: int, to_us: int) -> NDArray[np.intp]:
        """Rows of the marks that touch the stretch, in order of time."""
        return np.flatnonzero((self.in_us <= to_us) & (self.out_us >= from_us))
