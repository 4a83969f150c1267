"""Plays a list of stretches one after the other, across recordings; steps aside as soon as somebody does something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, auto

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.player.state import PlayerState, Ran
from app.window.stage import Stage
from evidence.model.coverage import EVERY_PICTURE_PERMILLE, PlayRules
from evidence.review.watching import Item

LOOK_MS = 30
SLACK_US = 20_000
"""Playing that goes on further away than this from where it was is somebody else's doing."""


class _Phase(Enum):
    IDLE = auto()
    COMING = auto()
    PLACING = auto()
    PLAYING = auto()


class Runner(QObject):
    """Drives the stage.

    Signals:
        began(object, int, int): an Item begins; its number, from 1, and how many there are.
        ended(bool): all was played, or somebody went another way.
    """

    began = Signal(object, int, int)
    ended = Signal(bool)

    def __init__(self, stage: Stage, show: Callable[[Item], None], rules: PlayRules) -> None:
        """`show` brings the recording of an item on stage."""
        super().__init__(stage)
        self._stage, self._show, self.rules = stage, show, rules
        self._items: tuple[Item, ...] = ()
        self._number = 0
        self._phase = _Phase.IDLE
        self._begin_us = self._reached_us = 0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        player = stage.player
        player.ran.connect(self._ran, Qt.ConnectionType.QueuedConnection)
        player.state.connect(self._state, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> bool:
        """Whether it plays, or is about to."""
        return self._phase is not _Phase.IDLE

    def run(self, items: Sequence[Item]) -> None:
        """Play these from the first on."""
        self.stop()
        self._items, self._number = tuple(items), 0
        if self._items:
            self._come()

    def stop(self) -> None:
        """Go on no further; what plays is left as it is."""
        if self.running:
            self._phase = _Phase.IDLE
            self._timer.stop()
            self.ended.emit(False)

    @property
    def item(self) -> Item:
        """What plays, or played last."""
        return self._items[self._number]

    def _come(self) -> None:
        self._phase = _Phase.COMING
        self.began.emit(self.item, self._number + 1, len(self._items))
        self._show(self.item)
        self._timer.start()

    def _look(self) -> None:
        """Go on to the next phase as soon as the stage is ready for it."""
        stage, player, item = self._stage, self._stage.player, self.item
        begin_us = stage.opened.begin_of(item.exhibit) if stage.opened is not None else None
        if player.now is PlayerState.FAILED:
            self.stop()
        elif self._phase is _Phase.COMING and begin_us is not None and player.exact:
            self._begin_us = self._reached_us = begin_us + item.from_us
            player.set_loop(None, None)
            player.set_speed(min(player.speed, self._fastest(item)))
            if item.heard and player.muted:
                player.set_muted(False)
            self._phase = _Phase.PLACING
            player.show_time(self._begin_us)
        elif self._phase is _Phase.PLACING and player.exact:
            self._phase = _Phase.PLAYING
            self._timer.stop()
            player.play()

    def _fastest(self, item: Item) -> float:
        seen = min(self.rules.visible_permille, EVERY_PICTURE_PERMILLE)
        return (self.rules.speech_permille if item.heard else seen) / 1000

    def _ran(self, ran: Ran) -> None:
        if self._phase is not _Phase.PLAYING:
            return
        if abs(ran.from_us - self._reached_us) > SLACK_US:
            self.stop()
            return
        self._reached_us = ran.to_us
        if ran.to_us >= self._begin_us + self.item.length_us:
            self._next()

    def _state(self, _: str) -> None:
        """What was told may be past; what counts is what the player does now."""
        player = self._stage.player
        if self._phase is not _Phase.PLAYING or player.playing or player.now is PlayerState.DECODING:
            return
        if player.now is PlayerState.ENDED:
            self._next()
        else:
            self.stop()

    def _next(self) -> None:
        self._phase = _Phase.IDLE
        self._stage.player.pause()
        if self._number + 1 < len(self._items):
            self._number += 1
            self._come()
        else:
            self._items = ()
            self.ended.emit(True)
