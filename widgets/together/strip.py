"""The surface of a timeline of several recordings: clicked, dragged, zoomed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, QSize, Qt, Signal
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

from evidence.timecode import MICROSECONDS, format_length, format_time
from widgets import theme
from widgets.language import tongue, words
from widgets.plain import tip
from widgets.timeline.strip import ZOOM_STEP
from widgets.together.painting import paint_base, paint_moving
from widgets.together.scene import GUTTER, LANE_LEAST, RULER, Scene
from widgets.together.values import TrackLine
from widgets.together.words import T
from widgets.words import W


class LaneStrip(QWidget):
    """Ruler and one lane per recording.

    Signals:
        sought(object): somebody pointed at a common time (int, microseconds).
        activated(str): the recording whose lane was clicked.
        mark_chosen(object): the UUID of the mark that was clicked.
        moved(str, object): a lane was dragged by so many microseconds (int); its recording has no clock of its own.
        scrolled(): another stretch is shown.
    """

    sought = Signal(object)
    activated = Signal(str)
    mark_chosen = Signal(object)
    moved = Signal(str, object)
    scrolled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without recordings."""
        super().__init__(parent)
        self.scene = Scene()
        self.movable: frozenset[str] = frozenset()
        self._wall: Callable[[int], str] | None = None
        self._seeking = False
        self._moving: tuple[str, int] | None = None  # key, time at which it was taken hold of
        self._base: QPixmap | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._fit_height()
        tongue.language_changed.connect(self._speak)
        self._speak()

    def sizeHint(self) -> QSize:
        """Wide, and high enough for every lane."""
        return QSize(800, RULER + max(len(self.scene.lines), 2) * 44)

    def set_tracks(
        self, lines: Sequence[TrackLine], zero_us: int | None, wall: Callable[[int], str] | None, keep: bool = False
    ) -> None:
        """Show these recordings whole, or by `keep` the stretch that is shown already."""
        scene = self.scene
        scene.lines, scene.zero_us, self._wall = tuple(lines), zero_us, wall
        span = scene.scale.from_us, scene.scale.span_us
        first = min((line.first_us for line in lines), default=0)
        scene.scale.set_whole(first, max((line.last_us for line in lines), default=1))
        if keep:
            whole = scene.scale.last_us - scene.scale.first_us
            scene.scale.move_to(span[0], min(span[1], whole))
        scene.position_us = scene.scale.held(scene.position_us if scene.position_us is not None else first)
        self._fit_height()
        self._moved()

    def refresh(self) -> None:
        """Ask for sound and marks again."""
        self._redraw()

    def set_lines(self, lines: Sequence[TrackLine]) -> None:
        """The same recordings with other marks or sound."""
        self.scene.lines = tuple(lines)
        self._redraw()

    def set_active(self, key: str) -> None:
        """Show where marks go."""
        self.scene.active = key
        self._redraw()

    def set_position(self, at_us: int) -> None:
        """Move the playhead; the strip follows when it leaves."""
        self.scene.position_us = at_us
        if self.scene.lines and not self._seeking and self.scene.scale.bring(at_us):
            self._moved()
        self.update()
        self._describe()

    def set_selection(self, in_us: int | None, out_us: int | None) -> None:
        """Show in and out."""
        self.scene.in_us, self.scene.out_us = in_us, out_us
        self.update()

    def set_chosen(self, mark: UUID | None) -> None:
        """Draw this mark strongly."""
        self.scene.chosen = mark
        self._redraw()

    def zoom(self, factor: float, at_us: int | None = None) -> None:
        """Look closer (factor over 1) or from further away, at the playhead or at `at_us`."""
        scale = self.scene.scale
        if self.scene.lines:
            at = self.scene.position_us
            if at_us is None:
                at_us = (
                    at if at is not None and scale.from_us <= at <= scale.to_us else scale.from_us + scale.span_us // 2
                )
            scale.zoom(factor, at_us)
            self._moved()

    def zoom_all(self) -> None:
        """Show all recordings whole."""
        self.scene.scale.show_all()
        self._moved()

    def show_from(self, from_us: int, span_us: int | None = None) -> None:
        """Show the stretch that begins at `from_us`."""
        self.scene.scale.move_to(from_us, span_us)
        self._moved()

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the strip; lanes are drawn anew only when they change."""
        painter = QPainter(self)
        if self.scene.lines:
            painter.drawPixmap(0, 0, self._base_picture())
            paint_moving(painter, self.scene, self.width(), self.height())
        else:
            painter.fillRect(self.rect(), QColor(theme.PANEL))
            painter.setPen(QColor(theme.INK_SOFT))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words(T.TIMELINE_EMPTY))
        painter.end()

    def _base_picture(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        size = QSize(round(self.width() * ratio), round(self.height() * ratio))
        if self._base is None or self._base.size() != size:
            self._base = QPixmap(size)
            self._base.setDevicePixelRatio(ratio)
            painter = QPainter(self._base)
            paint_base(painter, self.scene, self.width(), self.height(), ratio)
            painter.end()
        return self._base

    # -- mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a recording, a mark, a time; with Shift take hold of a lane."""
        if not self.scene.lines or event.button() != Qt.MouseButton.LeftButton:
            return
        x, y = event.position().x(), event.position().y()
        row = self.scene.row_at(y)
        if row is not None:
            key = self.scene.lines[row].key
            self.activated.emit(key)
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and key in self.movable and x >= GUTTER:
                self._moving = key, self.scene.us_at(x)
                return
            mark = self.scene.mark_at(row, x, y) if x >= GUTTER else None
            if mark is not None:
                self.mark_chosen.emit(mark.id)
                return
        if x >= GUTTER:
            self._seeking = True
            self._seek(x)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go along with the mouse."""
        if self._seeking:
            self._seek(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Stop going along; a lane that was dragged is where it is let go."""
        moving, self._moving, self._seeking = self._moving, None, False
        if moving is not None:
            by = self.scene.us_at(event.position().x()) - moving[1]
            if by:
                self.moved.emit(moving[0], by)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl zoom to the cursor."""
        turn = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(ZOOM_STEP ** (turn / 120), self.scene.us_at(event.position().x()))
        else:
            scale = self.scene.scale
            self.show_from(scale.from_us - round(scale.span_us * turn / 1200))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by keys where the window has not bound them to something finer."""
        scale, at = self.scene.scale, self.scene.position_us or 0
        far = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        step = MICROSECONDS if far else scale.span_us // 100 or 1
        goals = {Qt.Key.Key_Left: at - step, Qt.Key.Key_Right: at + step,
                 Qt.Key.Key_Home: scale.first_us, Qt.Key.Key_End: scale.last_us}  # fmt: skip
        if self.scene.lines and event.key() in goals:
            self.sought.emit(scale.held(goals[Qt.Key(event.key())]))
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Say in a tooltip what lies under the cursor."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self.scene.lines:
            QToolTip.showText(event.globalPos(), tip(self.words_at(event.pos().x(), event.pos().y())), self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the frame of the focus."""
        self.scene.focused = True
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide it again."""
        self.scene.focused = False
        super().focusOutEvent(event)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the new size."""
        super().resizeEvent(event)
        self.scene.set_width(self.width())
        self.scene.height = self.height()
        self._redraw()

    def words_at(self, x: float, y: float) -> str:
        """What lies at a place: the wall clock, the recording, its own time, and the mark or gap there."""
        us, row = self.scene.us_at(x), self.scene.row_at(y)
        lines = [f"{words(T.WALL_CLOCK)} {self._wall(us)}"] if self._wall else []
        if row is None:
            return "\n".join(lines)
        line = self.scene.lines[row]
        at = line.at_of(us)
        lines += [f"{line.label} {line.title}", f"{words(W.RECORDING_TIME)} {format_time(at)}"]
        if line.doubtful:
            lines.append(words(line.placed))
        if line.key in self.movable:
            lines.append(words(T.MOVE_LANE))
        if mark := self.scene.mark_at(row, x, y):
            lines.append(f"{mark.label} · {mark.point} · {words(mark.verdict.label)}")
        lines += [
            words(W.GAP, length=format_length(gap.to_us - gap.from_us))
            for gap in line.gaps if gap.from_us <= at < gap.to_us
        ]  # fmt: skip
        return "\n".join(lines)

    def _seek(self, x: float) -> None:
        us = self.scene.us_at(max(x, float(GUTTER)))
        self.scene.position_us = us
        self.sought.emit(us)
        self.update()

    def _fit_height(self) -> None:
        self.setMinimumSize(GUTTER + 160, RULER + max(len(self.scene.lines), 1) * LANE_LEAST)
        self.updateGeometry()

    def _moved(self) -> None:
        self._redraw()
        self.scrolled.emit()

    def _redraw(self) -> None:
        self._base = None
        self.update()
        self._describe()

    def _describe(self) -> None:
        at = self.scene.position_us or 0
        self.setAccessibleDescription(words(T.TIMELINE_AT, time=self._wall(at) if self._wall else format_time(at)))

    def _speak(self) -> None:
        self.setAccessibleName(f"{words(T.TIMELINE)}. {words(T.TIMELINE_ACCESS)}")
        self._redraw()
