"""The settings: their pages on the left, the one chosen beside."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from evidence.labels import Label
from widgets.language import tongue, words
from widgets.parts import SpokenButton
from widgets.settings.words import P
from widgets.texts import ElidedLabel, PlainLabel, SpokenLabel
from widgets.words import W

LINE = 30


class SettingsDialog(QDialog):
    """Every page of the settings. What is changed holds at once, so there is nothing to confirm.

    Signals:
        none of its own; each page says what was chosen.
    """

    def __init__(
        self,
        pages: Sequence[tuple[str, Label, QWidget]],
        file: str,
        trouble: Label | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Show the first of `pages` (key, name, widget). `trouble` says what of the file is not used."""
        super().__init__(parent)
        self._keys, self._names = [key for key, _, _ in pages], [name for _, name, _ in pages]
        self._file, self._trouble = file, trouble
        self.pages = QListWidget()
        self.pages.setFixedWidth(190)
        self.pages.setProperty("role", "pages")
        self.stack = QStackedWidget()
        for key, _, widget in pages:
            item = QListWidgetItem()
            item.setSizeHint(QSize(0, LINE))
            self.pages.addItem(item)
            self.stack.addWidget(widget if key == "keys" else _scrolled(widget))  # the table of keys scrolls itself
        self._sentence = PlainLabel(tone="doubt", wrap=True)
        self._place_of_file = ElidedLabel(tone="soft")
        close = SpokenButton(W.CLOSE, role="primary")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.pages)
        row.addWidget(self.stack, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._place_of_file, 1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(SpokenLabel(P.SETTINGS, "title"))
        column.addWidget(self._sentence)
        column.addLayout(row, 1)
        column.addLayout(foot)
        self.resize(1000, 640)
        self.pages.currentRowChanged.connect(self.stack.setCurrentIndex)
        tongue.language_changed.connect(self._speak)
        self._speak()
        self.pages.setCurrentRow(0)
        self.pages.setFocus()

    def show_page(self, key: str) -> None:
        """Turn to a page."""
        self.pages.setCurrentRow(self._keys.index(key))

    def say_all_used(self) -> None:
        """The settings file was written anew: there is nothing in it any more that is not used."""
        self._trouble = None
        self._speak()

    def _speak(self) -> None:
        self.setWindowTitle(words(P.SETTINGS))
        self.pages.setAccessibleName(words(P.PAGES))
        for row, name in enumerate(self._names):
            self.pages.item(row).setText(words(name))
        self._sentence.say(words(self._trouble) if self._trouble else "")
        self._sentence.setVisible(self._trouble is not None)
        self._place_of_file.say(words(P.KEPT, file=self._file))


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it leads the view along
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(widget)
    return area
