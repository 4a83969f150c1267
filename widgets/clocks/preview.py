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
from widgets.parts import clear_layout
from widgets.plain import plain
from widgets.texts import MonoLabel, PlainLabel
from widgets.theme import POINT_SIZE

MOST = 3
"""Marks listed; the others move alike."""


class ChangePreview(QWidget):
    """Beginning, marks and end with both times."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._sheet: ClockSheet | None = None
        self._after: Clock | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(1)
        self._grid.setColumnStretch(2, 1)
        tongue.language_changed.connect(self._fill)

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
        clear_layout(self._grid)
        if self._sheet is None:
            return
        grid, now, after = self._grid, self._sheet.clock, self._after
        for row, (name, at_us) in enumerate(self.rows()):
            before, then = now.wall(at_us), after.wall(at_us) if after else None
            moved = shift_text(us_between(before.at, then.at)) if before and then else ""
            grid.addWidget(PlainLabel(plain(name, 20)), 2 * row, 0)
            grid.addWidget(MonoLabel(format_time(at_us), POINT_SIZE - 1.5, tone="soft"), 2 * row, 1)
            grid.addWidget(MonoLabel(moment_text(before), POINT_SIZE - 1.5), 2 * row, 2)
            if after is not None:
                grid.addWidget(PlainLabel(f"→ {moved}" if moved else "→", "soft"), 2 * row + 1, 0, 1, 2)
                grid.addWidget(MonoLabel(moment_text(then), POINT_SIZE - 1.5), 2 * row + 1, 2)
        more = len(_spans(self._sheet.marks)) - MOST
        if more > 0:
            grid.addWidget(PlainLabel(words(C.MORE_MARKS, count=more), "soft"), 2 * MOST + 6, 0, 1, 3)


def _spans(marks: tuple[Mark, ...]) -> list[tuple[Mark, int]]:
    found = [(mark, mark.place.in_us) for mark in marks if isinstance(mark.place, Span) and not mark.withdrawn]
    return sorted(found, key=lambda pair: (pair[1], pair[0].label))
