"""A sheet of every verdict's sign with its word, in colour and in grey: the legend, and the proof that it reads."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from evidence.model.kinds import Verdict
from widgets.language import both
from widgets.parts import SignView, card
from widgets.signs import VERDICT_SIGNS, Sign, draw_sign
from widgets.texts import PlainLabel


class GreySign(QWidget):
    """A sign as a black-and-white printer or a colour-blind eye gets it."""

    def __init__(self, sign: Sign, side: int = 24) -> None:
        """Draw `sign` in the grey of its own brightness."""
        super().__init__()
        self._sign = sign
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        level = QColor(self._sign.colour).lightness()
        draw_sign(painter, QRectF(self.rect()), self._sign, colour=QColor(level, level, level))
        painter.end()


class SignSheet(QWidget):
    """Every verdict: small, large and grey, with its word in both languages.

    Signals:
        none.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show all of them."""
        super().__init__(parent)
        outer = QGridLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame = card()
        outer.addWidget(frame)
        grid = QGridLayout(frame)
        grid.setHorizontalSpacing(24)
        for row, verdict in enumerate(Verdict):
            sign = VERDICT_SIGNS[verdict]
            grid.addWidget(SignView(sign, 16), row, 0)
            grid.addWidget(SignView(sign, 32), row, 1)
            grid.addWidget(GreySign(sign), row, 2)
            grid.addWidget(PlainLabel(both(verdict.label)), row, 3)
        grid.setColumnStretch(3, 1)
