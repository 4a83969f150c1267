"""The timeline of several recordings: one lane for each, on the common clock."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from evidence.timecode import format_length, format_time
from widgets.clocks.words import C
from widgets.language import words
from widgets.quality.signs import finding_words
from widgets.timeline.look import RULER
from widgets.timeline.surface import Surface
from widgets.together.dragging import Drag, dragged, meeting_us, paint_drag
from widgets.together.folding import empty_stretches, length_parts, stretch_at
from widgets.together.painting import paint_base
from widgets.together.scene import GUTTER, LANE_LEAST, Scene
from widgets.together.values import TrackLine
from widgets.together.words import T
from widgets.words import W

MOST_SAID = 4
"""Findings that a tooltip names."""


class LaneStrip(Surface):
    """Ruler and one lane per recording.

    Signals:
        activated(str): the recording whose lane was clicked.
        moved(str, object): a lane was dragged by so many microseconds (int); its recording has no clock of its own.
        joined(str, str): the first lane was dragged to where an event marked in both meets that of the second.
        folded(object): the empty stretches that are folded now, as pairs of common times.
    """

    activated = Signal(str)
    moved = Signal(str, object)
    joined = Signal(str, str)
    folded = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without recordings."""
        super().__init__(T.TIMELINE_EMPTY, parent)
        self.scene = Scene()
        self.movable: frozenset[str] = frozenset()
        self._open: set[tuple[int, int]] = set()  # empty stretches that are wished open
        self._held: tuple[int, int] | None = None  # row, time at which it was taken hold of
        self._drag: Drag | None = None
        self._fit_height()
        self._speak()

    @property
    def look(self) -> Scene:
        """What is shown."""
        return self.scene

    @property
    def filled(self) -> bool:
        """Whether there are recordings."""
        return bool(self.scene.lines)

    def sizeHint(self) -> QSize:
        """Wide, and high enough for every lane."""
        return QSize(800, RULER + max(len(self.scene.lines), 2) * 44)

    def set_tracks(
        self, lines: Sequence[TrackLine], zero_us: int | None, wall: Callable[[int], str] | None, keep: bool = False
    ) -> None:
        """Show these recordings whole, or by `keep` the stretch that is shown already."""
        scene = self.scene
        scene.lines, scene.zero_us, scene.wall = tuple(lines), zero_us, wall
        span = scene.scale.from_us, scene.scale.span_us
        first = min((line.first_us for line in lines), default=0)
        scene.scale.set_whole(first, max((line.last_us for line in lines), default=1))
        scene.empty = empty_stretches(lines)
        scene.scale.fold(self._wished_folds(), first)
        if keep:
            whole = scene.scale.last_us - scene.scale.first_us
            scene.scale.move_to(span[0], min(span[1], whole))
        scene.position_us = scene.scale.held(scene.position_us if scene.position_us is not None else first)
        self._fit_height()
        self.moved_on()
        self.folded.emit(scene.scale.folds)

    def refresh(self) -> None:
        """Ask for sound and marks again."""
        self.redraw()

    def set_lines(self, lines: Sequence[TrackLine]) -> None:
        """The same recordings with other marks or sound."""
        self.scene.lines = tuple(lines)
        self.redraw()

    def set_active(self, key: str) -> None:
        """Show where marks go."""
        self.scene.active = key
        self.redraw()

    # -- empty time

    def toggle_fold(self, stretch: tuple[int, int] | None = None) -> None:
        """Fold or open an empty stretch; None: the one nearest to the playhead."""
        at = self.scene.position_us or 0
        near = min(self.scene.empty, key=lambda one: max(one[0] - at, at - one[1], 0), default=None)
        if (chosen := stretch or near) is not None:
            self._open ^= {chosen}
            self._fold(chosen[0])

    def fold_all(self, folded: bool) -> None:
        """Fold every empty stretch, or open every one."""
        self._open = set() if folded else set(self.scene.empty)
        self._fold(self.scene.middle_us())

    def _wished_folds(self) -> list[tuple[int, int]]:
        return [each for each in self.scene.empty if each not in self._open]

    def _fold(self, around_us: int) -> None:
        self.scene.scale.fold(self._wished_folds(), around_us)
        self.moved_on()
        self.folded.emit(self.scene.scale.folds)

    # -- painting, mouse

    def paint_base(self, painter: QPainter, ratio: float) -> None:
        """Draw ruler and lanes."""
        paint_base(painter, self.scene, self.width(), self.height(), ratio)

    def take(self, event: QMouseEvent) -> bool:
        """Choose a recording and a mark or finding in it; with Shift take hold of a lane."""
        at = event.position()
        if (stretch := stretch_at(self.scene, at)) is not None:
            self.toggle_fold(stretch)
            return True
        row = self.scene.row_at(at.y())
        if row is None:
            return False
        key = self.scene.lines[row].key
        self.activated.emit(key)
        if at.x() < GUTTER:
            return True
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and (key in self.movable or self._meets(row)):
            self._held = row, self.scene.us_at(at.x())
            return True
        mark = self.scene.mark_at(row, at.x(), at.y())
        if mark is not None:
            self.mark_chosen.emit(mark.id)
            return True
        found = self.scene.found_at(row, at.x(), at.y())
        if found:
            self.sought.emit(self.scene.scale.held(self.scene.lines[row].wall_of(found[0].from_us)))
        return bool(found)

    def _meets(self, row: int) -> bool:
        """Whether an event was marked in this lane and in another."""
        line = self.scene.lines[row]
        return any(each is not line and meeting_us(line, each) is not None for each in self.scene.lines)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go along with the mouse, and show where a lane would be."""
        super().mouseMoveEvent(event)
        if not event.buttons() and stretch_at(self.scene, event.position()) is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        if self._held is not None:
            self._drag = dragged(self.scene, *self._held, event.position())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Stop going along; a lane that was dragged is where it is let go."""
        super().mouseReleaseEvent(event)
        held, self._held, self._drag = self._held, None, None
        self.update()
        if held is None:
            return
        drag, lines = dragged(self.scene, *held, event.position()), self.scene.lines
        key = lines[drag.row].key
        if drag.onto is not None:
            self.joined.emit(key, lines[drag.onto].key)
        elif drag.by_us and key in self.movable:
            self.moved.emit(key, drag.by_us)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lane that is dragged above all else."""
        super().paintEvent(event)
        if self._drag is not None:
            painter = QPainter(self)
            paint_drag(painter, self.scene, self._drag)
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the new size."""
        self.scene.height = self.height()
        super().resizeEvent(event)

    def words_at(self, at: QPointF) -> str:
        """What lies at a place: the wall clock, the recording, its own time, and the mark or gap there."""
        if (stretch := stretch_at(self.scene, at)) is not None:
            said = T.FOLDED if stretch in self.scene.scale.folds else T.UNFOLDED
            return words(said, length=" ".join(length_parts(stretch[1] - stretch[0])))
        us, row = self.scene.us_at(at.x()), self.scene.row_at(at.y())
        lines = [f"{words(T.WALL_CLOCK)} {wall(us)}"] if (wall := self.scene.wall) else []
        if row is None:
            return "\n".join(lines)
        line = self.scene.lines[row]
        own = line.at_of(us)
        lines += [f"{line.label} {line.title}", f"{words(W.RECORDING_TIME)} {format_time(own)}"]
        if line.doubtful:
            lines.append(words(line.placed))
        if line.key in self.movable:
            lines.append(words(T.MOVE_LANE))
        lines += [words(C.PINNED, event=words(number.label), time=format_time(at_us)) for number, at_us in line.events]
        if self._meets(row):
            lines.append(words(T.JOIN_LANE))
        if mark := self.scene.mark_at(row, at.x(), at.y()):
            lines.append(f"{mark.label} · {mark.point} · {words(mark.verdict.label)}")
        lines += [
            words(W.GAP, length=format_length(gap.to_us - gap.from_us))
            for gap in line.gaps if gap.from_us <= own < gap.to_us
        ]  # fmt: skip
        if line.played is not None:
            lines.append(line.played.words_at(us))
        lines += [finding_words(one) for one in self.scene.found_at(row, at.x(), at.y())[:MOST_SAID]]
        return "\n".join(lines)

    def access(self) -> tuple[str, str]:
        """What it is, and where the playhead stands."""
        at = self.scene.position_us or 0
        where = words(T.TIMELINE_AT, time=wall(at) if (wall := self.scene.wall) else format_time(at))
        if folds := self.scene.scale.folds:
            where = f"{where}. {words(T.FOLDED_ACCESS, count=len(folds))}"
        return f"{words(T.TIMELINE)}. {words(T.TIMELINE_ACCESS)}", where

    def _fit_height(self) -> None:
        self.setMinimumSize(GUTTER + 160, RULER + max(len(self.scene.lines), 1) * LANE_LEAST)
        self.updateGeometry()
