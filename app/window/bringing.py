"""Bringing in a transcript: the file is read for a sheet that shows what it would become, and kept when wished."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from app.jobs import Jobs
from app.window.settings import Settings
from evidence.errors import WorldError
from evidence.labels import Label
from evidence.model.recording import Exhibit
from evidence.progress import Progress
from evidence.transcripts.reading import Look, Reading, Wish, look_at, read_file, read_transcript
from evidence.transcripts.tables import Columns
from widgets.transcript.sheet import TranscriptSheet

READING = Label("Reading the transcript", "正在读取文字稿")


class Bringing(QObject):
    """One file that somebody wants to take in for one exhibit; it lives as long as its sheet."""

    def __init__(
        self,
        jobs: Jobs,
        settings: Settings,
        exhibit: Exhibit,
        path: Path,
        keep: Callable[[Reading], None],
        troubled: Callable[[Label], None],
    ) -> None:
        """`keep` takes what was wished, `troubled` is told why there is no sheet at all."""
        super().__init__()
        self._jobs, self._settings, self._exhibit, self._path = jobs, settings, exhibit, path
        self._keep, self._troubled = keep, troubled
        self._data = b""
        self._look: Look | None = None
        self._reading: Reading | None = None
        self._wish = Wish()
        self._job = 0
        self.sheet: TranscriptSheet | None = None

    def begin(self, playhead_us: int | None, parent: QWidget) -> None:
        """Read the file and open the sheet."""

        def work(progress: Progress) -> tuple[bytes, Look]:
            data = read_file(self._path)
            return data, look_at(data, self._path.name)

        def then(found: tuple[bytes, Look]) -> None:
            self._data = found[0]
            self.sheet = sheet = TranscriptSheet(self._path.name, self._exhibit.label, playhead_us, parent)
            sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            sheet.wished.connect(self._read)
            sheet.taken.connect(self._take)
            sheet.finished.connect(self._closed)
            sheet.show_look(found[1], self._remembered(found[1]))
            sheet.open()
            sheet.ask()

        self._jobs.start(READING, work, then, lambda error: self._troubled(error.sentence))

    def _remembered(self, look: Look) -> Columns | None:
        """The columns of last time, if the settings still hold something that can be understood."""
        kept = self._settings.columns(look.heading.cells) if look.heading else ""
        try:
            return Columns.parse(kept) if kept else None
        except WorldError:
            return None

    def _read(self, wish: Wish) -> None:
        """Read it as wished for the preview; what was wished before is of no interest any more."""
        self._jobs.cancel(self._job)
        self._wish, self._reading = wish, None
        data, name, length = self._data, self._path.name, self._exhibit.recording.facts.duration_us or None

        def work(progress: Progress) -> tuple[Look, Reading]:
            look = look_at(data, name, wish.encoding)
            progress(0, 1)
            return look, read_transcript(data, name, wish, length)

        def then(found: tuple[Look, Reading]) -> None:
            if self.sheet is not None and wish is self._wish:
                self._look, self._reading = found
                self.sheet.show_look(found[0], self._remembered(found[0]))
                self.sheet.show_reading(found[1])

        def sorry(error: WorldError) -> None:
            if self.sheet is not None and wish is self._wish:
                self.sheet.show_refusal(error.sentence)

        self._job = self._jobs.start(READING, work, then, sorry, quiet=True)

    def _take(self, wish: Wish) -> None:
        if self._reading is None or wish != self._wish:
            return
        heading = self._look.heading if self._look else None
        if heading is not None and wish.columns is not None:
            self._settings.set_columns(heading.cells, wish.columns.text_form())
        self._keep(self._reading)

    def _closed(self) -> None:
        self._jobs.cancel(self._job)
        self.sheet = None
