"""Kinds of file that recorders, telephones and editors make: each is read for what it is, and every frame is exact."""

from __future__ import annotations

import struct
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from evidence.labels import Label
from evidence.media import reasons
from evidence.media.clip import Clip
from evidence.media.door import Probed, page_picture, probe
from evidence.media.facts import Playable
from evidence.media.pictures import pixels
from tests import barcodes, recorders
from tests.barcodes import Recipe

X265 = {"x265-params": "log-level=none:keyint=10:min-keyint=10:pools=1:frame-threads=1"}
INTERLACED = {"x264-params": "interlaced=1:keyint=12:min-keyint=12:scenecut=0:bframes=2:threads=1:qp=14"}
OTHERS: dict[str, tuple[Recipe, str]] = {
    "raw.h265": (Recipe(codec="libx265", format="hevc", frames=40, options=X265), "hevc"),
    "h265.ts": (Recipe(codec="libx265", format="mpegts", frames=40, options=X265), "hevc"),
    "fields.mp4": (Recipe(frames=40, options=INTERLACED), "h264"),
    "fields.mkv": (Recipe(codec="mpeg2video", frames=40, options={"flags": "+ildct+ilme"}), "mpeg2video"),
    "jpeg.mov": (Recipe(codec="mjpeg", pixel_format="yuvj420p", frames=30), "mjpeg"),
}


