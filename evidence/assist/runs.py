"""Stretches of a row of yes and no."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]


def runs(flags: Flags, *, bridge: int = 0, shortest: int = 1) -> list[tuple[int, int]]:
    """(first, after the last) of every stretch of yes.

    Stretches with at most `bridge` noes between them are one; then those shorter than `shortest` are left out.
    """
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    joined: list[tuple[int, int]] = []
    for begin, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if joined and begin - joined[-1][1] <= bridge:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((begin, end))
    return [(begin, end) for begin, end in joined if end - begin >= shortest]


def sliding_median(values: Numbers, around: int) -> NDArray[np.float64]:
    """Median of the `around` values on either side of each, the value itself left out; fewer at the ends."""
    if len(values) < 2:
        return np.zeros(len(values))
    padded = np.pad(values.astype(np.float64), around, constant_values=np.nan)
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * around + 1)
    medians = np.empty(len(values))
    for begin in range(0, len(values), 4096):
        part = windows[begin : begin + 4096].copy()
        part[:, around] = np.nan
        medians[begin : begin + 4096] = np.nanmedian(part, axis=1)
    return medians
