"""A lane that is dragged: by how much, and whether its marked event meets that of another lane."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from widgets import theme
from widgets.together.scene import GUTTER, Scene
from widgets.together.values import TrackLine

SNAP = 8
"""Logical pixels within which two events meet."""


@dataclass(frozen=True, slots=True)
class Drag:
    """Where a lane is being dragged."""

    row: int
    by_us: int
    onto: int | None = None
    """The lane whose event it meets."""


def meeting_us(line: TrackLine, other: TrackLine) -> int | None:
    """By how much a line has to move so that the first event marked in both meets; None: there is none."""
    places = dict(other.events)
    for number, at_us in line.events:
        if number in places:
            return other.wall_of(places[number]) - line.wall_of(at_us)
    return None


def dragged(scene: Scene, row: int, from_us: int, at: QPointF) -> Drag:
    """Where a lane is that was taken hold of at `from_us`: let go over another lane, or near its event, they meet."""
    line, by_us, over = scene.lines[row], scene.us_at(at.x()) - from_us, scene.row_at(at.y())
    if over is not None and over != row:
        meeting = meeting_us(line, scene.lines[over])
        return Drag(row, by_us) if meeting is None else Drag(row, meeting, over)
    for other, each in enumerate(scene.lines):
        meeting = meeting_us(line, each) if other != row else None
        if meeting is not None and abs(scene.x_of(meeting) - scene.x_of(by_us)) <= SNAP:
            return Drag(row, meeting, other)
    return Drag(row, by_us)


def paint_drag(painter: QPainter, scene: Scene, drag: Drag) -> None:
    """Draw where the lane would be, and the place at which the events meet."""
    line, lane = scene.lines[drag.row], scene.lane_rect(drag.row)
    left, right = scene.x_of(line.first_us + drag.by_us), scene.x_of(line.last_us + drag.by_us)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(QRectF(GUTTER, 0, scene.scale.width, scene.height))
    painter.setPen(QPen(QColor(theme.ACCENT), 2, Qt.PenStyle.DashLine))
    painter.setBrush(theme.colour(theme.ACCENT, 36))
    painter.drawRect(QRectF(left, lane.top() + 3, max(right - left, 2.0), lane.height() - 6))
    if drag.onto is not None:
        _, at_us = next(pair for pair in line.events if pair[0] in dict(scene.lines[drag.onto].events))
        x, other = scene.x_of(line.wall_of(at_us) + drag.by_us), scene.lane_rect(drag.onto)
        painter.setPen(QPen(QColor(theme.ACCENT), 2))
        painter.drawLine(QPointF(x, min(lane.top(), other.top())), QPointF(x, max(lane.bottom(), other.bottom())))
    painter.restore()
