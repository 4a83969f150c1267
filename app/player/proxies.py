"""Makes small pictures of the frames around the playhead, in the background, for dragging on the timeline."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from itertools import chain, islice, zip_longest

from app.player.picture_thread import PictureThread
from app.player.worker import Deliver, Worker
from evidence.errors import MediaLimit, WorldError
from evidence.media.clip import Clip
from evidence.media.frames import FrameTable
from evidence.media.proxypack import Pack, Place

AROUND_US = 60_000_000
"""So far before and after the playhead."""
MOST_KEYS = 1000
"""Beyond that, key frames alone, so many of them: what is seen first where the playhead jumps to."""
KEYS_A_TURN = 4
"""So many after every group."""
SLICE_MS = 60
REST_S = 1.0
"""So long the playhead must have stood before a decoder is started for it."""
WAIT_S = 0.1
STILL_S = 0.2
"""A playhead that was elsewhere so lately may move on: nothing is looked for while a hand steps or drags."""
MOST_LIMITS = 3
"""Decoders that may die over it: proxies are not worth more."""


class ProxyThread(Worker):
    """Fills a pack: the group of the playhead first, then its neighbours, and key frames from there outwards.

    Rests while `pictures` has work.
    """

    def __init__(self, clip: Clip, table: FrameTable, place: Place, pictures: PictureThread, deliver: Deliver) -> None:
        """`clip` is for this thread alone, and gives way to others; `pictures` gets the pack to show from."""
        super().__init__("player proxies", clip, deliver)
        self._table, self._place, self._pictures = table, place, pictures
        self.pack: Pack | None = None
        self._cursor: int | None = None
        self._lost: set[int] = set()
        self._keyed: set[int] = set()
        """Key frames whose small picture is there."""
        self._limits = 0
        self._rest = threading.Event()

    def look_at(self, frame: int) -> None:
        """The playhead is here."""
        if frame != self._cursor:
            with self._changed:
                self._cursor = frame
                self._changed.notify_all()

    def work(self) -> None:
        """Open the pack, which reads through all of its file; then fill it, and close it at the end."""
        pack = self._place.open(self._table)
        self.pack = self._pictures.pack = pack
        try:
            self._fill(pack)
        finally:
            pack.close()

    def _fill(self, pack: Pack) -> None:
        """Slice by slice; between two of them the playhead may have moved."""
        stood: int | None = None
        while not self._left and pack.writable and self._limits < MOST_LIMITS:
            cursor = self._cursor
            if self._pictures.busy:
                self._rest.wait(WAIT_S)
                continue
            if cursor != stood and self._moved_from(cursor, STILL_S):
                continue
            stood = cursor
            wanted = self._wanted(pack, cursor) if cursor is not None else None
            if wanted is None:
                self._clip.close()  # no decoder is held that has nothing to do
                self._moved_from(cursor)
            elif self.pid is not None or not self._moved_from(cursor, REST_S):
                self._make(pack, *wanted)

    def leave(self) -> None:
        """End, and do not wait for anything."""
        self._rest.set()
        super().leave()

    def _moved_from(self, cursor: int | None, within_s: float | None = None) -> bool:
        """Wait until the playhead is elsewhere; whether it is."""
        with self._changed:
            return self._changed.wait_for(lambda: self._left or self._cursor != cursor, within_s)

    def _make(self, pack: Pack, first: int, count: int) -> None:
        try:
            jpegs = self._clip.small_jpegs(first, count, SLICE_MS)
        except WorldError as error:  # whoever asks for that frame itself will hear why
            self._lost.add(first)
            self._limits += isinstance(error, MediaLimit)
            return
        for frame, jpeg in enumerate(jpegs, first):
            if not pack.add(frame, jpeg):
                return

    def _wanted(self, pack: Pack, cursor: int) -> tuple[int, int] | None:
        """(first frame, count) to make next; None: all there is around the playhead."""
        keys = self._keys(cursor)
        for first, end in self._groups(cursor):
            if (frame := pack.missing(first, end, self._lost)) is not None:
                return frame, end - frame
            for key in islice(keys, KEYS_A_TURN):
                if self._lacks(pack, key):
                    return key, 1
        return next(((key, 1) for key in keys if self._lacks(pack, key)), None)

    def _lacks(self, pack: Pack, key: int) -> bool:
        if key not in self._keyed and pack.missing(key, key + 1, self._lost) is not None:
            return True
        self._keyed.add(key)
        return False

    def _keys(self, cursor: int) -> Iterator[int]:
        """Key frames from the playhead outwards, those first of which the nearest are not made anyway."""
        starts, place = self._table.points.frame, self._table.points.before(cursor)
        after, before = iter(starts[place + 1 :]), iter(reversed(starts[: place + 1]))
        both = chain.from_iterable(zip_longest(after, before))
        return islice((key for key in both if key is not None), MOST_KEYS)

    def _groups(self, cursor: int) -> Iterator[tuple[int, int]]:
        """Stretches that decode in one go, from the playhead outwards."""
        table, at_us = self._table, self._table.shown_us(cursor)
        low, high = table.frame_at(at_us - AROUND_US), table.frame_at(at_us + AROUND_US) + 1
        starts, place = table.points.frame, table.points.before(cursor)
        for away in range(len(starts) + 2):
            for group in {place + away, place - away}:
                if -1 <= group < len(starts):
                    first = starts[group] if group >= 0 else 0
                    end = starts[group + 1] if group + 1 < len(starts) else table.frames
                    if max(first, low) < min(end, high):
                        yield max(first, low), min(end, high)
            before, after = place - away, place + away + 1
            if (before < 0 or starts[before] <= low) and (after >= len(starts) or starts[after] >= high):
                return
