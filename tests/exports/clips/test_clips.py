"""A clip begins and ends on the very frame that was asked for, keeps all distances in time, and its sound with them."""

from __future__ import annotations

import hashlib
import random
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from evidence.errors import DiskProblem, NotFound, Refused, WrongUse
from evidence.media.clip import Clip
from evidence.media.covering import Cover, boxes_at
from evidence.media.cut import FORMS, cut, stretch_of
from evidence.media.door import Probed, probe
from evidence.media.facts import Playable
from evidence.media.pictures import pixels
from evidence.model.masks import KeyBox, Rectangle
from evidence.model.places import Box
from evidence.progress import Cancelled
from exports.clips.derivative import Derivative
from exports.clips.making import make_clip
from tests import barcodes
from tests.barcodes import Recipe

PARENT = "0" * 64
UNEVEN = [0]
_rng = random.Random(5)
for _ in range(119):
    UNEVEN.append(UNEVEN[-1] + _rng.randrange(66, 166))
KINDS = {
    "even.mp4": Recipe(sound_s=4.8),
    "uneven.mp4": Recipe(ticks=UNEVEN),
    "b_frames.mkv": Recipe(b_frames=3, open_gop=True, gop=15, sound_s=4.8, sound_codec="pcm_s16le"),
    "closed.mp4": Recipe(b_frames=2, sound_s=4.8, sound_codec="aac"),
    "offset.ts": Recipe(format="mpegts", b_frames=2, open_gop=True, start_ticks=93_712 * 25),
    "mjpeg.avi": Recipe(codec="mjpeg", pixel_format="yuvj420p", sound_s=4.8, sound_codec="pcm_s16le"),
}


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Probed]]:
    folder = tmp_path_factory.mktemp("clips")
    paths = {name: barcodes.make(folder / name, recipe) for name, recipe in KINDS.items()}
    return {name: (path, probe(path)) for name, path in paths.items()}


def shown(path: Path) -> tuple[Probed, list[int | None], list[int]]:
    """What is in a file: facts, the numbers of its frames, and their times."""
    found = probe(path)
    assert found.table is not None and found.facts.playable is Playable.YES
    with Clip(path, found) as clip:
        numbers = [barcodes.read(pixels(picture)) for picture in clip.frames(0, found.table.frames)]
    return found, numbers, [found.table.shown_us(number) for number in range(found.table.frames)]


def packets(path: Path) -> list[bytes]:
    with av.open(str(path)) as media:
        return [bytes(packet) for packet in media.demux(media.streams.video[0]) if packet.size]


CUTS = [
    ("even.mp4", 0, 119, ".mp4"), ("even.mp4", 17, 40, ".mkv"),
    ("uneven.mp4", 50, 119, ".mov"), ("uneven.mp4", 24, 47, ".mp4"),
    ("b_frames.mkv", 15, 44, ".mp4"), ("b_frames.mkv", 61, 61, ".mkv"),
    ("closed.mp4", 12, 35, ".mp4"), ("closed.mp4", 36, 47, ".mkv"),
    ("offset.ts", 12, 30, ".mp4"), ("mjpeg.avi", 5, 119, ".mkv"), ("mjpeg.avi", 61, 61, ".mov"),
]  # fmt: skip

COPIED = {
    ("even.mp4", 0),
    ("uneven.mp4", 24),
    ("closed.mp4", 12),
    ("closed.mp4", 36),
    ("mjpeg.avi", 5),
    ("mjpeg.avi", 61),
}


@pytest.mark.parametrize(("name", "first", "last", "suffix"), CUTS)
def test_first_and_last_frame_and_every_time_are_those_of_the_original(
    clips: dict[str, tuple[Path, Probed]], tmp_path: Path, name: str, first: int, last: int, suffix: str
) -> None:
    path, probed = clips[name]
    table = probed.table
    assert table is not None
    target = tmp_path / f"clip{suffix}"
    in_us, out_us = table.shown_us(first), table.shown_us(last)
    made = make_clip(path, probed, PARENT, in_us + (1000 if first < last else 0), out_us, target)
    found, numbers, times = shown(target)
    assert numbers == list(range(first, last + 1))
    within = 1000 if suffix == ".mkv" else 1
    for at, number in zip(times, range(first, last + 1), strict=True):
        assert abs(at - (table.shown_us(number) - in_us)) <= within
    assert (made.in_frame, made.out_frame, made.in_us, made.out_us) == (first, last, in_us, out_us)
    assert (made.in_pts, made.out_pts) == (table.pts[first], table.pts[last])
    assert made.sha256 == hashlib.sha256(target.read_bytes()).hexdigest()
    assert Derivative.from_json(made.to_json()) == made
    assert abs(found.facts.duration_us - (made.end_us - made.in_us)) <= max(within, 40_000)
    assert (found.sound is None) == (probed.sound is None)
    assert found.sound is None or abs(found.sound.start_us) <= 1000
    assert made.method == ("copy" if (name, first) in COPIED else "encoded")


