"""The second row below a single recording: leafing, loop, display, and the level of the sound."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from widgets.keys import KeyTable
from widgets.language import tongue, words
from widgets.parts import SpokenButton
from widgets.plain import tip
from widgets.player.adjust import AdjustBar
from widgets.player.meter import Level, LevelMeter, loudness_words
from widgets.quality.words import Q
from widgets.texts import MonoLabel, PlainLabel
from widgets.together.words import T

FIGURES_EVERY = 8
"""Figures that change with every move of the bar cannot be read."""


class StageBar(QWidget):
    """Buttons say the same action ids as the keys.

    Signals:
        wished(str): previous_stop next_stop loop.
        adjusted(object): an Adjustment: brightness and contrast for the eye alone.
    """

    wished = Signal(str)
    adjusted = Signal(object)

    def __init__(self, keys: KeyTable, parent: QWidget | None = None) -> None:
        """Start with nothing to play."""
        super().__init__(parent)
        self.previous = SpokenButton(T.PREVIOUS_STOP, keys.shown("previous_stop"), role="quiet")
        self.next = SpokenButton(T.NEXT_STOP, keys.shown("next_stop"), role="quiet")
        self.loop = SpokenButton(T.LOOP, keys.shown("loop"), role="quiet")
        self.loop.setCheckable(True)
        self.display = SpokenButton(T.DISPLAY, role="quiet")
        self.adjust, self.meter = AdjustBar(), LevelMeter()
        self._figures, self._loudness = MonoLabel(), PlainLabel(tone="soft")
        self._updates = 0
        self._relative: int | None = None
        self._measured = False
        self._popup = QFrame(self, Qt.WindowType.Popup)
        self._popup.setProperty("role", "card")
        QVBoxLayout(self._popup).addWidget(self.adjust)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 6, 3)
        row.setSpacing(4)
        for button, action in ((self.previous, "previous_stop"), (self.next, "next_stop"), (self.loop, "loop")):
            button.clicked.connect(lambda _=False, wish=action: self.wished.emit(wish))
        for button in (self.previous, self.next, self.loop, self.display):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys with the player
            row.addWidget(button)
        row.addSpacing(8)
        row.addWidget(self.meter, 1)
        row.addWidget(self._figures)
        row.addWidget(self._loudness)
        self.display.clicked.connect(self._open)
        self.adjust.changed.connect(self.adjusted)
        tongue.language_changed.connect(self._speak)
        self.set_senses(False, False)

    def set_senses(self, pictures: bool, sound: bool) -> None:
        """Whether the recording has pictures, and sound."""
        for button in (self.previous, self.next, self.loop):
            button.setEnabled(pictures or sound)
        self.display.setEnabled(pictures)
        for part in (self.meter, self._figures, self._loudness):
            part.setVisible(sound)
        self.meter.put_out()
        self.set_level(None)
        self.set_loudness(False, None)
        self.set_looping(False)

    def set_looping(self, looping: bool) -> None:
        """Show whether in to out is played again and again."""
        self.loop.setChecked(looping)

    def set_level(self, level: Level | None) -> None:
        """Show what is heard; None: nothing plays."""
        if level is None:
            self.meter.be_silent()
            self._updates = 0
        else:
            self.meter.set_level(level)
            self._updates += 1
        if self._updates % FIGURES_EVERY <= (level is not None):
            self._figures.setText(self.meter.figures())

    def set_loudness(self, measured: bool, relative: int | None) -> None:
        """How loud this place is, in LU from what is usual in the recording; None: there is nothing to compare."""
        if (measured, relative) != (self._measured, self._relative) or not self._loudness.text():
            self._measured, self._relative = measured, relative
            self._speak()

    def _open(self) -> None:
        self._popup.adjustSize()
        self._popup.move(self.display.mapToGlobal(QPoint(0, -self._popup.sizeHint().height())))
        self._popup.show()
        self.adjust.brightness.setFocus()

    def _speak(self) -> None:
        short, said = loudness_words(self._measured, self._relative)
        self._loudness.say(short)
        self._loudness.setToolTip(tip(said))
        self._loudness.setAccessibleName(said)
        self.meter.say_about(words(Q.LEVEL), said)
        self._figures.setAccessibleName(words(Q.LEVEL))
