"""What follows from the marks, point by point: result, reason, and the marks for and against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from evidence.labels import Label
from evidence.model.kinds import Result
from widgets import theme
from widgets.coverage.left import LeftBar
from widgets.keys import KeyTable
from widgets.language import current_language, tongue, words
from widgets.parts import SignedWord, card, clear_layout, scrolled
from widgets.plain import mnemonic_free, plain, tip
from widgets.signs import RESULT_SIGNS
from widgets.texts import MonoLabel, PlainLabel, SpokenLabel
from widgets.words import W


@dataclass(frozen=True, slots=True)
class MarkLink:
    """A mark that is cited."""

    id: UUID
    label: str


@dataclass(frozen=True, slots=True)
class ConclusionLine:
    """The conclusion about one point; `result` None: no mark is about it yet."""

    code: str
    label: Label
    critical: bool
    result: Result | None
    reason: Label | None = None
    marks_for: tuple[MarkLink, ...] = ()
    marks_against: tuple[MarkLink, ...] = ()
    missing: tuple[Label, ...] = ()
    marks_there: tuple[MarkLink, ...] = ()
    """Marks on a point that is asked no more: they support nothing, and are shown all the same."""


class ConclusionsPanel(QWidget):
    """The checklist with what the marks say about each of its points.

    Signals:
        mark_chosen(object): the UUID of the cited mark that was pressed.
    """

    mark_chosen = Signal(object)

    def __init__(self, keys: KeyTable, heading: bool = True, parent: QWidget | None = None) -> None:
        """Show no points yet. `heading`: a tab may say it already."""
        super().__init__(parent)
        self._lines: tuple[ConclusionLine, ...] = ()
        self._shown: list[ConclusionLine] = []
        """Those that have a card, in the order of the cards."""
        self.left = LeftBar(keys)
        self._counts = PlainLabel(tone="soft")
        self._only = QCheckBox()
        self._only.setChecked(True)
        self._only.toggled.connect(self._fill)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(6)
        self._scroll = scrolled(self._cards)
        head = QHBoxLayout()
        head.setSpacing(14)
        if heading:
            head.addWidget(SpokenLabel(W.CONCLUSIONS, "section"))
        head.addWidget(self._counts)
        head.addStretch(1)
        head.addWidget(self._only)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(6)
        page.addWidget(self.left)
        page.addLayout(head)
        page.addWidget(self._scroll, 1)
        tongue.language_changed.connect(self._fill)
        self._fill()

    def set_conclusions(self, lines: Sequence[ConclusionLine]) -> None:
        """Show these conclusions; the place one has scrolled to stays."""
        before, self._lines = self._lines, tuple(lines)
        if self._lines == before:
            return
        shown = self._to_show()
        if [line.code for line in shown] != [line.code for line in self._shown] or not shown:
            self._fill()
            return
        self._say_counts()
        for row, (old, new) in enumerate(zip(self._shown, shown, strict=True)):
            if old != new:
                item = self._cards.takeAt(row)
                if item is not None and (card := item.widget()) is not None:
                    card.hide()
                    card.setParent(None)
                    card.deleteLater()
                self._cards.insertWidget(row, self._card(new))
        self._shown = shown

    def show_all_points(self, shown: bool) -> None:
        """Show points without marks too, or not."""
        self._only.setChecked(not shown)

    def _to_show(self) -> list[ConclusionLine]:
        shown = (line for line in self._lines if line.result is not None or line.marks_there)
        return list(self._lines) if not self._only.isChecked() else list(shown)

    def _say_counts(self) -> None:
        marked = sum(line.result is not None for line in self._lines)
        total = sum(not line.marks_there for line in self._lines)
        self._counts.say(words(W.CONCLUSIONS_COUNTS, done=marked, total=total) if self._lines else "")

    def _fill(self) -> None:
        at = self._scroll.verticalScrollBar().value()
        clear_layout(self._cards)
        self._only.setText(words(W.ONLY_MARKED))
        self._say_counts()
        for part in (self, self._scroll):
            part.setAccessibleName(words(W.CONCLUSIONS))
        self._shown = self._to_show()
        if not self._shown:
            self._cards.addWidget(PlainLabel(words(W.CONCLUSIONS_EMPTY), "soft", wrap=True))
        for line in self._shown:
            self._cards.addWidget(self._card(line))
        self._scroll.verticalScrollBar().setValue(at)

    def _card(self, line: ConclusionLine) -> QFrame:
        frame = card()
        grid = QGridLayout(frame)
        grid.setContentsMargins(12, 8, 12, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        code = MonoLabel(plain(line.code, 20))
        code.setMinimumWidth(62)
        grid.addWidget(code, 0, 0, Qt.AlignmentFlag.AlignTop)
        first = words(line.label)
        second = line.label.en if current_language() == "zh" else line.label.zh
        name = PlainLabel(first, "heading", wrap=True)
        grid.addWidget(name, 0, 1)
        result = SignedWord()
        result.show_state(RESULT_SIGNS[line.result] if line.result else None, _result_label(line))
        grid.addWidget(result, 0, 2, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        under = PlainLabel(second, "soft", wrap=True, points=theme.POINT_SIZE - 1)
        grid.addWidget(under, 1, 1)
        if line.critical:
            grid.addWidget(SpokenLabel(W.CRITICAL, "section"), 1, 2, Qt.AlignmentFlag.AlignRight)
        row = 2
        if line.reason:
            reason = PlainLabel(words(line.reason), wrap=True)
            reason.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(reason, row, 1, 1, 2)
            row += 1
        for heading, links in (
            (W.MARKS_FOR, line.marks_for),
            (W.MARKS_AGAINST, line.marks_against),
            (W.MARKS, line.marks_there),
        ):
            if links:
                grid.addLayout(self._links(heading, links), row, 1, 1, 2)
                row += 1
        if line.missing:
            what = "; ".join(words(one) for one in line.missing)
            grid.addWidget(PlainLabel(words(W.MISSING_LINE, what=what), "doubt", wrap=True), row, 1, 1, 2)
        word = words(_result_label(line))
        frame.setAccessibleName(f"{line.code} {first}: {word}. {words(line.reason) if line.reason else ''}")
        return frame

    def _links(self, heading: Label, links: tuple[MarkLink, ...]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(PlainLabel(words(heading), "soft"))
        for link in links[:12]:
            button = QPushButton(mnemonic_free(plain(link.label, 24)))
            button.setFont(theme.mono(theme.POINT_SIZE - 1.5))
            button.setAccessibleName(words(W.GO_TO_MARK, mark=plain(link.label, 24)))
            button.setToolTip(tip(words(W.GO_TO_MARK, mark=link.label)))
            button.clicked.connect(lambda _checked=False, mark=link.id: self.mark_chosen.emit(mark))
            row.addWidget(button)
        if len(links) > 12:
            row.addWidget(PlainLabel(words(W.FILES_MORE, count=len(links) - 12), "soft"))
        row.addStretch(1)
        return row


def _result_label(line: ConclusionLine) -> Label:
    if line.marks_there:
        return W.POINT_GONE
    return line.result.label if line.result else W.NO_MARK_YET
