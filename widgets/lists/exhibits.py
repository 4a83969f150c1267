"""The exhibits of a complaint: what each is, how long, and everything one must know before relying on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHBoxLayout, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from evidence.labels import Labelled
from evidence.media.facts import Playable
from evidence.model.kinds import AudioUsable
from evidence.model.recording import Exhibit
from evidence.timecode import format_length
from widgets import theme
from widgets.clocks.words import C
from widgets.keys import KeyTable
from widgets.language import tongue, words
from widgets.parts import SpokenButton
from widgets.plain import plain, tip
from widgets.rows import EnterList, emptiness, show_view
from widgets.signs import CLOCK, ERROR, ERROR_TRIANGLE, SOUND_OFF, WARNING, WARNING_TRIANGLE, Sign, draw_sign
from widgets.texts import SpokenLabel
from widgets.words import W

__all__ = ["ExhibitList", "OriginalState", "state_signs"]

Index = QModelIndex | QPersistentModelIndex
LINE = 18


class OriginalState(Labelled):
    """What is known of the original file in the library."""

    INTACT = "intact", W.EXHIBIT_INTACT.en, W.EXHIBIT_INTACT.zh
    NOT_CHECKED = "not_checked", W.EXHIBIT_UNCHECKED.en, W.EXHIBIT_UNCHECKED.zh
    MISSING = "missing", W.EXHIBIT_MISSING.en, W.EXHIBIT_MISSING.zh
    ALTERED = "altered", W.EXHIBIT_ALTERED.en, W.EXHIBIT_ALTERED.zh


def state_signs(exhibit: Exhibit, original: OriginalState) -> list[tuple[Sign, str]]:
    """What must be known of an exhibit, the gravest first: a sign and its words each."""
    facts, recording = exhibit.recording.facts, exhibit.recording
    found: list[tuple[Sign, str]] = []
    if original is OriginalState.ALTERED:
        found.append((ERROR_TRIANGLE, words(W.EXHIBIT_ALTERED)))
    elif original is OriginalState.MISSING:
        found.append((ERROR, words(W.EXHIBIT_MISSING)))
    if facts.playable is not Playable.YES:
        what = words(W.NOT_PLAYABLE if facts.playable is Playable.NO else W.DAMAGED)
        text = words(W.BECAUSE, what=what, reason=words(facts.reason)) if facts.reason else what
        found.append((WARNING_TRIANGLE, text))
    if facts.pages is None:
        if facts.gaps:
            count = len(facts.gaps)
            found.append((WARNING, words(W.GAP_ONE) if count == 1 else words(W.GAPS, count=f"{count:,}")))
        if facts.sound is None:
            found.append((SOUND_OFF, words(W.NO_SOUND_TRACK)))
        elif recording.audio_usable is not AudioUsable.YES:
            sign = SOUND_OFF if recording.audio_usable is AudioUsable.NO else WARNING
            found.append((sign, words(recording.audio_usable.label)))
        if not recording.clock.checked:
            found.append((CLOCK, words(W.CLOCK_UNCHECKED)))
    return found


class _ExhibitModel(QAbstractListModel):
    """Exhibits as rows; the delegate draws them from `exhibit_at`."""

    def __init__(self) -> None:
        super().__init__()
        self._exhibits: tuple[Exhibit, ...] = ()
        self._states: dict[UUID, OriginalState] = {}

    def set_exhibits(self, exhibits: Sequence[Exhibit], states: Mapping[UUID, OriginalState]) -> None:
        self.beginResetModel()
        self._exhibits, self._states = tuple(exhibits), dict(states)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._exhibits)

    def exhibit_at(self, row: int) -> Exhibit | None:
        return self._exhibits[row] if 0 <= row < len(self._exhibits) else None

    def row_of(self, exhibit: UUID | None) -> int | None:
        return next((row for row, own in enumerate(self._exhibits) if own.id == exhibit), None)

    def state(self, exhibit: Exhibit) -> OriginalState:
        return self._states.get(exhibit.id, OriginalState.NOT_CHECKED)

    def retranslate(self) -> None:
        if self._exhibits:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._exhibits) - 1, 0))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        exhibit = self.exhibit_at(index.row())
        if exhibit is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{exhibit.label} {name_of(exhibit)}"
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            lines = [f"{exhibit.label} {name_of(exhibit)}", facts_line(exhibit), exhibit.recording.file_name]
            lines += [text for _, text in state_signs(exhibit, self.state(exhibit))]
            if self.state(exhibit) in (OriginalState.INTACT, OriginalState.NOT_CHECKED):
                lines.append(words(self.state(exhibit).label))
            text = "\n".join(plain(line) for line in dict.fromkeys(lines))
            return tip(text) if role == Qt.ItemDataRole.ToolTipRole else text
        return None


def name_of(exhibit: Exhibit) -> str:
    """The exhibit's title, or the name of its file."""
    return plain(exhibit.title or exhibit.recording.file_name, 300)


