"""Which column of a table holds what: guessed, remembered, or chosen by a person."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from evidence.timecode import MICROSECONDS
from evidence.transcripts.tables import Columns, Heading
from widgets.language import tongue, words
from widgets.parts import ArrowBox
from widgets.plain import plain
from widgets.texts import SpokenLabel
from widgets.transcript.words import R

NAMES = {
    "start": R.COLUMN_START,
    "end": R.COLUMN_END,
    "speaker": R.COLUMN_SPEAKER,
    "text": R.COLUMN_TEXT,
}
UNITS = ((None, R.UNIT_FOUND), (MICROSECONDS, R.UNIT_SECONDS), (1000, R.UNIT_MILLISECONDS))


class ColumnsField(QWidget):
    """A box for each thing that a column can hold.

    Signals:
        changed(): another column was chosen by hand.
    """

    changed = Signal()

    def __init__(self) -> None:
        """Offer no columns yet."""
        super().__init__()
        self._cells: tuple[str, ...] = ()
        self.boxes = {name: ArrowBox() for name in NAMES}
        self.unit = ArrowBox()
        self.unit.addItems(["" for _ in UNITS])
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        fields = [*((NAMES[name], box) for name, box in self.boxes.items()), (R.UNIT, self.unit)]
        for number, (label, box) in enumerate(fields):
            line, column = divmod(number, 2)
            grid.addWidget(SpokenLabel(label, "soft"), line, 2 * column)
            grid.addWidget(box, line, 2 * column + 1)
            box.activated.connect(lambda _: self.changed.emit())
            box.setSizeAdjustPolicy(ArrowBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(18)
        grid.setColumnStretch(4, 1)
        tongue.language_changed.connect(self._speak)
        self._speak()

    def offer(self, heading: Heading, remembered: Columns | None) -> None:
        """Offer the columns of a table, and choose those of last time or those that were guessed."""
        self._cells = heading.cells
        taken = remembered or heading.guessed
        for name, box in self.boxes.items():
            box.clear()
            box.addItems(["" for _ in range(len(self._cells) + 1)])
            number: int | None = getattr(taken, name) if taken else None
            box.setCurrentIndex(0 if number is None or number >= len(self._cells) else number + 1)
        self.unit.setCurrentIndex(max(0, [us for us, _ in UNITS].index(taken.unit_us) if taken else 0))
        self._speak()

    def columns(self) -> Columns | None:
        """What is chosen; None where begin or words have no column."""
        chosen = {name: box.currentIndex() - 1 for name, box in self.boxes.items()}
        if not self._cells or chosen["start"] < 0 or chosen["text"] < 0:
            return None
        end, speaker = (chosen[name] if chosen[name] >= 0 else None for name in ("end", "speaker"))
        return Columns(chosen["start"], chosen["text"], end, speaker, UNITS[self.unit.currentIndex()][0])

    def _speak(self) -> None:
        for name, box in self.boxes.items():
            box.setAccessibleName(words(NAMES[name]))
            for row in range(box.count()):
                cell = plain(self._cells[row - 1], 40) if row else ""
                box.setItemText(row, words(R.COLUMN_NAME, number=row, heading=cell) if row else words(R.COLUMN_NONE))
        self.unit.setAccessibleName(words(R.UNIT))
        for row, (_, label) in enumerate(UNITS):
            self.unit.setItemText(row, words(label))
