"""The arithmetic of dates as it can be redone with a calendar: steps, outcome, source, and how sure the rule is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from evidence.labels import Label
from evidence.model.kinds import Answer
from widgets.keys import KeyTable
from widgets.language import tongue, words
from widgets.parts import SignedWord, card, clear_layout
from widgets.signs import ANSWER_SIGNS, INFO, WARNING_TRIANGLE
from widgets.texts import PlainLabel, SpokenLabel
from widgets.words import W


@dataclass(frozen=True, slots=True)
class DateLine:
    """One computed date or period: what was asked, what came out, and how.

    `answer` None: a date was computed and nothing is to be judged. `standing` says how sure the rule is.
    """

    title: Label
    outcome: Label
    answer: Answer | None
    steps: tuple[Label, ...]
    sources: tuple[Label, ...] = ()
    standing: Label | None = None
    verified: bool = False
    edge: bool = False


class DatesPanel(QWidget):
    """All date arithmetic of a complaint.

    Signals:
        none.
    """

    def __init__(self, keys: KeyTable | None = None, heading: bool = True, parent: QWidget | None = None) -> None:
        """Show that there are no dates yet. `heading`: a tab may say it already."""
        super().__init__(parent)
        self._keys = keys or KeyTable()
        self._lines: tuple[DateLine, ...] = ()
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 6, 0)
        column.addLayout(self._cards)
        column.addStretch(1)
        self._scroll = scroll = QScrollArea()
        self._scroll.setProperty("role", "reading")
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(6)
        if heading:
            page.addWidget(SpokenLabel(W.DATES, "section"))
        page.addWidget(scroll, 1)
        tongue.language_changed.connect(self._fill)
        self._fill()

    def set_dates(self, lines: Sequence[DateLine]) -> None:
        """Show these results."""
        self._lines = tuple(lines)
        self._fill()

    def _fill(self) -> None:
        clear_layout(self._cards)
        for part in (self, self._scroll):
            part.setAccessibleName(words(W.DATES))
        if not self._lines:
            key = self._keys.shown("edit_case")
            self._cards.addWidget(PlainLabel(words(W.DATES_EMPTY, key=key), "soft", wrap=True))
        for line in self._lines:
            self._cards.addWidget(_date_card(line))


def _date_card(line: DateLine) -> QFrame:
    frame = card()
    frame.setAccessibleName(f"{words(line.title)}: {words(line.outcome)}")
    column = QVBoxLayout(frame)
    column.setContentsMargins(12, 10, 12, 10)
    column.setSpacing(3)
    head = QHBoxLayout()
    head.addWidget(PlainLabel(words(line.title), "heading", wrap=True), 1)
    tag = PlainLabel(words(W.VERIFIED if line.verified else W.UNVERIFIED), "good" if line.verified else "doubt")
    head.addWidget(tag, 0, Qt.AlignmentFlag.AlignTop)
    column.addLayout(head)
    outcome = SignedWord(wrap=True)
    outcome.show_state(ANSWER_SIGNS[line.answer] if line.answer else INFO, line.outcome)
    column.addWidget(outcome)
    if line.edge:
        edge = SignedWord(wrap=True)
        edge.show_state(WARNING_TRIANGLE, W.EDGE)
        column.addWidget(edge)
    for number, step in enumerate(line.steps, 1):
        row = QHBoxLayout()
        row.setSpacing(8)
        count = PlainLabel(f"{number}", "soft")
        count.setMinimumWidth(14)
        row.addWidget(count, 0, Qt.AlignmentFlag.AlignTop)
        text = PlainLabel(words(step), wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(text, 1)
        column.addLayout(row)
    for source in line.sources:
        column.addWidget(PlainLabel(words(W.SOURCE, source=words(source)), "soft", wrap=True))
    if line.standing:
        column.addWidget(PlainLabel(words(line.standing), "soft", wrap=True))
    return frame