def facts_line(exhibit: Exhibit) -> str:
    """`CCTV · 12:05`, `Document · 3 pages`."""
    facts = exhibit.recording.facts
    parts = [words(exhibit.recording.kind.label)]
    if facts.pages is not None:
        parts.append(words(W.PAGE_ONE) if facts.pages == 1 else words(W.PAGES, count=facts.pages))
    elif facts.duration_us:
        parts.append(format_length(facts.duration_us))
    return " · ".join(parts)


class _ExhibitDelegate(QStyledItemDelegate):
    """Draws an exhibit in three lines: name, facts, states with their signs."""

    def __init__(self, model: _ExhibitModel, view: QWidget) -> None:
        super().__init__(view)
        self._model, self._view = model, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        exhibit = self._model.exhibit_at(index.row())
        return QSize(120, 48 + LINE * len(self._flow(exhibit))) if exhibit else QSize(120, 48)

    def _room(self) -> int:
        """The width for states; the same with and without a scroll bar, so that heights hold."""
        return max(self._view.width() - 36 - self._indent(), 60)

    @staticmethod
    def _indent() -> int:
        return QFontMetrics(theme.mono(theme.POINT_SIZE, QFont.Weight.DemiBold)).horizontalAdvance("EX-000 ") + 2

    def _flow(self, exhibit: Exhibit) -> list[list[tuple[Sign, str, int]]]:
        """The states in lines that fit, each with its width."""
        room = self._room()
        metrics = QFontMetrics(theme.sans(theme.POINT_SIZE - 1))
        lines: list[list[tuple[Sign, str, int]]] = []
        left = room
        for sign, text in state_signs(exhibit, self._model.state(exhibit)):
            cut = metrics.elidedText(plain(text, 200), Qt.TextElideMode.ElideRight, max(room - 18, 20))
            wide = 17 + metrics.horizontalAdvance(cut) + 12
            if not lines or left + wide - 12 > room:
                lines.append([])
                left = 0
            lines[-1].append((sign, cut, wide))
            left += wide
        return lines

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        exhibit = self._model.exhibit_at(index.row())
        if exhibit is None:
            return
        rect: Any = option.rect
        state: QStyle.StateFlag = option.state
        place = QRectF(rect)
        painter.save()
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(place, QColor(theme.ACCENT_SOFT if chosen else theme.PAPER))
        if chosen:
            painter.fillRect(QRectF(place.left(), place.top(), 3, place.height()), QColor(theme.ACCENT))
        painter.setPen(QColor(theme.RULE))
        painter.drawLine(QPointF(place.left(), place.bottom() - 1), QPointF(place.right(), place.bottom() - 1))
        line = place.adjusted(12, 7, -8, 0)
        painter.setFont(theme.mono(theme.POINT_SIZE, QFont.Weight.DemiBold))
        painter.setPen(QColor(theme.ACCENT))
        painter.drawText(line, Qt.AlignmentFlag.AlignTop, exhibit.label)
        indent = self._indent()
        painter.setFont(theme.sans(theme.POINT_SIZE, QFont.Weight.Medium))
        painter.setPen(QColor(theme.INK))
        self._line(painter, line.adjusted(indent, 0, 0, 0), name_of(exhibit))
        painter.setFont(theme.sans(theme.POINT_SIZE - 1))
        painter.setPen(QColor(theme.INK_SOFT))
        self._line(painter, line.adjusted(indent, 18, 0, 0), facts_line(exhibit))
        self._states(painter, line.adjusted(indent, 36, 0, 0), exhibit)
        painter.restore()

    def _states(self, painter: QPainter, line: QRectF, exhibit: Exhibit) -> None:
        for states in self._flow(exhibit):
            left = line.left()
            for sign, text, wide in states:
                draw_sign(painter, QRectF(left, line.top() + 1, 13, 13), sign)
                painter.setPen(QColor(sign.colour))
                painter.drawText(QRectF(left + 17, line.top(), wide, LINE + 2), Qt.AlignmentFlag.AlignTop, text)
                left += wide
            line = line.translated(0, LINE)

    @staticmethod
    def _line(painter: QPainter, line: QRectF, text: str) -> None:
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, int(line.width()))
        painter.drawText(line, Qt.AlignmentFlag.AlignTop, cut)


