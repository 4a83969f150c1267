"""The sound of one recording, decoded ahead of the device so that pictures and windows cannot hold it up."""

from __future__ import annotations

import numpy as np

from app.player.clock import NowNs
from app.player.device import Output
from app.player.levels import Levels
from app.player.sounding import FindOutput, SoundRun, SoundWorker
from app.player.stretch import Samples
from app.player.worker import Deliver
from evidence.media.clip import Clip
from evidence.media.sounds import SoundTable

CHUNK_US = 250_000
HELD_S = 1.0
"""Sound decoded before it is handed over, in seconds of the device."""


class SoundThread(SoundWorker):
    """Plays one recording's sound; times are recording times."""

    def __init__(self, clip: Clip, table: SoundTable, deliver: Deliver, find: FindOutput, now_ns: NowNs) -> None:
        """Ready for orders once started."""
        super().__init__("player sound", clip, deliver, find, now_ns, (table.rate, table.channels))
        self.table = table

    def warm_up(self, output: Output) -> None:
        """Start the decoder."""
        self.stretch_of(self._serial, self.table.start_us, self.table.start_us + 1000, output.rate, 1)

    def begin(self, output: Output, serial: int, from_us: int, speed: float) -> SoundRun:
        """The sound from a recording time on."""
        return _Run(self, output, serial, from_us, speed)

    def stretch_of(self, serial: int, from_us: int, to_us: int, rate: int, channels: int) -> Samples:
        """Sound of a stretch, silence where the recording has none.

        Raises:
            Cancelled: something else is wanted by now and decoding takes long.
            WorldError: it cannot be decoded.
        """
        progress = self.stop_if_over(serial)
        sound = self._twice(lambda: self._clip.sound(from_us, to_us, rate=rate, channels=channels, progress=progress))
        silence_us = sound.first_us - from_us if len(sound.samples) else to_us - from_us
        if silence_us <= 2_000_000 // self.table.rate:  # it joins the stretch before
            return sound.samples
        silence = np.zeros((silence_us * rate // 1_000_000, channels), np.int16)
        return np.concatenate([silence, sound.samples])


class _Run(SoundRun):
    """One recording's sound from one place on."""

    def __init__(self, thread: SoundThread, output: Output, serial: int, from_us: int, speed: float) -> None:
        super().__init__(output, serial, from_us, speed, output.channels)
        self._thread = thread
        self._decoded_us = from_us
        self._levels = self.levels[""] = Levels()

    @property
    def finished(self) -> bool:
        """Whether the recording's sound is at its end."""
        return self._decoded_us >= self._thread.table.end_us

    def fill(self) -> None:
        """Decode until enough waits."""
        while not self.finished and not self.holds(HELD_S):
            begin, self._decoded_us = self._decoded_us, self._decoded_us + CHUNK_US
            rate, channels = self.output.rate, self.output.channels
            samples = self._thread.stretch_of(self.serial, begin, self._decoded_us, rate, channels)
            self._levels.add(begin, samples, rate)
            self.add(samples)
