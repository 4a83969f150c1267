"""Places that hold the words that were looked for, below the complaints: each leads to its mark or second."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence.labels import Label
from evidence.timecode import format_time
from widgets.language import tongue, words
from widgets.plain import plain, tip
from widgets.rows import ROW_HEIGHT, EnterList
from widgets.texts import SpokenLabel
from widgets.words import W

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class HitLine:
    """One place: the case, what kind of text holds the words, and what leads there.

    `mark` and `exhibit` are labels in the case, empty where the place is neither; `at_us` is the second of a line.
    """

    case: UUID
    case_label: str
    where: Label
    text: str
    exhibit: str = ""
    mark: str = ""
    at_us: int | None = None


class _HitModel(QAbstractListModel):
    """Places as rows."""

    def __init__(self) -> None:
        super().__init__()
        self.hits: tuple[HitLine, ...] = ()

    def set_hits(self, hits: Sequence[HitLine]) -> None:
        self.beginResetModel()
        self.hits = tuple(hits)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.hits)

    def retranslate(self) -> None:
        if self.hits:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.hits) - 1, 0))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.hits):
            return None
        hit = self.hits[index.row()]
        place = " / ".join(part for part in (hit.case_label, hit.exhibit, hit.mark) if part)
        when = f"  {format_time(hit.at_us)}" if hit.at_us is not None else ""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{plain(place)}  {words(hit.where)}{when}  {plain(hit.text, 300)}"
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(120, ROW_HEIGHT)
        return tip(hit.text) if role == Qt.ItemDataRole.ToolTipRole else None


class HitList(QWidget):
    """The places, shown only while there are any.

    Signals:
        chosen(object): the HitLine that was clicked, or on which Enter was pressed.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._model = _HitModel()
        self.view = EnterList()
        self.view.setModel(self._model)
        self._heading = SpokenLabel(None, "section")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._heading)
        column.addWidget(self.view, 1)
        self.setVisible(False)
        self.view.clicked.connect(self._choose)
        self.view.entered_row.connect(self._choose)
        tongue.language_changed.connect(self._speak)
        self._speak()

    def set_hits(self, hits: Sequence[HitLine]) -> None:
        """Show these places; without any the list is put away."""
        self._model.set_hits(hits)
        self.setVisible(bool(hits))
        self._heading.speak(W.HITS, count=len(hits))

    def _choose(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._model.hits):
            self.chosen.emit(self._model.hits[index.row()])

    def _speak(self) -> None:
        self.view.setAccessibleName(words(W.HITS_ACCESS))
        self._model.retranslate()
