"""Messages between the program and the process that opens a file: a JSON head and raw bytes, each with its length.

Never pickle: a decoder that a hostile file took over could otherwise run code in the program.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import BinaryIO

from evidence.media.plain import Fields

MOST_HEAD = 16 << 20
MOST_BYTES = 768 << 20
"""Room for the largest picture that is let through (frames.py: 100 million pixels) and for the largest table."""

_FRONT = struct.Struct("<4sIQ")
_MAGIC = b"RDms"

Blob = bytes | bytearray | memoryview


class WireBroken(Exception):
    """What came is not a message."""


def send(stream: BinaryIO, head: Mapping[str, object], blob: Blob = b"") -> None:
    """Write one message.

    Raises:
        OSError: nobody reads any more.
    """
    text = json.dumps(head, ensure_ascii=True).encode()
    stream.write(_FRONT.pack(_MAGIC, len(text), len(blob)) + text)
    stream.write(blob)
    stream.flush()


def receive(stream: BinaryIO) -> tuple[Fields, bytes] | None:
    """Read one message; None at the end of the stream.

    Raises:
        WireBroken: it is cut, too large, or no message at all.
    """
    front = stream.read(_FRONT.size)
    if not front:
        return None
    if len(front) < _FRONT.size:
        raise WireBroken("cut short")
    magic, head_length, blob_length = _FRONT.unpack(front)
    if magic != _MAGIC or head_length > MOST_HEAD or blob_length > MOST_BYTES:
        raise WireBroken("not a message")
    text, blob = stream.read(head_length), stream.read(blob_length)
    if len(text) < head_length or len(blob) < blob_length:
        raise WireBroken("cut short")
    try:
        return Fields.read(text), blob
    except ValueError as unreadable:
        raise WireBroken("not JSON") from unreadable
