"""The loudness filter against the numbers of ITU-R BS.1770-4 and EBU Tech 3341."""

from __future__ import annotations

import numpy as np
import pytest

from evidence.assist.sounds import Timeline, short_term, usual_loudness
from evidence.media.gauge import Gauge
from evidence.media.sounds import SoundPoints, SoundTable
from evidence.media.weighting import sections, weighted


def test_at_48_khz_the_coefficients_are_those_that_the_standard_prints() -> None:
    (shelf_b, shelf_a), (pass_b, pass_a) = sections(48_000)
    assert shelf_b == pytest.approx((1.53512485958697, -2.69169618940638, 1.19839281085285), abs=1e-9)
    assert shelf_a == pytest.approx((-1.69065929318241, 0.73248077421585), abs=1e-9)
    assert pass_b == (1.0, -2.0, 1.0)
    assert pass_a == pytest.approx((-1.99004745483398, 0.99007225036621), abs=1e-9)


def test_the_filter_is_the_recursion_of_the_standard() -> None:
    sound = np.random.default_rng(4).normal(0, 0.1, 3000)
    values = list(sound)
    for (b0, b1, b2), (a1, a2) in sections(8000):
        x1 = x2 = y1 = y2 = 0.0
        for place, x in enumerate(values):
            y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
            x2, x1, y2, y1 = x1, x, y1, y
            values[place] = y
    assert weighted(sound, 8000) == pytest.approx(np.array(values), abs=1e-6)


@pytest.mark.parametrize(
    ("rate", "level", "channels"), [(48_000, -23, 2), (48_000, -33, 2), (44_100, -20, 1), (8000, -23, 2)]
)
def test_a_sine_has_the_loudness_that_the_standard_gives_it(rate: int, level: int, channels: int) -> None:
    """Stereo sines of 1 kHz at -23 dBFS have -23.0 LUFS (EBU Tech 3341, case 1); one channel alone 3.01 less."""
    at = np.arange(10 * rate) / rate
    wave = np.rint(32768 * 10 ** (level / 20) * np.sin(2 * np.pi * 997 * at)).astype(np.int16)
    gauge = Gauge(rate, channels)
    for begin in range(0, len(wave), 1021):
        gauge.add(begin, np.repeat(wave[begin : begin + 1021, None], channels, axis=1))
    series = gauge.finish()
    found = usual_loudness(short_term(Timeline(_table(rate, channels, len(wave)), series), series))
    assert found is not None
    # Below 48 kHz the bilinear transform bends the shelf a little: within a tenth of a unit.
    assert found / 100 == pytest.approx(level - (3.01 if channels == 1 else 0), abs=0.1)


def _table(rate: int, channels: int, samples: int) -> SoundTable:
    from array import array
    from fractions import Fraction

    return SoundTable(
        0, "wav", "pcm_s16le", rate, channels, Fraction(1, rate), Fraction(0), array("q", [0]), array("q", [samples]),
        SoundPoints(),
    )  # fmt: skip
