"""The bar at the top: which complaint, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.window import sentences
from evidence.labels import Label
from widgets.keys import KeyTable
from widgets.parts import SpokenButton
from widgets.rules.words import Q
from widgets.settings.words import P
from widgets.show.words import S
from widgets.texts import ElidedLabel
from widgets.words import W


class Header(QWidget):
    """The name of what is open and the buttons of the window; each says the same action as its key.

    Signals:
        wished(str): an action of the key table.
    """

    wished = Signal(str)

    def __init__(self, keys: KeyTable) -> None:
        """Place the buttons; `keys` gives the keys in their tooltips."""
        super().__init__()
        self._title = ElidedLabel(tone="heading")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(10, 6, 10, 6)
        self._row.setSpacing(8)
        self.back = self._button("all_cases", sentences.BACK, keys, "quiet")
        self._row.addWidget(self._title, 1)
        self._papers = self._button("papers", sentences.PAPERS, keys, "quiet")
        self._of_case = (
            self._button("edit_case", W.FORM_EDIT, keys, "quiet"),
            self._papers,
            self._button("show", S.BUTTON, keys, "quiet"),
            self._button("add_files", sentences.ADD, keys),
            self._button("check", sentences.CHECK, keys),
            self._button("export", sentences.EXPORT, keys, "primary"),
        )
        self.verify = self._button("verify", sentences.VERIFY, keys, "quiet")
        self._rules = self._button("rules", Q.RULES, keys, "quiet")
        self._button("keys", sentences.KEYS, keys, "quiet")
        self._button("settings", P.SETTINGS, keys, "quiet")
        self._button("language", sentences.LANGUAGE, keys, "quiet")

    def show_place(self, title: str, *, can_go_back: bool, on_desk: bool, on_papers: bool = False) -> None:
        """Show what is open, and the buttons that mean something there."""
        self._papers.speak(sentences.RECORDINGS if on_papers else sentences.PAPERS)
        self._title.say(title)
        self.back.setVisible(can_go_back)
        for button in self._of_case:
            button.setVisible(on_desk or on_papers)
        for button in (self.verify, self._rules):
            button.setVisible(not can_go_back)

    def _button(self, action: str, label: Label, keys: KeyTable, role: str = "") -> SpokenButton:
        button = SpokenButton(label, keys.shown(action), role=role)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys where they are
        button.clicked.connect(lambda: self.wished.emit(action))
        self._row.addWidget(button)
        return button
            self._button("bundle", sentences.BUNDLE, keys),
