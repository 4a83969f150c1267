"""Dragging on the timeline: small pictures or key frames at once, the exact frame as soon as the hand rests."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer

from app.player.picture_thread import Wished
from app.player.proxies import ProxyThread
from app.player.stage import Stage
from app.player.state import PlayerState
from app.player.worker import deliver_to
from evidence.media.door import Probed
from evidence.media.frames import FrameTable
from evidence.media.proxypack import Place
from evidence.segments.reelclip import clip_of

REST_MS = 120


class Scrubbing(Stage):
    """The part of `Player` that shows what is near while something is dragged."""

    def _glance_at(self, frame: int) -> None:
        """Have a preview of a frame, and the frame itself once nothing else is wanted for a moment."""
        if self._pictures is None:
            return
        if self._picture_full and self.frame == frame:
            self._wish_for(frame)
            return
        self._serial += 1
        self._wish = self._serial, frame
        self._pictures.glance(*self._wish)
        self._say(PlayerState.DECODING)
        if self._proxies is not None:
            self._proxies.look_at(frame)
        serial = self._serial
        QTimer.singleShot(REST_MS, self, lambda: self._rest_on(serial))

    def _rest_on(self, serial: int) -> None:
        if self._wish is not None and self._wish[0] == serial:
            self._wish_for(self._wish[1])

    def _open_proxies(self, place: Place, path: Path, probed: Probed, table: FrameTable) -> None:
        pictures = self._pictures
        if pictures is None:
            return
        deliver = partial(deliver_to, self._mailbox, self._arrived.emit)
        clip = clip_of(path, probed, cache_bytes=0, background=True)
        self._proxies = ProxyThread(clip, table, place, pictures, deliver)
        self._begin_thread(self._proxies)

    def _take(self, answer: Wished) -> None:
        wish = self._wish
        if wish is None:  # overtaken by something else
            return
        if answer.preview:
            # A small picture of the very frame, if it is on screen, is better than a key frame before it.
            here = self.frame in (wish[1], answer.picture.frame if answer.picture else None)
            if answer.picture is not None and self._running is None and not here:
                self._show(answer.picture, False, preview=True)
            return
        if wish[0] == answer.serial:
            self._wish = None
        if answer.picture is not None:
            # An older wish is shown as well: while somebody drags, pictures come, each under its own number.
            self._show(answer.picture, True)
            if self._picture is answer.picture and self._wish is None and self._running is None:
                self._say(self._rest)
        elif answer.error is not None and wish[0] == answer.serial:
            self._fail(answer.error)
