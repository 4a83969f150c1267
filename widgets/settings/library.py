"""The page of the library: where it is, the room left, another one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget

from evidence.labels import Label
from widgets.language import tongue, words
from widgets.parts import SpokenButton
from widgets.plain import plain, tip
from widgets.settings.pages import Page
from widgets.settings.words import P
from widgets.texts import ElidedLabel, PlainLabel, SpokenLabel


class RecentList(QListWidget):
    """Libraries that were open before.

    Signals:
        wished(): Enter or a double click.
    """

    wished = Signal()

    def __init__(self, folders: Sequence[str]) -> None:
        """Show them, the last one first."""
        super().__init__()
        self.folders = list(folders)
        self.addItems([plain(folder) for folder in self.folders])
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for row, folder in enumerate(self.folders):
            self.item(row).setToolTip(tip(folder))
        self.itemDoubleClicked.connect(lambda _: self.wished.emit())
        self.setCurrentRow(0)

    @property
    def chosen(self) -> str:
        """The folder that is chosen; empty where none is."""
        return self.folders[self.currentRow()] if self.folders else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wished.emit()
        else:
            super().keyPressEvent(event)


class LibraryPage(Page):
    """Which library is open, and how to work with another one. Nothing is ever moved.

    Signals:
        other_wished(): another one shall be looked for.
        recent_wished(str): the folder of one that was open before.
    """

    other_wished = Signal()
    recent_wished = Signal(str)

    def __init__(self, folder: str, free: tuple[str, str] | None, recent: Sequence[str]) -> None:
        """Show the open folder, free and total room of its disk as texts, and those that were open before."""
        super().__init__()
        place = ElidedLabel(folder, mode=Qt.TextElideMode.ElideMiddle, mono=True)
        self.room = SpokenLabel(
            P.FREE.filled(free=free[0], total=free[1]) if free else P.FREE_UNKNOWN, "soft", wrap=True
        )
        self.other, self.open = SpokenButton(P.OTHER), SpokenButton(P.OPEN_RECENT)
        self.recent = RecentList(recent)
        self._trouble: Label | None = None
        self._sentence = PlainLabel(tone="doubt", wrap=True)
        for button in (self.other, self.open):
            button.setAutoDefault(False)
        self.head(P.OPEN_NOW)
        self.column.addWidget(place)
        self.column.addWidget(self.room)
        self.head(P.OTHER, P.OTHER_NOTE)
        self.row(self.other)
        self.head(P.RECENT)
        if recent:
            self.column.addWidget(self.recent, 1)
            self.row(self.open)
        else:
            self.recent.setParent(self)
            self.recent.hide()
            self.column.addWidget(SpokenLabel(P.NO_RECENT, "soft", wrap=True))
            self.column.addStretch(1)
        self.column.addWidget(self._sentence)
        self.other.clicked.connect(self.other_wished)
        self.open.clicked.connect(self._open)
        self.recent.wished.connect(self._open)
        tongue.language_changed.connect(self._speak)
        self._speak()

    def say(self, trouble: Label) -> None:
        """Say why a library is not opened."""
        self._trouble = trouble
        self._speak()

    def _open(self) -> None:
        if self.recent.chosen:
            self.recent_wished.emit(self.recent.chosen)

    def _speak(self) -> None:
        self._sentence.say(words(self._trouble) if self._trouble else "")
        self.recent.setAccessibleName(words(P.RECENT))
