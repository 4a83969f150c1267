"""The short pages of the settings: speeds and jumps, language and look, what counts as seen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QButtonGroup,
    QCheckBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from evidence.labels import Label
from widgets.language import current_language, tongue, words
from widgets.parts import ArrowBox, SpokenButton
from widgets.settings.words import P
from widgets.texts import SpokenLabel
from widgets.theme import Appearance

OFFERED = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
JUMPS_S = (0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 15.0, 30.0, 60.0)
TALLEST_PX = 1080
LONGEST_PAGE_PX = 2000
LONGEST_LOOK_S = 30.0


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
        words_wished(): a file with corrected Chinese words shall be chosen.
        own_words_wished(): the program's own words are wished.
    """

    language_chosen = Signal(str)
    appearance_chosen = Signal(object)
    words_wished = Signal()
    own_words_wished = Signal()

    def __init__(self, appearance: Appearance) -> None:
        """Show what is in use."""
        super().__init__()
        self.languages = {"en": QRadioButton(P.ENGLISH.en), "zh": QRadioButton(P.CHINESE.zh)}
        self.appearances = {one: QRadioButton() for one in Appearance}
        self.head(P.LANGUAGE, P.LANGUAGE_NOTE)
        self.row(*self.languages.values())
        self.head(P.LOOK_OF)
        self.row(*self.appearances.values())
        self.choose_words, self.own_words = SpokenButton(P.CHOOSE_WORDS), SpokenButton(P.OWN_WORDS)
        self._words_file = SpokenLabel(P.NO_WORDS_FILE, wrap=True)
        self._trouble = SpokenLabel(None, "doubt", wrap=True)
        self.head(P.WORDS, P.WORDS_NOTE)
        self.column.addWidget(self._words_file)
        self.row(self.choose_words, self.own_words)
        self.column.addWidget(self._trouble)
        self.column.addStretch(1)
        for spoken, wish in ((self.choose_words, self.words_wished), (self.own_words, self.own_words_wished)):
            spoken.setAutoDefault(False)
            spoken.clicked.connect(wish)
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

    def show_words(self, file: Path | None) -> None:
        """Say where corrected words are taken from; None: from nowhere."""
        self.own_words.setEnabled(file is not None)
        self._words_file.speak(P.WORDS_FILE.filled(file=file) if file else P.NO_WORDS_FILE)
        self._trouble.speak(None)

    def say(self, trouble: Label) -> None:
        """Say why a file of words is not used."""
        self._trouble.speak(trouble)

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
    """From which height on a picture counts as seen, and from which size and time on a page counts as shown.

    Signals:
        chosen(int): the height of a picture, in pixels.
        page_chosen(int): the length of a page's longer side, in pixels.
        look_chosen(int): how long each part of a page has to be on screen, in milliseconds.
    """

    chosen = Signal(int)
    page_chosen = Signal(int)
    look_chosen = Signal(int)

    def __init__(self, picture: tuple[int, int], page: tuple[int, int], look: tuple[int, int]) -> None:
        """Show what is in use; each with the least that can be chosen. `look` is in milliseconds."""
        super().__init__()
        self.height_box = _number_box(*picture, TALLEST_PX, 10)
        self.page_box = _number_box(*page, LONGEST_PAGE_PX, 50)
        self.look_box = _seconds_box(*look)
        self.head(P.LEAST, P.LEAST_NOTE, floor=picture[1])
        self.row(self.height_box)
        self.head(P.LEAST_PAGE, P.LEAST_PAGE_NOTE, floor=page[1])
        self.row(self.page_box)
        self.head(P.LEAST_LOOK, P.LEAST_LOOK_NOTE, floor=f"{look[1] / 1000:g}")
        self.row(self.look_box)
        self.column.addStretch(1)
        self._speak()
        self.height_box.valueChanged.connect(self.chosen)
        self.page_box.valueChanged.connect(self.page_chosen)
        self.look_box.valueChanged.connect(lambda seconds: self.look_chosen.emit(round(seconds * 1000)))
        tongue.language_changed.connect(self._speak)

    def _speak(self) -> None:
        for box, name, unit in (
            (self.height_box, P.LEAST, P.PIXELS),
            (self.page_box, P.LEAST_PAGE, P.PIXELS),
            (self.look_box, P.LEAST_LOOK, P.SECONDS_UNIT),
        ):
            box.setSuffix(words(unit))
            box.setAccessibleName(words(name))


def _number_box(value: int, least: int, most: int, step: int) -> QSpinBox:
    box = QSpinBox()
    box.setRange(least, max(most, value))
    box.setSingleStep(step)
    box.setValue(value)
    _dress(box)
    return box


def _seconds_box(value_ms: int, least_ms: int) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setDecimals(1)
    box.setRange(least_ms / 1000, max(LONGEST_LOOK_S, value_ms / 1000))
    box.setSingleStep(0.5)
    box.setValue(value_ms / 1000)
    _dress(box)
    return box


def _dress(box: QAbstractSpinBox) -> None:
    box.setKeyboardTracking(False)
    box.setCorrectionMode(QAbstractSpinBox.CorrectionMode.CorrectToNearestValue)
    box.setMinimumWidth(120)
    box.lineEdit().setTextMargins(5, 0, 5, 0)
