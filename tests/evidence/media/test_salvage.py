"""Recordings that lost their index: every picture is found and is the right one, and what is not known is said."""

from __future__ import annotations

import hashlib
import os
from fractions import Fraction
from pathlib import Path

import pytest

from evidence.errors import MediaDamaged
from evidence.media.clip import Clip
from evidence.media.door import Probed, lend, probe
from evidence.media.facts import MediaFacts, Playable
from evidence.media.filebytes import WINDOW, FileBytes
from evidence.media.nalunits import find_units, kind_of
from evidence.media.opening_names import forced, names_of, opening_of, raw, salvage, short
from evidence.media.pictures import pixels
from evidence.progress import no_progress
from tests import barcodes
from tests.barcodes import Recipe

WITH_SETS = {"x265-params": "log-level=none:keyint=20:min-keyint=20:pools=1:frame-threads=1:repeat-headers=1"}
KINDS = {
    "with AAC between": Recipe(frames=75, gop=12, b_frames=2, sound_s=3.0),
    "with PCM between": Recipe(frames=75, gop=12, sound_s=3.0, sound_codec="pcm_s16le"),
    "pictures alone": Recipe(frames=75, gop=25, rate=Fraction(15)),
    "H.265": Recipe(codec="libx265", frames=40, options=WITH_SETS, sound_s=1.6),
}


def without_index(source: Path, path: Path, share: float = 1.0) -> Path:
    """A copy as a recorder without power leaves it: no `moov`, and the last bytes of the pictures may be missing."""
    content = source.read_bytes()
    content = content[: content.index(b"moov") - 4]
    path.write_bytes(content[: int(len(content) * share)])
    return path


