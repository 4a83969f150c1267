"""Decodes pictures in a thread: one frame by wish, or a run of frames, forward or back, ahead of their time."""

from __future__ import annotations

import time
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from app.player.clock import NowNs
from app.player.steps import Steps
from app.player.worker import Deliver, Worker
from evidence.errors import MediaDamaged, MediaLimit, WorldError
from evidence.media.clip import MOST_AT_ONCE, Clip
from evidence.media.facts import Gap
from evidence.media.frames import FrameTable
from evidence.media.pictures import Picture
from evidence.media.proxypack import Pack
from evidence.model.coverage import EVERY_PICTURE_PERMILLE
from evidence.progress import Cancelled, Progress

AHEAD_BYTES = 96 << 20
BATCH_BYTES = 8 << 20
BATCH = 8
READY = 4
"""Frames decoded before playing begins."""
BEHIND_US = 300_000
SOON_US = 2_000_000
SPARSE_ABOVE = EVERY_PICTURE_PERMILLE / 1000
"""At a higher speed frames from which no other is decoded are left out: nobody sees each of a hundred a second."""
BACK_SHARE = 2
"""Going back, one order may fill the room by this share: the next group is decoded while this one is shown."""
FIRST_BACK = 12
"""Frames of the first order backward, as long as nobody knows how large one is."""
PATIENT_S = 1.5
"""An order that takes longer than this is given up for a newer wish; that costs a new decoder."""


@dataclass(frozen=True, slots=True)
class Wished:
    """The answer to a wish: the picture, or why there is none."""

    serial: int
    picture: Picture | None
    error: WorldError | None = None
    preview: bool = False
    """The picture is of another frame, or a small one; the frame itself comes later."""


