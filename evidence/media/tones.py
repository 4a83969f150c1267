"""Finds keypad tones (DTMF) and steady tones around given moments of a sound."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from evidence.media.measured import NO_KEY, SILENT

Floats = NDArray[np.float32]
"""Single precision: the samples have 16 bits, and this is half the time."""
Small = NDArray[np.int16]

LOW, HIGH = (697, 770, 852, 941), (1209, 1336, 1477, 1633)
WINDOW_S = 0.032
KEY_SHARE = 0.7
"""Of all sound that must lie in the two frequencies of a key."""
TWIST_DB = 8.0
"""By which the two may differ."""
ALONE = 6.0
"""Times stronger than the next frequency of its group."""
TONE_SHARE = 0.92
"""Of all sound that must lie within 62 Hz of one frequency to be a tone."""
FAINTEST_DB = -55.0
LOWEST_HZ = 100


@cache
def _bank(rate: int) -> tuple[Floats, NDArray[np.complex64]]:
    """The window, and the eight keypad frequencies seen through it."""
    size = round(WINDOW_S * rate)
    window = np.hanning(size)
    turns = np.outer(np.arange(size), np.array([*LOW, *HIGH]) / rate)
    return window.astype(np.float32), (window[:, None] * np.exp(-2j * np.pi * turns)).astype(np.complex64)


def margin(rate: int) -> int:
    """Samples that are needed on either side of a moment."""
    return round(WINDOW_S * rate) // 2 + 2


def tones(sound: Floats, rate: int, middles: NDArray[np.int64]) -> tuple[Small, Small, Small]:
    """(key, key level, tone) around every moment, given as places in `sound` (full scale 1.0)."""
    window, bank = _bank(rate)
    size = len(window)
    key = np.full(len(middles), NO_KEY, np.int16)
    level, tone = np.full(len(middles), SILENT, np.int16), np.zeros(len(middles), np.int16)
    pieces = sound[(middles - size // 2)[:, None] + np.arange(size)]
    energy = ((pieces * window) ** 2).sum(axis=1)
    heard = np.flatnonzero(10 * np.log10(2 * energy / (window**2).sum() + 1e-15) > FAINTEST_DB)
    if len(heard):
        pieces, energy = pieces[heard], energy[heard]
        # Real and imaginary part apart: a product of real matrices is twice as fast as one with a complex one.
        power = (pieces @ bank.real) ** 2 + (pieces @ bank.imag) ** 2
        shown = np.fft.rfft(pieces * window, axis=1)
        key[heard], level[heard] = _keys(power, energy, window)
        tone[heard] = _tone((shown.real**2 + shown.imag**2).astype(np.float32, copy=False), rate, size)
    return key, level, tone


def _keys(power: Floats, energy: Floats, window: Floats) -> tuple[Small, Small]:
    low, high = power[:, :4], power[:, 4:]
    strongest = low.max(axis=1), high.max(axis=1)
    both = strongest[0] + strongest[1]
    scale = 2 * (window**2).sum() / window.sum() ** 2
    share = both * scale / (energy + 1e-12)
    twist = 10 * np.log10((strongest[0] + 1e-12) / (strongest[1] + 1e-12))
    alone = (strongest[0] > ALONE * np.sort(low, axis=1)[:, -2]) & (strongest[1] > ALONE * np.sort(high, axis=1)[:, -2])
    heard = (share > KEY_SHARE) & (np.abs(twist) < TWIST_DB) & alone
    code = np.where(heard, low.argmax(axis=1) * 4 + high.argmax(axis=1), NO_KEY)
    amplitude = 4 * both / window.sum() ** 2
    level = np.maximum(SILENT, np.rint(1000 * np.log10(amplitude + 1e-13))).astype(np.int16)
    return code.astype(np.int16), level


def _tone(shown: Floats, rate: int, size: int) -> Small:
    first = int(np.ceil(LOWEST_HZ * size / rate))
    heard = shown[:, first:]
    peak = heard.argmax(axis=1)
    total = np.cumsum(np.pad(heard, ((0, 0), (1, 0))), axis=1)
    rows = np.arange(len(heard))
    left, right = np.maximum(0, peak - 2), np.minimum(heard.shape[1], peak + 3)
    share = (total[rows, right] - total[rows, left]) / (shown[:, 1:].sum(axis=1) + 1e-12)
    inner = np.clip(peak, 1, heard.shape[1] - 2)
    a, b, c = (np.log(heard[rows, inner + step] + 1e-15) for step in (-1, 0, 1))
    bend = a - 2 * b + c
    shift = np.where(np.abs(bend) > 1e-9, 0.5 * (a - c) / np.where(bend == 0, 1, bend), 0)
    frequency = (first + inner + np.clip(shift, -1, 1)) * rate / size
    return np.where(share > TONE_SHARE, np.clip(np.rint(frequency), 0, 32_000), 0).astype(np.int16)
