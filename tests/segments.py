"""Files of a recorder in a row, made on the spot: their pictures count on from file to file."""

from __future__ import annotations

from pathlib import Path

from evidence.media.door import probe
from evidence.segments.reel import Piece, Reel, joined
from tests.barcodes import Recipe, make

SECOND_US = 1_000_000
STARTS_S = (0, 2, 6)
"""The second file follows the first at once, the third after a gap of two seconds."""
FRAMES = 50
"""In each file: two seconds."""


def write_segments(folder: Path, channel: str = "ch01", first_number: int = 0, sound_s: float = 2.0) -> list[Path]:
    """Three files of two seconds from 14:00:00 on; frame n of all of them shows the number `first_number` + n."""
    paths = []
    for number, start in enumerate(STARTS_S):
        recipe = Recipe(frames=FRAMES, gop=10, b_frames=2, first_number=first_number + number * FRAMES, sound_s=sound_s)
        paths.append(make(folder / f"{channel}_2023100114{start // 60:02}{start % 60:02}.mp4", recipe))
    return paths


def reel_of(paths: list[Path]) -> Reel:
    """The files of `write_segments` as one recording."""
    probed = [probe(path) for path in paths]
    return joined(
        [Piece(path, one, start * SECOND_US) for path, one, start in zip(paths, probed, STARTS_S, strict=True)]
    )