class PictureThread(Worker):
    """Asked from the thread of the interface; delivers `Wished`, or an exception that is a bug.

    Decoders run forward only: going back, a group is decoded from its key frame and handed out from its end. Where a
    group does not fit into the room its last frames are taken, and the rest by another order.
    """

    gaps: Sequence[Gap] = ()
    """Where nothing is on screen, in recording time."""

    def __init__(
        self,
        clip: Clip,
        table: FrameTable,
        deliver: Deliver,
        now_ns: NowNs,
        ahead_bytes: int = AHEAD_BYTES,
        previews: bool = False,
    ) -> None:
        """Ready for orders once started; `now_ns` is the clock that pictures are due by.

        previews: where the way to a frame is long, also deliver the key frame that decoding began with.
        """
        super().__init__("player pictures", clip, deliver)
        self._table, self._now_ns, self._limit = table, now_ns, ahead_bytes
        self._previews = previews
        self._steps = Steps(table.frames)  # of this thread alone
        self.pack: Pack | None = None
        self._wish: tuple[int, int] | None = None  # serial, frame
        self._scrubbing = self._answering = False
        self._next: int | None = None  # frame to decode ahead; None: not running
        self._end = table.frames  # the one before which decoding ahead ends
        self._run, self._back = 0, False
        self._box, self._speed = (0, 0), 1.0
        self._ahead: deque[Picture] = deque()
        self._bytes = self._size = self._skipped = 0
        self._error: WorldError | None = None
        self._clock_us: int | None = None
        self._order_us = 0.0  # how long an order takes, lately

    def wish(self, serial: int, frame: int) -> None:
        """Decode this frame at full size; a wish that has not been begun is forgotten."""
        self._wish_for(serial, frame, False)

    def glance(self, serial: int, frame: int) -> None:
        """As `wish`, but a small picture of the frame is enough, if the pack has one."""
        self._wish_for(serial, frame, True)

    def _wish_for(self, serial: int, frame: int, scrubbing: bool) -> None:
        with self._changed:
            self._forget()
            self._wish, self._scrubbing = (serial, frame), scrubbing
            self._changed.notify_all()

    @property
    def busy(self) -> bool:
        """Whether it has something to do that somebody waits for."""
        return self._answering or self._wish is not None or self._next is not None

    def decode_ahead(self, first: int, box: tuple[int, int], speed: float) -> None:
        """Decode from frame `first` on, scaled into `box`, until `halt` or the end."""
        with self._changed:
            self._forget()
            self._next, self._box, self._speed = first, box, speed
            self._changed.notify_all()

    def decode_back(self, last: int, box: tuple[int, int], speed: float) -> None:
        """Decode from frame `last` down to the first one, scaled into `box`, until `halt`."""
        with self._changed:
            self._forget()
            self._next, self._box, self._speed, self._back = last, box, speed, True
            self._changed.notify_all()

    def set_limit(self, limit: int) -> None:
        """The bytes that may be held from now on."""
        with self._changed:
            self._limit = limit
            self._changed.notify_all()

    def end_before(self, frame: int | None) -> None:
        """Decode ahead up to this frame and no further; None: to the end of the recording."""
        with self._changed:
            self._end = self._table.frames if frame is None else frame
            self._changed.notify_all()

    def halt(self) -> None:
        """Stop decoding ahead, forget the wish and what was decoded."""
        with self._changed:
            self._forget()

    def scale(self, box: tuple[int, int]) -> None:
        """From now on decode ahead for this size."""
        with self._changed:
            self._box = box

    @property
    def ready(self) -> bool:
        """Whether enough is there to begin playing."""
        with self._changed:
            return len(self._ahead) >= READY or self._bytes * 2 >= self._limit or self._finished()

    @property
    def finished(self) -> bool:
        """Whether nothing more will come."""
        with self._changed:
            return self._finished() and not self._ahead

    @property
    def error(self) -> WorldError | None:
        """Why decoding ahead stopped before the end."""
        return self._error

    @property
    def next_us(self) -> int | None:
        """When the next picture that is there is due."""
        with self._changed:
            return self._ahead[0].shown_us if self._ahead else None

    def due(self, now_us: int, running: bool) -> tuple[Picture | None, int]:
        """The newest picture that is due, and how many were left out before it."""
        with self._changed:
            newest, dropped = None, self._skipped
            self._skipped = 0
            while self._ahead and self._ahead[0].shown_us <= now_us:
                dropped += newest is not None
                newest = self._ahead.popleft()
                self._bytes -= len(newest.rgb)
            self._clock_us = now_us if running else None
            if newest is not None:
                self._changed.notify_all()
            return newest, dropped

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
            if newest is not None:
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

    def work(self) -> None:
        """Take the newest order; a wish goes before the run."""
        while True:
            with self._changed:
                self._changed.wait_for(
                    lambda: self._left or self._wish is not None or self._wants_more() or self._steps.waiting
                )
                if self._left:
                    return
                wish, self._wish = self._wish, None
                self._answering, small = wish is not None, self._scrubbing
                batch = self._batch() if wish is None else None
                run, box = self._run, self._box
            if wish is not None:
                self._answer(*wish, small)
                self._answering = False
            elif batch is not None:
                self._steps.forget()
                self._go_on(run, box, *batch)
            elif self._steps.waiting:
                self._fetch_step()

    def _fetch_step(self) -> None:
        """Have the picture ready that a further step will ask for; what does not come at once is left."""
        frame = self._steps.wanted()
        if frame is None:
            return
        try:
            reached = self._clip.reach(frame, anew=True, display=True)
        except WorldError:
            return  # whoever asks for it will be told
        if reached is not None and not reached.preview:
            self._steps.keep(reached.picture)

    def _answer(self, serial: int, frame: int, scrubbing: bool) -> None:
        try:
            if scrubbing and (small := self._small(frame)) is not None:
                self._deliver(Wished(serial, small, preview=True))
                return
            if (kept := self._steps.get(frame)) is not None:
                self._steps.shown(kept)
                self._deliver(Wished(serial, kept))
                return
            begun, previewed, anew = time.monotonic(), False, True
            while not self._left:
                known = self._jpeg_near(frame) if anew and self._previews else None
                reached = self._twice(partial(self._clip.reach, frame, anew=anew, display=True, small=known))
                if reached is not None and not reached.preview:
                    self._steps.shown(reached.picture)
                    self._deliver(Wished(serial, reached.picture))
                    return
                if reached is not None and self._previews:
                    previewed = True
                    self._deliver(Wished(serial, reached.picture, preview=True))
                anew = False
                # While somebody drags, something must come: what has shown nothing yet goes on for a while.
                if self._wish is not None and (previewed or time.monotonic() - begun > PATIENT_S):
                    return
        except WorldError as error:
            if not self._left:
                self._deliver(Wished(serial, None, error))

    def _jpeg_near(self, frame: int) -> tuple[int, bytes] | None:
        """The small picture of a frame, or of the key frame before it, with its number."""
        points = self._table.points
        place = points.before(frame)
        for each in (frame, points.frame[place] if place >= 0 else frame):
            if self.pack is not None and (jpeg := self.pack.get(each)) is not None:
                return each, jpeg
        return None

    def _small(self, frame: int) -> Picture | None:
        jpeg = self.pack.get(frame) if self.pack is not None else None
        if jpeg is None:
            return None
        try:
            return self._clip.unpacked(frame, jpeg)
        except (MediaDamaged, MediaLimit):
            return None

    def _go_on(self, run: int, box: tuple[int, int], first: int, count: int) -> None:
        begun_ns, decoder = self._now_ns(), self.pid
        progress = self._progress(time.monotonic(), run)
        width, height = box
        back = self._back
        sparse_to = self._end if self._speed > SPARSE_ABOVE and not back else None
        try:
            pictures = self._twice(
                lambda: self._clip.frames(
                    first, count, max_width=width or None, max_height=height or None, display=True,
                    sparse_to=sparse_to, progress=progress,
                )
            )  # fmt: skip
            error = None
        except Cancelled:
            return
        except WorldError as found:
            pictures, error = [], found
        took = (self._now_ns() - begun_ns) / 1000
        with self._changed:
            if run != self._run:
                return
            if back:  # groups differ in length
                self._order_us = took
            elif decoder == self.pid:  # the start of another one says nothing about the next order
                self._order_us = max(took, self._order_us + (took - self._order_us) / 4)
            self._ahead.extend(reversed(pictures) if back else pictures)
            self._bytes += sum(len(picture.rgb) for picture in pictures)
            self._size = len(pictures[-1].rgb) if pictures else self._size
            self._error = error
            if not pictures:
                self._next = -1 if back else self._table.frames
            else:
                self._next = first - 1 if back else pictures[-1].frame + 1

    def _progress(self, begun: float, run: int) -> Progress:
        def progress(done: int, total: int) -> None:
            newer = self._wish is not None or run != self._run
            if self._left or (newer and time.monotonic() - begun > PATIENT_S):
                raise Cancelled

        return progress

    def _forget(self) -> None:
        self._run += 1
        self._back = False
        self._wish = self._next = self._error = self._clock_us = None
        self._ahead.clear()
        self._bytes = self._skipped = 0
        self._order_us = 0.0

    def _finished(self) -> bool:
        return self._next is not None and (self._next < 0 if self._back else self._next >= self._end)

    def _wants_more(self) -> bool:
        if self._next is None or self._finished():
            return False
        if self._back:
            return self._bytes * BACK_SHARE <= self._limit
        # Several at once: an order for each single frame costs as much again as looking at it.
        room = self._limit - self._bytes
        return room >= min(BATCH * self._size, BATCH_BYTES) or self._bytes * 2 <= self._limit

    def _batch(self) -> tuple[int, int] | None:
        """(first frame, count) to decode now. What cannot come in time any more is passed over and counted."""
        if self._next is None:
            return None
        if self._back:
            return self._batch_back(self._next)
        room = min(BATCH_BYTES, self._limit - self._bytes)
        count = max(1, min(BATCH, room // self._size)) if self._size else 1
        if self._clock_us is not None and (not self._ahead or self._ahead[-1].shown_us < self._clock_us):
            on_time = min(self._on_time(self._next, self._clock_us), self._end - 1)
            if on_time > self._next:
                self._skipped += on_time - self._next
                self._next = on_time
            count = min(count, 2)
        return self._next, max(1, min(count, self._end - self._next))

    def _batch_back(self, last: int) -> tuple[int, int]:
        """As `_batch`: the frames up to `last` from their key frame on, or as many of them as there is room for."""
        if self._clock_us is not None and not self._ahead:  # too slow: go on where time is by now
            place = self._table.frame_at(self._clock_us - int(self._order_us * self._speed))
            if place < last:
                self._skipped += last - place
                self._next = last = place
        room = max(1, self._limit // BACK_SHARE // self._size) if self._size else FIRST_BACK
        point = self._table.points.before(last)
        key = self._table.points.frame[point] if point >= 0 else 0
        first = max(key, last - min(room, MOST_AT_ONCE) + 1)
        return first, last - first + 1

    def _on_time(self, frame: int, clock_us: int) -> int:
        """The frame at or after `frame` with which decoding can be back on time."""
        table = self._table
        on_time = table.frame_at(clock_us + int(self._order_us * self._speed))
        if clock_us - table.shown_us(frame) > BEHIND_US * max(1.0, self._speed):
            # Decoding on would only fall farther behind: go on at a key frame, where one comes soon.
            place = bisect_left(table.points.frame, on_time)
            if place < len(table.points):
                key = table.points.frame[place]
                if table.shown_us(key) - clock_us < SOON_US * self._speed:
                    return key
        return on_time
