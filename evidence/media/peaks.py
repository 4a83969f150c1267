"""The loudest and softest values of a recording's sound, block by block, for drawing it at any width."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from evidence.media.packing import pack, unpack
from evidence.media.pcm import as_16_bit, least_and_most

BLOCK = 256
"""Samples per pair of values."""
FOLD = 4
AT_ONCE = 1 << 17
"""Samples that are folded together: fewer would cost more than the decoding."""
MOST_BLOCKS = 1 << 28

Pairs = NDArray[np.int16]
"""Shape (channels, blocks, 2): smallest and largest value of each block, 16 bit."""

_MAGIC = b"RDpk"
_VERSION = 1


@dataclass(frozen=True, eq=False)
class Peaks:
    """Sound of one recording in blocks of BLOCK samples, from its first sample on; gaps are silence."""

    rate: int
    start_us: int
    """Recording time of the first sample."""
    samples: int
    """Samples from the first to the last, gaps included."""
    blocks: Pairs

    @property
    def channels(self) -> int:
        """How many channels there are."""
        return int(self.blocks.shape[0])

    @cached_property
    def _levels(self) -> list[Pairs]:
        levels = [self.blocks]
        while levels[-1].shape[1] > FOLD:
            levels.append(_folded(levels[-1]))
        return levels

    def level(self, count: int) -> Pairs:
        """The coarsest level that still has at least `count` blocks; the finest if none has."""
        return next((level for level in reversed(self._levels) if level.shape[1] >= count), self.blocks)

    def between(self, from_us: int, to_us: int, columns: int) -> Pairs:
        """Shape (channels, columns, 2) for a stretch of recording time cut into equal columns; silence outside."""
        drawn: Pairs = np.zeros((self.channels, max(0, columns), 2), np.int16)
        if columns <= 0 or to_us <= from_us or not self.samples:
            return drawn
        edges = from_us - self.start_us + (to_us - from_us) * np.arange(columns + 1, dtype=np.float64) / columns
        edges = edges * self.rate / 1_000_000
        per_column = (edges[-1] - edges[0]) / columns
        level = 0
        while level + 1 < len(self._levels) and BLOCK * FOLD ** (level + 1) <= per_column:
            level += 1
        pairs, size = self._levels[level], BLOCK * FOLD**level
        first = np.clip(np.floor(edges[:-1] / size), 0, pairs.shape[1]).astype(np.int64)
        after = np.clip(np.ceil(edges[1:] / size), 0, pairs.shape[1]).astype(np.int64)
        # A block is wider than a column of a short recording, and the last one is not full: sound ends where it ends.
        inside = (edges[:-1] < self.samples) & (edges[1:] > 0)
        for column in np.flatnonzero((after > first) & inside):
            stretch = pairs[:, first[column] : after[column]]
            drawn[:, column, 0] = stretch[..., 0].min(axis=1)
            drawn[:, column, 1] = stretch[..., 1].max(axis=1)
        return drawn

    def to_bytes(self) -> bytes:
        """For keeping under derived/: the same peaks give the same bytes."""
        values = array("h")
        values.frombytes(np.ascontiguousarray(self.blocks).tobytes())
        head = {"rate": self.rate, "start_us": self.start_us, "samples": self.samples, "channels": self.channels}
        return pack(_MAGIC, _VERSION, head, [values])

    @classmethod
    def from_bytes(cls, blob: bytes) -> Self:
        """The peaks that `to_bytes` wrote.

        Raises:
            ValueError: they are not peaks.
        """
        head, (values,) = unpack(_MAGIC, _VERSION, "h", blob)
        channels, samples = head.whole("channels", 1, 1000), head.whole("samples", 0, MOST_BLOCKS * BLOCK)
        return cls(head.whole("rate", 1, 10_000_000), head.signed("start_us"), samples, shaped(values, channels))


def shaped(values: array[int] | bytes, channels: int) -> Pairs:
    """Pairs from the plain values.

    Raises:
        ValueError: their number does not fit.
    """
    pairs = np.frombuffer(values, np.int16)
    if len(pairs) % (2 * channels):
        raise ValueError("the number of values does not fit the channels")
    return pairs.reshape(channels, -1, 2)


def _folded(finer: Pairs) -> Pairs:
    short = -finer.shape[1] % FOLD
    groups = np.pad(finer, ((0, 0), (0, short), (0, 0)), mode="edge").reshape(finer.shape[0], -1, FOLD, 2)
    return np.stack([groups[..., 0].min(axis=2), groups[..., 1].max(axis=2)], axis=2)


class PeakMaker:
    """Takes sound piece by piece, in order, and keeps one pair per block."""

    def __init__(self, channels: int) -> None:
        """Sound of this many channels."""
        self._channels = channels
        self._done: list[Pairs] = []
        self._waiting: list[NDArray[Any]] = []
        self._held = self._total = 0

    def add(self, at: int, samples: NDArray[Any]) -> None:
        """Samples as decoded, shape (n, channels), that begin `at` samples after the first; silence up to there."""
        while self._total < at:
            self._take(np.zeros((min(at - self._total, AT_ONCE), self._channels), np.int16))
        self._take(samples)

    def _take(self, samples: NDArray[Any]) -> None:
        if self._waiting and self._waiting[0].dtype != samples.dtype:
            self._waiting = [as_16_bit(each) for each in self._waiting]
            samples = as_16_bit(samples)
        self._waiting.append(samples)
        self._held += len(samples)
        self._total += len(samples)
        if self._held >= AT_ONCE:
            self._fold()

    def _fold(self) -> None:
        """Turn what waits into pairs; what does not fill a block waits on."""
        joined = np.concatenate(self._waiting) if len(self._waiting) > 1 else self._waiting[0]
        whole = len(joined) // BLOCK * BLOCK
        if whole and self._total <= MOST_BLOCKS * BLOCK:
            self._done.append(least_and_most(joined[:whole], BLOCK))
        rest = joined[whole:].copy()
        self._waiting, self._held = ([rest] if len(rest) else []), len(rest)

    def blocks(self) -> Pairs:
        """All pairs; the last block may be short."""
        if self._waiting:
            self._fold()
        if self._waiting:
            self._done.append(least_and_most(self._waiting[0], len(self._waiting[0])))
        if not self._done:
            return np.zeros((self._channels, 0, 2), np.int16)
        return np.ascontiguousarray(np.concatenate(self._done, axis=1))
