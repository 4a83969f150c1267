"""How far several clocks, or claims, disagree about one moment: in words and as a small picture."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from evidence.clock.disagreement import Disagreement, Standing, apart_text
from evidence.timecode import MICROSECONDS, us_between
from widgets import theme
from widgets.clocks.words import C
from widgets.language import tongue, words
from widgets.parts import SignView, clear_layout
from widgets.plain import plain, tip
from widgets.signs import ANSWER_SIGNS
from widgets.texts import PlainLabel, SpokenLabel
from widgets.times import seconds_text

ROW = 22
NAMES = 78
"""Room for the names on the left."""
LEAST_US = MICROSECONDS // 10
"""A picture is never enlarged beyond this: clocks that agree look as if they did."""


class StandingsPicture(QWidget):
    """A line for each standing: a point where it puts the moment, a bar for its doubt, dots where that is unknown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._standings: tuple[Standing, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        tongue.language_changed.connect(self._speak)

    def set_standings(self, standings: Sequence[Standing]) -> None:
        """Show these."""
        self._standings = tuple(standings)
        self.updateGeometry()
        self.update()
        self._speak()

    def sizeHint(self) -> QSize:
        """A row for each, and one for the scale."""
        return QSize(260, ROW * len(self._standings) + 18)

    def minimumSizeHint(self) -> QSize:
        """As high as the rows need."""
        return QSize(180, self.sizeHint().height())

    def x_of(self, us: int) -> float:
        """Where a distance from the first standing lies."""
        low, high = self._span()
        return NAMES + 8 + (us - low) * (self.width() - NAMES - 16) / (high - low)

    def apart_us(self) -> list[int]:
        """How far every standing lies from the first."""
        return [us_between(self._standings[0].at, one.at) for one in self._standings]

    def _span(self) -> tuple[int, int]:
        edges = [0]
        for us, one in zip(self.apart_us(), self._standings, strict=True):
            edges += [us - (one.doubt_us or 0), us + (one.doubt_us or 0)]
        low, high = min(edges), max(edges)
        room = max((high - low) // 8, LEAST_US)
        return low - room, high + room

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines and, below, the scale."""
        if not self._standings:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.sans(theme.POINT_SIZE - 1))
        bottom = ROW * len(self._standings)
        for row, (us, one) in enumerate(zip(self.apart_us(), self._standings, strict=True)):
            self._paint_row(painter, row, us, one)
        painter.setPen(QPen(QColor(theme.RULE_STRONG), 1))
        painter.drawLine(QPointF(NAMES, bottom), QPointF(self.width(), bottom))
        painter.setFont(theme.mono(theme.POINT_SIZE - 2))
        said = -1.0
        for us in sorted(set(self.apart_us())):
            x, text = self.x_of(us), _distance(us)
            wide = painter.fontMetrics().horizontalAdvance(text)
            left = min(max(x - wide / 2, NAMES), self.width() - wide)
            if left > said:
                painter.drawText(QPointF(left, bottom + 13), text)
                said = left + wide + 6
        painter.end()

    def _paint_row(self, painter: QPainter, row: int, us: int, one: Standing) -> None:
        middle, x = row * ROW + ROW / 2, self.x_of(us)
        painter.setPen(QColor(theme.INK))
        name = painter.fontMetrics().elidedText(plain(words(one.name), 40), Qt.TextElideMode.ElideRight, NAMES - 6)
        painter.drawText(QRectF(0, row * ROW, NAMES - 4, ROW), Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(QPen(QColor(theme.RULE), 1))
        painter.drawLine(QPointF(NAMES, middle), QPointF(self.width(), middle))
        colour = QColor(theme.DOUBT if one.doubt_us is None else theme.ACCENT)
        if one.doubt_us is None:
            painter.setPen(QPen(colour, 1.5, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(NAMES, middle), QPointF(self.width(), middle))
        else:
            left, right = self.x_of(us - one.doubt_us), self.x_of(us + one.doubt_us)
            painter.fillRect(QRectF(left, middle - 5, max(right - left, 1.0), 10), theme.colour(theme.ACCENT, 60))
            painter.setPen(QPen(colour, 1.5))
            for edge in (left, right):
                painter.drawLine(QPointF(edge, middle - 5), QPointF(edge, middle + 5))
        painter.setPen(QPen(colour, 1.8))
        painter.setBrush(QColor(theme.PAPER) if one.doubt_us is None else colour)
        painter.drawEllipse(QPointF(x, middle), 3.5, 3.5)

    def _speak(self) -> None:
        lines = []
        for one in self._standings:
            doubt = words(C.NO_UNCERTAINTY) if one.doubt_us is None else f"± {seconds_text(one.doubt_us)} s"
            lines.append(f"{words(one.name)}: {one.at.isoformat(timespec='milliseconds')}, {doubt}")
        self.setAccessibleName(words(C.PICTURE_ACCESS))
        self.setAccessibleDescription("; ".join(lines))
        self.setToolTip(tip("\n".join(lines)))
        self.update()


def _distance(us: int) -> str:
    return f"{'-' if us < 0 else '+'}{apart_text(us)}" if us else "0"


class AgreementView(QWidget):
    """The picture, and below it a sentence for every two."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show that there is nothing to compare."""
        super().__init__(parent)
        self._found: tuple[Disagreement, ...] = ()
        self.picture = StandingsPicture()
        self._nothing = SpokenLabel(C.NOTHING_TO_COMPARE, "soft", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.picture)
        column.addWidget(self._nothing)
        column.addLayout(self._lines)
        tongue.language_changed.connect(self._fill)
        self._fill()

    def set_disagreements(self, found: Sequence[Disagreement]) -> None:
        """Show these; every clock has one line in the picture."""
        if tuple(found) == self._found:
            return
        self._found = tuple(found)
        standings = dict.fromkeys(one for each in self._found for one in (each.first, each.second))
        self.picture.set_standings(tuple(standings))
        self._fill()

    def sentences(self) -> list[str]:
        """What is said."""
        return [words(each.sentence) for each in self._found]

    def _fill(self) -> None:
        clear_layout(self._lines)
        self.picture.setVisible(bool(self._found))
        self._nothing.setVisible(not self._found)
        for each in self._found:
            self._lines.addWidget(_Sentence(each))


class _Sentence(QWidget):
    """The sign of the answer and the sentence."""

    def __init__(self, found: Disagreement) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(SignView(ANSWER_SIGNS[found.answer], 14), 0, Qt.AlignmentFlag.AlignTop)
        text = PlainLabel(words(found.sentence), wrap=True, points=theme.POINT_SIZE - 0.5)
        text.setAccessibleName(f"{words(found.answer.label)}: {words(found.sentence)}")
        row.addWidget(text, 1)
