"""How the timeline of one recording looks: ruler, gaps, marks in lanes, sound."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap

from evidence.labels import Label
from evidence.media.facts import Gap
from evidence.model.kinds import Verdict
from widgets import theme
from widgets.coverage.lane import HEIGHT as PLAYED
from widgets.coverage.lane import PlayedLane
from widgets.language import words
from widgets.plain import plain
from widgets.quality.lanes import SENSES, Found
from widgets.quality.words import Q
from widgets.timeline.drawing import TEXTLESS, paint_gap, paint_mark, paint_ruler, small_mark
from widgets.timeline.lanes import Lanes
from widgets.timeline.look import RULER, Look
from widgets.timeline.ruler import tick_text

LANE = 18
HIGH = LANE - 2
"""Height of a mark."""
FOUND = 14
"""Height of a lane of findings."""
LEAST_APART = 3
"""Marks that end closer together than so many pixels are one to the eye; the first is drawn."""
LEAST_MARK = 14
"""Logical pixels that a mark takes at least, so that it can be hit."""


@dataclass(slots=True)
class Shown(Look):
    """Everything that the timeline of one recording draws."""

    gaps: tuple[Gap, ...] = ()
    pieces: tuple[tuple[int, str], ...] = ()
    """Where each file begins and its name, if several are shown as one."""
    lanes: Lanes = field(default_factory=Lanes)
    wave: QImage | None = None
    sentence: Label | None = None
    senses: tuple[str, ...] = ()
    """Of which there are lanes of findings: the picture, the sound."""
    found: Found | None = None
    """None: nobody has looked yet."""
    looking: str = ""
    """What is said then."""
    played: PlayedLane | None = None
    """What was played of it; None: that is not kept here."""

    gap_from: NDArray[np.int64] = field(init=False)
    gap_to: NDArray[np.int64] = field(init=False)

    def __post_init__(self) -> None:
        """Keep the gaps as numbers too: a broken recorder leaves thousands."""
        self.gap_from = np.array([gap.from_us for gap in self.gaps], dtype=np.int64)
        self.gap_to = np.array([gap.to_us for gap in self.gaps], dtype=np.int64)

    def lanes_top(self) -> int:
        """Where the lanes of the marks begin."""
        return RULER + 2 + (PLAYED if self.played else 0)

    def played_rect(self, width: int) -> QRectF:
        """The lane of what was played, below the ruler."""
        return QRectF(0, RULER + 1, width, PLAYED)

    def wave_top(self) -> int:
        """Where the sound begins, below at least one lane."""
        return self.lanes_top() + max(self.lanes.count, 1) * LANE + 2

    def wave_height(self, height: int) -> int:
        """How high the sound is drawn on so many pixels."""
        return max(height - self.wave_top() - FOUND * len(self.senses), 0)

    def found_rect(self, sense: str, width: int, height: int) -> QRectF:
        """The lane of findings of the picture or the sound, below everything."""
        row = self.senses.index(sense)
        return QRectF(0, height - FOUND * (len(self.senses) - row), width, FOUND)

    def sense_at(self, y: float, height: int) -> str | None:
        """The lane of findings at a height."""
        row = int((y - (height - FOUND * len(self.senses))) // FOUND)
        return self.senses[row] if 0 <= row < len(self.senses) else None

    def mark_rect(self, row: int) -> QRectF:
        """Where a mark lies, at least wide enough to be hit."""
        left = self.scale.x_of(int(self.lanes.in_us[row]))
        right = self.scale.x_of(int(self.lanes.out_us[row]))
        wide = max(right - left, float(LEAST_MARK))
        return QRectF(left, self.lane_top(int(self.lanes.lane[row])), wide, HIGH)

    def lane_top(self, lane: int) -> int:
        """Where the marks of a lane begin."""
        return self.lanes_top() + lane * LANE + 1


def paint_base(painter: QPainter, shown: Shown, width: int, height: int) -> None:
    """Draw what stays while the playhead runs: sound, gaps, ruler, marks."""
    painter.fillRect(0, 0, width, height, QColor(theme.PAPER))
    top = shown.wave_top()
    painter.fillRect(QRectF(0, top, width, height - top), QColor(theme.PANEL))
    _paint_wave(painter, shown, width, height)
    _paint_gaps(painter, shown, width, height)
    _paint_borders(painter, shown, height)
    paint_ruler(painter, shown, width, tick_text)
    painter.drawLine(0, top - 1, width, top - 1)
    if shown.played is not None:
        shown.played.paint(painter, shown, shown.played_rect(width))
    _paint_marks(painter, shown)
    for sense in shown.senses:
        _paint_found(painter, shown, shown.found_rect(sense, width, height), sense)


def _paint_found(painter: QPainter, shown: Shown, place: QRectF, sense: str) -> None:
    painter.fillRect(place, QColor(theme.PAPER))
    painter.setPen(QColor(theme.RULE))
    painter.drawLine(place.topLeft(), place.topRight())
    if shown.found is not None:
        shown.found.paint(painter, shown, place.adjusted(0, 1, 0, -2), sense)
    painter.setFont(theme.sans(theme.POINT_SIZE - 2.5))
    text = words(Q.LANES[SENSES.index(sense)])
    text = f"{text}: {shown.looking}" if shown.found is None and shown.looking else text
    name = QRectF(2, place.top() + 1, painter.fontMetrics().horizontalAdvance(text) + 6, place.height() - 1)
    painter.fillRect(name, theme.colour(theme.PAPER, 200))
    painter.setPen(QColor(theme.INK_SOFT))
    painter.drawText(name.adjusted(3, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)


def _paint_wave(painter: QPainter, shown: Shown, width: int, height: int) -> None:
    top = shown.wave_top()
    place = QRectF(0, top, width, shown.wave_height(height))
    if shown.wave is not None:
        painter.drawImage(place, shown.wave)
    elif shown.sentence:
        painter.setFont(theme.sans(theme.POINT_SIZE - 0.5))
        painter.setPen(QColor(theme.INK_SOFT))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, plain(words(shown.sentence), 200))


def _paint_gaps(painter: QPainter, shown: Shown, width: int, height: int) -> None:
    scale = shown.scale
    rows = np.flatnonzero((shown.gap_to >= scale.from_us) & (shown.gap_from <= scale.to_us))
    lefts = np.maximum(scale.xs_of(shown.gap_from[rows]), -8.0)
    rights = np.minimum(np.maximum(scale.xs_of(shown.gap_to[rows]), lefts + 2), width + 8.0)
    for one in np.flatnonzero(_seen(rights, 1)):
        left, right = float(lefts[one]), float(rights[one])
        paint_gap(painter, QRectF(left, RULER + 1, right - left, height - RULER - 1))


def _paint_borders(painter: QPainter, shown: Shown, height: int) -> None:
    """A line where one file ends and the next begins, with its name, and above all its beginning where that is seen."""
    painter.setFont(theme.sans(theme.POINT_SIZE - 3))
    metrics, scale = painter.fontMetrics(), shown.scale
    top = shown.wave_top()
    begins = [begin for begin, _ in shown.pieces]
    for (begin, name), after in zip(shown.pieces, [*begins[1:], scale.last_us], strict=False):
        if after < scale.from_us or begin > scale.to_us:
            continue
        x = shown.x_of(begin)
        if begin > scale.first_us and begin >= scale.from_us:
            painter.setPen(QPen(QColor(theme.INK_SOFT), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, RULER + 1), QPointF(x, height))
        left = max(x, 0.0) + 3
        place = QRectF(left, top + 1, metrics.horizontalAdvance(name) + 4, metrics.height())
        if place.right() < shown.x_of(after):
            painter.fillRect(place, theme.colour(theme.PAPER, 210))
            painter.setPen(QColor(theme.INK_SOFT))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, name)


def _seen(rights: NDArray[np.float64], apart: int) -> NDArray[np.bool_]:
    """Which of the stretches, in order, reach at least `apart` pixels beyond all before them; the rest is hidden."""
    steps = np.floor(rights / apart)
    seen = np.ones(len(steps), dtype=bool)
    seen[1:] = steps[1:] > np.maximum.accumulate(steps)[:-1]
    return seen


def _paint_marks(painter: QPainter, shown: Shown) -> None:
    """Draw the marks that are seen; those too narrow for words, of which there may be thousands, from few pictures."""
    painter.setFont(theme.mono(theme.POINT_SIZE - 2))
    lanes, scale = shown.lanes, shown.scale
    slack = shown.us_of(LEAST_MARK)
    rows = lanes.between(scale.from_us - slack, scale.to_us)
    lefts = scale.xs_of(lanes.in_us[rows])
    rights = np.maximum(scale.xs_of(lanes.out_us[rows]), lefts + LEAST_MARK)
    ratio = painter.device().devicePixelRatio()
    pictures: dict[tuple[Verdict, int], QPixmap] = {}
    for lane in range(lanes.count):
        own = np.flatnonzero(lanes.lane[rows] == lane)
        own = own[_seen(rights[own], LEAST_APART)]
        top = float(shown.lane_top(lane))
        wides = rights[own] - lefts[own]
        for row, left, wide in zip(rows[own].tolist(), lefts[own].tolist(), wides.tolist(), strict=True):
            if wide >= TEXTLESS or left < 0:
                _paint_mark(painter, shown, row, chosen=False)
                continue
            key = lanes.marks[row].verdict, round(wide)
            if key not in pictures:
                pictures[key] = small_mark(*key, HIGH, ratio)
            painter.drawPixmap(QPointF(left, top), pictures[key])
    chosen = lanes.row_of(shown.chosen)
    if chosen is not None and chosen in rows:
        _paint_mark(painter, shown, chosen, chosen=True)


def _paint_mark(painter: QPainter, shown: Shown, row: int, chosen: bool) -> None:
    mark = shown.lanes.marks[row]
    text = f"{plain(mark.point, 12)} {plain(mark.label, 12)}"
    paint_mark(painter, shown.mark_rect(row), mark.verdict, text, chosen, 0.0)
