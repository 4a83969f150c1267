"""What counts as played: forward, in sight, readable, audible alone; and never more than was played."""

from __future__ import annotations

import functools
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.ledger.followers import SingleFollower
from app.ledger.pieces import Pieces
from app.player.state import PlayerState
from app.window.opening import Opened
from evidence.assist.unusable import PICTURE, SOUND
from evidence.media.door import Probed
from evidence.media.pictures import Picture
from evidence.model.coverage import Played, PlayRules, Stretch
from evidence.review.coverage import counted
from evidence.review.intervals import Intervals
from tests.app.player.pace import HandClock, HandDevices
from tests.app.player.recordings import Watched, make, make_call
from tests.app.waiting import until
from tests.evidence.review.values import AT, exhibit
from widgets.player.picture import FrameCaption, PictureView

Recording = tuple[Path, Probed]
RULES = PlayRules()
STEP_US = 10_000


@pytest.fixture(scope="session")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Recording]:
    folder = tmp_path_factory.mktemp("ledger")
    return functools.cache(lambda kind: make_call(folder) if kind == "call" else make(folder, kind))


class Desk:
    """A player with its view in a window, a clock and a sound device moved by hand, and what was told of playing."""

    def __init__(self) -> None:
        self.clock, self.devices = HandClock(), HandDevices()
        self.watched = Watched(find_output=self.devices, now_ns=self.clock)
        self.player = self.watched.player
        self.window, self.view = QWidget(), PictureView()
        QVBoxLayout(self.window).addWidget(self.view)
        self.window.resize(640, 520)
        self.window.show()
        until(lambda: self.window.windowHandle().isExposed())
        self.opened: Opened | None = None
        self.pieces = Pieces()
        self.player.shown.connect(self._show)
        self.follower = SingleFollower(
            self.player, self.view, self.view.canvas, lambda: self.opened, RULES, self.pieces.add
        )

    def _show(self, picture: Picture) -> None:
        caption = FrameCaption(picture.shown_us, picture.frame)
        self.view.show_frame(picture.rgb, picture.width, picture.height, caption)

    def open(self, recording: Recording) -> None:
        path, probed = recording
        self.opened = Opened(exhibit(probed.facts), path, probed)
        self.watched.open(recording)

    def play(self, speed: float = 1.0) -> None:
        self.player.play(speed)
        self.watched.until(lambda: self.player.now is PlayerState.PLAYING)

    def go_on(self, us: int) -> None:
        """Let so much time of a watch pass, the device and the decoder keeping up."""
        for _ in range(us // STEP_US):
            if self.player.playing:
                self.watched.until(lambda: self.player.now is PlayerState.PLAYING)
            self.watched.until(self._ready)
            output = self.devices.playing
            if output is not None:
                output.played += min(output.rate * STEP_US // 1_000_000 * output.channels * 2, output.waiting())
            self.clock.go(STEP_US)
            self.player._tick()
            if output is not None:
                self.watched.until(lambda: not self.player._clock.held)

    def _ready(self) -> bool:
        pictures, output = self.player._pictures, self.devices.playing
        length = output.rate * STEP_US // 1_000_000 * output.channels * 2 if output else 0
        over = (
            self.player.time_us >= self.player.duration_us - 250_000 * self.player.speed
        )  # what was left is handed over
        if output is None and self.player._clock.held:
            return False  # time waits for the sound, whose device is only just opened
        held = output is None or over or output.waiting() >= length
        return held and (pictures is None or pictures.next_us is not None or pictures.finished)

    def counted(self) -> dict[str, Intervals]:
        """What counts, by sense."""
        found = counted(Played(one, uuid4(), 1, RULES, AT) for one in self.told())
        return {sense: times for (_, sense), times in found.items()}

    def told(self) -> tuple[Stretch, ...]:
        """Everything that was told so far."""
        taken = self.pieces.take()
        for one in taken:
            self.pieces.add(one)
        return taken


@pytest.fixture
def desk() -> Iterator[Desk]:
    held = QApplication.instance() or QApplication([])
    one = Desk()
    yield one
    one.player.close()
    assert one.player.wait_closed()
    one.window.close()
    one.window.deleteLater()
    held.processEvents()


Made = Callable[[str], Recording]


def test_what_plays_in_sight_and_can_be_heard_counts_in_one_piece(recording: Made, desk: Desk) -> None:
    desk.open(recording("spoken"))
    desk.play()
    desk.go_on(1_000_000)
    desk.player.pause()
    desk.watched.until_exact()
    desk.play()
    desk.go_on(500_000)
    desk.player.pause()
    (one,) = desk.told()
    assert (one.from_us, one.speed_permille, one.sounded, one.seen) == (0, 1000, True, True)
    assert 1_400_000 <= one.to_us == desk.player.time_us <= 1_500_000


def test_played_to_the_end_nothing_is_missing(recording: Made, desk: Desk) -> None:
    for kind, senses in (("spoken", {SOUND, PICTURE}), ("call", {SOUND}), ("constant", {PICTURE})):
        desk.pieces.take()
        desk.open(recording(kind))
        end_us = desk.player.duration_us
        desk.player.show_time(end_us - 700_000)
        desk.watched.until_exact()
        begun_us = desk.player.time_us
        desk.play()
        for _ in range(100):
            if desk.player.playing:
                desk.go_on(STEP_US)
        assert desk.player.now is PlayerState.ENDED or desk.watched.ended
        found = desk.counted()
        assert set(found) == senses
        # The sound of "spoken" goes on after its last picture, which then stands on screen.
        assert all(times == Intervals(((begun_us, end_us),)) for times in found.values()), kind


def test_stepping_seeking_and_scrubbing_count_for_nothing(recording: Made, desk: Desk) -> None:
    desk.open(recording("spoken"))
    acts: list[Callable[[], None]] = [
        lambda: desk.player.step(5),
        lambda: desk.player.show_time(2_000_000),
        lambda: desk.player.scrub(900_000),
    ]
    for act in acts:
        act()
        desk.watched.until_exact()
    desk.player.to_end()
    desk.watched.until_exact()
    assert desk.told() == ()


def test_a_seek_while_it_plays_leaves_out_what_it_leaps_over(recording: Made, desk: Desk) -> None:
    desk.open(recording("spoken"))
    desk.play()
    desk.go_on(300_000)
    desk.player.show_time(2_000_000)
    desk.watched.until(lambda: desk.player.now is PlayerState.PLAYING)
    desk.go_on(300_000)
    desk.player.pause()
    first, second = desk.told()
    assert first.from_us == 0 and first.to_us <= 300_000
    assert second.from_us == 2_000_000 and second.to_us <= 2_300_000


def test_speeds_are_told_and_too_fast_ones_count_for_acts_only(recording: Made, desk: Desk) -> None:
    desk.open(recording("spoken"))
    desk.play(1.5)
    desk.go_on(200_000)
    desk.player.set_speed(2.0)
    desk.watched.until(lambda: desk.player.now is PlayerState.PLAYING)
    desk.go_on(300_000)
    desk.player.pause()
    slow, fast = desk.told()
    assert (slow.speed_permille, fast.speed_permille) == (1500, 2000)
    assert slow.to_us == fast.from_us
    found = desk.counted()
    assert found[SOUND] == Intervals(((0, slow.to_us),)) and found[PICTURE] == Intervals(((0, fast.to_us),))


def test_muted_it_is_seen_and_not_heard_from_the_moment_it_was_muted(recording: Made, desk: Desk) -> None:
    desk.open(recording("spoken"))
    desk.play()
    desk.go_on(500_000)
    muted_us = desk.player.time_us
    desk.player.set_muted(True)
    desk.go_on(500_000)
    unmuted_us = desk.player.time_us
    desk.player.set_muted(False)
    desk.go_on(500_000)
    end_us = desk.player.time_us
    desk.player.set_volume(0)
    desk.go_on(300_000)
    desk.player.pause()
    heard = desk.counted()[SOUND]
    assert not heard & Intervals(((muted_us, unmuted_us),)) and not heard - Intervals(((0, end_us),))
    assert heard.total_us > 700_000
    assert desk.counted()[PICTURE].total_us > 1_600_000


@pytest.mark.parametrize("how", ["minimised", "hidden", "small", "enlarged"])
def test_what_nobody_can_see_does_not_count(how: str, recording: Made, desk: Desk) -> None:
    desk.open(recording("spoken"))
    desk.play()
    desk.go_on(400_000)
    hidden_us = desk.player.time_us
    if how == "minimised":
        desk.window.showMinimized()
    elif how == "hidden":
        desk.view.hide()
    elif how == "small":
        desk.window.resize(300, 200)
    else:
        desk.view.canvas.zoom(3)
    QApplication.processEvents()
    desk.go_on(400_000)
    desk.player.pause()
    found = desk.counted()
    assert not found[PICTURE] - Intervals(((0, hidden_us),)) and found[PICTURE].total_us >= 200_000
    still_heard = how in ("small", "enlarged")  # the window is in sight, its picture only is not
    assert bool(found[SOUND] - Intervals(((0, hidden_us),))) == still_heard


def test_a_call_is_heard_and_never_seen(recording: Made, desk: Desk) -> None:
    desk.open(recording("call"))
    desk.play()
    desk.go_on(500_000)
    desk.player.pause()
    assert set(desk.counted()) == {SOUND}


def test_without_a_device_nothing_is_heard(recording: Made, desk: Desk) -> None:
    desk.devices.there = False
    desk.open(recording("spoken"))
    desk.play()
    desk.go_on(500_000)
    desk.player.pause()
    assert set(desk.counted()) == {PICTURE}


def test_a_loop_is_played_often_and_counts_once(recording: Made, desk: Desk) -> None:
    desk.open(recording("spoken"))
    desk.player.set_loop(200_000, 700_000)
    desk.player.show_time(200_000)
    desk.watched.until_exact()
    desk.play()
    for _ in range(130):
        desk.go_on(STEP_US)
    desk.player.pause()
    told = desk.told()
    assert sum(one.to_us - one.from_us for one in told) > 1_000_000
    covered = desk.counted()[SOUND]
    assert covered.covers(Intervals(((200_000, 700_000),))) and covered.total_us < 530_000


def test_time_that_passed_while_the_program_was_busy_does_not_count(recording: Made, desk: Desk) -> None:
    desk.open(recording("constant"))
    desk.play()
    desk.go_on(300_000)
    busy_us = desk.player.time_us
    pictures = desk.player._pictures
    assert pictures is not None
    desk.watched.until(pictures._finished)  # else it goes on at a key frame, which is not due while this clock stands
    desk.clock.go(1_500_000)
    desk.watched.until(lambda: desk.player.time_us and (desk.player.frame or 0) > 40)
    desk.player._tick()
    desk.go_on(300_000)
    desk.player.pause()
    covered = desk.counted()[PICTURE]
    assert not covered & Intervals(((busy_us + 120_000, busy_us + 1_500_000),))
    assert covered.total_us < 700_000


@pytest.mark.parametrize("seed", [1])
def test_whatever_is_done_no_more_counts_than_was_played(seed: int, recording: Made, desk: Desk) -> None:
    chance = random.Random(seed)
    desk.open(recording("spoken"))
    truth: dict[str, list[tuple[int, int]]] = {SOUND: [], PICTURE: []}
    muted = minimised = False
    for _ in range(24):
        act = chance.choice(["play", "play", "seek", "mute", "minimise", "pause", "faster", "slower", "step"])
        if act == "play":
            desk.play(1.0)
        elif act == "seek":
            desk.player.show_time(chance.randrange(4_000_000))
        elif act == "mute":
            muted = not muted
            desk.player.set_muted(muted)
        elif act == "minimise":
            minimised = not minimised
            desk.window.showMinimized() if minimised else desk.window.showNormal()
            QApplication.processEvents()
        elif act == "pause":
            desk.player.pause()
        elif act in ("faster", "slower"):
            desk.player.set_speed(4.0 if act == "faster" else 1.0)
        else:
            desk.player.step(3)
        desk.watched.until(lambda: desk.player.now is PlayerState.PLAYING or desk.player.exact)
        for _ in range(25):
            if not desk.player.playing:
                break
            before_us, fast = desk.player.time_us, desk.player.speed > 2
            desk.go_on(STEP_US)
            if not minimised and not fast and desk.player.time_us >= before_us:
                truth[PICTURE].append((before_us, desk.player.time_us))
                if not muted:
                    truth[SOUND].append((before_us, desk.player.time_us))
    desk.player.close()
    found = desk.counted()
    for sense, pairs in truth.items():
        played = Intervals.of(pairs)
        assert played.covers(found.get(sense, Intervals())), sense
        assert found.get(sense, Intervals()).total_us >= played.total_us // 2


def test_above_twice_the_speed_pictures_are_left_out_and_nothing_counts_as_seen(recording: Made, desk: Desk) -> None:
    assert PlayRules(visible_permille=4000).within_reason().visible_permille == 4000, "the laxest that settings can be"
    desk.open(recording("b_frames"))
    desk.play(4.0)
    desk.watched.forget()
    desk.go_on(600_000)
    desk.player.pause()
    desk.watched.until_exact()
    assert desk.told() == ()
    shown = desk.watched.numbers
    assert len(shown) > 5 and shown[-1] > 40
    desk.player.to_start()
    desk.watched.until_exact()
    desk.play(2.0)
    desk.go_on(600_000)
    desk.player.pause()
    (one,) = desk.told()
    assert one.seen and one.speed_permille == 2000
