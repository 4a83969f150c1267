"""The table of keys on screen, as F1 shows it: grouped, in both languages."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from widgets import theme
from widgets.keys import ACTIONS, DIGITS, KeyAction, KeyGroup, KeyTable, shown_key
from widgets.language import both, current_language, tongue, words
from widgets.parts import SpokenButton, card
from widgets.texts import MonoLabel, PlainLabel, SpokenLabel
from widgets.words import W


class KeysDialog(QDialog):
    """All keys, by group, each in both languages. Esc, Enter or the button closes it.

    Signals:
        none of its own; `finished` of the dialog says that it was closed.
    """

    def __init__(self, table: KeyTable, parent: QWidget | None = None) -> None:
        """Show the keys of `table`."""
        super().__init__(parent)
        self._table = table
        self.setMinimumSize(760, 480)
        self.resize(1280, 660)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(10)
        inner = QWidget()
        inner.setLayout(self._columns)
        self._scroll = QScrollArea()
        self._scroll.setProperty("role", "reading")
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(inner)
        close = SpokenButton(W.CLOSE, role="primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(SpokenLabel(W.KEYS_NOTE, "soft", wrap=True), 1)
        foot.addWidget(close)
        page = QVBoxLayout(self)
        page.setContentsMargins(20, 16, 20, 16)
        page.addWidget(SpokenLabel(W.KEYS, "title"))
        page.addWidget(self._scroll, 1)
        page.addLayout(foot)
        self._fill()
        tongue.language_changed.connect(self._fill)

    def _fill(self) -> None:
        self.setWindowTitle(words(W.KEYS))
        self._scroll.setAccessibleName(words(W.KEYS))
        while item := self._columns.takeAt(0):
            if old := item.widget():
                old.setParent(None)
                old.deleteLater()
        for groups in (
            (KeyGroup.MOVE, KeyGroup.HOW),
            (KeyGroup.MARK, KeyGroup.PICTURE),
            (KeyGroup.VERDICT, KeyGroup.LIST, KeyGroup.CASE, KeyGroup.PROGRAM),
        ):
            column = QWidget()
            stack = QVBoxLayout(column)
            stack.setContentsMargins(0, 0, 0, 0)
            for group in groups:
                stack.addWidget(self._group(group))
            stack.addStretch(1)
            self._columns.addWidget(column, 1)

    def _group(self, group: KeyGroup) -> QWidget:
        frame = card()
        grid = QGridLayout(frame)
        grid.setContentsMargins(12, 8, 12, 8)
        grid.setVerticalSpacing(1)
        grid.setColumnMinimumWidth(0, 74)
        grid.setColumnStretch(1, 5)
        grid.setColumnStretch(2, 4)
        grid.addWidget(PlainLabel(both(group.label), "section"), 0, 0, 1, 3)
        size = theme.POINT_SIZE - 0.5
        for row, line in enumerate((line for line in ACTIONS if line.group is group), 1):
            texts = (line.label.zh, line.label.en) if current_language() == "zh" else (line.label.en, line.label.zh)
            cells: tuple[QLabel, ...] = (
                MonoLabel(keys_text(self._table, line) or "–", size - 0.5),
                PlainLabel(texts[0], wrap=True, points=size),
                PlainLabel(texts[1], "soft", wrap=True, points=size - 0.5),
            )
            for column, cell in enumerate(cells):
                cell.setAlignment(Qt.AlignmentFlag.AlignTop)
                grid.addWidget(cell, row, column)
        return frame


def keys_text(table: KeyTable, line: KeyAction) -> str:
    """All keys of an action as people read them; empty when it has none."""
    keys = table.keys(line.id)
    if line.id == "digit" and keys[: len(DIGITS)] == DIGITS:
        return "0 … 9  ."
    return "  ".join(dict.fromkeys(shown_key(key) for key in keys))
