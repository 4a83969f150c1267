"""Bringing ticket lists into the register, and writing the register as a table, from the page of complaints."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from app.jobs import Jobs
from app.session import Session
from app.tickets import Brought, judged, keep, mapping_for, open_list, write_problems, write_register
from app.window.errands import Errands
from evidence.errors import WorldError
from evidence.progress import Progress
from evidence.register.lines import Wanted
from evidence.store.library import Library
from evidence.tickets.fields import Mapping
from evidence.tickets.sheets import Table
from widgets.bars import MessageKind
from widgets.language import current_language, words
from widgets.tickets.sheet import TicketSheet
from widgets.tickets.words import T


class Importing(QObject):
    """One list at a time: read, looked at on a sheet, registered by a job that can be stopped."""

    def __init__(self, session: Session, jobs: Jobs, errands: Errands, over: QWidget) -> None:
        """Sheets open above `over`; what came of it is said as errands say it."""
        super().__init__(over)
        self._session, self._jobs, self._errands, self._over = session, jobs, errands, over
        self._brought: Brought | None = None
        self._judging = 0
        self.sheet: TicketSheet | None = None

    def choose(self) -> None:
        """Ask for a file."""
        name, _ = QFileDialog.getOpenFileName(self._over, words(T.SHEET), "", words(T.LISTS))
        if name:
            self.begin(Path(name))

    def begin(self, path: Path) -> None:
        """Read a list and open its sheet."""
        if self.sheet is not None or not self._errands.may_write():
            return
        folder = self._session.layout.root

        def work(progress: Progress) -> tuple[Table, Mapping]:
            table = open_list(path, progress=progress)
            with Library.open(folder, read_only=True) as library:
                return table, mapping_for(library, table)

        self._jobs.start(T.READING, work, self._open, self._sorry)

    def _open(self, found: tuple[Table, Mapping]) -> None:
        self.sheet = TicketSheet(*found, self._over)
        self.sheet.wished.connect(partial(self._judge, found[0]))
        self.sheet.taken.connect(self._take)
        self.sheet.report_wished.connect(self._report)
        self.sheet.finished.connect(self._closed)
        self.sheet.open()
        self.sheet.ask()

    def _judge(self, table: Table, mapping: Mapping) -> None:
        self._jobs.cancel(self._judging)
        self._brought = None
        folder = self._session.layout.root

        def work(progress: Progress) -> Brought:
            with Library.open(folder, read_only=True) as library:
                return judged(library, table, mapping, progress)

        def then(found: Brought) -> None:
            if self.sheet is not None and self.sheet.mapping() == mapping:
                self._brought = found
                self.sheet.show_judged(found.judged)

        def sorry(error: WorldError) -> None:
            if self.sheet is not None and self.sheet.mapping() == mapping:
                self.sheet.show_refusal(error.sentence)

        self._judging = self._jobs.start(T.READING, work, then, sorry, quiet=True)

    def _take(self) -> None:
        brought, folder = self._brought, self._session.layout.root
        if brought is None:
            return

        def work(progress: Progress) -> tuple[str, ...]:
            with Library.open(folder) as library:
                return keep(library, brought, progress)

        def then(labels: tuple[str, ...]) -> None:
            self._session.refresh()
            if labels:
                told = T.DONE if len(labels) > 1 else T.DONE_ONE
                done = told.filled(count=f"{len(labels):,}", first=labels[0], last=labels[-1])
                self._errands.said.emit(MessageKind.INFO, done)

        def stopped() -> None:
            self._errands.said.emit(MessageKind.WARNING, T.STOPPED)

        self._jobs.start(T.REGISTERING, work, then, self._sorry, stopped)

    def _report(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self.sheet, words(T.REPORT), "problems.csv", words(T.TABLES))
        if name and self._brought is not None:
            try:
                write_problems(Path(name), self._brought.judged.problems, current_language())
            except WorldError as error:
                if self.sheet is not None:
                    self.sheet.show_refusal(error.sentence)

    def save_register(self, wanted: Wanted) -> None:
        """Write the register, as it is narrowed down, where the person says."""
        name, _ = QFileDialog.getSaveFileName(self._over, words(T.SAVE_LIST), "register.xlsx", words(T.TABLES))
        if not name:
            return
        folder, target, language = self._session.layout.root, Path(name), current_language()

        def work(progress: Progress) -> int:
            with Library.open(folder, read_only=True) as library:
                return write_register(library, target, language, wanted, progress)

        def then(count: int) -> None:
            self._errands.said.emit(MessageKind.INFO, T.WRITTEN.filled(count=f"{count:,}", file=target.name))

        self._jobs.start(T.WRITING, work, then, self._sorry)

    def _sorry(self, error: WorldError) -> None:
        self._errands.said.emit(MessageKind.ERROR, error.sentence)

    def _closed(self) -> None:
        self._jobs.cancel(self._judging)
        self.sheet = None
