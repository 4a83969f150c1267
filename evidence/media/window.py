"""Decoded frames around the playhead, up to so many bytes: those that stepping and playing need next stay."""

from __future__ import annotations

from bisect import bisect_left, insort

from av.video.frame import VideoFrame

NEAR = 60
"""A move of at most so many frames says where the reviewer is going; a longer one is a jump."""
BEHIND = 3
"""How many times farther a frame behind the playhead counts than one that lies ahead."""


class FrameWindow:
    """Frames by number. What lies farthest from the playhead goes first."""

    def __init__(self, limit: int) -> None:
        """Keep up to `limit` bytes, and one frame in any case."""
        self._limit = limit
        self._frames: dict[int, tuple[VideoFrame, int]] = {}
        self._sorted: list[int] = []
        self.bytes = 0
        self.centre: int | None = None
        """The frame asked for last."""
        self.direction = 0
        """1 on, -1 back, 0 after a jump."""

    def __contains__(self, number: int) -> bool:
        """Whether this frame is kept."""
        return number in self._frames

    def get(self, number: int) -> VideoFrame | None:
        """The frame, if it is kept."""
        return self._frames[number][0] if number in self._frames else None

    def look_at(self, number: int) -> None:
        """The playhead is at this frame now."""
        step = number - self.centre if self.centre is not None else NEAR + 1
        if step:
            self.direction = 0 if abs(step) > NEAR else 1 if step > 0 else -1
        self.centre = number

    def keep(self, number: int, frame: VideoFrame) -> None:
        """Keep a frame; for it others may have to go, or it goes itself."""
        self.drop(number)
        insort(self._sorted, number)
        self._frames[number] = frame, size_of(frame)
        self.bytes += self._frames[number][1]
        while self.bytes > self._limit and len(self._sorted) > 1:
            at = 0 if self._distance(self._sorted[0]) > self._distance(self._sorted[-1]) else -1
            self.bytes -= self._frames.pop(self._sorted.pop(at))[1]

    def drop(self, number: int) -> None:
        """Keep this frame no longer."""
        if number in self._frames:
            self._sorted.pop(bisect_left(self._sorted, number))
            self.bytes -= self._frames.pop(number)[1]

    @property
    def room(self) -> int:
        """How many frames of the present size fit."""
        return self._limit * len(self._sorted) // self.bytes if self.bytes else 0

    def until(self, number: int, step: int, most: int) -> int:
        """How many frames after (`step` 1) or before (-1) `number` are kept without one missing, counted to `most`."""
        place = bisect_left(self._sorted, number)
        count = 0
        while count < most:
            place += step
            if not 0 <= place < len(self._sorted) or self._sorted[place] != number + step * (count + 1):
                break
            count += 1
        return count

    def _distance(self, number: int) -> int:
        away = number - (self.centre or 0)
        return abs(away) * (BEHIND if away * self.direction < 0 else 1)


def size_of(frame: VideoFrame) -> int:
    """Bytes of a frame's planes."""
    return sum(plane.buffer_size for plane in frame.planes)
