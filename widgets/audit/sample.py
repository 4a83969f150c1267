"""The sheet in which an auditor chooses the points that they mark without seeing those of the case."""

from __future__ import annotations

from collections.abc import Sequence
from random import SystemRandom

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from widgets.audit.words import A
from widgets.language import words
from widgets.papers.editors import SomeOfEditor
from widgets.papers.specs import Option, SomeOf
from widgets.parts import SpokenButton
from widgets.texts import SpokenLabel
from widgets.words import W

FEW = 5


class SampleSheet(QDialog):
    """Points with a box each, and a draw at random.

    Signals:
        chosen(object): the tuple of the codes that are ticked.
    """

    chosen = Signal(object)

    def __init__(self, points: Sequence[Option], parent: QWidget | None = None) -> None:
        """Offer these points; none is ticked."""
        super().__init__(parent)
        self.setMinimumWidth(520)
        self._codes = [point.key for point in points]
        self.points = SomeOfEditor(SomeOf("points", A.POINTS, rows=8, empty=A.NO_POINTS))
        self.points.set_options(points)
        self.count = QSpinBox()
        self.count.setRange(1, max(1, len(points)))
        self.count.setValue(min(FEW, len(points)))
        self.count.setAccessibleName(words(A.AT_RANDOM))
        self.draw, self.hide_marks, leave = (
            SpokenButton(A.DRAW),
            SpokenButton(A.HIDE, role="primary"),
            SpokenButton(W.FORM_CANCEL),
        )
        self._said = SpokenLabel(None if points else A.NO_POINTS, "doubt", wrap=True)
        self.draw.clicked.connect(self._draw)
        self.hide_marks.clicked.connect(self._choose)
        leave.clicked.connect(self.reject)
        for button in (self.draw, leave):
            button.setAutoDefault(False)
        self.hide_marks.setDefault(True)
        for widget in (self.draw, self.hide_marks, self.count):
            widget.setEnabled(bool(points))
        random, foot = QHBoxLayout(), QHBoxLayout()
        random.addWidget(SpokenLabel(A.AT_RANDOM))
        random.addWidget(self.count)
        random.addWidget(self.draw)
        random.addStretch(1)
        foot.addWidget(self._said, 1)
        foot.addWidget(leave)
        foot.addWidget(self.hide_marks)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(SpokenLabel(A.SAMPLE_TITLE, "title"))
        column.addWidget(SpokenLabel(A.SAMPLE_NOTE, "soft", wrap=True))
        column.addWidget(SpokenLabel(A.POINTS, "section"))
        column.addWidget(self.points.widget)
        column.addLayout(random)
        column.addLayout(foot)
        self.setWindowTitle(words(A.SAMPLE_TITLE))
        self.points.widget.setFocus()

    def _draw(self) -> None:
        self.points.show(SystemRandom().sample(self._codes, self.count.value()))

    def _choose(self) -> None:
        found = self.points.model.ticked()
        if not found:
            self._said.speak(A.NONE_CHOSEN)
            return
        self.accept()
        self.chosen.emit(found)
