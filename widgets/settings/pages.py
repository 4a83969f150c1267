"""The short pages of the settings: speeds and jumps, language and look, the readable picture."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QRadioButton, QSpinBox, QVBoxLayout, QWidget

from evidence.labels import Label
from widgets.language import current_language, tongue, words
from widgets.parts import ArrowBox
from widgets.settings.words import P
from widgets.texts import SpokenLabel
from widgets.theme import Appearance

OFFERED = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
JUMPS_S = (0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 15.0, 30.0, 60.0)
TALLEST_PX = 1080


class Page(QWidget):
    """A page of some headed parts below each other."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)

    def head(self, label: Label, note: Label | None = None, **values: object) -> None:
        """Begin another part, with what it is for."""
        if self.column.count():
            self.column.addSpacing(14)
        self.column.addWidget(SpokenLabel(label, "section"))
        if note is not None:
            self.column.addWidget(SpokenLabel(note.filled(**values), "soft", wrap=True))

    def row(self, *widgets: QWidget) -> None:
        """Widgets beside each other."""
        row = QHBoxLayout()
        row.setSpacing(14)
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        self.column.addLayout(row)


class SpeedsPage(Page):
    """Which speeds there are, and how far a jump goes.

    Signals:
        speeds_chosen(object): the tuple of speeds, in rising order.
        jump_chosen(float): seconds.
    """

    speeds_chosen = Signal(object)
    jump_chosen = Signal(float)

    def __init__(self, speeds: Sequence[float], jump_s: float) -> None:
        """Show what is in use; speeds and lengths that are not offered otherwise are offered too."""
        super().__init__()
        self.boxes = {speed: QCheckBox(f"{speed:g}×") for speed in sorted({*OFFERED, *speeds})}
        self.head(P.LADDER, P.LADDER_NOTE)
        for begin in range(0, len(self.boxes), 6):
            self.row(*list(self.boxes.values())[begin : begin + 6])
        for speed, box in self.boxes.items():
            box.setMinimumWidth(72)
            box.setChecked(speed in speeds or speed == 1.0)
            box.setEnabled(speed != 1.0)
            box.toggled.connect(self._tell)
        self.jump = ArrowBox()
        self._jumps = sorted({*JUMPS_S, jump_s})
        self.jump.addItems([""] * len(self._jumps))
        self.jump.setMinimumWidth(110)
        self.head(P.JUMP, P.JUMP_NOTE)
        self.row(self.jump)
        self.column.addStretch(1)
        self._speak()
        self.jump.setCurrentIndex(self._jumps.index(jump_s))
        self.jump.activated.connect(lambda row: self.jump_chosen.emit(self._jumps[row]))
        tongue.language_changed.connect(self._speak)

    def _tell(self) -> None:
        self.speeds_chosen.emit(tuple(speed for speed, box in self.boxes.items() if box.isChecked()))

    def _speak(self) -> None:
        for speed, box in self.boxes.items():
            box.setAccessibleName(f"{words(P.LADDER)}: {speed:g}×")
        for row, seconds in enumerate(self._jumps):
            self.jump.setItemText(row, words(P.SECONDS, seconds=f"{seconds:g}"))
        self.jump.setAccessibleName(words(P.JUMP))


class LookPage(Page):
    """The language, and light or dark; both hold at once.

    Signals:
        language_chosen(str): "en" or "zh".
        appearance_chosen(object): an Appearance.
    """

    language_chosen = Signal(str)
    appearance_chosen = Signal(object)

    def __init__(self, appearance: Appearance) -> None:
        """Show what is in use."""
        super().__init__()
        self.languages = {"en": QRadioButton(P.ENGLISH.en), "zh": QRadioButton(P.CHINESE.zh)}
        self.appearances = {one: QRadioButton() for one in Appearance}
        self.head(P.LANGUAGE, P.LANGUAGE_NOTE)
        self.row(*self.languages.values())
        self.head(P.LOOK_OF)
        self.row(*self.appearances.values())
        self.column.addStretch(1)
        for buttons in (list(self.languages.values()), list(self.appearances.values())):
            group = QButtonGroup(self)
            for button in buttons:
                group.addButton(button)
        self.appearances[appearance].setChecked(True)
        self._speak()
        for code, button in self.languages.items():
            button.toggled.connect(lambda on, own=code: self._language(own, on))
        for one, button in self.appearances.items():
            button.toggled.connect(lambda on, own=one: self._appearance(own, on))
        tongue.language_changed.connect(self._speak)

    def _language(self, code: str, on: bool) -> None:
        if on and code != current_language():
            self.language_chosen.emit(code)

    def _appearance(self, one: Appearance, on: bool) -> None:
        if on:
            self.appearance_chosen.emit(one)

    def _speak(self) -> None:
        self.languages[current_language()].setChecked(True)
        for button in self.languages.values():
            button.setAccessibleName(f"{words(P.LANGUAGE)}: {button.text()}")
        for one, button in self.appearances.items():
            button.setText(words(one.label))
            button.setAccessibleName(f"{words(P.LOOK_OF)}: {button.text()}")


class SizePage(Page):
    """From which height on a picture counts as seen.

    Signals:
        chosen(int): pixels.
    """

    chosen = Signal(int)

    def __init__(self, height_px: int, floor_px: int) -> None:
        """Show the height in use; `floor_px` is the least that can be chosen."""
        super().__init__()
        self.height_box = QSpinBox()
        self.height_box.setRange(floor_px, max(TALLEST_PX, height_px))
        self.height_box.setSingleStep(10)
        self.height_box.setValue(height_px)
        self.height_box.setKeyboardTracking(False)
        self.height_box.setCorrectionMode(QSpinBox.CorrectionMode.CorrectToNearestValue)
        self.height_box.setMinimumWidth(120)
        self.height_box.lineEdit().setTextMargins(5, 0, 5, 0)
        self.head(P.LEAST, P.LEAST_NOTE, floor=floor_px)
        self.row(self.height_box)
        self.column.addStretch(1)
        self._speak()
        self.height_box.valueChanged.connect(self.chosen)
        tongue.language_changed.connect(self._speak)

    def _speak(self) -> None:
        self.height_box.setSuffix(words(P.PIXELS))
        self.height_box.setAccessibleName(words(P.LEAST))
