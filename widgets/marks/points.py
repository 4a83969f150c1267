"""Choosing a checklist point: by its digits, or by part of its name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from evidence.model.kinds import How
from evidence.rules.checklists import Checklist, ChecklistPoint
from widgets import theme
from widgets.language import both, current_language, tongue, words
from widgets.plain import plain
from widgets.texts import MonoLabel, PlainLabel, SpokenLabel
from widgets.words import W

ROWS = 6
_CODE = re.compile(r"\D*(\d+)((?:\.\d+)*)")


def number_of(code: str) -> str:
    """The digits by which a point is typed: `07` of BA07, `22.1` of BA22.1."""
    match = _CODE.fullmatch(code)
    return f"{int(match[1]):02}{match[2]}" if match else code


def proved_words(point: ChecklistPoint) -> str:
    """What proves a point: `heard; or signed and heard`."""
    ways = [words(W.AND).join(_low(how) for how in How if how in way) for way in point.proved_by]
    return words(W.OR).join(ways)


def _low(how: How) -> str:
    text = words(how.label)
    return text.lower() if current_language() == "en" else text


class PointChooser(QWidget):
    """The checklist point of the draft: digits typed, a filter after “/”, and what the point asks for.

    Signals:
        chosen(object): the code of the point now chosen (str), or None.
        left(): the filter was left with Esc or Enter; the focus belongs back to the player.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a checklist."""
        super().__init__(parent)
        self._points: dict[str, ChecklistPoint] = {}
        self._by_number: dict[str, ChecklistPoint] = {}
        self._point: ChecklistPoint | None = None
        self._digits = ""
        self._code = MonoLabel(points=theme.POINT_SIZE + 1, tone="section")
        self._label = PlainLabel(tone="heading", wrap=True)
        self._other = PlainLabel(tone="soft", wrap=True, points=theme.POINT_SIZE - 0.5)
        self._critical = SpokenLabel(W.CRITICAL, "section")
        self._echo = PlainLabel(tone="section")
        self._test = PlainLabel(wrap=True, points=theme.POINT_SIZE - 0.5)
        self._proof = PlainLabel(tone="soft", wrap=True, points=theme.POINT_SIZE - 0.5)
        self._filter = QLineEdit()
        self._filter.setClearButtonEnabled(True)
        self._list = QListWidget()
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.hide()
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._code, 0, Qt.AlignmentFlag.AlignTop)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._label)
        names.addWidget(self._other)
        head.addLayout(names, 1)
        head.addWidget(self._critical, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self._filter)
        column.addWidget(self._list)
        column.addWidget(self._echo)
        column.addLayout(head)
        column.addWidget(self._test)
        column.addWidget(self._proof)
        self._filter.textChanged.connect(self._search)
        self._filter.installEventFilter(self)
        self._list.itemClicked.connect(self._take)
        tongue.language_changed.connect(self._speak)
        self._speak()

    def set_checklists(self, checklists: Sequence[Checklist]) -> None:
        """Offer the points of these checklists (digits mean the first one's); nothing is chosen."""
        self._points = {point.code: point for checklist in checklists for point in checklist.every_point()}
        first = checklists[:1]
        self._by_number = {number_of(point.code): point for checklist in first for point in checklist.every_point()}
        self.choose(None)

    @property
    def code(self) -> str | None:
        """The code of the point chosen."""
        return self._point.code if self._point else None

    @property
    def pending(self) -> bool:
        """Whether digits were typed that nobody has accepted yet."""
        return bool(self._digits)

    def choose(self, code: str | None) -> None:
        """Choose a point by its code; one that the checklist lacks, or None, chooses nothing. Sends no signal."""
        self._point = self._points.get(code) if code else None
        self._digits = ""
        self._close_filter()
        self._speak()

    def type_digit(self, digit: str) -> None:
        """Take one more digit, or the point before a sub-point's digit; the third digit begins anew."""
        typed = self._digits + digit
        if digit == "." and not self._digits and self._point:
            typed = number_of(self._point.code).partition(".")[0] + "."
        elif digit != "." and len(self._digits) >= 2 and not self._digits.endswith("."):
            typed = digit
        self._digits = typed
        self._look_up(typed if len(typed) > 1 else "")

    def erase_digit(self) -> None:
        """Take the last digit back."""
        self._digits = self._digits[:-1]
        self._look_up(self._digits if len(self._digits) > 1 else "")

    def accept_digits(self) -> bool:
        """Take what was typed: a single digit counts as its two-digit number. False when there is no such point."""
        if not self._digits:
            return self._point is not None
        self._look_up(self._digits.rstrip(".").rjust(2, "0"))
        if self._point is not None:
            self._digits = ""
            self._speak()
        return self._point is not None

    def start_filter(self) -> None:
        """Put the cursor into the filter; the list opens with every point."""
        self._digits = ""
        self._list.show()
        self._filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search(self._filter.text())
        self._speak()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Arrows move in the list, Enter takes the point, Esc leaves; opening by click shows the list."""
        if watched is self._filter and isinstance(event, QKeyEvent):
            key = event.key()
            if event.type() == QEvent.Type.ShortcutOverride and key in _FILTER_KEYS:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and key in _FILTER_KEYS:
                self._filter_key(key)
                return True
        if watched is self._filter and event.type() == QEvent.Type.MouseButtonPress:
            self._list.show()
            self._search(self._filter.text())
        return False

    def _filter_key(self, key: int) -> None:
        if key == Qt.Key.Key_Escape:
            self._close_filter()
            self.left.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._list.currentRow() >= 0:
                self._take(self._list.currentItem())
        else:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key), 0)
            self._list.setCurrentRow(min(max(self._list.currentRow() + step, 0), self._list.count() - 1))

    def _take(self, item: QListWidgetItem) -> None:
        code = item.data(Qt.ItemDataRole.UserRole)
        if isinstance(code, str):
            self.choose(code)
            self.chosen.emit(code)
            self.left.emit()

    def _search(self, text: str) -> None:
        if not self._list.isVisibleTo(self) and not text:
            return
        wanted = text.strip().casefold().lstrip("/")
        self._list.show()
        self._list.clear()
        for point in self._points.values():
            if wanted in f"{point.code} {number_of(point.code)} {point.label.en} {point.label.zh}".casefold():
                item = QListWidgetItem(plain(f"{point.code}  {both(point.label)}", 300))
                item.setData(Qt.ItemDataRole.UserRole, point.code)
                self._list.addItem(item)
        rows = min(max(self._list.count(), 1), ROWS)
        self._list.setFixedHeight(rows * (self._list.fontMetrics().height() + 6) + 6)
        if self._list.count():
            self._list.setCurrentRow(0)
        else:
            item = QListWidgetItem(words(W.POINT_FILTER_NONE, text=plain(text, 40)))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(item)

    def _close_filter(self) -> None:
        self._list.hide()
        self._filter.blockSignals(True)
        self._filter.clear()
        self._filter.blockSignals(False)

    def _look_up(self, number: str) -> None:
        before = self.code
        self._point = self._by_number.get(number.rstrip("."))
        self._speak()
        if self.code != before:
            self.chosen.emit(self.code)

    def _speak(self) -> None:
        self._filter.setPlaceholderText(f"/  {words(W.POINT_FILTER)}")
        self._filter.setAccessibleName(words(W.POINT_FILTER))
        self._list.setAccessibleName(words(W.POINT_LIST))
        point = self._point
        self._echo.say(self._echo_text())
        self._echo.setVisible(bool(self._digits))
        self._echo.set_tone("bad" if len(self._digits) > 1 and point is None else "section")
        self._code.say(point.code if point else "––")
        first, second = ("", "")
        if point:
            first, second = point.label.text(current_language()), both(point.label)
            second = point.label.en if current_language() == "zh" else point.label.zh
        empty = words(W.POINT_NONE if self._points else W.NO_CHECKLIST)
        self._label.say(first or empty)
        self._label.set_tone("heading" if point else "soft")
        self._other.say(second if second != first else "")
        self._other.setVisible(bool(self._other.text()))
        self._critical.setVisible(bool(point and point.critical))
        line = words(point.looked_for) if point else ""
        self._test.say(line if line != first else "")
        self._test.setVisible(bool(self._test.text()))
        self._proof.say(f"{words(W.PROVED_BY)}: {proved_words(point)}" if point else "")
        self._proof.setVisible(point is not None)
        self.setAccessibleName(words(W.POINT))
        self.setAccessibleDescription(f"{point.code} {first}" if point else empty)

    def _echo_text(self) -> str:
        if not self._digits:
            return ""
        if len(self._digits) > 1 and self._point is None and not self._digits.endswith("."):
            return words(W.POINT_UNKNOWN, digits=self._digits)
        return words(W.POINT_TYPED_ENTER, digits=self._digits)


_FILTER_KEYS = {
    Qt.Key.Key_Escape,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
}