def exact(path: Path, found: Probed, frames: int, first: int = 0) -> None:
    """Frames in an order that needs seeking show their own numbers."""
    assert found.table is not None and found.facts.frames == frames
    with Clip(path, found) as clip:
        for wanted in (frames - 1, 0, frames // 2, frames // 2 - 1, frames // 3, frames - 2):
            assert barcodes.read(pixels(clip.frame(wanted))) == first + wanted, wanted


@pytest.mark.parametrize("name", OTHERS)
def test_other_kinds_are_exact(tmp_path: Path, name: str) -> None:
    recipe, codec = OTHERS[name]
    path = barcodes.make(tmp_path / name, recipe)
    found = probe(path)
    picture = found.facts.stream(found.facts.picture)
    assert picture and picture.codec == codec and found.facts.playable is Playable.YES
    exact(path, found, recipe.frames)


SERIES: dict[str, tuple[Recipe, str, bool]] = {
    "series.mjpeg": (Recipe(codec="mjpeg", format="mjpeg", pixel_format="yuvj420p", frames=30), "mjpeg", True),
    "series.dat": (Recipe(codec="mjpeg", format="mjpeg", pixel_format="yuvj420p", frames=30), "mjpeg", True),
    "moving.png": (
        Recipe(codec="apng", format="apng", pixel_format="rgb24", frames=30,
               ticks=[40 * n + (900 if n > 10 else 0) for n in range(30)]), "apng", False,
    ),
    "plain.y4m": (Recipe(codec="rawvideo", format="yuv4mpegpipe", frames=30), "yuv4mpegpipe", False),
}  # fmt: skip
"""Recipe, container, and whether its times are only counted."""


@pytest.mark.parametrize("name", SERIES)
def test_what_begins_like_a_photo_or_a_text_and_moves_is_a_recording(tmp_path: Path, name: str) -> None:
    recipe, container, counted = SERIES[name]
    path = barcodes.make(tmp_path / name, recipe)
    found = probe(path)
    assert (found.facts.container, found.facts.playable, found.facts.pages) == (container, Playable.YES, None)
    exact(path, found, 30)
    assert found.table is not None
    if recipe.ticks is not None:
        assert [found.table.shown_us(number) for number in range(30)] == [tick * 1000 for tick in recipe.ticks]
    assert any("time interpolated at 25 fps" in said.en for said in found.facts.warnings) == counted
    if name == "moving.png":  # linked as a photo by an earlier version, its page can still be shown
        assert page_picture(path, 1, 100).width == 100


def test_one_picture_stays_a_photo_whatever_a_camera_adds_to_it(tmp_path: Path) -> None:
    coded, jpeg = cv2.imencode(".jpg", np.full((32, 32, 3), 90, np.uint8))
    assert coded
    for name, content in (
        ("one.jpg", jpeg.tobytes()),
        ("two.jpg", jpeg.tobytes() * 2),
        ("one.dat", jpeg.tobytes()),
        ("still.png", cv2.imencode(".png", np.full((32, 32, 3), 90, np.uint8))[1].tobytes() + b"acTL"),
    ):
        (tmp_path / name).write_bytes(content)
        assert probe(tmp_path / name).facts.pages == 1, name
    (tmp_path / "note.y4m").write_text("YUV4MPEG is a kind of file.")
    assert probe(tmp_path / "note.y4m").facts.reason == Label(*reasons.NOT_A_RECORDING)


@pytest.mark.parametrize(("codec", "b_frames"), [("libx264", 2), ("mpeg4", 2), ("libx264", 0), ("mjpeg", 0)])
def test_avi_whose_pictures_lie_out_of_order_says_that_their_times_are_counted(
    tmp_path: Path, codec: str, b_frames: int
) -> None:
    form = "yuvj420p" if codec == "mjpeg" else "yuv420p"
    options = {"bf": str(b_frames)} if codec == "mpeg4" else {}
    recipe = Recipe(codec=codec, b_frames=b_frames, frames=30, pixel_format=form, options=options)
    path = barcodes.make(tmp_path / "clip.avi", recipe)
    for confirm in (True, False):
        found = probe(path, confirm=confirm)
        said = [one for one in found.facts.warnings if "AVI" in one.en and "time interpolated at 25 fps" in one.en]
        assert len(said) == (b_frames > 0), (confirm, found.facts.warnings)


def test_a_recording_of_an_old_telephone_is_what_plain_decoding_gives(tmp_path: Path) -> None:
    path = barcodes.make(tmp_path / "telephone.3gp", Recipe(codec="h263", frames=40, width=176, height=144))
    with av.open(str(path)) as media:
        plain = [frame.to_ndarray(format="rgb24") for frame in media.decode(video=0)]
    found = probe(path)
    assert found.facts.frames == len(plain) == 40 and found.facts.streams[0].codec == "h263"
    with Clip(path, found) as clip:
        for wanted in (39, 0, 19, 18, 20):
            assert (pixels(clip.frame(wanted)) == plain[wanted]).all()


def test_a_dahua_recording_is_read_with_its_sound(tmp_path: Path) -> None:
    path = recorders.write_dav(tmp_path / "NVR_ch3_main_20231001140000_20231001140003.dav", frames=75)
    found = probe(path)
    sound, picture = found.facts.stream(found.facts.sound), found.facts.stream(found.facts.picture)
    assert found.facts.container == "dhav" and found.facts.playable is Playable.YES
    assert picture and sound and (picture.codec, sound.codec, sound.sample_rate) == ("h264", "pcm_mulaw", 8000)
    exact(path, found, 75)
    assert found.table is not None
    assert [found.table.shown_us(number) for number in (0, 1, 25, 74)] == [0, 40_000, 1_000_000, 2_960_000]
    assert found.facts.duration_us == 3_000_000
    cut = barcodes.cut(path, tmp_path / "cut.dav", 0.6)
    shorter = probe(cut)
    assert 30 < shorter.facts.frames < 60 and shorter.facts.playable is Playable.DAMAGED
    assert shorter.table is not None and shorter.facts.reason and "cut off" in shorter.facts.reason.en
    with Clip(cut, shorter) as clip:  # of the last picture a part is there
        for wanted in (shorter.facts.frames - 2, 0, 21, 20):
            assert barcodes.read(pixels(clip.frame(wanted))) == wanted


def test_a_dahua_recording_with_a_foreign_head_is_still_found(tmp_path: Path) -> None:
    path = tmp_path / "exported.dav"
    path.write_bytes(b"DAHUA" + bytes(0x400 - 5) + recorders.write_dav(tmp_path / "a.dav", frames=30).read_bytes())
    exact(path, probe(path), 30)


def test_a_program_stream_under_the_name_of_an_mp4_is_read_as_what_it_is(tmp_path: Path) -> None:
    plain = barcodes.make(tmp_path / "a.mpg", Recipe(format="vob", frames=60, gop=12))
    named, headed = tmp_path / "hik.mp4", tmp_path / "imkh.mp4"
    named.write_bytes(plain.read_bytes())
    headed.write_bytes(recorders.HIKVISION_HEAD + plain.read_bytes())
    for path in (named, headed):
        found = probe(path)
        assert found.facts.container == "mpeg", path.name
        exact(path, found, 60)


def test_of_several_streams_the_main_ones_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "two cameras.mkv"
    with av.open(str(path), "w") as output:
        small = output.add_stream("mpeg4", rate=25)
        large = output.add_stream("libx264", rate=25, options={"preset": "ultrafast", "qp": "14"})
        sounds = [output.add_stream("pcm_s16le", rate=rate) for rate in (8000, 16_000)]
        for stream, width, height in ((small, 160, 96), (large, 320, 192)):
            assert isinstance(stream, av.VideoStream)
            stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for number in range(25):
            output.mux(small.encode(barcodes.picture(500 + number)))
            output.mux(large.encode(barcodes.picture(number, width=320, height=192)))
        for stream in (small, large):
            output.mux(stream.encode(None))
        for sound in sounds:
            samples = barcodes.tone(1.0, sound.rate)[None, :]
            frame = av.AudioFrame.from_ndarray(samples, format="s16", layout="mono")
            frame.sample_rate, frame.pts, frame.time_base = sound.rate, 0, Fraction(1, sound.rate)
            output.mux(sound.encode(frame))
    found = probe(path)
    assert [stream.kind for stream in found.facts.streams] == ["picture", "picture", "sound", "sound"]
    assert (found.facts.picture, found.facts.sound) == (1, 2)
    exact(path, found, 25)


def test_a_cover_picture_makes_no_film_of_a_call(tmp_path: Path) -> None:
    coded, png = cv2.imencode(".png", np.zeros((32, 32, 3), np.uint8))
    assert coded
    picture = b"\0image/png\0\x03\0" + png.tobytes()
    tag = b"APIC" + struct.pack(">I", len(picture)) + b"\0\0" + picture
    size = bytes(len(tag) >> shift & 127 for shift in (21, 14, 7, 0))
    plain = barcodes.make_sound(tmp_path / "plain.mp3", "libmp3lame", 1.0, 16_000).read_bytes()
    path = tmp_path / "call.mp3"
    path.write_bytes(b"ID3\x03\0\0" + size + tag + plain)
    facts = probe(path).facts
    assert sorted(stream.kind for stream in facts.streams) == ["cover", "sound"]
    assert (facts.picture, facts.frames, facts.duration_us) == (None, 0, 1_000_000)


@pytest.mark.parametrize(("matrix", "turned"), [((0, 1, -1, 0), 90), ((-1, 0, 0, -1), 180), ((0, -1, 1, 0), 270)])
def test_a_telephone_held_otherwise_is_shown_upright(
    tmp_path: Path, matrix: tuple[int, int, int, int], turned: int
) -> None:
    content = bytearray(barcodes.make(tmp_path / "a.mp4", Recipe(frames=10)).read_bytes())
    at = content.index(b"tkhd") + 4 + 40  # version 0: the matrix comes after 40 bytes
    a, b, c, d = (one << 16 & 0xFFFFFFFF for one in matrix)
    struct.pack_into(">IIIIII", content, at, a, b, 0, c, d, 0)
    path = tmp_path / "turned.mp4"
    path.write_bytes(content)
    found = probe(path)
    picture = found.facts.stream(found.facts.picture)
    assert picture and picture.rotation == turned
    with Clip(path, found) as clip:
        shown, stored = clip.frame(7, display=True), clip.frame(7)
    assert barcodes.read(pixels(stored)) == 7
    upright = np.rot90(pixels(shown), turned // 90)
    assert barcodes.read(np.ascontiguousarray(upright)) == 7


def test_repeated_time_stamps_are_interpolated_and_the_frames_stay_exact(tmp_path: Path) -> None:
    path = tmp_path / "repeated.ts"
    path.write_bytes(recorders.with_repeated_stamps(
        barcodes.make(tmp_path / "a.ts", Recipe(format="mpegts", frames=60, gop=10)).read_bytes()
    ))  # fmt: skip
    found = probe(path)
    assert any("interpolated between their neighbours" in warning.en for warning in found.facts.warnings)
    exact(path, found, 60)
    assert found.table is not None
    assert all(found.table.shown_us(n) < found.table.shown_us(n + 1) for n in range(59))
