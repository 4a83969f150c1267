"""A picture of a recording that asks to be turned is printed upright."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image

from evidence.casefile.pictures import JPEG_QUALITY, frame_picture
from evidence.media.clip import Clip
from evidence.media.door import probe, still_jpeg
from evidence.media.pictures import pixels
from evidence.model.kinds import How, Verdict
from evidence.model.places import FramePlace
from tests.evidence.review.values import mark, span


def test_a_marked_frame_of_a_turned_recording_is_printed_upright(shared_media: Path, tmp_path: Path) -> None:
    path = shared_media / "nasty" / "rotated_90.mov"
    probed = probe(path)
    table = probed.table
    assert table is not None and probed.facts.turned == 90
    first = FramePlace(table.stream, table.pts[0], table.time_base)
    made = replace(mark(3, "BA10", Verdict.GIVEN, How.SEEN), place=replace(span(), first=first))
    with Clip(path, probed) as clip:
        picture = frame_picture(clip, made)
        stored = pixels(clip.frame(0))
    assert (picture.width, picture.height) == (stored.shape[0], stored.shape[1])
    (tmp_path / "still.jpg").write_bytes(still_jpeg(picture, JPEG_QUALITY))
    with Image.open(tmp_path / "still.jpg") as printed:
        seen = np.asarray(printed.convert("RGB"), dtype=int)
    assert np.abs(seen - np.rot90(stored, -1)).mean() < 6, "the same picture, turned by a quarter to the right"
