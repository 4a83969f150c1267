"""The generated recordings are what the sample case says they are."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pypdfium2
import pytest
from PIL import Image

from app.demo import MadeFile, Material, PagePlan, make_material
from app.demo.drawing import Picture, burn_in
from app.demo.encode import Film, write_film
from app.demo.generate import clock_text
from app.demo.papers import write_call_log, write_photo, write_receipt
from app.demo.script import CALL_BACK, CUSTOMER, SALES_DESK, Script
from evidence.model.kinds import AudioUsable, RecordingKind
from evidence.progress import Cancelled

MOST_BYTES = 3_000_000
LOUD, QUIET = 0.05, 0.02


def packet_times(made: MadeFile) -> list[float]:
    """Seconds of every picture, in the order of showing, as the file has them."""
    with av.open(str(made.path)) as clip:
        base = clip.streams.video[0].time_base
        assert base is not None
        return [float(pts * base) for pts in sorted(p.pts for p in clip.demux(video=0) if p.size and p.pts is not None)]


def has_reordered_packets(made: MadeFile) -> bool:
    with av.open(str(made.path)) as clip:
        return any(packet.pts != packet.dts for packet in clip.demux(video=0) if packet.size)


def pictures(made: MadeFile) -> list[tuple[float, Picture]]:
    """Every fifth decoded picture with its seconds from the first."""
    found = []
    with av.open(str(made.path)) as clip:
        for number, frame in enumerate(clip.decode(video=0)):
            assert frame.time is not None
            if number % 5 == 0:
                found.append((frame.time - made.first_us / 1e6, frame.to_ndarray(format="bgr24").astype(np.uint8)))
    return found


def samples(made: MadeFile) -> tuple[np.ndarray[tuple[int, ...], np.dtype[np.float64]], int]:
    """Channels x samples between -1 and 1, and the rate."""
    with av.open(str(made.path)) as clip:
        rate = clip.streams.audio[0].rate
        resampler = av.AudioResampler("s16p")
        parts = [part.to_ndarray() for frame in clip.decode(audio=0) for part in resampler.resample(frame)]
    return np.concatenate(parts, 1).astype(np.float64) / 32_768, rate


def loudest(sound: np.ndarray[tuple[int, ...], np.dtype[np.float64]], rate: int, first_ms: int, last_ms: int) -> float:
    return float(np.abs(sound[first_ms * rate // 1000 : last_ms * rate // 1000]).max())


def assert_spoken_as_written(
    script: Script, side_of: Callable[[str], np.ndarray[tuple[int, ...], np.dtype[np.float64]]], rate: int
) -> None:
    before = 0
    for line in script.lines:
        side = side_of(line.who)
        assert loudest(side, rate, line.at_ms, line.until_ms) > LOUD, line.text
        assert loudest(side, rate, before + 60, line.at_ms - 60) < QUIET, f"before: {line.text}"
        before = line.until_ms
    assert loudest(side_of(script.lines[0].who), rate, before + 60, script.length_ms) < QUIET


def test_the_folder_holds_the_promised_files_and_nothing_else(material: Material) -> None:
    assert sorted(path.name for path in material.folder.iterdir()) == sorted(made.path.name for made in material.files)
    for made in material.files:
        assert 10_000 < made.path.stat().st_size < MOST_BYTES, made.path.name


def test_the_lobby_camera_is_silent_and_even(material: Material) -> None:
    made = material.file("lobby")
    with av.open(str(made.path)) as clip:
        assert [stream.type for stream in clip.streams] == ["video"]
        assert clip.streams.video[0].codec_context.name == "h264"
        assert (clip.streams.video[0].width, clip.streams.video[0].height) == (1280, 720)
    assert len(set(np.round(np.diff(packet_times(made)), 4))) == 1
    assert made.audio_usable is AudioUsable.NO


def test_the_desk_camera_is_the_hard_kind(material: Material) -> None:
    made = material.file("desk")
    times = packet_times(made)
    steps = np.diff(np.array(times, np.float64))
    with av.open(str(made.path)) as clip:
        assert clip.format.name == "mpegts"
        assert [stream.type for stream in clip.streams] == ["video"]
    assert round(times[0] * 1_000_000) == made.first_us > 0
    assert has_reordered_packets(made), "B-frames are packed in another order than they are shown"
    assert 5 < steps.max() < 8, "the gap"
    assert np.sum(steps > 1) == 1
    within = steps[steps < 1]
    assert 1 / 15.1 < within.min() < 0.08
    assert 0.15 < within.max() < 1 / 5.9


def test_the_recording_of_the_sale_has_picture_and_sound(material: Material) -> None:
    with av.open(str(material.file("dual").path)) as clip:
        assert [stream.codec_context.name for stream in clip.streams] == ["h264", "aac"]
    times = packet_times(material.file("dual"))
    assert times[-1] > SALES_DESK.length_ms / 1000 - 0.5


def test_the_call_is_a_telephone_call_in_two_channels(material: Material) -> None:
    with av.open(str(material.file("call").path)) as clip:
        stream = clip.streams.audio[0]
        assert (stream.codec_context.name, stream.rate, stream.channels) == ("pcm_alaw", 8000, 2)
        assert not clip.streams.video


def test_the_words_of_the_sale_are_where_the_script_says(material: Material) -> None:
    sound, rate = samples(material.file("dual"))
    assert_spoken_as_written(SALES_DESK, lambda who: sound[0], rate)


def test_in_the_call_the_customer_is_left_and_the_agent_right(material: Material) -> None:
    sound, rate = samples(material.file("call"))
    for line in CALL_BACK.lines:
        own, other = (sound[0], sound[1]) if line.who == CUSTOMER else (sound[1], sound[0])
        assert loudest(own, rate, line.at_ms, line.until_ms) > LOUD, line.text
        assert loudest(other, rate, line.at_ms, line.until_ms) < QUIET, line.text
    assert_spoken_as_written(CALL_BACK, lambda who: sound.sum(0), rate)


@pytest.mark.parametrize(
    ("key", "camera", "x", "y", "size"),
    [("lobby", "CAM 03", 24, 10, 3), ("desk", "CAM 05", 16, 12, 2), ("dual", "DESK 2", 24, 14, 3)],
)
def test_every_picture_shows_the_clock_of_its_own_time(
    material: Material, key: str, camera: str, x: int, y: int, size: int
) -> None:
    made = material.file(key)
    assert made.start is not None
    for at, picture in pictures(made):
        right, late = np.full_like(picture, 128), np.full_like(picture, 128)
        burn_in(right, clock_text(camera, made.start, at + 1e-4), x, y, size)
        burn_in(late, clock_text(camera, made.start, at + 1.0001), x, y, size)
        drawn = right != 128
        differs = (right != late) & drawn & (late != 128)
        assert np.abs(picture[drawn].astype(int) - right[drawn]).mean() < 40, at
        near_right = np.abs(picture[differs].astype(int) - right[differs]).mean()
        near_late = np.abs(picture[differs].astype(int) - late[differs]).mean()
        assert near_right < near_late, at


def test_every_mark_lies_in_its_recording(material: Material) -> None:
    for mark in material.marks:
        made = material.file(mark.file)
        if isinstance(mark.place, PagePlan):
            assert made.kind in (RecordingKind.DOCUMENT, RecordingKind.PHOTO, RecordingKind.CALLBACK_LOG)
            assert mark.place.page == 1
            continue
        assert 0 <= mark.place.in_us < mark.place.out_us
        if made.kind is RecordingKind.CALLBACK_AUDIO:
            assert mark.place.out_us < CALL_BACK.length_ms * 1000
            continue
        at = [seconds * 1_000_000 - made.first_us for seconds in packet_times(made)]
        assert mark.place.out_us <= at[-1]
        assert any(mark.place.in_us <= one <= mark.place.out_us for one in at)


def test_every_dated_file_says_its_date(material: Material) -> None:
    for key, day in (("receipt", "2026-03-11"), ("receipt", "2026-03-10"), ("call-log", "2026-03-16")):
        document = pypdfium2.PdfDocument(material.file(key).path)
        text = document[0].get_textpage().get_text_range()
        assert len(document) == 1
        document.close()
        assert day in text
    assert "陈梅" in text
    with Image.open(material.file("surrender").path) as photo:
        assert photo.format == "JPEG"
        assert photo.size == (1600, 1200)


@pytest.mark.parametrize(
    ("file", "point", "inside", "outside"),
    [
        ("receipt", "BA24", ["2026-03-11", "Signature"], ["Product", "保单专用"]),
        ("call-log", "BA21", ["2026-03-16 14:30:00"], ["Policyholder", "Length"]),
        ("call-log", "BA22.7", ["7 期交", "不适用"], ["6 犹豫期"]),
    ],
)
def test_a_box_on_a_page_frames_what_it_is_about(
    material: Material, file: str, point: str, inside: list[str], outside: list[str]
) -> None:
    place = next(mark.place for mark in material.marks if (mark.file, mark.point) == (file, point))
    assert isinstance(place, PagePlan)
    box = place.box
    document = pypdfium2.PdfDocument(material.file(file).path)
    page = document[0]
    width, height = page.get_size()
    text = page.get_textpage().get_text_bounded(
        box.x / 10_000 * width,
        height - (box.y + box.height) / 10_000 * height,
        (box.x + box.width) / 10_000 * width,
        height - box.y / 10_000 * height,
    )
    document.close()
    assert all(words in text for words in inside)
    assert not any(words in text for words in outside)


@pytest.mark.parametrize("steps", [1, 40, 160])
def test_stopped_half_way_nothing_is_left(tmp_path: Path, steps: int) -> None:
    def stop(done: int, total: int) -> None:
        assert 0 <= done <= total
        if done >= steps:
            raise Cancelled

    folder = tmp_path / "material"
    with pytest.raises(Cancelled):
        make_material(folder, progress=stop, quick=True)
    assert not folder.exists()


def test_stopped_half_way_what_was_there_stays(tmp_path: Path) -> None:
    mine = tmp_path / "cam03-lobby-20260310-100731.mp4"
    mine.write_bytes(b"mine")

    def stop(done: int, total: int) -> None:
        if done == 5:
            raise Cancelled

    with pytest.raises(Cancelled):
        make_material(tmp_path, progress=stop, quick=True)
    assert list(tmp_path.iterdir()) == [mine]
    assert mine.read_bytes() == b"mine"


def test_the_same_bytes_are_made_each_time(tmp_path: Path) -> None:
    def made(folder: Path) -> list[str]:
        folder.mkdir()
        write_receipt(folder / "receipt.pdf")
        write_call_log(folder / "log.pdf")
        write_photo(folder / "photo.jpg")
        drawn = [(number, np.full((64, 96, 3), number * 9, np.uint8)) for number in range(24)]
        film = Film("mp4", (96, 64), Fraction(1, 12), Fraction(12))
        write_film(folder / "film.mp4", film, drawn, np.zeros(96_000, np.float32))
        return [hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())]

    assert made(tmp_path / "one") == made(tmp_path / "two")


def test_a_picture_survives_the_clip(material: Material) -> None:
    """The table of cash values is white paper in the middle of the picture while it is shown, and not before."""
    paper, wall = [], []
    for at, picture in pictures(material.file("dual")):
        grey = float(np.median(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)[350:380, 400:880]))
        if 37.5 < at < 45.5:
            paper.append(grey)
        elif 20 < at < 35:
            wall.append(grey)
    assert min(paper) > 235
    assert max(wall) < 215
