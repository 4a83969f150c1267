"""What is counted down in the open case: its next deadline and what cameras overwrite, in the header and the list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject

from app.session import OpenCase, Session
from app.window.datelines import footage_of
from app.window.header import Header
from evidence.register.lines import RegisterLine
from evidence.rules.keeping import Footage, Kept
from evidence.store.library import Library
from evidence.store.register import read_line
from widgets.lists.exhibits import ExhibitList
from widgets.lists.footage import Overwriting, overwriting

COUNTED = (Footage.THERE, Footage.SOON, Footage.PERHAPS_GONE)


class Counting(QObject):
    """Says again, whenever the case was read anew, how much time is left."""

    def __init__(
        self, session: Session, header: Header, exhibits: ExhibitList, today: Callable[[], date] = date.today
    ) -> None:
        """Watch the open case of `session`."""
        super().__init__(header)
        self._session, self._header, self._exhibits, self._today = session, header, exhibits, today
        self._shown: OpenCase | None = None
        session.case_changed.connect(self.show_case)

    def show_case(self, opened: OpenCase | None) -> None:
        """Footage follows from the case alone; the deadline is that of the register. Marks change neither."""
        before, self._shown = self._shown, opened
        if before and opened and before.papers is opened.papers and before.rules is opened.rules:
            return
        today = self._today()
        found = dict(footage(opened, today)) if opened else {}
        self._exhibits.set_overwriting(found)
        ahead = [one for one in found.values() if one.until >= today]
        self._header.show_overwriting(min(ahead, key=lambda one: one.until, default=None))
        if opened is None:
            self._header.show_deadline(None, today)
        else:
            self._session.look(partial(_line, case_id=opened.id), self._show_deadline)

    def _show_deadline(self, line: RegisterLine | None) -> None:
        opened = self._session.open_case
        if opened is not None and (line is None or line.id == opened.id):
            self._header.show_deadline(line, self._today())


def _line(library: Library, case_id: UUID) -> RegisterLine | None:
    return read_line(library, case_id)


def footage(opened: OpenCase, today: date) -> Iterator[tuple[UUID, Overwriting]]:
    """Of each recording of a camera that nobody promised to keep, until when its source has it."""
    for exhibit in opened.exhibits:
        kept: Kept | None = footage_of(opened, exhibit, today)
        if kept is not None and kept.until is not None and kept.state in COUNTED:
            yield exhibit.id, overwriting(exhibit.label, kept.until, today)
