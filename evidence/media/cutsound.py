"""Writes a stretch of sound into a new recording, in the child, sample by sample as it was decoded."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import OutputContainer

from evidence.errors import MediaDamaged
from evidence.media import reasons
from evidence.media.hear import Stretches, with_channels
from evidence.media.pcm import Samples
from evidence.media.sounds import SoundTable

PIECE = 1024
"""Samples per frame where a codec does not ask for a number of its own."""
MOST_CHANNELS = {"aac": 2}


class SoundTrack:
    """One track, written up to where it is asked for."""

    def __init__(
        self,
        output: OutputContainer,
        source: Stretches,
        table: SoundTable,
        begin: int,
        count: int,
        late: int,
        codec: str,
    ) -> None:
        """`count` samples from place `begin` on; the first one sounds `late` samples after the cut begins."""
        self._output, self._source = output, source
        self._begin, self._count, self._late = begin, count, late
        self.rate = table.rate
        self._channels = min(table.channels, MOST_CHANNELS.get(codec, table.channels))
        self._layout = {1: "mono", 2: "stereo"}.get(self._channels, f"{self._channels}c")
        stream = output.add_stream(codec, rate=table.rate, layout=self._layout)
        if not isinstance(stream, AudioStream):
            raise MediaDamaged(*reasons.NO_SOUND)
        if codec == "aac":
            stream.bit_rate = min(96_000, 4 * table.rate) * self._channels
        stream.time_base = Fraction(1, table.rate)
        self._stream = stream
        self._size = 0
        self.written = 0
        self._read = 0
        self._waiting: Samples = np.zeros((0, self._channels), np.int16)
        self.done = False

    def write_until(self, wanted: int) -> int:
        """Write at least so many samples, or all; how many are written."""
        if self.done:
            return self.written
        if not self._size:
            self._output.start_encoding()  # opens the encoder, which then says how many samples it takes at once
            self._size = self._stream.codec_context.frame_size or PIECE
        while self.written < min(wanted, self._count):
            if len(self._waiting) < self._size and self._read < self._count:
                self._fetch()
            self._write(self._waiting[: self._size])
            self._waiting = self._waiting[self._size :]
        if self.written >= self._count:
            self._output.mux(self._stream.encode(None))
            self._source.close()
            self.done = True
        return self.written

    def _fetch(self) -> None:
        count = min(max(self.rate, self._size), self._count - self._read)
        sound = self._source.stretch(self._begin + self._read, count, lambda *_: None)
        self._read += count
        self._waiting = np.concatenate([self._waiting, with_channels(sound, self._channels)])

    def _write(self, samples: Samples) -> None:
        form = self._stream.codec_context.format.name
        if form == "fltp":
            values = np.ascontiguousarray(samples.T.astype(np.float32) / 32768)
            frame = AudioFrame.from_ndarray(values, format="fltp", layout=self._layout)
        else:
            frame = AudioFrame.from_ndarray(
                np.ascontiguousarray(samples).reshape(1, -1), format="s16", layout=self._layout
            )
        frame.sample_rate, frame.pts = self.rate, self._late + self.written
        frame.time_base = Fraction(1, self.rate)
        self._output.mux(self._stream.encode(frame))
        self.written += len(samples)
