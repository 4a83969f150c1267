"""How loud the sound is that is being heard: measured when it is made, told when its time has come."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass

import numpy as np

from app.player.stretch import Samples
from widgets.player.meter import SILENT, Level

PIECE_US = 20_000
RMS_PIECES = 15
"""The mean is taken over 0.3 s."""
MOST_COMING = 1024
FULL_AT_ONCE = 3
"""Samples at full scale in one piece that are called clipping, as in the findings."""


@dataclass(frozen=True, slots=True)
class _Piece:
    at_us: float
    peak: float
    square: float
    clipped: bool


class Levels:
    """Levels of one recording. `add` is called from one thread, `heard_by` from another."""

    def __init__(self) -> None:
        """Nothing was heard yet."""
        self._coming: deque[_Piece] = deque(maxlen=MOST_COMING)
        self._squares: deque[float] = deque(maxlen=RMS_PIECES)
        self._last = SILENT

    def add(self, from_us: float, samples: Samples, rate: int) -> None:
        """Sound from a time on at normal speed, shape (n, channels), before any fader."""
        length = max(1, rate * PIECE_US // 1_000_000)
        for begin in range(0, len(samples), length):
            part = samples[begin : begin + length]
            wide = part.astype(np.float64) / 32768
            clipped = int(((part == 32767) | (part == -32768)).sum()) >= FULL_AT_ONCE
            piece = _Piece(from_us + begin * 1e6 / rate, float(np.abs(wide).max()), float((wide**2).mean()), clipped)
            self._coming.append(piece)

    def heard_by(self, now_us: float) -> Level:
        """The loudest since this was asked last, and the mean of what was just heard; as before if nothing came."""
        peak, clipped, came = 0.0, False, False
        while self._coming and self._coming[0].at_us <= now_us:
            piece = self._coming.popleft()
            self._squares.append(piece.square)
            peak, clipped, came = max(peak, piece.peak), clipped or piece.clipped, True
        if came:
            self._last = Level(peak, math.sqrt(sum(self._squares) / len(self._squares)), clipped)
        return self._last
