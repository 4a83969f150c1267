"""Small recordings of many kinds, broken in thousands of ways; the same number always breaks the same way."""

from __future__ import annotations

import random
import struct
from collections.abc import Callable
from pathlib import Path

from tests import barcodes, recorders
from tests.barcodes import Recipe

X265 = {"x265-params": "log-level=none:keyint=8:min-keyint=8:pools=1:frame-threads=1"}
PICTURES: dict[str, Recipe] = {
    "plain.mp4": Recipe(frames=20, gop=6, b_frames=2, sound_s=0.8),
    "fragments.mp4": Recipe(frames=16, gop=5, muxing={"movflags": "frag_keyframe+empty_moov"}),
    "front.mp4": Recipe(frames=12, gop=4, sound_s=0.5, muxing={"movflags": "faststart"}),
    "jpeg.mov": Recipe(codec="mjpeg", pixel_format="yuvj420p", frames=6, sound_s=0.3, sound_codec="pcm_s16le"),
    "h265.mp4": Recipe(codec="libx265", frames=12, options=X265),
    "h264.mkv": Recipe(frames=16, gop=5, b_frames=2, sound_s=0.6, sound_codec="pcm_s16le"),
    "vp8.webm": Recipe(codec="libvpx", frames=12, options={"auto-alt-ref": "1", "lag-in-frames": "8"}),
    "mpeg4.avi": Recipe(codec="mpeg4", frames=14, b_frames=2, sound_s=0.5, sound_codec="pcm_s16le"),
    "mjpeg.avi": Recipe(codec="mjpeg", pixel_format="yuvj420p", frames=6),
    "h264.ts": Recipe(format="mpegts", frames=16, gop=5, b_frames=2, sound_s=0.6, sound_codec="mp2", sound_rate=48000),
    "mpeg2.ts": Recipe(codec="mpeg2video", format="mpegts", frames=12, b_frames=2),
    "mpeg2.mpg": Recipe(codec="mpeg2video", format="mpeg", frames=12, b_frames=2),
    "h264.mpg": Recipe(format="vob", frames=16, gop=5),
    "h264.flv": Recipe(frames=16, gop=5),
    "wmv.asf": Recipe(codec="wmv2", format="asf", frames=12),
    "h263.3gp": Recipe(codec="h263", frames=10, width=176, height=144),
    "moving.gif": Recipe(codec="gif", pixel_format="rgb8", frames=8),
    "raw.h264": Recipe(format="h264", frames=16, gop=5),
    "raw.h265": Recipe(codec="libx265", format="hevc", frames=10, options=X265),
}
SOUNDS = {
    "call.mp3": "libmp3lame",
    "call.ogg": "libopus",
    "call.flac": "flac",
    "call.aac": "aac",
    "call.wav": "pcm_mulaw",
    "adpcm.wav": "adpcm_ima_wav",
    "call.au": "pcm_alaw",
    "call.caf": "pcm_s16be",
}
RATES = {"libopus": 48000, "libmp3lame": 16000, "aac": 16000}

_NUMBERS = (0, 1, 2, 7, 8, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFF0, 0xFFFFFFFF)
Way = Callable[[random.Random, bytearray, bytes], bytes]


def seeds(folder: Path) -> list[Path]:
    """One small recording of each kind, made in this folder."""
    folder.mkdir(parents=True, exist_ok=True)
    made = [barcodes.make(folder / name, recipe) for name, recipe in PICTURES.items()]
    for name, codec in SOUNDS.items():
        made.append(barcodes.make_sound(folder / name, codec, 0.7, RATES.get(codec, 8000)))
    made.append(recorders.write_dav(folder / "recorder.dav", frames=16))
    telephone = folder / "call.ulaw"
    telephone.write_bytes((barcodes.tone(0.7) >> 8).astype("i1").tobytes())
    return [*made, telephone]


def mutant(number: int, whole: list[bytes]) -> tuple[int, str, bytes]:
    """(which seed, way, bytes) of the mutant of this number; one in three is broken in two ways."""
    dice = random.Random(f"mutant {number}")
    seed = number % len(whole)
    content, ways = bytearray(whole[seed]), dice.sample(sorted(WAYS), 2 if dice.random() < 1 / 3 else 1)
    for way in ways:
        content = bytearray(WAYS[way](dice, content, dice.choice(whole))) or bytearray(b"\0")
    return seed, ways[0], bytes(content)


