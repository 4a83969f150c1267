"""`clip` and `still --caption`: exact, said in JSON, and refused in a sentence."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from evidence.media.door import probe
from exports.clips.caption import KEYWORD
from exports.clips.derivative import Derivative
from tests.app.cli.conftest import Small
from tests.command import ask, here, make_clip, new_case, new_library


def test_a_clip_of_a_file_says_what_it_is(small: Small, tmp_path: Path) -> None:
    source, target = small.files / "clip.mp4", tmp_path / "part.mkv"
    said = ask("clip", source, "--in", "0.2", "--out", "00:00:00.4", "-o", target)
    assert (said["in_us"], said["out_us"], said["frames"], said["method"]) == (200_000, 400_000, 6, "copy")
    assert said["path"] == str(target)
    assert said["sha256"] == hashlib.sha256(target.read_bytes()).hexdigest()
    made = Derivative.from_json(said["derivative"])
    assert made.parent_sha256 == hashlib.sha256(source.read_bytes()).hexdigest()
    assert (made.in_frame, made.out_frame, made.end_us) == (5, 10, 440_000)
    assert probe(target).facts.frames == 6


def test_a_clip_of_a_mark_has_the_marks_frames(small: Small, tmp_path: Path) -> None:
    said = ask("clip", small.case, "m-001", "-o", tmp_path / "mark.mp4", library=small.library)
    assert (said["in_us"], said["out_us"], said["frames"]) == (200_000, 400_000, 6)
    assert said["derivative"]["parent_sha256"] == small.added["exhibits"][0]["sha256"]
    wider = ask("clip", small.case, "M-001", "--out", "0.8", "-o", tmp_path / "wider.mp4", library=small.library)
    assert (wider["in_us"], wider["out_us"]) == (200_000, 800_000)


def test_a_clip_of_an_exhibit_is_copied_where_that_is_exact(small: Small, tmp_path: Path) -> None:
    span = ("--in", "0", "--out", "0.96")
    copied = ask("clip", small.case, "EX-01", *span, "-o", tmp_path / "a.mp4", "--copy", library=small.library)
    encoded = ask("clip", small.case, "EX-01", *span, "-o", tmp_path / "b.mp4", "--encode", library=small.library)
    assert (copied["method"], encoded["method"], copied["frames"], encoded["frames"]) == ("copy", "encoded", 25, 25)


def test_a_call_is_cut_as_sound(small: Small, tmp_path: Path) -> None:
    said = ask("clip", small.case, "EX-02", "--in", "0.5", "--out", "1.5", "-o", tmp_path / "call.wav",
               library=small.library)  # fmt: skip
    assert (said["method"], said["frames"], said["in_us"]) == ("sound", 0, 500_000)
    assert probe(tmp_path / "call.wav").facts.duration_us == 1_000_000


REFUSALS = {
    "no stretch": (("EX-01", "-o", "OUT.mp4"), 2, "wrong_use"),
    "half a stretch": (("EX-01", "--in", "0", "-o", "OUT.mp4"), 2, "wrong_use"),
    "no kind of file": (("EX-01", "--in", "0", "--out", "1", "-o", "OUT.exe"), 2, "wrong_use"),
    "backwards": (("EX-01", "--in", "1", "--out", "0", "-o", "OUT.mp4"), 2, "wrong_use"),
    "beyond the end": (("EX-01", "--in", "0", "--out", "9", "-o", "OUT.mp4"), 1, "not_found"),
    "pictures of a call": (("EX-02", "--in", "0", "--out", "1", "-o", "OUT.mp4"), 2, "wrong_use"),
    "a document": (("EX-03", "--in", "0", "--out", "1", "-o", "OUT.mp4"), 1, "not_found"),
    "a mark on a page": (("M-003", "-o", "OUT.mp4"), 2, "wrong_use"),
    "no such mark": (("M-077", "-o", "OUT.mp4"), 1, "not_found"),
    "copied from no key frame": (("EX-01", "--in", "0.04", "--out", "1", "-o", "OUT.mp4", "--copy"), 1, "refused"),
    "both ways": (("EX-01", "--in", "0", "--out", "1", "-o", "OUT.mp4", "--copy", "--encode"), 2, "wrong_use"),
}


@pytest.mark.parametrize("what", REFUSALS)
def test_what_cannot_be_cut_is_refused_and_nothing_is_written(small: Small, tmp_path: Path, what: str) -> None:
    words, code, kind = REFUSALS[what]
    words = tuple(str(tmp_path / word) if word.startswith("OUT") else word for word in words)
    said = ask("clip", small.case, *words, library=small.library, code=code)
    assert said["error"]["kind"] == kind
    assert list(tmp_path.iterdir()) == []


def test_a_captioned_still_names_case_exhibit_and_digest_below_the_picture(small: Small, tmp_path: Path) -> None:
    plain, noted = tmp_path / "plain.png", tmp_path / "noted.png"
    ask("still", small.case, "EX-01", "--frame", "7", "-o", plain, library=small.library)
    ask("still", small.case, "EX-01", "--frame", "7", "-o", noted, "--caption", library=small.library)
    with Image.open(plain) as first, Image.open(noted) as second:
        before, after = np.asarray(first.convert("RGB")), np.asarray(second.convert("RGB"))
        facts = json.loads(second.info[KEYWORD])
    assert (after[: before.shape[0], : before.shape[1]] == before).all()
    assert facts["name"] == f"{small.case} / EX-01" and facts["frame"] == 7
    assert facts["sha256"] == small.added["exhibits"][0]["sha256"]


def test_no_clip_reaches_from_one_file_of_a_recorder_into_the_next(tmp_path: Path) -> None:
    library = new_library(tmp_path / "library")
    case = new_case(library)
    for second in range(2):
        ask("add", case, make_clip(tmp_path / f"ch01_2023100114000{second}.mp4", 25 * second, 0), library=library)
    target = tmp_path / "part.mp4"
    refused = here("clip", case, "EX-01", "--in", "0.5", "--out", "1.5", "-o", target, "--json", library=library)
    assert (refused.code, refused.document["error"]["kind"]) == (1, "refused")
    said = refused.document["error"]["sentence"]
    assert "EX-01" in said and "EX-02" in said and "00:00:01.000000" in said
    assert not target.exists()
    last = ask("clip", case, "EX-01", "--in", "0.5", "--out", "0.96", "-o", target, library=library)
    assert last["frames"] == 13
    over = here("clip", case, "EX-02", "--in", "0.5", "--out", "1.5", "-o", target, "--json", library=library)
    assert "EX-01" not in over.document["error"]["sentence"], "nothing follows the last one"
