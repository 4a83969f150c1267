"""The bar at the top: which complaint, and what can be done with it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.window import sentences
from evidence.labels import Label
from evidence.register.lines import RegisterLine
from widgets.keys import KeyTable
from widgets.language import tongue, words
from widgets.lists.footage import Overwriting
from widgets.parts import SignView, SpokenButton
from widgets.register import deadlines
from widgets.rules.words import Q
from widgets.settings.words import P
from widgets.show.words import S
from widgets.signs import Sign
from widgets.texts import ElidedLabel
from widgets.words import W


class CountedDown(QWidget):
    """A sign and a quiet line of words; nothing where nothing runs."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self._sign, self._words = SignView(side=14), ElidedLabel(tone="soft")
        self._label: Label | None = None
        self._here = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        tongue.language_changed.connect(self._speak)
        self._speak()

    def count_down(self, sign: Sign | None, label: Label | None) -> None:
        """Say how much time is left; None: nothing runs."""
        self._sign.show_sign(sign)
        self._label = label
        self._speak()

    def show_here(self, here: bool) -> None:
        """Whether a complaint is shown at all."""
        self._here = here
        self._speak()

    def text(self) -> str:
        """What is said."""
        return self._words.whole

    def _speak(self) -> None:
        self._words.say(words(self._label) if self._label else "")
        self.setAccessibleName(self._words.whole)
        self.setVisible(self._here and self._label is not None)


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
        self.due, self.footage = CountedDown(), CountedDown()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(10, 6, 10, 6)
        self._row.setSpacing(8)
        self.back = self._button("all_cases", sentences.BACK, keys, "quiet")
        left = QWidget()
        left.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        told = QVBoxLayout(left)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(0)
        told.addWidget(self._title)
        counted = QHBoxLayout()
        counted.setSpacing(14)
        for part in (self.due, self.footage):
            counted.addWidget(part, 1)
        told.addLayout(counted)
        self._row.addWidget(left, 1)
        self._papers = self._button("papers", sentences.PAPERS, keys, "quiet")
        self._of_case = (
            self._button("edit_case", W.FORM_EDIT, keys, "quiet"),
            self._papers,
            self._button("show", S.BUTTON, keys, "quiet"),
            self._button("add_files", sentences.ADD, keys),
            self._button("check", sentences.CHECK, keys),
            self._button("bundle", sentences.BUNDLE, keys),
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
        for part in (self.due, self.footage):
            part.show_here(on_desk or on_papers)
        self.back.setVisible(can_go_back)
        for button in self._of_case:
            button.setVisible(on_desk or on_papers)
        for button in (self.verify, self._rules):
            button.setVisible(not can_go_back)

    def show_deadline(self, line: RegisterLine | None, today: date) -> None:
        """The next deadline of the complaint, with the days that are left."""
        label = deadlines.headline(line, today) if line else None
        self.due.count_down(deadlines.sign_of(line.due, today) if line else None, label)

    def show_overwriting(self, next_one: Overwriting | None) -> None:
        """The recording whose source overwrites it next."""
        self.footage.count_down(next_one.sign if next_one else None, next_one.named if next_one else None)

    def _button(self, action: str, label: Label, keys: KeyTable, role: str = "") -> SpokenButton:
        button = SpokenButton(label, keys.shown(action), role=role)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys where they are
        button.clicked.connect(lambda: self.wished.emit(action))
        self._row.addWidget(button)
        return button
