"""The disclosure matrix: each checklist point by each recording, and what follows from them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from evidence.labels import Label
from evidence.model.kinds import Result, Verdict
from evidence.model.mark import Span
from evidence.model.places import PagePlace
from widgets import theme
from widgets.language import tongue, words
from widgets.plain import plain, tip
from widgets.rows import EnterTable, emptiness, show_view
from widgets.signs import RESULT_SIGNS, VERDICT_SIGNS, Sign, draw_sign
from widgets.texts import PlainLabel, SpokenLabel
from widgets.times import place_words
from widgets.words import W

Index = QModelIndex | QPersistentModelIndex
SIDE, GAP, CELL_PX, LEAST_POINT_PX, RESULT_PX = 15, 4, 60, 260, 180
MOST_SIGNS, MOST_SAID = 4, 40


@dataclass(frozen=True, slots=True)
class CellMark:
    """A mark in a cell: what it is called, its verdict, its place, and what was said."""

    id: UUID
    label: str
    verdict: Verdict
    place: Span | PagePlace
    quote: str = ""


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """One point: its marks by column, and the conclusion over all of them (None: there is none)."""

    code: str
    label: Label
    critical: bool
    cells: tuple[tuple[CellMark, ...], ...]
    result: Result | None = None
    reason: Label | None = None

    @property
    def marked(self) -> bool:
        """Whether any mark is about it."""
        return any(self.cells)


class _Model(QAbstractTableModel):
    """Points as rows; first the point, then one column for each exhibit, last the conclusion."""

    def __init__(self) -> None:
        super().__init__()
        self.columns: tuple[tuple[str, str], ...] = ()
        self.lines: tuple[MatrixLine, ...] = ()

    def set_matrix(self, columns: Sequence[tuple[str, str]], lines: Sequence[MatrixLine]) -> None:
        """Show these; where the points and exhibits are the same, only the rows of points that changed."""
        before = self.lines
        if tuple(columns) == self.columns and [one.code for one in lines] == [one.code for one in before]:
            self.lines = tuple(lines)
            for row, (old, new) in enumerate(zip(before, self.lines, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(row, 0), self.index(row, self.last))
            return
        self.beginResetModel()
        self.columns, self.lines = tuple(columns), tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns) + 2

    @property
    def last(self) -> int:
        return len(self.columns) + 1

    def marks_at(self, index: Index) -> tuple[CellMark, ...]:
        line = self.lines[index.row()]
        return line.cells[index.column() - 1] if 0 < index.column() < self.last else ()

    def signs_at(self, index: Index) -> list[Sign]:
        line = self.lines[index.row()]
        if index.column() == self.last:
            return [RESULT_SIGNS[line.result]] if line.result else []
        return [VERDICT_SIGNS[mark.verdict] for mark in self.marks_at(index)[:MOST_SIGNS]]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation == Qt.Orientation.Vertical or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        if section == 0:
            return words(W.POINT)
        if section == self.last:
            return words(W.MATRIX_TOGETHER)
        label, title = self.columns[section - 1]
        return tip(f"{label} {title}") if role == Qt.ItemDataRole.ToolTipRole else label

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | QFont | None:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            if index.column() == 0:
                return plain(f"{line.code}  {words(line.label)}", 300)
            return words(line.result.label) if index.column() == self.last and line.result else ""
        if role == Qt.ItemDataRole.FontRole and index.column() == 0 and line.critical:
            return theme.sans(theme.POINT_SIZE, QFont.Weight.DemiBold)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            text = self._said(index, line)
            return tip(text) if role == Qt.ItemDataRole.ToolTipRole else text
        return None

    def _said(self, index: Index, line: MatrixLine) -> str:
        name = plain(f"{line.code}  {words(line.label)}")
        if index.column() == 0:
            return f"{name} ({words(W.CRITICAL)})" if line.critical else name
        if index.column() == self.last:
            reason = f": {words(line.reason)}" if line.reason else ""
            return f"{words(line.result.label)}{reason}" if line.result else words(W.MATRIX_NOTHING)
        marks = self.marks_at(index)
        told = [
            f"{one.label} · {words(one.verdict.label)} · {place_words(one.place)}"
            + (f" · {plain(one.quote, 120)}" if one.quote else "")
            for one in marks[:MOST_SAID]
        ]
        if len(marks) > MOST_SAID:
            told.append(words(W.FILES_MORE, count=len(marks) - MOST_SAID))
        return "\n".join(told) if told else words(W.MATRIX_NOTHING)

    def retranslate(self) -> None:
        if self.lines:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.last)
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, self.last))


class _Delegate(QStyledItemDelegate):
    """Draws the signs of a cell beside each other, and the conclusion's sign before its word."""

    def __init__(self, model: _Model, view: QWidget) -> None:
        super().__init__(view)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if index.column() == 0:
            super().paint(painter, option, index)
            return
        place = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(place, QColor(theme.ACCENT_SOFT if chosen else theme.PAPER))
        signs = self._model.signs_at(index)
        left, top = place.left() + 8, place.center().y() - SIDE / 2
        for sign in signs[:MOST_SIGNS]:
            draw_sign(painter, QRectF(left, top, SIDE, SIDE), sign)
            left += SIDE + GAP
        more = len(self._model.marks_at(index)) - MOST_SIGNS
        text = f"+{more}" if more > 0 else ""
        if index.column() == self._model.last:
            text = str(index.data())
        painter.setPen(QColor(theme.INK))
        room = place.adjusted(left - place.left() + 2, 0, -4, 0)
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)
        painter.setPen(QColor(theme.RULE))
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(CELL_PX, 26)


