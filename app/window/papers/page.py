"""The page of a complaint's papers, connected with the session: what is saved is on disk before the sheet closes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.session import OpenCase, Session
from app.window.drafts import unless_lost
from app.window.papers.deciding import Decisions, Intervals, Withdrawals
from app.window.papers.disclosures import Disclosures
from app.window.papers.earlier import EarlierHandling
from app.window.papers.exhibits import Exhibits
from app.window.papers.findings import Findings, Opinions
from app.window.papers.groups import Groups
from app.window.papers.handling import Assignments, Closings, Steps, Tasks
from app.window.papers.kind import Kind
from app.window.papers.learning import Causes, Measures
from app.window.papers.listing import ListChanges
from app.window.papers.people import Declarations, Duties
from app.window.papers.requests import Requests
from app.window.papers.reviews import Reviews
from app.window.papers.standing import standing_of
from app.window.papers.statements import Statements
from app.window.sentences import UNSAVED_PAPER
from evidence.errors import WorldError
from evidence.labels import Label
from evidence.store.library import Library
from evidence.store.lock import account
from evidence.store.people import choose_name
from evidence.store.versions import approve, finish_round, reopen
from widgets.papers.page import PapersPage
from widgets.papers.section import Section
from widgets.papers.signoff import SignOff
from widgets.papers.words import SIGN_OFF

KINDS: tuple[type[Kind], ...] = (
    Steps, Tasks, Assignments, Closings, Groups,
    Exhibits, Requests, Statements, Intervals, Findings, Opinions, Decisions, Causes, Measures, Withdrawals,
    Disclosures, Duties, Declarations, Reviews, EarlierHandling, ListChanges,
)  # fmt: skip
READS_ONLY = Label("As an auditor you read this case; nothing is changed.", "您以审计人员身份查阅本案，不作任何更改。")


class CasePapers(QWidget):
    """Requests, statements, findings, decision and the like of the open case.

    Signals:
        none of its own; the session says what was saved or refused.
    """

    def __init__(self, session: Session) -> None:
        """Show no case yet."""
        super().__init__()
        self._session = session
        self._case: OpenCase | None = None
        self._stale = False
        self._today = date.today
        self._kinds = {kind.spec.key: kind() for kind in KINDS}
        self.sections = {key: Section(kind.spec) for key, kind in self._kinds.items()}
        self.sign_off = SignOff()
        self.page = PapersPage(list(self.sections.values()), [("sign_off", SIGN_OFF, self.sign_off)])
        self.sign_off.named.connect(lambda name: self._sign(lambda library: choose_name(library, name)))
        self.sign_off.finished.connect(lambda: self._sign(lambda library: finish_round(library, self._id())))
        self.sign_off.approved.connect(lambda: self._sign(lambda library: approve(library, self._id())))
        self.sign_off.reopened.connect(lambda why: self._sign(lambda library: reopen(library, self._id(), why)))
        for key, section in self.sections.items():
            section.wished.connect(partial(self._save, key))
            section.opened.connect(partial(self._open, key))
            section.withdrawn.connect(partial(self._withdraw, key))
            section.leave_wished.connect(partial(unless_lost, section, [UNSAVED_PAPER], section.put_away))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self.setFocusProxy(self.page)

    @property
    def unsaved(self) -> bool:
        """Whether a sheet holds something that is not saved."""
        return self.page.unsaved

    def show_case(self, opened: OpenCase | None) -> None:
        """Show the papers of a case as they stand now; a sheet that is being filled in stays.

        They are laid out when they are seen: with every mark of a large case that would hold up the desk.
        """
        if opened is None or self._case is None or self._case.id != opened.id:
            for section in self.sections.values():
                section.close_sheet()
        self._case, self._stale = opened, True
        if self.isVisible():
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        """Lay out what has come meanwhile."""
        super().showEvent(event)
        self._fill()

    def _fill(self) -> None:
        opened = self._case
        if opened is None or not self._stale:
            return
        self._stale = False
        why = self._session.held or (READS_ONLY if opened.viewer and opened.viewer.reads_only else None)
        for key, kind in self._kinds.items():
            section = self.sections[key]
            section.set_zone(opened.case.complaint.zone)
            for field, options in kind.options(opened).items():
                section.set_options(field, options)
            section.set_rows(kind.rows(opened, self._today()))
            section.set_writable(why is None, why)
        self.sign_off.set_standing(standing_of(opened, account(), writable=self._session.held is None))
        self.page.refresh()

    def _id(self) -> UUID:
        if self._case is None:
            raise RuntimeError("no case is open")
        return self._case.id

    def _sign(self, work: Callable[[Library], object]) -> None:
        if self._case is not None:
            self._session.write(work, self.sign_off.done, self.sign_off.failed)

    def _open(self, key: str, paper: UUID) -> None:
        if self._case is not None:
            kind, opened = self._kinds[key], self._case
            self.sections[key].show_paper(paper, kind.show(opened, paper), stands=kind.stands(opened, paper))

    def _save(self, key: str, paper: UUID | None, values: Mapping[str, Any]) -> None:
        opened, kind, section = self._case, self._kinds[key], self.sections[key]
        if opened is None:
            return
        try:
            # What speaks against the sheet itself is said at once; the store has the last word.
            kind.check(opened, paper, values)
        except WorldError as error:
            section.failed(error.sentence)
            return

        def work(library: Library) -> object:
            return kind.save(library, opened, paper, values)

        self._session.write(work, section.saved, section.failed)

    def _withdraw(self, key: str, paper: UUID) -> None:
        opened, kind, section = self._case, self._kinds[key], self.sections[key]
        if opened is not None:
            self._session.write(lambda library: kind.withdraw(library, opened, paper), section.saved, section.failed)
