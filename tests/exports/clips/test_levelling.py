"""Sound that leaves the house is levelled and covered, and nothing of what was covered is left."""

from __future__ import annotations

import numpy as np
import pytest

from exports.clips.levelling import bleep, fade, level, samples_of, segment_of
from tests import barcodes

RATE = 8000


def dbfs(samples: np.ndarray[tuple[int, ...], np.dtype[np.int16]]) -> float:
    return float(10 * np.log10((samples.astype(float) ** 2).mean() / 32768**2))


def test_a_level_is_reached_as_far_as_the_peaks_allow() -> None:
    quiet = (barcodes.tone(1.0)[:, None] // 20).astype(np.int16)
    assert dbfs(level(quiet, RATE, -25.0)) == pytest.approx(-25.0, abs=0.1)
    most = level(quiet, RATE, 0.0)
    assert 32_000 <= np.abs(most.astype(int)).max() <= 32_768 and most.shape == quiet.shape
    assert np.corrcoef(most[:, 0], quiet[:, 0])[0, 1] > 0.999
    silent = np.zeros((100, 2), np.int16)
    assert (level(silent, RATE, -20.0) == silent).all()


def test_channels_keep_their_balance() -> None:
    both = np.stack([barcodes.tone(1.0) // 10, barcodes.tone(1.0) // 40], axis=1).astype(np.int16)
    made = level(both, RATE, -20.0)
    assert dbfs(made[:, :1]) - dbfs(made[:, 1:]) == pytest.approx(dbfs(both[:, :1]) - dbfs(both[:, 1:]), abs=0.1)


def test_a_fade_starts_and_ends_in_silence() -> None:
    sound = np.full((RATE, 1), 10_000, np.int16)
    faded = fade(sound, RATE, 100, 200)
    assert faded.shape == sound.shape
    assert abs(int(faded[0, 0])) < 200 and abs(int(faded[-1, 0])) < 200 and (faded[2000:4000] == 10_000).all()


def test_nothing_is_left_under_a_bleep_and_nothing_else_is_touched() -> None:
    words = np.random.default_rng(3).integers(-9000, 9000, (RATE, 2)).astype(np.int16)
    covered = bleep(words, RATE, [(1000, 3001), (7990, 9000)])
    assert (covered[:1000] == words[:1000]).all() and (covered[3001:7990] == words[3001:7990]).all()
    other = bleep(np.zeros_like(words), RATE, [(1000, 3001), (7990, 9000)])
    assert (covered[1000:3001] == other[1000:3001]).all(), "the tone does not depend on what was said"
    spectrum = np.abs(np.fft.rfft(covered[1000:3000, 0].astype(float)))
    assert abs(int(spectrum.argmax()) * RATE / 2000 - 1000) <= RATE / 2000
    left = bleep(words, RATE, [(1000, 3001)], channels=[0])
    assert (left[:, 1] == words[:, 1]).all() and not (left[1000:3001, 0] == words[1000:3001, 0]).all()


def test_samples_go_through_pydub_unharmed() -> None:
    both = np.random.default_rng(3).integers(-32_768, 32_767, (500, 2)).astype(np.int16)
    assert (samples_of(segment_of(both, RATE), 2) == both).all()
