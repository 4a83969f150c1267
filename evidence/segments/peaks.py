"""The sound of several files at a glance, as if it were one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from evidence.media.peaks import Pairs, Peaks


class Drawn(Protocol):
    """What a waveform is drawn from."""

    def between(self, from_us: int, to_us: int, columns: int) -> Pairs:
        """As `Peaks.between`."""


class ReelPeaks:
    """Peaks of pieces, each at its place."""

    def __init__(self, pieces: Sequence[tuple[int, int, Peaks]]) -> None:
        """Pieces: where each begins and ends in virtual time, and its peaks."""
        self._pieces = tuple(pieces)

    def between(self, from_us: int, to_us: int, columns: int) -> Pairs:
        """As `Peaks.between`; where pieces meet in one column, it holds both."""
        channels = max((peaks.channels for _, _, peaks in self._pieces), default=1)
        drawn: Pairs = np.zeros((channels, max(0, columns), 2), np.int16)
        for begin_us, end_us, peaks in self._pieces:
            if begin_us < to_us and from_us < end_us:
                own = peaks.between(from_us - begin_us, to_us - begin_us, columns)
                np.minimum(drawn[: peaks.channels, :, 0], own[..., 0], out=drawn[: peaks.channels, :, 0])
                np.maximum(drawn[: peaks.channels, :, 1], own[..., 1], out=drawn[: peaks.channels, :, 1])
        return drawn