def sound_of(path: Path, probed: Probed, from_us: int, to_us: int) -> NDArray[np.int16]:
    with Clip(path, probed) as clip:
        return clip.sound(from_us, to_us).samples[:, 0]


@pytest.mark.parametrize("suffix", [".mkv", ".mov"])
def test_plain_sound_starts_with_the_sample_of_the_first_frame(
    clips: dict[str, tuple[Path, Probed]], tmp_path: Path, suffix: str
) -> None:
    for name in ("b_frames.mkv", "even.mp4"):
        path, probed = clips[name]
        target = tmp_path / f"{name}{suffix}"
        made = make_clip(path, probed, PARENT, 1_320_000, 2_440_000, target)
        found = probe(target)
        assert found.sound is not None and probed.sound is not None
        assert abs(found.sound.start_us) <= 1_000_000 // probed.sound.rate + (500 if suffix == ".mkv" else 0)
        truth = sound_of(path, probed, made.in_us, made.end_us)
        assert (sound_of(target, found, -10_000, 10**8) == truth).all() and len(truth) == round(
            0.08 * 8000 + 1.08 * 8000
        )


def test_aac_sound_stays_in_step_with_the_pictures(clips: dict[str, tuple[Path, Probed]], tmp_path: Path) -> None:
    path, probed = clips["even.mp4"]
    made = make_clip(path, probed, PARENT, 1_320_000, 2_440_000, tmp_path / "clip.mp4")
    found = probe(tmp_path / "clip.mp4")
    assert found.sound is not None and found.sound.codec == "aac"
    truth = sound_of(path, probed, made.in_us, made.end_us).astype(float)
    got = sound_of(tmp_path / "clip.mp4", found, 0, made.end_us - made.in_us).astype(float)
    length = min(len(truth), len(got)) - 2100
    scores = {
        late: float(truth[1024 : 1024 + length] @ got[1024 + late : 1024 + late + length])
        for late in range(-1024, 1025)
    }
    assert abs(max(scores, key=lambda late: scores[late]) + round(found.sound.start_us * 8 / 1000)) <= 1


def test_a_stretch_between_key_frames_is_copied_bit_by_bit(
    clips: dict[str, tuple[Path, Probed]], tmp_path: Path
) -> None:
    path, probed = clips["even.mp4"]
    made = make_clip(path, probed, PARENT, 36 * 40_000, 59 * 40_000, tmp_path / "copied.mp4")
    assert made.method == "copy" and "as they are" in made.recipe[0]
    assert packets(tmp_path / "copied.mp4") == packets(path)[36:60]
    assert shown(tmp_path / "copied.mp4")[1] == list(range(36, 60))
    again = make_clip(path, probed, PARENT, 36 * 40_000, 59 * 40_000, tmp_path / "again.mp4", wish="encode")
    assert again.method == "encoded" and shown(tmp_path / "again.mp4")[1] == list(range(36, 60))


def test_what_cannot_be_copied_exactly_is_refused_when_copying_was_wished_for(
    clips: dict[str, tuple[Path, Probed]], tmp_path: Path
) -> None:
    for name, in_frame, out_frame in (("even.mp4", 37, 50), ("b_frames.mkv", 15, 21), ("offset.ts", 12, 23)):
        path, probed = clips[name]
        assert probed.table is not None
        span = probed.table.shown_us(in_frame), probed.table.shown_us(out_frame)
        with pytest.raises(Refused, match="has to be encoded"):
            make_clip(path, probed, PARENT, *span, tmp_path / "no.mkv", wish="copy")
    assert list(tmp_path.iterdir()) == []


def test_the_same_stretch_gives_the_same_bytes(clips: dict[str, tuple[Path, Probed]], tmp_path: Path) -> None:
    path, probed = clips["even.mp4"]
    made = [make_clip(path, probed, PARENT, 520_000, 900_000, tmp_path / f"{name}.mp4") for name in "ab"]
    assert made[0] == made[1]


@pytest.mark.parametrize("suffix", [".wav", ".flac"])
def test_a_call_is_cut_at_the_sample(tmp_path: Path, suffix: str) -> None:
    samples = np.stack([barcodes.tone(3.0), barcodes.tone(3.0)[::-1]], axis=1)
    path = barcodes.write_wav(tmp_path / "call.wav", samples)
    probed = probe(path)
    target = tmp_path / f"clip{suffix}"
    made = make_clip(path, probed, PARENT, 1_000_125, 2_000_500, target)
    assert (made.method, made.in_pts, made.out_pts, made.frames) == ("sound", 8001, 16_003, 0)
    found = probe(target)
    with Clip(target, found) as clip:
        assert (clip.sound(0, 10**7).samples == samples[8001:16_004]).all()


def test_sound_that_begins_later_keeps_its_distance(tmp_path: Path) -> None:
    path = barcodes.make(tmp_path / "late.mkv", Recipe(sound_s=2.0, sound_first=16_000, sound_codec="pcm_s16le"))
    probed = probe(path)
    make_clip(path, probed, PARENT, 1_000_000, 3_000_000, tmp_path / "clip.mkv")
    found = probe(tmp_path / "clip.mkv")
    assert found.sound is not None and abs(found.sound.start_us - 1_000_000) <= 1000


