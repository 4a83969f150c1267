"""A grid of buttons of which one is chosen, each with its sign, its word and its key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from evidence.labels import Label, Labelled
from widgets import theme
from widgets.keys import KeyTable, now
from widgets.language import tongue, words
from widgets.plain import tip
from widgets.signs import Sign, draw_sign


class ChoiceButton(QAbstractButton):
    """One choice: sign, word, and its key at the right, drawn so that it stays readable when narrow."""

    def __init__(self, member: Labelled, sign: Sign | None, key: str, parent: QWidget | None = None) -> None:
        """Show `member`'s word in the language in use."""
        super().__init__(parent)
        self.member, self._sign, self._key = member, sign, key
        self.setCheckable(True)
        # A click leaves the focus with the player, so that the keys go on working there; Tab still leads here.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._speak()
        tongue.language_changed.connect(self._speak)

    def sizeHint(self) -> QSize:
        """Room for sign, word and key."""
        metrics = self.fontMetrics()
        wide = metrics.horizontalAdvance(self.text()) + metrics.horizontalAdvance(self._key)
        return QSize(wide + (40 if self._sign else 24), max(metrics.height() + 8, 27))

    def minimumSizeHint(self) -> QSize:
        """The word may be cut, the sign and key never."""
        return QSize(84, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frame, sign, word and key."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = QColor(self._sign.colour if self._sign else theme.ACCENT)
        chosen, lit = self.isChecked(), self.underMouse() or self.isDown()
        soft = QColor(self._sign.soft if self._sign else theme.ACCENT_SOFT)
        painter.setBrush(soft if chosen else QColor(theme.PANEL if lit else theme.PAPER))
        pen_width = 2.0 if chosen or self.hasFocus() else 1.0
        edge = QColor(theme.ACCENT) if self.hasFocus() else strong if chosen else QColor(theme.RULE)
        painter.setPen(edge)
        pen = painter.pen()
        pen.setWidthF(pen_width)
        painter.setPen(pen)
        inset = pen_width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 3, 3)
        left = 8
        if self._sign:
            side = 15
            draw_sign(painter, QRectF(left, (self.height() - side) / 2, side, side), self._sign, not self.isEnabled())
            left += side + 6
        font = self.font()
        small = theme.mono(theme.POINT_SIZE - 2)
        painter.setFont(small)
        key_wide = painter.fontMetrics().horizontalAdvance(self._key)
        painter.setPen(QColor(theme.INK_SOFT))
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect().adjusted(0, 0, -7, 0), flags | Qt.AlignmentFlag.AlignRight, self._key)
        font.setBold(chosen)
        painter.setFont(font)
        painter.setPen(QColor(theme.INK) if self.isEnabled() else QColor(theme.RULE_STRONG))
        room = self.width() - left - key_wide - 12
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), flags | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()

    def _speak(self) -> None:
        text = words(self.member.label)
        self._key = now(self._key)
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(tip(f"{text} ({self._key})" if self._key else text))
        self.updateGeometry()
        self.update()


class ChoiceGrid(QWidget):
    """Members of one closed list, of which one or none is chosen.

    Signals:
        chosen(object): the member that was clicked (or pressed with Space).
    """

    chosen = Signal(object)

    def __init__(
        self,
        members: Sequence[Labelled],
        keys: KeyTable,
        prefix: str,
        signs: Mapping[Any, Sign],
        name: Label,
        columns: int,
        parent: QWidget | None = None,
    ) -> None:
        """Show `members` in rows of `columns`; the key of each is the action `prefix_value` of the table."""
        super().__init__(parent)
        self._name = name
        self._buttons: dict[Labelled, ChoiceButton] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(3)
        for place, member in enumerate(members):
            button = ChoiceButton(member, signs.get(member), keys.shown(f"{prefix}_{member.value}"))
            button.clicked.connect(lambda _checked=False, own=member: self._clicked(own))
            grid.addWidget(button, place // columns, place % columns)
            self._buttons[member] = button
        tongue.language_changed.connect(self._speak)
        self._speak()

    def choose(self, member: Labelled | None) -> None:
        """Show `member` as chosen, or none. Sends no signal."""
        for own, button in self._buttons.items():
            button.setChecked(own is member)

    def button(self, member: Labelled) -> ChoiceButton:
        """The button of a member."""
        return self._buttons[member]

    def _clicked(self, member: Labelled) -> None:
        self.choose(member)
        self.chosen.emit(member)

    def _speak(self) -> None:
        self.setAccessibleName(words(self._name))
