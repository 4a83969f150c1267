"""Measures sound piece by piece, in the child: level, full scale, loudness, tones, samples that stand still."""

from __future__ import annotations

from array import array

import numpy as np
from numpy.typing import NDArray

from evidence.media.hear import with_channels
from evidence.media.measured import SILENT, SoundSeries
from evidence.media.pcm import Samples
from evidence.media.tones import margin, tones
from evidence.media.weighting import IMPULSE_S, OFFSET_LU, Floats, weighted

FULL_SCALE = 32_000
"""At and above: G.711 ends at 32,124 (mu-law) and 32,256 (A-law)."""
NEAR_ZERO = 8
"""A-law has no zero: its silence is the constant 8 or -8."""
STILL_S = 0.005
CHUNK_S = 7.5
"""With a quarter of a second of history and of the filter's reply just under a power of two samples."""
MOST_STILLS = 1_000_000
TONES_AT = 8000
"""Samples per second at which tones are looked for; faster sound is averaged down."""


class Gauge:
    """Takes sound in order, with the place of every piece; a place that is not the next one begins a new segment."""

    def __init__(self, rate: int, channels: int) -> None:
        """Sound of this rate; beyond two channels all are mixed to one."""
        self._rate, self._channels = rate, channels if channels <= 2 else 1
        size = max(1, round(rate / 100))
        self.series = SoundSeries(rate, size)
        self._factor = max(1, rate // TONES_AT)
        tone_rate = rate / self._factor
        self._tone_rate = round(tone_rate)
        self._ahead = -(-(margin(self._tone_rate) * self._factor + size) // size) * size
        self._chunk = max(1, round(CHUNK_S * rate / size)) * size
        self._past = max(int(IMPULSE_S * rate), self._ahead) // self._factor * self._factor
        self._next: int | None = None
        self._at = 0
        """Place of the first sample that waits to be measured."""
        self._begin()

    def _begin(self) -> None:
        self._history: Samples = np.zeros((self._past, self._channels), np.int16)
        self._waiting: list[Samples] = []
        self._count = 0
        self._last: Samples | None = None
        self._still: int | None = None

    def add(self, place: int, samples: Samples) -> None:
        """Samples, shape (n, channels), the first of which stands at `place`."""
        if not len(samples):
            return
        samples = with_channels(samples, self._channels)
        if place != self._next:
            self.finish()
            self.series.segment_place.append(place)
            self.series.segment_block.append(len(self.series.level))
            self._at = place
        self._next = place + len(samples)
        self._waiting.append(samples)
        self._count += len(samples)
        if self._count >= self._chunk + self._ahead:
            joined = np.concatenate(self._waiting)
            while len(joined) >= self._chunk + self._ahead:
                self._find_still(self._at, joined[: self._chunk])
                self._at += self._chunk
                self._measure(joined[: self._chunk], joined[self._chunk : self._chunk + self._ahead])
                joined = joined[self._chunk :]
            self._waiting, self._count = [joined], len(joined)

    def finish(self) -> SoundSeries:
        """The end of the sound, or of a segment; everything that was measured."""
        if self._next is not None:
            joined = np.concatenate(self._waiting) if self._waiting else np.zeros((0, self._channels), np.int16)
            if len(joined):
                self._find_still(self._at, joined)
                self._end_still(self._next)
                missing = -len(joined) % self.series.size
                whole = np.pad(joined, ((0, missing), (0, 0)))
                self._measure(whole, np.zeros((self._ahead, self._channels), np.int16))
            self._begin()
            self._next = None
        return self.series

    def _measure(self, body: Samples, after: Samples) -> None:
        """Whole blocks, with the sound after them; that before them is in the history."""
        series, size, channels = self.series, self.series.size, self._channels
        blocks = body.reshape(-1, size, channels)
        square = (blocks.astype(np.float64) ** 2).mean(axis=1).max(axis=1)
        _extend(series.level, _hundredths(square / 2**30))
        full = (np.abs(blocks.astype(np.int32)) >= FULL_SCALE).sum(axis=1).max(axis=1)
        _extend(series.full, np.minimum(full, 32_767).astype(np.int16))
        around = np.concatenate([self._history, body, after])
        heard = around[: self._past + len(body)].astype(np.float32) / np.float32(32768)
        energy = np.zeros(len(blocks))
        for channel in range(channels):
            k = weighted(heard[:, channel], self._rate)[self._past :]
            energy += (k.reshape(-1, size) ** 2).mean(axis=1, dtype=np.float64)
        _extend(series.loud, _hundredths(energy, OFFSET_LU))
        mixed = around.mean(axis=1, dtype=np.float32) / np.float32(32768)
        factor = self._factor
        slow = mixed[: len(mixed) // factor * factor].reshape(-1, factor).mean(axis=1) if factor > 1 else mixed
        middles = (self._past + np.arange(len(blocks), dtype=np.int64) * size + size // 2) // factor
        columns = tones(slow, self._tone_rate, middles)
        for column, values in zip((series.key, series.key_level, series.tone), columns, strict=True):
            _extend(column, values)
        self._history = around[len(body) : self._past + len(body)]

    def _find_still(self, place: int, samples: Samples) -> None:
        """Stretches of one constant value at or next to zero, by the sample."""
        quiet = (np.abs(samples.astype(np.int32)) <= NEAR_ZERO).all(axis=1)
        if self._still is None and not quiet.any():
            self._last = samples[-1:]
            return
        before = self._last if self._last is not None else samples[:1] + 1
        same = (samples == np.concatenate([before, samples[:-1]])).all(axis=1) & quiet
        edges = np.flatnonzero(np.diff(np.concatenate([[self._still is not None], same]).astype(np.int8)))
        for edge in edges:
            at = place + int(edge)
            if self._still is None:
                self._still = at - 1  # the sample before it has the same value
            else:
                self._end_still(at)
        self._last = samples[-1:]

    def _end_still(self, at: int) -> None:
        series = self.series
        begun, self._still = self._still, None
        if begun is not None and at - begun >= STILL_S * self._rate and len(series.still_from) < MOST_STILLS:
            series.still_from.append(begun)
            series.still_to.append(at)


def _hundredths(square: Floats, offset: float = 0.0) -> NDArray[np.int16]:
    """Hundredths of a decibel of a mean square."""
    values = np.rint(100 * (offset + 10 * np.log10(square + 1e-13)))
    return np.clip(values, SILENT, 32_767).astype(np.int16)


def _extend(column: array[int], values: NDArray[np.int16]) -> None:
    column.frombytes(np.ascontiguousarray(values, np.int16).tobytes())
