"""The way back, and what becomes of it where the original is missing or altered: named, everywhere the same way."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from evidence.errors import Altered, NotFound, RecordingMissing
from evidence.locate import locate, locate_in_file
from evidence.model.places import Box, FramePlace, PagePlace
from evidence.reference import Reference, parse_reference
from evidence.store.cases import get_case
from evidence.store.library import Library
from evidence.store.marks import withdraw_mark
from tests.command import ask, here, make_call, make_clip, make_paper, new_case, new_library


@dataclass(frozen=True)
class Kept:
    library: Path
    label: str
    files: Path
    marks: dict[str, Any]
    """By exhibit: EX-01 a call, EX-02 a clip, EX-03 a document."""
    digests: dict[str, str]
    case_file: Path


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    folder = tmp_path_factory.mktemp("kept")
    files = folder / "files"
    files.mkdir()
    make_clip(files / "clip.mp4")
    make_call(files / "call.wav")
    make_paper(files / "receipt.pdf")
    library = new_library(folder / "library")
    label = new_case(library)
    added = ask("add", label, files, library=library)["exhibits"]
    places = {"EX-01": ("--in", "0.5"), "EX-02": ("--in", "0.4"), "EX-03": ("--page", "2", "--box", "1,2,3,4")}
    hows = {"EX-01": "heard", "EX-02": "seen", "EX-03": "signed"}
    marks = {
        exhibit: ask("mark", label, exhibit, *place, "--point", "BA14", "--verdict", "given", "--how", hows[exhibit],
                     library=library)
        for exhibit, place in places.items()
    }  # fmt: skip
    ask("export", label, "-o", folder / "case.pdf", library=library)
    return Kept(library, label, files, marks, {one["exhibit"]: one["sha256"] for one in added}, folder / "case.pdf")


def reference(kept: Kept, exhibit: str) -> Reference:
    return parse_reference(kept.marks[exhibit]["reference"])


def changed(kept: Kept, exhibit: str, **fields: Any) -> Reference:
    one = reference(kept, exhibit)
    values = {name: getattr(one, name) for name in ("case", "exhibit", "mark", "place", "sha256")}
    return Reference(**{**values, **fields})


def test_a_reference_leads_to_the_place_it_names(kept: Kept) -> None:
    with Library.open(kept.library, read_only=True) as library:
        found = locate(library, reference(kept, "EX-02"))
        frame = found.spot
        assert (found.case, found.exhibit.label, frame.frame, frame.shown_us) == (kept.label, "EX-02", 10, 400_000)
        assert frame.picture is not None and frame.picture.frame == 10
        sample = locate(library, reference(kept, "EX-01")).spot
        assert (sample.frame, sample.shown_us, sample.picture) == (None, 500_000, None)
        page = locate(library, reference(kept, "EX-03")).spot
        assert page.place == PagePlace(2, Box(1, 2, 3, 4)) and page.picture is None


def test_a_longer_digest_and_another_unit_of_time_lead_to_the_same_frame(kept: Kept) -> None:
    place = reference(kept, "EX-02").place
    assert isinstance(place, FramePlace)
    finer = FramePlace(place.stream, place.pts * 7, place.time_base / 7)
    with Library.open(kept.library, read_only=True) as library:
        assert locate(library, changed(kept, "EX-02", sha256=kept.digests["EX-02"], place=finer)).spot.frame == 10


def test_a_reference_that_contradicts_the_library_leads_nowhere(kept: Kept) -> None:
    place = reference(kept, "EX-02").place
    assert isinstance(place, FramePlace)
    with Library.open(kept.library, read_only=True) as library:
        for wrong in (
            changed(kept, "EX-02", mark="M-099"),
            changed(kept, "EX-02", mark=kept.marks["EX-01"]["mark"]),
            changed(kept, "EX-02", place=FramePlace(-1, 0, place.time_base)),
            changed(kept, "EX-02", place=FramePlace(-1, place.pts + 1, place.time_base)),
            changed(kept, "EX-02", place=FramePlace(-1, 10**17, place.time_base)),
            changed(kept, "EX-02", place=PagePlace(1, None)),
            changed(kept, "EX-03", place=place),
            changed(kept, "EX-03", place=PagePlace(2, Box(1, 2, 3, 5))),
            changed(kept, "EX-01", place=FramePlace(-1, 4000, Fraction(1, 7))),
        ):
            with pytest.raises(NotFound):
                locate(library, wrong)


@pytest.mark.parametrize(
    ("exhibit", "file", "frame", "shown_us"),
    [("EX-01", "call.wav", None, 500_000), ("EX-02", "clip.mp4", 10, 400_000), ("EX-03", "receipt.pdf", None, None)],
)
def test_the_recording_alone_is_enough(
    kept: Kept, tmp_path: Path, exhibit: str, file: str, frame: int | None, shown_us: int | None
) -> None:
    words = kept.marks[exhibit]["reference"]
    alone = ask("locate", words, kept.files / file)
    assert (alone["frame"], alone["shown_us"]) == (frame, shown_us)
    with_library = ask("locate", words, library=kept.library)
    assert alone == with_library | {"sha256": alone["sha256"]} and with_library["sha256"].startswith(alone["sha256"])
    other = ask("locate", words, kept.files / ("clip.mp4" if file == "call.wav" else "call.wav"), code=1)
    assert other["error"]["kind"] == "altered" and "not the recording" in other["error"]["sentence"]
    assert ask("locate", words, kept.files / file, "--open", code=2)["error"]["kind"] == "wrong_use"
    if frame is not None:
        ask("locate", words, kept.files / file, "--still", tmp_path / "alone.png")
        ask("locate", words, "--still", tmp_path / "kept.png", library=kept.library)
        assert (tmp_path / "alone.png").read_bytes() == (tmp_path / "kept.png").read_bytes()
        ask("locate", words, kept.files / file, "--still", kept.files / file, code=1)


def test_the_recording_alone_has_no_other_frame_than_the_one_that_is_there(kept: Kept) -> None:
    place = reference(kept, "EX-02").place
    assert isinstance(place, FramePlace)
    wrong = changed(kept, "EX-02", place=FramePlace(-1, place.pts + 1, place.time_base))
    with pytest.raises(NotFound):
        locate_in_file(kept.files / "clip.mp4", wrong)


def test_an_unknown_digest_is_said_with_what_to_do(kept: Kept) -> None:
    with Library.open(kept.library, read_only=True) as library, pytest.raises(RecordingMissing) as told:
        locate(library, changed(kept, "EX-02", sha256="f" * 16))
    assert "--library" in told.value.sentence.en


def test_a_withdrawn_mark_still_leads_to_its_place(kept: Kept, tmp_path: Path) -> None:
    shutil.copytree(kept.library, tmp_path / "library")
    with Library.open(tmp_path / "library") as library:
        withdraw_mark(library, get_case(library, kept.label).complaint.id, kept.marks["EX-02"]["mark"])
        assert locate(library, reference(kept, "EX-02")).spot.frame == 10


@pytest.mark.parametrize("exhibit", ["EX-01", "EX-02", "EX-03"])
@pytest.mark.parametrize("harm", ["missing", "altered"])
def test_a_missing_or_altered_original_is_named_by_every_verb(
    kept: Kept, tmp_path: Path, exhibit: str, harm: str
) -> None:
    library = tmp_path / "library"
    shutil.copytree(kept.library, library)
    place = library / "originals" / kept.digests[exhibit]
    data = bytearray(place.read_bytes())
    data[len(data) * 2 // 3] ^= 4
    place.unlink()
    if harm == "altered":
        place.write_bytes(data)
    code, kind = (3, "recording_missing") if harm == "missing" else (1, "altered")
    name = {"EX-01": "call.wav", "EX-02": "clip.mp4", "EX-03": "receipt.pdf"}[exhibit]
    target = tmp_path / "out"
    calls: list[tuple[Any, ...]] = [
        ("locate", kept.marks[exhibit]["reference"]),
        ("export", kept.label, "-o", target),
    ]
    if exhibit == "EX-02":
        calls.append(("still", kept.label, exhibit, "--frame", "1", "-o", target))
    for words in calls:
        answer = here(*words, "--json", library=library)
        assert (answer.code, answer.error[0]) == (code, kind), (words, answer)
        assert name in answer.error[1] and "adding it again" in answer.error[1]
        assert not target.exists()
    checked = ask("check", library=library, code=code)
    assert [one["files"] for one in checked["checks"] if one["name"] == "original"] == [
        [f"{kept.label}/{exhibit} {name}"]
    ]
    verified = ask("verify", kept.case_file, library=library, code=code)
    (originals,) = (one for one in verified["checks"] if one["name"] == "originals")
    assert originals["files"] == [f"{exhibit} {name}"] and name in originals["reason"]
    alone = ask("verify", kept.case_file, code=3)
    assert alone["integrity"] == "passed", "the case file itself is whole"
    again = ask("add", kept.label, kept.files / name, library=library)
    assert again["exhibits"][0]["already_linked"] is True
    assert ask("check", library=library)["verdict"] == "passed"
    assert ask("verify", kept.case_file, library=library)["verdict"] == "passed"
    assert ask("locate", kept.marks[exhibit]["reference"], library=library)["exhibit"] == exhibit


def test_the_function_itself_raises_what_the_verbs_say(kept: Kept, tmp_path: Path) -> None:
    shutil.copytree(kept.library, tmp_path / "library")
    place = tmp_path / "library" / "originals" / kept.digests["EX-02"]
    place.chmod(0o600)
    place.write_bytes(b"altered")
    with Library.open(tmp_path / "library") as library:
        with pytest.raises(Altered, match="altered after it was linked"):
            locate(library, reference(kept, "EX-02"))
        place.unlink()
        with pytest.raises(RecordingMissing, match="is missing"):
            locate(library, reference(kept, "EX-02"))
