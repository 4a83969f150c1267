"""Joining files to one recording by hand, and taking one apart: the sheets, and what becomes of a wish."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.session import Session
from app.window.rows import Rows
from evidence.labels import Label
from evidence.model.grouping import GroupingDraft
from evidence.model.recording import Exhibit
from evidence.segments.joined import Joined
from evidence.segments.sentences import FEW
from evidence.store.groupings import add_grouping
from evidence.store.library import Library
from widgets.language import words
from widgets.lists.exhibits import ExhibitList
from widgets.lists.joining import ApartSheet, JoinSheet
from widgets.lists.words import J


class GroupingDialog(QDialog):
    """One of the sheets in a window of its own, until it is written down or closed by Esc."""

    def __init__(self, sheet: JoinSheet | ApartSheet, title: Label, parent: QWidget | None) -> None:
        """Show a sheet."""
        super().__init__(parent)
        self.sheet = sheet
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.addWidget(sheet)
        self.setWindowTitle(words(title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.cancelled.connect(self.reject)
        sheet.reason.setFocus()
        room = self.screen().availableSize()
        self.resize(min(860, room.width() - 20), min(460, room.height() - 40))


class TogetherFiles(QObject):
    """What a person does about which files belong together.

    Signals:
        said(object): a Label that tells what came of it.
        joined(object): the UUID of a file of a recording that was joined just now.
    """

    said = Signal(object)
    joined = Signal(object)

    def __init__(self, session: Session, rows: Rows, shown: ExhibitList, owner: QWidget) -> None:
        """Work for the open case of `session`, as `rows` lists it and `shown` shows it; dialogs belong to `owner`."""
        super().__init__(owner)
        self._session, self._rows, self._owner = session, rows, owner
        shown.join_wished.connect(self.join)
        shown.apart_wished.connect(self.take_apart)

    def join(self, chosen: Sequence[UUID]) -> None:
        """Ask how these follow each other. Where only a series is chosen there is nothing to join."""
        case = self._session.open_case
        listed = [one for one in map(self._rows.get, chosen) if one is not None]
        files = [file for one in listed for file in (one.pieces if isinstance(one, Joined) else (one,))]
        if case is None or len(listed) < 2:
            self.said.emit(FEW)
            return
        self._open(JoinSheet(files, self._rows.found, case.case.complaint.zone), J.JOIN_MENU, files)

    def take_apart(self, chosen: Sequence[UUID]) -> None:
        """Ask why a series is to be taken apart: the one that is chosen, or that holds what is chosen."""
        series = {one.id: one for one in map(self._rows.holding, chosen) if isinstance(one, Joined)}
        if self._session.open_case is None or len(series) != 1:
            self.said.emit(J.NOT_ONE)
            return
        [one] = series.values()
        self._open(ApartSheet(one.series), J.APART_MENU, one.pieces)

    def _open(self, sheet: JoinSheet | ApartSheet, title: Label, files: Sequence[Exhibit]) -> None:
        if held := self._session.held:
            self.said.emit(held)
            return
        dialog = GroupingDialog(sheet, title, self._owner)
        sheet.wished.connect(partial(self._write, dialog, tuple(files)))
        dialog.open()

    def _write(self, dialog: GroupingDialog, files: tuple[Exhibit, ...], draft: GroupingDraft) -> None:
        case = self._session.open_case
        if case is None:
            return
        labels = {one.id: one.label for one in files}
        name = ", ".join(labels[each] for each in draft.exhibits)

        def work(library: Library) -> object:
            return add_grouping(library, case.id, draft)

        def then() -> None:
            dialog.accept()
            self.said.emit((J.JOINED if draft.together else J.PARTED).filled(name=name))
            if draft.together:
                self.joined.emit(draft.exhibits[0])

        self._session.write(work, then, dialog.sheet.failed)
