"""Decodes ahead of the reviewer, frame by frame, while no order waits: what the next steps will ask for."""

from __future__ import annotations

import time
from collections.abc import Iterator

from av.video.frame import VideoFrame

from evidence.errors import WorldError
from evidence.media.frames import FrameTable
from evidence.media.seek import ExactDecoder

FORWARD = 25
"""Frames that are kept ready after the playhead."""
BACK = 50
"""Frames that are kept ready before it; when fewer are left, the group before them is decoded again."""
REST_S = 0.15
"""So long after a jump nothing is decoded: the next jump may already be on its way."""


class Ahead:
    """Fills the decoder's window in the direction of travel."""

    def __init__(self, decoder: ExactDecoder, table: FrameTable) -> None:
        """Work for `decoder`; it does nothing before its first frame was asked for."""
        self._decoder, self._last = decoder, table.frames - 1
        self._way: Iterator[tuple[int, VideoFrame]] | None = None
        self._given_up: tuple[int | None, int] | None = None
        self._ordered = 0.0

    def order_came(self) -> None:
        """Leave off: an order comes first."""
        self._way = None
        self._ordered = time.monotonic()

    def step(self) -> float | None:
        """Decode one frame; returns after how many seconds to come again, None: nothing is left to do."""
        window = self._decoder.window
        if self._decoder.sparse:  # playing fast: whole groups would cost what is being saved
            return None
        if self._way is None:
            wanted = self._wanted()
            if wanted is None or self._given_up == (window.centre, wanted):
                return None
            wait = self._ordered + REST_S - time.monotonic()
            if window.direction == 0 and wait > 0:
                return wait
            self._way = self._decoder.approach(wanted, whole=True)
            self._given_up = window.centre, wanted  # if it should not come; forgotten when the playhead moves
        try:
            if next(self._way, None) is None:
                self._way = None
        except WorldError:
            self._way = None
        return 0.0

    def _wanted(self) -> int | None:
        """The next frame to have."""
        window = self._decoder.window
        at, room = window.centre, window.room
        if at is None or room < 8 or at not in window:
            return None
        if window.direction >= 0:
            forward = min(FORWARD, room // 4, self._last - at)
            there = window.until(at, 1, forward)
            if there < forward:
                return at + there + 1
        if window.direction <= 0:
            back = min(BACK, room // 4, at)
            there = window.until(at, -1, back)
            if there < back:
                return at - there - 1
        return None
