"""Long work: one thread each, with progress and cancel; what comes of it is told in the window's thread."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from app.threads import Deliverer
from evidence.errors import WorldError
from evidence.labels import Label
from evidence.progress import Cancelled, Progress

Answer = TypeVar("Answer")
TELL_EVERY_S = 0.05


@dataclass(slots=True)
class _Job:
    number: int
    name: Label
    quiet: bool = False
    thread: threading.Thread | None = None
    stopped: threading.Event = field(default_factory=threading.Event)
    told: float = 0.0


class Jobs(QObject):
    """Starts and watches long work.

    Signals:
        started(object, object): number of the job (int) and its name (Label).
        progressed(object, object, object): number, done, total.
        ended(object): number of the job, whatever came of it.
    """

    started = Signal(object, object)
    progressed = Signal(object, object, object)
    ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """No work yet."""
        super().__init__(parent)
        self._numbers = itertools.count(1)
        self._running: dict[int, _Job] = {}
        self.closed = False
        """Whether nothing may begin any more."""
        self._deliverer = Deliverer(self)

    def start(
        self,
        name: Label,
        work: Callable[[Progress], Answer],
        then: Callable[[Answer], None],
        sorry: Callable[[WorldError], None],
        stopped: Callable[[], None] = lambda: None,
        *,
        quiet: bool = False,
    ) -> int:
        """Begin `work`; exactly one of `then`, `sorry` and `stopped` is called when it ends. Gives the job's number.

        A `quiet` job is short or in the background: no bar is shown for it.
        """
        job = _Job(next(self._numbers), name, quiet)
        job.thread = threading.Thread(target=self._run, args=(job, work, then, sorry, stopped), name=f"job {name.en}")
        self._running[job.number] = job
        if not quiet:
            self.started.emit(job.number, name)
        job.thread.start()
        return job.number

    @property
    def running(self) -> int:
        """How many have not ended."""
        return len(self._running)

    def name_of(self, number: int) -> Label:
        """What a job is called.

        Raises:
            KeyError: it has ended.
        """
        return self._running[number].name

    def cancel(self, number: int) -> None:
        """Ask a job to stop at its next progress."""
        job = self._running.get(number)
        if job:
            job.stopped.set()

    def close(self) -> None:
        """Stop everything and wait for the threads; what becomes of the jobs is told to nobody any more."""
        self.closed = True
        self._deliverer.close()
        for job in self._running.values():
            job.stopped.set()
        for job in self._running.values():
            if job.thread:
                job.thread.join()
        self._running.clear()

    def _run(
        self,
        job: _Job,
        work: Callable[[Progress], Answer],
        then: Callable[[Answer], None],
        sorry: Callable[[WorldError], None],
        stopped: Callable[[], None],
    ) -> None:
        def progress(done: int, total: int) -> None:
            if job.stopped.is_set():
                raise Cancelled
            now = time.monotonic()
            if job.quiet:
                return
            if now - job.told >= TELL_EVERY_S or done >= total:
                job.told = now
                self._deliverer.deliver(lambda: self.progressed.emit(job.number, done, total))

        outcome: Callable[[], None]
        try:
            outcome = partial(then, work(progress))
        except Cancelled:
            outcome = stopped
        except WorldError as error:
            outcome = partial(sorry, error)
        except Exception as bug:
            outcome = partial(_raise, bug)
        self._deliverer.deliver(partial(self._end, job, outcome))

    def _end(self, job: _Job, outcome: Callable[[], None]) -> None:
        del self._running[job.number]
        if job.thread:
            job.thread.join()
        self.ended.emit(job.number)
        outcome()


def _raise(bug: Exception) -> None:
    raise bug
