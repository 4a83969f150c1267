"""What is due today or overdue, above the list of complaints: each line leads to its complaint."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence.register.agenda import Agenda, AgendaItem
from widgets.language import tongue, words
from widgets.parts import SpokenButton
from widgets.plain import plain, tip
from widgets.register import deadlines
from widgets.register.words import R
from widgets.rows import ROW_HEIGHT, EnterList
from widgets.signs import sign_icon
from widgets.texts import SpokenLabel

Index = QModelIndex | QPersistentModelIndex
ROWS_SHOWN = 5
"""Lines that are seen at once; the rest is scrolled to."""


class _AgendaModel(QAbstractListModel):
    """What is due as rows."""

    def __init__(self) -> None:
        super().__init__()
        self.agenda: Agenda | None = None

    @property
    def items(self) -> tuple[AgendaItem, ...]:
        return self.agenda.items if self.agenda else ()

    def set_agenda(self, agenda: Agenda) -> None:
        self.beginResetModel()
        self.agenda = agenda
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.items)

    def retranslate(self) -> None:
        if self.items:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.items) - 1, 0))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.agenda is None or not 0 <= index.row() < len(self.items):
            return None
        item = self.items[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _line(item, self.agenda)
        if role == Qt.ItemDataRole.DecorationRole:
            sign = deadlines.sign_of(item.due, self.agenda.today)
            return sign_icon(sign) if sign else None
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(120, ROW_HEIGHT)
        return tip(_line(item, self.agenda)) if role == Qt.ItemDataRole.ToolTipRole else None


def _line(item: AgendaItem, agenda: Agenda) -> str:
    what = " ".join(part for part in (item.label, plain(item.what, 120)) if part)
    parts = [
        f"{deadlines.left_in_words(item.due, agenda.today)} · {item.due}",
        plain(item.case_label, 60),
        f"{words(item.kind.label)}: {what}" if what else words(item.kind.label),
        plain(item.case_title, 120),
    ]
    if not agenda.mine:
        parts.append(plain(item.owner_name, 60) or words(R.NOBODY))
    return "   ".join(parts)


class TodayPane(QWidget):
    """Everything that is due today or overdue, of the person at the window or of everybody.

    Signals:
        chosen(object): the UUID of the complaint of a line that was clicked, or on which Enter was pressed.
        whose_wished(bool): True: what is due for the person here; False: for everybody; call `set_agenda`.
    """

    chosen = Signal(object)
    whose_wished = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._model = _AgendaModel()
        self.view = EnterList()
        self.view.setModel(self._model)
        self.heading = SpokenLabel(None, "section")
        self.whose = SpokenButton(R.EVERYBODYS, role="quiet")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.heading)
        head.addWidget(self.whose)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.view)
        self.setVisible(False)
        self.view.clicked.connect(self._choose)
        self.view.entered_row.connect(self._choose)
        self.whose.clicked.connect(lambda: self.whose_wished.emit(not self.mine))
        tongue.language_changed.connect(self._speak)

    @property
    def mine(self) -> bool:
        """Whether only what is due for the person here is shown."""
        return self._model.agenda is None or self._model.agenda.mine

    def set_agenda(self, agenda: Agenda) -> None:
        """Show what is due; a library in which nobody has anything to do shows one line."""
        self._model.set_agenda(agenda)
        rows = min(len(agenda.items), ROWS_SHOWN)
        self.view.setFixedHeight(rows * ROW_HEIGHT + 4)
        self.view.setVisible(bool(rows))
        if rows:
            self.view.setCurrentIndex(self._model.index(0, 0))
        self.setVisible(True)
        self._speak()

    def _choose(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._model.items):
            self.chosen.emit(self._model.items[index.row()].case_id)

    def _speak(self) -> None:
        agenda = self._model.agenda
        self.view.setAccessibleName(words(R.TODAY_LIST))
        self._model.retranslate()
        if agenda is None:
            return
        more = agenda.total > len(agenda.items)
        if agenda.mine:
            label = R.DUE_MINE if agenda.total else R.DUE_MINE_NONE
        else:
            label = R.DUE_ALL if agenda.total else R.DUE_NONE
        label = R.DUE_FIRST if more else label
        self.heading.speak(label, total=f"{agenda.total:,}", shown=f"{len(agenda.items):,}")
        self.whose.speak(R.EVERYBODYS.filled(all=f"{agenda.others:,}") if agenda.mine else R.ONLY_MINE)
        self.whose.setVisible(not agenda.mine or agenda.others > 0)
