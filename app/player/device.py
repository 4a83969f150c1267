"""The sound device, through Qt. Used from the sound thread only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PySide6.QtCore import QIODevice
    from PySide6.QtMultimedia import QAudioDevice

BUFFER_S = 0.2


class Output(Protocol):
    """Where samples go: 16 bit, interleaved."""

    rate: int
    channels: int

    def start(self) -> None:
        """Begin; the device may take a while until it plays."""

    def write(self, pcm: bytes) -> int:
        """Hand over whole samples; how many bytes were taken."""

    def waiting(self) -> int:
        """Bytes handed over and not yet played."""

    def moving(self) -> bool:
        """Whether it is playing now."""

    def broken(self) -> bool:
        """Whether the device is gone."""

    def set_volume(self, volume: float) -> None:
        """From 0 to 1."""

    def stop(self) -> None:
        """Be silent at once, and let go of the device."""


def find_output(rate: int, channels: int) -> Output | None:
    """The device of this machine for sound like this, or None where there is none.

    Importing QtMultimedia fails where libpulse is missing: that is a machine without sound.
    """
    try:
        from PySide6.QtMultimedia import QAudioFormat, QMediaDevices
    except ImportError:
        return None
    device = QMediaDevices.defaultAudioOutput()
    if device.isNull():
        return None
    form = QAudioFormat()
    form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    for form_rate, form_channels in ((rate, min(channels, 2)), (48_000, 2), (44_100, 2)):
        form.setSampleRate(form_rate)
        form.setChannelCount(form_channels)
        if device.isFormatSupported(form):
            return QtOutput(device, form_rate, form_channels)
    return None


class QtOutput:
    """A QAudioSink that is written to."""

    def __init__(self, device: QAudioDevice, rate: int, channels: int) -> None:
        """Ready for `start`."""
        from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QtAudio

        form = QAudioFormat()
        form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        form.setSampleRate(rate)
        form.setChannelCount(channels)
        self.rate, self.channels = rate, channels
        # QAudioSink.state() is a QtAudio.State, which never equals a QAudio.State.
        self._states = QtAudio.State
        self._errors = QtAudio.Error
        self._sink = QAudioSink(device, form)
        self._sink.setBufferSize(int(rate * BUFFER_S) * channels * 2)
        self._into: QIODevice | None = None

    def start(self) -> None:
        """Begin."""
        self._into = self._sink.start()

    def write(self, pcm: bytes) -> int:
        """As many whole samples as there is room for."""
        if self._into is None:
            return 0
        whole = self.channels * 2
        room = min(self._sink.bytesFree(), len(pcm)) // whole * whole
        return max(0, self._into.write(pcm[:room])) if room > 0 else 0

    def waiting(self) -> int:
        """Bytes in the buffer."""
        return max(0, self._sink.bufferSize() - self._sink.bytesFree())

    def moving(self) -> bool:
        """Whether it is active."""
        return self._sink.state() == self._states.ActiveState

    def broken(self) -> bool:
        """Whether it stopped by itself, or has no buffer: then it will never play."""
        failed = self._sink.error() not in (self._errors.NoError, self._errors.UnderrunError)
        return self._into is None or failed or self._sink.bufferSize() == 0

    def set_volume(self, volume: float) -> None:
        """Loudness is heard by its logarithm; a square is near enough."""
        self._sink.setVolume(volume * volume)

    def stop(self) -> None:
        """Stop."""
        self._into = None
        self._sink.stop()
