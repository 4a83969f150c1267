"""Opens several recordings at once: says when all are there, and when the sound of one can be drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.jobs import Jobs
from app.window.opening import Opened, open_exhibit, waveform
from evidence.errors import WorldError
from evidence.labels import Label
from evidence.model.recording import Exhibit
from evidence.segments.peaks import Drawn
from evidence.store.layout import Layout

READING = Label("Opening the recordings", "正在打开录像")


class Gathering(QObject):
    """What was opened of a case.

    Signals:
        complete(): everything that was wanted is open, or was missed.
        missed(object, object): an Exhibit, and the WorldError that says why it cannot be opened.
        drawn(): another sound can be drawn.
    """

    complete = Signal()
    missed = Signal(object, object)
    drawn = Signal()

    def __init__(self, layout: Layout, jobs: Jobs, parent: QObject) -> None:
        """Start with nothing."""
        super().__init__(parent)
        self._layout, self._jobs = layout, jobs
        self._opened: dict[UUID, Opened] = {}
        self._peaks: dict[UUID, Drawn] = {}
        self._coming: dict[UUID, int] = {}

    def want(self, exhibits: Sequence[Exhibit]) -> None:
        """Open these, as far as they are not open; `complete` comes at once if all are."""
        for exhibit in exhibits:
            held = self._opened.pop(exhibit.id, None)
            renewed = held.renewed(exhibit) if held is not None else None  # its clock may be another by now
            if renewed is not None:
                self._opened[exhibit.id] = renewed
            elif exhibit.id not in self._coming:
                self._coming[exhibit.id] = self._jobs.start(
                    READING,
                    partial(open_exhibit, self._layout, exhibit, by_wall=True),
                    self._have,
                    partial(self._miss, exhibit),
                    quiet=True,
                )
        if not self._coming:
            self.complete.emit()

    @property
    def coming(self) -> bool:
        """Whether something is being opened."""
        return bool(self._coming)

    def get(self, exhibit: UUID) -> Opened | None:
        """What was opened of an exhibit."""
        return self._opened.get(exhibit)

    def peaks(self, exhibit: UUID) -> Callable[[], Drawn | None]:
        """How to get the waveform of an exhibit, as soon as it is there."""
        return lambda: self._peaks.get(exhibit)

    def clear(self) -> None:
        """Let go of all."""
        for number in self._coming.values():
            self._jobs.cancel(number)
        for held in (self._opened, self._peaks, self._coming):
            held.clear()

    def _have(self, opened: Opened) -> None:
        exhibit = opened.exhibit
        if self._coming.pop(exhibit.id, None) is None:
            return
        self._opened[exhibit.id] = opened
        if opened.probed.sound is not None:
            work = partial(waveform, self._layout, opened)
            self._jobs.start(READING, work, partial(self._have_peaks, exhibit.id), lambda _: None, quiet=True)
        self._look()

    def _have_peaks(self, exhibit: UUID, peaks: Drawn | None) -> None:
        if peaks is not None and exhibit in self._opened:
            self._peaks[exhibit] = peaks
            self.drawn.emit()

    def _miss(self, exhibit: Exhibit, error: WorldError) -> None:
        if self._coming.pop(exhibit.id, None) is not None:
            self.missed.emit(exhibit, error)
            self._look()

    def _look(self) -> None:
        if not self._coming:
            self.complete.emit()
