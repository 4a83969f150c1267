"""The surface of a timeline: clicked, dragged, zoomed by wheel and keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
from evidence.media.facts import Gap
from evidence.model.mark import Mark, Span
from evidence.timecode import MICROSECONDS, format_length, format_time
from widgets import theme
from widgets.language import tongue, words
from widgets.plain import tip
from widgets.timeline.lanes import Lanes
from widgets.timeline.painting import Shown, paint_base, paint_moving
from widgets.timeline.wave import Columns, normal, wave_image
from widgets.times import place_words
from widgets.words import W

ZOOM_STEP = 1.5


class TimelineStrip(QWidget):
    """Ruler, marks and sound of one recording.

    Signals:
        sought(object): the reviewer pointed at a recording time (int, microseconds).
        mark_chosen(object): the UUID of the mark that was clicked.
        scrolled(): another stretch is shown.
    """

    sought = Signal(object)
    mark_chosen = Signal(object)
    scrolled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a recording."""
        super().__init__(parent)
        self.shown = Shown()
        self._recorded = False
        self._columns: Columns | None = None
        self._no_wave: Label | None = None
        self._wall: Callable[[int], str] | None = None
        self._marks: Sequence[Mark] = ()
        self._seeking = False
        self._wave_key: tuple[int, int, int, int] | None = None
        self._base: QPixmap | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 92)
        tongue.language_changed.connect(self._speak)
        self._speak()

    def sizeHint(self) -> QSize:
        """Wide, and high enough for ruler, two lanes and sound."""
        return QSize(800, 150)

    def set_recording(
        self,
        first_us: int,
        last_us: int,
        gaps: Sequence[Gap],
        columns: Columns | None,
        no_sound: Label | None,
        wall: Callable[[int], str] | None,
    ) -> None:
        """Take a recording and show it whole; `no_sound` is the sentence where there are no columns."""
        self.shown = Shown(gaps=tuple(gaps), focused=self.hasFocus())
        self.shown.scale.width = max(self.width(), 1)
        self.shown.scale.set_whole(first_us, last_us)
        self.shown.position_us = first_us
        self._recorded, self._columns, self._wall = True, columns, wall
        self._no_wave = no_sound or W.SOUND_NONE
        self.set_marks(())
        self.refresh_sound()
        self.scrolled.emit()

    def clear(self) -> None:
        """Show no recording."""
        self.shown, self._recorded, self._columns, self._marks = Shown(), False, None, ()
        self.scrolled.emit()
        self._redraw()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show these marks (withdrawn ones and marks on pages are left out)."""
        self._marks = marks
        self.shown.lanes = Lanes(marks)
        self._wave_key = None
        self._redraw()

    def refresh_sound(self) -> None:
        """Ask for the columns again."""
        self._wave_key = None
        self._redraw()

    def zoom(self, factor: float, at_us: int | None = None) -> None:
        """Look closer (factor over 1) or from further away, at the playhead or at `at_us`."""
        if not self._recorded:
            return
        scale = self.shown.scale
        if at_us is None:
            at = self.shown.position_us
            at_us = at if at is not None and scale.from_us <= at <= scale.to_us else scale.from_us + scale.span_us // 2
        scale.zoom(factor, at_us)
        self._moved()

    def zoom_all(self) -> None:
        """Show the whole recording."""
        if self._recorded:
            self.shown.scale.show_all()
            self._moved()

    def show_from(self, from_us: int, span_us: int | None = None) -> None:
        """Show the stretch that begins at `from_us`."""
        if self._recorded:
            self.shown.scale.move_to(from_us, span_us)
            self._moved()

    def set_position(self, at_us: int) -> None:
        """Move the playhead; the strip follows when it leaves."""
        self.shown.position_us = at_us
        if self._recorded and not self._seeking and self.shown.scale.bring(at_us):
            self._moved()
        self.update()
        self._describe()

    def set_selection(self, in_us: int | None, out_us: int | None) -> None:
        """Show in and out of the draft."""
        self.shown.in_us, self.shown.out_us = in_us, out_us
        self.update()

    def set_chosen(self, mark: UUID | None) -> None:
        """Draw this mark strongly."""
        if mark != self.shown.chosen:
            self.shown.chosen = mark
            self._redraw()

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the strip; the sound is drawn anew only when another stretch is shown."""
        painter = QPainter(self)
        if self._recorded:
            painter.drawPixmap(0, 0, self._base_picture())
            paint_moving(painter, self.shown, self.width(), self.height())
        else:
            painter.fillRect(self.rect(), QColor(theme.PANEL))
            painter.setPen(QColor(theme.INK_SOFT))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words(W.TIMELINE_EMPTY))
        painter.end()

    def _base_picture(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        size = QSize(round(self.width() * ratio), round(self.height() * ratio))
        if self._base is None or self._base.size() != size:
            self._wave()
            self._base = QPixmap(size)
            self._base.setDevicePixelRatio(ratio)
            painter = QPainter(self._base)
            paint_base(painter, self.shown, self.width(), self.height())
            painter.end()
        return self._base

    def _wave(self) -> None:
        scale, ratio = self.shown.scale, self.devicePixelRatioF()
        width = max(round(self.width() * ratio), 1)
        height = max(round((self.height() - self.shown.wave_top()) * ratio), 1)
        key = (scale.from_us, scale.to_us, width, height)
        if key == self._wave_key:
            return
        values = self._columns(scale.from_us, scale.to_us, width) if self._columns else None
        self.shown.wave = None
        if values is not None and height >= 8:
            self.shown.wave = wave_image(normal(values), width, height, QColor(theme.WAVE))
        self.shown.sentence = W.SOUND_READING if self._columns else self._no_wave
        self._wave_key = key

    # -- mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a mark, or go to a time."""
        if not self._recorded or event.button() != Qt.MouseButton.LeftButton:
            return
        mark = self.mark_at(event.position())
        if mark is not None:
            self.mark_chosen.emit(mark.id)
            return
        self._seeking = True
        self._seek(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go along with the mouse."""
        if self._seeking:
            self._seek(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Stop going along."""
        self._seeking = False

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl zoom to the cursor."""
        turn = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(ZOOM_STEP ** (turn / 120), self.shown.scale.us_at(event.position().x()))
        else:
            self.show_from(self.shown.scale.from_us - round(self.shown.scale.span_us * turn / 1200))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move and zoom by keys where the window has not bound them to something finer."""
        scale, key = self.shown.scale, event.key()
        at = self.shown.position_us or 0
        second = MICROSECONDS if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else scale.span_us // 100 or 1
        goals = {
            Qt.Key.Key_Left: at - second,
            Qt.Key.Key_Right: at + second,
            Qt.Key.Key_PageUp: at - scale.span_us,
            Qt.Key.Key_PageDown: at + scale.span_us,
            Qt.Key.Key_Home: scale.first_us,
            Qt.Key.Key_End: scale.last_us,
        }
        if not self._recorded:
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
        """Say in a tooltip what lies under the cursor."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._recorded:
            QToolTip.showText(event.globalPos(), tip(self.words_at(QPointF(event.pos()))), self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the frame of the focus."""
        self.shown.focused = True
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide it again."""
        self.shown.focused = False
        super().focusOutEvent(event)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the new width."""
        super().resizeEvent(event)
        self.shown.scale.width = max(self.width(), 1)
        self._redraw()

    def words_at(self, at: QPointF) -> str:
        """What lies at a place: the time on both clocks, and the mark or gap there."""
        us = self.shown.scale.us_at(at.x())
        lines = [f"{words(W.RECORDING_TIME)} {format_time(us)}"]
        if self._wall:
            lines.append(f"{words(W.WALL_TIME)} {self._wall(us)}")
        if mark := self.mark_at(at):
            place = place_words(mark.place) if isinstance(mark.place, Span) else ""
            lines += [f"{mark.label} · {mark.point} · {words(mark.verdict.label)} · {words(mark.how.label)}", place]
            lines += [mark.quote[:200]] if mark.quote else []
        for gap in self.shown.gaps:
            if gap.from_us <= us <= gap.to_us:
                lines.append(words(W.GAP, length=format_length(gap.to_us - gap.from_us)))
                break
        return "\n".join(lines)

    def mark_at(self, at: QPointF) -> Mark | None:
        """The mark drawn at a place; the chosen one first, then the one on top."""
        lanes = self.shown.lanes
        if not self.shown.lanes_top() <= at.y() < self.shown.wave_top():
            return None
        slack = round(12 * self.shown.scale.span_us / self.shown.scale.width)
        us = self.shown.scale.us_at(at.x())
        hits = [row for row in lanes.between(us - slack, us + slack).tolist() if self.shown.mark_rect(row).contains(at)]
        chosen = [row for row in hits if lanes.marks[row].id == self.shown.chosen]
        return lanes.marks[(chosen or hits)[-1]] if hits else None

    def _seek(self, at: QPointF) -> None:
        us = self.shown.scale.us_at(at.x())
        self.shown.position_us = us
        self.sought.emit(us)
        self.update()

    def _moved(self) -> None:
        self._redraw()
        self.scrolled.emit()

    def _redraw(self) -> None:
        self._base = None
        self.update()
        self._describe()

    def _describe(self) -> None:
        scale = self.shown.scale
        if self._recorded:
            self.setAccessibleDescription(
                words(
                    W.TIMELINE_AT,
                    time=format_time(self.shown.position_us or 0),
                    start=format_time(scale.from_us),
                    end=format_time(scale.to_us),
                )
            )

    def _speak(self) -> None:
        self.setAccessibleName(words(W.TIMELINE_ACCESS))
        self._redraw()
