"""The bar of an auditor: where their own marks go, what is kept from them, how far they agree with the case."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from evidence.labels import Label
from widgets.audit.words import A
from widgets.language import tongue, words
from widgets.parts import SpokenButton
from widgets.texts import PlainLabel


class AuditBar(QFrame):
    """Hidden for everybody who does not audit the open complaint.

    Signals:
        file_wished(): the file of their own marks shall be chosen.
        sample_wished(): points shall be chosen that are marked blind.
        comparison_wished(): the agreement is wished point by point.
    """

    file_wished = Signal()
    sample_wished = Signal()
    comparison_wished = Signal()

    def __init__(self) -> None:
        """Start hidden."""
        super().__init__()
        self.setProperty("role", "card")
        self._said: tuple[Label, ...] = ()
        self._text = PlainLabel(wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(self._text, 1)
        self.file, self.sample, self.compare = (SpokenButton(one) for one in (A.CHOOSE, A.SAMPLE, A.COMPARE))
        for button, wish in (
            (self.file, self.file_wished),
            (self.sample, self.sample_wished),
            (self.compare, self.comparison_wished),
        ):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys where they are
            button.clicked.connect(lambda _=False, wish=wish: wish.emit())
            row.addWidget(button)
        tongue.language_changed.connect(self._speak)
        self._speak()
        self.hide()

    def show_standing(self, said: Sequence[Label], *, compared: bool) -> None:
        """Say how it stands, in these sentences; `compared`: it can be looked at point by point."""
        self._said = tuple(said)
        self.compare.setEnabled(compared)
        self._speak()
        self.show()

    def text(self) -> str:
        """The sentences shown."""
        return self._text.text()

    def _speak(self) -> None:
        self._text.say(words(A.THEN).join(words(one) for one in self._said))
        self.setAccessibleName(words(A.BAR))
