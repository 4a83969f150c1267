"""Recordings as recorders write them, where FFmpeg reads the kind but cannot write it."""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

from av.video.codeccontext import VideoCodecContext

from tests import barcodes

DAHUA_START = datetime(2023, 10, 1, 14, 0, 0, tzinfo=UTC)
_H264, _MULAW, _RATE_8000 = 0x02, 0x0A, 0


def write_dav(path: Path, frames: int = 50, rate: int = 25, gop: int = 10, sound: bool = True) -> Path:
    """A Dahua .dav file: numbered pictures in H.264 and G.711 sound, each frame between `DHAV` and `dhav`.

    A frame's head holds its kind, number, length, date to the second and milliseconds; extensions tell size and codec.
    """
    samples = barcodes.tone(frames / rate)
    parts = []
    for number, (packet, key) in enumerate(_annex_b(frames, rate, gop)):
        at = DAHUA_START + timedelta(microseconds=number * 1_000_000 // rate)
        shape = bytes((0x80, 0, barcodes.WIDTH // 8, barcodes.HEIGHT // 8, 0x81, 0, _H264, rate))
        parts.append(_dahua_frame(0xFD if key else 0xFC, number, at, shape, packet))
        if sound:
            each = 8000 // rate
            part = bytes(sample >> 8 & 0xFF for sample in samples[number * each : (number + 1) * each].tolist())
            parts.append(_dahua_frame(0xF0, number, at, bytes((0x83, 1, _MULAW, _RATE_8000)), part))
    path.write_bytes(b"".join(parts))
    return path


def _dahua_frame(kind: int, number: int, at: datetime, extension: bytes, data: bytes) -> bytes:
    date = (at.year - 2000) << 26 | at.month << 22 | at.day << 17 | at.hour << 12 | at.minute << 6 | at.second
    length = 24 + len(extension) + len(data) + 8
    head = struct.pack("<4sBBBBIIIHB", b"DHAV", kind, 0, 1, 0, number, length, date, at.microsecond // 1000,
                       len(extension))  # fmt: skip
    return head + bytes([sum(head) & 0xFF]) + extension + data + struct.pack("<4sI", b"dhav", length)


def _annex_b(frames: int, rate: int, gop: int) -> list[tuple[bytes, bool]]:
    """(packet, whether it is a key frame) of numbered pictures; parameter sets before each key frame."""
    context = VideoCodecContext.create("libx264", "w")
    assert isinstance(context, VideoCodecContext)
    context.width, context.height, context.pix_fmt = barcodes.WIDTH, barcodes.HEIGHT, "yuv420p"
    context.framerate, context.time_base = Fraction(rate), Fraction(1, rate)
    context.options = {
        "preset": "ultrafast",
        "qp": "14",
        "x264-params": f"keyint={gop}:min-keyint={gop}:scenecut=0:bframes=0:threads=1:repeat-headers=1",
    }
    packets = []
    for number in range(frames):
        frame = barcodes.picture(number)
        frame.pts, frame.time_base = number, Fraction(1, rate)
        packets += context.encode(frame)
    packets += context.encode(None)
    return [(bytes(packet), packet.is_keyframe) for packet in packets]


HIKVISION_HEAD = b"IMKH" + bytes.fromhex("01020000010000020000011181000000000000000000000000000000") + bytes(8)
"""The forty bytes that a Hikvision recorder writes before its program stream."""


def with_repeated_stamps(stream: bytes) -> bytes:
    """A transport stream in which every third picture has the time stamp of the one before it."""
    content, last, count = bytearray(stream), b"", 0
    for at in range(0, len(content) - 188, 188):
        begins, adaptation = content[at + 1] & 0x40, content[at + 3] & 0x20
        head = at + 4 + (1 + content[at + 4] if adaptation else 0)
        if not begins or content[head : head + 4] != b"\0\0\1\xe0":
            continue
        stamp = bytes(content[head + 9 : head + 14])
        if count % 3 == 2:
            content[head + 9 : head + 14] = last
        last, count = stamp, count + 1
    return bytes(content)
