"""Makes pictures smaller for looking at while they move: halved with OpenCV as often as it fits, then interpolated."""

from __future__ import annotations

from typing import cast

import cv2
import numpy as np
from av.video.frame import VideoFrame
from numpy.typing import NDArray

PLANAR = {"yuv420p", "yuvj420p", "yuv422p", "yuvj422p", "yuv444p", "yuvj444p"}
"""Brightness and two colours, one byte each, in planes of their own: all that cameras record."""

Plane = NDArray[np.uint8]


def smaller(frame: VideoFrame, width: int, height: int) -> VideoFrame | None:
    """The frame in fewer pixels, same format and colours; None where another way has to be taken.

    Halving takes the mean of four pixels, so nothing flickers; FFmpeg's own scaler takes two to four times as long.
    """
    name = frame.format.name
    if name not in PLANAR or frame.width < 2 * width or frame.height < 2 * height or width < 8 or height < 8:
        return None
    cv2.setNumThreads(1)
    made = VideoFrame(width, height, name)
    for source, target in zip(frame.planes, made.planes, strict=True):
        if source.line_size <= 0:  # stored upside down
            return None
        # PyAV's planes are buffers; its types do not say so.
        lines = np.frombuffer(cast(memoryview, source), np.uint8).reshape(-1, source.line_size)
        into = np.frombuffer(cast(memoryview, target), np.uint8).reshape(-1, target.line_size)
        into[: target.height, : target.width] = _scaled(
            lines[: source.height, : source.width], target.width, target.height
        )
    made.colorspace, made.color_range = frame.colorspace, frame.color_range
    return made


def _scaled(plane: Plane, width: int, height: int) -> Plane:
    while plane.shape[1] >= 2 * width and plane.shape[0] >= 2 * height:
        half = plane.shape[1] // 2, plane.shape[0] // 2
        plane = cv2.resize(plane[: half[1] * 2, : half[0] * 2], half, interpolation=cv2.INTER_AREA).astype(
            np.uint8, copy=False
        )
    if plane.shape != (height, width):
        plane = cv2.resize(plane, (width, height), interpolation=cv2.INTER_LINEAR).astype(np.uint8, copy=False)
    return plane
