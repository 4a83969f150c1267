"""What was played of one recording, as a thin lane of its timeline: the picture above, the sound below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter

from evidence.review.intervals import Intervals
from widgets import theme
from widgets.coverage.words import V
from widgets.language import words
from widgets.plain import plain
from widgets.timeline.look import Look

HEIGHT = 12
SENSES = (("picture", V.PICTURE), ("sound", V.SOUND))


@dataclass(frozen=True, slots=True)
class PlayedLane:
    """Times of the timeline by sense; `own` is what was played to `who`, `others` what was played to anybody else."""

    who: str
    own: Mapping[str, Intervals]
    others: Mapping[str, Intervals]
    due: Mapping[str, Intervals]
    """What is left to watch."""

    def moved(self, place: Callable[[int], int]) -> PlayedLane:
        """The same on another timeline, where a time of this one stands at `place` of it."""
        own, others, due = (
            {sense: Intervals.of((place(begin), place(end)) for begin, end in times) for sense, times in each.items()}
            for each in (self.own, self.others, self.due)
        )
        return PlayedLane(self.who, own, others, due)

    def words_at(self, us: int) -> str:
        """What was played at a time, in words."""
        there = [words(label) for sense, label in SENSES if _holds(self.own.get(sense), us)]
        who = plain(self.who, 40)
        return words(V.PLAYED_TO, who=who, what=words(V.AND).join(there)) if there else words(V.NOT_PLAYED, who=who)

    def paint(self, painter: QPainter, look: Look, place: QRectF) -> None:
        """Draw one row for each sense there is; what is left to watch is outlined, what others saw is hatched."""
        there = [sense for sense, _ in SENSES if sense in self.own or sense in self.others or sense in self.due]
        painter.fillRect(place, QColor(theme.PAPER))
        high = place.height() / max(len(there), 1)
        for number, sense in enumerate(there):
            row = QRectF(place.left(), place.top() + number * high + 1, place.width(), high - 2)
            others = QBrush(QColor(theme.RULE_STRONG), Qt.BrushStyle.Dense5Pattern)
            for band in _bands(look, row, self.others.get(sense)):
                painter.fillRect(band, others)
            for band in _bands(look, row, self.own.get(sense)):
                painter.fillRect(band, QColor(theme.ACCENT if sense == "sound" else theme.GOOD))
            painter.setPen(QColor(theme.DOUBT))
            for band in _bands(look, row, self.due.get(sense)):
                painter.drawRect(band.adjusted(0, 0, -1, -1))


def _bands(look: Look, row: QRectF, times: Intervals | None) -> list[QRectF]:
    """Where stretches lie in a row; each is seen, however short."""
    found = []
    for begin, end in times or ():
        left, right = max(look.x_of(begin), row.left()), min(look.x_of(end), row.right())
        if right >= row.left() and left <= row.right():
            found.append(QRectF(left, row.top(), max(right - left, 1.0), row.height()))
    return found


def _holds(times: Intervals | None, us: int) -> bool:
    return times is not None and bool(times & Intervals(((us, us + 1),)))
