"""A thread with a recording of its own: takes the newest order, tries it twice, can be let go at any moment."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from evidence.errors import MediaLimit
from evidence.media.clip import Clip

Deliver = Callable[[object], None]
T = TypeVar("T")

AGAIN_WITHIN_S = 10.0
"""A decoder that ended later than this after its order was hanging: trying again would only double the wait."""


class Worker(threading.Thread):
    """Runs `work` until `leave`; then the decoder ends, whatever it is doing."""

    def __init__(self, name: str, clip: Clip, deliver: Deliver) -> None:
        """`deliver` is called from this thread."""
        super().__init__(name=name, daemon=True)
        self._clip, self._deliver = clip, deliver
        self._changed = threading.Condition()
        self._left = False
        self.restarts = 0

    @property
    def pid(self) -> int | None:
        """Process id of the decoder, if one is running."""
        return self._clip.pid

    def leave(self) -> None:
        """Ask the thread to end; returns at once."""
        with self._changed:
            self._left = True
            self._changed.notify_all()
        # It holds nothing, and a hanging decoder would keep the thread waiting. SIGTERM exists on every system.
        if (pid := self._clip.pid) is not None:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGTERM)

    def run(self) -> None:
        """Work, and leave nothing behind."""
        try:
            self.work()
        except BaseException as bug:
            if not self._left:
                self._deliver(bug)
        finally:
            self._clip.close()

    def work(self) -> None:
        """What the thread does."""
        raise NotImplementedError

    def _twice(self, order: Callable[[], T]) -> T:
        """Do it; if the decoder died over it, once more with another one.

        Raises:
            WorldError: it cannot be done.
        """
        begun = time.monotonic()
        try:
            return order()
        except MediaLimit:
            if self._left or time.monotonic() - begun > AGAIN_WITHIN_S:
                raise
            self.restarts += 1
            return order()


def deliver_to(mailbox: queue.SimpleQueue[object], ring: Callable[[], None], item: object) -> None:
    """Put something into a mailbox and ring the bell of its owner."""
    mailbox.put(item)
    with contextlib.suppress(RuntimeError):  # the owner, a QObject, is gone
        ring()


def leave_all(threads: list[Worker]) -> None:
    """Ask all of them to end."""
    for thread in threads:
        thread.leave()
