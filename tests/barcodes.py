"""Small recordings made on the spot, in which every picture carries its own number.

A number is drawn as one row of cells (white, black, then 16 bits), and below it the same row inverted: a picture that
mixes two frames, or in which damage was hidden, does not read as a number.
"""

from __future__ import annotations

import shutil
import wave
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import cast

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

BITS = 16
CELL = 8
WIDTH, HEIGHT = 160, 96
WHITE, BLACK = 225, 30

Luma = NDArray[np.uint8]


def drawn(number: int, width: int = WIDTH, height: int = HEIGHT) -> Luma:
    """A grey picture, shape (height, width), with a moving pattern and the number in its top left corner."""
    y, x = np.mgrid[0:height, 0:width]
    picture: Luma = (100 + 40 * np.sin((x + 3 * number) / 9) + 30 * np.cos(y / 7 + number / 5)).astype(np.uint8)
    bits = [1, 0, *((number >> (BITS - 1 - bit)) & 1 for bit in range(BITS))]
    row = np.repeat(np.array([WHITE if bit else BLACK for bit in bits], np.uint8), CELL)
    picture[:CELL, : row.size] = row
    picture[CELL : 2 * CELL, : row.size] = WHITE + BLACK - row
    return picture


def read(grey: NDArray[np.uint8]) -> int | None:
    """The number in a picture of the clip's own size, shape (height, width) or (height, width, 3); None: unreadable."""
    flat = grey if grey.ndim == 2 else grey[..., 1]
    rows = []
    for top in (0, CELL):
        cells = [
            float(flat[top + 2 : top + CELL - 2, cell * CELL + 2 : (cell + 1) * CELL - 2].mean())
            for cell in range(BITS + 2)
        ]
        rows.append([cell > (WHITE + BLACK) / 2 for cell in cells])
    straight, inverted = rows
    if straight[:2] != [True, False] or straight != [not bit for bit in inverted]:
        return None
    return int("".join("1" if bit else "0" for bit in straight[2:]), 2)


