"""Codec, rate and channels of sound without a header, each choice with a picture of what comes of it.

Speech stands out from silence in its waveform; read in a wrong way the same bytes fill the whole height like noise.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from widgets import theme
from widgets.forms.words import CHANNELS, CODECS, EXPLAIN, LEAVE, LISTEN, NO_DEVICE, NO_SOUND, RATE, READ, STOP, TITLE
from widgets.language import tongue, words
from widgets.parts import SpokenButton
from widgets.texts import PlainLabel, SpokenLabel

FIXED = {"g722": (16_000, 1), "g726": (8000, 1), "gsm": (8000, 1)}
RATES = (8000, 11_025, 16_000, 22_050, 32_000, 44_100, 48_000)
WAVE = QSize(420, 40)
Samples = NDArray[np.int16]


class RawSoundForm(QDialog):
    """Asks for codec, rate and channels.

    Signals:
        tastes_wanted(object): a tuple of (codec, rate, channels) of which pictures are wanted.
        listen_wanted(object): one such triple is to be heard; None: be silent.
        chosen(str, int, int): the file is to be read so.
    """

    tastes_wanted = Signal(object)
    listen_wanted = Signal(object)
    chosen = Signal(str, int, int)

    def __init__(
        self, file_name: str, choice: tuple[str, int, int] = ("mulaw", 8000, 1), parent: QWidget | None = None
    ) -> None:
        """Ask about a file; `choice` is what was right last time."""
        super().__init__(parent)
        self._waves: dict[tuple[str, int, int], Samples] = {}
        self._listening = False
        self._file = PlainLabel(file_name, "section")
        self._rate, self._channels = QComboBox(), QComboBox()
        for rate in RATES:
            self._rate.addItem(f"{rate:,}", rate)
        for channels in (1, 2):
            self._channels.addItem(str(channels), channels)
        self.lines = QListWidget()
        self.lines.setIconSize(WAVE)
        for codec in CODECS:
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, codec)
            self.lines.addItem(item)
        self._note = SpokenLabel(NO_DEVICE, "soft", wrap=True)
        self._note.hide()
        self.listen = SpokenButton(LISTEN)
        self.read = SpokenButton(READ, role="primary")
        self.leave = SpokenButton(LEAVE)
        self.read.setDefault(True)
        self._arrange()
        self._rate.setCurrentIndex(max(0, self._rate.findData(choice[1])))
        self._channels.setCurrentIndex(max(0, self._channels.findData(choice[2])))
        self.lines.setCurrentRow(max(0, list(CODECS).index(choice[0]) if choice[0] in CODECS else 0))
        self._rate.currentIndexChanged.connect(self._ask)
        self._channels.currentIndexChanged.connect(self._ask)
        self.lines.currentRowChanged.connect(self._another_line)
        self.lines.itemActivated.connect(lambda _: self._toggle())
        self.listen.clicked.connect(self._toggle)
        self.read.clicked.connect(self._choose)
        self.leave.clicked.connect(self.reject)
        tongue.language_changed.connect(self._speak)
        theme.dress.changed.connect(self._speak)
        self._speak()

    def choice(self) -> tuple[str, int, int]:
        """What is chosen now."""
        codec = str(self.lines.currentItem().data(Qt.ItemDataRole.UserRole))
        return self._triple(codec)

    def ask(self) -> None:
        """Ask for the pictures; when somebody listens to the signals."""
        self._ask()

    def show_waves(self, waves: Mapping[tuple[str, int, int], Samples]) -> None:
        """Draw what was wanted; what is missing gives no sound."""
        self._waves = dict(waves)
        self._speak()

    def heard(self, playing: bool) -> None:
        """Say on the button whether something is playing."""
        self._listening = playing
        self.listen.speak(STOP if playing else LISTEN)

    def deaf(self) -> None:
        """Say that there is no sound device."""
        self._note.show()
        self.heard(False)

    def done(self, result: int) -> None:
        """Be silent, and close."""
        self.listen_wanted.emit(None)
        super().done(result)

    def _arrange(self) -> None:
        fields = QHBoxLayout()
        for label, field in ((RATE, self._rate), (CHANNELS, self._channels)):
            fields.addWidget(SpokenLabel(label))
            fields.addWidget(field)
            fields.addSpacing(16)
        fields.addStretch(1)
        fields.addWidget(self.listen)
        foot = QHBoxLayout()
        foot.addWidget(self._note, 1)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.read)
        page = QVBoxLayout(self)
        page.setContentsMargins(20, 16, 20, 16)
        for part in (SpokenLabel(TITLE, "title"), self._file, SpokenLabel(EXPLAIN, "soft", wrap=True)):
            page.addWidget(part)
        page.addLayout(fields)
        page.addWidget(self.lines, 1)
        page.addLayout(foot)
        self.resize(800, 620)
        self.lines.setFocus()

    def _triple(self, codec: str) -> tuple[str, int, int]:
        rate, channels = FIXED.get(codec, (int(self._rate.currentData()), int(self._channels.currentData())))
        return codec, rate, channels

    def _speak(self) -> None:
        self.setWindowTitle(words(TITLE))
        self._rate.setAccessibleName(words(RATE))
        self._channels.setAccessibleName(words(CHANNELS))
        self.lines.setAccessibleName(words(TITLE))
        for row, (codec, label) in enumerate(CODECS.items()):
            _, rate, channels = triple = self._triple(codec)
            samples = self._waves.get(triple)
            told = f"{words(label)}\n{rate:,} Hz × {channels}"
            item = self.lines.item(row)
            item.setText(told if samples is not None or not self._waves else f"{told}  {words(NO_SOUND)}")
            icon, picture = QIcon(), wave_picture(samples)
            for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):  # else the chosen line is tinted over
                icon.addPixmap(picture, mode)
            item.setIcon(icon)

    def _ask(self) -> None:
        self.listen_wanted.emit(None)
        self.tastes_wanted.emit(tuple(self._triple(codec) for codec in CODECS))

    def _another_line(self) -> None:
        if self._listening:
            self.listen_wanted.emit(self.choice())

    def _toggle(self) -> None:
        self.listen_wanted.emit(None if self._listening else self.choice())

    def _choose(self) -> None:
        choice = self.choice()
        self.accept()
        self.chosen.emit(*choice)


def wave_picture(samples: Samples | None, size: QSize = WAVE) -> QPixmap:
    """The loudest and softest sample of each column; an empty line where there is no sound."""
    picture = QPixmap(size)
    picture.fill(QColor(theme.PANEL))
    painter = QPainter(picture)
    middle = size.height() / 2
    painter.setPen(QColor(theme.RULE))
    painter.drawLine(0, int(middle), size.width(), int(middle))
    if samples is not None and len(samples):
        painter.setPen(QColor(theme.ACCENT))
        for column, part in enumerate(np.array_split(samples, size.width())):
            if len(part):
                low, high = (middle - int(value) / 32768 * (middle - 1) for value in (part.max(), part.min()))
                painter.drawLine(column, int(low), column, int(high))
    painter.end()
    return picture
