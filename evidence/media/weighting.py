"""The K-weighting of ITU-R BS.1770-4: how loud a sound seems, not how strong it is."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Waves = NDArray[np.float64] | NDArray[np.float32]
Section = tuple[tuple[float, float, float], tuple[float, float]]

IMPULSE_S = 0.25
"""After this the filter has forgotten a sample to less than a part in a million."""
SLOWEST = 4000
"""Samples per second below which the shelf, at 1.7 kHz, has nothing to lift; and the transform would not be stable."""
OFFSET_LU = -0.691
"""By the standard: a full-scale sine of 997 Hz in one channel has -3.01 LUFS."""


def sections(rate: int) -> tuple[Section, Section]:
    """The two second-order sections at this rate: ((b0, b1, b2), (a1, a2)) of the shelf and of the high-pass.

    The standard prints them for 48 kHz only; these are the analogue filters behind its numbers (De Man, "Evaluation of
    implementations of the EBU R128 loudness measurement", 2018), taken to any rate by the bilinear transform.
    """
    quality, k = 0.7071752369554196, math.tan(math.pi * 1681.974450955533 / rate)
    high = 10 ** (3.999843853973347 / 20)
    band = high**0.4996667741545416
    whole = 1 + k / quality + k * k
    shelf: Section = (
        ((high + band * k / quality + k * k) / whole, 2 * (k * k - high) / whole,
         (high - band * k / quality + k * k) / whole),
        (2 * (k * k - 1) / whole, (1 - k / quality + k * k) / whole),
    )  # fmt: skip
    quality, k = 0.5003270373238773, math.tan(math.pi * 38.13547087602444 / rate)
    whole = 1 + k / quality + k * k
    if rate < SLOWEST:
        shelf = ((1.0, 0.0, 0.0), (0.0, 0.0))
    return shelf, ((1.0, -2.0, 1.0), (2 * (k * k - 1) / whole, (1 - k / quality + k * k) / whole))


@cache
def impulse(rate: int) -> Floats:
    """What both sections make of a single sample."""
    values = [1.0] + [0.0] * max(1, int(IMPULSE_S * rate) - 1)
    for (b0, b1, b2), (a1, a2) in sections(rate):
        x1 = x2 = y1 = y2 = 0.0
        for place, x in enumerate(values):
            y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
            x2, x1, y2, y1 = x1, x, y1, y
            values[place] = y
    return np.array(values)


def weighted(sound: Waves, rate: int) -> Waves:
    """The filtered sound, shape (n,), as exact as its type; what comes before it counts as silence."""
    reply = impulse(rate).astype(sound.dtype)
    size = 1 << (len(sound) + len(reply) - 1).bit_length()
    product = np.fft.rfft(sound, size) * np.fft.rfft(reply, size)
    return np.fft.irfft(product, size)[: len(sound)]
