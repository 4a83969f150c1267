"""How a timeline looks: ruler, gaps, marks in lanes, sound, selection, playhead."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QPolygonF

from evidence.labels import Label
from evidence.media.facts import Gap
from widgets import theme
from widgets.language import words
from widgets.plain import plain
from widgets.signs import VERDICT_SIGNS, draw_sign
from widgets.timeline.lanes import Lanes
from widgets.timeline.ruler import step_for, tick_text, ticks
from widgets.timeline.scale import Scale

RULER = 24
LANE = 18
LEAST_APART = 3
"""Marks that end closer together than so many pixels are one to the eye; the first is drawn."""
LEAST_MARK = 14
"""Logical pixels that a mark takes at least, so that it can be hit."""


@dataclass(slots=True)
class Shown:
    """Everything that a timeline draws."""

    scale: Scale = field(default_factory=Scale)
    gaps: tuple[Gap, ...] = ()
    lanes: Lanes = field(default_factory=Lanes)
    chosen: UUID | None = None
    in_us: int | None = None
    out_us: int | None = None
    position_us: int | None = None
    wave: QImage | None = None
    sentence: Label | None = None
    focused: bool = False

    gap_from: NDArray[np.int64] = field(init=False)
    gap_to: NDArray[np.int64] = field(init=False)

    def __post_init__(self) -> None:
        """Keep the gaps as numbers too: a broken recorder leaves thousands."""
        self.gap_from = np.array([gap.from_us for gap in self.gaps], dtype=np.int64)
        self.gap_to = np.array([gap.to_us for gap in self.gaps], dtype=np.int64)

    def lanes_top(self) -> int:
        """Where the lanes of the marks begin."""
        return RULER + 2

    def wave_top(self) -> int:
        """Where the sound begins, below at least one lane."""
        return self.lanes_top() + max(self.lanes.count, 1) * LANE + 2

    def mark_rect(self, row: int) -> QRectF:
        """Where a mark lies, at least wide enough to be hit."""
        left = self.scale.x_of(int(self.lanes.in_us[row]))
        right = self.scale.x_of(int(self.lanes.out_us[row]))
        wide = max(right - left, float(LEAST_MARK))
        return QRectF(left, self.lanes_top() + int(self.lanes.lane[row]) * LANE + 1, wide, LANE - 2)


def paint_base(painter: QPainter, shown: Shown, width: int, height: int) -> None:
    """Draw what stays while the playhead runs: sound, gaps, ruler, marks."""
    painter.fillRect(0, 0, width, height, QColor(theme.PAPER))
    top = shown.wave_top()
    painter.fillRect(QRectF(0, top, width, height - top), QColor(theme.PANEL))
    _paint_wave(painter, shown, width, height)
    _paint_gaps(painter, shown, width, height)
    _paint_ruler(painter, shown, width)
    _paint_marks(painter, shown)


def paint_moving(painter: QPainter, shown: Shown, width: int, height: int) -> None:
    """Draw what moves above it: selection, playhead, the frame of the focus."""
    _paint_selection(painter, shown, height)
    _paint_edges(painter, shown, height)
    _paint_playhead(painter, shown, height)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.ACCENT if shown.focused else theme.RULE), 2 if shown.focused else 1))
    edge = 1.0 if shown.focused else 0.5
    painter.drawRect(QRectF(edge, edge, width - 2 * edge, height - 2 * edge))


def _paint_ruler(painter: QPainter, shown: Shown, width: int) -> None:
    scale = shown.scale
    painter.setFont(theme.mono(theme.POINT_SIZE - 2))
    step = step_for(scale.span_us, width, painter.fontMetrics().horizontalAdvance("00:00:00.000") + 16)
    small = max(step // 5, 1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QColor(theme.RULE_STRONG))
    for at_us in ticks(scale.from_us, scale.to_us, small):
        x = round(scale.x_of(at_us))
        painter.drawLine(x, RULER - 4, x, RULER - 1)
    for at_us in ticks(scale.from_us, scale.to_us, step):
        x = round(scale.x_of(at_us))
        painter.setPen(QColor(theme.INK_SOFT))
        painter.drawLine(x, RULER - 9, x, RULER - 1)
        text = tick_text(at_us, step)
        wide = painter.fontMetrics().horizontalAdvance(text)
        left = min(max(x - wide // 2, 4), max(width - wide - 4, 4))
        painter.setPen(QColor(theme.INK))
        painter.drawText(left, RULER - 11, text)
    painter.setPen(QColor(theme.RULE))
    painter.drawLine(0, RULER, width, RULER)
    painter.drawLine(0, shown.wave_top() - 1, width, shown.wave_top() - 1)


def _paint_wave(painter: QPainter, shown: Shown, width: int, height: int) -> None:
    top = shown.wave_top()
    place = QRectF(0, top, width, height - top)
    if shown.wave is not None:
        painter.drawImage(place, shown.wave)
    elif shown.sentence:
        painter.setFont(theme.sans(theme.POINT_SIZE - 0.5))
        painter.setPen(QColor(theme.INK_SOFT))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, plain(words(shown.sentence), 200))


def _paint_gaps(painter: QPainter, shown: Shown, width: int, height: int) -> None:
    scale = shown.scale
    rows = np.flatnonzero((shown.gap_to >= scale.from_us) & (shown.gap_from <= scale.to_us))
    lefts = np.maximum(scale.xs_of(shown.gap_from[rows]), -8.0)
    rights = np.minimum(np.maximum(scale.xs_of(shown.gap_to[rows]), lefts + 2), width + 8.0)
    for one in np.flatnonzero(_seen(rights, 1)):
        left, right = float(lefts[one]), float(rights[one])
        place = QRectF(left, RULER + 1, right - left, height - RULER - 1)
        painter.fillRect(place, QColor("#E4E8EB"))
        painter.fillRect(place, QBrush(QColor(theme.RULE_STRONG), Qt.BrushStyle.BDiagPattern))
        painter.setPen(QColor(theme.RULE_STRONG))
        painter.drawLine(QPointF(left, RULER + 1), QPointF(left, height))
        painter.drawLine(QPointF(right, RULER + 1), QPointF(right, height))


def _seen(rights: NDArray[np.float64], apart: int) -> NDArray[np.bool_]:
    """Which of the stretches, in order, reach at least `apart` pixels beyond all before them; the rest is hidden."""
    steps = np.floor(rights / apart)
    seen = np.ones(len(steps), dtype=bool)
    seen[1:] = steps[1:] > np.maximum.accumulate(steps)[:-1]
    return seen


def _paint_marks(painter: QPainter, shown: Shown) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(theme.mono(theme.POINT_SIZE - 2))
    lanes, scale = shown.lanes, shown.scale
    slack = round(LEAST_MARK * scale.span_us / scale.width)
    rows = lanes.between(scale.from_us - slack, scale.to_us)
    rights = np.maximum(scale.xs_of(lanes.out_us[rows]), scale.xs_of(lanes.in_us[rows]) + LEAST_MARK)
    chosen: int | None = None
    for lane in range(lanes.count):
        own = lanes.lane[rows] == lane
        for row in rows[own][_seen(rights[own], LEAST_APART)].tolist():
            _paint_mark(painter, shown, row, shown.mark_rect(row), chosen=False)
    for row in rows.tolist():
        if lanes.marks[row].id == shown.chosen:
            chosen = row
    if chosen is not None:
        _paint_mark(painter, shown, chosen, shown.mark_rect(chosen), chosen=True)


def _paint_mark(painter: QPainter, shown: Shown, row: int, place: QRectF, chosen: bool) -> None:
    mark = shown.lanes.marks[row]
    sign = VERDICT_SIGNS[mark.verdict]
    painter.setPen(QPen(QColor(sign.colour), 2.5 if chosen else 1))
    painter.setBrush(QColor(sign.soft))
    painter.drawRoundedRect(place, 2, 2)
    place = QRectF(QPointF(max(place.left(), 0.0), place.top()), place.bottomRight())
    if place.width() >= LANE:
        side = LANE - 6
        draw_sign(painter, QRectF(place.left() + 3, place.top() + (place.height() - side) / 2, side, side), sign)
        text = f"{plain(mark.point, 12)} {plain(mark.label, 12)}"
        room = place.adjusted(side + 7, 0, -2, 0)
        if room.width() > 24:
            painter.setPen(QColor(theme.INK))
            cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)
    else:
        small = LEAST_MARK - 3.0
        corner = place.center().x() - small / 2, place.center().y() - small / 2
        draw_sign(painter, QRectF(*corner, small, small), sign)


def _paint_selection(painter: QPainter, shown: Shown, height: int) -> None:
    if shown.in_us is None:
        return
    until = shown.out_us if shown.out_us is not None else shown.position_us
    if until is None or until <= shown.in_us:
        return
    left, right = shown.scale.x_of(shown.in_us), shown.scale.x_of(until)
    firm = shown.out_us is not None
    painter.fillRect(QRectF(left, RULER, right - left, height - RULER), theme.colour(theme.ACCENT, 46 if firm else 22))


def _paint_edges(painter: QPainter, shown: Shown, height: int) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for at_us, towards in ((shown.in_us, 1), (shown.out_us, -1)):
        if at_us is None:
            continue
        x = shown.scale.x_of(at_us)
        painter.setPen(QPen(QColor(theme.ACCENT), 2))
        painter.drawLine(QPointF(x, RULER - 8), QPointF(x, height))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.ACCENT))
        flag = [QPointF(x, RULER - 8), QPointF(x + 9 * towards, RULER - 8), QPointF(x, RULER + 1)]
        painter.drawPolygon(QPolygonF(flag))


def _paint_playhead(painter: QPainter, shown: Shown, height: int) -> None:
    if shown.position_us is None:
        return
    x = shown.scale.x_of(shown.position_us)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.INK), 1.5))
    painter.drawLine(QPointF(x, RULER - 6), QPointF(x, height))
    painter.setPen(QPen(QColor(theme.PAPER), 1))
    painter.setBrush(QColor(theme.INK))
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(x - 6, RULER - 13),
                QPointF(x + 6, RULER - 13),
                QPointF(x + 6, RULER - 7),
                QPointF(x, RULER),
                QPointF(x - 6, RULER - 7),
            ]
        )
    )
