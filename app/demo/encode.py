"""Writes the generated pictures and sounds as files, through FFmpeg, the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from av.audio.stream import AudioStream

from app.demo.drawing import Picture
from app.demo.voices import RATE, Sound

# One thread writes the same bytes each time. The rest costs a still drawing nothing and halves the work.
_X264 = "keyint=125:min-keyint=25:b-adapt=0:scenecut=0:threads=1:ref=1:subme=0:me=dia:weightp=0:rc-lookahead=10"
_CHUNK = 1024


@dataclass(frozen=True, slots=True)
class Film:
    """How one clip is written. `first_ticks` is the time stamp of its first frame, in units of `tick`."""

    container: str
    size: tuple[int, int]
    tick: Fraction
    average_rate: Fraction
    b_frames: int = 0
    crf: int = 24
    first_ticks: int = 0
    options: tuple[tuple[str, str], ...] = ()


def write_film(path: Path, film: Film, pictures: Iterable[tuple[int, Picture]], sound: Sound | None = None) -> None:
    """Encode H.264 from pairs of ticks since the first frame and picture; with `sound`, AAC beside it.

    Without B-frames decoding and presentation time are the same; with them x264 orders the packets itself.
    """
    options = {"fflags": "+bitexact", **dict(film.options)}
    with av.open(str(path), "w", format=film.container, container_options=options) as output:
        x264 = f"bframes={film.b_frames}:{_X264}"
        video = output.add_stream(
            "libx264",
            rate=film.average_rate,
            options={"preset": "veryfast", "crf": str(film.crf), "x264-params": x264},
        )
        video.width, video.height = film.size
        video.pix_fmt = "yuv420p"
        video.codec_context.time_base = video.time_base = film.tick
        video.codec_context.thread_count = 1
        audio = output.add_stream("aac", rate=RATE, layout="mono", options={"b": "64k"}) if sound is not None else None
        heard = 0
        for ticks, picture in pictures:
            planes = cv2.cvtColor(picture, cv2.COLOR_BGR2YUV_I420)
            frame = av.VideoFrame.from_ndarray(planes.astype(np.uint8, copy=False), format="yuv420p")
            frame.pts, frame.time_base = film.first_ticks + ticks, film.tick
            output.mux(video.encode(frame))
            if audio is not None and sound is not None:
                heard = _add_sound(output, audio, sound, heard, int(ticks * film.tick * RATE) + RATE // 4)
        output.mux(video.encode(None))
        if audio is not None and sound is not None:
            _add_sound(output, audio, sound, heard, len(sound))
            output.mux(audio.encode(None))


def _add_sound(output: av.container.OutputContainer, audio: AudioStream, sound: Sound, begin: int, end: int) -> int:
    """Encode whole chunks of the sound up to sample `end`; returns where the next one begins."""
    while begin < min(end, len(sound)):
        part = sound[begin : begin + _CHUNK]
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(part[None, :]), format="fltp", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = RATE, begin, Fraction(1, RATE)
        output.mux(audio.encode(frame))
        begin += len(part)
    return begin


def write_call(path: Path, left: Sound, right: Sound, rate: int) -> None:
    """Write a call as a telephone system keeps it: G.711 A-law in a WAV, one side of the call on each channel."""
    both = np.round(np.clip(np.stack((left, right), 1), -1, 1) * 32_767).astype(np.int16)
    with av.open(str(path), "w", format="wav", container_options={"fflags": "+bitexact"}) as output:
        stream = output.add_stream("pcm_alaw", rate=rate, layout="stereo")
        for begin in range(0, len(both), rate):
            part = np.ascontiguousarray(both[begin : begin + rate].reshape(1, -1))
            frame = av.AudioFrame.from_ndarray(part, format="s16", layout="stereo")
            frame.sample_rate, frame.pts, frame.time_base = rate, begin, Fraction(1, rate)
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
