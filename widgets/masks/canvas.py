"""A picture on which rectangles are drawn, dragged and sized, by mouse or by keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from evidence.model.places import Box
from widgets import theme
from widgets.language import words
from widgets.masks.words import K
from widgets.player.canvas import CLICK, PictureCanvas

GRIP = 12
"""Logical pixels around the lower right corner by which a rectangle is sized."""


class MaskCanvas(PictureCanvas):
    """The picture and the rectangles as they stand at this moment.

    Signals:
        box_drawn(object): a Box was drawn beside all rectangles.
        moved(int, object): the rectangle of that number stands at this Box now.
        touched(int): the rectangle of that number was clicked.
    """

    moved = Signal(int, object)
    touched = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a picture."""
        super().__init__(parent)
        self._boxes: tuple[Box, ...] = ()
        self._chosen: int | None = None
        self._held: int | None = None
        self._sizing = False
        self._editable = True
        self.setAccessibleName(words(K.PICTURE))

    def set_boxes(self, boxes: Sequence[Box], chosen: int | None, *, editable: bool = True) -> None:
        """The rectangles at this moment, and which is chosen. In a preview none is drawn and nothing can be moved."""
        self._boxes, self._chosen, self._editable = tuple(boxes), chosen, editable
        self.update()

    def show_picture(self, rgb: bytes, width: int, height: int, page: bool) -> None:
        """As everywhere; what is being drawn stays in the hand when another picture comes."""
        box, by_keys = self.drawn_box(), self._draft_by_keys
        super().show_picture(rgb, width, height, page)
        if box is not None:
            self._draft, self._draft_by_keys = self._rect_of(box), by_keys

    def begin_move(self, number: int) -> None:
        """Let the arrows move (with Shift: size) a rectangle until Enter or Esc."""
        if self._editable and number < len(self._boxes):
            self._held = number
            self.set_box(self._boxes[number])
            self._draft_by_keys = True
            self.setFocus()

    def begin_box(self) -> None:
        """Put a new rectangle into the middle, to be moved by keys."""
        if self._editable:
            self._held = None
            super().begin_box()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """As on a page; Esc also lets go of the rectangle that was being moved."""
        super().keyPressEvent(event)
        if not self._draft_by_keys:
            self._held = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a rectangle, or begin a new one."""
        super().mousePressEvent(event)
        if self._press is None or self._panning:
            return
        if not self._editable:
            self._panning = True
            return
        self._held = self._under(event.position())
        if self._held is not None:
            self._sizing = self._grip(self._held).contains(event.position())
            shape = Qt.CursorShape.SizeFDiagCursor if self._sizing else Qt.CursorShape.SizeAllCursor
            self.setCursor(shape)
            self.touched.emit(self._held)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag."""
        if self._press is None or self._panning or self._held is None:
            super().mouseMoveEvent(event)
            return
        by = (event.position() - self._press) / self._scale
        box = self._rect_of(self._boxes[self._held])
        whole = QRectF(self._image.rect())
        if self._sizing:
            corner = box.bottomRight() + by
            least = QPointF(box.left() + whole.width() / 100, box.top() + whole.height() / 100)
            box.setBottomRight(QPointF(max(corner.x(), least.x()), max(corner.y(), least.y())))
            box &= whole
        else:
            x = min(max(box.x() + by.x(), 0.0), whole.width() - box.width())
            y = min(max(box.y() + by.y(), 0.0), whole.height() - box.height())
            box.moveTo(x, y)
        self._draft, self._draft_by_keys = box, False
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        press = self._press
        if press is not None and self._held is not None and (event.position() - press).manhattanLength() <= CLICK:
            self._held = self._draft = None
        super().mouseReleaseEvent(event)
        self._held = None

    def _say_box(self) -> None:
        box = self.drawn_box()
        held, self._held = self._held, None
        self._draft = None
        if box is None:
            return
        if held is None:
            self.box_drawn.emit(box)
        else:
            self.moved.emit(held, box)

    def _under(self, at: QPointF) -> int | None:
        """The rectangle at a place, the chosen one before others."""
        order = sorted(range(len(self._boxes)), key=lambda number: number != self._chosen)
        return next((number for number in order if self._outline(number).contains(at)), None)

    def _outline(self, number: int) -> QRectF:
        return self._on_screen(self._rect_of(self._boxes[number]))

    def _grip(self, number: int) -> QRectF:
        corner = self._outline(number).bottomRight()
        return QRectF(corner.x() - GRIP, corner.y() - GRIP, GRIP, GRIP)

    def _paint_boxes(self, painter: QPainter) -> None:
        if self._editable:
            painter.setFont(theme.mono(theme.POINT_SIZE))
            for number in range(len(self._boxes)):
                if number != self._held or self._draft is None:
                    self._paint_rectangle(painter, number)
        super()._paint_boxes(painter)

    def _paint_rectangle(self, painter: QPainter, number: int) -> None:
        place, chosen = self._outline(number), number == self._chosen
        painter.fillRect(place, QColor(0, 0, 0, 120))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(255, 255, 255), 4 if chosen else 3))
        painter.drawRect(place)
        painter.setPen(QPen(QColor(theme.ACCENT), 2 if chosen else 1))
        painter.drawRect(place)
        if chosen:
            painter.fillRect(self._grip(number), QColor(theme.ACCENT))
        painter.setPen(QColor(255, 255, 255))
        painter.drawText(place.adjusted(6, 4, 0, 0), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop,
                         str(number + 1))  # fmt: skip
