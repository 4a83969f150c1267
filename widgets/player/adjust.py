"""Brightness and contrast for the eye alone: what is shown changes, nothing that is kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSlider, QWidget

from widgets.language import tongue, words
from widgets.parts import SpokenButton
from widgets.plain import tip
from widgets.texts import SpokenLabel
from widgets.together.words import T

MOST = 100
DOUBLE = 50
"""So much more contrast doubles the distance to middle grey."""


@dataclass(frozen=True)
class Adjustment:
    """Both from -100 to 100; 0 changes nothing."""

    brightness: int = 0
    contrast: int = 0

    @property
    def neutral(self) -> bool:
        """Whether nothing changes."""
        return self.brightness == 0 and self.contrast == 0

    @cached_property
    def _table(self) -> bytes:
        factor = 2 ** (self.contrast / DOUBLE)
        lift = self.brightness * 1.28
        return bytes(min(max(round((value - 127.5) * factor + 127.5 + lift), 0), 255) for value in range(256))

    def applied(self, rgb: bytes) -> bytes:
        """Other bytes for the screen; the bytes that came stay as they are."""
        return rgb if self.neutral else rgb.translate(self._table)


class AdjustBar(QWidget):
    """Two sliders and the words that say what they do not do.

    Signals:
        changed(object): an Adjustment.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with nothing changed."""
        super().__init__(parent)
        self.brightness, self.contrast = self._slider(), self._slider()
        self.reset = SpokenButton(T.RESET, role="quiet")
        self.reset.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._heading = SpokenLabel(T.DISPLAY_ONLY, "soft", wrap=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        grid.addWidget(self._heading, 0, 0, 1, 2)
        grid.addWidget(self.reset, 0, 2)
        for row, (label, slider) in enumerate(((T.BRIGHTNESS, self.brightness), (T.CONTRAST, self.contrast)), 1):
            grid.addWidget(SpokenLabel(label), row, 0)
            grid.addWidget(slider, row, 1, 1, 2)
        grid.setColumnStretch(1, 1)
        self.reset.clicked.connect(self.clear)
        tongue.language_changed.connect(self._speak)
        self._speak()

    @property
    def adjustment(self) -> Adjustment:
        """What is set."""
        return Adjustment(self.brightness.value(), self.contrast.value())

    def clear(self) -> None:
        """Change nothing any more."""
        self.brightness.setValue(0)
        self.contrast.setValue(0)

    def _slider(self) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(-MOST, MOST)
        slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        slider.valueChanged.connect(self._changed)
        return slider

    def _changed(self) -> None:
        self.reset.setEnabled(not self.adjustment.neutral)
        self.changed.emit(self.adjustment)

    def _speak(self) -> None:
        self.setToolTip(tip(words(T.DISPLAY_NOTE)))
        self.brightness.setAccessibleName(words(T.BRIGHTNESS))
        self.contrast.setAccessibleName(words(T.CONTRAST))
        self.reset.setEnabled(not self.adjustment.neutral)
