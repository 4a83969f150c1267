"""Volume, mute, solo and channels: the arithmetic of the mix is exact, sample by sample."""

from __future__ import annotations

import numpy as np
import pytest

from app.ensemble.mixing import Fader, audible, chosen, faded, mixed
from widgets.together.values import Channel

CALL = np.array([[1000, -7], [32767, 5], [-32768, 0]], np.int16)


def test_the_left_channel_is_the_caller_and_the_right_one_the_agent() -> None:
    assert chosen(CALL, Channel.LEFT).tolist() == [[1000, 1000], [32767, 32767], [-32768, -32768]]
    assert chosen(CALL, Channel.RIGHT).tolist() == [[-7, -7], [5, 5], [0, 0]]
    assert chosen(CALL, Channel.BOTH) is CALL


def test_full_volume_changes_nothing_and_sums_are_held_inside_sixteen_bits() -> None:
    full = Fader(volume=100)
    assert mixed([faded(CALL, full)], 3).tolist() == CALL.tolist()
    assert mixed([faded(CALL, full)] * 2, 3).tolist() == [[2000, -14], [32767, 10], [-32768, 0]]
    assert mixed([], 2).tolist() == [[0, 0], [0, 0]]


@pytest.mark.parametrize("volume", [0, 1, 50, 80, 99])
def test_the_gain_is_the_square_of_the_volume(volume: int) -> None:
    expected = np.rint(CALL.astype(float) * (volume / 100) ** 2)
    assert mixed([faded(CALL, Fader(volume=volume))], 3).tolist() == expected.tolist()


def test_solo_goes_before_the_rest_and_mute_before_solo() -> None:
    plain = {"a": Fader(), "b": Fader(), "c": Fader(muted=True)}
    assert audible(plain) == ("a", "b")
    assert audible(plain | {"b": Fader(solo=True)}) == ("b",)
    assert audible(plain | {"b": Fader(solo=True), "a": Fader(solo=True)}) == ("a", "b")
    assert audible(plain | {"b": Fader(solo=True, muted=True)}) == ()
