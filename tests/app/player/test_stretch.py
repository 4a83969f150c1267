"""Sound at another speed is as long as it should be, at its old pitch."""

from __future__ import annotations

import numpy as np
import pytest

from app.player.stretch import Stretch

RATE = 8000


def fed(
    speed: float, samples: np.ndarray[tuple[int, int], np.dtype[np.int16]]
) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    """In pieces of a quarter of a second, as the player feeds it."""
    stretch = Stretch(speed, RATE, samples.shape[1])
    return np.concatenate([stretch.feed(samples[at : at + 2000]) for at in range(0, len(samples), 2000)])


@pytest.mark.parametrize("speed", [0.25, 0.5, 0.75, 1.25, 1.5, 2.0, 3.0, 4.0])
@pytest.mark.parametrize("channels", [1, 2])
def test_length_follows_the_speed_and_pitch_stays(speed: float, channels: int) -> None:
    at = np.arange(5 * RATE) / RATE
    tone = np.repeat((8000 * np.sin(2 * np.pi * 440 * at)).astype(np.int16)[:, None], channels, axis=1)
    given = fed(speed, tone)
    assert given.shape[1] == channels
    assert abs(len(given) - len(tone) / speed) < RATE * 0.1 / min(speed, 1)
    middle = given[len(given) // 4 : len(given) * 3 // 4, 0].astype(float)
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(len(middle))))
    loudest = float(np.argmax(spectrum)) * RATE / len(middle)
    assert abs(loudest - 440) < 3
    assert 0.8 * 8000 / np.sqrt(2) < np.sqrt(np.mean(middle**2)) < 1.1 * 8000 / np.sqrt(2)


def test_silence_stays_silence() -> None:
    assert not fed(1.5, np.zeros((RATE, 1), np.int16)).any()
