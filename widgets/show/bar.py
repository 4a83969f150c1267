"""The bar of whoever shows: what is on the other screen, the buttons for it; afterwards, what can be recorded."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from evidence.labels import Label
from widgets.language import tongue, words
from widgets.parts import SpokenButton
from widgets.show.words import S
from widgets.texts import SpokenLabel


class ShowBar(QFrame):
    """Hidden while nothing is shown and nothing is to be recorded about it.

    Signals:
        wished(str): previous play_pause replay next end.
        paper_wished(str): the kind of paper that shall be written: statements or withdrawals.
    """

    wished = Signal(str)
    paper_wished = Signal(str)

    def __init__(self) -> None:
        """Start hidden."""
        super().__init__()
        self.setProperty("role", "card")
        self._text = SpokenLabel(None, wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(self._text, 1)
        self._during: list[SpokenButton] = []
        self._after: list[SpokenButton] = []
        for label, key, wish in (
            (S.PREVIOUS, "←", "previous"),
            (S.PLAY, "Space", "play_pause"),
            (S.REPLAY, "R", "replay"),
            (S.NEXT, "→", "next"),
            (S.END, "Esc", "end"),
        ):
            self._during.append(self._button(label, key, "primary" if wish == "end" else ""))
            self._during[-1].clicked.connect(lambda _=False, wish=wish: self.wished.emit(wish))
        for label, paper in ((S.NEW_STATEMENT, "statements"), (S.WITHDRAWAL, "withdrawals")):
            self._after.append(self._button(label, "", "primary" if paper == "statements" else ""))
            self._after[-1].clicked.connect(lambda _=False, paper=paper: self._write(paper))
        close = self._button(S.CLOSE, "", "quiet")
        close.clicked.connect(self.hide)
        self._after.append(close)
        tongue.language_changed.connect(self._speak)
        self._speak()
        self.hide()

    def show_now(self, at: int, total: int, marks: Label) -> None:
        """Say what is on the other screen."""
        count = S.COUNT.filled(at=at, total=total)
        self._turn(S.NOW.filled(count=count, marks=marks), during=True)

    def show_done(self, who: str) -> None:
        """Say that it stands in the log, and offer what may follow."""
        self._turn(S.DONE.filled(who=who), during=False)

    def text(self) -> str:
        """The sentence shown."""
        return self._text.text()

    def paper_button(self, paper: str) -> SpokenButton:
        """The button that leads to a kind of paper."""
        return self._after[("statements", "withdrawals").index(paper)]

    def _turn(self, sentence: Label, *, during: bool) -> None:
        self._text.speak(sentence)
        for button in self._during:
            button.setVisible(during)
        for button in self._after:
            button.setVisible(not during)
        self.show()

    def _write(self, paper: str) -> None:
        self.hide()
        self.paper_wished.emit(paper)

    def _button(self, label: Label, key: str, role: str) -> SpokenButton:
        button = SpokenButton(label, key, role=role)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys where they are
        layout = self.layout()
        assert layout is not None
        layout.addWidget(button)
        return button

    def _speak(self) -> None:
        self.setAccessibleName(words(S.SCREEN_NAME))
