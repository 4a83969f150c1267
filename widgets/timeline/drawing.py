"""What every timeline draws alike: ruler, gaps, a mark, the selection, the playhead, the frame of the focus."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen, QPixmap, QPolygonF

from evidence.model.kinds import Verdict
from widgets import theme
from widgets.colours import Colours
from widgets.signs import VERDICT_SIGNS, Sign, draw_sign
from widgets.timeline.look import RULER, Look
from widgets.timeline.ruler import step_for, ticks

TEXTLESS = 34
"""A mark narrower than this has no room for words."""
BESIDE = 3
"""A time stands this far to the right of its line; centred ones would run into each other at the ends."""


def paint_ruler(
    painter: QPainter,
    look: Look,
    width: int,
    text_of: Callable[[int, int], str],
    zero_us: int = 0,
    day_of: Callable[[int], str] | None = None,
) -> list[QRectF]:
    """Draw lines and times; `text_of(at_us, step)` writes one. Gives where the times stand: none over another.

    Lines stand on round times of a clock that shows `zero_us` at the timeline's zero. `day_of` writes what stands
    where a stretch begins that does not go on from the one before: its day.
    """
    scale = look.scale
    painter.fillRect(0, 0, width, RULER, QColor(theme.PAPER))
    painter.setFont(theme.mono(theme.POINT_SIZE - 2))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    metrics = painter.fontMetrics()
    room = metrics.horizontalAdvance("00:00:00.000") + 16
    step = step_for(round(scale.per_pixel_us * scale.width), scale.width, room)
    placed: list[QRectF] = []

    def write(x: float, text: str, until: float) -> None:
        place = QRectF(x + BESIDE, 2, metrics.horizontalAdvance(text), RULER - 8)
        if place.right() <= until - BESIDE and not any(place.intersects(other) for other in placed):
            painter.setPen(QColor(theme.INK))
            painter.drawText(QPointF(place.left(), RULER - 10), text)
            placed.append(place)

    for begin, end in scale.stretches():
        until = width if end >= scale.to_us else look.x_of(end)
        if day_of is not None:
            painter.setFont(theme.mono(theme.POINT_SIZE - 2, QFont.Weight.Bold))
            write(look.x_of(begin), day_of(begin), until)
            painter.setFont(theme.mono(theme.POINT_SIZE - 2))
        painter.setPen(QColor(theme.RULE_STRONG))
        for tick in ticks(begin + zero_us, end + zero_us, max(step // 5, 1)):
            x = round(look.x_of(tick - zero_us))
            painter.drawLine(x, RULER - 4, x, RULER - 1)
        for tick in ticks(begin + zero_us, end + zero_us, step):
            x = round(look.x_of(tick - zero_us))
            painter.setPen(QColor(theme.INK_SOFT))
            painter.drawLine(x, 4, x, RULER - 1)
            write(x, text_of(tick - zero_us, step), until)
    painter.setPen(QColor(theme.RULE))
    painter.drawLine(0, RULER, width, RULER)
    return placed


def paint_gap(painter: QPainter, place: QRectF) -> None:
    """Hatch a stretch in which nothing was recorded."""
    painter.fillRect(place, QColor(theme.GAP))
    painter.fillRect(place, QBrush(QColor(theme.RULE_STRONG), Qt.BrushStyle.BDiagPattern))
    painter.setPen(QColor(theme.RULE_STRONG))
    painter.drawLine(place.topLeft(), place.bottomLeft())
    painter.drawLine(place.topRight(), place.bottomRight())


def paint_mark(painter: QPainter, place: QRectF, verdict: Verdict, text: str, strong: bool, left: float) -> None:
    """Draw a mark: the sign of its verdict, and `text` where there is room; `left` is the edge of what is shown."""
    if not strong and place.width() < TEXTLESS and place.left() >= left:
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(place.topLeft(), small_mark(verdict, round(place.width()), round(place.height()), ratio))
        return
    sign = VERDICT_SIGNS[verdict]
    seen = QRectF(QPointF(max(place.left(), left), place.top()), place.bottomRight())
    side = _paint_box(painter, place, seen, sign, strong)
    room = seen.adjusted(side + 7, 0, -2, 0)
    if room.width() > 24:
        painter.setPen(QColor(theme.INK))
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)


def _paint_box(painter: QPainter, place: QRectF, seen: QRectF, sign: Sign, strong: bool) -> float:
    """Draw the box of a mark with its sign in the part that is seen; gives the side of the sign."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(sign.colour), 2.5 if strong else 1))
    painter.setBrush(QColor(sign.soft))
    painter.drawRoundedRect(place, 2, 2)
    side = place.height() - 4
    at = seen.left() + (3 if seen.width() >= side + 6 else (seen.width() - side) / 2)
    draw_sign(painter, QRectF(at, place.top() + 2, side, side), sign)
    return side


