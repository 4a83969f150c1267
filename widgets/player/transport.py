"""The buttons that move through a recording, its time, speed and sound."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSlider, QWidget

from evidence.labels import Label, Labelled
from evidence.timecode import format_time
from widgets import theme
from widgets.keys import KeyTable
from widgets.language import tongue, words
from widgets.parts import ArrowBox, SignButton
from widgets.signs import (
    FRAME_BACK,
    FRAME_FORWARD,
    PAUSE,
    PLAY,
    SECOND_BACK,
    SECOND_FORWARD,
    SOUND_OFF,
    SOUND_ON,
    TO_END,
    TO_START,
    Sign,
)
from widgets.texts import ElidedLabel, MonoLabel
from widgets.words import W

SPEEDS = (0.25, 0.5, 1.0, 1.5, 2.0, 4.0)
"""The speeds of the list, and of the keys that play faster and slower, until a person chooses others."""
JUMP_US = 1_000_000


class SoundState(Labelled):
    """Whether anything can be heard, and if not, why."""

    ON = "on", "Sound on", "声音已开"
    OFF = "off", "Sound off", "声音已关"
    NO_TRACK = "no_track", "No sound track", "无音轨"
    NO_DEVICE = "no_device", "No sound device: pictures only", "没有音频设备：仅有画面"
    FAILED = "failed", "The sound cannot be played", "声音无法播放"


class TransportBar(QWidget):
    """Play, step, time, speed, sound. Buttons say the same action ids as the keys.

    Signals:
        wished(str): an action of the key table: play_pause, frame_back, second_forward, to_start, sound, …
        speed_chosen(float): another speed was chosen from the list.
        volume_changed(int): 0 to 100.
    """

    wished = Signal(str)
    speed_chosen = Signal(float)
    volume_changed = Signal(int)

    def __init__(self, keys: KeyTable, parent: QWidget | None = None) -> None:
        """Start with nothing to play; `keys` gives the keys in the tooltips."""
        super().__init__(parent)
        self._playing = False
        self._sound = SoundState.NO_TRACK
        self._at_us: int | None = None
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(6, 4, 6, 4)
        self._rows.setSpacing(3)
        self._moving, self._telling = QHBoxLayout(), QHBoxLayout()
        for part, stretch in ((self._moving, 0), (self._telling, 1)):
            part.setSpacing(3)
            self._rows.addLayout(part, stretch)
        self._buttons: list[SignButton] = []
        self._add("to_start", W.TO_START, TO_START, keys)
        self._back = self._add("second_back", W.JUMP_BACK, SECOND_BACK, keys)
        self._add("frame_back", W.FRAME_BACK, FRAME_BACK, keys)
        self.play = self._add("play_pause", W.PLAY, PLAY, keys)
        self.play.setMinimumWidth(48)
        self._add("frame_forward", W.FRAME_FORWARD, FRAME_FORWARD, keys)
        self._forward = self._add("second_forward", W.JUMP_FORWARD, SECOND_FORWARD, keys)
        self._add("to_end", W.TO_END, TO_END, keys)
        self._time = MonoLabel(points=theme.POINT_SIZE + 2)
        self._length = MonoLabel(points=theme.POINT_SIZE, tone="soft")
        self._moving.addSpacing(10)
        self._moving.addWidget(self._time)
        self._moving.addStretch(1)
        self._telling.addWidget(self._length)
        self._telling.addSpacing(8)
        self._telling.addStretch(1)
        self.speed = ArrowBox()
        self.speed.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.speed.setMinimumWidth(68)
        self._telling.addWidget(self.speed)
        self._telling.addSpacing(8)
        self.sound = self._add("sound", W.SOUND, SOUND_ON, keys, self._telling)
        self.volume = QSlider(Qt.Orientation.Horizontal)
        self.volume.setRange(0, 100)
        self.volume.setValue(80)
        self.volume.setFixedWidth(70)
        self.volume.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._telling.addWidget(self.volume)
        self._sound_words = ElidedLabel(tone="soft")
        self._telling.addWidget(self._sound_words, 1000)  # words before room
        self.speed.activated.connect(lambda row: self.speed_chosen.emit(self.speed.itemData(row)))
        self.volume.valueChanged.connect(self.volume_changed)
        tongue.language_changed.connect(self._speak)
        self.set_pace(SPEEDS, JUMP_US)
        self.set_speed(1.0)
        self.set_recording(None)

    def set_pace(self, speeds: Sequence[float], jump_us: int) -> None:
        """Offer these speeds, and name the jump of the two buttons."""
        self.speed.clear()
        for value in speeds:
            self.speed.addItem(f"{value:g}×", value)
        seconds = f"{jump_us / 1_000_000:g}"
        self._back.show_as(W.JUMP_BACK.filled(seconds=seconds), SECOND_BACK)
        self._forward.show_as(W.JUMP_FORWARD.filled(seconds=seconds), SECOND_FORWARD)

    def set_recording(self, duration_us: int | None) -> None:
        """A recording of this length is open; None: none is."""
        for button in self._buttons:
            button.setEnabled(duration_us is not None)
        self.speed.setEnabled(duration_us is not None)
        self._at_us = None if duration_us is None else 0
        self._length.say("" if duration_us is None else f"/ {format_time(duration_us, 0)}")
        self.set_playing(False)
        self._speak()

    def set_position(self, at_us: int) -> None:
        """Show the recording time of the frame on screen."""
        self._at_us = at_us
        self._time.setText(format_time(at_us))

    def set_playing(self, playing: bool) -> None:
        """Show that it plays, or stands."""
        self._playing = playing
        self.play.show_as(W.PAUSE if playing else W.PLAY, PAUSE if playing else PLAY)

    def set_speed(self, speed: float) -> None:
        """Show the speed in use; one that is not in the list is added."""
        row = self.speed.findData(speed)
        if row < 0:
            self.speed.addItem(f"{speed:g}×", speed)
            row = self.speed.count() - 1
        self.speed.setCurrentIndex(row)

    def set_sound(self, state: SoundState) -> None:
        """Show whether anything is heard."""
        self._sound = state
        self._speak()

    def set_volume(self, volume: int) -> None:
        """Show a volume of 0 to 100 without a signal."""
        self.volume.blockSignals(True)
        self.volume.setValue(volume)
        self.volume.blockSignals(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One row where there is room for it, else two."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """As narrow as two rows are."""
        wide = max(part.minimumSize().width() for part in (self._moving, self._telling))
        return QSize(wide + self._margin, super().minimumSizeHint().height())

    @property
    def _margin(self) -> int:
        margins = self._rows.contentsMargins()
        return margins.left() + margins.right()

    def _arrange(self) -> None:
        parts = [part.minimumSize().width() for part in (self._moving, self._telling)]
        fits = sum(parts) + self._rows.spacing() + self._margin <= self.width()
        direction = QBoxLayout.Direction
        self._rows.setDirection(direction.LeftToRight if fits else direction.TopToBottom)

    def _add(
        self, action_id: str, label: Label, sign: Sign, keys: KeyTable, part: QHBoxLayout | None = None
    ) -> SignButton:
        button = SignButton(label, sign, keys.shown(action_id))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.wished.emit(action_id))
        (part or self._moving).addWidget(button)
        self._buttons.append(button)
        return button

    def _speak(self) -> None:
        heard = self._sound in (SoundState.ON, SoundState.OFF)
        self.sound.setEnabled(heard and self._at_us is not None)
        self.volume.setEnabled(self._sound is SoundState.ON)
        self.volume.setVisible(heard)
        self.sound.show_as(self._sound.label, SOUND_ON if self._sound is SoundState.ON else SOUND_OFF)
        shown = self._at_us is not None and self._sound is not SoundState.ON
        self._sound_words.say(words(self._sound.label) if shown else "")
        self._sound_words.setVisible(shown)
        self._sound_words.set_tone("doubt" if self._sound in (SoundState.NO_DEVICE, SoundState.FAILED) else "soft")
        self._time.setText("--:--:--.---" if self._at_us is None else format_time(self._at_us))
        self._time.setAccessibleName(words(W.POSITION))
        self._length.setAccessibleName(words(W.LENGTH))
        self.speed.setAccessibleName(words(W.SPEED))
        self.speed.setToolTip(words(W.SPEED))
        self.volume.setAccessibleName(words(W.VOLUME))
        self.volume.setToolTip(words(W.VOLUME))
        self._arrange()
