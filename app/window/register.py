"""The list of complaints at the window: reads the pages that are seen, and remembers how the table is laid out."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.jobs import Jobs
from app.session import Session
from app.window.errands import Errands
from app.window.importing import Importing
from app.window.settings import Settings
from evidence.register.lines import Overview, RegisterPage, Wanted
from evidence.store.agenda import read_agenda
from evidence.store.library import Library
from evidence.store.register import overview, read_page
from widgets.register.list import RegisterList
from widgets.register.model import PAGE


class Register(QObject):
    """Feeds a list from the library of a session.

    Signals:
        came(): the first page of what was asked for is shown.
    """

    came = Signal()

    def __init__(
        self,
        session: Session,
        view: RegisterList,
        settings: Settings,
        errands: Errands,
        jobs: Jobs,
        parent: QWidget,
    ) -> None:
        """Lay the table out as it was; the first page is read once the session says that there are complaints."""
        super().__init__(parent)
        self._session, self._view, self._settings = session, view, settings
        self.importing = importing = Importing(session, jobs, errands, parent)
        view.import_wished.connect(importing.choose)
        view.file_dropped.connect(importing.begin)
        view.table_wished.connect(importing.save_register)
        view.restore_layout(settings.register_layout)
        view.page_wished.connect(self._read)
        session.cases_changed.connect(self._renew)
        view.today.whose_wished.connect(self._remind)

    def keep_layout(self) -> None:
        """Remember how the table is laid out."""
        self._settings.register_layout = self._view.layout_text()

    def _renew(self) -> None:
        self._view.refresh()
        self._session.look(overview, self._offer)
        self._remind(self._view.today.mine)

    def _remind(self, mine: bool) -> None:
        self._session.look(partial(read_agenda, mine=mine), self._view.set_agenda)

    def _offer(self, found: Overview) -> None:
        self._view.set_branches(found.branches)
        self._view.set_groups(found.groups)

    def _read(self, wanted: Wanted, first: int) -> None:
        self._session.look(partial(_page, wanted=wanted, first=first), self._show)

    def _show(self, page: RegisterPage) -> None:
        self._view.set_page(page)
        if page.first == 0:
            self.came.emit()


def _page(library: Library, wanted: Wanted, first: int) -> RegisterPage:
    return read_page(library, wanted, first, PAGE)
