"""How each kind of finding is drawn: told apart by form, not by colour alone; and how it is said."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from evidence.assist.findings import Finding, FindingKind
from evidence.timecode import format_length, format_time
from widgets import theme
from widgets.language import words
from widgets.quality.words import Q
from widgets.timeline.drawing import paint_gap

PICTURE, SOUND = "picture", "sound"
LEAST = 4.0
"""Logical pixels that a finding takes at least."""

_OF_PICTURE = {FindingKind.GAP, FindingKind.STILL, FindingKind.BLACK, FindingKind.CUT}


def sense_of(finding: Finding) -> str:
    """Whether it lies in the lane of the picture or of the sound."""
    if finding.kind is FindingKind.GAP:
        return SOUND if finding.detail == SOUND else PICTURE
    return PICTURE if finding.kind in _OF_PICTURE else SOUND


def finding_words(finding: Finding) -> str:
    """Name, time and measure of a finding, with how exactly the time is known."""
    time = format_time(finding.from_us)
    if finding.to_us > finding.from_us:
        time = f"{time} – {format_time(finding.to_us)} ({format_length(finding.to_us - finding.from_us)})"
    return f"{name_of(finding)} · {time} · {measure_words(finding)} · {words(finding.kind.accuracy_label)}"


def name_of(finding: Finding) -> str:
    """What is there; of a keypad tone also which key."""
    name = words(finding.kind.label)
    return f"{name} {finding.detail}" if finding.kind is FindingKind.KEY else name


def measure_words(finding: Finding) -> str:
    """What is counted in a finding, and how much of it there is."""
    label = finding.kind.strength_label
    if finding.kind is FindingKind.GAP:
        label = Q.MISSING_SOUND if finding.detail == SOUND else Q.MISSING_PICTURES
    return f"{words(label)}: {finding.strength:,}".replace(": -", ": −")


def draw_finding(painter: QPainter, place: QRectF, kind: FindingKind) -> None:
    """Draw a finding of a kind into its stretch of a lane."""
    painter.save()
    _DRAWN[kind](painter, place)
    painter.restore()


def _filled(name: str, pattern: Qt.BrushStyle = Qt.BrushStyle.SolidPattern) -> Callable[[QPainter, QRectF], None]:
    def draw(painter: QPainter, place: QRectF) -> None:
        colour = QColor(theme.named(name))
        painter.fillRect(place, QColor(theme.PAPER))
        painter.fillRect(place, QBrush(colour, pattern))
        painter.setPen(QPen(colour, 1))
        painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))

    return draw


def _cut(painter: QPainter, place: QRectF) -> None:
    """A line that goes through, with a wedge."""
    painter.setPen(QPen(QColor(theme.ACCENT), 2))
    painter.drawLine(place.topLeft(), place.bottomLeft())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.ACCENT))
    x, y = place.left(), place.top()
    painter.drawPolygon(QPolygonF([QPointF(x - 4, y), QPointF(x + 5, y), QPointF(x + 0.5, y + 6)]))


def _flat(painter: QPainter, place: QRectF) -> None:
    """A thin line in the middle: next to nothing moves."""
    painter.fillRect(place, QColor(theme.PAPER))
    painter.setPen(QPen(QColor(theme.WAVE), 2))
    painter.drawLine(QPointF(place.left(), place.center().y()), QPointF(place.right(), place.center().y()))


def _dead(painter: QPainter, place: QRectF) -> None:
    """Dark, with a light line in the middle."""
    painter.fillRect(place, QColor(theme.INK_SOFT))
    painter.setPen(QPen(QColor(theme.PAPER), 1))
    painter.drawLine(QPointF(place.left(), place.center().y()), QPointF(place.right(), place.center().y()))


def _broken(painter: QPainter, place: QRectF) -> None:
    """Two posts with nothing between."""
    painter.setPen(QPen(QColor(theme.BAD), 1.5))
    right = max(place.right(), place.left() + LEAST)
    painter.drawLine(place.topLeft(), place.bottomLeft())
    painter.drawLine(QPointF(right, place.top()), QPointF(right, place.bottom()))


def _capped(painter: QPainter, place: QRectF) -> None:
    """Cut off at the top."""
    painter.fillRect(QRectF(place.left(), place.top(), place.width(), place.height() / 2), QColor(theme.BAD))


def _raised(painter: QPainter, place: QRectF) -> None:
    """Full height, lighter."""
    painter.fillRect(place, QBrush(QColor(theme.DOUBT), Qt.BrushStyle.Dense4Pattern))


def _dotted(painter: QPainter, place: QRectF) -> None:
    """A key that was pressed."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.ACCENT))
    side = min(place.height() - 2, 8.0)
    painter.drawRoundedRect(QRectF(place.left(), place.center().y() - side / 2, side, side), 2, 2)


_DRAWN: dict[FindingKind, Callable[[QPainter, QRectF], None]] = {
    FindingKind.GAP: paint_gap,
    FindingKind.STILL: _filled("INK_SOFT", Qt.BrushStyle.HorPattern),
    FindingKind.BLACK: _filled("INK"),
    FindingKind.CUT: _cut,
    FindingKind.SILENCE: _flat,
    FindingKind.DIGITAL_SILENCE: _dead,
    FindingKind.DROPOUT: _broken,
    FindingKind.CLIPPING: _capped,
    FindingKind.LOUD: _raised,
    FindingKind.KEY: _dotted,
    FindingKind.TONE: _filled("GOOD", Qt.BrushStyle.VerPattern),
}
