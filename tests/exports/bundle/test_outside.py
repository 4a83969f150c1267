"""A bundle of a copy that leaves the house: clips covered as decided, voices on a basis, and nothing of the rest."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from evidence.media.clip import Clip
from evidence.media.door import probe
from evidence.media.pictures import pixels
from evidence.model.case import Person
from evidence.model.kinds import Role
from evidence.model.masks import KeyBox, Mask, MaskDecision, Rectangle
from evidence.model.places import Box
from evidence.store import masks
from evidence.store.cases import get_case, save_case
from evidence.store.exhibits import list_exhibits
from evidence.store.library import Library
from tests.command import ask
from tests.exports.bundle.conftest import Made


def test_its_clips_are_covered_or_left_out_with_a_reason_and_it_verifies(made: Made, tmp_path: Path) -> None:
    folder = made.writable(tmp_path / "library")
    with Library.open(folder) as library:
        case = get_case(library, made.case)
        people = (Person(uuid4(), Role.COMPLAINANT, "Felizarda Quaresma"),)
        save_case(library, replace(case, people=people))
        clip = list_exhibits(library, case.complaint.id)[0]
        half = (Rectangle((KeyBox(0, Box(0, 0, 5000, 10_000)),)),)
        masks.add_mask(library, case.complaint.id, Mask(clip.id, MaskDecision.MASKED, half, 0, 9_000_000))
        masks.check_mask(library, case.complaint.id, "K-01")
    target = tmp_path / "outside.zip"
    answer = ask("bundle", made.case, "-o", target, "--copy", "regulator", library=folder)
    assert answer["originals"] == []
    assert {kind: count for kind, count in answer["clips"].items() if count} == {"encoded": 1, "none": 1}
    with zipfile.ZipFile(target) as archive:
        names = archive.namelist()
        told = json.loads(archive.read(next(name for name in names if name.endswith("clips.json"))))["clips"]
        everything = b"".join(archive.read(name) for name in names)
        (tmp_path / "clip.mp4").write_bytes(archive.read(next(name for name in names if name.endswith(".mp4"))))
    assert not [name for name in names if "/media/" in name or "/transcripts/" in name]
    by_mark = {one["mark"]: one for one in told}
    assert "1 rectangles black" in by_mark["M-001"]["derivative"]["recipe"]
    assert "no sound" in by_mark["M-001"]["derivative"]["recipe"]
    assert "No basis is recorded" in by_mark["M-002"]["reason"]["en"] and by_mark["M-002"]["file"] is None
    for canary in ("Quaresma", "十五天犹豫期"):
        assert canary.encode() not in everything
    found = probe(tmp_path / "clip.mp4")
    assert found.table is not None and found.sound is None
    with Clip(tmp_path / "clip.mp4", found) as opened:
        for picture in opened.frames(0, found.table.frames):
            assert pixels(picture)[:, : picture.width // 2 - 4].max() < 32
    assert ask("verify", target, library=folder)["verdict"] == "passed"
