"""The page of rules, connected with the session: what compliance enters is on disk before the sheet closes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.session import Session
from app.window.drafts import unless_lost
from app.window.rules.figures import WIDTHS, PackFigures, spec_of
from app.window.rules.lists import Lists
from app.window.sentences import UNSAVED_PAPER
from app.window.settings import Settings
from evidence.errors import WorldError
from evidence.labels import Label
from evidence.rules.inforce import RulesInForce
from evidence.rules.packs import load_packs
from evidence.store.library import Library
from evidence.store.listbook import Versions
from evidence.store.listing import all_versions
from evidence.store.rules import bring_in_packs, enter_figure, is_compliance, rules_now, verify_figure
from widgets.checklists.words import CHECKLISTS, ONLY_COMPLIANCE
from widgets.language import words
from widgets.papers.page import PapersPage
from widgets.papers.section import Section
from widgets.rules.files import RuleFiles
from widgets.rules.words import Q

LISTS = "checklists"
"""The key of the page of checklists among those of the packs."""


class RulesPage(QWidget):
    """Every figure of every pack, and the files they come from. Laid out when it is first seen.

    Signals:
        none of its own; the session says what was saved or refused.
    """

    def __init__(self, session: Session, settings: Settings) -> None:
        """Show nothing yet."""
        super().__init__()
        self._session, self._settings = session, settings
        self._today = date.today
        self._may = False
        self._figures: dict[str, PackFigures] = {}
        self.sections: dict[str, Section] = {}
        self.page: PapersPage | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @cached_property
    def files(self) -> RuleFiles:
        """Where packs are brought in; made when the page is first seen, as all that stands on it."""
        made = RuleFiles()
        made.packs_wished.connect(self.ask_packs)
        return made

    @cached_property
    def lists(self) -> Lists:
        """The checklists, likewise."""
        return Lists(self._session, self._settings, self.renew, self)

    @property
    def unsaved(self) -> bool:
        """Whether a sheet holds something that is not saved."""
        return self.page is not None and (self.page.unsaved or self.lists.unsaved)

    def showEvent(self, event: QShowEvent) -> None:
        """Lay out what is there, and read it again."""
        super().showEvent(event)
        self._lay_out()
        self.renew()

    def renew(self) -> None:
        """Read the rules again."""
        self._session.look(_read, self._show)

    def bring_in(self, path: Path) -> None:
        """Let the packs of a file be in force; a file with a mistake is named with its line and changes nothing."""
        name = path.name

        def done() -> None:
            self.files.say(Q.BROUGHT_IN.filled(name=name), bad=False)
            self.renew()

        def sorry(reason: Label) -> None:
            self.files.say(Q.NOT_IN_FORCE.filled(problem=reason), bad=True)

        self._session.write_rules(lambda library: bring_in_packs(library, path), done, sorry)

    def ask_packs(self) -> None:
        """Ask for a file of rule packs."""
        dialog = QFileDialog(self, words(Q.BRING_PACKS), self._settings.folder("files"), words(Q.PACK_FILE))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.bring_in(Path(name)))
        dialog.open()

    def _lay_out(self) -> None:
        if self.page is not None:
            return
        for pack in load_packs().values():
            section = self.sections[pack.id] = Section(spec_of(pack))
            section.wrap_lines()
            section.give_way(2, 3, 4)
            for column, width in enumerate(WIDTHS):
                if width:
                    section.table.setColumnWidth(column, width)
            section.opened.connect(partial(self._open, pack.id))
            section.wished.connect(partial(self._save, pack.id))
            section.leave_wished.connect(partial(unless_lost, section, [UNSAVED_PAPER], section.put_away))
        extra = [(LISTS, CHECKLISTS, self.lists.panel), ("files", Q.FILES, self.files)]
        self.page = PapersPage(list(self.sections.values()), extra, Q.RULES)
        self._column.addWidget(self.page)
        self.setFocusProxy(self.page)
        QTimer.singleShot(0, self, self.page.setFocus)  # what was made just now takes no keys yet

    def _show(self, read: tuple[RulesInForce, bool, Versions]) -> None:
        rules, may, versions = read
        self._may = may
        why = self._session.held or (None if may else Q.ONLY_COMPLIANCE)
        for pack_id, section in self.sections.items():
            self._figures[pack_id] = PackFigures(rules, pack_id, self._today())
            section.set_rows(self._figures[pack_id].rows)
            section.set_writable(why is None, why)
        packs = ", ".join(f"{one.id} {one.version}" for one in rules.packs.values())
        self.files.set_packs(packs, writable=why is None)
        self.lists.set_versions(versions, self._session.held or (None if may else ONLY_COMPLIANCE))
        if self.page is not None:
            self.page.refresh()

    def _open(self, pack_id: str, row: UUID) -> None:
        figures = self._figures[pack_id]
        figure = figures.figure(row)
        title = Q.NAMED.filled(name=figure.label, amount=figure.amount)
        self.sections[pack_id].show_paper(row, figures.values(row), stands=False, title=title)
        if self._may:
            self.sections[pack_id].sheet.start()

    def _save(self, pack_id: str, row: UUID, values: Mapping[str, Any]) -> None:
        section = self.sections[pack_id]
        figures = self._figures[pack_id]
        try:
            draft, read_in = figures.draft(row, values), figures.read_in(row, values)
        except WorldError as error:
            section.failed(error.sentence)
            return

        def done() -> None:
            section.saved()
            self.renew()

        def work(library: Library) -> object:
            day = values["verified_on"]
            return verify_figure(library, read_in, day) if read_in else enter_figure(library, draft)

        self._session.write_rules(work, done, section.failed)


def _read(library: Library) -> tuple[RulesInForce, bool, Versions]:
    return rules_now(library), is_compliance(library), all_versions(library)
