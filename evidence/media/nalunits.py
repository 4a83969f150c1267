"""Finds the pictures of a recording without its index: units of H.264 and H.265, each behind its length.

A recorder that lost its power has written the pictures, but not yet the list of where they are. What is found is never
taken for certain: it is decoded, and what does not decode counts as damage.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field

import numpy as np

from evidence.media.filebytes import FileBytes
from evidence.progress import Progress

LARGEST = 8 << 20
"""Bytes of one unit."""
LARGEST_ALONE = 1 << 20
"""Bytes of a unit that is believed without another one right behind it."""
STEP = 256 << 10
FAR = 256 << 10
"""After a unit that stands alone another one must begin within so many bytes."""
MOST_SETS = 16
SPS, PPS, VPS = "sps", "pps", "vps"
_EMPTY = (b"\0\0\0", b"\0\0\1", b"\0\0\2")
"""What no unit contains: writers put a 3 in between."""


@dataclass
class Units:
    """Where units begin (their lengths' places) and how many bytes each has behind its length."""

    codec: str
    place: array[int] = field(default_factory=lambda: array("q"))
    length: array[int] = field(default_factory=lambda: array("q"))
    slices: int = 0
    sets: dict[str, list[bytes]] = field(default_factory=dict)
    """Parameter sets that lie among the pictures."""

    @property
    def complete(self) -> bool:
        """Whether it carries all that its pictures need."""
        return all(self.sets.get(kind) for kind in ((SPS, PPS) if self.codec == "h264" else (VPS, SPS, PPS)))

    def parameters(self) -> bytes:
        """The first parameter set of each kind with start codes, as a decoder takes them."""
        return b"".join(b"\0\0\0\1" + one for kind in (VPS, SPS, PPS) for one in self.sets.get(kind, [])[:1])


def kind_of(codec: str, head: bytes) -> str | None:
    """What a unit is that begins with these bytes: "slice", "sps", "pps", "vps", "other"; None: none at all."""
    if len(head) < 3 or head[0] & 0x80:
        return None
    if codec == "h264":
        kind, rank = head[0] & 31, head[0] >> 5
        if kind in (1, 5):
            # The first number of a slice is 0 unless a picture has several; then comes the kind, below ten.
            return "slice" if (kind == 1 or rank) and _small_number(head[1:3]) else None
        if kind in (7, 8):
            return (SPS if kind == 7 else PPS) if rank else None
        return "other" if kind in (6, 9, 12) and not rank else None
    kind, layer, depth = head[0] >> 1 & 63, (head[0] & 1) << 5 | head[1] >> 3, head[1] & 7
    if layer or not 1 <= depth <= 3:
        return None
    if kind <= 9 or 16 <= kind <= 21:
        return "slice" if head[2] & 0x80 else None
    return {32: VPS, 33: SPS, 34: PPS, 35: "other", 38: "other", 39: "other", 40: "other"}.get(kind)


def _small_number(two: bytes) -> bool:
    """Whether these bits are a 0 and a number below ten, in the code of variable length that H.264 uses."""
    bits = int.from_bytes(two, "big")
    if not bits & 0x8000:
        return False
    zeros = 15 - (bits & 0x7FFF).bit_length()
    number = ((bits & 0x7FFF) >> (14 - 2 * zeros)) - 1 if zeros <= 3 else 99
    return number < 10


def find_units(memory: FileBytes, start: int, codec: str, progress: Progress) -> Units:
    """Every unit from byte `start` on. `progress` counts bytes."""
    found, at, end = Units(codec), start, len(memory)
    while at + 7 < end:
        kind = _unit_at(memory, at, codec)
        if kind is None or not _believed(memory, at, codec, kind):
            at = _next_candidate(memory, at + 1, codec)
            progress(min(at, end), end)
            continue
        length = memory.whole(at)
        _take(found, memory, at, length, kind)
        at += 4 + length
        progress(min(at, end), end)
    return found


def _unit_at(memory: FileBytes, at: int, codec: str) -> str | None:
    """The kind of the unit whose length may lie here."""
    if at + 7 > len(memory):
        return None
    length = memory.whole(at)
    if not 3 <= length <= min(LARGEST, len(memory) - at - 4):
        return None
    return kind_of(codec, memory.part(at + 4, 3))


def _believed(memory: FileBytes, at: int, codec: str, kind: str) -> bool:
    """Whether what looks like a unit is one: others are where they should be, and nothing is in it that cannot be."""
    length, end = memory.whole(at), len(memory)
    behind = at + 4 + length
    followed = behind + 7 > end or _unit_at(memory, behind, codec) is not None
    if followed and kind == "slice":
        return True
    if length > 16 and memory.holds(_EMPTY, at + 5, behind - 2):
        return False
    if followed:
        return True
    if kind != "slice" or length > LARGEST_ALONE:
        return False
    last = min(end, behind + FAR)
    return last == end or _next_candidate(memory, behind, codec, last) < last


def _next_candidate(memory: FileBytes, at: int, codec: str, end: int | None = None) -> int:
    """The next place at which a unit may begin; the end where there is none."""
    end = len(memory) if end is None else end
    while at + 7 < end:
        window = np.frombuffer(memory.part(at, min(STEP, end - at)), np.uint8)
        if len(window) < 7:
            break
        likely = (window[:-6] == 0) & (window[1:-5] < 0x80) & (window[4:-2] < 0x80)
        for offset in np.flatnonzero(likely).tolist():
            if _unit_at(memory, at + offset, codec) is not None:
                return int(at + offset)
        at += len(window) - 6
    return end


def _take(found: Units, memory: FileBytes, at: int, length: int, kind: str) -> None:
    found.place.append(at)
    found.length.append(length)
    found.slices += kind == "slice"
    if kind in (SPS, PPS, VPS):
        sets = found.sets.setdefault(kind, [])
        unit = memory.part(at + 4, length)
        if unit not in sets and len(sets) < MOST_SETS and length < 500:
            sets.append(unit)
