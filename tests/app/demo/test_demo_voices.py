"""The words are the same whether espeak-ng is installed or not."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest

from app.demo.script import CALL_BACK, SALES_DESK, Script
from app.demo.store_voices import words_of
from app.demo.voices import RATE, resampled, speak, stored_path, stored_track, track

BOTH = pytest.mark.parametrize("script", [SALES_DESK, CALL_BACK], ids=lambda script: script.key)
MOST_STORED_BYTES = 200_000


@BOTH
def test_no_two_lines_overlap(script: Script) -> None:
    ends = [0, *(line.until_ms for line in script.lines)]
    begins = [*(line.at_ms for line in script.lines), script.length_ms]
    assert all(begin - end >= 200 for begin, end in zip(begins, ends, strict=True))


@BOTH
def test_the_stored_words_are_the_words_of_the_script(script: Script) -> None:
    stored = json.loads(stored_path(script).with_suffix(".json").read_text(encoding="utf-8"))
    assert stored == words_of(script)
    assert stored_path(script).stat().st_size < MOST_STORED_BYTES


@BOTH
def test_without_espeak_the_stored_sound_speaks_every_line(script: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert shutil.which("espeak-ng") is None
    lines = speak(script)
    assert len(lines) == len(script.lines)
    for line, sound in zip(script.lines, lines, strict=True):
        assert len(sound) <= (line.until_ms - line.at_ms) * RATE // 1000
        assert np.abs(sound).max() > 0.1, line.text


@BOTH
def test_the_stored_sound_is_silent_between_the_lines(script: Script) -> None:
    sound = stored_track(script)
    assert len(sound) == script.length_ms * RATE // 1000
    spoken = np.abs(track(script, speak(script))) > 0
    for line in script.lines:
        spoken[(line.at_ms - 60) * RATE // 1000 : (line.until_ms + 60) * RATE // 1000] = True
    assert np.abs(sound[~spoken]).max() < 0.02


@BOTH
@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
def test_espeak_and_the_stored_sound_have_the_same_lines_at_the_same_times(script: Script) -> None:
    stored, live = stored_track(script), track(script, speak(script))
    for line in script.lines:
        part = slice(line.at_ms * RATE // 1000, line.until_ms * RATE // 1000)
        assert np.abs(stored[part]).max() > 0.1
        assert np.abs(live[part]).max() > 0.1


def test_every_line_is_reported_when_it_is_spoken() -> None:
    done: list[int] = []
    speak(CALL_BACK, line_done=lambda: done.append(1))
    assert len(done) == len(CALL_BACK.lines)


def test_a_telephone_rate_keeps_length_and_level() -> None:
    tone = np.sin(2 * np.pi * 440 * np.arange(RATE) / RATE).astype(np.float32)
    low = resampled(tone, 8_000)
    assert len(low) == 8_000
    assert abs(float(np.abs(low).max()) - 1) < 0.01
