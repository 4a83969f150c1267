"""What was measured of a recording's pictures and sound, moment by moment; what it means is said elsewhere."""

from __future__ import annotations

import os
from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import NDArray

from evidence.errors import MediaLimit
from evidence.media import reasons
from evidence.media.door import Probed
from evidence.media.opening_names import forced
from evidence.media.packing import pack, unpack
from evidence.media.paths import path_text
from evidence.media.process import PATIENCE_S, Child
from evidence.progress import Progress, no_progress

UNSEEN = 2**32 - 1
"""In the columns of pictures: this frame was not decoded, or there is none before it to compare with."""
SILENT = -12_000
"""Hundredths of a decibel: nothing at all."""
NO_KEY = -1

_MAGIC = b"RDqm"
_VERSION = 1
_PICTURES = ("bright", "lit", "change", "moved")
_SOUND = ("level", "full", "loud", "key", "key_level", "tone")
_PLACES = ("segment_place", "segment_block", "still_from", "still_to")

Numbers = NDArray[np.int64]


def _whole() -> array[int]:
    return array("I")


def _small() -> array[int]:
    return array("h")


def _place() -> array[int]:
    return array("q")


@dataclass(eq=False)
class PictureSeries:
    """One value per frame of the table; the luma is sampled as it lies in memory, without averaging."""

    bright: array[int] = field(default_factory=_whole)
    """Mean brightness, thousandths of a level (0 to 255)."""
    lit: array[int] = field(default_factory=_whole)
    """Samples brighter than black, parts per million."""
    change: array[int] = field(default_factory=_whole)
    """Mean difference to the frame before, thousandths of a level."""
    moved: array[int] = field(default_factory=_whole)
    """Samples that differ strongly from the frame before: a few of them are enough for a hand or a clock's digit."""


@dataclass(eq=False)
class SoundSeries:
    """One value per block of `size` samples (about 10 ms); a segment is sound without a gap."""

    rate: int
    size: int
    level: array[int] = field(default_factory=_small)
    """Root mean square of the loudest channel, hundredths of a decibel below full scale."""
    full: array[int] = field(default_factory=_small)
    """Samples at full scale, in the channel that has most."""
    loud: array[int] = field(default_factory=_small)
    """K-weighted loudness (ITU-R BS.1770) of the block, hundredths of LUFS."""
    key: array[int] = field(default_factory=_small)
    """Keypad tone around the middle of the block: 0 to 15 in the order `123A456B789C*0#D`, or NO_KEY."""
    key_level: array[int] = field(default_factory=_small)
    """Level of the strongest low and the strongest high keypad frequency together, hundredths of a decibel."""
    tone: array[int] = field(default_factory=_small)
    """Frequency in Hz where nearly all sound is one frequency; 0 elsewhere."""
    segment_place: array[int] = field(default_factory=_place)
    """Place of the first sample of every segment."""
    segment_block: array[int] = field(default_factory=_place)
    """Number of its first block."""
    still_from: array[int] = field(default_factory=_place)
    """Places at which a stretch begins in which no channel leaves one value at or next to zero."""
    still_to: array[int] = field(default_factory=_place)
    """Places after these stretches."""


@dataclass(frozen=True, eq=False)
class Measured:
    """Both; None where the recording has no pictures or no sound."""

    pictures: PictureSeries | None
    sound: SoundSeries | None

    def to_bytes(self) -> bytes:
        """As one message."""
        pictures, sound = self.pictures or PictureSeries(), self.sound or SoundSeries(0, 0)
        head: Mapping[str, object] = {
            "pictures": self.pictures is not None,
            "sound": self.sound is not None,
            "rate": sound.rate,
            "size": sound.size,
        }
        columns = [
            *(getattr(pictures, name) for name in _PICTURES),
            *(getattr(sound, name) for name in (*_SOUND, *_PLACES)),
        ]
        return pack(_MAGIC, _VERSION, head, columns)

    @classmethod
    def from_bytes(cls, blob: bytes) -> Self:
        """What `to_bytes` wrote.

        Raises:
            ValueError: it is something else, or it contradicts itself.
        """
        codes = "I" * len(_PICTURES) + "h" * len(_SOUND) + "q" * len(_PLACES)
        head, columns = unpack(_MAGIC, _VERSION, codes, blob)
        seen, heard, placed = columns[:4], columns[4:10], columns[10:]
        if len({len(column) for column in seen}) != 1 or len({len(column) for column in heard}) != 1:
            raise ValueError("columns of unequal length")
        if len(placed[0]) != len(placed[1]) or len(placed[2]) != len(placed[3]):
            raise ValueError("places of unequal length")
        sound = None
        if head.flag("sound"):
            rate, size = head.whole("rate", 1, 10_000_000), head.whole("size", 1, 1_000_000)
            sound = SoundSeries(rate, size, *heard, *placed)
            _check_places(sound)
        return cls(PictureSeries(*seen) if head.flag("pictures") else None, sound)


def _check_places(sound: SoundSeries) -> None:
    blocks, places = numbers(sound.segment_block), numbers(sound.segment_place)
    begin, end = numbers(sound.still_from), numbers(sound.still_to)
    rising = all((column[1:] >= column[:-1]).all() for column in (blocks, places, begin, end))
    if not rising or (end < begin).any() or (len(blocks) and not 0 <= blocks[0] <= blocks[-1] <= len(sound.level)):
        raise ValueError("places must rise")
    for column in (places, begin, end):
        if len(column) and np.abs(column[[0, -1]]).max() > 2**61:
            raise ValueError("a place is absurd")


def numbers(column: array[int]) -> Numbers:
    """A column as an array to compute with."""
    kinds = {"I": np.uint32, "h": np.int16, "q": np.int64}
    return np.frombuffer(column, kinds[column.typecode]).astype(np.int64)


def measure(
    path: str | os.PathLike[str],
    probed: Probed,
    progress: Progress = no_progress,
    *,
    patience_s: float = PATIENCE_S,
) -> Measured:
    """Decode the whole recording once, in a child process, and measure. `progress` counts thousandths.

    Raises:
        MediaDamaged, MediaLimit: it could not be decoded at all.
    """
    frames = probed.table.to_bytes() if probed.table else b""
    sound = probed.sound.to_bytes() if probed.sound else b""
    if not frames and not sound:
        return Measured(None, None)
    known = probed.table.container if probed.table else probed.sound.container if probed.sound else ""
    order = {
        "do": "measure", "batch": True, "path": path_text(path), "demuxer": forced(known), "frames": len(frames),
    }  # fmt: skip
    with Child(patience_s=patience_s) as child:
        _, blob = child.ask(order, frames + sound, progress)
    try:
        measured = Measured.from_bytes(blob)
        if (measured.pictures is None) != (probed.table is None) or (measured.sound is None) != (probed.sound is None):
            raise ValueError("something else was measured")
        if probed.table and measured.pictures and len(measured.pictures.bright) != probed.table.frames:
            raise ValueError("another number of frames")
        if probed.sound and measured.sound and measured.sound.rate != probed.sound.rate:
            raise ValueError("another rate")
    except ValueError as nonsense:
        raise MediaLimit(*reasons.NONSENSE) from nonsense
    return measured
