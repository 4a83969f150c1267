"""The sounds of several recordings: volume, mute, solo, the channel that is heard, and how loud it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSlider, QVBoxLayout, QWidget

from widgets.language import tongue, words
from widgets.parts import ArrowBox, SignButton, SpokenButton, clear_layout
from widgets.plain import tip
from widgets.player.meter import Level, LevelMeter, loudness_words
from widgets.player.transport import SoundState
from widgets.signs import SOUND_OFF, SOUND_ON
from widgets.texts import ElidedLabel, PlainLabel, SpokenLabel
from widgets.together.values import Channel, TrackLine
from widgets.together.words import T


class SoundRow(QWidget):
    """The sound of one recording.

    Signals:
        volume_changed(str, int): 0 to 100.
        mute_wished(str, bool): sound off, or on.
        solo_wished(str, bool): hear it alone, or not any more.
        channel_chosen(str, object): a Channel.
    """

    volume_changed = Signal(str, int)
    mute_wished = Signal(str, bool)
    solo_wished = Signal(str, bool)
    channel_chosen = Signal(str, object)

    def __init__(self, line: TrackLine, parent: QWidget | None = None) -> None:
        """Start at the usual volume."""
        super().__init__(parent)
        self.line = line
        self._muted = False
        self._state: SoundState | None = None
        self.name = ElidedLabel(f"{line.label}  {line.title}")
        self.mute = SignButton(T.MUTE, SOUND_ON, side=16)
        self.solo = SpokenButton(T.SOLO)
        self.solo.setCheckable(True)
        self.volume = QSlider(Qt.Orientation.Horizontal)
        self.volume.setRange(0, 100)
        self.volume.setValue(80)
        self.channel = ArrowBox()
        self.meter = LevelMeter()
        self.loudness = PlainLabel(tone="soft")
        self._relative: tuple[bool, int | None] = (False, None)
        self._said = ElidedLabel(tone="soft")
        for part in (self.mute, self.solo, self.volume, self.channel):
            part.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys with the pictures
        for channel in Channel:
            self.channel.addItem("", channel)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(3)
        grid.addWidget(self.name, 0, 0, 1, 2)
        grid.addWidget(self.loudness, 0, 2)
        grid.addWidget(self.mute, 1, 0)
        grid.addWidget(self.volume, 1, 1)
        grid.addWidget(self.solo, 1, 2)
        grid.addWidget(self.meter, 2, 0, 1, 3)
        grid.addWidget(self.channel, 3, 0, 1, 3)
        grid.addWidget(self._said, 4, 0, 1, 3)
        grid.setColumnStretch(1, 1)
        self.volume.valueChanged.connect(self._use_volume)
        self.mute.clicked.connect(lambda: self.mute_wished.emit(line.key, not self._muted))
        self.solo.clicked.connect(lambda checked: self.solo_wished.emit(line.key, checked))
        self.channel.activated.connect(lambda row: self.channel_chosen.emit(line.key, tuple(Channel)[row]))
        tongue.language_changed.connect(self._speak)
        self._speak()

    def show_fader(self, volume: int, muted: bool, solo: bool, channel: Channel) -> None:
        """Show what is set, without a signal."""
        self._muted = muted
        self.volume.blockSignals(True)
        self.volume.setValue(volume)
        self.volume.blockSignals(False)
        self.solo.setChecked(solo)
        self.channel.setCurrentIndex(tuple(Channel).index(channel))
        self._speak()

    def set_state(self, state: SoundState) -> None:
        """Show whether it is heard."""
        self._state = state
        self._speak()

    def set_loudness(self, measured: bool, relative: int | None) -> None:
        """How loud this moment is, in LU from what is usual in the recording; None: nothing to compare."""
        if (measured, relative) != self._relative:
            self._relative = measured, relative
            self._speak()

    def set_active(self, active: bool) -> None:
        """Show whether marks go to this recording."""
        self.name.set_tone("section" if active else "")

    def _use_volume(self, volume: int) -> None:
        self._speak()
        self.volume_changed.emit(self.line.key, volume)

    def _speak(self) -> None:
        name = self.line.label
        label = T.UNMUTE if self._muted else T.MUTE
        self.mute.show_as(label, SOUND_OFF if self._muted else SOUND_ON)
        self.mute.setAccessibleName(words(label, name=name))
        self.mute.setToolTip(tip(words(label, name=name)))
        self.solo.setAccessibleName(words(T.SOLO_OF, name=name))
        self.volume.setAccessibleName(words(T.VOLUME_OF, name=name, percent=self.volume.value()))
        self.channel.setAccessibleName(words(T.CHANNEL_OF, name=name))
        for row, channel in enumerate(Channel):
            self.channel.setItemText(row, words(channel.label))
        short, said = loudness_words(*self._relative)
        self.meter.say_about(words(T.LEVEL_OF, name=name), said)
        self.loudness.say(short)
        self.loudness.setToolTip(tip(said))
        self.loudness.setAccessibleName(said)
        said = words(self._state.label) if self._state not in (None, SoundState.ON, SoundState.OFF) else ""
        if self._state is SoundState.OFF:
            said = words(SoundState.OFF.label)
        self._said.say(said)
        self._said.setVisible(bool(said))


class SoundList(QWidget):
    """The sounds of all recordings that have some.

    Signals: as those of `SoundRow`.
    """

    volume_changed = Signal(str, int)
    mute_wished = Signal(str, bool)
    solo_wished = Signal(str, bool)
    channel_chosen = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without sounds."""
        super().__init__(parent)
        self._rows: dict[str, SoundRow] = {}
        self._none = SpokenLabel(T.SOUNDS_NONE, "soft", wrap=True)
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(SpokenLabel(T.SOUNDS, "heading"))
        whole.addWidget(self._none)
        whole.addLayout(self._column)
        whole.addStretch(1)

    @property
    def rows(self) -> Mapping[str, SoundRow]:
        """The rows by key."""
        return dict(self._rows)

    def set_tracks(self, lines: Sequence[TrackLine]) -> None:
        """Show these recordings; those without sound are left out."""
        clear_layout(self._column)
        self._rows = {}
        for line in lines:
            if line.has_sound:
                row = self._rows[line.key] = SoundRow(line)
                row.volume_changed.connect(self.volume_changed)
                row.mute_wished.connect(self.mute_wished)
                row.solo_wished.connect(self.solo_wished)
                row.channel_chosen.connect(self.channel_chosen)
                self._column.addWidget(row)
        self._none.setVisible(bool(lines) and not self._rows)

    def set_levels(self, levels: Mapping[str, Level]) -> None:
        """Show how loud each is now; silent where nothing is said."""
        for key, row in self._rows.items():
            if key in levels:
                row.meter.set_level(levels[key])
            else:
                row.meter.be_silent()

    def set_active(self, key: str) -> None:
        """Show where marks go."""
        for own, row in self._rows.items():
            row.set_active(own == key)
