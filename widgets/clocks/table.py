"""A clock line by line, beside what it would be after the change."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from evidence.labels import Label
from evidence.model.recording import Clock
from widgets.clocks.telling import doubt_text, moment_text, ppm_text, state_text
from widgets.clocks.words import C
from widgets.language import tongue, words
from widgets.texts import PlainLabel, SpokenLabel
from widgets.times import seconds_text

LINES = (C.START, C.OFFSET, C.DRIFT, C.DOUBT, C.KNOWN_BY, C.STATE)


class ClockTable(QWidget):
    """What a recording stands on now, and after."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show no clock yet."""
        super().__init__(parent)
        self._now: Clock | None = None
        self._after: Clock | None = None
        self._cells: list[tuple[PlainLabel, PlainLabel]] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        grid.addWidget(SpokenLabel(C.NOW, "heading"), 0, 1)
        grid.addWidget(SpokenLabel(C.AFTER, "heading"), 0, 2)
        for row, name in enumerate(LINES, 1):
            now, after = PlainLabel(wrap=True), PlainLabel(wrap=True)
            grid.addWidget(SpokenLabel(name, "soft", wrap=True), row, 0)
            grid.addWidget(now, row, 1)
            grid.addWidget(after, row, 2)
            self._cells.append((now, after))
        tongue.language_changed.connect(self._speak)

    def show_clocks(self, now: Clock, after: Clock | None) -> None:
        """Show a clock, and what it would become; None: nothing was chosen yet."""
        self._now, self._after = now, after
        self._speak()

    def line(self, name: Label) -> tuple[str, str]:
        """What a line says of now and after."""
        now, after = self._cells[LINES.index(name)]
        return now.text(), after.text()

    def _speak(self) -> None:
        if self._now is None:
            return
        told = _told(self._now)
        later = _told(self._after) if self._after is not None else [""] * len(told)
        for (now, after), text, other in zip(self._cells, told, later, strict=True):
            now.say(text)
            after.say(other)
            after.set_tone("heading" if other != text else "soft")
        for cell, clock in zip(self._cells[-1], (self._now, self._after), strict=True):
            if clock is not None:
                cell.set_tone("good" if clock.checked else "doubt")
        pairs = (f"{words(name)}: {text}" for name, text in zip(LINES, told, strict=True))
        self.setAccessibleName("; ".join(pairs))


def _told(clock: Clock) -> list[str]:
    known = clock.start is not None
    offset = words(C.SECONDS, seconds=seconds_text(clock.offset_us, sign=True))
    drift = words(C.PPM, ppm=ppm_text(clock.drift_ppb, sign=True)) if clock.drift_ppb else words(C.NO_DRIFT)
    return [
        moment_text(clock.start),
        offset if known else "–",
        drift if known else "–",
        doubt_text(clock.uncertainty_us) if known else "–",
        words(clock.method.label),
        state_text(clock),
    ]
