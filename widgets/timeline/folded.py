"""A stretch of time in which empty parts are folded: each takes a few pixels, however long it is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from widgets.timeline.scale import SHORTEST_US, Scale

FOLD = 66
"""Pixels that a fold takes, so that its length can be written in it."""
MOST = 0.45
"""All folds together take no more than this share of the width."""


class FoldedScale(Scale):
    """A scale whose `folds` are drawn narrow. Times stay what they are, those inside a fold lie inside it, in order."""

    def __init__(self) -> None:
        """Start on nothing, with nothing folded."""
        super().__init__()
        self.folds: tuple[tuple[int, int], ...] = ()
        self._per_pixel = 1.0
        self._left = 0.0  # pixels of the whole that lie left of what is shown
        self._times, self._places = np.zeros(2), np.zeros(2)  # edges of the whole and of its folds; their pixels

    def set_whole(self, first_us: int, last_us: int) -> None:
        """Take another whole, with nothing folded, and show it."""
        self.folds = ()
        super().set_whole(first_us, last_us)

    @property
    def per_pixel_us(self) -> float:
        """How much time one pixel is, outside folds."""
        return self._per_pixel

    @property
    def fold_px(self) -> float:
        """How wide a fold is."""
        return min(FOLD, MOST * self.width / len(self.folds)) if self.folds else 0.0

    def fold(self, folds: Sequence[tuple[int, int]], around_us: int) -> None:
        """Fold these stretches, in order and apart, and no others; `around_us` stays where it is if it is shown."""
        whole, x = self._is_whole, self.x_of(around_us)
        self.folds = tuple(folds)
        if whole:
            self.show_all()
        else:
            self._show(self._per_pixel, around_us, x if 0 <= x <= self.width else self.width / 2)

    def set_width(self, width: int) -> None:
        """Show the same in so many pixels."""
        whole, before, from_us = self._is_whole, self.width, self.from_us
        super().set_width(width)
        if whole:
            self.show_all()
        else:
            self._show(self._per_pixel * before / self.width, from_us, 0.0)

    def show_all(self) -> None:
        """Show the whole."""
        self._show(self._most, self.first_us, 0.0)

    def x_of(self, at_us: int) -> float:
        """Where a time lies."""
        return float(self.xs_of(np.array([at_us], dtype=np.int64))[0])

    def xs_of(self, at_us: NDArray[np.int64]) -> NDArray[np.float64]:
        """Where many times lie."""
        places = np.interp(at_us, self._times, self._places)
        outside = np.minimum(at_us - self._times[0], 0) + np.maximum(at_us - self._times[-1], 0)
        xs: NDArray[np.float64] = places + outside / self._per_pixel - self._left
        return xs

    def us_at(self, x: float) -> int:
        """The time at a place, inside the whole."""
        return self.held(round(float(np.interp(x + self._left, self._places, self._times))))

    def zoom(self, factor: float, at_us: int) -> None:
        """Show less (factor over 1) or more, with `at_us` staying where it is."""
        self._show(self._per_pixel / factor, at_us, self.x_of(at_us))

    def move_to(self, from_us: int, span_us: int | None = None) -> None:
        """Show a stretch from `from_us`, kept inside the whole; `span_us` of it."""
        if span_us is None:
            self._show(self._per_pixel, from_us, 0.0)
            return
        inside = [fold for fold in self.folds if from_us <= fold[0] and fold[1] <= from_us + span_us]
        shown = span_us - sum(end - begin for begin, end in inside)
        self._show(shown / max(self.width - len(inside) * self.fold_px, 1), from_us, 0.0)

    def bring(self, at_us: int) -> bool:
        """Move so that `at_us` is shown; says whether anything moved."""
        if self.from_us <= at_us <= self.to_us:
            return False
        self._show(self._per_pixel, at_us, self.width / 10)
        return True

    def scroll(self, share: float) -> None:
        """Move on by a share of what is shown."""
        self._put(self._left + share * self.width)

    def scroll_to(self, share: float) -> None:
        """Show the place that `shares` gives a share for."""
        self._put(share * (self._length - self.width))

    @property
    def shares(self) -> tuple[float, float]:
        """How much of the whole is shown, and how far it is scrolled: 0 is the beginning, 1 the end."""
        return min(self.width / self._length, 1.0), self._left / max(self._length - self.width, 1.0)

    def along(self, at_us: int, share: float) -> int:
        """The time that lies a share of the width away from another; at least another time."""
        there = self.us_at(self.x_of(at_us) + share * self.width)
        return there if there != at_us else at_us + (1 if share > 0 else -1)

    def stretches(self) -> Sequence[tuple[int, int]]:
        """The stretches shown between the folds, in order."""
        edges = [self.from_us, *(edge for fold in self.folds for edge in fold), self.to_us]
        held = [min(max(edge, self.from_us), self.to_us) for edge in edges]
        return [(begin, end) for begin, end in zip(held[::2], held[1::2], strict=True) if begin < end]

    @property
    def _length(self) -> float:
        """Pixels of the whole."""
        return max(float(self._places[-1]), 1.0)

    @property
    def _is_whole(self) -> bool:
        return self._length < self.width + 0.5

    @property
    def _most(self) -> float:
        """Time of a pixel with which the whole is just shown."""
        open_us = self.last_us - self.first_us - sum(end - begin for begin, end in self.folds)
        return max(open_us, 1) / max(self.width - len(self.folds) * self.fold_px, 1)

    def _show(self, per_pixel: float, at_us: int, x: float) -> None:
        """Show so much time in a pixel, with `at_us` at `x`, as far as the whole allows."""
        least = min(SHORTEST_US / self.width, self._most)
        self._per_pixel = min(max(per_pixel, least), self._most)
        times = [self.first_us, *(edge for fold in self.folds for edge in fold), self.last_us]
        places, fold = [0.0], self.fold_px
        for number, (begin, end) in enumerate(pairwise(times)):
            places.append(places[-1] + (fold if number % 2 else (end - begin) / self._per_pixel))
        self._times, self._places = np.array(times, dtype=np.float64), np.array(places)
        self._left = 0.0
        self._put(self.x_of(at_us) - x)

    def _put(self, left: float) -> None:
        self._left = min(max(left, 0.0), max(self._length - self.width, 0.0))
        self.from_us = self.us_at(0.0)
        self.to_us = self.last_us if self._length - self._left < self.width + 0.5 else self.us_at(self.width)