def picture(number: int, pixel_format: str = "yuv420p", width: int = WIDTH, height: int = HEIGHT) -> VideoFrame:
    """The numbered picture as a frame that can be encoded."""
    luma = drawn(number, width, height)
    colour = np.full(width * height // 2, 128, np.uint8)
    planar = np.concatenate([luma.reshape(-1), colour]).reshape(height * 3 // 2, width)
    frame = VideoFrame.from_ndarray(planar, format="yuv420p")
    return frame if pixel_format == "yuv420p" else frame.reformat(format=pixel_format)


@dataclass(frozen=True)
class Recipe:
    """How a clip is made. Frame n shows the number `first_number + n`."""

    codec: str = "libx264"
    format: str | None = None
    frames: int = 120
    gop: int = 12
    b_frames: int = 0
    open_gop: bool = False
    rate: Fraction = Fraction(25)
    ticks: Sequence[int] | None = None
    """Time of each frame in 1/1000 s; None: evenly."""
    pixel_format: str = "yuv420p"
    options: dict[str, str] = field(default_factory=dict)
    muxing: dict[str, str] = field(default_factory=dict)
    first_number: int = 0
    sound_s: float = 0.0
    """Length of the sound in seconds; 0: none."""
    sound_codec: str = "aac"
    sound_first: int = 0
    """Stamp of the first sound sample, in samples; negative: before the first picture."""
    sound_rate: int = 8000
    start_ticks: int = 0
    width: int = WIDTH
    height: int = HEIGHT


def make(path: Path, recipe: Recipe) -> Path:
    """Encode and write the clip; returns its path."""
    base = Fraction(1, 1000) if recipe.ticks is not None else 1 / recipe.rate
    options = dict(recipe.options)
    if recipe.codec == "libx264":
        opened = int(recipe.open_gop)
        options |= {
            "preset": "ultrafast",
            "qp": "14",
            "x264-params": f"keyint={recipe.gop}:min-keyint={recipe.gop}:scenecut=0:bframes={recipe.b_frames}"
            f":b-adapt=0:open-gop={opened}:threads=1",
        }
    with av.open(str(path), "w", format=recipe.format, options=dict(recipe.muxing)) as output:
        stream = output.add_stream(recipe.codec, rate=recipe.rate, options=options)
        assert isinstance(stream, VideoStream)
        stream.width, stream.height, stream.pix_fmt = recipe.width, recipe.height, recipe.pixel_format
        context = stream.codec_context
        context.time_base = stream.time_base = base
        context.thread_count = 1
        context.gop_size, context.max_b_frames = recipe.gop, recipe.b_frames
        if recipe.codec != "libx264":
            stream.bit_rate = 3_000_000
        sound = _sound_stream(output, recipe)
        packets: list[Packet[VideoStream] | Packet[AudioStream]] = []
        for number in range(recipe.frames):
            frame = picture(recipe.first_number + number, recipe.pixel_format, recipe.width, recipe.height)
            frame.time_base = base
            frame.pts = recipe.start_ticks + (number if recipe.ticks is None else recipe.ticks[number])
            packets += stream.encode(frame)
        packets += stream.encode()
        if sound is not None:
            packets += _encoded_sound(sound, recipe)
        for packet in sorted(packets, key=lambda each: each.dts * each.time_base):  # type: ignore[operator]  # all have one
            output.mux(packet)
    return path


def _sound_stream(output: av.container.OutputContainer, recipe: Recipe) -> AudioStream | None:
    if not recipe.sound_s:
        return None
    stream = output.add_stream(recipe.sound_codec, rate=recipe.sound_rate)
    assert isinstance(stream, AudioStream)
    stream.layout = "mono"
    return stream


def _encoded_sound(stream: AudioStream, recipe: Recipe) -> list[Packet[AudioStream]]:
    samples = tone(recipe.sound_s, recipe.sound_rate)
    packets: list[Packet[AudioStream]] = []
    size = stream.codec_context.frame_size or 1024
    form = stream.codec_context.format.name
    for at in range(0, len(samples), size):
        part = samples[at : at + size]
        frame = AudioFrame.from_ndarray(part[None, :], format="s16", layout="mono")
        frame.sample_rate, frame.pts = recipe.sound_rate, recipe.sound_first + at
        frame.time_base = Fraction(1, recipe.sound_rate)
        if form != "s16":
            converted = (part.astype(np.float32) / 32768)[None, :]
            frame = AudioFrame.from_ndarray(converted, format=form, layout="mono")
            frame.sample_rate, frame.pts = recipe.sound_rate, recipe.sound_first + at
            frame.time_base = Fraction(1, recipe.sound_rate)
        packets += stream.encode(frame)
    return packets + stream.encode(None)


def tone(seconds: float, rate: int = 8000) -> NDArray[np.int16]:
    """A sound in which no two stretches are alike: a rising tone with some noise."""
    at = np.arange(round(seconds * rate)) / rate
    noise = np.random.default_rng(7).integers(-800, 800, at.size)
    return cast(NDArray[np.int16], (9000 * np.sin(2 * np.pi * (200 + 30 * at) * at) + noise).astype(np.int16))


def make_sound(path: Path, codec: str, seconds: float = 6.0, rate: int = 8000, form: str | None = None) -> Path:
    """Encode and write a recording of sound alone; returns its path."""
    samples = tone(seconds, rate)
    with av.open(str(path), "w", format=form) as output:
        stream = output.add_stream(codec, rate=rate)
        assert isinstance(stream, AudioStream)
        stream.layout = "mono"
        frame = AudioFrame.from_ndarray(samples[None, :], format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = rate, 0, Fraction(1, rate)
        resampler = AudioResampler(stream.codec_context.format, "mono", rate, stream.codec_context.frame_size or 1024)
        for part in (*resampler.resample(frame), *resampler.resample(None)):
            output.mux(stream.encode(part))
        output.mux(stream.encode(None))
    return path


def write_wav(path: Path, samples: NDArray[np.int16], rate: int = 8000) -> Path:
    """Plain PCM, 16 bit; `samples` of the shape (n,) or (n, channels)."""
    with wave.open(str(path), "wb") as output:
        output.setnchannels(1 if samples.ndim == 1 else samples.shape[1])
        output.setsampwidth(2)
        output.setframerate(rate)
        output.writeframes(samples.astype("<i2").tobytes())
    return path


def cut(source: Path, path: Path, share: float) -> Path:
    """A copy that stops after this share of its bytes, as after a power cut."""
    shutil.copyfile(source, path)
    with path.open("r+b") as file:
        file.truncate(int(source.stat().st_size * share))
    return path


def damaged(source: Path, path: Path, places: Sequence[float], length: int = 60) -> Path:
    """A copy in which bytes at these shares of the file are overwritten."""
    content = bytearray(source.read_bytes())
    noise = np.random.default_rng(3).integers(0, 256, length, np.uint8).tobytes()
    for place in places:
        at = int(len(content) * place)
        content[at : at + length] = noise
    path.write_bytes(content)
    return path
