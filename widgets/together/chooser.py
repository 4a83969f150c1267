"""Which recordings play together: a tick for each, as long as there is room for its picture."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from widgets.parts import clear_layout
from widgets.plain import mnemonic_free, plain, tip
from widgets.texts import SpokenLabel
from widgets.together.words import T

MOST_PICTURES = 4
BOX_PX = 26
"""The tick and the room before its words."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A recording that can be chosen."""

    exhibit: UUID
    label: str
    title: str
    has_picture: bool


class _NarrowBox(QCheckBox):
    """A tick whose words are cut with … where they do not fit: a long title makes nothing wider."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._whole = plain(text, 120)
        self.setToolTip(tip(text))
        self.setAccessibleName(self._whole)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText(mnemonic_free(self._whole))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - BOX_PX
        cut = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(room, 24))
        self.setText(mnemonic_free(cut))


class TrackChooser(QWidget):
    """A tick for every recording of the case.

    Signals:
        chosen(object): the UUIDs that are ticked now, in order (tuple).
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without recordings."""
        super().__init__(parent)
        self._boxes: list[tuple[Choice, QCheckBox]] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        self._sentence = SpokenLabel(T.CHOOSE, "soft", wrap=True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 4)
        whole.addWidget(SpokenLabel(T.RECORDINGS, "heading"))
        whole.addWidget(self._sentence)
        whole.addLayout(self._column)

    def set_choices(self, choices: Sequence[Choice], ticked: Collection[UUID]) -> None:
        """Offer these, of which `ticked` are chosen."""
        clear_layout(self._column)
        self._boxes = []
        for choice in choices:
            box = _NarrowBox(f"{choice.label}  {choice.title}")
            box.setChecked(choice.exhibit in ticked)
            box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            box.clicked.connect(self._say)
            self._boxes.append((choice, box))
            self._column.addWidget(box)
        self._hold()

    @property
    def ticked(self) -> tuple[UUID, ...]:
        """What is chosen, in order."""
        return tuple(choice.exhibit for choice, box in self._boxes if box.isChecked())

    def _say(self) -> None:
        self._hold()
        self.chosen.emit(self.ticked)

    def _hold(self) -> None:
        """No more than four pictures."""
        self._sentence.speak(T.CHOOSE if self._boxes else T.NOTHING)
        self._sentence.setVisible(not self.ticked)
        full = sum(choice.has_picture and box.isChecked() for choice, box in self._boxes) >= MOST_PICTURES
        for choice, box in self._boxes:
            box.setEnabled(box.isChecked() or not (full and choice.has_picture))
