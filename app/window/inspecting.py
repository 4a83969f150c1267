"""Looks through the recordings of a case in the background, one after the other, and says what was found."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from app.jobs import Jobs
from app.threads import Deliverer
from evidence.assist.findings import Quality
from evidence.errors import WorldError
from evidence.intake.derived import kept_quality, load_quality
from evidence.labels import Label
from evidence.model.recording import Exhibit, Recording
from evidence.progress import Progress
from evidence.store.layout import Layout
from widgets.quality.panel import Looked, Looking

LOOKING = Label("Looking for gaps, cuts and silence", "正在检测缺口、剪切与静音")
AFTER_MS = 1500
"""What a person waits for, the first picture and the sound, is decoded first."""


class Inspecting(QObject):
    """Decoding runs in a child of low priority; what was found is kept and never looked for twice.

    Signals:
        changed(str): there is news about the recording of this SHA-256.
    """

    changed = Signal(str)

    def __init__(
        self, layout: Layout, jobs: Jobs, parent: QObject | None = None, *, after_ms: int | None = None
    ) -> None:
        """Nothing to look at yet; `after_ms` None: AFTER_MS."""
        super().__init__(parent)
        self._layout, self._jobs, self._deliverer = layout, jobs, Deliverer(self)
        self._known: dict[str, Looking] = {}
        self._waiting: list[Recording] = []
        self._now: tuple[str, int] | None = None  # what is looked at, number of the job
        self._begin = QTimer(self)
        self._begin.setSingleShot(True)
        self._begin.setInterval(AFTER_MS if after_ms is None else after_ms)
        self._begin.timeout.connect(self._next)

    def look_at(self, exhibits: Sequence[Exhibit]) -> None:
        """These are the recordings of the case now; what is not known about them is looked for, in this order."""
        wanted = {each.recording.sha256: each.recording for each in exhibits if _plays(each.recording)}
        self._waiting = [
            one for sha256, one in wanted.items() if self.about(one).state in (Looked.NOTHING_CHOSEN, Looked.WAITING)
        ]
        for one in self._waiting:
            self._known.setdefault(one.sha256, Looking(Looked.WAITING))
        if self._now is not None and self._now[0] not in wanted:
            self._leave()
        if self._waiting and not self._begin.isActive():
            self._begin.start()

    def look_now(self, recording: Recording) -> None:
        """Somebody asks for this one: it is the next, also where the looking was stopped or failed before."""
        if _plays(recording) and self.about(recording).state is not Looked.DONE:
            self._waiting = [recording, *(one for one in self._waiting if one.sha256 != recording.sha256)]
            self._tell(recording.sha256, Looking(Looked.WAITING))
            self._next()

    def prefer(self, recording: Recording) -> None:
        """This one is on stage: it comes first of those that wait."""
        self._waiting.sort(key=lambda one: one.sha256 != recording.sha256)

    def stop(self) -> None:
        """Somebody wants no looking now: what is going on and what waits is left until it is asked for."""
        waiting, self._waiting = self._waiting, []
        for one in waiting:
            self._tell(one.sha256, Looking(Looked.STOPPED))
        if self._now is not None:
            self._tell(self._now[0], Looking(Looked.STOPPED))
            self._leave()

    def about(self, recording: Recording) -> Looking:
        """What is known about a recording."""
        return self._known.get(recording.sha256, Looking() if _plays(recording) else Looking(Looked.NOT_PLAYING))

    def finished(self, sha256: str) -> bool:
        """Whether a recording was looked through."""
        return sha256 in self._known and self._known[sha256].state is Looked.DONE

    def quality(self, recording: Recording) -> Quality | None:
        """What was found in a recording; None while nobody has looked."""
        return self.about(recording).quality

    def _next(self) -> None:
        if self._now is not None or not self._waiting or self._jobs.closed:
            return
        recording = self._waiting.pop(0)
        sha256 = recording.sha256

        def work(progress: Progress) -> Quality:
            kept = kept_quality(self._layout, recording)
            return load_quality(self._layout, recording, self._telling(sha256, progress)) if kept is None else kept

        number = self._jobs.start(
            LOOKING,
            work,
            partial(self._end, sha256),
            partial(self._fail, sha256),
            partial(self._stopped, sha256),
            quiet=True,
        )
        self._now = sha256, number

    def _telling(self, sha256: str, progress: Progress) -> Progress:
        """`progress` that also tells this thread, in steps that can be seen."""
        told = -1

        def report(done: int, total: int) -> None:
            nonlocal told
            progress(done, total)
            percent = done * 100 // max(total, 1)
            if percent != told:
                told = percent
                self._deliverer.deliver(partial(self._going_on, sha256, percent))

        return report

    def _going_on(self, sha256: str, percent: int) -> None:
        if self._now is not None and self._now[0] == sha256 and self._known[sha256].state is not Looked.STOPPED:
            self._tell(sha256, Looking(Looked.GOING_ON, percent=percent))

    def _end(self, sha256: str, quality: Quality) -> None:
        self._tell(sha256, Looking(Looked.DONE, quality=quality))
        self._go_on()

    def _fail(self, sha256: str, error: WorldError) -> None:
        self._tell(sha256, Looking(Looked.FAILED, reason=error.sentence))
        self._go_on()

    def _leave(self) -> None:
        """Give up what is going on; unless somebody stopped it, it is looked at when its case is open again."""
        if self._now is not None:
            self._jobs.cancel(self._now[1])

    def _stopped(self, sha256: str) -> None:
        if self._known[sha256].state is not Looked.STOPPED:
            del self._known[sha256]
        self._go_on()

    def _go_on(self) -> None:
        self._now = None
        self._next()

    def _tell(self, sha256: str, looking: Looking) -> None:
        self._known[sha256] = looking
        self.changed.emit(sha256)


def _plays(recording: Recording) -> bool:
    return recording.facts.picture is not None or recording.facts.sound is not None
