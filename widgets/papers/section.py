"""One kind of paper: its rows in a table, and beside them the sheet on which one is written or corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSplitter,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from evidence.labels import Label
from widgets.language import tongue, words
from widgets.papers.sheet import Sheet
from widgets.papers.specs import Option, PaperRow, SectionSpec
from widgets.papers.words import FINISH_FIRST
from widgets.parts import SpokenButton, card
from widgets.plain import plain, tip
from widgets.rows import EnterTable, emptiness, show_view
from widgets.signs import sign_icon
from widgets.texts import SpokenLabel

Index = QModelIndex | QPersistentModelIndex
COLUMN_PX = 130
MARGINS_PX = 10
WIDE_PX, BESIDE_PX = 200, 400
"""So wide a column grows for what stands in it, while all beside the first one take no more than that."""


NARROW_PX = 760


class _Wrapping(QStyledItemDelegate):
    """Lines of a cell: measured inside its margins, or the last one would not fit."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        option.rect.setWidth(option.rect.width() - MARGINS_PX)
        return super().sizeHint(option, index)


class _Rows(QAbstractTableModel):
    """Papers as rows; the sign of a row stands in its first column."""

    def __init__(self, columns: Sequence[Label]) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self.rows: tuple[PaperRow, ...] = ()

    def set_rows(self, rows: Sequence[PaperRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return words(self._columns[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | QIcon | None:
        row = self.rows[index.row()]
        text = self._text(row, index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0 and row.sign:
            return sign_icon(row.sign)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._whole(row, text, index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._whole(row, text, index.column())
        return None

    def retranslate(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self._columns) - 1))

    @staticmethod
    def _text(row: PaperRow, column: int) -> str:
        cell = row.cells[column]
        return plain(words(cell) if isinstance(cell, Label) else cell, 300)

    @staticmethod
    def _whole(row: PaperRow, text: str, column: int) -> str:
        return f"{text}. {words(row.meaning)}" if column == 0 and row.meaning else text


class Section(QWidget):
    """All papers of one kind in a complaint.

    Signals:
        wished(object, object): the UUID of the paper corrected or None for a new one, and the dict of its values;
            call `saved()` or `failed(reason)` when it is decided.
        opened(object): the UUID of the paper that was chosen; answer with `show_paper(id, values)`.
        withdrawn(object): the UUID of the paper that shall be taken back; answered like `wished`.
        leave_wished(): the sheet shall be put away with something on it that is not saved; `put_away()` does it.
    """

    wished = Signal(object, object)
    opened = Signal(object)
    withdrawn = Signal(object)
    leave_wished = Signal()

    def __init__(self, spec: SectionSpec) -> None:
        """Show no papers yet."""
        super().__init__()
        self.spec = spec
        self._editing: UUID | None = None
        self._yielding: tuple[int, ...] = ()
        self._writable = True
        self._model = _Rows(spec.columns)
        self.table = EnterTable()
        self.table.setModel(self._model)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setSortIndicatorShown(False)
        for column in range(1, len(spec.columns)):
            self.table.setColumnWidth(column, COLUMN_PX)
        self._empty = SpokenLabel(spec.about, "soft", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = emptiness(self.table, self._empty)
        self.sheet = Sheet(spec.fields, spec.pairs)
        self.new_button = SpokenButton(spec.new or spec.name, role="primary")
        self._sheet_title = SpokenLabel(spec.name, "section")
        self._note = SpokenLabel(None, "soft", wrap=True)
        self._build()
        # Not before they have their places: what is shown without a parent becomes a window for a moment.
        self.new_button.setVisible(spec.new is not None)
        self._note.setVisible(False)
        self.new_button.clicked.connect(self.start_new)
        self.sheet.submitted.connect(self._submit)
        self.sheet.cancelled.connect(self._leave)
        self.sheet.withdrawn.connect(lambda: self.withdrawn.emit(self._editing))
        self.table.clicked.connect(self._open)
        self.table.entered_row.connect(self._open)
        tongue.language_changed.connect(self._speak)
        self._close_sheet()
        self._speak()

    @property
    def count(self) -> int:
        """How many papers there are."""
        return len(self._model.rows)

    @property
    def attention(self) -> int:
        """How many of them carry a sign."""
        return sum(row.sign is not None for row in self._model.rows)

    @property
    def unsaved(self) -> bool:
        """Whether something was typed on the sheet that is not saved."""
        return not self._paper.isHidden() and self.sheet.changed

    def set_rows(self, rows: Sequence[PaperRow]) -> None:
        """Show these papers; what is being typed stays."""
        self._model.set_rows(rows)
        self._make_room()
        if self._editing is not None:
            self._select(self._editing)
        self._speak()

    def _make_room(self) -> None:
        """Widen columns that cut their words; those that somebody made otherwise stay."""
        beside = range(1, len(self.spec.columns))
        room = BESIDE_PX - sum(self.table.columnWidth(column) for column in beside)
        for column in beside:
            if self.table.columnWidth(column) == COLUMN_PX:
                more = min(self.table.sizeHintForColumn(column), WIDE_PX, COLUMN_PX + room) - COLUMN_PX
                if more > 0:
                    self.table.setColumnWidth(column, COLUMN_PX + more)
                    room -= more

    def wrap_lines(self) -> None:
        """Let rows be as high as their words need, so that none of them is cut; for tables of some dozen rows."""
        self.table.setWordWrap(True)
        rows = self.table.verticalHeader()
        rows.setMinimumSectionSize(rows.defaultSectionSize())
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.setItemDelegate(_Wrapping(self.table))
        self.table.horizontalHeader().sectionResized.connect(lambda *_: self.table.resizeRowsToContents())

    def give_way(self, *columns: int) -> None:
        """Put these columns away while a sheet beside leaves the table little room, so that the others can be read."""
        self._yielding = columns
        self.table.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Columns give way to the others in a narrow table."""
        if watched is self.table and event.type() == QEvent.Type.Resize:
            narrow = self.table.width() < NARROW_PX
            for column in self._yielding:
                if self.table.isColumnHidden(column) is not narrow:
                    self.table.setColumnHidden(column, narrow)
        return super().eventFilter(watched, event)

    def close_sheet(self) -> None:
        """Put the sheet away with what was typed on it: another complaint is shown."""
        self._close_sheet()

    def set_zone(self, zone: str) -> None:
        """The zone in which times of day are typed."""
        self.sheet.set_zone(zone)

    def set_options(self, key: str, options: Sequence[Option]) -> None:
        """What a choosing field of the sheet offers."""
        self.sheet.set_options(key, options)

    def set_writable(self, writable: bool, why: Label | None = None) -> None:
        """Whether papers can be written here; where not, `why` says so."""
        self._writable = writable
        self.new_button.setVisible(writable and self.spec.new is not None)
        self.sheet.save_button.setEnabled(writable)
        self._note.speak(None if writable else why)
        self._note.setVisible(not writable and why is not None)

    def start_new(self) -> None:
        """Open an empty sheet; one that is half written is kept."""
        if not (self.unsaved and self._editing is None):
            self._editing = None
            self.table.clearSelection()
            self.sheet.show_values({})
            self.sheet.withdraw_button.setVisible(False)
        self._show_sheet(self.spec.new or self.spec.name)
        self.sheet.start()

    def show_paper(
        self, paper: UUID, values: Mapping[str, Any], *, stands: bool = True, title: Label | None = None
    ) -> None:
        """Open the sheet of a paper that is there; one that does not stand any more cannot be withdrawn again.

        `title`: the sheet's, where it says more than the name of the section.
        """
        self._editing = paper
        self._select(paper)
        self.sheet.show_values(values)
        self.sheet.withdraw_button.setVisible(stands and self._writable)
        self._show_sheet(title or self.spec.name)

    def title_sheet(self, title: Label) -> None:
        """Name what stands on the sheet."""
        self._sheet_title.speak(title)

    def saved(self) -> None:
        """What was wished is on disk; the sheet is closed."""
        self.put_away()

    def put_away(self) -> None:
        """Close the sheet, whatever stands on it, and go back to the table."""
        self._close_sheet()
        self.table.setFocus()

    def failed(self, reason: Label) -> None:
        """What was wished was not done; everything typed stays."""
        self.sheet.failed(reason)

    def _leave(self) -> None:
        """Nothing typed is thrown away by a key: whoever is asked says so."""
        if self.unsaved:
            self.leave_wished.emit()
        else:
            self.put_away()

    def _submit(self, values: object) -> None:
        self.wished.emit(self._editing, values)

    def _open(self, index: QModelIndex) -> None:
        if self.unsaved:  # nothing typed is thrown away by a click
            self._sheet_title.speak(FINISH_FIRST)
            if self._editing is not None:
                self._select(self._editing)
            self.sheet.start()
            return
        self.opened.emit(self._model.rows[index.row()].id)

    def _select(self, paper: UUID) -> None:
        row = next((place for place, own in enumerate(self._model.rows) if own.id == paper), None)
        if row is not None:
            self.table.selectRow(row)

    def _show_sheet(self, title: Label) -> None:
        self._sheet_title.speak(title)
        self._paper.setVisible(True)

    def _close_sheet(self) -> None:
        self._editing = None
        self.sheet.show_values({})
        self._paper.setVisible(False)

    def _build(self) -> None:
        head = QHBoxLayout()
        self.heading: QLabel = SpokenLabel(self.spec.name, "title")
        head.addWidget(self.heading)
        head.addStretch(1)
        head.addWidget(self.new_button)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._note)
        column.addWidget(self._stack, 1)
        self._paper = card()
        inside = QVBoxLayout(self._paper)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.addWidget(self._sheet_title)
        inside.addWidget(self.sheet, 1)
        self._paper.setMinimumWidth(380)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self._paper)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(10)
        page.addLayout(head)
        page.addWidget(split, 1)

    def _speak(self) -> None:
        self._model.retranslate()
        show_view(self, self.table, self._stack, bool(self._model.rows))
        self.table.setAccessibleName(words(self.spec.name))
        self.setAccessibleName(words(self.spec.name))
