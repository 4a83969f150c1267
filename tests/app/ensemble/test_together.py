"""At every wall time each camera shows exactly the frame of its own table, and nothing where it has none."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest

from app.ensemble.track import Shown, Track, TrackState
from app.player.state import PlayerState
from evidence.errors import WrongUse
from tests import barcodes
from tests.app.ensemble.watching import FRAMES, GAP_AT, Watched
from tests.app.player.pace import HandClock


def reach_next(watched: Watched, clock: HandClock) -> None:
    """Let time pass until the next frame of any track is due: never past one that is not decoded yet."""
    ensemble = watched.ensemble
    if not ensemble._started or ensemble._clock.held:
        return
    here, due = ensemble.wall_us, []
    for voice in ensemble._voices.values():
        table, pictures = voice.lane.extent.table, voice.pictures
        if table is None or pictures is None or voice.lane.absence(here) is TrackState.AFTER:
            continue
        expected = voice.lane.frame_at(here)
        if expected is not None and (voice.shown is None or voice.shown.frame != expected):
            return
        at = max(voice.lane.at_of(here), -1)
        frame = -1 if at < 0 else table.frame_at(at)
        if frame + 1 < table.frames:
            if pictures.next_us is None:
                return
            due.append(voice.lane.wall_of(table.shown_us(frame + 1)))
        else:
            due.append(voice.lane.end_us)
    later = [wall for wall in due if wall > here]
    if later:
        clock.go(min(later) - here)
    elif not ensemble.playing or here < ensemble.end_us:
        clock.go(1000)


def test_a_wall_time_shows_the_frame_of_each_table_in_any_order(four: list[Track], watched: Watched) -> None:
    watched.ensemble.open(four)
    watched.until_still()
    watched.check_still()
    assert watched.ensemble.begin_us == -700_001
    chance = random.Random(5)
    for _ in range(25):
        wall_us = chance.randrange(-700_001, 8_000_000)
        watched.ensemble.seek(wall_us)
        watched.until_still()
        watched.check_still()
        assert watched.ensemble.wall_us == min(wall_us, watched.ensemble.last_us)


def test_every_frame_of_four_cameras_is_shown_in_turn(four: list[Track], paced: Watched, clock: HandClock) -> None:
    paced.ensemble.open(four)
    for key in ("pal", "slow", "ntsc", "gap"):
        paced.ensemble.set_display_size(key, barcodes.WIDTH // 2, barcodes.HEIGHT // 2)
    paced.until_still()
    paced.forget()
    paced.ensemble.play()
    paced.until(lambda: paced.ended, lambda: reach_next(paced, clock))
    paced.until_still()
    for key in ("pal", "slow", "gap"):
        assert paced.numbers(key)[:FRAMES] == list(range(FRAMES))
    assert paced.numbers("ntsc") == list(range(1, FRAMES))
    assert paced.dropped == {}
    assert TrackState.GAP in paced.track_states["gap"]
    assert paced.track_states["ntsc"][-1] is TrackState.AFTER
    assert paced.ensemble.now is PlayerState.ENDED
    paced.check_still()


def test_pictures_come_at_their_own_times(four: list[Track], paced: Watched, clock: HandClock) -> None:
    paced.ensemble.open(four)
    paced.until_still()
    late_us: list[int] = []

    def note(shown: Shown) -> None:
        if paced.ensemble.now is PlayerState.PLAYING:
            late_us.append(paced.ensemble.wall_us - shown.wall_us)

    paced.ensemble.shown.connect(note)
    paced.ensemble.seek(1_300_000)
    paced.until_still()
    paced.ensemble.play()
    paced.until(lambda: paced.ensemble.wall_us > 2_500_000, lambda: reach_next(paced, clock))
    assert len(late_us) > 60
    assert max(late_us) <= 1  # drift is rounded to whole microseconds
    assert min(late_us) >= 0


def test_late_frames_are_left_out_and_counted_track_by_track(
    four: list[Track], paced: Watched, clock: HandClock
) -> None:
    paced.ensemble.open(four)
    paced.until_still()
    paced.forget()
    paced.ensemble.play()
    paced.until(lambda: len(paced.numbers("pal")) > 10, lambda: reach_next(paced, clock))
    clock.go(600_000)
    paced.until(lambda: paced.ended, lambda: reach_next(paced, clock))
    for key, from_frame in (("pal", 0), ("ntsc", 1)):
        playing = [shown.picture.frame for shown in paced.shown[key] if shown.state is TrackState.PLAYING]
        assert playing == sorted(set(playing))
        assert paced.dropped[key] == paced.ensemble.late(key) > 5
        assert len(playing) + paced.dropped[key] == FRAMES - from_frame


def test_backward_every_frame_is_shown_from_the_last_to_the_first(
    four: list[Track], paced: Watched, clock: HandClock
) -> None:
    ensemble = paced.ensemble
    ensemble.open(four)
    ensemble.to_end()
    paced.until_still()
    paced.forget()
    ensemble.play(back=True)

    def on() -> None:
        waits = (
            voice.pictures is not None and voice.pictures.next_back_us() is None
            and not voice.pictures.finished and not voice._idle
            for voice in ensemble._voices.values()
        )  # fmt: skip
        if ensemble._started and not any(waits):
            clock.go(5_000)
            ensemble._tick()

    paced.until(lambda: ensemble.now is PlayerState.PAUSED, on)
    assert ensemble.wall_us == ensemble.begin_us
    for key in ("pal", "slow", "gap"):
        numbers = paced.numbers(key)
        assert numbers[-FRAMES + 1 :] == list(range(FRAMES - 1))[::-1]
    assert TrackState.GAP in paced.track_states["gap"]
    assert paced.dropped == {}
    paced.check_still()


def test_empty_time_is_passed_over_in_playing_and_in_nothing_else(
    track: Callable[[str], Track], paced: Watched, clock: HandClock
) -> None:
    first, day_us = track("pal"), 24 * 3600 * 1_000_000
    later = replace(track("slow"), start_us=day_us)
    ensemble = paced.ensemble
    ensemble.open([first, later])
    paced.until_still()
    empty = paced.lane("pal").end_us, paced.lane("slow").begin_us
    ensemble.set_skips([empty])
    ensemble.seek(day_us // 2)
    paced.until_still()
    assert ensemble.wall_us == day_us // 2, "one can still go there"
    ensemble.seek(empty[0] - 200_000)
    paced.until_still()
    paced.forget()
    ensemble.play()

    def on() -> None:
        if empty[0] - 50_000 < ensemble.wall_us < empty[1]:
            clock.go(2_000)  # never over the empty time in one go
        else:
            reach_next(paced, clock)

    paced.until(lambda: len(paced.numbers("slow")) > 5, on)
    assert paced.numbers("pal")[-1] == FRAMES - 1 and paced.numbers("slow")[:5] == [0, 1, 2, 3, 4]
    assert paced.dropped == {} and not [at for at in paced.times if empty[0] + 100_000 < at < empty[1]]
    ensemble.pause()
    paced.until_still()
    ensemble.play(back=True)
    paced.until(lambda: ensemble.wall_us < empty[0], lambda: clock.go(5_000 * ensemble._started))
    ensemble.pause()
    paced.until_still()
    paced.check_still()


def test_steps_follow_the_active_track(four: list[Track], watched: Watched) -> None:
    watched.ensemble.open(four)
    watched.ensemble.set_active("slow")
    watched.ensemble.show_frame("slow", 7)
    watched.until_still()
    for frames, expected in ((1, 8), (1, 9), (-3, 6), (5, 11)):
        watched.ensemble.step(frames)
        watched.until_still()
        watched.check_still()
        seen = watched.on_screen["slow"]
        assert seen is not None and seen.picture.frame == expected
        assert watched.ensemble.at_us == seen.picture.shown_us
    watched.ensemble.set_active("gap")
    watched.ensemble.seek(watched.lane("gap").start_us + GAP_AT * 40_000 + 500_000)
    watched.until_still()
    assert (watched.on_screen["gap"], watched.ensemble.at_us) == (None, None)
    for _ in range(3):
        watched.ensemble.step(1)  # steps add up while one is decoded
    watched.until_still()
    shown = watched.on_screen["gap"]
    assert shown is not None and shown.picture.frame == GAP_AT + 2


def test_pausing_stands_exactly_and_at_full_size(four: list[Track], paced: Watched, clock: HandClock) -> None:
    paced.ensemble.open(four)
    for track in four:
        paced.ensemble.set_display_size(track.key, barcodes.WIDTH // 2, barcodes.HEIGHT // 2)
    paced.ensemble.seek(1_250_000)
    paced.until_still()
    paced.ensemble.play(2.0)
    paced.until(lambda: paced.ensemble.wall_us > 1_900_000, lambda: reach_next(paced, clock))
    assert any(shown.picture.width == barcodes.WIDTH // 2 for shown in paced.shown["pal"])
    paced.ensemble.pause()
    paced.until_still()
    paced.check_still()


def test_a_loop_begins_anew(four: list[Track], paced: Watched, clock: HandClock) -> None:
    paced.ensemble.open(four)
    paced.until_still()
    paced.ensemble.set_loop(200_000, 600_000)
    paced.ensemble.play()
    paced.until(lambda: paced.looped == 3, lambda: reach_next(paced, clock))
    assert max(shown.wall_us for shown in paced.shown["pal"]) <= 600_000
    assert paced.numbers("pal").count(7) >= 2
    paced.ensemble.set_loop(None, None)
    paced.until(lambda: paced.ended, lambda: reach_next(paced, clock))


def test_jumps_lead_to_beginnings_ends_gaps_and_stops(four: list[Track], watched: Watched) -> None:
    watched.ensemble.open(four)
    watched.ensemble.set_stops("pal", [960_000])
    found = []
    while watched.ensemble.jump(1):
        found.append(watched.ensemble.wall_us)
    gap = watched.lane("gap")
    assert found[:4] == [0, 450_000, 960_000, 1_234_567]
    assert {gap.start_us + GAP_AT * 40_000, gap.start_us + GAP_AT * 40_000 + 2_000_000} < set(found)
    back = []
    while watched.ensemble.jump(-1):
        back.append(watched.ensemble.wall_us)
    assert back == [*found[-2::-1], -700_001]
    watched.until_still()


def test_a_dead_decoder_is_started_again_at_the_same_place(four: list[Track], watched: Watched) -> None:
    watched.ensemble.open(four)
    watched.ensemble.seek(1_500_000)
    watched.until_still()
    for pid in watched.ensemble.decoders:
        os.kill(pid, signal.SIGKILL)
    watched.ensemble.step(1)
    watched.until_still()
    watched.check_still()
    assert watched.failed == []


def test_one_recording_shows_two_of_its_moments(four: list[Track], watched: Watched) -> None:
    second = replace(four[0], key="pal", exhibit=uuid4())
    earlier = replace(four[3], key="gap", start_us=four[3].start_us - 500_000)
    watched.numbered = False
    watched.ensemble.open([second, replace(second, key="again", start_us=-800_000), earlier])
    watched.ensemble.seek(400_000)
    watched.until_still()
    frames = {key: seen.picture.frame for key, seen in watched.on_screen.items() if seen}
    assert (frames["pal"], frames["again"]) == (10, 30)
    with pytest.raises(WrongUse):
        watched.ensemble.open([replace(second, key=str(n)) for n in range(5)])


def test_four_tracks_share_the_memory_of_one(four: list[Track], watched: Watched) -> None:
    watched.ensemble._ahead_bytes = 1 << 20
    watched.ensemble.open(four)
    for voice in watched.ensemble._voices.values():
        assert voice.pictures is not None and voice.pictures._limit == 1 << 18
    watched.until_still()
    watched.ensemble.play()
    watched.until_playing()
    for _ in range(50):
        watched.until(lambda: True)
        held = sum(voice.pictures._bytes for voice in watched.ensemble._voices.values() if voice.pictures)
        assert held <= 1 << 20


def test_closing_while_it_plays_leaves_nothing(four: list[Track], watched: Watched) -> None:
    watched.ensemble.open(four)
    watched.ensemble.play()
    watched.until_playing()
    assert len(watched.ensemble.decoders) == 4
    watched.ensemble.close()
    assert watched.ensemble.wait_closed()
    assert watched.ensemble.now is PlayerState.CLOSED


def test_a_seek_just_before_a_beginning_rests_on_the_first_frame_where_no_other_picture_changes(
    four: list[Track], watched: Watched
) -> None:
    ensemble = watched.ensemble
    ensemble.open(four)
    begin_us = watched.lane("gap").begin_us
    for early_us, rests_us in ((1, begin_us), (3_000, begin_us), (30_000, begin_us - 30_000)):
        ensemble.seek(begin_us - early_us)
        watched.until_still()
        others = {key: watched.lane(key).frame_at(begin_us - early_us) for key in ("pal", "ntsc", "slow")}
        changes = any(watched.lane(key).frame_at(begin_us) != frame for key, frame in others.items())
        assert ensemble.wall_us == (begin_us - early_us if changes else rests_us)
        shown = watched.on_screen["gap"]
        assert (shown.picture.frame if shown else None) == (0 if ensemble.wall_us == begin_us else None)
        for key, frame in others.items():
            other = watched.on_screen[key]
            assert (other.picture.frame if other else None) == frame
    # A stop that lies there is reached, and left again.
    ensemble.set_stops("pal", [watched.lane("pal").at_of(begin_us - 2_000)])
    ensemble.seek(begin_us)
    assert ensemble.jump(-1) and begin_us - 3_000 < ensemble.wall_us < begin_us
    here = ensemble.wall_us
    assert ensemble.jump(-1) and ensemble.wall_us < here
    watched.until_still()
