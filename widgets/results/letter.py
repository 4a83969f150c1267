"""The sheet before a letter is drafted: which letter, in which language, as which kind of file."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from evidence.labels import Label
from widgets.language import tongue, words
from widgets.parts import ArrowBox, SpokenButton
from widgets.results.words import X
from widgets.texts import SpokenLabel
from widgets.words import W

Choices = Sequence[tuple[str, Label]]
LANGUAGES: Choices = (("en", X.ENGLISH), ("zh", X.CHINESE))
FILES: Choices = ((".docx", X.DOCX), (".pdf", X.PDF))


class LetterSheet(QDialog):
    """Asks what to draft; nothing is written before a place was chosen.

    Signals:
        chosen(str, str, str): the letter, the language, and the ending of the file's name.
    """

    chosen = Signal(str, str, str)

    def __init__(self, kinds: Sequence[tuple[str, Label, Label]], language: str, parent: QWidget | None = None) -> None:
        """Offer these letters: value, name, and what it is drafted from."""
        super().__init__(parent)
        self._about = [about for _, _, about in kinds]
        self._asked: list[tuple[Label, ArrowBox, Choices]] = [
            (X.LETTER, ArrowBox(), [(value, name) for value, name, _ in kinds]),
            (X.LANGUAGE_OF_LETTER, ArrowBox(), LANGUAGES),
            (X.KIND_OF_FILE, ArrowBox(), FILES),
        ]
        self.kind, self.language, self.file = (box for _, box, _ in self._asked)
        for _, box, choices in self._asked:
            box.addItems([""] * len(choices))
        self.language.setCurrentIndex([value for value, _ in LANGUAGES].index(language))
        self.says = SpokenLabel(None, wrap=True)
        self.draft, self.leave = SpokenButton(X.EXPORT, role="primary"), SpokenButton(W.FORM_CANCEL, "Esc")
        self._place()
        self.kind.currentIndexChanged.connect(lambda _: self._speak())
        self.draft.clicked.connect(self._choose)
        self.leave.clicked.connect(self.reject)
        tongue.language_changed.connect(self._speak)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._speak()

    def _choose(self) -> None:
        self.accept()
        self.chosen.emit(*(choices[box.currentIndex()][0] for _, box, choices in self._asked))

    def _speak(self) -> None:
        self.setWindowTitle(words(X.DRAFT_LETTER))
        for name, box, choices in self._asked:
            for at, (_, label) in enumerate(choices):
                box.setItemText(at, words(label))
            box.setAccessibleName(words(name))
        self.says.speak(self._about[self.kind.currentIndex()])

    def _place(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        for row, (label, box, _) in enumerate(self._asked):
            grid.addWidget(SpokenLabel(label, "soft"), row, 0)
            grid.addWidget(box, row, 1)
        grid.setColumnStretch(1, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.draft)
        self.draft.setDefault(True)
        page = QVBoxLayout(self)
        page.setContentsMargins(20, 16, 20, 16)
        page.setSpacing(12)
        page.addWidget(SpokenLabel(X.DRAFT_LETTER, "title"))
        page.addLayout(grid)
        page.addWidget(self.says)
        page.addWidget(SpokenLabel(X.IS_A_DRAFT, "soft", wrap=True))
        page.addStretch(1)
        page.addLayout(foot)
        self.resize(560, 300)