def small_mark(verdict: Verdict, width: int, height: int, ratio: float) -> QPixmap:
    """A mark narrower than `TEXTLESS`, in the colours in use."""
    return _small_mark(VERDICT_SIGNS[verdict], width, height, ratio, theme.dress.colours)


@lru_cache(maxsize=1024)
def _small_mark(sign: Sign, width: int, height: int, ratio: float, _colours: Colours) -> QPixmap:
    """A mark too narrow for words, drawn once: thousands of them stand on one timeline."""
    pixmap = QPixmap(math.ceil((width + 1) * ratio), math.ceil((height + 1) * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    place = QRectF(0.5, 0.5, width, height)
    _paint_box(painter, place, place, sign, strong=False)
    painter.end()
    return pixmap


def paint_moving(painter: QPainter, look: Look, width: int, height: int) -> None:
    """Draw what moves above all that stays: selection, playhead, the frame of the focus."""
    painter.save()
    painter.setClipRect(QRectF(look.gutter, 0, width - look.gutter, height))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_selection(painter, look, height)
    if look.position_us is not None:
        _paint_playhead(painter, look.x_of(look.position_us), height)
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.ACCENT if look.focused else theme.RULE), 2 if look.focused else 1))
    edge = 1.0 if look.focused else 0.5
    painter.drawRect(QRectF(edge, edge, width - 2 * edge, height - 2 * edge))


def _paint_selection(painter: QPainter, look: Look, height: int) -> None:
    """In to out; with in alone it reaches to the playhead, lightly."""
    until = look.out_us if look.out_us is not None else look.position_us
    if look.in_us is not None and until is not None and until > look.in_us:
        left, right = look.x_of(look.in_us), look.x_of(until)
        colour = theme.colour(theme.ACCENT, 46 if look.out_us is not None else 22)
        painter.fillRect(QRectF(left, RULER, right - left, height - RULER), colour)
    for at_us, towards in ((look.in_us, 1), (look.out_us, -1)):
        if at_us is None:
            continue
        x = look.x_of(at_us)
        painter.setPen(QPen(QColor(theme.ACCENT), 2))
        painter.drawLine(QPointF(x, RULER - 8), QPointF(x, height))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.ACCENT))
        flag = [QPointF(x, RULER - 8), QPointF(x + 9 * towards, RULER - 8), QPointF(x, RULER + 1)]
        painter.drawPolygon(QPolygonF(flag))


def _paint_playhead(painter: QPainter, x: float, height: int) -> None:
    painter.setPen(QPen(QColor(theme.INK), 1.5))
    painter.drawLine(QPointF(x, RULER - 6), QPointF(x, height))
    painter.setPen(QPen(QColor(theme.PAPER), 1))
    painter.setBrush(QColor(theme.INK))
    head = [QPointF(x - 6, RULER - 13), QPointF(x + 6, RULER - 13), QPointF(x + 6, RULER - 7), QPointF(x, RULER)]
    painter.drawPolygon(QPolygonF([*head, QPointF(x - 6, RULER - 7)]))
