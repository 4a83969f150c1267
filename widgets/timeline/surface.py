"""The surface that every timeline is: clicked, dragged, zoomed by wheel and keys; what stays is drawn once."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from evidence.labels import Label
from evidence.timecode import MICROSECONDS
from widgets import theme
from widgets.language import tongue, words
from widgets.plain import tip
from widgets.timeline.drawing import paint_moving
from widgets.timeline.look import Look

ZOOM_STEP = 1.5


class Surface(QWidget):
    """A ruler and, below it, what a subclass draws.

    Signals:
        sought(object): somebody pointed at a time (int, microseconds).
        mark_chosen(object): the UUID of the mark that was clicked.
        scrolled(): another stretch is shown.
        edge_held(object, bool): the UUID of a mark whose beginning (True) or end was taken hold of.
        edge_moved(object): the time (int, microseconds) to which it was drawn.
        edge_left(bool): it was let go: to stay there (True), or by Esc, to be where it was.
    """

    sought = Signal(object)
    mark_chosen = Signal(object)
    scrolled = Signal()
    edge_held = Signal(object, bool)
    edge_moved = Signal(object)
    edge_left = Signal(bool)

    def __init__(self, empty: Label, parent: QWidget | None = None) -> None:
        """Start with nothing; `empty` is what is said then."""
        super().__init__(parent)
        self._empty, self._seeking, self._edging = empty, False, False
        self.setMouseTracking(True)
        self._base: QPixmap | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        tongue.language_changed.connect(self._speak)
        theme.dress.changed.connect(self.redraw)

    # -- what a subclass says

    @property
    def look(self) -> Look:
        """What is shown."""
        raise NotImplementedError

    @property
    def filled(self) -> bool:
        """Whether there is anything to show."""
        raise NotImplementedError

    def paint_base(self, painter: QPainter, ratio: float) -> None:
        """Draw what stays while the playhead runs; `ratio` device pixels make one of ours."""
        raise NotImplementedError

    def words_at(self, at: QPointF) -> str:
        """What lies at a place."""
        raise NotImplementedError

    def access(self) -> tuple[str, str]:
        """The accessible name, and the description of where the playhead is."""
        raise NotImplementedError

    def take(self, event: QMouseEvent) -> bool:
        """Whether a press means something else than a time."""
        raise NotImplementedError

    def edge_at(self, at: QPointF) -> tuple[UUID, bool] | None:
        """The mark whose beginning (True) or end lies there and can be drawn elsewhere; here there are none."""
        return None

    # -- what is shown

    def set_position(self, at_us: int) -> None:
        """Move the playhead; the surface follows when it leaves."""
        self.look.position_us = at_us
        if self.filled and not self._seeking and self.look.scale.bring(at_us):
            self.moved_on()
        self.update()
        self._describe()

    def set_selection(self, in_us: int | None, out_us: int | None) -> None:
        """Show in and out."""
        self.look.in_us, self.look.out_us = in_us, out_us
        self.update()

    def set_chosen(self, mark: UUID | None) -> None:
        """Draw this mark strongly."""
        if mark != self.look.chosen:
            self.look.chosen = mark
            self.redraw()

    def zoom(self, factor: float, at_us: int | None = None) -> None:
        """Look closer (factor over 1) or from further away, at the playhead or at `at_us`."""
        if self.filled:
            self.look.scale.zoom(factor, self.look.middle_us() if at_us is None else at_us)
            self.moved_on()

    def zoom_all(self) -> None:
        """Show all of it."""
        if self.filled:
            self.look.scale.show_all()
            self.moved_on()

    def show_from(self, from_us: int, span_us: int | None = None) -> None:
        """Show the stretch that begins at `from_us`."""
        if self.filled:
            self.look.scale.move_to(from_us, span_us)
            self.moved_on()

    def scroll_on(self, share: float) -> None:
        """Show what lies a share of the width further on."""
        if self.filled:
            self.look.scale.scroll(share)
            self.moved_on()

    def scroll_to(self, share: float) -> None:
        """Show the place at a share of the whole way from beginning to end."""
        if self.filled:
            self.look.scale.scroll_to(share)
            self.moved_on()

    def moved_on(self) -> None:
        """Another stretch is shown."""
        self.redraw()
        self.scrolled.emit()

    def redraw(self) -> None:
        """Draw anew what stays."""
        self._base = None
        self.update()
        self._describe()

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw; what stays is drawn anew only when it changes."""
        painter = QPainter(self)
        if self.filled:
            painter.drawPixmap(0, 0, self._base_picture())
            paint_moving(painter, self.look, self.width(), self.height())
        else:
            painter.fillRect(self.rect(), QColor(theme.PANEL))
            painter.setPen(QColor(theme.INK_SOFT))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words(self._empty))
        painter.end()

    def _base_picture(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        size = QSize(round(self.width() * ratio), round(self.height() * ratio))
        if self._base is None or self._base.size() != size:
            self._base = QPixmap(size)
            self._base.setDevicePixelRatio(ratio)
            painter = QPainter(self._base)
            self.paint_base(painter, ratio)
            painter.end()
        return self._base

    # -- mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of what lies there, or go to a time."""
        if not self.filled or event.button() != Qt.MouseButton.LeftButton:
            return
        if edge := self.edge_at(event.position()):
            self._edging = True
            self.edge_held.emit(*edge)
            return
        if self.take(event):
            return
        if event.position().x() >= self.look.gutter:
            self._seeking = True
            self._seek(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go along with the mouse."""
        if self._edging:
            self.edge_moved.emit(self.look.scale.held(self.look.us_at(event.position().x())))
        elif self._seeking:
            self._seek(event.position().x())
        elif self.filled:
            edge = self.edge_at(event.position())
            self.setCursor(Qt.CursorShape.SizeHorCursor if edge else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Stop going along."""
        self._seeking = False
        self._leave_edge(True)

    def _leave_edge(self, stays: bool) -> None:
        if self._edging:
            self._edging = False
            self.edge_left.emit(stays)

    def _seek(self, x: float) -> None:
        us = self.look.us_at(max(x, float(self.look.gutter)))
        self.look.position_us = us
        self.sought.emit(us)
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl zoom to the cursor."""
        turn = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(ZOOM_STEP ** (turn / 120), self.look.us_at(event.position().x()))
        else:
            self.scroll_on(-turn / 1200)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move and zoom by keys where the window has not bound them to something finer."""
        scale, key = self.look.scale, event.key()
        at = self.look.position_us or 0
        second = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        goals = {
            Qt.Key.Key_Left: at - MICROSECONDS if second else scale.along(at, -0.01),
            Qt.Key.Key_Right: at + MICROSECONDS if second else scale.along(at, 0.01),
            Qt.Key.Key_PageUp: scale.along(at, -1),
            Qt.Key.Key_PageDown: scale.along(at, 1),
            Qt.Key.Key_Home: scale.first_us,
            Qt.Key.Key_End: scale.last_us,
        }
        if self._edging and key == Qt.Key.Key_Escape:
            self._leave_edge(False)
        elif not self.filled:
            super().keyPressEvent(event)
        elif key in goals:
            self.sought.emit(scale.held(goals[Qt.Key(key)]))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(ZOOM_STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / ZOOM_STEP)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Say in a tooltip what lies under the cursor; while an edge is held, Esc is the surface's own."""
        if self._edging and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self.filled:
            QToolTip.showText(event.globalPos(), tip(self.words_at(QPointF(event.pos()))), self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the frame of the focus."""
        self.look.focused = True
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide it again."""
        self.look.focused = False
        super().focusOutEvent(event)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the new size."""
        super().resizeEvent(event)
        self.look.set_width(self.width())
        self.moved_on()

    # -- for those who do not see it

    def _describe(self) -> None:
        if self.filled:
            self.setAccessibleDescription(self.access()[1])

    def _speak(self) -> None:
        self.setAccessibleName(self.access()[0])
        self.redraw()