class MatrixPanel(QWidget):
    """Points by recordings.

    Signals:
        mark_chosen(object): the UUID of a mark in the cell that was clicked, or on which Enter was pressed; again and
            the next one of that cell follows.
    """

    mark_chosen = Signal(object)

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self._lines: tuple[MatrixLine, ...] = ()
        self._columns: tuple[tuple[str, str], ...] = ()
        self._last: UUID | None = None
        self.model = _Model()
        self.view = EnterTable()
        self.view.setSelectionBehavior(EnterTable.SelectionBehavior.SelectItems)
        self.view.setModel(self.model)
        self.view.setItemDelegate(_Delegate(self.model, self.view))
        self.view.horizontalHeader().setSortIndicatorShown(False)
        self.view.clicked.connect(self._choose)
        self.view.entered_row.connect(self._choose)
        self.only_box = QCheckBox()
        self.only_box.setChecked(True)
        self.only_box.toggled.connect(self._fill)
        self._counts = PlainLabel(tone="soft")
        self._empty = SpokenLabel(W.CONCLUSIONS_EMPTY, "soft", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = emptiness(self.view, self._empty)
        head = QHBoxLayout()
        head.addWidget(self._counts)
        head.addStretch(1)
        head.addWidget(self.only_box)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(6)
        page.addLayout(head)
        page.addWidget(self._stack, 1)
        tongue.language_changed.connect(self._fill)
        self._fill()

    def set_matrix(self, columns: Sequence[tuple[str, str]], lines: Sequence[MatrixLine]) -> None:
        """Show these points; `columns` are label and title of each exhibit, in the order of the cells."""
        if (tuple(columns), tuple(lines)) != (self._columns, self._lines):
            self._columns, self._lines = tuple(columns), tuple(lines)
            self._fill()

    def _choose(self, index: QModelIndex) -> None:
        marks = self.model.marks_at(index)
        if marks:
            ids = [mark.id for mark in marks]
            after = ids.index(self._last) + 1 if self._last in ids else 0
            self._last = ids[after % len(ids)]
            self.mark_chosen.emit(self._last)

    def _fill(self) -> None:
        at, bar = self.view.currentIndex(), self.view.verticalScrollBar().value()
        row, column = at.row(), at.column()
        marked = [line for line in self._lines if line.marked or line.result]
        shown = marked if self.only_box.isChecked() else list(self._lines)
        self.model.set_matrix(self._columns, shown)
        self.only_box.setText(words(W.ONLY_MARKED))
        self._counts.say(words(W.CONCLUSIONS_COUNTS, done=len(marked), total=len(self._lines)) if self._lines else "")
        show_view(self, self.view, self._stack, bool(shown))
        self.view.setAccessibleName(words(W.MATRIX))
        self.setAccessibleName(words(W.MATRIX))
        self._measure()
        if 0 <= row < len(shown):
            self.view.setCurrentIndex(self.model.index(row, column))
            self.view.verticalScrollBar().setValue(bar)

    def _measure(self) -> None:
        rest = CELL_PX * len(self._columns) + RESULT_PX
        point = max(LEAST_POINT_PX, self.view.viewport().width() - rest)
        for column in range(self.model.columnCount()):
            wide = point if column == 0 else RESULT_PX if column == self.model.last else CELL_PX
            self.view.setColumnWidth(column, wide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The names of the points get the room that is left."""
        super().resizeEvent(event)
        self._measure()
