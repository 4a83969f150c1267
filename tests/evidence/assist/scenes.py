"""Recordings with planted defects, made on the spot: a room with people that walk, and a call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.video.frame import VideoFrame
from numpy.typing import NDArray

Luma = NDArray[np.uint8]
Samples = NDArray[np.int16]

WIDTH, HEIGHT = 320, 180
RATE = 25
STEP_US = 40_000


class Room:
    """Pictures of a room; the same number gives the same picture."""

    def __init__(self, noise: float = 1.5, speed: float = 2.5, people: int = 3) -> None:
        random = np.random.default_rng(11)
        rough = random.integers(40, 200, (HEIGHT // 20, WIDTH // 20)).astype(np.float64)
        self._wall = np.kron(rough, np.ones((20, 20)))[:HEIGHT, :WIDTH]
        self._wall += np.linspace(0, 40, WIDTH)[None, :]
        self._noise, self._speed, self._people = noise, speed, people

    def picture(self, number: int) -> Luma:
        """Shape (HEIGHT, WIDTH)."""
        seen = self._wall.copy()
        for person in range(self._people):
            x = int(30 + person * 90 + self._speed * (person + 1) * number) % (WIDTH - 24)
            top = 60 + 20 * person
            seen[top : top + 60, x : x + 20] = 30 + 70 * person
        seen += np.random.default_rng(number).normal(0, self._noise, seen.shape)
        luma: Luma = np.clip(seen, 16, 235).astype(np.uint8)
        return luma


@dataclass(frozen=True)
class Film:
    """How pictures are put together: `change(number, picture of the room)` gives what is recorded."""

    frames: int = 250
    change: Callable[[int, Room], Luma] | None = None
    room: Room | None = None
    codec: str = "libx264"
    gop: int = 50
    qp: int = 20
    missing: tuple[int, ...] = ()
    """Frames that were not recorded; time goes on."""


def film(path: Path, made: Film, sound: Samples | None = None, rate: int = 8000) -> Path:
    """Write a recording."""
    room = made.room or Room()
    with av.open(str(path), "w") as output:
        options = {"preset": "ultrafast", "qp": str(made.qp), "x264-params": "threads=1:scenecut=0"}
        stream = output.add_stream(made.codec, rate=RATE, options=options if made.codec == "libx264" else {})
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        if made.codec != "libx264":
            stream.pix_fmt, stream.bit_rate = "yuvj420p", 8_000_000
        stream.codec_context.gop_size, stream.codec_context.thread_count = made.gop, 1
        heard = output.add_stream("pcm_s16le", rate=rate, layout="mono") if sound is not None else None
        for number in range(made.frames):
            if number in made.missing:
                continue
            luma = made.change(number, room) if made.change else room.picture(number)
            grey = np.concatenate([luma.reshape(-1), np.full(WIDTH * HEIGHT // 2, 128, np.uint8)])
            frame = VideoFrame.from_ndarray(grey.reshape(HEIGHT * 3 // 2, WIDTH), format="yuv420p")
            frame = frame if stream.pix_fmt == "yuv420p" else frame.reformat(format=stream.pix_fmt)
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            output.mux(stream.encode(frame))
        output.mux(stream.encode())
        if heard is not None and sound is not None:
            assert isinstance(heard, av.AudioStream)
            piece = AudioFrame.from_ndarray(sound[None, :], format="s16", layout="mono")
            piece.sample_rate, piece.pts, piece.time_base = rate, 0, Fraction(1, rate)
            output.mux(heard.encode(piece))
            output.mux(heard.encode(None))
    return path


def speech(seconds: float, rate: int = 8000, level: float = 0.1, seed: int = 5) -> Samples:
    """Something like speech: noise in syllables over a faint hiss."""
    random = np.random.default_rng(seed)
    at = np.arange(round(seconds * rate))
    voice = np.convolve(random.normal(0, 1, at.size), np.ones(4) / 2, "same")
    syllables = 0.55 + 0.45 * np.sin(2 * np.pi * 3.1 * at / rate)
    hiss = random.normal(0, 0.003, at.size)
    return np.clip(32768 * (level * voice * syllables + hiss), -32768, 32767).astype(np.int16)


def keypad(key: str, seconds: float, rate: int = 8000, amplitude: float = 0.2) -> Samples:
    """The two tones of a key."""
    place = "123A456B789C*0#D".index(key)
    low, high = (697, 770, 852, 941)[place // 4], (1209, 1336, 1477, 1633)[place % 4]
    at = np.arange(round(seconds * rate)) / rate
    both = np.sin(2 * np.pi * low * at) + np.sin(2 * np.pi * high * at)
    return (32768 * amplitude * both).astype(np.int16)


def sine(hertz: float, seconds: float, rate: int = 8000, amplitude: float = 0.2) -> Samples:
    """One steady tone."""
    return (32768 * amplitude * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)).astype(np.int16)
