"""The exhibits of a complaint: what each is, how long, and everything one must know before relying on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPolygonF
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from evidence.model.recording import Exhibit
from evidence.segments.joined import Joined
from widgets import theme
from widgets.clocks.words import C
from widgets.keys import KeyTable
from widgets.language import tongue, words
from widgets.lists.exhibit_rows import ExhibitModel, Index, OriginalState, facts_line, name_of, state_signs
from widgets.lists.footage import Overwriting
from widgets.lists.words import J
from widgets.parts import SpokenButton
from widgets.plain import plain
from widgets.rows import EnterList, emptiness, show_view
from widgets.signs import CLOCK, Sign, draw_sign
from widgets.texts import SpokenLabel
from widgets.words import W

__all__ = ["ExhibitList", "OriginalState", "state_signs"]

LINE = 18
STEP = 14
"""So far to the right the files of a series stand."""


class _ExhibitDelegate(QStyledItemDelegate):
    """Draws an exhibit in three lines: name, facts, states with their signs."""

    def __init__(self, model: ExhibitModel, view: QWidget) -> None:
        super().__init__(view)
        self._model, self._view = model, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        exhibit = self._model.exhibit_at(index.row())
        return QSize(120, 48 + LINE * len(self._flow(exhibit))) if exhibit else QSize(120, 48)

    def _room(self, exhibit: Exhibit) -> int:
        """The width for states; the same with and without a scroll bar, so that heights hold."""
        return max(self._view.width() - 36 - self._step(exhibit) - self._indent(), 60)

    def _step(self, exhibit: Exhibit) -> int:
        return STEP if self._model.inner(exhibit) else 0

    @staticmethod
    def _indent() -> int:
        return _ExhibitDelegate._wide("EX-000")

    @staticmethod
    def _wide(label: str) -> int:
        return QFontMetrics(theme.mono(theme.POINT_SIZE, QFont.Weight.DemiBold)).horizontalAdvance(f"{label} ") + 2

    def _triangle(self, painter: QPainter, at: QPointF, unfolded: bool) -> None:
        """Beside a series: points down where its files are shown."""
        turned = [(-4, -2), (4, -2), (0, 4)] if unfolded else [(-2, -4), (4, 0), (-2, 4)]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.INK_SOFT))
        painter.drawPolygon(QPolygonF([at + QPointF(x, y) for x, y in turned]))
        painter.restore()

    def _flow(self, exhibit: Exhibit) -> list[list[tuple[Sign, str, int]]]:
        """The states in lines that fit, each with its width."""
        room = self._room(exhibit)
        metrics = QFontMetrics(theme.sans(theme.POINT_SIZE - 1))
        lines: list[list[tuple[Sign, str, int]]] = []
        left = room
        for sign, text in self._model.signs(exhibit):
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
        line = place.adjusted(12 + self._step(exhibit), 7, -8, 0)
        if isinstance(exhibit, Joined):
            self._triangle(painter, QPointF(line.left() + 3, line.top() + 28), self._model.unfolded(exhibit))
        painter.setFont(theme.mono(theme.POINT_SIZE, QFont.Weight.DemiBold))
        painter.setPen(QColor(theme.ACCENT))
        painter.drawText(line, Qt.AlignmentFlag.AlignTop, exhibit.label)
        indent = self._indent()
        painter.setFont(theme.sans(theme.POINT_SIZE, QFont.Weight.Medium))
        painter.setPen(QColor(theme.INK))
        self._line(painter, line.adjusted(max(indent, self._wide(exhibit.label)), 0, 0, 0), name_of(exhibit))
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


class _ExhibitView(EnterList):
    """Left and Right fold and unfold a series.

    Signals:
        fold_wished(bool): show the files of the series that is selected (True), or put them away.
    """

    fold_wished = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setSelectionMode(EnterList.SelectionMode.ExtendedSelection)
        self.pressed_at = QPointF()
        """Where the mouse was pressed last, from the corner of its row."""
        self.choosing = False
        """Whether that press was to choose several."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """As in every list, and the two arrows."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers():
            self.fold_wished.emit(event.key() == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep where."""
        row = self.visualRect(self.indexAt(event.position().toPoint()))
        self.pressed_at = event.position() - QPointF(row.topLeft())
        several = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        self.choosing = bool(event.modifiers() & several) or event.button() != Qt.MouseButton.LeftButton
        super().mousePressEvent(event)


class ExhibitList(QWidget):
    """The exhibits of one complaint.

    Signals:
        chosen(object): the UUID of the exhibit that was clicked, or on which Enter was pressed.
        clock_wished(object): the UUID of the exhibit whose clock shall be looked at, or set.
        join_wished(object): the UUIDs of recordings that shall be shown as one.
        apart_wished(object): the UUIDs of what is chosen, of which one recording shall be taken apart.
    """

    chosen = Signal(object)
    clock_wished = Signal(object)
    join_wished = Signal(object)
    apart_wished = Signal(object)

    def __init__(self, keys: KeyTable | None = None, parent: QWidget | None = None) -> None:
        """Show no exhibits yet; `keys` fills the sentence that says how to add one."""
        super().__init__(parent)
        self._keys = keys or KeyTable()
        self._shown: tuple[tuple[Exhibit, ...], dict[UUID, OriginalState]] | None = None
        self._model = ExhibitModel()
        self.view = _ExhibitView()
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
        self.join = SpokenButton(J.JOIN, self._keys.shown("join_files"), role="quiet")
        self.apart = SpokenButton(J.APART, self._keys.shown("part_files"), role="quiet")
        for button, wish in ((self.join, self.wish_join), (self.apart, self.wish_apart)):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(wish)
            button.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(SpokenLabel(W.EXHIBITS, "section"), 1)
        for button in (self.join, self.apart, self.clock):
            head.addWidget(button)
        column.addWidget(self._stack, 1)  # first, for Qt passes over what lies before the owner of the keys
        column.insertLayout(0, head)
        self.setFocusProxy(self.view)
        self.setMinimumWidth(200)
        self.view.clicked.connect(self._click)
        self.view.fold_wished.connect(self._fold)
        self.view.entered_row.connect(self._choose)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._offer())
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._open_menu)
        tongue.language_changed.connect(self._speak)
        self._speak()

    def set_exhibits(self, exhibits: Sequence[Exhibit], states: Mapping[UUID, OriginalState] | None = None) -> None:
        """Show these exhibits with what is known of their originals; the selection stays."""
        shown, self._shown = self._shown, (tuple(exhibits), dict(states or {}))
        if shown == self._shown:
            return
        selected, chosen = self.selected(), self.chosen_rows()
        self._model.set_exhibits(exhibits, states or {})
        self.select(selected)
        for one in chosen if len(chosen) > 1 else ():
            if (row := self._model.row_of(one)) is not None:
                self.view.selectionModel().select(self._model.index(row, 0), QItemSelectionModel.SelectionFlag.Select)
        self._speak()
        self._offer()

    def set_overwriting(self, found: Mapping[UUID, Overwriting]) -> None:
        """Say below each exhibit until when its source has what it recorded."""
        self._model.set_overwriting(found)

    def select(self, exhibit: UUID | None) -> None:
        """Select an exhibit without a signal."""
        row = self._model.row_of(exhibit)
        if row is None:
            self.view.clearSelection()
        else:
            only = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.view.selectionModel().setCurrentIndex(self._model.index(row, 0), only)

    def selected(self) -> UUID | None:
        """The exhibit selected."""
        exhibit = self._model.exhibit_at(self.view.currentIndex().row())
        return exhibit.id if exhibit else None

    def chosen_rows(self) -> tuple[UUID, ...]:
        """Everything that is selected, from above."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedIndexes())
        return tuple(exhibit.id for exhibit in map(self._model.exhibit_at, rows) if exhibit)

    def wish_join(self) -> None:
        """What is selected shall be shown as one recording."""
        self.join_wished.emit(self.chosen_rows())

    def wish_apart(self) -> None:
        """The recording that is selected shall be taken apart."""
        self.apart_wished.emit(self.chosen_rows())

    def _offer(self) -> None:
        """Joining where several are selected, taking apart where a series is."""
        chosen = self.view.selectionModel().selectedIndexes()
        first = self._model.exhibit_at(chosen[0].row()) if len(chosen) == 1 else None
        self.join.setVisible(len(chosen) > 1)
        self.apart.setVisible(isinstance(first, Joined))

    def _open_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen = [self._model.exhibit_at(index.row()) for index in self.view.selectionModel().selectedIndexes()]
        series = [one for one in chosen if one is not None and self._model.series_of(one) is not None]
        for label, key, possible, act in (
            (J.JOIN_MENU, "join_files", len(chosen) > 1, self.wish_join),
            (J.APART_MENU, "part_files", len(chosen) == 1 and bool(series), self.wish_apart),
            (C.CLOCK, "clock", len(chosen) == 1, self._wish_clock),
        ):
            action = menu.addAction(f"{words(label)}\t{self._keys.shown(key)}", act)
            action.setEnabled(possible)
        menu.popup(self.view.viewport().mapToGlobal(at))

    def _wish_clock(self) -> None:
        if (selected := self.selected()) is not None:
            self.clock_wished.emit(selected)

    def _click(self, index: QModelIndex) -> None:
        exhibit = self._model.exhibit_at(index.row())
        on_triangle = self.view.pressed_at.x() < 12 + STEP + 8 and self.view.pressed_at.y() > LINE + 4
        if self.view.choosing:
            return
        if isinstance(exhibit, Joined) and on_triangle:
            self._fold(not self._model.unfolded(exhibit))
        else:
            self._choose(index)

    def _fold(self, unfolded: bool) -> None:
        """Show the files of the series that is selected, or put them away."""
        exhibit = self._model.exhibit_at(self.view.currentIndex().row())
        series = self._model.series_of(exhibit) if exhibit else None
        if exhibit is not None and series is not None:
            self._model.unfold(series, unfolded)
            self.select(exhibit.id if unfolded else series.id)

    def _choose(self, index: QModelIndex) -> None:
        if exhibit := self._model.exhibit_at(index.row()):
            self.chosen.emit(exhibit.id)

    def _speak(self) -> None:
        self._empty.speak(W.EXHIBITS_EMPTY, key=self._keys.shown("add_files"))
        show_view(self, self.view, self._stack, bool(self._model.rowCount()))
        self.clock.setVisible(bool(self._model.rowCount()))
        self.view.setAccessibleName(words(W.EXHIBITS))
        self._model.retranslate()
