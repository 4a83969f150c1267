"""Planted defects are found where they are, and nothing is found where there is nothing."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from evidence.assist.findings import Finding, FindingKind, Quality
from evidence.assist.quality import quality
from evidence.errors import WorldError
from evidence.media.door import probe
from evidence.progress import Cancelled
from tests import barcodes
from tests.evidence.assist.scenes import RATE, STEP_US, Film, Luma, Room, Samples, film, keypad, sine, speech

BLOCK_US = 10_000


def look(path: Path) -> Quality:
    return quality(path, probe(path))


def call(path: Path, sound: Samples, rate: int = 8000) -> Quality:
    return look(barcodes.write_wav(path, sound, rate))


def one(found: Quality, kind: FindingKind) -> Finding:
    of_kind = found.of(kind)
    assert len(of_kind) == 1, [(each.from_us, each.to_us, each.kind.value) for each in found.findings]
    return of_kind[0]


def near(finding: Finding, from_s: float, to_s: float, within_us: int) -> None:
    off = finding.from_us - round(from_s * 1e6), finding.to_us - round(to_s * 1e6)
    assert max(map(abs, off)) <= within_us, f"{finding}: off by {off} us"


@pytest.fixture(scope="module")
def defects(tmp_path_factory: pytest.TempPathFactory) -> Quality:
    """Twelve seconds: black from 2 to 4 s, frozen from 5 to 8 s, mirrored from 9 s on, 12 frames missing at 10 s."""

    def change(number: int, room: Room) -> Luma:
        if 50 <= number < 100:
            return np.full_like(room.picture(0), 16)
        picture = room.picture(125 if 125 <= number < 200 else number)
        return picture[:, ::-1] if number >= 225 else picture

    path = tmp_path_factory.mktemp("defects") / "defects.mp4"
    return look(film(path, Film(frames=300, change=change, missing=tuple(range(250, 262)))))


def test_a_black_picture_is_found_to_the_frame(defects: Quality) -> None:
    finding = one(defects, FindingKind.BLACK)
    near(finding, 2.0, 4.0, 0)
    assert finding.strength in range(14, 19)


def test_a_frozen_picture_is_found_to_the_frame_across_key_frames(defects: Quality) -> None:
    near(one(defects, FindingKind.STILL), 5.0, 8.0, STEP_US)


def test_a_mirrored_splice_is_found_to_the_frame(defects: Quality) -> None:
    cuts = [finding.from_us for finding in defects.of(FindingKind.CUT)]
    assert cuts == [2_000_000, 4_000_000, 9_000_000], "black begins, black ends, mirrored"


def test_missing_frames_are_found_to_the_frame_and_counted(defects: Quality) -> None:
    finding = one(defects, FindingKind.GAP)
    near(finding, 9.96, 10.48, 0)
    assert (finding.strength, finding.detail) == (12, "picture")


@pytest.mark.parametrize(
    ("codec", "name", "qp"), [("libx264", "a.mp4", 20), ("libx264", "b.mkv", 34), ("mjpeg", "c.avi", 0)]
)
def test_nothing_is_found_in_a_clean_recording_with_noise(tmp_path: Path, codec: str, name: str, qp: int) -> None:
    found = look(film(tmp_path / name, Film(codec=codec, qp=qp), speech(10)))
    assert found.findings == ()
    assert found.summary.usual_change > 100


def test_a_quiet_scene_is_not_called_unchanging(tmp_path: Path) -> None:
    empty = Film(room=Room(noise=1.0, people=1, speed=0.2), qp=24)
    assert look(film(tmp_path / "quiet.mp4", empty)).of(FindingKind.STILL) == ()


def test_a_clock_that_ticks_is_not_called_unchanging(tmp_path: Path) -> None:
    def change(number: int, room: Room) -> Luma:
        picture = room.picture(number if number < 50 else 50)
        picture[8:20, 8:16] = 16
        second = number // RATE
        picture[8 + second % 10 : 12 + second % 10, 10:14] = 235
        return picture

    found = look(film(tmp_path / "clock.mp4", Film(frames=200, change=change)))
    assert all(finding.to_us - finding.from_us <= 1_000_000 + STEP_US for finding in found.of(FindingKind.STILL))


def test_silence_is_found_to_ten_milliseconds_and_digital_silence_to_the_sample(tmp_path: Path) -> None:
    sound = speech(12)
    sound[16_000:32_003] = 0
    faint = np.random.default_rng(1).integers(-9, 10, 20_000).astype(np.int16)
    sound[60_000:80_000] = faint
    found = call(tmp_path / "call.wav", sound)
    near(one(found, FindingKind.DIGITAL_SILENCE), 2.0, 32_003 / 8000, 0)
    first, second = found.of(FindingKind.SILENCE)
    near(first, 2.0, 32_003 / 8000, BLOCK_US)
    near(second, 7.5, 10.0, BLOCK_US)
    assert first.strength == -120 and -75 <= second.strength <= -65


def test_silence_of_an_a_law_line_is_digital_silence(tmp_path: Path) -> None:
    sound = speech(5)
    sound[16_000:24_000] = 8
    near(one(call(tmp_path / "call.wav", sound), FindingKind.DIGITAL_SILENCE), 2.0, 3.0, 0)


def test_a_drop_out_is_found_to_the_sample(tmp_path: Path) -> None:
    sound = speech(6, level=0.3)
    sound[20_011:20_411] = 0
    sound[30_000:34_000] = np.round(np.linspace(1, 0, 4000) ** 4 * sound[30_000:34_000]).astype(np.int16)
    sound[34_000:34_800] = 0
    found = call(tmp_path / "call.wav", sound)
    finding = one(found, FindingKind.DROPOUT)
    near(finding, 20_011 / 8000, 20_411 / 8000, 130)
    assert finding.strength == 50


def test_clipping_is_found_to_ten_milliseconds(tmp_path: Path) -> None:
    sound = speech(8).astype(np.int64)
    sound[24_000:32_000] *= 16
    found = call(tmp_path / "call.wav", np.clip(sound, -32768, 32767).astype(np.int16))
    near(one(found, FindingKind.CLIPPING), 3.0, 4.0, 20 * BLOCK_US)  # syllables: the edges may be soft ones
    assert one(found, FindingKind.CLIPPING).strength > 100


def test_a_loud_passage_is_found_relative_to_the_rest(tmp_path: Path) -> None:
    sound = speech(40, level=0.02).astype(np.int64)
    sound[160_000:208_000] *= 4
    quiet = (sound / 4).astype(np.int16)
    for name, each in (("call.wav", sound.astype(np.int16)), ("quiet.wav", quiet)):
        found = call(tmp_path / name, each)
        finding = one(found, FindingKind.LOUD)
        near(finding, 20.0, 26.0, 200_000)
        assert finding.strength in (11, 12)


def test_keypad_digits_are_read_with_their_times(tmp_path: Path) -> None:
    dialled = "1234567890*#ABCD5"
    parts, begun, at = [speech(1, level=0.02)], [], 8000
    for number, key in enumerate(dialled):
        length = 0.06 + 0.01 * (number % 5)
        pressed, pause = keypad(key, length), np.zeros(600 + 37 * number, np.int16)
        begun.append((at / 8000, at / 8000 + length))
        parts += [pressed, pause]
        at += len(pressed) + len(pause)
    hiss = np.random.default_rng(2).normal(0, 120, at).astype(np.int16)
    found = call(tmp_path / "call.wav", np.concatenate(parts)[:at] + hiss)
    keys = found.of(FindingKind.KEY)
    assert "".join(finding.detail for finding in keys) == dialled
    for finding, (begin, end) in zip(keys, begun, strict=True):
        near(finding, begin, end, BLOCK_US)


@pytest.mark.parametrize("rate", [8000, 16_000, 44_100, 48_000])
def test_tones_are_found_at_every_rate(tmp_path: Path, rate: int) -> None:
    parts = [speech(1, rate, 0.02), sine(450, 1.0, rate), speech(1, rate, 0.02), keypad("7", 0.1, rate)]
    found = call(tmp_path / "call.wav", np.concatenate([*parts, speech(1, rate, 0.02, seed=9)]), rate)
    tone = one(found, FindingKind.TONE)
    near(tone, 1.0, 2.0, 30_000)
    assert abs(tone.strength - 450) <= 3
    key = one(found, FindingKind.KEY)
    near(key, 3.0, 3.1, BLOCK_US)
    assert key.detail == "7"


def test_sound_and_pictures_stand_on_one_clock(tmp_path: Path) -> None:
    sound = speech(8)
    sound[24_000:36_000] = 0
    path = film(tmp_path / "both.mkv", Film(frames=200, missing=tuple(range(60, 70))), sound)
    found = look(path)
    near(one(found, FindingKind.DIGITAL_SILENCE), 3.0, 4.5, 600)  # Matroska counts in milliseconds
    near(one(found, FindingKind.GAP), 59 / RATE, 70 / RATE, 0)


def test_the_same_recording_gives_the_same_bytes(tmp_path: Path) -> None:
    path = film(tmp_path / "both.mkv", Film(frames=60), speech(2))
    first = look(path)
    assert first.to_bytes() == look(path).to_bytes()
    assert Quality.from_bytes(first.to_bytes()) == first


def test_it_reports_and_can_be_stopped(tmp_path: Path) -> None:
    path = film(tmp_path / "long.mp4", Film(frames=400), speech(16))
    probed = probe(path)
    seen: list[tuple[int, int]] = []
    quality(path, probed, lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen) and all(0 <= done <= total for done, total in seen)

    def stop(done: int, total: int) -> None:
        raise Cancelled

    before = set(os.listdir(tmp_path))
    if seen:
        with pytest.raises(Cancelled):
            quality(path, probed, stop)
    assert set(os.listdir(tmp_path)) == before


def test_real_recordings_are_measured_or_refused_in_a_sentence(shared_media: Path) -> None:
    for path in sorted([*(shared_media / "nasty").iterdir(), *(shared_media / "video").glob("*.3gp")])[::5]:
        try:
            found = look(path)
        except WorldError as refused:
            assert refused.sentence.en and refused.sentence.zh
            continue
        assert list(found.findings) == sorted(found.findings)