def test_what_is_covered_is_black_in_every_frame_while_it_moves_and_nothing_is_heard(
    clips: dict[str, tuple[Path, Probed]], tmp_path: Path
) -> None:
    path, probed = clips["closed.mp4"]
    assert probed.table is not None
    first, last = probed.table.shown_us(12), probed.table.shown_us(35)
    moving = Rectangle((KeyBox(first, Box(0, 6000, 2000, 4000)), KeyBox(last, Box(8000, 6000, 2000, 4000))))
    late = Cover(last, last + 1, Rectangle((KeyBox(0, Box(0, 6000, 10_000, 4000)),)))
    target, covers = tmp_path / "clip.mp4", (Cover(0, last + 1, moving), late)
    made = make_clip(path, probed, PARENT, first, last, target, covers=covers, sound=False)
    assert made.method == "encoded" and made.sound == "" and "2 rectangles black" in made.recipe
    found = probe(target)
    assert found.table is not None and found.table.frames == 24 and found.sound is None
    with Clip(target, found) as clip:
        for number, picture in enumerate(clip.frames(0, found.table.frames), 12):
            seen, height, width = pixels(picture), picture.height, picture.width
            for box in boxes_at(covers, probed.table.shown_us(number)):
                left, right = box.x * width // 10_000 + 4, (box.x + box.width) * width // 10_000 - 4
                assert seen[height * 6 // 10 + 4 :, left:right].max() < 32, number
            assert barcodes.read(seen) in (number, None)
    with pytest.raises(Refused, match="covered"):
        cut(
            path, probed, stretch_of(probed, first, last, pictures=True), FORMS[".mp4"], print, copy=True, covers=covers
        )


def test_a_turned_picture_is_written_upright_with_its_pixels(shared_media: Path, tmp_path: Path) -> None:
    path = shared_media / "nasty" / "rotated_90.mov"
    probed = probe(path)
    assert probed.table is not None
    target = tmp_path / "clip.mp4"
    make_clip(path, probed, PARENT, 0, probed.table.last_us, target, wish="encode")
    found = probe(target)
    before, after = (each.facts.stream(each.facts.picture) for each in (probed, found))
    assert before is not None and after is not None and after.rotation == 0
    assert (after.width, after.height) == (before.height, before.width)


def test_a_copy_keeps_how_the_pictures_are_looked_at(shared_media: Path, tmp_path: Path) -> None:
    path = shared_media / "nasty" / "video_rotation_90.mp4"
    probed = probe(path)
    for suffix in (".mp4", ".mkv"):
        assert make_clip(path, probed, PARENT, 0, 0, tmp_path / f"clip{suffix}").method == "copy"
        found = probe(tmp_path / f"clip{suffix}")
        stream = found.facts.stream(found.facts.picture)
        assert stream is not None and stream.rotation == 90


def test_what_is_not_there_cannot_be_cut(clips: dict[str, tuple[Path, Probed]], tmp_path: Path) -> None:
    path, probed = clips["uneven.mp4"]
    with pytest.raises(WrongUse):
        make_clip(path, probed, PARENT, 0, 1_000_000, tmp_path / "clip.exe")
    with pytest.raises(WrongUse):
        make_clip(path, probed, PARENT, 1_000_000, 0, tmp_path / "clip.mp4")
    with pytest.raises(NotFound):
        make_clip(path, probed, PARENT, 0, 10**9, tmp_path / "clip.mp4")
    with pytest.raises(NotFound):
        make_clip(path, probed, PARENT, 0, 1_000_000, tmp_path / "clip.wav")
    with pytest.raises(DiskProblem):
        make_clip(path, probed, PARENT, 0, 1_000_000, tmp_path / "no folder" / "clip.mp4")
    assert list(tmp_path.iterdir()) == [] and set(FORMS) == {".mp4", ".mov", ".mkv", ".wav", ".flac"}


def test_stopped_in_the_middle_it_leaves_nothing_and_the_old_file(
    clips: dict[str, tuple[Path, Probed]], tmp_path: Path
) -> None:
    path, probed = clips["even.mp4"]
    target = tmp_path / "clip.mp4"
    target.write_bytes(b"old")

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        make_clip(path, probed, PARENT, 0, 4_000_000, target, wish="encode", progress=stop)
    assert [each.name for each in tmp_path.iterdir()] == ["clip.mp4"] and target.read_bytes() == b"old"


def test_a_derivative_is_read_whole_or_not_at_all(clips: dict[str, tuple[Path, Probed]], tmp_path: Path) -> None:
    path, probed = clips["even.mp4"]
    document = make_clip(path, probed, PARENT, 0, 400_000, tmp_path / "clip.mp4").to_json()
    assert Fraction(document["time_base"]) > 0
    for name, wrong in (
        ("parent_sha256", "0" * 63),
        ("method", "magic"),
        ("in_pts", "1"),
        ("tools", 5),
        ("recipe", None),
    ):
        with pytest.raises(ValueError):
            Derivative.from_json(document | {name: wrong})
