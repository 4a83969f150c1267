"""One to four pictures side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QStackedLayout, QWidget

from evidence.labels import Label
from widgets.parts import clear_layout
from widgets.player.adjust import Adjustment
from widgets.texts import SpokenLabel
from widgets.together.cell import PictureCell
from widgets.together.values import TrackLine
from widgets.together.words import T


class PictureGrid(QWidget):
    """The pictures of all recordings that have some.

    Signals:
        activated(str): the recording that was clicked.
        sized(str, int, int): a picture has room for so many device pixels.
    """

    activated = Signal(str)
    sized = Signal(str, int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with the sentence that says what to do."""
        super().__init__(parent)
        self._cells: dict[str, PictureCell] = {}
        self._adjustment = Adjustment()
        self._sentence = SpokenLabel(T.CHOOSE, wrap=True, points=12)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence.setProperty("role", "stage")
        self._sentence.setContentsMargins(24, 24, 24, 24)
        self._sentence.set_colour("STAGE_INK")
        self._held = QWidget()
        self._grid = QGridLayout(self._held)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._sentence)
        self._stack.addWidget(self._held)
        self.setMinimumSize(320, 180)

    @property
    def cells(self) -> Mapping[str, PictureCell]:
        """The cells by key."""
        return dict(self._cells)

    def set_tracks(self, lines: Sequence[TrackLine]) -> None:
        """Show these recordings; those without pictures are left out."""
        clear_layout(self._grid)
        self._cells = {}
        seen = [line for line in lines if line.has_picture]
        columns = 1 if len(seen) < 2 else 2
        for number, line in enumerate(seen):
            cell = PictureCell(line)
            cell.set_adjustment(self._adjustment)
            cell.activated.connect(self.activated)
            cell.sized.connect(self.sized)
            row, column = divmod(number, columns)
            alone = number == len(seen) - 1 and column == 0 and columns == 2
            self._grid.addWidget(cell, row, column, 1, 2 if alone else 1)
            self._cells[line.key] = cell
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for row in range(2):
            self._grid.setRowStretch(row, 1 if row * columns < len(seen) else 0)
        self._stack.setCurrentWidget(self._held if seen else self._sentence)

    def say(self, sentence: Label) -> None:
        """Say this while there are no pictures."""
        self._sentence.speak(sentence)

    def set_active(self, key: str) -> None:
        """Show where marks go."""
        for own, cell in self._cells.items():
            cell.set_active(own == key)

    def set_adjustment(self, adjustment: Adjustment) -> None:
        """Show all of them lighter, darker, stronger: for the eye alone."""
        self._adjustment = adjustment
        for cell in self._cells.values():
            cell.set_adjustment(adjustment)
