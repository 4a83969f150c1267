"""The complaints of the library, with a field to find one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLineEdit, QVBoxLayout, QWidget

from evidence.labels import Label
from evidence.model.case import CaseLine
from widgets import theme
from widgets.keys import KeyTable
from widgets.language import tongue, words
from widgets.lists.hits import HitLine, HitList
from widgets.parts import SpokenButton
from widgets.plain import plain, tip
from widgets.rows import EnterTable, emptiness, show_view
from widgets.texts import SpokenLabel
from widgets.words import W

Index = QModelIndex | QPersistentModelIndex
PAUSE_MS = 250
"""How long typing has to pause before the library is looked through."""
HEADINGS: tuple[Label, ...] = (
    W.COLUMN_CASE,
    W.COLUMN_TITLE,
    W.COLUMN_KIND,
    W.COLUMN_STATUS,
    W.COLUMN_RECEIVED,
    W.COLUMN_EXHIBITS,
    W.COLUMN_MARKS,
)
TITLE, KIND = 1, 2
_NUMBERS = (5, 6)
_WIDTHS = {0: 130, 2: 190, 3: 100, 4: 110, 5: 84, 6: 76}

_ORDER: tuple[Callable[[CaseLine], Any], ...] = (
    lambda line: line.label,
    lambda line: line.title.casefold(),
    lambda line: (line.kind.value, line.label),
    lambda line: (line.status.value, line.label),
    lambda line: (line.received or date.min, line.label),
    lambda line: (line.exhibits, line.label),
    lambda line: (line.marks, line.label),
)


class _CaseModel(QAbstractTableModel):
    """Complaints as rows."""

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[CaseLine, ...] = ()
        self._rows: list[CaseLine] = []
        self._wanted = ""
        self._column, self._order = 0, Qt.SortOrder.DescendingOrder
        self._label_font = theme.mono(theme.POINT_SIZE - 0.5, QFont.Weight.DemiBold)

    def set_cases(self, cases: Sequence[CaseLine]) -> None:
        self._all = tuple(cases)
        self._arrange()

    def find(self, text: str) -> None:
        self._wanted = text.strip().casefold()
        self._arrange()

    def case_at(self, row: int) -> CaseLine | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, case: UUID | None) -> int | None:
        return next((row for row, own in enumerate(self._rows) if own.id == case), None)

    def total(self) -> int:
        return len(self._all)

    def retranslate(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(HEADINGS) - 1)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(HEADINGS) - 1))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return words(HEADINGS[section])
            if role == Qt.ItemDataRole.TextAlignmentRole and section in _NUMBERS:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        case = self.case_at(index.row())
        if case is None:
            return None
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts(case)[column]
        if role == Qt.ItemDataRole.FontRole and column == 0:
            return self._label_font
        if role == Qt.ItemDataRole.TextAlignmentRole and column in _NUMBERS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole and column in (TITLE, KIND):
            return tip(self._texts(case)[column])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{words(HEADINGS[column])}: {self._texts(case)[column]}"
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(_ORDER):
            self._column, self._order = column, order
            self._arrange()

    def _texts(self, case: CaseLine) -> tuple[str, ...]:
        received = case.received.isoformat() if case.received else words(W.NOT_STATED)
        return (
            plain(case.label, 60),
            plain(case.title, 400),
            words(case.kind.label),
            words(case.status.label),
            received,
            f"{case.exhibits:,}",
            f"{case.marks:,}",
        )

    def _arrange(self) -> None:
        self.beginResetModel()
        wanted = self._wanted
        self._rows = [
            case
            for case in self._all
            if wanted
            in f"{case.label} {case.title} {case.kind.label.en} {case.kind.label.zh} {case.received or ''}".casefold()
        ]
        self._rows.sort(key=_ORDER[self._column], reverse=self._order is Qt.SortOrder.DescendingOrder)
        self.endResetModel()


class CaseList(QWidget):
    """All complaints of the library.

    Signals:
        chosen(object): the UUID of the complaint on which Enter was pressed, or that was double-clicked.
        new_wished(): the button for a new complaint was pressed.
        looked_for(str): these words shall be looked for in the whole library; call `set_hits`. Empty: in nothing.
    """

    chosen = Signal(object)
    new_wished = Signal()
    looked_for = Signal(str)

    def __init__(self, keys: KeyTable | None = None, parent: QWidget | None = None) -> None:
        """Show no complaints yet; `keys` fills the sentence that says how to register one."""
        super().__init__(parent)
        self._keys = keys or KeyTable()
        self._model = _CaseModel()
        self.view = EnterTable()
        self.view.setModel(self._model)
        self.view.setSortingEnabled(True)
        self.view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        for column, width in _WIDTHS.items():
            self.view.setColumnWidth(column, width)
        self.view.horizontalHeader().setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        self.view.verticalHeader().setDefaultSectionSize(32)
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(360)
        self.filter.installEventFilter(self)
        self._new = SpokenButton(W.NEW_CASE, self._keys.shown("new_case"), role="primary", show_key=True)
        self.hits = HitList()
        self._empty = SpokenLabel(None, "soft", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = emptiness(self.view, self._empty)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(SpokenLabel(W.CASES, "title"))
        head.addStretch(1)
        head.addWidget(self.filter, 1)
        head.addWidget(self._new)
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(0, 0, 0, 0)
        column_box.setSpacing(10)
        column_box.addLayout(head)
        column_box.addWidget(self._stack, 1)
        column_box.addWidget(self.hits, 1)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(lambda: self.looked_for.emit(self.filter.text().strip()))
        self.setFocusProxy(self.view)
        self.filter.textChanged.connect(self._find)
        self._new.clicked.connect(self.new_wished)
        self.view.doubleClicked.connect(self._choose)
        self.view.entered_row.connect(self._choose)
        tongue.language_changed.connect(self._speak)
        self._speak()

    def set_cases(self, cases: Sequence[CaseLine]) -> None:
        """Show these complaints; the selection stays."""
        selected = self.selected()
        self._model.set_cases(cases)
        self.select(selected)
        self._speak()

    def set_hits(self, text: str, hits: Sequence[HitLine]) -> None:
        """Show where these words were found, unless others are looked for by now."""
        if text == self.filter.text().strip():
            self.hits.set_hits(hits)

    def select(self, case: UUID | None) -> None:
        """Select a complaint without a signal; without one the first."""
        row = self._model.row_of(case)
        if self._model.rowCount():
            self.view.selectRow(row or 0)

    def selected(self) -> UUID | None:
        """The complaint selected."""
        case = self._model.case_at(self.view.currentIndex().row())
        return case.id if case else None

    def focus_filter(self) -> None:
        """Put the cursor into the field that finds."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the field: Down and Enter go to the list, Esc shows all again."""
        if watched is self.filter and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.filter.clear()
                self.view.setFocus()
                return True
            if event.key() == Qt.Key.Key_Down:
                self.view.setFocus()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self.view.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _find(self, text: str) -> None:
        self._pause.start()  # words are looked for in the library when the typing pauses
        selected = self.selected()
        self._model.find(text)
        self.select(selected)
        self._speak()

    def _choose(self, index: QModelIndex) -> None:
        if case := self._model.case_at(index.row()):
            self.chosen.emit(case.id)

    def _speak(self) -> None:
        self.filter.setPlaceholderText(words(W.CASES_FILTER))
        self.filter.setAccessibleName(words(W.CASES_FILTER))
        if self._model.total():
            self._empty.speak(W.CASES_FILTER_NONE, text=plain(self.filter.text(), 60))
        else:
            self._empty.speak(W.CASES_EMPTY, key=self._keys.shown("new_case"))
        show_view(self, self.view, self._stack, bool(self._model.rowCount()))
        self.view.setAccessibleName(words(W.CASES))
        self._model.retranslate()