def _place(dice: random.Random, content: bytearray) -> int:
    """Half of all damage falls on the first kilobytes, where headers are."""
    return dice.randrange(min(len(content), 2048) if dice.random() < 0.5 else len(content))


def _bits(dice: random.Random, content: bytearray, _other: bytes) -> bytes:
    for _ in range(dice.choice((1, 2, 5, 20, 100))):
        content[_place(dice, content)] ^= 1 << dice.randrange(8)
    return bytes(content)


def _noise(dice: random.Random, content: bytearray, _other: bytes) -> bytes:
    at, length = _place(dice, content), dice.choice((1, 4, 16, 100, 1000))
    content[at : at + length] = dice.randbytes(min(length, len(content) - at))
    return bytes(content)


def _blank(dice: random.Random, content: bytearray, _other: bytes) -> bytes:
    at, length = _place(dice, content), dice.choice((1, 4, 64, 512, 4096))
    length = min(length, len(content) - at)
    content[at : at + length] = bytes([dice.choice((0, 255))]) * length
    return bytes(content)


def _cut_end(dice: random.Random, content: bytearray, _other: bytes) -> bytes:
    return bytes(content[: dice.randrange(1, len(content) + 1)])


def _cut_front(dice: random.Random, content: bytearray, _other: bytes) -> bytes:
    return bytes(content[_place(dice, content) :])


def _take_out(dice: random.Random, content: bytearray, _other: bytes) -> bytes:
    at = _place(dice, content)
    del content[at : at + dice.choice((1, 2, 4, 188, 1000))]
    return bytes(content)


def _repeat(dice: random.Random, content: bytearray, _other: bytes) -> bytes:
    at, length = _place(dice, content), dice.choice((1, 8, 188, 2000))
    return bytes(content[: at + length] + content[at : at + length] * dice.choice((1, 2, 20)) + content[at + length :])


def _splice(dice: random.Random, content: bytearray, other: bytes) -> bytes:
    return bytes(content[: _place(dice, content)]) + other[dice.randrange(len(other)) :]


def _graft(dice: random.Random, content: bytearray, other: bytes) -> bytes:
    at, start = _place(dice, content), dice.randrange(len(other))
    part = other[start : start + dice.choice((16, 200, 3000))]
    content[at : at + (len(part) if dice.random() < 0.5 else 0)] = part
    return bytes(content)


def _number(dice: random.Random, content: bytearray, _other: bytes) -> bytes:
    """An extreme whole number somewhere, in either byte order."""
    for _ in range(dice.choice((1, 1, 3))):
        form = dice.choice((">I", "<I", ">H", "<H"))
        at, value = _place(dice, content), dice.choice(_NUMBERS)
        value = value & 0xFFFF if form[1] == "H" else value
        content[at : at + struct.calcsize(form)] = struct.pack(form, value)
    return bytes(content)


def _length(dice: random.Random, content: bytearray, _other: bytes) -> bytes:
    """A wrong length in front of, or behind, four letters: boxes of MP4, chunks of RIFF, and what looks like them."""
    letters = [at for at in range(4, len(content) - 8) if content[at : at + 4].isalnum()][:400]
    if not letters:
        return _number(dice, content, b"")
    at, value = dice.choice(letters), dice.choice((*_NUMBERS, len(content), len(content) + 1))
    if dice.random() < 0.5:
        content[at - 4 : at] = struct.pack(">I", value)
    else:
        content[at + 4 : at + 8] = struct.pack("<I", value)
    return bytes(content)


def _boxes(dice: random.Random, content: bytearray, _other: bytes) -> bytes:
    """The pieces of the file in another order: its boxes where it is an MP4, else thirds."""
    pieces, at = [], 0
    while at + 8 <= len(content) and content[4:8] == b"ftyp":
        length = max(8, struct.unpack_from(">I", content, at)[0])
        pieces.append(bytes(content[at : at + length]))
        at += length
    if len(pieces) < 2:
        third = len(content) // 3
        pieces = [bytes(content[:third]), bytes(content[third : 2 * third]), bytes(content[2 * third :])]
    dice.shuffle(pieces)
    return b"".join(pieces)


WAYS: dict[str, Way] = {
    "bits flipped": _bits,
    "noise": _noise,
    "blanked": _blank,
    "end cut off": _cut_end,
    "front cut off": _cut_front,
    "bytes taken out": _take_out,
    "bytes repeated": _repeat,
    "spliced with another": _splice,
    "part of another": _graft,
    "extreme number": _number,
    "wrong length": _length,
    "pieces in another order": _boxes,
}
