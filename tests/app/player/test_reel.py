"""Several files of a recorder in one player: nobody notices the border."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from evidence.segments.reel import Reel
from evidence.segments.reelclip import ReelClip
from tests.app.player.pace import HandClock, HandDevices
from tests.app.player.recordings import Watched
from tests.segments import FRAMES, reel_of, write_segments


@pytest.fixture(scope="module")
def reel(tmp_path_factory: pytest.TempPathFactory) -> Reel:
    return reel_of(write_segments(tmp_path_factory.mktemp("recorder")))


def opened(watched: Watched, reel: Reel) -> None:
    watched.open((Path("nowhere"), reel))


def test_steps_and_jumps_cross_the_borders(watched: Watched, reel: Reel) -> None:
    opened(watched, reel)
    player = watched.player
    assert 8_000_000 <= player.duration_us < 8_130_000  # the sound fills its last block
    player.show_frame(FRAMES - 1)
    watched.until_exact()
    for step, frame in ((1, 50), (1, 51), (-1, 50), (-1, 49), (60, 109), (-100, 9)):
        player.step(step)
        watched.until(lambda: player.exact)
        assert player.frame == frame, "the number in its pixels is compared wherever a picture is shown"
    player.show_time(3_990_000)
    watched.until_exact()
    player.step_time(2_500_000)  # over the gap
    watched.until_exact()
    assert (player.frame, player.at_us) == (112, 6_480_000)
    player.show_time(5_000_000)  # in the gap the last picture stays, as in any recording
    watched.until_exact()
    assert player.frame == 99
    player.to_end()
    watched.until_exact()
    assert player.frame == 149


def test_a_loop_in_one_file_needs_no_other_decoder(reel: Reel) -> None:
    clock = HandClock()
    watched = Watched(find_output=lambda rate, channels: None, now_ns=clock)
    try:
        opened(watched, reel)
        player = watched.player
        player.show_frame(10)
        watched.until_exact()
        decoders = player.decoders
        looped: list[None] = []
        player.looped.connect(lambda: looped.append(None))
        player.set_loop(400_000, 800_000)
        player.play()
        watched.until(lambda: len(looped) == 3, lambda: clock.reach_next_frame(player))
        assert player.decoders == decoders and max(watched.numbers) == 20
    finally:
        watched.player.close()
        assert watched.player.wait_closed()


def test_dragging_over_a_border_ends_on_the_exact_frame(watched: Watched, reel: Reel) -> None:
    opened(watched, reel)
    for at_us in (1_900_000, 2_300_000, 3_700_000, 6_900_000):
        watched.player.scrub(at_us)
    watched.until(lambda: watched.player.exact and watched.player.frame == 122)


def test_playing_crosses_borders_and_gaps_and_loses_no_frame(reel: Reel) -> None:
    clock = HandClock()
    watched = Watched(find_output=lambda rate, channels: None, now_ns=clock)
    try:
        opened(watched, reel)
        watched.player.show_time(1_800_000)
        watched.until_exact()
        watched.forget()
        watched.player.play()
        watched.until_frame(106, lambda: clock.reach_next_frame(watched.player))
        assert watched.numbers == list(range(46, 107))
        assert (watched.dropped, watched.errors) == ([], [])
        assert "decoding" not in watched.states[2:]
    finally:
        watched.player.close()
        assert watched.player.wait_closed()


def test_one_device_plays_the_sound_of_all_files_without_a_hole(reel: Reel) -> None:
    clock, devices = HandClock(), HandDevices()
    watched = Watched(find_output=devices, now_ns=clock)
    try:
        opened(watched, reel)
        watched.player.show_time(1_800_000)
        watched.until_exact()
        watched.player.play()
        watched.until(lambda: devices.playing is not None and devices.playing.waiting())
        output = devices.playing
        assert output is not None

        def play_out() -> None:
            length = output.rate // 100 * output.channels * 2
            if output.waiting() >= length and watched.player._pictures and watched.player._pictures.next_us is not None:
                output.played += length
                clock.go(10_000)

        watched.until(lambda: (watched.player.frame or 0) >= 60, play_out)
        assert devices.playing is output, "a border is no reason for another device"
        heard = np.frombuffer(bytes(output.taken), np.int16).reshape(-1, output.channels)
    finally:
        watched.player.close()
        assert watched.player.wait_closed()
    with ReelClip(reel) as clip:
        held = clip.sound(1_840_000, 2_400_000, rate=output.rate, channels=output.channels).samples
    begun = held[:200].tobytes()
    at = next(at for at in range(len(heard)) if heard[at : at + 200].tobytes() == begun)
    both = min(len(held), len(heard) - at)
    assert both > output.rate // 4, "it reaches over the border"
    assert np.array_equal(heard[at : at + both], held[:both])
