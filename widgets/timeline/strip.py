"""The timeline of one recording: its marks, its sound, its gaps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from evidence.assist.findings import Finding
from evidence.labels import Label
from evidence.media.facts import Gap
from evidence.model.mark import Mark, Span
from evidence.timecode import format_length, format_time
from widgets import theme
from widgets.coverage.lane import PlayedLane
from widgets.language import words
from widgets.quality.lanes import Found
from widgets.quality.signs import LEAST, finding_words
from widgets.quality.words import Q
from widgets.timeline.painting import Shown, paint_base
from widgets.timeline.surface import Surface
from widgets.timeline.wave import Columns, normal, wave_image
from widgets.times import place_words
from widgets.words import W

EDGE = 5.0
"""Pixels from the end of a mark within which it is taken hold of."""
MOST_SAID = 6
"""Findings that a tooltip names."""


class TimelineStrip(Surface):
    """Ruler, marks and sound of one recording.

    Signals:
        none beside those of `Surface`; times are recording times.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a recording."""
        super().__init__(W.TIMELINE_EMPTY, parent)
        self.shown = Shown()
        self._recorded = False
        self._columns: Columns | None = None
        self._no_wave: Label | None = None
        self._wall: Callable[[int], str] | None = None
        self._wave_key: tuple[int, int, int, int, str] | None = None
        self.setMinimumSize(200, 100)
        self._speak()

    @property
    def look(self) -> Shown:
        """What is shown."""
        return self.shown

    @property
    def filled(self) -> bool:
        """Whether there is a recording."""
        return self._recorded

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
        senses: tuple[str, ...],
    ) -> None:
        """Take a recording and show it whole; `no_sound` is the sentence where there are no columns."""
        self.shown = Shown(gaps=tuple(gaps), focused=self.hasFocus(), senses=senses)
        self.shown.set_width(self.width())
        self.shown.scale.set_whole(first_us, last_us)
        self.shown.position_us = first_us
        self._recorded, self._columns, self._wall = True, columns, wall
        self._no_wave = no_sound or W.SOUND_NONE
        self.set_marks(())
        self.refresh_sound()
        self.scrolled.emit()

    def clear(self) -> None:
        """Show no recording."""
        self.shown, self._recorded, self._columns = Shown(), False, None
        self.shown.set_width(self.width())
        self.moved_on()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show these marks (withdrawn ones and marks on pages are left out)."""
        self.shown.lanes.set_marks(marks)
        self.redraw()

    def set_pieces(self, pieces: Sequence[tuple[int, str]]) -> None:
        """Several files are shown as one: where each begins, and its name."""
        self.shown.pieces = tuple(pieces)
        self.redraw()

    def set_found(self, found: Found | None, looking: str) -> None:
        """Show these findings; None: nobody has looked yet, which is said by `looking`."""
        self.shown.found, self.shown.looking = found, looking
        self.redraw()

    def set_played(self, played: PlayedLane | None) -> None:
        """Show what was played; None: that is not kept here."""
        if played != self.shown.played:
            self.shown.played = played
            self.refresh_sound()

    def refresh_sound(self) -> None:
        """Ask for the columns again."""
        self._wave_key = None
        self.redraw()

    # -- painting

    def paint_base(self, painter: QPainter, ratio: float) -> None:
        """Draw ruler, marks, gaps and sound; the sound is asked for only when another stretch is shown."""
        self._wave(ratio)
        paint_base(painter, self.shown, self.width(), self.height())

    def _wave(self, ratio: float) -> None:
        scale = self.shown.scale
        width = max(round(self.width() * ratio), 1)
        height = max(round(self.shown.wave_height(self.height()) * ratio), 1)
        key = (scale.from_us, scale.to_us, width, height, theme.WAVE)
        if key == self._wave_key:
            return
        values = self._columns(scale.from_us, scale.to_us, width) if self._columns else None
        self.shown.wave = None
        if values is not None and height >= 8:
            self.shown.wave = wave_image(normal(values), width, height, QColor(theme.WAVE))
        self.shown.sentence = W.SOUND_READING if self._columns else self._no_wave
        self._wave_key = key

    # -- what lies where

    def edge_at(self, at: QPointF) -> tuple[UUID, bool] | None:
        """An edge of the chosen mark; of marks that are not chosen nothing is moved by a slip of the hand."""
        lanes = self.shown.lanes
        row = lanes.row_of(self.shown.chosen)
        place = self.shown.mark_rect(row) if row is not None else QRectF()
        if row is None or not place.adjusted(-EDGE, 0, EDGE, 0).contains(at):
            return None
        first, last = at.x() - place.left(), place.right() - at.x()
        return (lanes.marks[row].id, abs(first) < abs(last)) if min(abs(first), abs(last)) <= EDGE else None

    def take(self, event: QMouseEvent) -> bool:
        """Choose a mark, or go to where a finding begins."""
        mark, found = self.mark_at(event.position()), self.found_at(event.position())
        if mark is not None:
            self.mark_chosen.emit(mark.id)
        elif found:
            self.sought.emit(self.shown.scale.held(found[0].from_us))
        return mark is not None or bool(found)

    def found_at(self, at: QPointF) -> list[Finding]:
        """The findings drawn at a place, the shortest first."""
        sense = self.shown.sense_at(at.y(), self.height())
        if sense is None or self.shown.found is None:
            return []
        return self.shown.found.near(self.shown.us_at(at.x()), self.shown.us_of(LEAST), sense)

    def words_at(self, at: QPointF) -> str:
        """What lies at a place: the time on both clocks, and the mark or gap there."""
        us = self.shown.us_at(at.x())
        lines = [f"{words(W.RECORDING_TIME)} {format_time(us)}"]
        if self._wall:
            lines.append(f"{words(W.WALL_TIME)} {self._wall(us)}")
        if mark := self.mark_at(at):
            place = place_words(mark.place) if isinstance(mark.place, Span) else ""
            lines += [f"{mark.label} · {mark.point} · {words(mark.verdict.label)} · {words(mark.how.label)}", place]
            lines += [mark.quote[:200]] if mark.quote else []
        if self.shown.played and self.shown.played_rect(self.width()).contains(at):
            return "\n".join([*lines, self.shown.played.words_at(us)])
        sense = self.shown.sense_at(at.y(), self.height())
        if sense is not None:
            found = [finding_words(one) for one in self.found_at(at)[:MOST_SAID]]
            return "\n".join([*lines, *(found or [self.shown.looking or words(Q.NOTHING_HERE)])])
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
        slack = self.shown.us_of(12)
        us = self.shown.us_at(at.x())
        hits = [row for row in lanes.between(us - slack, us + slack).tolist() if self.shown.mark_rect(row).contains(at)]
        chosen = [row for row in hits if lanes.marks[row].id == self.shown.chosen]
        return lanes.marks[(chosen or hits)[-1]] if hits else None

    def access(self) -> tuple[str, str]:
        """What it is, and where the playhead stands in what is shown."""
        scale, at = self.shown.scale, self.shown.position_us or 0
        start, end = format_time(scale.from_us), format_time(scale.to_us)
        return words(W.TIMELINE_ACCESS), words(W.TIMELINE_AT, time=format_time(at), start=start, end=end)
