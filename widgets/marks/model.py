"""Marks as rows of a table: sorted, filtered and worded here, so that ten thousand of them stay quick."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from evidence.labels import Label
from evidence.model.changes import changes
from evidence.model.kinds import Verdict
from evidence.model.mark import Mark, Span, label_order
from widgets import theme
from widgets.language import words
from widgets.plain import plain, tip
from widgets.signs import VERDICT_SIGNS, sign_icon
from widgets.times import place_words
from widgets.words import W

Index = QModelIndex | QPersistentModelIndex
LONGEST_CELL = 400
ID_ROLE = int(Qt.ItemDataRole.UserRole)


class Column:
    """Numbers of the columns."""

    MARK, EXHIBIT, PLACE, POINT, VERDICT, HOW, QUOTE, BY, AT = range(9)


HEADINGS: tuple[Label, ...] = (
    W.COLUMN_MARK,
    W.COLUMN_EXHIBIT,
    W.COLUMN_PLACE,
    W.COLUMN_POINT,
    W.COLUMN_VERDICT,
    W.COLUMN_HOW,
    W.COLUMN_QUOTE,
    W.COLUMN_BY,
    W.COLUMN_AT,
)
_MONO = {Column.MARK, Column.EXHIBIT, Column.PLACE, Column.POINT, Column.AT}


def _place_key(mark: Mark) -> tuple[object, ...]:
    place = mark.place
    if isinstance(place, Span):
        return 0, place.in_us, place.out_us
    return 1, place.page, place.box.y if place.box else 0


_ORDER: dict[int, Callable[[Mark], Any]] = {
    Column.MARK: lambda mark: label_order(mark.label),
    Column.EXHIBIT: lambda mark: (label_order(mark.exhibit_label), _place_key(mark)),
    Column.PLACE: _place_key,
    Column.POINT: lambda mark: (mark.point, label_order(mark.exhibit_label), _place_key(mark)),
    Column.VERDICT: lambda mark: (list(Verdict).index(mark.verdict), mark.point),
    Column.HOW: lambda mark: (mark.how.value, mark.point),
    Column.QUOTE: lambda mark: mark.quote[:200],
    Column.BY: lambda mark: (mark.by, mark.at.at),
    Column.AT: lambda mark: mark.at.at,
}


class MarkModel(QAbstractTableModel):
    """The marks shown, in the order chosen."""

    def __init__(self) -> None:
        """Start empty, sorted by exhibit and place."""
        super().__init__()
        self._all: tuple[Mark, ...] = ()
        self._by_id: dict[UUID, Mark] = {}
        self._after: dict[str, Mark] = {}
        """By the label of a mark that reaches over the border of a file: where it goes on. Both are one row."""
        self._withdrawn = 0
        self._sorted: list[Mark] = []
        """Those shown, in ascending order; descending, the last one stands in row 0."""
        self._with_withdrawn = False
        self._column, self._order = Column.EXHIBIT, Qt.SortOrder.AscendingOrder
        self._fonts = {
            (family, struck): self._font(family, struck) for family in (False, True) for struck in (False, True)
        }

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show other marks. Where only a few are others, the rows of the rest stay where they are."""
        before, self._all = self._all, tuple(marks)
        changed = changes(before, self._all)
        if changed is None:
            self._by_id = {mark.id: mark for mark in self._all}
            self._after = {mark.goes_on: mark for mark in self._all if mark.goes_on}
            self._withdrawn = sum(mark.withdrawn for mark in self._all)
            self._arrange()
            return
        for old, new in changed:
            self._by_id[new.id] = new
            if new.goes_on:
                self._after[new.goes_on] = new
            self._withdrawn += new.withdrawn - (old is not None and old.withdrawn)
            self._replace(old, new)

    def show_withdrawn(self, shown: bool) -> None:
        """Show withdrawn marks too, or not."""
        self._with_withdrawn = shown
        self._arrange()

    def withdrawn(self) -> int:
        """How many marks are withdrawn."""
        return self._withdrawn

    def total(self) -> int:
        """How many marks there are, withdrawn ones included."""
        return len(self._all)

    def mark_at(self, row: int) -> Mark | None:
        """The mark in a row."""
        return self._sorted[self._place(row)] if 0 <= row < len(self._sorted) else None

    def row_of(self, mark: UUID | None) -> int | None:
        """The row in which a mark is shown."""
        found = self._by_id.get(mark) if mark else None
        before = {one.label: self._by_id[one.id] for one in self._all} if found and found.goes_on else {}
        while found is not None and found.goes_on:
            found = before.get(found.goes_on)
        return self._place(self._place_of(found)) if found is not None and self._shows(found) else None

    def retranslate(self) -> None:
        """Show everything in the language now in use."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(HEADINGS) - 1)
        if self._sorted:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._sorted) - 1, len(HEADINGS) - 1))

    def rowCount(self, parent: Index | None = None) -> int:
        """How many marks are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._sorted)

    def columnCount(self, parent: Index | None = None) -> int:
        """How many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The heading of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return words(HEADINGS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell: its words, sign, font, colour, tooltip; the mark's UUID under ID_ROLE."""
        mark = self.mark_at(index.row())
        if mark is None:
            return None
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(mark, column)
        if role == Qt.ItemDataRole.DecorationRole and column == Column.VERDICT:
            return sign_icon(VERDICT_SIGNS[mark.verdict], mark.withdrawn)
        if role == Qt.ItemDataRole.FontRole:
            return self._fonts[column in _MONO, mark.withdrawn]
        if role == Qt.ItemDataRole.ForegroundRole:
            if mark.withdrawn:
                return QColor(theme.INK_SOFT)
            return QColor(VERDICT_SIGNS[mark.verdict].colour) if column == Column.VERDICT else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._tooltip(mark, column))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{words(HEADINGS[column])}: {self._text(mark, column)}"
        return mark.id if role == ID_ROLE else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column."""
        if column in _ORDER:
            self._arrange(column, order)

    def _arrange(self, column: int | None = None, order: Qt.SortOrder | None = None) -> None:
        self.beginResetModel()  # until here the rows are as they were
        self._column = self._column if column is None else column
        self._order = self._order if order is None else order
        self._sorted = sorted(filter(self._shows, self._all), key=self._key)
        self.endResetModel()

    def _replace(self, old: Mark | None, new: Mark) -> None:
        """Take the row of a mark out, and put it where it belongs now."""
        if old is not None and self._shows(old):
            place = self._place_of(old)
            if self._shows(new) and self._key(new) == self._key(old):
                self._sorted[place] = new
                row = self._place(place)
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(HEADINGS) - 1))
                return
            row = self._place(place)
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._sorted[place]
            self.endRemoveRows()
        if self._shows(new):
            place = self._place_of(new)
            row = place if self._ascending else len(self._sorted) - place
            self.beginInsertRows(QModelIndex(), row, row)
            self._sorted.insert(place, new)
            self.endInsertRows()

    def _shows(self, mark: Mark) -> bool:
        return not mark.goes_on and (self._with_withdrawn or not mark.withdrawn)

    def _key(self, mark: Mark) -> tuple[Any, int, str]:
        return _ORDER[self._column](mark), len(mark.label), mark.label

    def _place_of(self, mark: Mark) -> int:
        """Where a mark stands, or belongs, in the order."""
        return bisect_left(self._sorted, self._key(mark), key=self._key)

    @property
    def _ascending(self) -> bool:
        return self._order is Qt.SortOrder.AscendingOrder

    def _place(self, row: int) -> int:
        """From a row to the place in the order, and back."""
        return row if self._ascending else len(self._sorted) - 1 - row

    def _text(self, mark: Mark, column: int) -> str:
        texts: dict[int, Callable[[], str]] = {
            Column.MARK: lambda: " + ".join(one.label for one in self._whole(mark)),
            Column.EXHIBIT: lambda: " + ".join(one.exhibit_label for one in self._whole(mark)),
            Column.PLACE: lambda: " + ".join(place_words(one.place) for one in self._whole(mark)),
            Column.POINT: lambda: mark.point,
            Column.VERDICT: lambda: words(mark.verdict.label),
            Column.HOW: lambda: words(mark.how.label),
            Column.QUOTE: lambda: mark.quote,
            Column.BY: lambda: mark.by,
            Column.AT: lambda: mark.at.text(0)[:19].replace("T", " "),
        }
        return plain(texts[column](), LONGEST_CELL)

    def _whole(self, mark: Mark) -> list[Mark]:
        """A mark and where it goes on, file by file."""
        found = [mark]
        while found[-1].label in self._after:
            found.append(self._after[found[-1].label])
        return found

    def _shown(self, mark: Mark, column: int) -> str:
        """`M-001 +1` where one was made over several files: the rest is in the tip, and is said."""
        whole = self._whole(mark)
        if len(whole) == 1 or column not in (Column.MARK, Column.EXHIBIT):
            return self._text(mark, column)
        first = mark.label if column == Column.MARK else mark.exhibit_label
        return plain(f"{first} +{len(whole) - 1}", LONGEST_CELL)

    def _tooltip(self, mark: Mark, column: int) -> str:
        if column == Column.QUOTE:
            return "\n\n".join(part for part in (mark.quote, mark.note) if part)
        text = mark.at.text(0) if column == Column.AT else self._text(mark, column)
        return f"{text} · {words(W.WITHDRAWN)}" if mark.withdrawn else text

    @staticmethod
    def _font(is_mono: bool, struck: bool) -> QFont:
        font = theme.mono(theme.POINT_SIZE - 1) if is_mono else theme.sans(theme.POINT_SIZE - 0.5)
        font.setStrikeOut(struck)
        return font
