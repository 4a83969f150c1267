"""What a file's own headers claim: where it ends, and how large its pictures are."""

from __future__ import annotations

import struct
from typing import BinaryIO

from evidence.media import reasons
from evidence.media.ends import ends_early
from evidence.media.reasons import Words

_ISO_FIRST = {b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot", b"styp", b"moof", b"sidx"}
_ISO_KINDS = _ISO_FIRST | {
    b"uuid", b"mfra", b"pdin", b"meta", b"udta", b"emsg", b"prft", b"ssix", b"imda", b"meco", b"PICT", b"junk", b"cust",
    b"thum", b"dvr ", b"gps ", b"GPS ", b"skip", b"\0\0\0\0",
}  # fmt: skip
_SELF_TOLD = (
    b"RIFF",
    b"RF64",
    b"riff",
    b"\x1a\x45\xdf\xa3",
    b"OggS",
    b"fLaC",
    b"FLV\x01",
    b"GIF8",
    b"#!AM",
    b".snd",
    b"caff",
    b"FORM",
    b"DHAV",
)
_DAHUA_HEAD = 0x400
_HEADER = 64 * 1024
_MOST_BOXES = 1_000_000
_NOT_STATED = 0x7FFFFF00  # recorders that do not know the length yet write values from here on


def early_end(path: str) -> Words | None:
    """What is missing at the end of a file: its index, or the rest of it; None if nothing is.

    Raises:
        OSError: it cannot be read.
    """
    with open(path, "rb") as file:
        size = file.seek(0, 2)
        file.seek(0)
        head = file.read(64)
        if head[4:8] in _ISO_FIRST:
            return _iso(file, size)
        if head[:4] in (b"RIFF", b"RF64"):
            return _riff(file, size)
        if head[:4] == b"\x1a\x45\xdf\xa3":
            return _matroska(head, size)
        if head[:4] in (b"DHAV", b"DAHU"):
            return _dhav(file, size, 0 if head[:4] == b"DHAV" else _DAHUA_HEAD)
        return reasons.CUT if ends_early(file, head, size) else None


def claimed_size(path: str) -> tuple[int, int] | None:
    """Width and height that an AVI or Matroska header claims for its pictures, the largest; None where none is found.

    Decoders find out the true size, often without a word about the other; a header that lies by much is no accident.

    Raises:
        OSError: it cannot be read.
    """
    with open(path, "rb") as file:
        head = file.read(_HEADER)
    claims: list[tuple[int, int]] = []
    if head[:4] == b"RIFF" and head[8:12] == b"AVI ":
        at = head.find(b"strf")
        while at >= 0:
            if len(head) >= at + 20 and head[at - 4096 if at > 4096 else 0 : at].rfind(b"vids") >= 0:
                width, height = struct.unpack_from("<ii", head, at + 12)
                claims.append((abs(width), abs(height)))
            at = head.find(b"strf", at + 4)
    elif head[:4] == b"\x1a\x45\xdf\xa3":
        at = head.find(b"\xe0")
        while at >= 0:
            if (claim := _video_element(head, at + 1)) is not None:
                claims.append(claim)
            at = head.find(b"\xe0", at + 1)
    return max(claims, key=lambda claim: max(claim), default=None)


def _video_element(head: bytes, at: int) -> tuple[int, int] | None:
    """Width and height in Matroska's element Video, if this is one: its parts must fill it exactly."""
    length, used = _ebml(head, at)
    at, parts = at + used, {}
    if length is None or not 8 <= length <= 1024:
        return None
    end = at + length
    while at < end:
        identity, its_used = _ebml(head, at)
        size, size_used = _ebml(head, at + its_used)
        begin = at + its_used + size_used
        if identity is None or size is None or not its_used or not size_used or begin + size > min(end, len(head)):
            return None
        parts[head[at : at + its_used]] = int.from_bytes(head[begin : begin + size], "big")
        at = begin + size
    width, height = parts.get(b"\xb0"), parts.get(b"\xba")
    return (width, height) if at == end and width and height else None


def has_header(path: str) -> bool:
    """Whether the first bytes say of which kind the file is: then it is no raw sound.

    Raises:
        OSError: it cannot be read.
    """
    with open(path, "rb") as file:
        head = file.read(16)
    return head.startswith(_SELF_TOLD) or head[4:8] in _ISO_FIRST


def bytes_behind(path: str) -> int:
    """Bytes after the last box of an MP4 or MOV that are no box: they belong to something else.

    Raises:
        OSError: it cannot be read.
    """
    with open(path, "rb") as file:
        size = file.seek(0, 2)
        file.seek(0)
        return size - _boxes_end(file, size)[0] if file.read(8)[4:8] in _ISO_FIRST else 0


def _iso(file: BinaryIO, size: int) -> Words | None:
    _, indexed, cut = _boxes_end(file, size)
    if not indexed:
        return reasons.NO_INDEX
    return reasons.CUT if cut else None


def _boxes_end(file: BinaryIO, size: int) -> tuple[int, bool, bool]:
    """Where the boxes end, whether an index is among them, and whether the last one is cut off.

    What follows a complete recording and goes by no box's name is not a part of it that was cut.
    """
    at, indexed, data = 0, False, False
    for _ in range(_MOST_BOXES):
        file.seek(at)
        head = file.read(16)
        if len(head) < 8:
            return (at, indexed, bool(head)) if not (indexed and data) else (at, indexed, False)
        length, kind = struct.unpack_from(">I4s", head)
        if length == 1 and len(head) == 16:
            length = struct.unpack_from(">Q", head, 8)[0]
        elif length == 0:
            length = size - at
        indexed = indexed or kind in (b"moov", b"moof")
        if at + length > size:
            foreign = indexed and data and kind not in _ISO_KINDS
            return at if foreign else size, indexed, not foreign
        if length < 8:
            return at, indexed, False
        data = data or kind in (b"mdat", b"moof")
        at += length
        if at == size:
            break
    return size, indexed, False


def _riff(file: BinaryIO, size: int) -> Words | None:
    """Large AVI files are several RIFF chunks, one after the other."""
    at = 0
    for _ in range(_MOST_BOXES):
        file.seek(at)
        head = file.read(12)
        if len(head) < 12 or head[:4] != b"RIFF":
            return None
        length = struct.unpack_from("<I", head, 4)[0]
        if not 4 <= length < _NOT_STATED:
            return None
        if at + 8 + length > size + 1:  # the padding byte of an odd length is often left out
            return reasons.CUT
        at += 8 + length + length % 2
    return None


def _dhav(file: BinaryIO, size: int, at: int) -> Words | None:
    """Dahua: every frame begins with its length; what comes after the last one may be anything."""
    for _ in range(_MOST_BOXES):
        file.seek(at)
        head = file.read(16)
        if len(head) < 16 or head[:4] != b"DHAV":
            return None
        length = struct.unpack_from("<I", head, 12)[0]
        if length < 24:
            return None
        if at + length > size:
            return reasons.CUT
        at += length
    return None


def _matroska(head: bytes, size: int) -> Words | None:
    at = 4
    length, used = _ebml(head, at)
    if length is None:
        return None
    at += used + length
    if at + 12 > len(head) or head[at : at + 4] != b"\x18\x53\x80\x67":
        return None
    length, used = _ebml(head, at + 4)
    return reasons.CUT if length is not None and at + 4 + used + length > size else None


def _ebml(data: bytes, at: int) -> tuple[int | None, int]:
    """A length in EBML and the bytes it takes; None where the length is "not known"."""
    first = data[at] if at < len(data) else 0
    used = 9 - first.bit_length()
    if not 1 <= used <= 8 or at + used > len(data):
        return None, 0
    value = int.from_bytes(data[at : at + used], "big") & ((1 << (7 * used)) - 1)
    return (None if value == (1 << (7 * used)) - 1 else value), used
