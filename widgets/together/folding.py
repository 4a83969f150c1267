"""Time in which no recording runs: where it is, how its length is said, and how it looks folded and open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from evidence.timecode import MICROSECONDS
from widgets import theme
from widgets.language import words
from widgets.timeline.look import RULER
from widgets.together.scene import Scene
from widgets.together.values import TrackLine
from widgets.together.words import T

Stretch = tuple[int, int]
"""From one common time to another."""

LEAST_US = 10 * 60 * MICROSECONDS
"""Shorter ones are looked at as they are."""
LEAST_SHARE = 4
"""So are those shorter than what was recorded, divided by this."""
TOOTH = 4


def empty_stretches(lines: Sequence[TrackLine]) -> tuple[Stretch, ...]:
    """Where no recording runs for so long that it would take the room of what was recorded, in order."""
    gaps = [[(line.wall_of(gap.from_us), line.wall_of(gap.to_us)) for gap in line.gaps] for line in lines]
    runs: list[Stretch] = []
    for line, own in zip(lines, gaps, strict=True):
        edges = [line.first_us, *(edge for gap in own if gap[1] - gap[0] >= LEAST_US for edge in gap), line.last_us]
        runs += zip(edges[::2], edges[1::2], strict=True)
    empty, recorded, reached = [], 0, min((begin for begin, _ in runs), default=0)
    for begin, end in sorted(runs):
        if begin - reached >= LEAST_US:
            empty.append((reached, begin))
        recorded += max(end - max(begin, reached), 0)
        reached = max(reached, end)
    return tuple((begin, end) for begin, end in empty if (end - begin) * LEAST_SHARE >= recorded)


def length_parts(us: int) -> list[str]:
    """A length in words, its two largest units: days and hours, hours and minutes, minutes."""
    minutes = round(us / (60 * MICROSECONDS))
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        named = [(T.ONE_DAY if days == 1 else T.DAYS, days), (T.HOURS, hours)]
    else:
        named = [(T.HOURS, hours), (T.MINUTES, minutes)]
    return [words(label, count=count) for label, count in named if count]


def fold_rect(scene: Scene, fold: Stretch) -> QRectF:
    """Where a folded stretch lies, from top to bottom."""
    left = scene.x_of(fold[0])
    return QRectF(left, 0, scene.x_of(fold[1]) - left, scene.height)


def button_rect(scene: Scene, stretch: Stretch) -> QRectF | None:
    """Where an open stretch is folded by a click; None where too little of it is seen."""
    left = max(scene.x_of(stretch[0]), scene.gutter + 0.0)
    right = min(scene.x_of(stretch[1]), scene.gutter + scene.scale.width + 0.0)
    wide = min(right - left - 8, 130)
    return QRectF((left + right - wide) / 2, RULER + 5, wide, 20) if wide >= 40 else None


def stretch_at(scene: Scene, at: QPointF) -> Stretch | None:
    """The stretch that a click there folds or opens."""
    if at.x() < scene.gutter:
        return None
    for stretch in scene.empty:
        place = fold_rect(scene, stretch) if stretch in scene.scale.folds else button_rect(scene, stretch)
        if place is not None and place.contains(at):
            return stretch
    return None


def paint_folds(painter: QPainter, scene: Scene) -> None:
    """Draw every empty stretch: folded as a break with its length, open with what folds it."""
    painter.save()
    painter.setClipRect(QRectF(scene.gutter, 0, scene.scale.width, scene.height))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(theme.sans(theme.POINT_SIZE - 1.5))
    for stretch in scene.empty:
        if stretch[1] < scene.scale.from_us or stretch[0] > scene.scale.to_us:
            continue
        if stretch in scene.scale.folds:
            _paint_fold(painter, fold_rect(scene, stretch), length_parts(stretch[1] - stretch[0]))
        elif (place := button_rect(scene, stretch)) is not None:
            _paint_button(painter, place, " ".join(length_parts(stretch[1] - stretch[0])))
    painter.restore()


def _paint_fold(painter: QPainter, place: QRectF, parts: list[str]) -> None:
    inner = place.adjusted(3, 0, -3, 0)
    painter.fillRect(place, QColor(theme.PAPER))
    painter.setPen(QPen(QColor(theme.RULE_STRONG), 1.5))
    painter.setBrush(QColor(theme.GAP))
    right, left = _teeth(inner.right(), inner), _teeth(inner.left(), inner)
    painter.drawPolygon(QPolygonF([*left, *reversed(right)]))
    painter.setPen(QColor(theme.INK))
    metrics = painter.fontMetrics()
    wide = max(metrics.horizontalAdvance(part) for part in parts)
    if wide <= inner.width() - 2 * TOOTH:
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, "\n".join(parts))
        return
    painter.save()
    painter.translate(inner.center())
    painter.rotate(-90)
    across = QRectF(-inner.height() / 2, -inner.width() / 2, inner.height(), inner.width())
    painter.drawText(across, Qt.AlignmentFlag.AlignCenter, " ".join(parts))
    painter.restore()


def _teeth(x: float, place: QRectF) -> list[QPointF]:
    """A jagged line from top to bottom: a torn edge."""
    count = max(round(place.height() / (2 * TOOTH)), 2)
    step = (place.height() + 4) / count
    return [QPointF(x + (TOOTH if n % 2 else -TOOTH) / 2, place.top() - 2 + n * step) for n in range(count + 1)]


def _paint_button(painter: QPainter, place: QRectF, length: str) -> None:
    painter.setPen(QPen(QColor(theme.RULE_STRONG), 1))
    painter.setBrush(QColor(theme.PAPER))
    painter.drawRoundedRect(place, 3, 3)
    painter.setPen(QColor(theme.ACCENT))
    text = painter.fontMetrics().elidedText(
        words(T.FOLD_THIS, length=length), Qt.TextElideMode.ElideRight, int(place.width()) - 6
    )
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
