"""Where the marks of a recording stand on the wall clock before and after; the marks themselves stay."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from evidence.model.mark import Mark, Span
from evidence.model.recording import Clock
from evidence.timecode import format_time, us_between
from widgets.clocks.telling import moment_text, shift_text
from widgets.clocks.values import ClockSheet
from widgets.clocks.words import C
from widgets.language import tongue, words
from widgets.plain import plain
from widgets.texts import MonoLabel, PlainLabel
from widgets.theme import POINT_SIZE

MOST = 3
"""Marks listed; the others move alike."""


class _Line:
    """One place with both of its times. Made once: a new one at every key pressed would be felt."""

    def __init__(self, grid: QGridLayout, row: int) -> None:
        size = POINT_SIZE - 1.5
        self.name, self.moved = PlainLabel(), PlainLabel(tone="soft")
        self.at, self.before = MonoLabel(points=size, tone="soft"), MonoLabel(points=size)
        self.after = MonoLabel(points=size)
        grid.addWidget(self.name, 2 * row, 0)
        grid.addWidget(self.at, 2 * row, 1)
        grid.addWidget(self.before, 2 * row, 2)
        grid.addWidget(self.moved, 2 * row + 1, 0, 1, 2)
        grid.addWidget(self.after, 2 * row + 1, 2)

    def show(self, name: str, at_us: int, now: Clock, after: Clock | None) -> None:
        before, then = now.wall(at_us), after.wall(at_us) if after else None
        moved = shift_text(us_between(before.at, then.at)) if before and then else ""
        self.name.say(plain(name, 20))
        self.at.say(format_time(at_us))
        self.before.say(moment_text(before))
        self.moved.say(f"→ {moved}")
        self.after.say(moment_text(then))
        for label in (self.name, self.at, self.before):
            label.show()
        for label in (self.moved, self.after):
            label.setVisible(after is not None)

    def hide(self) -> None:
        for label in (self.name, self.at, self.before, self.moved, self.after):
            label.hide()


class ChangePreview(QWidget):
    """Beginning, marks and end with both times."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._sheet: ClockSheet | None = None
        self._after: Clock | None = None
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(1)
        grid.setColumnStretch(2, 1)
        self._lines = [_Line(grid, row) for row in range(MOST + 2)]
        self._more = PlainLabel(tone="soft")
        grid.addWidget(self._more, 2 * len(self._lines), 0, 1, 3)
        tongue.language_changed.connect(self._fill)
        self._fill()

    def show_change(self, sheet: ClockSheet, after: Clock | None) -> None:
        """Show what a clock would do to the times of a recording."""
        self._sheet, self._after = sheet, after
        self._fill()

    def rows(self) -> list[tuple[str, int]]:
        """What is listed: a name and its recording time."""
        if self._sheet is None:
            return []
        marks = _spans(self._sheet.marks)
        listed = [(words(C.FIRST_FRAME), 0), *((mark.label, at) for mark, at in marks[:MOST])]
        return [*listed, (words(C.LAST_FRAME), self._sheet.exhibit.recording.facts.duration_us)]

    def _fill(self) -> None:
        sheet, rows = self._sheet, self.rows()
        for line in self._lines[len(rows) :]:
            line.hide()
        if sheet is not None:
            for line, (name, at_us) in zip(self._lines, rows, strict=False):
                line.show(name, at_us, sheet.clock, self._after)
        more = len(_spans(sheet.marks)) - MOST if sheet else 0
        self._more.say(words(C.MORE_MARKS, count=more) if more > 0 else "")
        self._more.setVisible(more > 0)


def _spans(marks: tuple[Mark, ...]) -> list[tuple[Mark, int]]:
    found = [(mark, mark.place.in_us) for mark in marks if isinstance(mark.place, Span) and not mark.withdrawn]
    return sorted(found, key=lambda pair: (pair[1], pair[0].label))
