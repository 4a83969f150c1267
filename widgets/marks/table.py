"""The table of marks: a click or Enter leads back to the frame."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from evidence.model.mark import Mark
from widgets.keys import KeyTable
from widgets.language import tongue, words
from widgets.marks.model import Column, MarkModel
from widgets.rows import EnterTable, emptiness, show_view
from widgets.texts import SpokenLabel
from widgets.words import W

ROOMY = 1200
_WIDTHS = {
    Column.MARK: 70,
    Column.EXHIBIT: 70,
    Column.PLACE: 218,
    Column.POINT: 76,
    Column.VERDICT: 138,
    Column.HOW: 82,
    Column.BY: 90,
    Column.AT: 160,
}


class MarkTable(QWidget):
    """All marks of a complaint or exhibit.

    Signals:
        chosen(object): the UUID of the mark that was clicked, or on which Enter was pressed.
        selected(object): the UUID of the mark the arrows are on now, or None; nothing should move for it.
        edit_wished(object): the UUID of the mark that was clicked twice.
    """

    chosen = Signal(object)
    selected = Signal(object)
    edit_wished = Signal(object)

    def __init__(self, keys: KeyTable | None = None, heading: bool = True, parent: QWidget | None = None) -> None:
        """Show no marks yet; `keys` fills the sentence that says how to make one.

        `heading`: whether to say what this is. Where a tab says it, `withdrawn_box` has its place beside the tab.
        """
        super().__init__(parent)
        self._keys = keys or KeyTable()
        self.model = MarkModel()
        self.view = EnterTable()
        self.view.setModel(self.model)
        self.view.setSortingEnabled(True)
        self.view.sortByColumn(Column.EXHIBIT, Qt.SortOrder.AscendingOrder)
        self.view.setIconSize(QSize(15, 15))
        header = self.view.horizontalHeader()
        for column, width in _WIDTHS.items():
            self.view.setColumnWidth(column, width)
        header.setSectionResizeMode(Column.QUOTE, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(48)
        self.withdrawn_box = QCheckBox()
        self.withdrawn_box.toggled.connect(self._show_withdrawn)
        self._empty = SpokenLabel(None, "soft", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = emptiness(self.view, self._empty)
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(0, 0, 0, 0)
        column_box.setSpacing(4)
        if heading:
            head = QHBoxLayout()
            head.addWidget(SpokenLabel(W.MARKS, "section"))
            head.addStretch(1)
            head.addWidget(self.withdrawn_box)
            column_box.addLayout(head)
        column_box.addWidget(self._stack, 1)
        self.setFocusProxy(self.view)
        self.view.clicked.connect(self._choose)
        self.view.doubleClicked.connect(self._wish_edit)
        self.view.entered_row.connect(self._choose)
        self.view.selectionModel().selectionChanged.connect(self._say_selected)
        self._wanted: UUID | None = None
        self._quiet = False
        self.model.modelAboutToBeReset.connect(self._before_reset)
        self.model.modelReset.connect(self._after_reset)
        tongue.language_changed.connect(self._speak)
        self._speak()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the quote needs it more than when and by whom the mark was made."""
        super().resizeEvent(event)
        for column in (Column.BY, Column.AT):
            self.view.setColumnHidden(column, self.width() < ROOMY)

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show these marks; the mark that was selected stays selected."""
        self.model.set_marks(marks)
        self._say_count()

    def select(self, mark: UUID | None) -> None:
        """Select a mark and scroll to it, without a signal; None selects nothing."""
        self._wanted = mark
        self._after_reset()

    def selected_mark(self) -> Mark | None:
        """The mark that is seen to be selected; a row that only has the focus is not."""
        rows = self.view.selectionModel().selectedRows()
        return self.model.mark_at(rows[0].row()) if rows else None

    def show_withdrawn(self, shown: bool) -> None:
        """Show withdrawn marks too, struck through."""
        self.withdrawn_box.setChecked(shown)

    def _show_withdrawn(self, shown: bool) -> None:
        self.model.show_withdrawn(shown)
        self._say_count()

    def _choose(self, index: QModelIndex) -> None:
        if mark := self.model.mark_at(index.row()):
            self.chosen.emit(mark.id)

    def _wish_edit(self, index: QModelIndex) -> None:
        if mark := self.model.mark_at(index.row()):
            self.edit_wished.emit(mark.id)

    def _say_selected(self) -> None:
        if not self._quiet:
            mark = self.selected_mark()
            self._wanted = mark.id if mark else None
            self.selected.emit(self._wanted)

    def _before_reset(self) -> None:
        if mark := self.selected_mark():
            self._wanted = mark.id
        self._quiet = True

    def _after_reset(self) -> None:
        self._quiet = True
        row = self.model.row_of(self._wanted)
        if row is None:
            self.view.selectionModel().clear()
        else:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.view.selectionModel().setCurrentIndex(self.model.index(row, 0), flags)
            self.view.scrollTo(self.model.index(row, 0))
        self._quiet = False

    def _speak(self) -> None:
        self._say_count()
        self.view.setAccessibleName(words(W.MARKS))
        self.model.retranslate()

    def _say_count(self) -> None:
        count = self.model.withdrawn()
        self.withdrawn_box.setText(words(W.SHOW_WITHDRAWN, count=count))
        self.withdrawn_box.setEnabled(count > 0)
        if self.model.total():
            self._empty.speak(W.MARKS_ALL_WITHDRAWN)
        else:
            self._empty.speak(W.MARKS_EMPTY, start=self._keys.shown("set_in"), end=self._keys.shown("set_out"))
        show_view(self, self.view, self._stack, bool(self.model.rowCount()))
