"""How a timeline of several recordings looks: ruler, lanes with gaps, sound and marks, selection, playhead."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from widgets import theme
from widgets.language import words
from widgets.plain import plain
from widgets.signs import VERDICT_SIGNS, draw_sign
from widgets.timeline.ruler import step_for, tick_text, ticks
from widgets.timeline.wave import normal, wave_image
from widgets.together.scene import DAY_US, GUTTER, LEAST_MARK, RULER, Scene


def paint_base(painter: QPainter, scene: Scene, width: int, height: int, ratio: float) -> None:
    """Draw what stays while the playhead runs."""
    painter.fillRect(0, 0, width, height, QColor(theme.PAPER))
    for row in range(len(scene.lines)):
        _paint_lane(painter, scene, row, ratio)
    _paint_ruler(painter, scene, width)
    painter.setPen(QColor(theme.RULE))
    painter.drawLine(GUTTER - 1, 0, GUTTER - 1, height)


def paint_moving(painter: QPainter, scene: Scene, width: int, height: int) -> None:
    """Draw what moves above it."""
    painter.save()
    painter.setClipRect(QRectF(GUTTER, 0, width - GUTTER, height))
    _paint_selection(painter, scene, height)
    _paint_playhead(painter, scene, height)
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.ACCENT if scene.focused else theme.RULE), 2 if scene.focused else 1))
    edge = 1.0 if scene.focused else 0.5
    painter.drawRect(QRectF(edge, edge, width - 2 * edge, height - 2 * edge))


def clock_text(scene: Scene, at_us: int, step: int) -> str:
    """A time of the ruler: of day where it is known, otherwise from the common zero."""
    return tick_text((at_us + scene.zero_us) % DAY_US if scene.zero_us is not None else at_us, step)


def _paint_ruler(painter: QPainter, scene: Scene, width: int) -> None:
    scale, zero = scene.scale, scene.zero_us or 0
    painter.fillRect(0, 0, width, RULER, QColor(theme.PAPER))
    painter.setFont(theme.mono(theme.POINT_SIZE - 2))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    step = step_for(scale.span_us, scale.width, painter.fontMetrics().horizontalAdvance("00:00:00.000") + 16)
    painter.setPen(QColor(theme.RULE_STRONG))
    for tick in ticks(scale.from_us + zero, scale.to_us + zero, max(step // 5, 1)):
        x = round(scene.x_of(tick - zero))
        painter.drawLine(x, RULER - 4, x, RULER - 1)
    for tick in ticks(scale.from_us + zero, scale.to_us + zero, step):
        x = round(scene.x_of(tick - zero))
        painter.setPen(QColor(theme.INK_SOFT))
        painter.drawLine(x, RULER - 9, x, RULER - 1)
        text = clock_text(scene, tick - zero, step)
        wide = painter.fontMetrics().horizontalAdvance(text)
        painter.setPen(QColor(theme.INK))
        painter.drawText(min(max(x - wide // 2, GUTTER + 2), width - wide - 4), RULER - 11, text)
    painter.setPen(QColor(theme.RULE))
    painter.drawLine(0, RULER, width, RULER)


def _paint_lane(painter: QPainter, scene: Scene, row: int, ratio: float) -> None:
    line, lane, bar = scene.lines[row], scene.lane_rect(row), scene.bar_rect(row)
    active = line.key == scene.active
    if active:
        painter.fillRect(QRectF(0, lane.top(), lane.right(), lane.height()), QColor(theme.ACCENT_SOFT))
    _paint_name(painter, scene, row, active)
    if bar.width() > 0:
        painter.fillRect(bar, QColor(theme.PANEL if not active else theme.PAPER))
        _paint_wave(painter, scene, row, bar, ratio)
        _paint_gaps(painter, scene, row, bar)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        style = Qt.PenStyle.DashLine if line.doubtful else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(theme.DOUBT if line.doubtful else theme.RULE_STRONG), 1, style))
        painter.drawRect(bar)
        _paint_marks(painter, scene, row, lane)
    painter.setPen(QColor(theme.RULE))
    painter.drawLine(QPointF(0, lane.bottom()), QPointF(lane.right(), lane.bottom()))


def _paint_name(painter: QPainter, scene: Scene, row: int, active: bool) -> None:
    line, lane = scene.lines[row], scene.lane_rect(row)
    if active:
        painter.fillRect(QRectF(0, lane.top(), 4, lane.height()), QColor(theme.ACCENT))
    room = QRectF(9, lane.top() + 2, GUTTER - 14, lane.height() - 4)
    painter.setFont(theme.sans(theme.POINT_SIZE - 0.5))
    metrics = painter.fontMetrics()
    high = metrics.height()
    texts = [(f"{line.label}  {line.title}", theme.ACCENT if active else theme.INK)]
    if line.doubtful and room.height() >= 2 * high:
        texts.append((words(line.placed), theme.DOUBT))
    top = room.top() + max(0.0, (room.height() - len(texts) * high) / 2)
    for text, colour in texts:
        painter.setPen(QColor(colour))
        cut = metrics.elidedText(plain(text, 80), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(QRectF(room.left(), top, room.width(), high), Qt.AlignmentFlag.AlignVCenter, cut)
        top += high


def _paint_wave(painter: QPainter, scene: Scene, row: int, bar: QRectF, ratio: float) -> None:
    line = scene.lines[row]
    width, height = round(bar.width() * ratio), round(bar.height() * ratio)
    if line.columns is None or width < 2 or height < 8:
        return
    begin, end = (line.at_of(scene.us_at(x)) for x in (bar.left(), bar.right()))
    values = line.columns(begin, end, width)
    if values is not None:
        painter.drawImage(bar, wave_image(normal(values), width, height, QColor(theme.WAVE)))


def _paint_gaps(painter: QPainter, scene: Scene, row: int, bar: QRectF) -> None:
    line = scene.lines[row]
    until = -1.0
    for gap in line.gaps:
        left = max(scene.x_of(line.wall_of(gap.from_us)), bar.left(), until)
        right = min(max(scene.x_of(line.wall_of(gap.to_us)), left + 2), bar.right())
        if right < bar.left() or left > bar.right() or right <= until:
            continue  # a broken recorder leaves thousands: what is hidden is not drawn
        until = right
        place = QRectF(left, bar.top(), right - left, bar.height())
        painter.fillRect(place, QColor("#E4E8EB"))
        painter.fillRect(place, QBrush(QColor(theme.RULE_STRONG), Qt.BrushStyle.BDiagPattern))


def _paint_marks(painter: QPainter, scene: Scene, row: int, lane: QRectF) -> None:
    painter.save()
    painter.setClipRect(lane)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(theme.mono(theme.POINT_SIZE - 2.5))
    marks = sorted(scene.lines[row].marks, key=lambda mark: mark.id == scene.chosen)
    for mark in marks:
        place = scene.mark_rect(row, mark)
        if place is None or place.right() < lane.left() or place.left() > lane.right():
            continue
        sign = VERDICT_SIGNS[mark.verdict]
        painter.setPen(QPen(QColor(sign.colour), 2.5 if mark.id == scene.chosen else 1))
        painter.setBrush(QColor(sign.soft))
        painter.drawRoundedRect(place, 2, 2)
        side = LEAST_MARK - 2.0
        draw_sign(painter, QRectF(max(place.left(), lane.left()) + 1, place.top() + 2, side, side), sign)
        room = place.adjusted(side + 4, 0, -2, 0)
        if room.width() > 24:
            painter.setPen(QColor(theme.INK))
            text = painter.fontMetrics().elidedText(
                plain(mark.label, 12), Qt.TextElideMode.ElideRight, int(room.width())
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
    painter.restore()


def _paint_selection(painter: QPainter, scene: Scene, height: int) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    until = scene.out_us if scene.out_us is not None else scene.position_us
    if scene.in_us is not None and until is not None and until > scene.in_us:
        left, right = scene.x_of(scene.in_us), scene.x_of(until)
        firm = scene.out_us is not None
        colour = theme.colour(theme.ACCENT, 46 if firm else 22)
        painter.fillRect(QRectF(left, RULER, right - left, height - RULER), colour)
    for at_us, towards in ((scene.in_us, 1), (scene.out_us, -1)):
        if at_us is not None:
            x = scene.x_of(at_us)
            painter.setPen(QPen(QColor(theme.ACCENT), 2))
            painter.drawLine(QPointF(x, RULER - 8), QPointF(x, height))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.ACCENT))
            flag = [QPointF(x, RULER - 8), QPointF(x + 9 * towards, RULER - 8), QPointF(x, RULER + 1)]
            painter.drawPolygon(QPolygonF(flag))


def _paint_playhead(painter: QPainter, scene: Scene, height: int) -> None:
    if scene.position_us is None:
        return
    x = scene.x_of(scene.position_us)
    painter.setPen(QPen(QColor(theme.INK), 1.5))
    painter.drawLine(QPointF(x, RULER - 6), QPointF(x, height))
    painter.setPen(QPen(QColor(theme.PAPER), 1))
    painter.setBrush(QColor(theme.INK))
    head = [QPointF(x - 6, RULER - 13), QPointF(x + 6, RULER - 13), QPointF(x + 6, RULER - 7), QPointF(x, RULER)]
    painter.drawPolygon(QPolygonF([*head, QPointF(x - 6, RULER - 7)]))
