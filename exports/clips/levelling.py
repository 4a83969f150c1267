"""Levels, fades and bleeps of decoded sound that leaves the house. pydub works on samples only; it opens no file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from pydub import AudioSegment
from pydub.generators import Sine

Samples = NDArray[np.int16]
"""Shape (n, channels), 16 bit."""

BLEEP_HZ = 1000
BLEEP_DBFS = -20.0
EDGE_MS = 5
MOST_GAIN_DB = 40.0


def level(samples: Samples, rate: int, target_dbfs: float) -> Samples:
    """The same sound with its mean power at `target_dbfs`, or as near as its peaks allow; silence stays silence."""
    segment = segment_of(samples, rate)
    if not len(samples) or segment.max == 0:
        return samples.copy()
    room = -segment.max_dBFS
    gain = min(target_dbfs - segment.dBFS, room, MOST_GAIN_DB)
    return samples_of(segment.apply_gain(gain), samples.shape[1])


def fade(samples: Samples, rate: int, in_ms: int, out_ms: int) -> Samples:
    """The same sound, rising from nothing at its start and falling to nothing at its end."""
    if not len(samples):
        return samples.copy()
    segment = segment_of(samples, rate)
    longest = len(segment)
    faded = segment.fade_in(min(in_ms, longest)).fade_out(min(out_ms, longest))
    return samples_of(faded, samples.shape[1])[: len(samples)]


def bleep(samples: Samples, rate: int, spans: Iterable[tuple[int, int]], channels: Sequence[int] = ()) -> Samples:
    """The sound with a tone in place of each span (first sample, sample after the last), of all or some channels.

    Nothing of the words is left under the tone: the samples are replaced, not covered.
    """
    covered = samples.copy()
    for begin, end in spans:
        begin, end = max(0, begin), min(len(samples), end)
        if end <= begin:
            continue
        tone = _tone(end - begin, rate)
        for channel in channels or range(samples.shape[1]):
            covered[begin:end, channel] = tone
    return covered


def _tone(count: int, rate: int) -> NDArray[np.int16]:
    milliseconds = 1000 * count / rate
    made = Sine(BLEEP_HZ, sample_rate=rate).to_audio_segment(milliseconds + 2, volume=BLEEP_DBFS)
    tone = samples_of(made, 1)[:count, 0].astype(np.float64)
    edge = min(EDGE_MS * rate // 1000, count // 2)
    if edge:
        ramp = np.linspace(0, 1, edge)
        tone[:edge] *= ramp
        tone[count - edge :] *= ramp[::-1]
    return np.rint(tone).astype(np.int16)


def segment_of(samples: Samples, rate: int) -> AudioSegment:
    """For pydub."""
    data = np.ascontiguousarray(samples, "<i2").tobytes()
    return AudioSegment(data=data, sample_width=2, frame_rate=rate, channels=samples.shape[1])


def samples_of(segment: AudioSegment, channels: int) -> Samples:
    """From pydub."""
    return np.frombuffer(segment.raw_data, "<i2").astype(np.int16).reshape(-1, channels)
