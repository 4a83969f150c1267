"""Bringing files of rules in: what is in force, and why the last file was not taken."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence.labels import Label
from widgets.language import tongue, words
from widgets.parts import SpokenButton
from widgets.rules.words import Q
from widgets.texts import PlainLabel, SpokenLabel


class RuleFiles(QWidget):
    """The packs in force with a button to bring others in.

    Signals:
        packs_wished(): a file of rule packs shall be brought in.
    """

    packs_wished = Signal()

    def __init__(self) -> None:
        """Say nothing yet."""
        super().__init__()
        self.bring_packs = SpokenButton(Q.BRING_PACKS, role="primary")
        self.bring_packs.clicked.connect(self.packs_wished)
        self._packs = ""
        self._said: Label | None = None
        self._bad = False
        self._in_force = PlainLabel(wrap=True)
        self._sentence = PlainLabel(wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(SpokenLabel(Q.FILES, "title"))
        column.addWidget(SpokenLabel(Q.FILES_ABOUT, "soft", wrap=True))
        column.addWidget(self._in_force)
        row = QHBoxLayout()
        row.addWidget(self.bring_packs)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._sentence)
        column.addStretch(1)
        self.setFocusProxy(self.bring_packs)
        tongue.language_changed.connect(self._speak)
        self._speak()

    def set_packs(self, packs: str, *, writable: bool) -> None:
        """Show which packs are in force, and whether others can be brought in here."""
        self._packs = packs
        self.bring_packs.setEnabled(writable)
        self._speak()

    def say(self, said: Label, *, bad: bool) -> None:
        """Say what came of the last file; it stays until the next one."""
        self._said, self._bad = said, bad
        self._speak()

    def text(self) -> str:
        """What is said of the last file."""
        return self._sentence.text()

    def _speak(self) -> None:
        self._in_force.say(words(Q.IN_FORCE, packs=self._packs))
        self._sentence.say(words(self._said) if self._said else "")
        self._sentence.set_tone("bad" if self._bad else "good")
