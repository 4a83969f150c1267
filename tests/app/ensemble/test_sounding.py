"""The mix reaches the device sample by sample, each track at its place; the sound leads the pictures."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import numpy as np
import pytest
from numpy.typing import NDArray

from app.ensemble.track import Track
from evidence.media.door import probe
from tests import barcodes
from tests.app.ensemble.watching import Watched
from tests.app.player.pace import HandClock, HandDevices, HandOutput
from widgets.together.values import Channel

RATE = 8000
CALLER, AGENT = barcodes.tone(1.5), barcodes.tone(1.5)[::-1].copy()
SECOND = (barcodes.tone(1.0) // 2).astype(np.int16)
SECOND_US = 400_125
SECOND_AT = 3201
"""The sample at which the second call begins."""


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> list[Track]:
    folder = tmp_path_factory.mktemp("calls")
    call = barcodes.write_wav(folder / "call.wav", np.stack([CALLER, AGENT], axis=1))
    other = barcodes.write_wav(folder / "other.wav", SECOND)
    return [
        Track("call", uuid4(), call, probe(call), 0),
        Track("other", uuid4(), other, probe(other), SECOND_US),
    ]


def output_of(heard: Watched, devices: HandDevices) -> HandOutput:
    heard.until(lambda: heard.ensemble._started and devices.playing is not None and devices.playing.waiting())
    assert devices.playing is not None
    return devices.playing


def play_out(heard: Watched, output: HandOutput, clock: HandClock, ms: int = 10) -> None:
    """The device plays so much of what it holds, and as much time passes."""
    length = output.rate * ms // 1000 * output.channels * 2
    if output.waiting() >= length:
        output.played += length
        clock.go(ms * 1000)
        heard.ensemble._tick()


def given(output: HandOutput) -> NDArray[np.int16]:
    return np.frombuffer(bytes(output.taken), np.int16).reshape(-1, 2)


def expected(length: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The two calls, each at its place."""
    call = np.zeros((length, 2), np.int64)
    call[: len(CALLER)] = np.stack([CALLER, AGENT], axis=1)[:length]
    other = np.zeros((length, 2), np.int64)
    other[SECOND_AT : SECOND_AT + len(SECOND)] = SECOND[:, None]
    return call, other


def run_through(heard: Watched, devices: HandDevices, clock: HandClock) -> HandOutput:
    heard.ensemble.play()
    output = output_of(heard, devices)
    heard.until(lambda: heard.ended, lambda: play_out(heard, output, clock))
    return output


def test_every_sample_of_every_call_reaches_the_device_at_its_place(
    calls: list[Track], heard: Watched, clock: HandClock, devices: HandDevices
) -> None:
    heard.ensemble.open(calls)
    for key in ("call", "other"):
        heard.ensemble.set_volume(key, 100)
    output = run_through(heard, devices, clock)
    samples = given(output)
    call, other = expected(len(samples))
    assert (output.rate, len(samples) >= 1.4 * RATE) == (RATE, True)
    assert (samples == np.clip(call + other, -32768, 32767)).all()


@pytest.mark.parametrize("channel", [Channel.LEFT, Channel.RIGHT])
def test_solo_and_one_channel(
    channel: Channel, calls: list[Track], heard: Watched, clock: HandClock, devices: HandDevices
) -> None:
    heard.ensemble.open(calls)
    heard.ensemble.set_volume("call", 50)
    heard.ensemble.set_solo("call", True)
    heard.ensemble.set_channel("call", channel)
    assert heard.ensemble.heard == ("call",)
    samples = given(run_through(heard, devices, clock))
    call, _ = expected(len(samples))
    side = call[:, 0 if channel is Channel.LEFT else 1]
    assert (samples == np.rint(side * 0.25)[:, None]).all()
    assert heard.sounds == {"call": ["on"], "other": ["on", "off"]}


def test_a_fader_that_moves_is_heard_soon_and_loses_no_sample(
    calls: list[Track], heard: Watched, clock: HandClock, devices: HandDevices
) -> None:
    heard.ensemble.open(calls)
    for key in ("call", "other"):
        heard.ensemble.set_volume(key, 100)
    heard.ensemble.play()
    output = output_of(heard, devices)
    heard.until(lambda: len(given(output)) > RATE // 2, lambda: play_out(heard, output, clock))
    heard.ensemble.set_muted("other", True)
    muted_from = len(given(output))
    heard.until(lambda: len(given(output)) > RATE, lambda: play_out(heard, output, clock))
    heard.ensemble.set_muted("other", False)
    back_from = len(given(output))
    heard.until(lambda: heard.ended, lambda: play_out(heard, output, clock))
    samples = given(output)
    call, other = expected(len(samples))
    both, alone = np.clip(call + other, -32768, 32767), call
    changed = np.flatnonzero((samples == alone).all(axis=1) & (both != alone).any(axis=1))
    assert (samples[:muted_from] == both[:muted_from]).all()
    assert muted_from <= changed[0] <= muted_from + RATE // 4
    assert back_from <= changed[-1] + 1 <= back_from + RATE // 4
    inside = slice(changed[0], changed[-1] + 1)
    assert (samples[inside] == alone[inside]).all()
    assert (samples[changed[-1] + 1 :] == both[changed[-1] + 1 :]).all()


def test_the_sound_leads(calls: list[Track], heard: Watched, clock: HandClock, devices: HandDevices) -> None:
    heard.ensemble.open(calls)
    heard.ensemble.play()
    output = output_of(heard, devices)
    clock.go(900_000)
    heard.ensemble._tick()
    assert heard.ensemble.wall_us == 0  # held until the device moves
    heard.until(lambda: heard.ensemble.wall_us > 300_000, lambda: play_out(heard, output, clock))
    played_us = output.played * 1_000_000 // (RATE * 4)
    assert abs(heard.ensemble.wall_us - played_us) <= 20_000


def test_backward_it_is_silent(calls: list[Track], heard: Watched, clock: HandClock, devices: HandDevices) -> None:
    heard.ensemble.open(calls)
    heard.ensemble.seek(500_000)
    heard.ensemble.play(back=True)
    heard.until_playing()
    heard.until(lambda: heard.ensemble.wall_us == 0 and not heard.ensemble.playing, lambda: clock.go(10_000))
    assert all(not output.started for output in devices.outputs)


def test_a_wrong_clock_is_evened_out_and_nothing_drifts(
    calls: list[Track], heard: Watched, clock: HandClock, devices: HandDevices
) -> None:
    # Its device runs slow by a fiftieth: 1.5 s recorded are 1.53 s on the wall clock.
    heard.ensemble.open([replace(calls[0], drift_ppb=20_000_000), calls[1]])
    heard.ensemble.set_volume("call", 100)
    heard.ensemble.set_muted("other", True)
    heard.ensemble.set_channel("call", Channel.LEFT)
    assert heard.ensemble.end_us == 1_530_000
    samples = given(run_through(heard, devices, clock))[:, 0].astype(float)
    places = np.arange(len(samples)) / 1.02
    even = np.interp(places, np.arange(len(CALLER)), CALLER.astype(float), right=0)
    alike = np.corrcoef(samples, even)[0, 1]
    late = np.corrcoef(samples[8:], even[:-8])[0, 1]
    assert alike > 0.9 > late
