"""Pictures of one track: forward as in a player, and backward group by group."""

from __future__ import annotations

import time
from bisect import bisect_right
from collections.abc import Sequence

from app.player.picture_thread import PictureThread
from evidence.errors import WorldError
from evidence.media.facts import Gap
from evidence.media.pictures import Picture
from evidence.progress import Cancelled

SHARE = 2
"""Going back, one order may fill the room by this share: the next group is decoded while this one is shown."""
FIRST_GUESS = 12
"""Frames of the first order backward, as long as nobody knows how large one is."""


class TrackPictures(PictureThread):
    """A `PictureThread` that can also decode against the direction of time.

    Decoders run forward only: a group is decoded from its key frame and handed out from its end. Where a group does not
    fit into the room its last frames are taken, and the rest by another order.
    """

    gaps: Sequence[Gap] = ()
    """Where nothing is on screen, in recording time."""
    _back = False

    def set_limit(self, limit: int) -> None:
        """The bytes that may be held from now on."""
        with self._changed:
            self._limit = limit
            self._changed.notify_all()

    def decode_back(self, last: int, box: tuple[int, int], speed: float) -> None:
        """Decode from frame `last` down to the first one, scaled into `box`, until `halt`."""
        with self._changed:
            self._forget()
            self._next, self._box, self._speed, self._back = last, box, speed, True
            self._changed.notify_all()

    def due_back(self, now_us: int) -> tuple[Picture | None, int]:
        """The picture on screen at `now_us` while time runs back, and how many were left out before it."""
        with self._changed:
            newest, dropped = None, self._skipped
            self._skipped = 0
            while self._ahead and self._until_us(self._ahead[0].frame) > now_us:
                dropped += newest is not None
                newest = self._ahead.popleft()
                self._bytes -= len(newest.rgb)
            self._clock_us = now_us
            self._changed.notify_all()
            return newest, dropped

    def next_back_us(self) -> int | None:
        """Time runs back: below which time the next picture that is there is due."""
        with self._changed:
            return self._until_us(self._ahead[0].frame) if self._ahead else None

    def _until_us(self, frame: int) -> int:
        """When a frame leaves the screen: the next one is due, a gap begins, or the recording ends."""
        table = self._table
        until = table.shown_us(frame + 1) if frame + 1 < table.frames else table.duration_us + 1
        place = bisect_right(self.gaps, table.shown_us(frame), key=lambda gap: gap.from_us)
        return min(until, self.gaps[place].from_us) if place < len(self.gaps) else until

    def _forget(self) -> None:
        super()._forget()
        self._back = False

    def _finished(self) -> bool:
        return self._next is not None and self._next < 0 if self._back else super()._finished()

    def _batch(self) -> tuple[int, int] | None:
        if not self._back or self._next is None:
            return super()._batch()
        if self._clock_us is not None and not self._ahead:  # too slow: go on where time is by now
            place = self._table.frame_at(self._clock_us - int(self._order_us * self._speed))
            if place < self._next:
                self._skipped += self._next - place
                self._next = place
        room = max(1, self._limit // SHARE // self._size) if self._size else FIRST_GUESS
        point = self._table.points.before(self._next)
        key = self._table.points.frame[point] if point >= 0 else 0
        first = max(key, self._next - room + 1)
        return first, self._next - first + 1

    def _go_on(self, run: int, box: tuple[int, int], first: int, count: int) -> None:
        if not self._back:
            super()._go_on(run, box, first, count)
            return
        begun = time.monotonic()
        progress = self._progress(begun, run)
        width, height = box
        error: WorldError | None = None
        try:
            pictures = self._twice(
                lambda: self._clip.frames(
                    first, count, max_width=width or None, max_height=height or None, display=True, progress=progress
                )
            )
        except Cancelled:
            return
        except WorldError as found:
            pictures, error = [], found
        took = (time.monotonic() - begun) * 1e6
        with self._changed:
            if run != self._run:
                return
            self._order_us = took
            self._ahead.extend(reversed(pictures))
            self._bytes += sum(len(picture.rgb) for picture in pictures)
            self._size = len(pictures[-1].rgb) if pictures else self._size
            self._error = error
            self._next = -1 if error else first - 1

    def _wants_more(self) -> bool:
        if not self._back:
            return super()._wants_more()
        return self._next is not None and self._next >= 0 and self._bytes * SHARE <= self._limit
