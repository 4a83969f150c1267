"""The sheet before an export: for whom, in which language, and what will be left out and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from evidence.labels import Label
from widgets.language import tongue, words
from widgets.parts import ArrowBox, SpokenButton
from widgets.plain import plain, tip
from widgets.results.words import X
from widgets.texts import SpokenLabel
from widgets.words import W

LANGUAGES = (("en", X.ENGLISH), ("zh", X.CHINESE), ("both", X.BOTH))


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """One kind of what is left out."""

    what: Label
    count: int
    why: Label


class ExportSheet(QDialog):
    """Asks for a copy and a language; nothing is written before a place was chosen.

    Signals:
        looked(str): this copy is looked at; answer with `show_rows` or `show_refusal`.
        chosen(str, str): the copy and the language to export.
        lettered(): a letter is wanted instead.
    """

    looked = Signal(str)
    chosen = Signal(str, str)
    lettered = Signal()

    def __init__(self, copies: Sequence[tuple[str, Label]], language: str, parent: QWidget | None = None) -> None:
        """Offer these copies, the first one (that for the house) chosen, and a language."""
        super().__init__(parent)
        self._copies = list(copies)
        self._rows: Sequence[LeftOutRow] | None = ()
        self._refusal: Label | None = None
        self.copy, self.language = ArrowBox(), ArrowBox()
        self.copy.addItems([""] * len(self._copies))
        self.language.addItems([""] * len(LANGUAGES))
        self.language.setCurrentIndex([one for one, _ in LANGUAGES].index(language))
        self.table = QTableWidget(0, 3)
        self.says, self.hint = SpokenLabel(None, wrap=True), SpokenLabel(None, "soft", wrap=True)
        self.letter = SpokenButton(X.DRAFT_LETTER, role="quiet")
        self.export, self.leave = SpokenButton(X.EXPORT, role="primary"), SpokenButton(W.FORM_CANCEL, "Esc")
        self._place()
        self.copy.currentIndexChanged.connect(lambda _: self._look())
        self.export.clicked.connect(self._choose)
        self.leave.clicked.connect(self.reject)
        self.letter.clicked.connect(self._turn_to_letter)
        tongue.language_changed.connect(self._speak)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(820, 560)
        self._speak()

    @property
    def wanted(self) -> str:
        """The copy that is chosen."""
        return self._copies[self.copy.currentIndex()][0]

    def show_rows(self, copy: str, rows: Sequence[LeftOutRow]) -> None:
        """What a copy leaves out; an answer about another copy than the one chosen by now is passed over."""
        if copy == self.wanted:
            self._rows, self._refusal = rows, None
            self._speak()

    def show_refusal(self, copy: str, reason: Label) -> None:
        """Why a copy cannot be made, and what to do."""
        if copy == self.wanted:
            self._rows, self._refusal = (), reason
            self._speak()

    def _look(self) -> None:
        self._rows, self._refusal = (None, None) if self._outside else ((), None)
        self._speak()
        if self._outside:
            self.looked.emit(self.wanted)

    @property
    def _outside(self) -> bool:
        return self.copy.currentIndex() > 0

    def _choose(self) -> None:
        self.accept()
        self.chosen.emit(self.wanted, LANGUAGES[self.language.currentIndex()][0])

    def _turn_to_letter(self) -> None:
        self.reject()
        self.lettered.emit()

    def _sentence(self) -> Label:
        if self._refusal is not None:
            return self._refusal
        if not self._outside:
            return X.INSIDE
        if self._rows is None:
            return X.LOOKING
        return X.CHECK if self._rows else X.NOTHING

    def _speak(self) -> None:
        self.setWindowTitle(words(X.TITLE))
        for box, labels in (
            (self.copy, [label for _, label in self._copies]),
            (self.language, [x for _, x in LANGUAGES]),
        ):
            for at, label in enumerate(labels):
                box.setItemText(at, words(label))
        self.copy.setAccessibleName(words(X.COPY))
        self.language.setAccessibleName(words(X.LANGUAGE))
        self._fill()
        self.says.speak(self._sentence())
        self.says.set_tone("bad" if self._refusal is not None else "")
        self.hint.speak(X.NEEDED)
        self.hint.setVisible(bool(self._rows))
        self.export.setEnabled(self._refusal is None and self._rows is not None)

    def _fill(self) -> None:
        rows = self._rows or ()
        self.table.setVisible(bool(rows))
        self.table.setHorizontalHeaderLabels([words(label) for label in (X.WHAT, X.COUNT, X.WHY)])
        self.table.setAccessibleName(words(X.LEFT_OUT))
        self.table.setRowCount(len(rows))
        for at, row in enumerate(rows):
            for column, text in enumerate((words(row.what), str(row.count), words(row.why))):
                item = QTableWidgetItem(plain(text, 400))
                item.setToolTip(tip(text))
                item.setFlags(Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled)
                if column == 1:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
                else:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                self.table.setItem(at, column, item)
        self.table.resizeRowsToContents()

    def _place(self) -> None:
        head = self.table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        head.sectionResized.connect(lambda *_: self.table.resizeRowsToContents())
        self.table.verticalHeader().hide()
        self.table.setWordWrap(True)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        for row, (label, box) in enumerate(((X.COPY, self.copy), (X.LANGUAGE, self.language))):
            grid.addWidget(SpokenLabel(label, "soft"), row, 0)
            grid.addWidget(box, row, 1)
        grid.setColumnStretch(1, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.letter)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.export)
        self.export.setDefault(True)
        page = QVBoxLayout(self)
        page.setContentsMargins(20, 16, 20, 16)
        page.setSpacing(12)
        page.addWidget(SpokenLabel(X.TITLE, "title"))
        page.addLayout(grid)
        page.addWidget(SpokenLabel(X.LEFT_OUT, "section"))
        page.addWidget(self.table, 1)
        page.addWidget(self.says)
        page.addWidget(self.hint)
        page.addStretch(0)
        page.addLayout(foot)
