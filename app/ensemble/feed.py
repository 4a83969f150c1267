"""The sound of one track on the wall clock, sample by sample at the rate of the device."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from app.ensemble.lane import Lane
from app.player.stretch import Samples
from evidence.media.sounds import Sound

CHUNK_US = 250_000

Decode = Callable[[int, int], Sound]
"""Sound from one recording time up to another, in two channels at the rate of the feed."""


class Feed:
    """Gives out samples that follow each other; silence where the recording has none.

    Sample k stands at wall time `from_us` + k / rate. Stretches of the recording are joined as they are: none of their
    samples is lost or doubled; only a drift of the clock is evened out, by interpolation.
    """

    def __init__(self, lane: Lane, from_us: int, rate: int, begin: int) -> None:
        """Start with sample `begin`."""
        self._lane, self._from_us, self._rate = lane, from_us, rate
        self._decoded = begin  # the sample that was decoded up to, counted on the clock
        self._given = begin
        self._held: Samples = np.zeros((0, 2), np.int16)

    def take(self, length: int, decode: Decode) -> Samples:
        """The next samples, shape (length, 2).

        Raises:
            WorldError: what `decode` raises.
        """
        while len(self._held) < length:
            self._held = np.concatenate([self._held, self._next(decode)])
        taken, self._held = self._held[:length], self._held[length:]
        self._given += length
        return taken

    def _next(self, decode: Decode) -> Samples:
        chunk = max(1, self._rate * CHUNK_US // 1_000_000)
        begin, end = self._at(self._decoded), self._at(self._decoded + chunk)
        self._decoded += chunk
        wanted = self._decoded - self._given - len(self._held)  # what makes it stand on the clock again
        table = self._lane.track.probed.sound
        if table is None or end <= table.start_us or begin >= table.end_us:
            return np.zeros((max(wanted, 1), 2), np.int16)
        sound = decode(begin, end)
        samples = sound.samples
        before_us = sound.first_us - begin if len(samples) else 0
        if before_us > 2_000_000 // table.rate:  # less joins the stretch before
            samples = np.concatenate([np.zeros((round(before_us * self._rate / 1e6), 2), np.int16), samples])
        if end >= table.end_us and len(samples) < wanted:
            samples = np.concatenate([samples, np.zeros((wanted - len(samples), 2), np.int16)])
        elif self._lane.track.drift_ppb and len(samples) and wanted > 0:
            samples = _evened(samples, wanted)
        return samples if len(samples) else np.zeros((1, 2), np.int16)

    def _at(self, sample: int) -> int:
        return self._lane.at_of(self._from_us + round(sample * 1_000_000 / self._rate))


def _evened(samples: Samples, length: int) -> Samples:
    """The same sound in another number of samples, nearly the same number."""
    if len(samples) == length:
        return samples
    places = np.arange(length) * (len(samples) / length)
    sides = [np.interp(places, np.arange(len(samples)), samples[:, side]) for side in (0, 1)]
    evened: Samples = np.rint(np.stack(sides, axis=1)).astype(np.int16)
    return evened
