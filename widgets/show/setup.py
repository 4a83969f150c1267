"""The sheet before a showing: which marks in which order, and to whom, where, why, on which basis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from evidence.labels import Label
from widgets import theme
from widgets.language import tongue, words
from widgets.papers.sheet import Sheet
from widgets.papers.specs import Line, OneOf, Option, Tick
from widgets.parts import SpokenButton, card
from widgets.plain import plain
from widgets.show.words import S
from widgets.signs import Sign, sign_icon
from widgets.texts import SpokenLabel
from widgets.ticks import TickDelegate

FIELDS = (
    Line("shown_to", S.SHOWN_TO, S.SHOWN_TO_EMPTY),
    Line("place", S.PLACE),
    Line("purpose", S.PURPOSE),
    Line("basis", S.BASIS, S.BASIS_EMPTY),
    Tick("sound", S.SOUND),
    Line("sound_basis", S.SOUND_BASIS),
    OneOf("screen", S.SCREEN, nothing=S.THIS_SCREEN),
    Tick("compare", S.COMPARE),
)


@dataclass(frozen=True, slots=True)
class ShowRow:
    """A mark that can be shown: what it is called, what becomes of its picture, and a sign for that."""

    id: UUID
    name: str
    state: Label
    sign: Sign


class ShowSetup(QWidget):
    """Everything that is said before a showing.

    Signals:
        begun(object, object): the UUIDs of the marks in their order, and the dict of the fields; call `failed(reason)`
            if it cannot be.
        decide_wished(object): the UUID of the mark about whose picture shall be decided.
        cancelled(): nothing shall be shown.
    """

    begun = Signal(object, object)
    decide_wished = Signal(object)
    cancelled = Signal()

    def __init__(self) -> None:
        """Start without marks."""
        super().__init__()
        self._rows: list[ShowRow] = []
        self._ticked: set[UUID] = set()
        self.list = QListWidget()
        self.list.setItemDelegate(TickDelegate(self.list))
        self.sheet = Sheet(FIELDS, frozenset({"purpose"}))
        self.sheet.save_button.speak(S.BEGIN)
        self.up, self.down = SpokenButton(S.UP, "Ctrl+↑", role="quiet"), SpokenButton(S.DOWN, "Ctrl+↓", role="quiet")
        self.decide = SpokenButton(S.DECIDE, "H", role="quiet")
        self._empty = SpokenLabel(S.NO_MARKS, "soft", wrap=True)
        self._place()
        self.list.itemChanged.connect(self._tick)
        self.list.currentRowChanged.connect(lambda _: self._enable())
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.decide.clicked.connect(self._decide)
        for key, act in (("Ctrl+Up", self.up.click), ("Ctrl+Down", self.down.click), ("H", self.decide.click)):
            shortcut = QShortcut(QKeySequence(key), self.list)  # the list itself would take these keys
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)
        self.sheet.submitted.connect(self._begin)
        self.sheet.cancelled.connect(self.cancelled)
        tongue.language_changed.connect(self._fill)
        theme.dress.changed.connect(self._fill)
        self._fill()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter begins, Esc leaves, wherever the focus is."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.sheet.submit()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def set_marks(self, rows: Sequence[ShowRow]) -> None:
        """The marks that can be shown; order and ticks of those that were there stay."""
        order = {row.id: place for place, row in enumerate(self._rows)}
        self._rows = sorted(rows, key=lambda row: order.get(row.id, len(order)))
        self._ticked &= {row.id for row in rows}
        self._fill()

    def tick(self, mark: UUID) -> None:
        """Choose a mark to be shown."""
        self._ticked.add(mark)
        self._fill()

    def set_screens(self, screens: Sequence[Option], chosen: str | None) -> None:
        """The other screens, and the one to begin with."""
        self.sheet.set_options("screen", screens)
        self.sheet.editor("screen").show(chosen)

    def chosen(self) -> list[UUID]:
        """The marks that are to be shown, in their order."""
        return [row.id for row in self._rows if row.id in self._ticked]

    def failed(self, reason: Label) -> None:
        """Say why it cannot be; everything typed stays."""
        self.sheet.failed(reason)

    def _fill(self) -> None:
        current = self.list.currentRow()
        self.list.blockSignals(True)
        self.list.clear()
        for row in self._rows:
            item = QListWidgetItem(sign_icon(row.sign), plain(f"{row.name}\n{words(row.state)}", 300, keep_lines=True))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if row.id in self._ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(min(max(current, 0), len(self._rows) - 1))
        self.list.blockSignals(False)
        self.list.setAccessibleName(words(S.MARKS))
        self.list.setVisible(bool(self._rows))
        self._empty.setVisible(not self._rows)
        self._enable()

    def _enable(self) -> None:
        at = self.list.currentRow()
        self.up.setEnabled(at > 0)
        self.down.setEnabled(0 <= at < len(self._rows) - 1)
        self.decide.setEnabled(0 <= at < len(self._rows))

    def _tick(self, item: QListWidgetItem) -> None:
        mark = self._rows[self.list.row(item)].id
        if item.checkState() == Qt.CheckState.Checked:
            self._ticked.add(mark)
        else:
            self._ticked.discard(mark)

    def _move(self, by: int) -> None:
        at = self.list.currentRow()
        if 0 <= at + by < len(self._rows):
            self._rows[at], self._rows[at + by] = self._rows[at + by], self._rows[at]
            self.list.setCurrentRow(at + by)
            self._fill()

    def _decide(self) -> None:
        at = self.list.currentRow()
        if 0 <= at < len(self._rows):
            self.decide_wished.emit(self._rows[at].id)

    def _begin(self, values: dict[str, Any]) -> None:
        marks = self.chosen()
        if not marks:
            self.failed(S.CHOOSE)
        elif values["sound"] and not values["sound_basis"]:
            self.failed(S.SOUND_EMPTY)
        else:
            self.begun.emit(marks, values)

    def _place(self) -> None:
        tools = QHBoxLayout()
        for button in (self.up, self.down, self.decide):
            button.setAutoDefault(False)
            tools.addWidget(button)
        tools.addStretch(1)
        left = QVBoxLayout()
        left.addWidget(SpokenLabel(S.MARKS, "section"))
        left.addWidget(self.list, 1)
        left.addWidget(self._empty, 1)
        left.addLayout(tools)
        left.addWidget(SpokenLabel(S.HINT, "soft", wrap=True))
        right = card()
        inside = QVBoxLayout(right)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.addWidget(self.sheet)
        for button in (self.sheet.save_button, self.sheet.cancel_button):
            button.setAutoDefault(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addLayout(left, 1)
        row.addWidget(right, 1)
        self.setFocusProxy(self.list)
