"""Sound by the sample: every stretch is the one of decoding from the start, and peaks are those of the whole sound."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from evidence.errors import NotFound, Refused, WrongUse
from evidence.media.clip import Clip
from evidence.media.door import Probed, peaks, probe
from evidence.media.facts import Gap, Playable
from evidence.media.hear import Listening
from evidence.media.opening import open_media
from evidence.media.opening_names import forced, raw_as_said
from evidence.media.pcm import as_16_bit, least_and_most
from evidence.media.peaks import BLOCK, PeakMaker, Peaks
from evidence.media.sounds import SoundTable
from tests import barcodes
from tests.barcodes import Recipe

RATE = 8000


def whole_sound(found: Probed, clip: Clip) -> NDArray[np.int16]:
    """All samples, decoded in one go from the start."""
    assert found.sound is not None
    return clip.sound(found.sound.start_us, found.sound.end_us + 1).samples


KINDS = {
    "pcm.wav": ("pcm_s16le", None, RATE, 0),
    "eight_bit.wav": ("pcm_u8", None, RATE, 0),
    "mulaw.wav": ("pcm_mulaw", None, RATE, 0),
    "ima.wav": ("adpcm_ima_wav", None, RATE, 0),
    "call.mp3": ("libmp3lame", None, 16_000, 0),
    "call.m4a": ("aac", None, 16_000, 0),
    "call.aac": ("aac", "adts", 16_000, 0),
    "call.amr": ("libopencore_amrnb", None, RATE, 60),
    "call.ogg": ("libopus", None, 48_000, 900),
    "call.flac": ("flac", None, RATE, 0),
    "call.mka": ("libopus", "matroska", 48_000, 900),
    "call.mp2": ("mp2", None, 16_000, 1),
}
"""Codec, container, rate, and by how much a sample may differ after a seek: some codecs remember for long."""


def _listening(path: Path, how: str, at_once: int) -> Iterator[tuple[int, NDArray[np.int16]]]:
    with open_media(str(path)) as media:
        stream = media.streams.audio[0]
        assert isinstance(stream, av.AudioStream)
        listening = Listening(media, stream)
        for place, samples in (listening.joined if how == "joined" else listening.samples)(at_once):
            yield place, as_16_bit(samples)


@pytest.mark.parametrize("name", KINDS)
def test_a_stretch_of_sound_is_the_same_wherever_decoding_began(tmp_path: Path, name: str) -> None:
    codec, form, rate, tolerance = KINDS[name]
    path = barcodes.make_sound(tmp_path / name, codec, rate=rate, form=form)
    found = probe(path)
    assert found.facts.playable is Playable.YES and found.sound is not None and found.sound.confirmed
    assert abs(found.facts.duration_us - 6_000_000) <= 130_000
    assert SoundTable.from_bytes(found.sound.to_bytes()) == found.sound
    numbers = random.Random(1)
    with Clip(path, found) as clip:
        truth = whole_sound(found, clip)
        assert len(truth) == found.sound.samples
        # What waveforms are drawn from is the same to the sample, joined in whatever pieces.
        for at_once in (1, 2500, 1 << 17):
            pieces = list(_listening(path, "joined", at_once))
            places = [place for place, _ in pieces]
            assert places == [places[0] + sum(len(part) for _, part in pieces[:n]) for n in range(len(pieces))]
            assert np.array_equal(np.concatenate([part for _, part in pieces]), truth)
        for _ in range(25):
            first = numbers.randrange(0, len(truth) - 10)
            count = numbers.randrange(1, min(rate, len(truth) - first))
            begin, end = (found.sound.shown_us(found.sound.first + place) for place in (first, first + count))
            got = clip.sound(begin, end)
            assert (len(got.samples), got.pts, got.first_us) == (count, found.sound.first + first, begin)
            off = np.abs(got.samples.astype(int) - truth[first : first + count]).max()
            assert off <= tolerance, f"{count} samples from {first} differ by up to {off}"


def test_plain_sound_is_the_samples_that_were_written(tmp_path: Path) -> None:
    samples = barcodes.tone(3.0)
    both = np.stack([samples, samples[::-1]], axis=1)
    path = barcodes.write_wav(tmp_path / "both.wav", both)
    found = probe(path)
    with Clip(path, found) as clip:
        assert (clip.sound(0, 3_000_000).samples == both).all()
        assert (clip.sound(1_000_125, 1_000_500).samples == both[8001:8004]).all()
        assert (
            clip.sound(1_000_000, 2_000_000, channels=1).samples[:, 0] == np.rint(both[8000:16000].mean(axis=1))
        ).all()
        assert clip.sound(5_000_000, 6_000_000).samples.shape == (0, 2)
        early = clip.sound(-1_000_000, 500)
        assert early.first_us == 0 and (early.samples == both[:4]).all()
        with pytest.raises(WrongUse):
            clip.sound(0, 3_600_000_000)
        with pytest.raises(NotFound):
            clip.frame(0)


def test_a_mark_on_a_call_leads_back_to_the_same_sample(tmp_path: Path) -> None:
    path = barcodes.write_wav(tmp_path / "call.wav", barcodes.tone(2.0, 44_100), 44_100)
    found = probe(path)
    assert found.sound is not None
    with Clip(path, found) as clip:
        for place in (0, 1, 2, 777, 44_099, 88_199):
            at = clip.sound_place(found.sound.shown_us(place))
            assert (at.pts, at.time_base) == (place, Fraction(1, 44_100))
            assert clip.sound_place(at.shown_us) == at
        assert clip.sound_place(-5).pts == 0 and clip.sound_place(10**9).pts == 88_199


def test_stretches_at_another_rate_join_without_a_seam(tmp_path: Path) -> None:
    rate, wanted = 8000, 44_100
    at = np.arange(rate * 2) / rate
    sine = np.rint(12_000 * np.sin(2 * np.pi * 440 * at)).astype(np.int16)
    path = barcodes.write_wav(tmp_path / "sine.wav", sine, rate)
    with Clip(path, probe(path)) as clip:
        parts = [
            clip.sound(begin, begin + 50_000, rate=wanted).samples[:, 0] for begin in range(500_000, 1_000_000, 50_000)
        ]
    joined = np.concatenate(parts)
    expected = 12_000 * np.sin(2 * np.pi * 440 * (0.5 + np.arange(len(joined)) / wanted))
    assert len(joined) == wanted // 2
    assert np.abs(joined - expected).max() < 60


def test_sound_before_the_first_picture_has_negative_time(tmp_path: Path) -> None:
    path = tmp_path / "early.mkv"
    barcodes.make(
        path, Recipe(frames=50, ticks=[500 + 40 * n for n in range(50)], sound_s=2.0, sound_codec="pcm_s16le")
    )
    found = probe(path)
    sound = found.facts.stream(found.facts.sound)
    assert sound is not None and sound.start_us == -500_000 and found.table and found.table.shown_us(0) == 0
    with Clip(path, found) as clip:
        assert (clip.sound(0, 250_000).samples[:, 0] == barcodes.tone(2.0)[4000:6000]).all()
        assert clip.sound(-400_000, 0).first_us == -400_000
        assert clip.sound_place(0).pts == 4000


def test_a_hole_in_the_sound_is_silence_and_a_gap(tmp_path: Path) -> None:
    samples = barcodes.tone(4.0)
    path = tmp_path / "hole.mka"
    with av.open(str(path), "w", format="matroska") as output:
        stream = output.add_stream("pcm_s16le", rate=RATE)
        assert isinstance(stream, av.AudioStream)
        stream.layout = "mono"
        for place in range(0, len(samples), 800):
            frame = av.AudioFrame.from_ndarray(samples[None, place : place + 800], format="s16", layout="mono")
            frame.sample_rate, frame.time_base = RATE, Fraction(1, RATE)
            frame.pts = place + (RATE * 5 if place >= 16_000 else 0)
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    found = probe(path)
    assert found.facts.gaps == (Gap(2_000_000, 7_000_000),) and found.facts.duration_us == 9_000_000
    with Clip(path, found) as clip:
        got = clip.sound(1_900_000, 7_100_000).samples[:, 0]
        assert (got[:800] == samples[15_200:16_000]).all() and not got[800:-800].any()
        assert (got[-800:] == samples[16_000:16_800]).all()
    drawn = peaks(path, found)
    assert drawn is not None and not drawn.between(2_100_000, 6_900_000, 10).any()
    joined, as_before = (list(_listening(path, how, 1 << 17)) for how in ("joined", "samples"))
    assert [place for place, _ in joined] == [0, 56_000] == [place for place, _ in as_before]
    assert all(np.array_equal(one, other) for (_, one), (_, other) in zip(joined, as_before, strict=True))


def test_a_cover_does_not_make_a_call_a_film(shared_media: Path) -> None:
    facts = probe(shared_media / "audio" / "vad_test_with_cover.mp3").facts
    assert (
        facts.picture is None and facts.frames == 0 and [stream.kind for stream in facts.streams] == ["sound", "cover"]
    )


def test_telephone_sound_without_a_header_is_known_by_its_name(tmp_path: Path) -> None:
    path = barcodes.make_sound(tmp_path / "call.ulaw", "pcm_mulaw", form="mulaw")
    stored = tmp_path / "3f2a"  # a library keeps originals without their names
    stored.write_bytes(path.read_bytes())
    found = probe(stored, name="call.ulaw")
    assert (found.facts.container, found.facts.duration_us) == ("mulaw", 6_000_000)
    assert "no header" in found.facts.warnings[0].en
    with Clip(stored, found) as clip:
        assert len(clip.sound(1_000_000, 2_000_000).samples) == 8000
    assert peaks(stored, found) is not None
    assert probe(stored).facts.playable is Playable.NO


@pytest.mark.parametrize(
    ("words", "kind", "rate", "channels"),
    [("s16le:16000:2", "<i2", 16_000, 2), ("s16be:11025:1", ">i2", 11_025, 1), ("u8:8000:1", "u1", 8000, 1)],
)
def test_raw_sound_is_read_as_it_was_said_to_be_and_so_again(
    tmp_path: Path, words: str, kind: str, rate: int, channels: int
) -> None:
    samples = np.repeat(barcodes.tone(1.0, rate)[:, None], channels, 1)
    path = tmp_path / "call.bin"
    path.write_bytes((samples >> 8 if kind == "u1" else samples).astype("i1" if kind == "u1" else kind).tobytes())
    if kind == "u1":
        path.write_bytes((np.frombuffer(path.read_bytes(), np.int8).astype(np.int16) + 128).astype(np.uint8).tobytes())
    found = probe(path, opening=raw_as_said(words))
    sound = found.facts.stream(found.facts.sound)
    assert sound and (sound.sample_rate, sound.channels) == (rate, channels)
    assert found.facts.container == f"raw:{words}" and "as chosen by a person" in found.facts.warnings[0].en
    expected = (samples >> 8) << 8 if kind == "u1" else samples
    for known in (found, probe(path, opening=forced(found.facts.container))):
        with Clip(path, known) as clip:
            assert (whole_sound(known, clip) == expected).all()


def test_what_says_itself_what_it_is_is_no_raw_sound(tmp_path: Path) -> None:
    path = barcodes.write_wav(tmp_path / "call.wav", barcodes.tone(0.2))
    with pytest.raises(Refused, match="no raw sound"):
        probe(path, opening="raw:s16le:8000:1")
    for words in (
        "",
        "mulaw",
        "mulaw:8000",
        "concat:8000:1",
        "mulaw:eight:1",
        "mulaw:8000:9",
        "gsm:16000:1",
        "s16le:1:1",
    ):
        with pytest.raises(WrongUse, match="CODEC:RATE:CHANNELS"):
            raw_as_said(words)
    assert raw_as_said(" PCMU:8000:1 ") == "raw:mulaw:8000:1"


def test_peaks_are_those_of_the_whole_sound(tmp_path: Path) -> None:
    samples = np.stack([barcodes.tone(5.0), barcodes.tone(5.0)[::-1] // 2], axis=1)
    path = barcodes.write_wav(tmp_path / "call.wav", samples)
    found = probe(path)
    made = peaks(path, found)
    assert made is not None and made.channels == 2 and made.samples == len(samples)
    blocks = [samples[at : at + BLOCK] for at in range(0, len(samples), BLOCK)]
    expected = np.array([[(b[:, c].min(), b[:, c].max()) for b in blocks] for c in range(2)])
    assert (made.blocks == expected).all()
    again = Peaks.from_bytes(made.to_bytes())
    assert (again.blocks == made.blocks).all() and again.to_bytes() == made.to_bytes()
    drawn = made.between(0, 5_000_000, 7)
    assert drawn.shape == (2, 7, 2)
    assert drawn[0, :, 0].min() == samples[:, 0].min() and drawn[0, :, 1].max() == samples[:, 0].max()
    assert made.level(3).shape[1] >= 3 and made.level(10**9) is made.blocks
    assert not made.between(6_000_000, 9_000_000, 4).any()
    one = made.between(1_000_000, 1_032_000, 1)[0, 0]
    assert one[0] <= samples[8000:8256, 0].min() and one[1] >= samples[8000:8256, 0].max()


def naive(sound: NDArray[np.int16]) -> NDArray[np.int16]:
    """The pairs of blocks, one by one."""
    blocks = [sound[at : at + BLOCK] for at in range(0, len(sound), BLOCK)]
    return np.stack([np.stack([each.min(axis=0), each.max(axis=0)], axis=1) for each in blocks], axis=1)


@pytest.mark.parametrize("name", ["call.mp3", "call.ogg", "eight_bit.wav"])
def test_peaks_of_sound_that_is_not_decoded_to_16_bit_are_those_of_its_samples(tmp_path: Path, name: str) -> None:
    codec, form, rate, _ = KINDS[name]
    path = barcodes.make_sound(tmp_path / name, codec, form=form, rate=rate)
    found = probe(path)
    made = peaks(path, found)
    assert made is not None
    with Clip(path, found) as clip:
        assert np.array_equal(made.blocks, naive(whole_sound(found, clip)))


def test_blocks_of_any_kind_of_sample_are_those_of_16_bit() -> None:
    chance = np.random.default_rng(3)
    floats = chance.normal(0, 0.7, (BLOCK * 40 + 9, 2)).astype(np.float32)
    edges = [-0.0, 1.0, -1.0, 0.99999, 1.5 / 32768, 2.5 / 32768, -0.5 / 32768, np.inf, -np.inf, 1e-30]
    floats[BLOCK * 3 : BLOCK * 3 + len(edges), 0] = edges
    bytes_ = chance.integers(0, 256, (BLOCK * 7, 2)).astype(np.uint8)
    wide = chance.integers(-(2**31), 2**31, (BLOCK * 5 + 1, 2)).astype(np.int32)
    maker = PeakMaker(2)
    parts: list[NDArray[np.int16]] = []
    for data in (floats[:1000], floats[1000:], bytes_, wide, floats[:300]):
        maker.add(sum(len(part) for part in parts) + 70, data)
        parts += [np.zeros((70, 2), np.int16), as_16_bit(data)]
    assert np.array_equal(maker.blocks(), naive(np.concatenate(parts)))
    floats[BLOCK + 4] = np.nan
    with np.errstate(invalid="ignore"):
        assert np.array_equal(least_and_most(floats[: BLOCK * 2], BLOCK), naive(as_16_bit(floats[: BLOCK * 2])))


def test_coarse_peaks_invent_no_silence_at_the_end(tmp_path: Path) -> None:
    loud = np.full(BLOCK * 37 + 5, 5000, np.int16)
    path = barcodes.write_wav(tmp_path / "loud.wav", loud)
    made = peaks(path, probe(path))
    assert made is not None
    for count in (1, 5, 30):
        assert (made.level(count) == 5000).all()


def test_the_drawn_sound_of_a_short_recording_ends_with_the_recording() -> None:
    samples = BLOCK + 8  # the last block holds eight samples
    made = Peaks(8000, 0, samples, np.full((1, 2, 2), 5000, np.int16))
    drawn = made.between(0, 2 * BLOCK * 125, 2 * BLOCK)[0, :, 1]  # one column for each sample
    assert (drawn[:samples] == 5000).all() and not drawn[samples:].any()


def test_a_call_that_was_cut_off_is_said_to_be_damaged(tmp_path: Path) -> None:
    whole = barcodes.write_wav(tmp_path / "whole.wav", barcodes.tone(4.0))
    found = probe(barcodes.cut(whole, tmp_path / "cut.wav", 0.5))
    assert found.facts.playable is Playable.DAMAGED and found.facts.reason and "ends early" in found.facts.reason.en
    assert 1_900_000 < found.facts.duration_us < 2_100_000


def test_peaks_of_a_recording_without_sound_are_none(tmp_path: Path) -> None:
    path = barcodes.make(tmp_path / "silent.mp4", Recipe(frames=5))
    found = probe(path)
    assert peaks(path, found) is None
    with Clip(path, found) as clip, pytest.raises(NotFound, match="no sound"):
        clip.sound(0, 1000)
