"""Sound at another speed with its pitch kept: overlapping pieces laid closer together or farther apart (WSOLA).

W. Verhelst, M. Roelands, "An overlap-add technique based on waveform similarity (WSOLA) for high quality time-scale
modification of speech", ICASSP 1993.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.int16]

PIECE_S = 0.040
SEARCH_S = 0.010


class Stretch:
    """Takes 16 bit samples of shape (n, channels), gives about n / speed."""

    def __init__(self, speed: float, rate: int, channels: int) -> None:
        """For one run of sound at `rate` samples per second."""
        self._half = max(8, int(rate * PIECE_S / 2))
        self._search = max(1, int(rate * SEARCH_S))
        self._step = self._half * speed
        self._window = np.hanning(2 * self._half + 1)[:-1, None]  # two of them, half a piece apart, add up to one
        self._held: NDArray[np.float64] = np.zeros((0, channels))
        self._held_from = 0  # place of the first held sample, counted from the start of the run
        self._pieces = 0
        self._before = 0  # place of the piece before
        self._tail: NDArray[np.float64] = np.zeros((self._half, channels))

    def feed(self, samples: Samples) -> Samples:
        """What can be given out after these samples."""
        self._held = np.concatenate([self._held, samples.astype(np.float64)])
        given = []
        while (piece := self._next_piece()) is not None:
            given.append(self._tail + piece[: self._half])
            self._tail = piece[self._half :]
        if not given:
            return np.zeros((0, self._held.shape[1]), np.int16)
        return np.clip(np.rint(np.concatenate(given)), -32768, 32767).astype(np.int16)

    def _next_piece(self) -> NDArray[np.float64] | None:
        target = round(self._pieces * self._step)
        goes_on = self._before + self._half  # where the piece before would go on by itself
        end = self._held_from + len(self._held)
        if max(target + self._search, goes_on) + 2 * self._half > end:
            return None
        place = target if self._pieces == 0 else self._alike(target, goes_on)
        self._pieces, self._before = self._pieces + 1, place
        start = place - self._held_from
        piece = self._held[start : start + 2 * self._half] * self._window
        needed = min(round(self._pieces * self._step) - self._search, place + self._half)
        drop = max(0, needed - self._held_from)
        self._held, self._held_from = self._held[drop:], self._held_from + drop
        return piece

    def _alike(self, target: int, goes_on: int) -> int:
        """Near `target`, the place whose sound is most like that which would have come next."""
        first = max(target - self._search, self._held_from)
        wanted = self._held[goes_on - self._held_from :][: self._half].mean(axis=1)
        among = self._held[first - self._held_from : target + self._search + self._half - self._held_from].mean(axis=1)
        likeness = np.correlate(among, wanted, "valid")
        energy = np.convolve(among * among, np.ones(self._half), "valid")
        return first + int(np.argmax(likeness / np.sqrt(energy + 1.0)))
