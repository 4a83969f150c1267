"""Looks at every picture of a recording once, in the child: how bright it is, and what changed since the one before."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import cast

import cv2
import numpy as np
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

from evidence.media.decode import Decoding
from evidence.media.frames import FrameTable
from evidence.media.measured import UNSEEN, PictureSeries
from evidence.progress import Progress

LARGE, MIDDLE = 200_000, 50_000
"""Pixels from which every fourth, every second sample of a line, and line, is enough."""
BLACK, BLACK_FULL = 38, 25
"""Brightest level that counts as black: a tenth of the range above its lower end, for video and for full range."""
STRONG = 30
"""A difference that no codec makes of a picture that stays the same, and a digit on a dark ground does."""
_FULL_RANGE = 2

Luma = NDArray[np.uint8]


def watch(media: InputContainer, stream: VideoStream, table: FrameTable, progress: Progress) -> PictureSeries:
    """Measure every frame of the table. `progress` counts frames."""
    blank = array("I", [UNSEEN]) * table.frames
    series = PictureSeries(blank[:], blank[:], blank[:], blank[:])
    before: tuple[int, Luma] | None = None
    for number, frame in _numbered(Decoding(media, stream), table):
        luma = sampled(frame)
        samples = luma.size
        black = BLACK_FULL if frame.color_range == _FULL_RANGE or frame.format.name.startswith("yuvj") else BLACK
        series.bright[number] = round(1000 * cv2.sumElems(luma)[0] / samples)
        series.lit[number] = 1_000_000 * int(np.count_nonzero(luma > black)) // samples
        if before is not None and before[0] == number - 1 and before[1].shape == luma.shape:
            difference = cv2.absdiff(luma, before[1])
            series.change[number] = round(1000 * cv2.sumElems(difference)[0] / samples)
            series.moved[number] = int(np.count_nonzero(difference > STRONG))
        before = number, luma
        progress(number, table.frames)
    return series


def _numbered(decoding: Decoding, table: FrameTable) -> Iterator[tuple[int, VideoFrame]]:
    """Frames with their numbers: counted where every frame was decoded before, else by time stamp."""
    for count, (each, _) in enumerate(decoding.frames()):
        frame = cast(VideoFrame, each)
        number: int | None = count
        if not table.confirmed and table.as_decoded:
            number = None if frame.pts is None else table.number_of(frame.pts)
        if number is not None and number < table.frames:
            yield number, frame


def sampled(frame: VideoFrame) -> Luma:
    """Brightness at every fourth sample of every fourth line (small pictures: more), not averaged.

    Reads the plane as it lies in memory: converting each frame first takes four times as long as all the rest, and the
    tolerance for "does not change" belongs to this way of shrinking.
    """
    pixels = frame.width * frame.height
    apart = 4 if pixels >= LARGE else 2 if pixels >= MIDDLE else 1
    plane, form = frame.planes[0], frame.format
    bits = form.components[0].bits
    if plane.line_size <= 0 or not (form.is_planar or form.name.startswith("gray")) or bits > 16 or form.is_big_endian:
        return np.ascontiguousarray(frame.to_ndarray(format="gray")[::apart, ::apart])
    # PyAV's planes are buffers; its types do not say so.
    lines = np.frombuffer(cast(memoryview, plane), np.uint8).reshape(-1, plane.line_size)[: frame.height : apart]
    if bits <= 8:
        return np.ascontiguousarray(lines[:, : frame.width : apart])
    wide = np.ascontiguousarray(lines).view(np.uint16)[:, : frame.width : apart]
    shift = 8 if form.name.startswith("p0") else bits - 8  # P010 and its like keep their bits at the upper end
    return np.ascontiguousarray((wide >> shift).astype(np.uint8))
