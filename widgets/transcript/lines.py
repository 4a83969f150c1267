"""The lines of a transcript as rows: which are found, which is being said, and how one is drawn."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from evidence.model.transcript import Cue
from evidence.timecode import format_time
from widgets import theme
from widgets.language import words
from widgets.plain import plain, tip
from widgets.transcript.words import R

Index = QModelIndex | QPersistentModelIndex
HEIGHT = 46
SHOWN = 400
"""Characters of a line that are drawn; the tooltip has more, the quote all."""
BEFORE_FOUND = 8
"""Characters that are drawn before the words that were looked for."""
ROWS_FILLED = 1.85
"""How much of two rows words fill at most: a row seldom ends at its very edge."""


class LineModel(QAbstractListModel):
    """Lines as rows; `cue_at` gives what the delegate draws."""

    def __init__(self) -> None:
        """Hold no lines yet."""
        super().__init__()
        self._cues: tuple[Cue, ...] = ()
        self._begins: list[int] = []
        self._rows: list[int] = []
        self._wanted = ""
        self._now: int | None = None

    def set_cues(self, cues: Sequence[Cue]) -> None:
        """Show these lines, which stand in the order of their times."""
        self._cues = tuple(cues)
        self._begins = [cue.from_us for cue in cues]
        self._now = None
        self._arrange()

    def find(self, text: str) -> None:
        """Show only the lines that hold these words."""
        self._wanted = text.strip().casefold()
        self._arrange()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many lines are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    @property
    def total(self) -> int:
        """How many lines there are."""
        return len(self._cues)

    def cue_at(self, row: int) -> Cue | None:
        """The line in a row."""
        return self._cues[self._rows[row]] if 0 <= row < len(self._rows) else None

    def from_found(self, cue: Cue) -> str:
        """The words of a line as they are drawn: what is looked for stands near the beginning."""
        place = cue.text.casefold().find(self._wanted) if self._wanted else 0
        begin = max(0, place - BEFORE_FOUND) if place > 2 * BEFORE_FOUND else 0
        text = plain(cue.text[begin : begin + SHOWN], SHOWN)
        return f"…{text}" if begin else text

    def is_now(self, row: int) -> bool:
        """Whether the line in a row is being said."""
        return self._now is not None and 0 <= row < len(self._rows) and self._rows[row] == self._now

    def follow(self, at_us: int | None) -> int | None:
        """Note where the playhead is; the row of the line that is being said there, if that is another one now."""
        place = None if at_us is None else bisect_right(self._begins, at_us) - 1
        now = place if place is not None and place >= 0 else None
        if now == self._now:
            return None
        before, self._now = self._now, now
        for changed in (before, now):
            if (row := self._row_of(changed)) is not None:
                self.dataChanged.emit(self.index(row, 0), self.index(row, 0))
        return self._row_of(now)

    def row_now(self) -> int | None:
        """The row of the line that is being said, if it is shown."""
        return self._row_of(self._now)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words for screen readers and tooltips; the delegate draws the rest."""
        cue = self.cue_at(index.row())
        if cue is None:
            return None
        spoken = f"{cue.speaker}: {cue.text}" if cue.speaker else cue.text
        if role == Qt.ItemDataRole.DisplayRole:
            return plain(spoken, SHOWN)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            line = f"{format_time(cue.from_us, 1)} {plain(spoken, SHOWN)}"
            return words(R.NOW, line=line) if self.is_now(index.row()) else line
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(f"{format_time(cue.from_us)} – {format_time(cue.to_us)}\n{spoken}")
        return None

    def _row_of(self, number: int | None) -> int | None:
        if number is None:
            return None
        row = bisect_right(self._rows, number) - 1
        return row if row >= 0 and self._rows[row] == number else None

    def _arrange(self) -> None:
        self.beginResetModel()
        wanted = self._wanted
        self._rows = [
            number
            for number, cue in enumerate(self._cues)
            if wanted in cue.text.casefold() or wanted in cue.speaker.casefold()
        ]
        self.endResetModel()


class LineDelegate(QStyledItemDelegate):
    """Draws a line: its time, who speaks, two rows of words; an arrow and a bar where it is being said."""

    def __init__(self, model: LineModel, view: QWidget) -> None:
        """Draw what `model` holds."""
        super().__init__(view)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every line is equally high, so that a hundred thousand of them scroll."""
        return QSize(120, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the line."""
        cue = self._model.cue_at(index.row())
        if cue is None:
            return
        rect: Any = option.rect
        state: QStyle.StateFlag = option.state
        place, now = QRectF(rect), self._model.is_now(index.row())
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(place, QColor(theme.ACCENT_SOFT if chosen else theme.PAPER))
        painter.setPen(QColor(theme.RULE))
        painter.drawLine(QPointF(place.left(), place.bottom() - 1), QPointF(place.right(), place.bottom() - 1))
        if now:
            self._mark_now(painter, place)
        clock = theme.mono(theme.POINT_SIZE - 1.5, QFont.Weight.DemiBold if now else QFont.Weight.Normal)
        painter.setFont(clock)
        painter.setPen(QColor(theme.ACCENT if now else theme.INK_SOFT))
        wide = QFontMetrics(clock).horizontalAdvance("00:00:00.0") + 8
        painter.drawText(place.adjusted(16, 5, 0, 0), Qt.AlignmentFlag.AlignTop, format_time(cue.from_us, 1))
        room = place.adjusted(16 + wide, 4, -6, -3)
        if cue.speaker:
            room = self._speaker(painter, room, cue.speaker)
        painter.setFont(theme.sans(theme.POINT_SIZE - 0.5, QFont.Weight.Medium if now else QFont.Weight.Normal))
        painter.setPen(QColor(theme.INK))
        text = painter.fontMetrics().elidedText(
            self._model.from_found(cue), Qt.TextElideMode.ElideRight, int(room.width() * ROWS_FILLED)
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap), text)
        painter.restore()

    @staticmethod
    def _mark_now(painter: QPainter, place: QRectF) -> None:
        painter.fillRect(QRectF(place.left(), place.top(), 3, place.height() - 1), QColor(theme.ACCENT))
        top = place.top() + 8
        painter.setBrush(QColor(theme.ACCENT))
        painter.setPen(Qt.PenStyle.NoPen)
        left = place.left() + 6
        painter.drawPolygon(QPolygonF([QPointF(left, top), QPointF(left + 7, top + 4), QPointF(left, top + 8)]))

    @staticmethod
    def _speaker(painter: QPainter, room: QRectF, speaker: str) -> QRectF:
        """Draw who speaks before the words; the room that is left for these."""
        font = theme.sans(theme.POINT_SIZE - 1.5, QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)
        name = metrics.elidedText(plain(speaker, 60), Qt.TextElideMode.ElideRight, int(room.width() * 0.4))
        painter.setFont(font)
        painter.setPen(QColor(theme.INK_SOFT))
        painter.drawText(room.adjusted(0, 1, 0, 0), Qt.AlignmentFlag.AlignTop, name)
        return room.adjusted(metrics.horizontalAdvance(name) + 8, 0, 0, 0)
