"""Linked, marked, exported, verified, followed back from the print: the frame at the end is the one that was marked."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from evidence.model.places import FramePlace
from evidence.reference import parse_reference
from tests import barcodes
from tests.barcodes import Recipe
from tests.command import Word, ask
from tests.journeys.conftest import Way, decoded_in_order, pixels_of, traveller

FRAMES = 90
UNEVEN = [0]
_dice = random.Random(11)
while len(UNEVEN) < FRAMES:
    UNEVEN.append(UNEVEN[-1] + _dice.randrange(20, 200))
GAP = [40 * number + (61_000 if number >= 40 else 0) for number in range(FRAMES)]

KINDS: dict[str, Recipe] = {
    "constant.mp4": Recipe(frames=FRAMES, sound_s=3.6),
    "variable.mp4": Recipe(frames=FRAMES, ticks=UNEVEN),
    "b_frames.mp4": Recipe(frames=FRAMES, b_frames=3, open_gop=True, gop=15),
    "offset.ts": Recipe(frames=FRAMES, format="mpegts", b_frames=2, start_ticks=93_712 * 25, sound_s=3.6,
                        sound_codec="mp2", sound_rate=32_000, sound_first=93_712 * 32_000),
    "program.mpg": Recipe(frames=FRAMES, codec="mpeg2video", format="mpeg", b_frames=2),
    "gap.mkv": Recipe(frames=FRAMES, ticks=GAP, gop=25),
    "variable.mkv": Recipe(frames=FRAMES, ticks=UNEVEN, codec="mjpeg", pixel_format="yuvj420p"),
    "mpeg4.avi": Recipe(frames=FRAMES, codec="mpeg4", b_frames=2),
    "h264.avi": Recipe(frames=FRAMES, b_frames=2),
    "odd_rate.mp4": Recipe(frames=FRAMES, rate=Fraction(30_000, 1001), b_frames=2),
    "fragmented.mp4": Recipe(frames=FRAMES, muxing={"movflags": "frag_keyframe+empty_moov"}),
}  # fmt: skip
MARKED = (37, 41, FRAMES - 1)
"""On both sides of the gap, inside groups, and the last one."""


def time_of(recipe: Recipe, number: int) -> int:
    """Recording time with which a frame was made, in microseconds."""
    if recipe.ticks is not None:
        return 1000 * (recipe.ticks[number] - recipe.ticks[0])
    return round(number / recipe.rate * 1_000_000)


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clips")
    for name, recipe in KINDS.items():
        barcodes.make(folder / name, recipe)
    return folder


@pytest.fixture(scope="module")
def way(clips: Path, tmp_path_factory: pytest.TempPathFactory) -> Way:
    folder = tmp_path_factory.mktemp("way")
    going = traveller(folder)
    going.link(clips)
    for name, recipe in KINDS.items():
        for number in MARKED:
            at_us = time_of(recipe, number)
            made = going.mark(name, "--in", f"{at_us}us", "--point", "BA02", "--verdict", "given", "--how", "seen")
            assert (made["frame"], made["in_us"]) == (number, at_us)
    return going.arrive(folder / "case.pdf")


def test_every_mark_is_printed_with_its_reference(way: Way) -> None:
    assert way.printed == {mark["mark"]: mark["reference"] for mark in way.marks}
    assert len(way.printed) == len(KINDS) * len(MARKED)


@pytest.mark.parametrize("name", KINDS)
def test_the_printed_reference_leads_back_to_the_frame_that_was_marked(
    clips: Path, way: Way, tmp_path: Path, name: str
) -> None:
    truth = decoded_in_order(clips / name, MARKED)
    for number, mark in zip(MARKED, way.marks_of(name), strict=True):
        reference = way.printed[mark["mark"]]
        found = ask("locate", reference, "--still", tmp_path / "found.png", library=way.library)
        assert (found["exhibit"], found["frame"]) == (way.exhibits[name], number)
        assert found["shown_us"] == mark["in_us"]
        place = parse_reference(reference).place
        assert isinstance(place, FramePlace)
        stamp, base, picture = truth[number]
        assert (found["pts"], found["time_base"]) == (place.pts, str(place.time_base))
        if stamp is not None and not name.endswith((".avi", ".mpg")):  # these have no time stamp for every frame
            assert found["pts"] * Fraction(found["time_base"]) == stamp * base
        seen = pixels_of(tmp_path / "found.png")
        assert barcodes.read(seen) == number
        assert np.array_equal(seen, picture), "not the very pixels of plain decoding"


@pytest.mark.parametrize("name", KINDS)
def test_the_printed_picture_is_the_frame_that_was_marked(way: Way, name: str) -> None:
    for number, mark in zip(MARKED, way.marks_of(name), strict=True):
        assert barcodes.read(way.picture(mark["mark"])) == number


@pytest.mark.parametrize("name", KINDS)
def test_a_still_is_pixel_for_pixel_what_plain_decoding_gives(clips: Path, way: Way, tmp_path: Path, name: str) -> None:
    wanted = random.Random(name).sample(range(FRAMES), 2)
    truth = decoded_in_order(clips / name, wanted)
    places: tuple[tuple[Word, ...], ...] = ((clips / name,), (way.case, way.exhibits[name]))
    for number, place in zip(wanted, places, strict=True):
        told = ask("still", *place, "--frame", str(number), "-o", tmp_path / "a.png", library=way.library)
        assert told["frame"] == number and np.array_equal(pixels_of(tmp_path / "a.png"), truth[number][2])


def test_the_way_holds_where_derived_tables_were_thrown_away(way: Way, tmp_path: Path) -> None:
    for place in (way.library / "derived").iterdir():
        place.unlink()
    for name in ("offset.ts", "b_frames.mp4"):
        mark = way.marks_of(name)[1]
        found = ask("locate", way.printed[mark["mark"]], "--still", tmp_path / "a.png", library=way.library)
        assert found["frame"] == MARKED[1] == barcodes.read(pixels_of(tmp_path / "a.png"))


def test_the_reference_leads_to_the_frame_in_another_library_too(clips: Path, way: Way, tmp_path: Path) -> None:
    """The digest finds the file, whatever label that library gave it."""
    other = traveller(tmp_path)
    other.link(clips / "variable.mp4")
    (mark, *_) = (one for one in way.marks_of("variable.mp4") if one["exhibit"] != other.exhibits["variable.mp4"])
    found = ask("locate", way.printed[mark["mark"]], "--still", tmp_path / "a.png", library=other.library)
    assert found["exhibit"] == other.exhibits["variable.mp4"]
    assert found["frame"] == MARKED[0] == barcodes.read(pixels_of(tmp_path / "a.png"))


def test_a_reference_that_was_changed_leads_nowhere(way: Way) -> None:
    reference = way.printed[way.marks_of("constant.mp4")[1]["mark"]]
    pts = int(reference.split("pts=")[1].split(";")[0])
    for changed in (
        reference.replace(f"pts={pts}", f"pts={pts + 1}"),
        reference.replace(reference[-16:], "0" * 16),
        reference.replace("tb=1/", "tb=2/"),
    ):
        told = ask("locate", changed, library=way.library, code=None)
        assert told["error"]["kind"] in ("not_found", "recording_missing"), (changed, told)
