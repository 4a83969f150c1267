"""The lines of the register as a table that knows only the pages that were looked at."""

from __future__ import annotations

from collections import OrderedDict
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from evidence.register.lines import Column, RegisterLine, RegisterPage, Wanted
from widgets import theme
from widgets.language import words
from widgets.plain import plain, tip
from widgets.register import deadlines
from widgets.register.words import R
from widgets.signs import sign_icon
from widgets.words import W

Index = QModelIndex | QPersistentModelIndex
PAGE = 100
"""Lines that are fetched at once."""
KEPT_PAGES = 60
"""Pages that are kept; the one looked at longest ago is let go."""
COLUMNS = tuple(Column)


class RegisterModel(QAbstractTableModel):
    """Complaints as rows, fetched in pages.

    Signals:
        page_wished(object, int): the Wanted, and the first line of a page that is not known yet.
    """

    page_wished = Signal(object, int)

    def __init__(self) -> None:
        """Know nothing yet."""
        super().__init__()
        self.wanted = Wanted()
        self.total = self.all = 0
        self.known = False
        """Whether the first page has come."""
        self.today = date.min
        self._pages: OrderedDict[int, tuple[RegisterLine, ...]] = OrderedDict()
        self._asked: set[int] = set()
        self._label_font = theme.mono(theme.POINT_SIZE - 0.5, QFont.Weight.DemiBold)

    def want(self, wanted: Wanted) -> None:
        """Ask for other lines; those that are shown stay until the new ones come."""
        self.wanted = wanted
        self._asked = {0}
        self.page_wished.emit(wanted, 0)

    def set_page(self, page: RegisterPage) -> bool:
        """Take a page that was asked for; False if other lines are wanted by now."""
        if page.wanted != self.wanted:
            return False
        self._asked.discard(page.first)
        if page.first == 0:
            self._begin_anew(page)
        else:
            self._keep(page)
            self.dataChanged.emit(
                self.index(page.first, 0), self.index(page.first + len(page.lines) - 1, len(COLUMNS) - 1)
            )
        return True

    def _begin_anew(self, page: RegisterPage) -> None:
        same = self.known and page.total == self.total
        if not same:
            self.beginResetModel()
        self._pages.clear()
        self._asked.clear()
        self.total, self.all, self.today, self.known = page.total, page.all, page.today, True
        self._keep(page)
        if not same:
            self.endResetModel()
        elif self.total:
            self.dataChanged.emit(self.index(0, 0), self.index(self.total - 1, len(COLUMNS) - 1))

    def _keep(self, page: RegisterPage) -> None:
        self._pages[page.first] = page.lines
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)

    def line_at(self, row: int) -> RegisterLine | None:
        """The complaint in a row; None where it is not known yet, and then it is asked for."""
        if not 0 <= row < self.total:
            return None
        first = row - row % PAGE
        lines = self._pages.get(first)
        if lines is None:
            if first not in self._asked:
                self._asked.add(first)
                self.page_wished.emit(self.wanted, first)
            return None
        self._pages.move_to_end(first)
        return lines[row - first] if row - first < len(lines) else None

    def row_of(self, case: UUID | None) -> int | None:
        """The row of a complaint, if it stands in a page that is known."""
        for first, lines in self._pages.items():
            for place, line in enumerate(lines):
                if line.id == case:
                    return first + place
        return None

    @property
    def waiting(self) -> bool:
        """Whether a page was asked for that has not come yet."""
        return bool(self._asked)

    @property
    def unverified(self) -> bool:
        """Whether a deadline in what is known rests on a figure that nobody has confirmed."""
        return any(line.due and not line.due_verified for lines in self._pages.values() for line in lines)

    def retranslate(self) -> None:
        """Speak the language in use."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        if self.total:
            self.dataChanged.emit(self.index(0, 0), self.index(self.total - 1, len(COLUMNS) - 1))

    def rowCount(self, parent: Index | None = None) -> int:
        """Every complaint that was asked for."""
        return 0 if parent is not None and parent.isValid() else self.total

    def columnCount(self, parent: Index | None = None) -> int:
        """The columns of the register."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Names of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return words(COLUMNS[section].label)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell says; an ellipsis until its page has come."""
        column = COLUMNS[index.column()]
        line = self.line_at(index.row())
        if line is None:
            return "…" if role == Qt.ItemDataRole.DisplayRole and column is Column.LABEL else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(line, column)
        if role == Qt.ItemDataRole.DecorationRole and column is Column.DUE:
            sign = deadlines.sign_of(line.due, self.today)
            return sign_icon(sign) if sign else None
        if role == Qt.ItemDataRole.FontRole and column is Column.LABEL:
            return self._label_font
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._told(line, column))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{words(column.label)}: {self._told(line, column)}"
        return None

    def _text(self, line: RegisterLine, column: Column) -> str:
        texts = {
            Column.LABEL: lambda: plain(line.label, 60),
            Column.CUSTOMER: lambda: plain(line.customer, 60) or "–",
            Column.TITLE: lambda: plain(line.title, 400),
            Column.KIND: lambda: words(line.kind.label),
            Column.BRANCH: lambda: plain(line.branch, 60) or "–",
            Column.STATE: lambda: words(line.state.label),
            Column.DUE: lambda: deadlines.cell(line, self.today),
            Column.OWNER: lambda: plain(line.owner, 60) or "–",
            Column.OUTCOME: lambda: words(line.outcome.label) if line.outcome else "–",
        }
        return texts[column]()

    def _told(self, line: RegisterLine, column: Column) -> str:
        if column is Column.DUE:
            return deadlines.told(line, self.today)
        if column is Column.LABEL:
            received = str(line.received) if line.received else words(W.NOT_STATED)
            return f"{plain(line.label, 60)}; {words(R.RECEIVED, day=received)}"
        if column is Column.OUTCOME and line.outcome is None:
            return words(R.NO_OUTCOME)
        text = self._text(line, column)
        return words(W.NOT_STATED) if text == "–" else text
