"""The picture of a sound: one column of highest and lowest values per pixel, drawn without a loop over pixels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PySide6.QtGui import QColor, QImage

Columns = Callable[[int, int, int], "ArrayLike | Sequence[Any] | None"]
"""`columns(from_us, to_us, count)` gives (channels, count, 2) lowest and highest values, -1 to 1 as floats or in the
full range of their whole-number type; NaN where nothing was recorded; None while the sound is still being read."""


def normal(values: ArrayLike) -> NDArray[np.float32]:
    """Columns as floats of -1 to 1, shaped (channels, count, 2).

    Raises:
        ValueError: they are not shaped like columns.
    """
    array = np.asarray(values)
    if array.ndim == 2:
        array = array[np.newaxis]
    if array.ndim != 3 or array.shape[2] != 2:
        raise ValueError(f"columns are (channels, count, 2), not {array.shape}")
    if np.issubdtype(array.dtype, np.integer):
        return (array / float(np.iinfo(array.dtype).max)).astype(np.float32)
    return array.astype(np.float32)


def wave_image(values: NDArray[np.float32], width: int, height: int, colour: QColor) -> QImage:
    """Draw columns into a transparent picture of device pixels, the channels one above the other."""
    channels = max(values.shape[0], 1)
    field = np.zeros((height, width), dtype=bool)
    each = height // channels
    for channel in range(values.shape[0]):
        columns = values[channel][:width]
        known = ~np.isnan(columns).any(axis=1)
        low, high = (np.clip(np.nan_to_num(columns[:, side]), -1, 1) for side in (0, 1))
        middle, half = (each - 1) / 2, (each - 3) / 2
        top = np.floor(middle - high * half).astype(int)
        bottom = np.maximum(np.ceil(middle - low * half).astype(int), top)
        rows = np.arange(each)[:, np.newaxis]
        field[channel * each : (channel + 1) * each, : len(columns)] = (rows >= top) & (rows <= bottom) & known
    argb = np.zeros((height, width), dtype=np.uint32)
    argb[field] = colour.rgba()
    return QImage(argb.tobytes(), width, height, width * 4, QImage.Format.Format_ARGB32).copy()
