"""How a timeline of several recordings looks: ruler, lanes with gaps, sound and marks."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from widgets import theme
from widgets.clocks.values import EventNumber
from widgets.language import words
from widgets.plain import plain
from widgets.quality.lanes import SENSES
from widgets.timeline.drawing import paint_gap, paint_mark, paint_ruler
from widgets.timeline.ruler import tick_text
from widgets.timeline.wave import normal, wave_image
from widgets.together.folding import paint_folds
from widgets.together.scene import DAY_US, GUTTER, Scene


def paint_base(painter: QPainter, scene: Scene, width: int, height: int, ratio: float) -> None:
    """Draw what stays while the playhead runs."""
    painter.fillRect(0, 0, width, height, QColor(theme.PAPER))
    for row in range(len(scene.lines)):
        _paint_lane(painter, scene, row, ratio)
    day_of = scene.day_of if scene.scale.folds and scene.wall is not None else None
    paint_ruler(painter, scene, width, lambda at_us, step: clock_text(scene, at_us, step), scene.zero_us or 0, day_of)
    paint_folds(painter, scene)
    painter.setPen(QColor(theme.RULE))
    painter.drawLine(GUTTER - 1, 0, GUTTER - 1, height)


def clock_text(scene: Scene, at_us: int, step: int) -> str:
    """A time of the ruler: of day where it is known (at midnight the date), otherwise from the common zero."""
    if scene.zero_us is None:
        return tick_text(at_us, step)
    of_day = (at_us + scene.zero_us) % DAY_US
    if of_day == 0 and scene.wall is not None:
        return scene.day_of(at_us)
    return tick_text(of_day, step)


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
        for sense in SENSES:
            if line.found is None:
                break
            place = scene.found_rect(row, sense)
            painter.fillRect(place, theme.colour(theme.PAPER, 200))
            line.found.paint(painter, scene, place, sense)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        style = Qt.PenStyle.DashLine if line.doubtful else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(theme.DOUBT if line.doubtful else theme.RULE_STRONG), 1, style))
        painter.drawRect(bar)
        _paint_marks(painter, scene, row, lane)
        if line.played is not None:
            line.played.paint(painter, scene, scene.played_rect(row))
        _paint_events(painter, scene, row, lane)
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
    height = round(bar.height() * ratio)
    if line.columns is None or height < 8:
        return
    for stretch in scene.scale.stretches():
        left, right = max(bar.left(), scene.x_of(stretch[0])), min(bar.right(), scene.x_of(stretch[1]))
        width = round((right - left) * ratio)
        if width < 2:
            continue
        begin, end = (line.at_of(scene.us_at(x)) for x in (left, right))
        values = line.columns(begin, end, width)
        if values is not None:
            place = QRectF(left, bar.top(), right - left, bar.height())
            painter.drawImage(place, wave_image(normal(values), width, height, QColor(theme.WAVE)))


def _paint_gaps(painter: QPainter, scene: Scene, row: int, bar: QRectF) -> None:
    line = scene.lines[row]
    until = -1.0
    for gap in line.gaps:
        left = max(scene.x_of(line.wall_of(gap.from_us)), bar.left(), until)
        right = min(max(scene.x_of(line.wall_of(gap.to_us)), left + 2), bar.right())
        if right < bar.left() or left > bar.right() or right <= until:
            continue  # a broken recorder leaves thousands: what is hidden is not drawn
        until = right
        paint_gap(painter, QRectF(left, bar.top(), right - left, bar.height()))


def _paint_marks(painter: QPainter, scene: Scene, row: int, lane: QRectF) -> None:
    painter.save()
    painter.setClipRect(lane)
    painter.setFont(theme.mono(theme.POINT_SIZE - 2.5))
    for mark in sorted(scene.lines[row].marks, key=lambda mark: mark.id == scene.chosen):
        place = scene.mark_rect(row, mark)
        if place is not None and place.right() >= lane.left() and place.left() <= lane.right():
            paint_mark(painter, place, mark.verdict, plain(mark.label, 12), mark.id == scene.chosen, lane.left())
    painter.restore()


def _paint_events(painter: QPainter, scene: Scene, row: int, lane: QRectF) -> None:
    """Where an event was marked that another recording shows, too: a line with its number at the foot."""
    painter.save()
    painter.setClipRect(lane)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(theme.sans(theme.POINT_SIZE - 3, QFont.Weight.DemiBold))
    for number, at_us in scene.lines[row].events:
        x = scene.x_of(scene.lines[row].wall_of(at_us))
        disc = QRectF(x - 6, lane.bottom() - 14, 12, 12)
        painter.setPen(QPen(QColor(theme.ACCENT), 1.5))
        painter.drawLine(QPointF(x, lane.top() + 3), QPointF(x, disc.top()))
        painter.setBrush(QColor(theme.ACCENT))
        painter.drawEllipse(disc)
        painter.setPen(QColor(theme.PAPER))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(list(EventNumber).index(number) + 1))
    painter.restore()
