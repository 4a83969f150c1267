"""Recordings that were cut off are told from whole ones, also where no size at their head says it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from evidence.media import reasons
from evidence.media.door import probe
from evidence.media.facts import Playable
from evidence.media.structure import early_end
from tests.barcodes import Recipe, cut, make, make_sound

SOUNDS = {
    "call.mp3": ("libmp3lame", 16000),
    "call.ogg": ("libopus", 48000),
    "call.au": ("pcm_mulaw", 8000),
    "call.aiff": ("pcm_s16be", 8000),
}
FILMS = {
    "counter.ts": Recipe(codec="mpeg2video", frames=20),
    "preview.gif": Recipe(codec="gif", frames=12, pixel_format="gray", rate=Fraction(10)),
}


@pytest.mark.parametrize("name", [*SOUNDS, *FILMS])
def test_a_recording_that_was_cut_off_says_so_and_a_whole_one_does_not(tmp_path: Path, name: str) -> None:
    whole = tmp_path / name
    if name in SOUNDS:
        codec, rate = SOUNDS[name]
        make_sound(whole, codec, seconds=3.0, rate=rate)
    else:
        make(whole, FILMS[name])
    assert early_end(str(whole)) is None
    assert probe(whole).facts.playable is Playable.YES

    part = cut(whole, tmp_path / f"part-{name}", 0.619)
    facts = probe(part).facts
    assert facts.playable is Playable.DAMAGED
    assert facts.reason is not None and (facts.reason.en, facts.reason.zh) == reasons.CUT
    assert 0 < facts.duration_us < probe(whole).facts.duration_us


@pytest.mark.parametrize("name", ["call.mp3", "call.aiff", "preview.gif"])
def test_what_follows_a_whole_recording_does_not_make_it_a_part(tmp_path: Path, name: str) -> None:
    whole = tmp_path / name
    if name in SOUNDS:
        make_sound(whole, SOUNDS[name][0], rate=SOUNDS[name][1])
    else:
        make(whole, FILMS[name])
    whole.write_bytes(whole.read_bytes() + b"TAG" + bytes(125))
    assert early_end(str(whole)) is None


@pytest.mark.parametrize(
    "head", [b"GIF89a", b"FORM", b".snd", b"OggS", b"ID3", b"ID3\4\0\0\x7f\x7f\x7f\x7f", b"\xff\xfb", b"G", b""]
)
def test_a_few_bytes_are_looked_at_without_fail(tmp_path: Path, head: bytes) -> None:
    for length in range(40):
        path = tmp_path / "short"
        path.write_bytes(head + bytes([length]) * length)
        early_end(str(path))


def test_one_place_is_one_place() -> None:
    assert reasons.decode_errors(1)[0].startswith("Damaged in 1 place:")
    assert reasons.decode_errors(2)[0].startswith("Damaged in 2 places:")
