"""The surface a picture lies on: fits, zooms to the cursor, is dragged; on a page a box can be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QEvent, QMargins, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence.model.kinds import Verdict
from evidence.model.places import Box
from widgets import theme
from widgets.plain import plain
from widgets.player.adjust import Adjustment
from widgets.player.fitting import fits, held, painted
from widgets.signs import VERDICT_SIGNS, draw_sign

SMALLEST, LARGEST = 0.05, 32.0
SHARP_FROM = 2.0
"""From this enlargement on every pixel is drawn as a square: nothing is smoothed into being."""
EDGE = 3
"""Logical pixels around the picture that are kept free: the frame of the focus never lies on it."""
CLICK = 4
"""Logical pixels a press may wander and still be a click."""


@dataclass(frozen=True, slots=True)
class PageMark:
    """The box of a mark that lies on the page shown."""

    id: UUID
    label: str
    box: Box
    verdict: Verdict


class PictureCanvas(QWidget):
    """A picture that can be looked at closely. Nothing is painted over the pixels of a recording.

    Signals:
        box_drawn(object): a Box was drawn on the page.
        mark_chosen(object): the UUID of the mark whose box was clicked.
        zoomed(int): the picture is shown at so many percent of its full size.
        sized(int, int): the picture can use so many device pixels.
    """

    box_drawn = Signal(object)
    mark_chosen = Signal(object)
    zoomed = Signal(int)
    sized = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a picture."""
        super().__init__(parent)
        self._bytes = b""
        self._image = QImage()
        self._scale, self._corner, self._fit = 1.0, QPointF(), True
        self._page = False
        self._marks: tuple[PageMark, ...] = ()
        self._press: QPointF | None = None
        self._plain = b""
        self._adjustment = Adjustment()
        self._panning = False
        self._draft: QRectF | None = None
        self._draft_by_keys = False
        self._said_percent, self._said_size = -1, (0, 0)
        self._full_width = 0  # of the largest picture of this shape: moving ones may come in fewer pixels
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 120)

    def sizeHint(self) -> QSize:
        """A picture of ordinary size."""
        return QSize(640, 400)

    def show_picture(self, rgb: bytes, width: int, height: int, page: bool) -> None:
        """Show `rgb`, three bytes per pixel, row by row without padding.

        The place looked at is kept while the shape is the same: moving pictures may come in fewer pixels.

        Raises:
            ValueError: the bytes are not width times height pixels.
        """
        if width <= 0 or height <= 0 or len(rgb) != width * height * 3:
            raise ValueError(f"{len(rgb)} bytes are not a picture of {width} by {height}")
        before = self._image.size()
        # A smaller picture of the same shape is rounded to whole pixels of its own.
        rounding = max(width + height, before.width() + before.height())
        other = abs(width * before.height() - height * before.width()) > rounding or page != self._page
        self._page, self._plain = page, rgb
        self._draw(width, height)
        self._draft = None
        if other or before.isEmpty():
            self._fit, self._full_width = True, width
        else:
            self._full_width = max(self._full_width, width)
            self._scale *= before.width() / width
        self._place()

    def clear(self) -> None:
        """Show nothing."""
        self._image, self._bytes, self._plain, self._marks, self._draft = QImage(), b"", b"", (), None
        self.update()

    @property
    def adjusted(self) -> bool:
        """Whether a picture is shown lighter, darker or stronger than it is."""
        return not (self._adjustment.neutral or self._page or self._image.isNull())

    def set_adjustment(self, adjustment: Adjustment) -> None:
        """Show pictures lighter, darker, stronger: for the eye alone; pages are shown as they are."""
        self._adjustment = adjustment
        if not self._image.isNull():
            self._draw(self._image.width(), self._image.height())
            self.update()

    def _draw(self, width: int, height: int) -> None:
        # The image reads these bytes in place.
        self._bytes = self._plain if self._page else self._adjustment.applied(self._plain)
        self._image = QImage(self._bytes, width, height, width * 3, QImage.Format.Format_RGB888)

    def set_marks(self, marks: Sequence[PageMark]) -> None:
        """Show the boxes of these marks on the page."""
        self._marks = tuple(marks)
        self.update()

    def set_box(self, box: Box | None) -> None:
        """Show the box of the draft, or none."""
        self._draft = self._rect_of(box) if box else None
        self._draft_by_keys = False
        self.update()

    def fit(self) -> None:
        """Show the whole picture."""
        self._fit = True
        self._place()

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Enlarge by `factor`; what lies under `at` (this widget's coordinates) stays there."""
        if self._image.isNull():
            return
        at = at or QPointF(self.rect().center())
        scale = min(max(self._scale * factor, SMALLEST), LARGEST)
        self._corner = at - (at - self._corner) * (scale / self._scale)
        self._scale, self._fit = scale, False
        self._place()

    def begin_box(self) -> None:
        """Put a box into the middle of the page, to be moved by keys."""
        if self._page and not self._image.isNull():
            width, height = self._image.width(), self._image.height()
            self._draft = QRectF(width * 0.35, height * 0.4, width * 0.3, height * 0.1)
            self._draft_by_keys = True
            self.setFocus()
            self.update()

    # -- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, and on a page the boxes."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.STAGE if not self._page else theme.PAGE_GROUND))
        if not self._image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self._scale < SHARP_FROM)
            painter.setClipRect(self._room())
            image = self._to_paint()
            painter.drawImage(painted(self._target(), image, self.devicePixelRatioF()), image)
            if self._page:
                self._paint_boxes(painter)
        painter.setClipping(False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.STAGE_FOCUS if not self._page else theme.ACCENT), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _to_paint(self) -> QImage:
        """The image; four bytes a pixel where it is scaled, which takes Qt less than half the time."""
        image = self._image
        if image.format() == QImage.Format.Format_RGB888 and not fits(self._target(), image, self.devicePixelRatioF()):
            self._image = image.convertToFormat(QImage.Format.Format_RGB32)
        return self._image

    def _paint_boxes(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.mono(theme.POINT_SIZE - 1.5))
        for mark in self._marks:
            sign = VERDICT_SIGNS[mark.verdict]
            place = self._on_screen(self._rect_of(mark.box))
            painter.setPen(QPen(QColor(sign.colour), 2))
            painter.setBrush(theme.colour(sign.colour, 22))
            painter.drawRect(place)
            text = plain(mark.label, 24)
            wide = painter.fontMetrics().horizontalAdvance(text) + 24
            tag = QRectF(place.left() - 1, place.top() - 18, wide, 18)
            painter.fillRect(tag, QColor(theme.PAPER))
            painter.drawRect(tag)
            draw_sign(painter, QRectF(tag.left() + 3, tag.top() + 3, 12, 12), sign)
            painter.setPen(QColor(theme.INK))
            painter.drawText(tag.adjusted(19, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)
        if self._draft is not None:
            painter.setPen(QPen(QColor(theme.ACCENT), 2, Qt.PenStyle.DashLine))
            painter.setBrush(theme.colour(theme.ACCENT, 30))
            painter.drawRect(self._on_screen(self._draft))

    # -- mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag the picture, or a box on the page."""
        if self._image.isNull():
            return
        self._press = event.position()
        moves = event.button() != Qt.MouseButton.LeftButton or event.modifiers() & Qt.KeyboardModifier.ControlModifier
        self._panning = bool(moves) or not self._page
        self.setCursor(Qt.CursorShape.ClosedHandCursor if self._panning else Qt.CursorShape.CrossCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag."""
        if self._press is None:
            return
        if self._panning:
            self._corner += event.position() - self._press
            self._press, self._fit = event.position(), False
            self._place()
        else:
            whole = QRectF(self._image.rect())
            self._draft = QRectF(self._in_picture(self._press), self._in_picture(event.position())).normalized() & whole
            self._draft_by_keys = False
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go: a box is drawn, or a mark's box was clicked."""
        press, self._press = self._press, None
        self.unsetCursor()
        if press is None or self._panning:
            return
        if (event.position() - press).manhattanLength() <= CLICK:
            self._draft = None
            self.update()
            for mark in reversed(self._marks):
                if self._on_screen(self._rect_of(mark.box)).contains(press):
                    self.mark_chosen.emit(mark.id)
                    return
        else:
            self._say_box()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fit the picture again."""
        self._press = None
        self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom to the cursor."""
        self.zoom(1.0015 ** event.angleDelta().y(), event.position())
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Keep the arrows, Enter and Esc while a box is moved by keys, before any shortcut gets them."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and self._draft_by_keys
            and event.key() in _BOX_KEYS
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move and size the box (arrows, with Shift), accept it (Enter), drop it (Esc); B begins one."""
        if not self._draft_by_keys or self._draft is None:
            if event.key() == Qt.Key.Key_B and self._page:
                self.begin_box()
            else:
                super().keyPressEvent(event)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._draft_by_keys = False
            self._say_box()
        elif event.key() == Qt.Key.Key_Escape:
            self.set_box(None)
        elif event.key() in _STEPS:
            self._move_box(event)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep fitting, or keep the place."""
        super().resizeEvent(event)
        self._place()

    def _move_box(self, event: QKeyEvent) -> None:
        if self._draft is None:
            return
        across, down = _STEPS[Qt.Key(event.key())]
        width, height = self._image.width(), self._image.height()
        step = QPointF(across * width / 100, down * height / 100)
        box = QRectF(self._draft)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            box.setWidth(max(box.width() + step.x(), width / 100))
            box.setHeight(max(box.height() + step.y(), height / 100))
        else:
            box.moveTo(
                min(max(box.x() + step.x(), 0.0), width - box.width()),
                min(max(box.y() + step.y(), 0.0), height - box.height()),
            )
        self._draft = box & QRectF(self._image.rect())
        self.update()

    # -- geometry

    def drawn_box(self) -> Box | None:
        """The box that is being drawn; None where there is none, or nothing of one."""
        if self._draft is None or self._image.isNull():
            return None
        width, height = self._image.width(), self._image.height()
        x, y = (round(part * Box.WHOLE) for part in (self._draft.x() / width, self._draft.y() / height))
        right = round(self._draft.right() / width * Box.WHOLE)
        bottom = round(self._draft.bottom() / height * Box.WHOLE)
        return Box(x, y, right - x, bottom - y) if right > x and bottom > y else None

    def _say_box(self) -> None:
        if (box := self.drawn_box()) is not None:
            self.box_drawn.emit(box)

    def _rect_of(self, box: Box) -> QRectF:
        across, down = self._image.width() / Box.WHOLE, self._image.height() / Box.WHOLE
        return QRectF(box.x * across, box.y * down, box.width * across, box.height * down)

    def _on_screen(self, rect: QRectF) -> QRectF:
        return QRectF(self._corner + rect.topLeft() * self._scale, rect.size() * self._scale)

    def _in_picture(self, at: QPointF) -> QPointF:
        return (at - self._corner) / self._scale

    def _target(self) -> QRectF:
        return self._on_screen(QRectF(self._image.rect()))

    def pixels_wanted(self, room: QSize) -> tuple[int, int]:
        """Device pixels that a picture in this room can use; an enlarged one needs more than there is room for.

        One that comes in these is drawn as it is: to scale each moving picture once more costs more than to paint it.
        """
        drawn, ratio = self.picture_rect().size().toSize(), self.devicePixelRatioF()
        free = room.shrunkBy(QMargins(EDGE, EDGE, EDGE, EDGE))
        return round(max(free.width(), drawn.width()) * ratio), round(max(free.height(), drawn.height()) * ratio)

    def _place(self) -> None:
        self._place_picture()
        size = self.pixels_wanted(self.size())
        if size != self._said_size:
            self._said_size = size
            self.sized.emit(*size)

    def _place_picture(self) -> None:
        if self._image.isNull():
            self.update()
            return
        width, height, room = self._image.width(), self._image.height(), self._room()
        if self._fit:
            self._scale = max(min(room.width() / width, room.height() / height), SMALLEST)
        self._corner = QPointF(
            EDGE + held(self._corner.x() - EDGE, width * self._scale, room.width()),
            EDGE + held(self._corner.y() - EDGE, height * self._scale, room.height()),
        )
        percent = round(self._scale * width / self._full_width * 100)
        if percent != self._said_percent:
            self._said_percent = percent
            self.zoomed.emit(percent)
        self.update()

    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(EDGE, EDGE, -EDGE, -EDGE)

    def picture_rect(self) -> QRectF:
        """Where the picture lies on this widget now."""
        return self._target()

    @property
    def whole_height(self) -> int:
        """Height of the picture on this widget where all of it is seen, in its pixels; otherwise 0."""
        rect = self._target()
        seen = self.isVisible() and not self._image.isNull() and QRectF(self.rect()).contains(rect)
        return int(rect.height()) if seen else 0

    @property
    def longer_side(self) -> int:
        """Length of the picture's longer side on this widget, in its pixels; 0 without one."""
        size = self._target().size()
        return 0 if self._image.isNull() else int(max(size.width(), size.height()))

    def part_on_screen(self) -> Box | None:
        """What of the picture is in sight on this widget; None where nothing of it is."""
        rect = self._target()
        seen = rect & self._room() & QRectF(self.visibleRegion().boundingRect())
        if self._image.isNull() or not seen.width() or not seen.height():
            return None
        across, down = Box.WHOLE / rect.width(), Box.WHOLE / rect.height()
        left, top = round((seen.left() - rect.left()) * across), round((seen.top() - rect.top()) * down)
        return Box(left, top, round(seen.width() * across), round(seen.height() * down))

    def scroll_by(self, down: float, right: float = 0.0) -> bool:
        """By these parts of what is in sight, back where negative; False where that end is in sight already."""
        before, room = QPointF(self._corner), self._room()
        self._corner -= QPointF(right * room.width(), down * room.height())
        self._place()
        return (self._corner - before).manhattanLength() >= 1

    def point_at(self, x_parts: int, y_parts: int) -> QPoint:
        """Where a place of the page, in ten-thousandths, lies on this widget now."""
        return self._on_screen(self._rect_of(Box(x_parts, y_parts, 0, 0))).topLeft().toPoint()


_STEPS: dict[Qt.Key, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_BOX_KEYS = {*_STEPS, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}
