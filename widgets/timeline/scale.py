"""The stretch of time that a timeline shows, and where a time lies in it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

SHORTEST_US = 20_000
"""The closest look: twenty milliseconds across the whole width."""


class Scale:
    """A window onto a recording from `first_us` to `last_us`, shown in `width` pixels. Whole microseconds."""

    def __init__(self) -> None:
        """Start on nothing."""
        self.first_us, self.last_us = 0, 0
        self.from_us, self.to_us = 0, 1
        self.width = 1

    def set_whole(self, first_us: int, last_us: int) -> None:
        """Take another recording and show it whole."""
        self.first_us, self.last_us = first_us, max(last_us, first_us + 1)
        self.show_all()

    def show_all(self) -> None:
        """Show the whole recording."""
        self.from_us, self.to_us = self.first_us, self.last_us

    def set_width(self, width: int) -> None:
        """Show it in so many pixels."""
        self.width = max(width, 1)

    @property
    def span_us(self) -> int:
        """The length shown."""
        return self.to_us - self.from_us

    @property
    def per_pixel_us(self) -> float:
        """How much time one pixel is."""
        return self.span_us / self.width

    @property
    def shares(self) -> tuple[float, float]:
        """How much of the whole is shown, and how far it is scrolled: 0 is the beginning, 1 the end."""
        whole = max(self.last_us - self.first_us, 1)
        return self.span_us / whole, (self.from_us - self.first_us) / max(whole - self.span_us, 1)

    def stretches(self) -> Sequence[tuple[int, int]]:
        """The stretches shown, in order; each pixel of them is as much time as any other."""
        return ((self.from_us, self.to_us),)

    def x_of(self, at_us: int) -> float:
        """Where a time lies."""
        return (at_us - self.from_us) * self.width / self.span_us

    def xs_of(self, at_us: NDArray[np.int64]) -> NDArray[np.float64]:
        """Where many times lie."""
        return ((at_us - self.from_us) * (self.width / self.span_us)).astype(np.float64)

    def us_at(self, x: float) -> int:
        """The time at a place, inside the recording."""
        return self.held(self.from_us + round(x * self.span_us / self.width))

    def held(self, at_us: int) -> int:
        """The nearest time inside the recording."""
        return min(max(at_us, self.first_us), self.last_us)

    def zoom(self, factor: float, at_us: int) -> None:
        """Show less (factor over 1) or more, with `at_us` staying where it is."""
        whole = self.last_us - self.first_us
        span = min(max(round(self.span_us / factor), min(SHORTEST_US, whole)), whole)
        share = (at_us - self.from_us) / self.span_us
        self.move_to(at_us - round(span * share), span)

    def move_to(self, from_us: int, span_us: int | None = None) -> None:
        """Show a stretch from `from_us`, kept inside the recording."""
        span = span_us or self.span_us
        self.from_us = min(max(from_us, self.first_us), self.last_us - span)
        self.to_us = self.from_us + span

    def scroll(self, share: float) -> None:
        """Move on by a share of what is shown."""
        self.move_to(self.from_us + round(self.span_us * share))

    def scroll_to(self, share: float) -> None:
        """Show the place that `shares` gives a share for."""
        self.move_to(self.first_us + round(share * (self.last_us - self.first_us - self.span_us)))

    def along(self, at_us: int, share: float) -> int:
        """The time that lies a share of the width away from another."""
        return at_us + (round(self.span_us * share) or (1 if share > 0 else -1))

    def bring(self, at_us: int) -> bool:
        """Move so that `at_us` is shown; says whether anything moved."""
        if self.from_us <= at_us <= self.to_us:
            return False
        self.move_to(at_us - self.span_us // 10)
        return True
