"""Playing shows every frame at its time, under its own number, and stops on the frame that is on screen."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.player.state import PlayerState
from evidence.media.door import Probed
from tests import barcodes
from tests.app.player.pace import HandClock
from tests.app.player.recordings import FRAMES, KINDS, Watched, number_in

Recording = tuple[Path, Probed]
Made = Callable[[str], Recording]


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def paced(clock: HandClock) -> Iterator[Watched]:
    """A player on a machine without sound, whose clock is moved by hand."""
    application = QApplication.instance() or QApplication([])
    watched = Watched(find_output=lambda rate, channels: None, now_ns=clock)
    yield watched
    watched.player.close()
    assert watched.player.wait_closed()
    application.processEvents()


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_frame_is_shown_in_turn_up_to_the_end(
    kind: str, recording: Made, paced: Watched, clock: HandClock
) -> None:
    paced.open(recording(kind))
    paced.forget()
    paced.player.play()
    paced.until(lambda: paced.ended, lambda: clock.reach_next_frame(paced.player))
    paced.until_exact()
    assert paced.numbers[: FRAMES - 1] == list(range(1, FRAMES))
    assert paced.dropped == []
    assert paced.player.now is PlayerState.ENDED
    assert paced.player.frame == FRAMES - 1
    assert paced.player.time_us == paced.player.duration_us
    paced.forget()
    paced.player.play()
    paced.until(lambda: paced.numbers[:2] == [0, 1], lambda: clock.reach_next_frame(paced.player))


def test_frames_come_at_their_times(recording: Made, paced: Watched, clock: HandClock) -> None:
    path, probed = recording("varying")
    table = probed.table
    assert table is not None
    paced.open((path, probed))
    paced.player.play(2.0)
    paced.until(lambda: paced.player.now is PlayerState.PLAYING)
    begun = clock.ns
    for frame in range(1, 40):
        due_ns = begun + table.shown_us(frame) * 500
        clock.ns = due_ns - 2000
        paced.player._tick()
        assert paced.player.frame == frame - 1
        clock.ns = due_ns + 2000
        paced.until_frame(frame)
    assert paced.dropped == []


def test_in_a_gap_the_last_frame_stays_and_time_runs(recording: Made, paced: Watched, clock: HandClock) -> None:
    paced.open(recording("gap"))
    paced.player.show_frame(43)
    paced.until_exact()
    paced.player.play()
    paced.until(lambda: paced.player.frame == 44, lambda: clock.reach_next_frame(paced.player))
    paced.forget()
    while len(paced.positions) < 20:
        told = list(paced.positions)
        clock.go(110_000)
        paced.until(lambda: paced.positions != told)  # noqa: B023  # called before the next round
    assert paced.shown == []
    assert paced.positions == sorted(set(paced.positions))
    assert 44 * 40_000 < paced.positions[0] < paced.positions[-1] < 45 * 40_000 + 5_000_000
    paced.player.pause()
    stood_us = paced.player.time_us
    assert paced.player.exact
    assert (paced.player.frame, paced.player.at_us) == (44, 44 * 40_000)
    assert stood_us >= paced.positions[-1]
    paced.player.play()
    paced.until(lambda: paced.player.now is PlayerState.PLAYING)
    assert paced.player.time_us == stood_us
    paced.until(lambda: paced.player.frame == 45, lambda: clock.reach_next_frame(paced.player))


def test_late_frames_are_left_out_and_counted(recording: Made, paced: Watched, clock: HandClock) -> None:
    paced.open(recording("constant"))
    paced.forget()
    paced.player.play()
    paced.until(lambda: paced.player.frame == 5, lambda: clock.reach_next_frame(paced.player))
    clock.go(1_000_000)
    paced.until(lambda: (paced.player.frame or 0) > 5)
    paced.until(lambda: paced.ended, lambda: clock.reach_next_frame(paced.player))
    numbers = [number for number in paced.numbers if number < FRAMES - 1]
    assert numbers == sorted(set(numbers))
    assert paced.player.frame == FRAMES - 1
    assert paced.dropped[-1] == paced.player.late > 0
    assert len(set(paced.numbers)) + paced.player.late == FRAMES - 1


def test_pausing_stands_on_the_frame_on_screen_at_full_size(recording: Made, paced: Watched, clock: HandClock) -> None:
    paced.open(recording("b_frames"))
    paced.player.set_display_size(barcodes.WIDTH // 2, barcodes.HEIGHT // 2)
    for stop in (10, 33):
        paced.player.play()
        paced.until_frame(stop, lambda: clock.reach_next_frame(paced.player))
        assert paced.player.picture is not None
        assert paced.player.picture.width == barcodes.WIDTH // 2
        assert not paced.player.exact
        paced.forget()
        paced.player.pause()
        assert paced.player.frame == stop
        paced.until_exact()
        assert paced.numbers == [stop]
        assert (paced.player.picture.width, paced.player.picture.height) == (barcodes.WIDTH, barcodes.HEIGHT)
        assert paced.states == ["decoding", "paused"]


def test_pausing_before_the_first_frame_came_stands_where_it_was(recording: Made, paced: Watched) -> None:
    paced.open(recording("b_frames"))
    paced.player.show_frame(20)
    paced.until_exact()
    paced.player.play()
    paced.player.pause()
    assert paced.player.exact
    assert paced.player.frame == 20
    paced.player.open(*recording("b_frames"))
    paced.player.play()
    paced.player.pause()
    paced.until_exact()
    assert paced.player.frame == 0


def test_going_to_a_time_plays_on_from_there_and_a_frame_stops(
    recording: Made, paced: Watched, clock: HandClock
) -> None:
    paced.open(recording("b_frames"))
    paced.player.play()
    paced.until(lambda: paced.player.frame == 3, lambda: clock.reach_next_frame(paced.player))
    paced.player.show_time(2_000_000)
    assert paced.player.playing
    paced.until(lambda: paced.player.frame == 50)
    paced.until(lambda: paced.player.frame == 53, lambda: clock.reach_next_frame(paced.player))
    paced.player.step_time(-1_000_000)
    paced.until(lambda: paced.player.frame == 28)
    assert paced.player.playing
    paced.player.step(-1)
    paced.until_exact()
    assert paced.player.frame == 27


def test_another_speed_goes_on_at_the_same_place(recording: Made, paced: Watched, clock: HandClock) -> None:
    paced.open(recording("constant"))
    paced.player.play()
    paced.until(lambda: paced.player.frame == 10, lambda: clock.reach_next_frame(paced.player))
    paced.player.set_speed(4)
    assert paced.player.speed == 4
    paced.until(lambda: paced.player.now is PlayerState.PLAYING)
    at_us = paced.player.time_us
    assert at_us // 40_000 == 10
    clock.go(100_000)
    assert paced.player.time_us == at_us + 400_000
    paced.player.set_speed(100)
    assert paced.player.speed == 4


def test_frames_are_decoded_ahead_only_as_far_as_memory_allows(
    recording: Made, clock: HandClock, watched: Watched
) -> None:
    limit = barcodes.WIDTH * barcodes.HEIGHT * 3 * 5
    paced = Watched(find_output=lambda rate, channels: None, now_ns=clock, ahead_bytes=limit)
    paced.open(recording("constant"))
    most = 0

    def look() -> None:
        nonlocal most
        clock.reach_next_frame(paced.player)
        if paced.player._pictures is not None:
            most = max(most, paced.player._pictures._bytes)

    paced.player.play()
    paced.until(lambda: paced.ended, look)
    paced.player.close()
    assert paced.player.wait_closed()
    assert 0 < most <= limit
    assert paced.dropped == []


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="ends a decoder as Linux does")
def test_a_decoder_that_dies_while_playing_is_replaced(recording: Made, paced: Watched, clock: HandClock) -> None:
    paced.player._ahead_bytes = barcodes.WIDTH * barcodes.HEIGHT * 3 * 5
    paced.open(recording("b_frames"))
    paced.forget()
    paced.player.play()
    paced.until(lambda: paced.player.frame == 20, lambda: clock.reach_next_frame(paced.player))
    (pid,) = paced.player.decoders
    os.kill(pid, signal.SIGKILL)
    paced.until(lambda: paced.ended, lambda: clock.reach_next_frame(paced.player))
    assert paced.numbers[: FRAMES - 1] == list(range(1, FRAMES))
    assert paced.errors == []
    assert paced.player.decoders != (pid,)


def test_a_file_that_goes_while_playing_is_said_after_the_last_frame_that_came(
    recording: Made, paced: Watched, clock: HandClock, tmp_path: Path
) -> None:
    path, probed = recording("b_frames")
    copy = tmp_path / "copy.mp4"
    copy.write_bytes(path.read_bytes())
    paced.player._ahead_bytes = barcodes.WIDTH * barcodes.HEIGHT * 3 * 5
    paced.open((copy, probed))
    paced.player.play()
    paced.until(lambda: paced.player.frame == 20, lambda: clock.reach_next_frame(paced.player))
    copy.write_bytes(b"something else")
    os.kill(paced.player.decoders[0], signal.SIGTERM)
    paced.until(lambda: paced.errors, lambda: clock.reach_next_frame(paced.player))
    assert paced.player.now is PlayerState.FAILED
    assert paced.player.picture is not None
    assert number_in(paced.player.picture) == paced.player.frame
    assert 20 <= (paced.player.frame or 0) < 30


def test_whoever_hears_of_a_frame_may_stop_or_close(recording: Made, paced: Watched, clock: HandClock) -> None:
    paced.open(recording("constant"))
    paced.player.shown.connect(lambda picture: paced.player.pause() if picture.frame == 7 else None)
    paced.player.play()
    paced.until(lambda: paced.player.exact, lambda: clock.reach_next_frame(paced.player))
    assert paced.player.frame == 7
    paced.player.shown.connect(lambda picture: paced.player.close() if picture.frame == 12 else None)
    paced.player.play()
    paced.until(lambda: paced.player.now is PlayerState.CLOSED, lambda: clock.reach_next_frame(paced.player))
    assert paced.numbers[-1] == 12


def test_a_loop_plays_from_in_to_out_again_and_again_until_it_is_ended(
    recording: Made, paced: Watched, clock: HandClock
) -> None:
    path, probed = recording("constant")
    table = probed.table
    assert table is not None
    paced.open((path, probed))
    looped: list[None] = []
    paced.player.looped.connect(lambda: looped.append(None))
    paced.player.set_loop(table.shown_us(10), table.shown_us(14))
    paced.forget()
    paced.player.play()  # it stands outside: the loop begins at its in point
    paced.until(lambda: len(looped) == 2, lambda: clock.reach_next_frame(paced.player))
    shown = paced.numbers
    once = [10, 11, 12, 13, 14]
    assert shown[:10] == once * 2, "the frame at out is shown like the others, none behind it is"
    paced.player.set_loop(None, None)
    paced.until(lambda: paced.player.frame == 20, lambda: clock.reach_next_frame(paced.player))
    assert paced.player.loop is None and len(looped) == 2


def test_a_loop_without_an_out_point_or_with_one_before_in_is_none(recording: Made, paced: Watched) -> None:
    paced.open(recording("constant"))
    for begin, end in ((100_000, None), (None, 100_000), (200_000, 100_000), (100_000, 100_000)):
        paced.player.set_loop(begin, end)
        assert paced.player.loop is None
    paced.player.set_loop(0, 100_000)
    assert paced.player.loop == (0, 100_000)
    paced.open(recording("varying"))
    assert paced.player.loop is None, "another recording is played straight on"


@pytest.mark.parametrize("kind", ["b_frames", "varying", "spoken", "gap"])
def test_backward_every_frame_is_shown_from_the_last_to_the_first(
    kind: str, recording: Made, paced: Watched, clock: HandClock
) -> None:
    player = paced.player
    ran: list[object] = []
    paced.open(recording(kind))
    player.to_end()
    paced.until_exact()
    player.ran.connect(ran.append)
    player.set_loop(0, 400_000)  # holds forward only
    paced.forget()
    player.play(back=True)

    def on() -> None:
        pictures = player._pictures
        if player._started and pictures is not None and (pictures.next_back_us() is not None or pictures.finished):
            clock.go(5_000)
            player._tick()

    paced.until(lambda: player.now is PlayerState.PAUSED, on)
    assert paced.numbers[: FRAMES - 1] == list(range(FRAMES - 1))[::-1]
    assert (player.frame, player.time_us, paced.dropped, ran) == (0, 0, [], [])
    player.set_loop(None, None)
    paced.forget()
    player.play()
    paced.until(lambda: 3 in paced.numbers, lambda: clock.reach_next_frame(player))
    assert paced.numbers[:3] == [1, 2, 3] and not player.back


def test_turning_round_while_it_plays_goes_on_from_the_frame_on_screen(
    recording: Made, paced: Watched, clock: HandClock
) -> None:
    player = paced.player
    paced.open(recording("b_frames"))
    player.play()
    paced.until(lambda: (player.frame or 0) >= 20, lambda: clock.reach_next_frame(player))
    turned = player.frame
    assert turned is not None
    paced.forget()
    player.play(back=True)
    paced.until(lambda: player._started)
    assert player.back and paced.numbers == []

    def on() -> None:
        clock.go(40_000)
        player._tick()

    paced.until(lambda: len(paced.numbers) > 2, on)
    assert paced.numbers[0] < turned and paced.numbers == sorted(paced.numbers, reverse=True)
    player.set_speed(2.0)
    assert player.back
    player.pause()
    paced.until_exact()
    assert player.frame in paced.numbers and not player.back
