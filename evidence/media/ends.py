"""Whether files end before they should: kinds that say it in a size, in a mark at their end, or in whole packets."""

from __future__ import annotations

from typing import BinaryIO

_MOST_BLOCKS = 5_000_000
_LARGEST_PAGE = 27 + 255 + 255 * 255
_LAST_PAGE = 4
_FRAMES_FOLLOW, _BYTES_FOLLOW = 1, 2
_NOT_STATED = 0xFFFFFFFF


def ends_early(file: BinaryIO, head: bytes, size: int) -> bool:
    """Whether a GIF, AIFF, AU, Ogg, MP3 or transport stream was cut off; False where its kind does not tell.

    `head`: its first bytes, at least 64 of them where the file has as many.
    """
    if head[:3] == b"GIF":
        return _gif(file)
    if head[:4] == b"FORM":
        return 8 + int.from_bytes(head[4:8], "big") > size + 1  # the last byte may be padding
    if head[:4] == b".snd":
        at, length = int.from_bytes(head[4:8], "big"), int.from_bytes(head[8:12], "big")
        return length != _NOT_STATED and at + length > size
    if head[:4] == b"OggS":
        return _ogg(file, size)
    for length, at in ((188, 0), (192, 4)):
        if _begin(file, (at, at + length, at + 2 * length)) == b"GGG":
            rest = size % length
            return rest > at and _begin(file, (size - rest + at,)) == b"G"
    return _mp3(file, head, size)


def _begin(file: BinaryIO, places: tuple[int, ...]) -> bytes:
    """The bytes at these places."""
    found = b""
    for place in places:
        file.seek(place)
        found += file.read(1)
    return found


def _gif(file: BinaryIO) -> bool:
    """Blocks follow each other up to one that says that it is the last."""
    file.seek(10)
    flags = file.read(3)[:1]
    file.seek(13 + _colours(flags))
    for _ in range(_MOST_BLOCKS):
        kind = file.read(1)
        if kind == b",":
            flags = file.read(9)[8:]
            file.seek(_colours(flags) + 1, 1)
        elif kind == b"!":
            file.seek(1, 1)
        else:
            return not kind
        while length := int.from_bytes(file.read(1), "big"):
            file.seek(length, 1)
    return False


def _colours(flags: bytes) -> int:
    """Bytes of the table of colours that such a byte of flags announces."""
    value = int.from_bytes(flags, "big")
    return 3 << ((value & 7) + 1) if value & 0x80 else 0


def _ogg(file: BinaryIO, size: int) -> bool:
    """The last page is whole, and marked as the last of its stream."""
    file.seek(max(0, size - _LARGEST_PAGE))
    tail = file.read()
    page = tail[tail.rfind(b"OggS") :] if b"OggS" in tail else b""
    if not page:
        return False  # something else follows
    lengths = page[27 : 27 + page[26]] if len(page) > 26 else b""
    whole = len(page) > 26 and len(page) >= 27 + page[26] + sum(lengths)
    return not whole or not page[5] & _LAST_PAGE


def _mp3(file: BinaryIO, head: bytes, size: int) -> bool:
    """Many writers state in the first frame how many bytes there are."""
    at = 0
    if head[:3] == b"ID3" and len(head) >= 10:
        at = 10 + sum((byte & 127) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))
    file.seek(at)
    frame = file.read(64)
    if len(frame) < 64 or frame[0] != 0xFF or frame[1] & 0xE0 != 0xE0:
        return False
    stated = max(frame.find(b"Xing"), frame.find(b"Info"))
    if not 0 < stated <= 44:
        return False
    flags = int.from_bytes(frame[stated + 4 : stated + 8], "big")
    if not flags & _BYTES_FOLLOW:
        return False
    place = stated + 8 + 4 * (flags & _FRAMES_FOLLOW)
    return at + int.from_bytes(frame[place : place + 4], "big") > size