def numbers(path: Path, found: Probed) -> list[int | None]:
    """What is in the pictures when they are asked for in an order that needs seeking."""
    assert found.table is not None
    # Before the very last ones: where the file was cut, those that would be shown in between are missing.
    wanted = [found.table.frames - 4, 0, 13, 12, 11, found.table.frames // 2]
    with Clip(path, found) as clip:
        return [None if barcodes.read(pixels(clip.frame(one))) == one else one for one in wanted]


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("share", [1.0, 0.7])
def test_every_picture_without_an_index_is_found_with_lent_settings(tmp_path: Path, name: str, share: float) -> None:
    recipe = KINDS[name]
    healthy = barcodes.make(tmp_path / ("healthy.mov" if recipe.sound_codec != "aac" else "healthy.mp4"), recipe)
    lost = without_index(healthy, tmp_path / "lost.mp4", share)
    digest = hashlib.sha256(lost.read_bytes()).digest()
    found = probe(lost, lent=lend(healthy))
    facts = found.facts
    assert facts.playable is Playable.DAMAGED and facts.reason and "index (moov) is missing" in facts.reason.en
    expected = recipe.frames if share == 1.0 else facts.frames
    assert facts.frames == expected and recipe.frames * share * 0.8 < facts.frames
    assert numbers(lost, found) == [None] * 6
    rate = f"{int(recipe.rate)} fps" if codec_lent(facts) else "25 fps"
    assert any(f"time interpolated at {rate}" in said.en for said in facts.warnings), facts.warnings
    # What is kept is enough for any later opening, and the file was only read.
    again = probe(lost, opening=forced(MediaFacts.from_json(facts.to_json()).container))
    assert again.table == found.table and hashlib.sha256(lost.read_bytes()).digest() == digest
    assert sorted(os.listdir(tmp_path)) == sorted([healthy.name, "lost.mp4"])


def codec_lent(facts: MediaFacts) -> bool:
    """Whether the settings, and so the rate, came from another recording."""
    return facts.container.startswith("salvage:h264")


def test_pictures_that_carry_their_settings_need_no_other_recording(tmp_path: Path) -> None:
    lost = without_index(barcodes.make(tmp_path / "a.mp4", KINDS["H.265"]), tmp_path / "lost.mp4")
    found = probe(lost)
    assert found.facts.frames == 40 and numbers(lost, found) == [None] * 6


def test_without_settings_it_is_said_what_helps(tmp_path: Path) -> None:
    lost = without_index(barcodes.make(tmp_path / "a.mp4", KINDS["pictures alone"]), tmp_path / "lost.mp4")
    facts = probe(lost).facts
    assert facts.playable is Playable.NO and facts.reason and facts.container == ""
    assert "About 75 pictures are there" in facts.reason.en and "first add an undamaged recording" in facts.reason.en


def test_settings_of_another_size_make_no_pictures_that_pass_for_whole(tmp_path: Path) -> None:
    other = barcodes.make(tmp_path / "other.mp4", Recipe(frames=10, width=320, height=192, b_frames=0))
    lost = without_index(barcodes.make(tmp_path / "a.mp4", KINDS["with AAC between"]), tmp_path / "lost.mp4")
    facts = probe(lost, lent=lend(other)).facts
    assert facts.playable is Playable.NO or any("Damaged in" in said.en for said in facts.warnings)


def test_what_has_no_pictures_is_not_salvaged(tmp_path: Path) -> None:
    for name, content in {
        "only a head.mp4": b"\0\0\0\x18ftypisom\0\0\2\0isomiso2",
        "noise.mp4": b"\0\0\0\x18ftypisom\0\0\2\0isomiso2\0\0\0\0mdat" + os.urandom(400_000),
        "zeros.mp4": b"\0\0\0\x18ftypisom\0\0\2\0isomiso2\0\0\0\0mdat" + bytes(400_000),
    }.items():
        (tmp_path / name).write_bytes(content)
        facts = probe(tmp_path / name).facts
        assert facts.playable is Playable.NO and facts.reason and "index (moov) is missing" in facts.reason.en, name


def test_a_call_has_nothing_to_lend(tmp_path: Path) -> None:
    with pytest.raises(MediaDamaged, match="no settings"):
        lend(barcodes.write_wav(tmp_path / "call.wav", barcodes.tone(0.2)))


def test_heads_of_units_are_told_from_other_bytes() -> None:
    assert kind_of("h264", b"\x65\x88\x84") == kind_of("h264", b"\x41\x9a\x00") == "slice"
    assert kind_of("h264", b"\x67\x42\x00") == "sps" and kind_of("h264", b"\x68\xce\x3c") == "pps"
    assert kind_of("h264", b"\x06\x05\xff") == "other" and kind_of("hevc", b"\x40\x01\x0c") == "vps"
    for head in (b"\xe5\x88\x84", b"\x65\x08\x84", b"\x05\x88\x84", b"\x07\x42\x00", b"\x00\x00\x00", b"\x65"):
        assert kind_of("h264", head) is None, head
    assert kind_of("hevc", b"\x41\x01\x0c") is None and kind_of("hevc", b"\x40\x00\x0c") is None


def test_a_file_is_the_same_by_its_parts(tmp_path: Path) -> None:
    content = os.urandom(WINDOW * 2 + 77)
    (tmp_path / "a").write_bytes(content)
    with FileBytes(str(tmp_path / "a")) as file:
        for at, length in ((0, 4), (WINDOW - 2, 8), (5, WINDOW + 9), (len(content) - 3, 10), (len(content), 4), (2, 1)):
            assert file.part(at, length) == content[at : at + length]
        assert file.whole(7) == int.from_bytes(content[7:11], "big") and file.whole(len(content) - 2) == 0
        assert file.holds((content[900:912],), 0, len(file)) and not file.holds((b"0" * 40,), 0, len(file))
        units = find_units(file, 0, "h264", no_progress)
        assert len(units.place) == len(units.length) < 20


def test_how_a_recording_is_opened_is_read_back_or_refused() -> None:
    text = salvage("h264", Fraction(30000, 1001), b"\0\0\0\1\x67")
    assert text == "salvage:h264:30000/1001:0000000167" and short(text) == "salvage:h264:30000/1001"
    opening = opening_of(text)
    assert opening and (opening.demuxer, opening.options, opening.parameters) == (
        "h264", {"framerate": "30000/1001"}, b"\0\0\0\1\x67",
    )  # fmt: skip
    assert names_of(text) == {"h264"} and names_of("mov,mp4") == {"mov", "mp4"} and forced("mov,mp4") == ""
    chosen = opening_of(raw("s16le", 16_000, 2))
    assert chosen and chosen.demuxer == "s16le" and chosen.options == {"sample_rate": "16000", "ch_layout": "stereo"}
    for wrong in ("raw:concat:8000:1", "raw:s16le:8000:9", "salvage:hls:25/1:", "salvage:h264:25/1:0", "raw:s16le"):
        assert opening_of(wrong) is None and forced(wrong) == ""
    for codec, rate, channels in (("concat", 8000, 1), ("s16le", 10, 1), ("s16le", 8000, 99), ("gsm", 16_000, 1)):
        with pytest.raises(ValueError, match=r"such sound|one rate"):
            raw(codec, rate, channels)
