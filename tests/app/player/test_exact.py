"""The frame shown is the frame asked for, whatever the recording and however it is asked."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.player.state import PlayerState
from evidence.media.door import Probed
from tests.app.player.recordings import FRAMES, KINDS, Watched, number_in

Recording = tuple[Path, Probed]
Made = Callable[[str], Recording]
PICTURES = pytest.mark.parametrize("kind", list(KINDS))


@PICTURES
def test_any_frame_asked_for_is_the_frame_shown(kind: str, recording: Made, watched: Watched) -> None:
    path, probed = recording(kind)
    table = probed.table
    assert table is not None
    watched.open((path, probed))
    assert watched.player.frame == 0
    chance = random.Random(11)
    for _ in range(25):
        wanted = chance.randrange(FRAMES)
        watched.player.show_frame(wanted)
        watched.until_exact()
        player = watched.player
        assert player.picture is not None
        assert number_in(player.picture) == wanted
        assert (player.frame, player.pts, player.at_us, player.time_base) == (
            wanted, table.pts[wanted], table.shown_us(wanted), table.time_base,
        )  # fmt: skip


@PICTURES
def test_a_time_shows_the_frame_that_is_on_screen_then(kind: str, recording: Made, watched: Watched) -> None:
    path, probed = recording(kind)
    table = probed.table
    assert table is not None
    watched.open((path, probed))
    chance = random.Random(5)
    for us in [chance.randrange(table.duration_us) for _ in range(12)] + [table.shown_us(50), table.shown_us(50) - 1]:
        watched.player.show_time(us)
        watched.until_exact()
        assert watched.player.frame == table.frame_at(us)
        assert watched.player.time_us == us


@PICTURES
def test_steps_go_frame_by_frame_both_ways_across_groups(kind: str, recording: Made, watched: Watched) -> None:
    watched.open(recording(kind))
    watched.player.show_frame(40)
    watched.until_exact()
    for by in (1, -1):
        for _ in range(34):
            before = watched.player.frame
            assert before is not None
            watched.player.step(by)
            watched.until_exact()
            assert watched.player.frame == before + by
    watched.player.step(-1000)
    watched.until_exact()
    assert watched.player.frame == 0
    watched.player.to_end()
    watched.until_exact()
    assert watched.player.frame == FRAMES - 1
    watched.player.step(1)
    watched.until_exact()
    assert watched.player.frame == FRAMES - 1


def test_steps_made_while_decoding_add_up(recording: Made, watched: Watched) -> None:
    watched.open(recording("b_frames"))
    for _ in range(20):
        watched.player.step(1)
    assert watched.player.frame == 0  # never that of a request
    watched.until_exact()
    assert watched.player.frame == 20


def test_steps_of_time_keep_their_rhythm(recording: Made, watched: Watched) -> None:
    path, probed = recording("varying")
    assert probed.table is not None
    watched.open((path, probed))
    for count in (1, 2, 3):
        watched.player.step_time(1_000_000)
        watched.until_exact()
        assert watched.player.time_us == count * 1_000_000
        assert watched.player.frame == probed.table.frame_at(count * 1_000_000)


def test_of_many_requests_the_last_one_stays(recording: Made, watched: Watched) -> None:
    watched.open(recording("b_frames"))
    watched.forget()
    chance = random.Random(3)
    wishes = [chance.randrange(FRAMES) for _ in range(200)]
    for wish in wishes:
        watched.player.show_frame(wish)
        assert watched.player.now is PlayerState.DECODING or watched.player.frame == wish
    watched.until_exact()
    watched.until(lambda: True)
    assert watched.player.frame == wishes[-1] == watched.numbers[-1]
    assert len(watched.numbers) < 200, "requests that were overtaken were decoded all the same"
    assert watched.states[0] == "decoding"
    assert watched.states[-1] == "paused"


def test_a_frame_that_is_shown_already_is_not_overtaken_by_an_older_wish(recording: Made, watched: Watched) -> None:
    watched.open(recording("b_frames"))
    watched.player.show_frame(77)
    watched.player.show_frame(0)
    assert watched.player.exact
    assert watched.player.frame == 0
    watched.forget()
    watched.player.show_frame(29)
    watched.until_exact()
    assert watched.numbers[-1] == 29


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="ends a decoder as Linux does")
def test_a_decoder_that_dies_is_replaced_and_the_place_kept(recording: Made, watched: Watched) -> None:
    watched.open(recording("b_frames"))
    for wanted in (50, 10):
        (pid,) = watched.player.decoders
        os.kill(pid, signal.SIGKILL)
        watched.player.show_frame(wanted)
        watched.until(lambda: watched.player.exact or watched.errors)
        assert watched.player.frame == wanted
        assert watched.player.decoders != (pid,)
    assert watched.errors == []


def test_a_file_that_is_gone_is_said_and_the_picture_stays(recording: Made, watched: Watched, tmp_path: Path) -> None:
    path, probed = recording("b_frames")
    copy = tmp_path / "copy.mp4"
    copy.write_bytes(path.read_bytes())
    watched.open((copy, probed))
    (pid,) = watched.player.decoders
    copy.write_bytes(b"something else")
    os.kill(pid, signal.SIGTERM)
    watched.player.show_frame(60)
    watched.until(lambda: watched.errors)
    assert watched.player.now is PlayerState.FAILED
    assert watched.player.frame == 0
    copy.write_bytes(path.read_bytes())
    watched.player.show_frame(60)
    watched.until_exact()
    assert watched.player.frame == 60


def test_opening_another_recording_closes_the_one_before(recording: Made, watched: Watched) -> None:
    watched.open(recording("constant"))
    (before,) = watched.player.decoders
    watched.player.show_frame(30)
    watched.player.open(*recording("gap"))
    assert watched.player.picture is None
    watched.until_exact()
    assert watched.player.duration_us == 8_600_000
    assert watched.player.decoders != (before,)
    watched.player.close()
    assert watched.player.wait_closed()
    assert watched.player.now is PlayerState.CLOSED
    assert (watched.player.frame, watched.player.decoders) == (None, ())
    watched.player.show_frame(3)
    watched.player.play()
    watched.player.step(1)
    assert watched.player.now is PlayerState.CLOSED


def test_closing_while_decoding_leaves_nothing(recording: Made, watched: Watched) -> None:
    for _ in range(3):
        watched.player.open(*recording("b_frames"))
        watched.player.show_frame(89)
        watched.player.close()
    assert watched.player.wait_closed()
    watched.until(lambda: True)
    assert watched.shown == []


def test_a_recording_that_cannot_be_played_says_why(tmp_path: Path, watched: Watched) -> None:
    from evidence.media.door import probe

    path = tmp_path / "empty.mp4"
    path.write_bytes(b"")
    watched.player.open(path, probe(path))
    assert watched.player.now is PlayerState.FAILED
    assert "0 bytes" in str(watched.errors[0])
    watched.player.play()
    watched.player.to_end()
    assert watched.player.now is PlayerState.FAILED


def test_a_player_that_is_thrown_away_leaves_nothing(recording: Made) -> None:
    application = QApplication.instance() or QApplication([])
    parent = QObject()
    watched = Watched(parent=parent, find_output=lambda rate, channels: None)
    watched.player.open(*recording("spoken"))
    threads = watched.player._threads
    assert len(threads) == 2
    shiboken6.delete(parent)
    for thread in threads:
        thread.join()
    application.processEvents()
