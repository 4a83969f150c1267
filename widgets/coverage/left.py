"""The bar above the conclusions: how much was played, what is left to watch for which point, and the button for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence.labels import Label
from evidence.timecode import format_time
from widgets.coverage.words import V
from widgets.keys import KeyTable
from widgets.language import tongue, words
from widgets.parts import ArrowBox, SpokenButton
from widgets.plain import plain
from widgets.texts import ElidedLabel, SpokenLabel

ALL = ""


@dataclass(frozen=True, slots=True)
class LeftLine:
    """What is left for one point, or for all of them (code "")."""

    code: str
    left: Label
    """`11:40 in EX-02, 0:50 in EX-04`."""
    percent: int | None
    who: str
    then: Label
    pages: tuple[int, int] | None = None
    """Of what stands on papers: how many pages were shown, of how many."""


class LeftBar(QWidget):
    """Chooses a point and plays what is left for it.

    Signals:
        play_wished(): the button was pressed: play what is left for `chosen`, or stop.
    """

    play_wished = Signal()

    def __init__(self, keys: KeyTable, parent: QWidget | None = None) -> None:
        """Start with nothing left."""
        super().__init__(parent)
        self._lines: tuple[LeftLine, ...] = ()
        self._item: tuple[int, int, str, int, int] | None = None
        self._due: tuple[date, int] | None = None
        self.choice = ArrowBox()
        self.button = SpokenButton(V.PLAY_LEFT, keys.shown("watch_left"), show_key=True)
        self.button.clicked.connect(self.play_wished)
        self._said = ElidedLabel(tone="soft")
        self._deadline = ElidedLabel(tone="doubt")
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(SpokenLabel(V.LEFT, "section"))
        row.addWidget(self.choice, 2)
        row.addWidget(self.button)
        under = QHBoxLayout()
        under.setSpacing(14)
        under.addWidget(self._said, 3)
        under.addWidget(self._deadline, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(row)
        column.addLayout(under)
        self.choice.currentIndexChanged.connect(self._say)
        tongue.language_changed.connect(self._fill)
        self._fill()

    @property
    def chosen(self) -> str:
        """The code of the chosen point; "" for all of them."""
        at = self.choice.currentIndex()
        return self._lines[at].code if 0 <= at < len(self._lines) else ALL

    def set_lines(self, lines: Sequence[LeftLine], due: tuple[date, int] | None) -> None:
        """Show these; the chosen point stays. `due`: the day by which it has to be decided, and the days left."""
        if (tuple(lines), due) != (self._lines, self._due):
            chosen = self.chosen
            self._lines, self._due = tuple(lines), due
            self._fill(chosen)

    def show_item(self, number: int, count: int, label: str, from_us: int, to_us: int) -> None:
        """It plays: this stretch of so many."""
        self._item = (number, count, label, from_us, to_us)
        self._say()

    def show_rest(self) -> None:
        """It does not play."""
        self._item = None
        self._say()

    def _fill(self, chosen: str | None = None) -> None:
        chosen = self.chosen if chosen is None else chosen
        self.choice.blockSignals(True)
        self.choice.clear()
        for line in self._lines:
            code = plain(line.code, 20) or words(V.ALL_POINTS)
            self.choice.addItem(words(V.POINT, code=code, left=words(line.left)))
        codes = [line.code for line in self._lines]
        self.choice.setCurrentIndex(codes.index(chosen) if chosen in codes else 0)
        self.choice.blockSignals(False)
        self.choice.setAccessibleName(words(V.CHOICE_ACCESS))
        self._say()

    def _say(self) -> None:
        at = self.choice.currentIndex()
        line = self._lines[at] if 0 <= at < len(self._lines) else None
        self.choice.setVisible(line is not None)
        self.button.setVisible(line is not None or self._item is not None)
        self.button.speak(V.STOP_LEFT if self._item else V.PLAY_LEFT)
        if self._item is not None:
            number, count, label, from_us, to_us = self._item
            begin, end = format_time(from_us), format_time(to_us)
            self._said.say(words(V.ITEM, number=number, count=count, name=plain(label, 24), begin=begin, end=end))
        elif line is None:
            self._said.say(words(V.NOTHING_LEFT))
        else:
            parts = [words(line.then)]
            if line.percent is not None:
                parts.insert(0, words(V.PERCENT, percent=line.percent, who=plain(line.who, 40)))
            if line.pages is not None:
                count, of_all = line.pages
                parts.insert(0, words(V.PAGES_READ, count=count, all=of_all, who=plain(line.who, 40)))
            self._said.say(" · ".join(parts))
        self._deadline.say(self._due_words() if line is not None else "")

    def _due_words(self) -> str:
        if self._due is None:
            return ""
        day, left = self._due
        return words(V.DEADLINE, day=day, left=left) if left >= 0 else words(V.OVERDUE, day=day)
