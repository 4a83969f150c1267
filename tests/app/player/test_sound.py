"""The sound leads where there is a device; without one everything plays on in silence, and the player says so."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from app.player.clock import LONGEST_HOLD_US
from app.player.device import find_output
from app.player.state import PlayerState
from evidence.media.clip import Clip
from evidence.media.door import Probed
from tests.app.player.pace import HandClock, HandDevices, HandOutput
from tests.app.player.recordings import FRAMES, Watched
from widgets.player.meter import SILENT, Level

Recording = tuple[Path, Probed]
Made = Callable[[str], Recording]


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def devices() -> HandDevices:
    return HandDevices()


@pytest.fixture
def heard(clock: HandClock, devices: HandDevices) -> Iterator[Watched]:
    """A player whose clock and sound device are moved by hand."""
    application = QApplication.instance() or QApplication([])
    watched = Watched(find_output=devices, now_ns=clock)
    yield watched
    watched.player.close()
    assert watched.player.wait_closed()
    assert all(output.stopped for output in devices.outputs if output.started)
    application.processEvents()


def playing(heard: Watched, devices: HandDevices) -> HandOutput:
    """Wait until a device was started and holds sound."""
    heard.until(lambda: heard.player._started and devices.playing is not None and devices.playing.waiting())
    output = devices.playing
    assert output is not None
    return output


def play_out(heard: Watched, output: HandOutput, clock: HandClock, ms: int = 10) -> None:
    """The device plays so much of what it holds, and as much time passes, if sound and picture are there for it."""
    pictures = heard.player._pictures
    if pictures is not None and pictures.next_us is None and not pictures.finished:
        return
    length = output.rate * ms // 1000 * output.channels * 2
    if output.waiting() >= length:
        output.played += length
        clock.go(ms * 1000)
        heard.player._tick()


def test_without_a_device_a_call_plays_on_in_silence(recording: Made, watched: Watched) -> None:
    watched.open(recording("call"))
    watched.until(lambda: watched.sounds)
    assert watched.sounds == ["no_device"]
    watched.player.show_time(2_700_000)
    watched.player.play()
    watched.until(lambda: watched.ended)
    assert watched.positions[-1] == 3_000_000 - 125
    assert watched.player.now is PlayerState.ENDED


def test_a_machine_without_libpulse_is_a_machine_without_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    assert find_output(8000, 1) is None


def test_a_recording_without_sound_says_so(recording: Made, watched: Watched) -> None:
    watched.open(recording("spoken"))
    watched.until(lambda: watched.sounds)
    watched.open(recording("constant"))
    assert watched.sounds[-1] == "no_track"


def test_a_time_in_a_call_is_one_exact_sample(recording: Made, watched: Watched) -> None:
    path, probed = recording("call")
    watched.open((path, probed))
    assert (watched.player.frame, watched.player.at_us, watched.player.pts) == (None, 0, 0)
    with Clip(path, probed) as clip:
        for us in (0, 1, 124, 125, 1_234_567, 2_999_999, 3_000_000, 99_000_000):
            watched.player.show_time(us)
            assert watched.player.exact
            assert watched.player.sample == clip.sound_place(min(us, 3_000_000))
            assert watched.positions[-1] == watched.player.at_us
            assert watched.player.at_us == (watched.player.pts or 0) * 125
    watched.player.to_start()
    watched.player.step(3)
    assert watched.player.at_us == 300_000


def test_every_sample_reaches_the_device_once_and_in_order(
    recording: Made, heard: Watched, clock: HandClock, devices: HandDevices
) -> None:
    path, probed = recording("call")
    heard.open((path, probed))
    heard.player.show_time(500_000)
    heard.player.play()
    output = playing(heard, devices)
    heard.until(lambda: heard.ended, lambda: play_out(heard, output, clock))
    with Clip(path, probed) as clip:
        wanted = clip.sound(500_000, 3_000_000).samples
    got = np.frombuffer(bytes(output.taken), np.int16)
    assert np.array_equal(got, wanted[:, 0])


def test_time_stands_until_the_device_moves_and_then_follows_it(
    recording: Made, heard: Watched, clock: HandClock, devices: HandDevices
) -> None:
    heard.open(recording("spoken"))
    heard.player.play()
    output = playing(heard, devices)
    clock.go(900_000)  # the device takes its time
    for _ in range(20):
        heard.until(lambda: True)
        heard.player._tick()
    assert heard.player.frame == 0
    assert heard.player.time_us == 0
    heard.until(lambda: (heard.player.frame or 0) >= 20, lambda: play_out(heard, output, clock))
    played_us = output.played * 1_000_000 // 16_000
    assert abs(heard.player.time_us - played_us) < 40_000
    assert heard.numbers == sorted(set(heard.numbers))


def test_a_device_that_never_moves_is_not_waited_for(
    recording: Made, heard: Watched, clock: HandClock, devices: HandDevices
) -> None:
    heard.open(recording("spoken"))
    heard.player.play()
    playing(heard, devices)
    clock.go(LONGEST_HOLD_US + 1)
    heard.player._tick()
    heard.until(lambda: heard.player.frame == 2, lambda: clock.reach_next_frame(heard.player))


def test_sound_after_the_last_picture_is_played_to_its_end(
    recording: Made, heard: Watched, clock: HandClock, devices: HandDevices
) -> None:
    path, probed = recording("spoken")
    assert probed.sound is not None
    heard.open((path, probed))
    heard.player.to_end()
    heard.until_exact()
    heard.player.step(-5)
    heard.until_exact()
    heard.player.play()
    output = playing(heard, devices)
    heard.until(lambda: heard.player.frame == FRAMES - 1, lambda: play_out(heard, output, clock))
    heard.until(lambda: heard.player.time_us > 4_180_000, lambda: play_out(heard, output, clock))
    assert not heard.ended
    heard.until(lambda: heard.ended, lambda: clock.reach_next_frame(heard.player))
    heard.until_exact()
    assert heard.player.frame == FRAMES - 1
    assert heard.player.time_us == probed.sound.end_us > 4_000_000


def test_pausing_a_call_stands_on_a_sample_and_silences_the_device(
    recording: Made, heard: Watched, clock: HandClock, devices: HandDevices
) -> None:
    heard.open(recording("call"))
    heard.player.play()
    output = playing(heard, devices)
    heard.until(lambda: (heard.player.at_us or 0) > 400_000, lambda: play_out(heard, output, clock))
    heard.player.pause()
    at_us = heard.player.at_us
    assert heard.player.exact
    assert at_us is not None
    assert at_us % 125 == 0
    assert heard.positions[-1] == at_us
    assert heard.positions == sorted(heard.positions)
    heard.until(lambda: output.stopped)
    heard.player.toggle()
    heard.until(lambda: heard.player.now is PlayerState.PLAYING)
    assert at_us <= heard.player.time_us <= at_us + 125


def test_volume_and_mute_reach_the_device(
    recording: Made, heard: Watched, clock: HandClock, devices: HandDevices
) -> None:
    heard.open(recording("call"))
    heard.player.play()
    output = playing(heard, devices)
    heard.player.set_volume(40)
    heard.until(lambda: output.volume == 0.4)
    heard.player.set_muted(True)
    heard.until(lambda: output.volume == 0)
    heard.player.set_muted(False)
    heard.until(lambda: output.volume == 0.4)
    assert heard.sounds == ["on", "off", "on"]


def test_a_device_that_goes_away_leaves_the_pictures_playing(
    recording: Made, heard: Watched, clock: HandClock, devices: HandDevices
) -> None:
    heard.open(recording("spoken"))
    heard.player.play()
    output = playing(heard, devices)
    heard.until(lambda: heard.player.frame == 4, lambda: play_out(heard, output, clock))
    output.dead = True
    heard.until(lambda: heard.sounds[-1] == "failed")
    heard.until(lambda: heard.player.frame == 20, lambda: clock.reach_next_frame(heard.player))
    heard.player.pause()
    heard.until_exact()
    heard.player.play()
    heard.until(lambda: heard.sounds[-1] == "on")
    playing(heard, devices)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="ends a decoder as Linux does")
def test_a_sound_decoder_that_dies_is_replaced_without_a_lost_sample(
    recording: Made, heard: Watched, clock: HandClock, devices: HandDevices
) -> None:
    path, probed = recording("call")
    heard.open((path, probed))
    heard.player.play()
    output = playing(heard, devices)
    os.kill(heard.player.decoders[0], signal.SIGKILL)
    heard.until(lambda: heard.ended, lambda: play_out(heard, output, clock))
    with Clip(path, probed) as clip:
        wanted = clip.sound(0, 3_000_000).samples
    assert np.array_equal(np.frombuffer(bytes(output.taken), np.int16), wanted[:, 0])


@pytest.mark.parametrize("speed", [0.5, 2.0])
def test_at_another_speed_time_and_sound_stay_together(
    speed: float, recording: Made, heard: Watched, clock: HandClock, devices: HandDevices
) -> None:
    heard.open(recording("call"))
    heard.player.play(speed)
    output = playing(heard, devices)
    heard.until(lambda: heard.player.time_us > 1_500_000, lambda: play_out(heard, output, clock))
    played_us = output.played * 1_000_000 // 16_000
    assert abs(heard.player.time_us - played_us * speed) < 60_000


def test_a_call_that_cannot_be_decoded_says_why(
    recording: Made, heard: Watched, devices: HandDevices, tmp_path: Path
) -> None:
    probed = recording("call")[1]
    copy = tmp_path / "call.wav"
    copy.write_bytes(b"something else")
    heard.open((copy, probed))
    heard.player.play()
    heard.until(lambda: heard.errors)
    assert heard.player.now is PlayerState.FAILED
    assert heard.sounds[-1] == "failed"


def test_the_level_of_what_is_heard_is_told_while_it_plays_and_not_when_it_is_muted(
    recording: Made, heard: Watched, clock: HandClock, devices: HandDevices
) -> None:
    levels: list[Level | None] = []
    heard.player.level.connect(levels.append)
    heard.open(recording("call"))
    heard.player.play()
    output = playing(heard, devices)
    heard.until(lambda: len(levels) > 5, lambda: play_out(heard, output, clock))
    assert any(level is not None and level.peak > level.rms > 0 for level in levels)
    heard.player.set_muted(True)
    levels.clear()
    heard.until(lambda: len(levels) > 2, lambda: play_out(heard, output, clock))
    assert set(levels) == {SILENT}
    heard.player.pause()
    assert levels[-1] is None
