"""The viewer in a real bundle: what it lists is what lies there, and what browsers don't play is made anew for them."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from pathlib import Path

import pytest

from evidence.media.door import probe
from exports.viewer.page import OWN_PATH
from tests import barcodes
from tests.command import ask, new_case, new_library

SEEN = ("--point", "BA10", "--verdict", "given", "--how", "seen")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a bundle with a mark in MPEG-4 from its key frame on, which can be copied, and one in H.264."""
    folder = tmp_path_factory.mktemp("guest")
    old = barcodes.Recipe(codec="mpeg4", frames=12, gop=4, b_frames=0)
    library = new_library(folder / "library")
    case = new_case(library)
    paths = [
        barcodes.make(folder / "old.mp4", old),
        barcodes.make(folder / "new.mp4", barcodes.Recipe(frames=12, gop=4)),
    ]
    ask("add", case, *paths, library=library)
    for exhibit in ("EX-01", "EX-02"):
        ask("mark", case, exhibit, "--in", "0.16", "--out", "0.28", *SEEN, library=library)
    ask("bundle", case, "-o", folder / "case.zip", library=library)
    with zipfile.ZipFile(folder / "case.zip") as archive:
        return {name.split("/", 1)[1]: archive.read(name) for name in archive.namelist()}


def inlined(files: dict[str, bytes]) -> dict[str, object]:
    found = re.search(rb'<script type="application/json" id="data">(.*?)</script>', files[OWN_PATH])
    assert found
    data: dict[str, object] = json.loads(found[1])
    return data


def test_the_page_lists_the_whole_payload_but_itself(files: dict[str, bytes]) -> None:
    there = sorted(
        [name, len(data), hashlib.sha256(data).hexdigest()]
        for name, data in files.items()
        if name.startswith("data/") and name != OWN_PATH
    )
    assert inlined(files)["files"] == there


def test_a_kind_that_browsers_do_not_play_is_encoded_for_them_and_says_so(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    papers = {one["mark"]: one["method"] for one in json.loads(files["data/clips/clips.json"])["clips"]}
    assert papers == {"M-001": "copy", "M-002": "copy"}
    clips = inlined(files)["clips"]
    assert isinstance(clips, dict)
    told = {label: (clip["path"], clip["for_browsers"]) for label, clip in clips.items()}
    assert told == {"M-001": ("data/viewer/clips/M-001.mp4", True), "M-002": ("data/clips/M-002.mp4", False)}
    (tmp_path / "made.mp4").write_bytes(files["data/viewer/clips/M-001.mp4"])
    made = probe(tmp_path / "made.mp4", confirm=True)
    assert made.facts.streams[0].codec == "h264"
    assert made.table is not None and made.table.frames == 4
