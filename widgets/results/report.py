"""What a check found: every question with its answer, its reason, and the files it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from evidence.labels import Label
from evidence.model.kinds import Answer
from widgets import theme
from widgets.keys import KeyTable
from widgets.language import tongue, words
from widgets.parts import SignedWord, SpokenButton, card, clear_layout
from widgets.plain import plain
from widgets.signs import ANSWER_SIGNS
from widgets.texts import ElidedLabel, MonoLabel, PlainLabel, SpokenLabel
from widgets.words import W

MOST_FILES = 6
"""File names shown per check; all of them are in the copied report."""


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check: its stable name, the answer, why, and the files it is about."""

    name: str
    answer: Answer
    reason: Label
    files: tuple[str, ...] = ()


class ReportView(QWidget):
    """The checks of one report, the grave ones first, with the verdict over all of them.

    Signals:
        copied(str): the report was put on the clipboard as text.
    """

    copied = Signal(str)

    def __init__(self, keys: KeyTable | None = None, parent: QWidget | None = None) -> None:
        """Show that nothing was checked yet."""
        super().__init__(parent)
        self._keys = keys or KeyTable()
        self._title: Label = W.REPORT
        self._verdict = Answer.CANNOT_TELL
        self._checks: tuple[CheckLine, ...] = ()
        self._heading = SpokenLabel(W.REPORT, "title")
        self._word = SignedWord()
        self._counts = PlainLabel(tone="soft")
        self._copy = SpokenButton(W.REPORT_COPY)
        self._copy.clicked.connect(self.copy)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 6, 0)
        column.addLayout(self._lines)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self._heading)
        head.addWidget(self._word)
        head.addWidget(self._counts)
        head.addStretch(1)
        head.addWidget(self._copy)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(10)
        page.addLayout(head)
        page.addWidget(scroll, 1)
        tongue.language_changed.connect(self._fill)
        self._fill()

    def show_report(self, title: Label, verdict: Answer, checks: Sequence[CheckLine]) -> None:
        """Show the checks of what `title` names, and the verdict that follows from them."""
        order = list(Answer)
        rank = {Answer.FAILED: 0, Answer.CANNOT_TELL: 1, Answer.PASSED: 2}
        self._title, self._verdict = title, verdict
        self._checks = tuple(sorted(checks, key=lambda check: rank.get(check.answer, len(order))))
        self._fill()

    def text(self) -> str:
        """The whole report as plain text."""
        lines = [f"{words(self._title)}: {words(self._verdict.label)}"]
        for check in self._checks:
            lines.append(f"[{words(check.answer.label)}] {plain(check.name)}: {plain(words(check.reason))}")
            lines += [f"    {plain(name)}" for name in check.files]
        return "\n".join(lines)

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self.text())
        self.copied.emit(self.text())

    def _fill(self) -> None:
        clear_layout(self._lines)
        self._heading.speak(self._title)
        shown = bool(self._checks)
        self._word.setVisible(shown)
        self._counts.setVisible(shown)
        self._copy.setEnabled(shown)
        self.setAccessibleName(words(self._title))
        if not shown:
            key = self._keys.shown("check")
            self._lines.addWidget(PlainLabel(words(W.REPORT_EMPTY, key=key), "soft", wrap=True))
            return
        self._word.show_state(ANSWER_SIGNS[self._verdict], self._verdict.label)
        count = {answer: sum(check.answer is answer for check in self._checks) for answer in Answer}
        passed, failed, unknown = (count[one] for one in (Answer.PASSED, Answer.FAILED, Answer.CANNOT_TELL))
        self._counts.say(words(W.REPORT_COUNTS, passed=passed, failed=failed, unknown=unknown))
        for check in self._checks:
            self._lines.addWidget(_line(check))


def _line(check: CheckLine) -> QFrame:
    frame = card()
    frame.setAccessibleName(f"{words(check.answer.label)}: {plain(check.name)}: {plain(words(check.reason))}")
    grid = QGridLayout(frame)
    grid.setContentsMargins(12, 8, 12, 8)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(2, 1)
    word = SignedWord()
    word.show_state(ANSWER_SIGNS[check.answer], check.answer.label)
    word.setMinimumWidth(112)
    grid.addWidget(word, 0, 0, Qt.AlignmentFlag.AlignTop)
    name = MonoLabel(plain(check.name, 60), theme.POINT_SIZE - 1)
    name.setMinimumWidth(120)
    grid.addWidget(name, 0, 1, Qt.AlignmentFlag.AlignTop)
    reason = PlainLabel(words(check.reason), wrap=True)
    reason.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    grid.addWidget(reason, 0, 2)
    for row, text in enumerate(check.files[:MOST_FILES], 1):
        grid.addWidget(ElidedLabel(text, "soft", Qt.TextElideMode.ElideMiddle, points=9, mono=True), row, 2)
    if len(check.files) > MOST_FILES:
        more = words(W.FILES_MORE, count=len(check.files) - MOST_FILES)
        grid.addWidget(PlainLabel(more, "soft"), MOST_FILES + 1, 2)
    return frame
