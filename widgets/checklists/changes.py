"""What differs between two versions of a checklist: a square for each point, and what changed ones said and say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from evidence.rules.listversions import ChangeKind, FieldChange, PointChange
from widgets import theme
from widgets.checklists import words as c
from widgets.language import tongue, words
from widgets.parts import SignedWord, card, clear_layout, scrolled
from widgets.plain import plain, tip
from widgets.signs import CHANGE_SIGNS, draw_sign
from widgets.texts import MonoLabel, PlainLabel

SIDE, STEP = 15, 19


class VersionStrip(QWidget):
    """One square for each point in the order of the list, as many to a line as there is room."""

    def __init__(self) -> None:
        """Show no points yet."""
        super().__init__()
        self._changes: tuple[PointChange, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.dress.changed.connect(self.update)

    def set_changes(self, changes: Sequence[PointChange]) -> None:
        """Show these points."""
        self._changes = tuple(changes)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A line."""
        return QSize(STEP * 20, STEP)

    def hasHeightForWidth(self) -> bool:
        """Points go on in the next line."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As many lines as it takes."""
        each = max(width // STEP, 1)
        return STEP * max(-(-len(self._changes) // each), 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the squares."""
        painter = QPainter(self)
        for number, one in enumerate(self._changes):
            at = self._place(number)
            same = one.kind is ChangeKind.SAME
            draw_sign(painter, QRectF(at.x(), at.y(), SIDE, SIDE), CHANGE_SIGNS[one.kind], faded=same)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Say which point a square is, where the mouse rests on it."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            for number, one in enumerate(self._changes):
                at = self._place(number)
                if QRectF(at.x(), at.y(), STEP, STEP).contains(event.pos().toPointF()):
                    said = words(c.SQUARE, code=one.code, name=words(one.label), kind=words(one.kind.label))
                    QToolTip.showText(event.globalPos(), tip(said), self)
                    return True
        return super().event(event)

    def _place(self, number: int) -> QPoint:
        each = max(self.width() // STEP, 1)
        return QPoint(number % each * STEP, number // each * STEP)


class ChangesView(QWidget):
    """The differences between two versions, from the picture of the whole to the words of each point."""

    def __init__(self) -> None:
        """Show no differences yet."""
        super().__init__()
        self.changes: tuple[PointChange, ...] = ()
        self.strip = VersionStrip()
        self._legend = QHBoxLayout()
        self._legend.setSpacing(18)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(6)
        self._scroll = scrolled(self._cards)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(8)
        page.addLayout(self._legend)
        page.addWidget(self.strip)
        page.addWidget(self._scroll, 1)
        self.setFocusProxy(self._scroll)
        tongue.language_changed.connect(self._fill)

    def set_changes(self, changes: Sequence[PointChange]) -> None:
        """Show these points; those that are unchanged in the picture only."""
        if tuple(changes) != self.changes:
            self.changes = tuple(changes)
            self._fill()

    def _fill(self) -> None:
        self.strip.set_changes(self.changes)
        counts = Counter(one.kind for one in self.changes)
        clear_layout(self._legend)
        told = []
        for kind in ChangeKind:
            if counts[kind]:
                word = SignedWord()
                word.show_state(CHANGE_SIGNS[kind], c.SUMMARY, kind=words(kind.label), count=counts[kind])
                told.append(word.text())
                self._legend.addWidget(word)
        self._legend.addStretch(1)
        for part in (self.strip, self._scroll):
            part.setAccessibleName("; ".join(told))
        clear_layout(self._cards)
        differing = [one for one in self.changes if one.kind is not ChangeKind.SAME]
        if not differing:
            self._cards.addWidget(PlainLabel(words(c.NO_CHANGES), "soft", wrap=True))
        for one in differing:
            self._cards.addWidget(_card(one))


def _card(one: PointChange) -> QFrame:
    frame = card()
    grid = QGridLayout(frame)
    grid.setContentsMargins(12, 8, 12, 8)
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(2, 1)
    head = QHBoxLayout()
    head.setSpacing(10)
    code = MonoLabel(plain(one.code, 20))
    head.addWidget(code)
    head.addWidget(PlainLabel(words(one.label), "heading", wrap=True), 1)
    kind = SignedWord()
    kind.show_state(CHANGE_SIGNS[one.kind], one.kind.label)
    head.addWidget(kind)
    grid.addLayout(head, 0, 0, 1, 3)
    for row, field in enumerate(one.fields, 1):
        grid.addWidget(PlainLabel(words(field.name), "soft"), row, 0, Qt.AlignmentFlag.AlignTop)
        if one.kind is ChangeKind.ADDED:
            grid.addWidget(_said(field, after=True), row, 1, 1, 2)
        else:
            grid.addWidget(_said(field, after=False), row, 1)
            grid.addWidget(_said(field, after=True), row, 2)
    told = "; ".join(
        f"{words(field.name)}, {words(c.BEFORE)} {words(field.before)}, {words(c.AFTER)} {words(field.after)}"
        for field in one.fields
    )
    frame.setAccessibleName(f"{one.code} {words(one.label)}: {words(one.kind.label)}. {told}")
    return frame


def _said(field: FieldChange, *, after: bool) -> QFrame:
    """What a version says, on the ground of what goes or of what comes."""
    frame = QFrame()
    frame.setProperty("role", "comes" if after else "goes")
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(8, 3, 8, 3)
    inside.addWidget(PlainLabel(plain(words(field.after if after else field.before), 2000), wrap=True))
    return frame
