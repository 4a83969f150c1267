"""Samples as decoders give them, in several kinds, and as 16 bit."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.int16]


def as_16_bit(data: NDArray[Any]) -> Samples:
    """The same sound in 16 bit; the louder sample is never the softer one of two afterwards."""
    if data.dtype == np.int16:
        return data
    if data.dtype == np.uint8:
        return (data.astype(np.int16) - 128) << 8
    if data.dtype.kind == "f":
        return np.clip(np.rint(data * 32768.0), -32768, 32767).astype(np.int16)
    return (data >> (8 * data.dtype.itemsize - 16)).astype(np.int16)


def least_and_most(data: NDArray[Any], block: int) -> Samples:
    """Smallest and largest value of every `block` samples, as 16 bit.

    data: shape (samples, channels), a multiple of `block` samples. Gives the shape (channels, blocks, 2).
    """
    if data.dtype.kind != "f":
        data = as_16_bit(data)
    # One channel after the other: along memory it takes a tenth of the time.
    lines = np.ascontiguousarray(data.T).reshape(data.shape[1], -1, block)
    pairs = np.stack([lines.min(axis=2), lines.max(axis=2)], axis=2)
    if data.dtype.kind == "f" and np.isnan(pairs).any():  # what has no order is compared as the number it becomes
        return least_and_most(as_16_bit(data), block)
    return as_16_bit(pairs)
