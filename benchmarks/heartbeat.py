"""A timer in the window's thread that tells how long the window could not answer, and a loop to wait in."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer

from benchmarks.measuring import Series

BEAT_MS = 5
PATIENCE_S = 600.0


class Heartbeat(QObject):
    """Beats every 5 ms; a beat that comes late was a stall of so long."""

    def __init__(self) -> None:
        """Beat from now on."""
        super().__init__()
        self._stalls = Series()
        self._last = time.perf_counter()
        self._condition: Callable[[], object] = lambda: True
        self._loop = QEventLoop()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)

    def until(self, condition: Callable[[], object], what: str, patience_s: float = PATIENCE_S) -> None:
        """Let the window work until the condition holds; it is looked at with every beat."""
        deadline = time.perf_counter() + patience_s
        self._condition = lambda: condition() or time.perf_counter() > deadline
        if not self._condition():
            self._loop.exec()
        if time.perf_counter() > deadline:
            raise RuntimeError(f"waited in vain: {what}")

    def rest(self, seconds: float) -> None:
        """Let the window work for so long."""
        end = time.perf_counter() + seconds
        self.until(lambda: time.perf_counter() >= end, "the end of a pause")

    def stalls(self, work: Callable[[], object]) -> Series:
        """How late each beat came while `work` waited in here, in seconds; the end of `work` counts too."""
        self._stalls, self._last = Series(), time.perf_counter()
        work()
        self._note()
        return self._stalls

    def _note(self) -> None:
        now = time.perf_counter()
        self._stalls.values.append(max(now - self._last - BEAT_MS / 1000, 0.0))
        self._last = now

    def _beat(self) -> None:
        self._note()
        if self._condition():
            self._loop.quit()
