"""A level meter: the loudest and the mean in dBFS, a lamp for clipping, and how that is for this recording."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from widgets import theme
from widgets.language import tongue, words
from widgets.plain import tip
from widgets.quality.words import Q

QUIETEST_DB = -60.0
TICKS_DB = (-40, -20, -10, -3)
HELD = 40
"""For so many updates the loudest stays; then it sinks by FALL_DB with each."""
FALL_DB = 1.0
LAMP = 10


@dataclass(frozen=True, slots=True)
class Level:
    """How loud something is, before any fader: 0 to 1 is silence to full scale."""

    peak: float = 0.0
    rms: float = 0.0
    clipped: bool = False
    """Whether samples reached full scale."""


SILENT = Level()


def decibels(share: float) -> float:
    """Decibels relative to full scale, not below QUIETEST_DB."""
    return max(20 * math.log10(share), QUIETEST_DB) if share > 0 else QUIETEST_DB


def loudness_words(measured: bool, relative: int | None) -> tuple[str, str]:
    """How loud a place is for its recording: short, and as a sentence; `relative` in LU from what is usual in it."""
    if relative is None:
        return words(Q.LOUDNESS_SHORT, lu="–"), words(Q.LOUDNESS_SILENT if measured else Q.LOUDNESS_NONE)
    lu = f"{relative:+d}".replace("-", "−") if relative else "±0"
    return words(Q.LOUDNESS_SHORT, lu=lu), words(Q.LOUDNESS, lu=lu)


class LevelMeter(QWidget):
    """Mean as a bar, the loudest as a line that stays for a moment, a lamp that stays lit until it is clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start silent."""
        super().__init__(parent)
        self.level = SILENT
        self.held_db = QUIETEST_DB
        self.lit = False
        self._age = 0
        self._name, self._relative = "", ""
        self.setFixedHeight(14)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        tongue.language_changed.connect(self._speak)
        self._speak()

    def sizeHint(self) -> QSize:
        """A thin bar."""
        return QSize(120, 14)

    def set_level(self, level: Level) -> None:
        """Show what was heard since the last time."""
        peak = decibels(level.peak)
        self._age = 0 if peak >= self.held_db else self._age + 1
        sinking = self.held_db - FALL_DB if self._age > HELD else self.held_db
        held = max(peak, sinking)
        if (level, held, self.lit or level.clipped) == (self.level, self.held_db, self.lit):
            return
        news = level.clipped and not self.lit
        self.level, self.held_db, self.lit = level, held, self.lit or level.clipped
        if news:
            self._speak()
        self.update()

    def be_silent(self) -> None:
        """Nothing plays: the bar is empty, the lamp stays as it is."""
        self.level, self.held_db, self._age = SILENT, QUIETEST_DB, 0
        self._speak()
        self.update()

    def put_out(self) -> None:
        """Put the lamp out."""
        self.lit = False
        self._speak()
        self.update()

    def say_about(self, name: str, relative: str = "") -> None:
        """Whose level it is, and how that is for this recording."""
        self._name, self._relative = name, relative
        self._speak()

    def share_of(self, db: float) -> float:
        """Where a level lies between the quietest and full scale, 0 to 1."""
        return min(max(1 - db / QUIETEST_DB, 0.0), 1.0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click puts the lamp out."""
        self.put_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw scale, mean, loudest and lamp; the lamp has a cross where it is lit, not its colour alone."""
        painter = QPainter(self)
        room = QRectF(0, 2, self.width() - LAMP - 5, self.height() - 4)
        painter.fillRect(room, QColor(theme.PANEL))
        painter.fillRect(self._part(room, decibels(self.level.rms)), QColor(theme.GOOD))
        painter.setPen(QPen(QColor(theme.RULE_STRONG), 1))
        for db in TICKS_DB:
            x = room.left() + room.width() * self.share_of(db)
            painter.drawLine(QPointF(x, room.bottom() - 3), QPointF(x, room.bottom()))
        if self.held_db > QUIETEST_DB:
            x = min(room.left() + room.width() * self.share_of(self.held_db), room.right() - 1)
            painter.setPen(QPen(QColor(theme.BAD if self.held_db >= TICKS_DB[-1] else theme.INK), 2))
            painter.drawLine(QPointF(x, room.top()), QPointF(x, room.bottom()))
        painter.setPen(QPen(QColor(theme.RULE_STRONG), 1))
        painter.drawRect(room.adjusted(0.5, 0.5, -0.5, -0.5))
        lamp = QRectF(self.width() - LAMP - 1.5, (self.height() - LAMP) / 2, LAMP, LAMP)
        painter.setBrush(QColor(theme.BAD if self.lit else theme.PAPER))
        painter.drawRect(lamp)
        if self.lit:
            painter.setPen(QPen(QColor(theme.PAPER), 1.5))
            inside = lamp.adjusted(2.5, 2.5, -2.5, -2.5)
            painter.drawLine(inside.topLeft(), inside.bottomRight())
            painter.drawLine(inside.bottomLeft(), inside.topRight())
        painter.end()

    def _part(self, room: QRectF, db: float) -> QRectF:
        return QRectF(room.left(), room.top(), room.width() * self.share_of(db), room.height())

    def figures(self) -> str:
        """`-6.0 / -18.4 dBFS`: the loudest of the last moment and the mean."""
        if self.held_db <= QUIETEST_DB:
            return "– dBFS"
        return f"{self.held_db:.1f} / {decibels(self.level.rms):.1f} dBFS".replace("-", "−")

    def event(self, event: QEvent) -> bool:
        """Say in a tooltip what the meter shows; written when it is asked for, not with every move."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), tip("\n".join([self.accessibleName(), *self.lines()])), self)
            return True
        return super().event(event)

    def lines(self) -> list[str]:
        """What the meter shows, in words."""
        said = [words(Q.LEVEL_FIGURES, figures=self.figures()), words(Q.LAMP_LIT if self.lit else Q.LAMP_DARK)]
        return [*said, self._relative] if self._relative else said

    def _speak(self) -> None:
        self.setAccessibleName(self._name or words(Q.LEVEL))
        self.setAccessibleDescription(". ".join(self.lines()))
