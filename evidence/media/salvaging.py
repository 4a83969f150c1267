"""Reads a recording without its index, in the child: shows FFmpeg the pictures that were found as one plain stream.

Nothing is written: the stream exists only while it is read. Four bytes of length before a unit become the four bytes
of a start code; everything else is the file's own bytes, in the file's own order.
"""

from __future__ import annotations

import os
import struct
from bisect import bisect_right
from fractions import Fraction

from av.container import InputContainer
from av.video.stream import VideoStream

from evidence.errors import MediaDamaged
from evidence.media import reasons
from evidence.media.filebytes import FileBytes
from evidence.media.nalunits import PPS, SPS, VPS, Units, find_units, kind_of
from evidence.media.opening_names import LONGEST, SALVAGED, Opening, salvage
from evidence.progress import Progress, no_progress

START_CODE = b"\0\0\0\1"
LEAST = 2
"""Slices that must be found."""
USUAL_RATE = Fraction(25)


class Stream:
    """The pictures of a file as a plain stream that can be read and sought; FFmpeg takes it for a file."""

    def __init__(self, path: str, codec: str, parameters: bytes) -> None:
        """Look for the pictures.

        Raises:
            MediaDamaged: there are none.
        """
        self.name = path
        units = _units(path, codec, os.stat(path).st_mtime_ns)
        if units.slices < LEAST:
            raise MediaDamaged(*reasons.NO_INDEX)
        self._memory = FileBytes(path)
        self._front, self._units = parameters, units
        self._starts = [len(parameters)]
        for length in units.length:
            self._starts.append(self._starts[-1] + 4 + length)
        self._at = 0

    def read(self, count: int) -> bytes:
        """The next bytes, at most so many."""
        parts: list[bytes] = []
        while count > 0 and self._at < self._starts[-1]:
            part = self._part(count)
            parts.append(part)
            self._at += len(part)
            count -= len(part)
        return b"".join(parts)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Move; where it stands now."""
        self._at = max(0, offset + (0, self._at, self._starts[-1])[whence])
        return self._at

    def tell(self) -> int:
        """Where it stands."""
        return self._at

    def close(self) -> None:
        """Let go of the file."""
        self._memory.close()

    def _part(self, count: int) -> bytes:
        if self._at < len(self._front):
            return self._front[self._at : self._at + count]
        number = bisect_right(self._starts, self._at) - 1
        inside = self._at - self._starts[number]
        if inside < 4:
            return START_CODE[inside : inside + count]
        begin = self._units.place[number] + inside
        return self._memory.part(begin, min(count, 4 + self._units.length[number] - inside))


def stream_of(path: str, opening: Opening) -> Stream:
    """The stream behind a text of `opening_names`.

    Raises:
        MediaDamaged: there are no pictures.
    """
    assert opening.parameters is not None
    return Stream(path, opening.demuxer, opening.parameters)


def recipe_for(path: str, lent: str, progress: Progress) -> str:
    """How to read the pictures of a file without its index.

    lent: such a text of a healthy recording of the same device, or "".

    Raises:
        MediaDamaged: no pictures, or nothing that says how to decode them.
    """
    found = [_units(path, codec, os.stat(path).st_mtime_ns, progress) for codec in SALVAGED]
    best = max(found, key=lambda units: (units.complete, sum(units.length)))
    if best.slices < LEAST:
        raise MediaDamaged(*reasons.NO_INDEX)
    if best.complete:
        return _within(best, USUAL_RATE, best.parameters())
    if lent:
        return lent
    raise MediaDamaged(*reasons.no_parameters(best.slices))


def lend(media: InputContainer) -> str:
    """What a healthy recording can lend to a salvage: codec, rate and parameter sets, as such a text.

    Raises:
        MediaDamaged: it has none.
    """
    for stream in media.streams:
        if not isinstance(stream, VideoStream) or stream.codec_context is None:
            continue
        codec, extra = stream.codec_context.name, bytes(stream.codec_context.extradata or b"")
        if codec in SALVAGED and extra:
            rate = stream.average_rate or stream.guessed_rate or USUAL_RATE
            units = Units(codec)
            for unit in _sets_of(codec, extra):
                if (kind := kind_of(codec, unit[:3])) in (VPS, SPS, PPS):
                    units.sets.setdefault(str(kind), []).append(unit)
            if units.complete:
                return _within(units, Fraction(rate).limit_denominator(1001), units.parameters())
    raise MediaDamaged(*reasons.NOTHING_TO_LEND)


_known: dict[tuple[str, str, int], Units] = {}
"""What was found already: a file is opened several times while one process looks at it."""


def _units(path: str, codec: str, changed: int, progress: Progress = no_progress) -> Units:
    key = path, codec, changed
    if key not in _known:
        if len(_known) > 3:
            _known.clear()
        with FileBytes(path) as memory:
            _known[key] = find_units(memory, data_begins(memory), codec, progress)
    return _known[key]


def _within(units: Units, rate: Fraction, parameters: bytes) -> str:
    text = salvage(units.codec, rate, parameters)
    if len(text) > LONGEST:
        raise MediaDamaged(*reasons.NOTHING_TO_LEND)
    return text


def _sets_of(codec: str, extra: bytes) -> list[bytes]:
    """Parameter sets out of what a container says about a stream: `avcC`, `hvcC`, or with start codes."""
    if extra[0] != 1:
        return [unit for unit in extra.replace(START_CODE, START_CODE[1:]).split(START_CODE[1:]) if unit]
    units: list[bytes] = []
    try:
        if codec == "h264":
            at = 5
            for mask in (31, 255):
                count, at = extra[at] & mask, at + 1
                at = _counted(extra, at, count, units)
        else:
            at = 23
            for _ in range(extra[22]):
                at = _counted(extra, at + 3, struct.unpack_from(">H", extra, at + 1)[0], units)
    except (IndexError, struct.error):
        pass
    return units


def _counted(extra: bytes, at: int, count: int, units: list[bytes]) -> int:
    for _ in range(count):
        length = struct.unpack_from(">H", extra, at)[0]
        units.append(extra[at + 2 : at + 2 + length])
        at += 2 + length
    return at


def data_begins(memory: FileBytes) -> int:
    """Where the data of an MP4 begin: behind the head of its `mdat`; its start where there is none."""
    at = 0
    for _ in range(1000):
        if at + 16 > len(memory):
            break
        length, kind = struct.unpack(">I4s", memory.part(at, 8))
        if kind == b"mdat":
            return at + (16 if length == 1 else 8)
        if length < 8:
            break
        at += length
    return 0
