"""Options with a box each, worded when they are seen: a case may have ten thousand marks to tick."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from evidence.labels import Label
from widgets.language import words
from widgets.papers.specs import Key, Option
from widgets.plain import plain, tip

Index = QModelIndex | QPersistentModelIndex
LONGEST = 200


def said(option: Option, most: int = LONGEST) -> str:
    """An option in the language in use."""
    text = option.text() if callable(option.text) else option.text
    return plain(words(text) if isinstance(text, Label) else text, most)


class TickModel(QAbstractListModel):
    """The options in their order, and which of them are ticked."""

    def __init__(self) -> None:
        """Start with no options."""
        super().__init__()
        self._options: tuple[Option, ...] = ()
        self._ticked: set[Key] = set()

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer these; what is ticked stays ticked."""
        self.beginResetModel()
        self._options = tuple(options)
        self._ticked &= {one.key for one in self._options} if self._ticked else set()
        self.endResetModel()

    def tick(self, keys: Collection[Key]) -> None:
        """Tick these of the options and no others."""
        self._ticked = {one.key for one in self._options if one.key in keys} if keys else set()
        self.retranslate()

    def ticked(self) -> tuple[Key, ...]:
        """Which are ticked, in the order of the options."""
        return tuple(one.key for one in self._options if one.key in self._ticked) if self._ticked else ()

    def retranslate(self) -> None:
        """Show everything as it is now, in the language in use."""
        if self._options:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._options) - 1, 0))

    def rowCount(self, parent: Index | None = None) -> int:
        """How many options there are."""
        return 0 if parent is not None and parent.isValid() else len(self._options)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Each may be ticked."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of an option, and its box."""
        option = self._options[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if option.key in self._ticked else Qt.CheckState.Unchecked
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        return said(option) if role == Qt.ItemDataRole.DisplayRole else tip(said(option))

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick an option, or not."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        key = self._options[index.row()].key
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self._ticked.add(key)
        else:
            self._ticked.discard(key)
        self.dataChanged.emit(index, index)
        return True
