"""Three tiny files of one recorder, made once: their pictures count on from file to file."""

from __future__ import annotations

import pytest

from evidence.media.door import probe
from evidence.segments.reel import Piece, Reel, joined
from tests.barcodes import Recipe, make

FRAMES = (30, 25, 35)
GAP_US = 400_000
"""Between the first two; the third follows at once."""


@pytest.fixture(scope="session")
def reel(tmp_path_factory: pytest.TempPathFactory) -> Reel:
    folder = tmp_path_factory.mktemp("recorder")
    pieces, begin_us, number = [], 0, 0
    for one, frames in enumerate(FRAMES):
        path = make(
            folder / f"{one}.mp4", Recipe(frames=frames, gop=10, b_frames=2, first_number=number, sound_s=frames / 25)
        )
        probed = probe(path)
        pieces.append(Piece(path, probed, begin_us))
        begin_us += probed.facts.duration_us + (GAP_US if one == 0 else 0)
        number += frames
    return joined(pieces)
