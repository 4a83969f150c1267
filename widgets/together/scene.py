"""What a timeline of several recordings shows, and where each thing lies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar

from PySide6.QtCore import QRectF

from evidence.assist.findings import Finding
from evidence.model.mark import Mark, Span
from evidence.timecode import MICROSECONDS
from widgets.quality.lanes import SENSES
from widgets.quality.signs import LEAST
from widgets.timeline.folded import FoldedScale
from widgets.timeline.look import RULER, Look
from widgets.together.values import TrackLine

GUTTER = 150
"""Room on the left for the names."""
MARKS = 14
"""Height of the marks in a lane."""
LEAST_MARK = 12
FOUND = 6
"""Height of a lane of findings."""
PLAYED, PLAYED_LEAST = 8, 3
"""Height of the lane of what was played; it shrinks before it covers a mark."""
LANE_LEAST = 26
DAY_US = 86_400 * MICROSECONDS


@dataclass(slots=True)
class Scene(Look):
    """Times are microseconds on the common clock."""

    gutter: ClassVar[int] = GUTTER

    scale: FoldedScale = field(default_factory=FoldedScale)
    empty: tuple[tuple[int, int], ...] = ()
    """Long stretches in which no recording runs; `scale` has those of them that are folded."""
    lines: tuple[TrackLine, ...] = ()
    zero_us: int | None = None
    """Time of day at the common zero; None: nobody knows it."""
    wall: Callable[[int], str] | None = None
    """The date and time of a common time, the date first."""
    active: str = ""
    height: int = 0

    def day_of(self, at_us: int) -> str:
        """The date of a common time; empty where it is not known."""
        return self.wall(at_us).partition(" ")[0] if self.wall is not None else ""

    def lane_rect(self, row: int) -> QRectF:
        """The whole lane of a recording, the name excluded."""
        each = (self.height - RULER) / max(len(self.lines), 1)
        return QRectF(GUTTER, RULER + row * each, self.scale.width, each)

    def row_at(self, y: float) -> int | None:
        """The lane at a height."""
        if y < RULER or not self.lines:
            return None
        row = int((y - RULER) * len(self.lines) / max(self.height - RULER, 1))
        return row if row < len(self.lines) else None

    def bar_rect(self, row: int) -> QRectF:
        """The stretch in which the recording runs, cut to what is shown."""
        line, lane = self.lines[row], self.lane_rect(row)
        left = max(self.x_of(line.first_us), lane.left())
        right = min(max(self.x_of(line.last_us), self.x_of(line.first_us) + 2), lane.right())
        return QRectF(left, lane.top() + 3, max(right - left, 0.0), lane.height() - 6)

    def found_rect(self, row: int, sense: str) -> QRectF:
        """The thin lane of findings of the picture or the sound, at the foot of a recording's bar."""
        bar, place = self.bar_rect(row), SENSES.index(sense)
        return QRectF(bar.left(), bar.bottom() - FOUND * (len(SENSES) - place), bar.width(), FOUND)

    def played_rect(self, row: int) -> QRectF:
        """The thin lane of what was played, above the findings."""
        bar, below = self.bar_rect(row), FOUND * len(SENSES)
        high = min(max(bar.height() - MARKS - 2 - below, PLAYED_LEAST), PLAYED)
        return QRectF(bar.left(), bar.bottom() - below - high, bar.width(), high)

    def found_at(self, row: int, x: float, y: float) -> list[Finding]:
        """The findings drawn at a place, the shortest first."""
        found = self.lines[row].found
        hit = [sense for sense in SENSES if self.found_rect(row, sense).contains(x, y)]
        return found.near(self.us_at(x), self.us_of(LEAST), hit[0]) if found is not None and hit else []

    def mark_rect(self, row: int, mark: Mark) -> QRectF | None:
        """Where a mark lies, at least wide enough to be hit."""
        if not isinstance(mark.place, Span) or mark.withdrawn:
            return None
        line, bar = self.lines[row], self.lane_rect(row)
        left, right = self.x_of(line.wall_of(mark.place.in_us)), self.x_of(line.wall_of(mark.place.out_us))
        return QRectF(left, bar.top() + 4, max(right - left, LEAST_MARK), MARKS)

    def mark_at(self, row: int, x: float, y: float) -> Mark | None:
        """The mark drawn at a place, the one on top."""
        for mark in reversed(self.lines[row].marks):
            rect = self.mark_rect(row, mark)
            if rect is not None and rect.contains(x, y):
                return mark
        return None