class ExhibitList(QWidget):
    """The exhibits of one complaint.

    Signals:
        chosen(object): the UUID of the exhibit that was clicked, or on which Enter was pressed.
        clock_wished(object): the UUID of the exhibit whose clock shall be looked at, or set.
    """

    chosen = Signal(object)
    clock_wished = Signal(object)

    def __init__(self, keys: KeyTable | None = None, parent: QWidget | None = None) -> None:
        """Show no exhibits yet; `keys` fills the sentence that says how to add one."""
        super().__init__(parent)
        self._keys = keys or KeyTable()
        self._model = _ExhibitModel()
        self.view = EnterList()
        self.view.setModel(self._model)
        self.view.setUniformItemSizes(False)
        self.view.setResizeMode(EnterList.ResizeMode.Adjust)
        self.view.setItemDelegate(_ExhibitDelegate(self._model, self.view))
        self._empty = SpokenLabel(None, "soft", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = emptiness(self.view, self._empty)
        self.clock = SpokenButton(C.CLOCK, self._keys.shown("clock"), CLOCK, role="quiet")
        self.clock.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clock.clicked.connect(self._wish_clock)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(SpokenLabel(W.EXHIBITS, "section"), 1)
        head.addWidget(self.clock)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.view)
        self.setMinimumWidth(200)
        self.view.clicked.connect(self._choose)
        self.view.entered_row.connect(self._choose)
        tongue.language_changed.connect(self._speak)
        self._speak()

    def set_exhibits(self, exhibits: Sequence[Exhibit], states: Mapping[UUID, OriginalState] | None = None) -> None:
        """Show these exhibits with what is known of their originals; the selection stays."""
        selected = self.selected()
        self._model.set_exhibits(exhibits, states or {})
        self.select(selected)
        self._speak()

    def select(self, exhibit: UUID | None) -> None:
        """Select an exhibit without a signal."""
        row = self._model.row_of(exhibit)
        if row is None:
            self.view.clearSelection()
        else:
            self.view.setCurrentIndex(self._model.index(row, 0))

    def selected(self) -> UUID | None:
        """The exhibit selected."""
        exhibit = self._model.exhibit_at(self.view.currentIndex().row())
        return exhibit.id if exhibit else None

    def _wish_clock(self) -> None:
        if (selected := self.selected()) is not None:
            self.clock_wished.emit(selected)

    def _choose(self, index: QModelIndex) -> None:
        if exhibit := self._model.exhibit_at(index.row()):
            self.chosen.emit(exhibit.id)

    def _speak(self) -> None:
        self._empty.speak(W.EXHIBITS_EMPTY, key=self._keys.shown("add_files"))
        show_view(self, self.view, self._stack, bool(self._model.rowCount()))
        self.clock.setVisible(bool(self._model.rowCount()))
        self.view.setAccessibleName(words(W.EXHIBITS))
        self._model.retranslate()
