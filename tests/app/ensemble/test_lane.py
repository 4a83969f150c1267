"""A wall time leads to one recording time and back, whatever the clock of the recording does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID, uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from app.ensemble.lane import Lane
from app.ensemble.placing import place
from app.ensemble.track import Placed, Track, TrackState
from evidence.model.recording import MOST_DRIFT_PPB, Clock, Exhibit
from evidence.timecode import parse_wall
from tests.app.ensemble.watching import FRAMES, GAP_AT, RECIPES
from tests.widgets import samples

Made = Callable[[str], Track]


def test_frames_stand_where_their_own_table_puts_them(track: Made) -> None:
    for kind in RECIPES:
        lane = Lane(track(kind))
        table = lane.extent.table
        assert table is not None and table.frames == FRAMES
        for frame in range(FRAMES):
            wall_us = lane.wall_of(table.shown_us(frame))
            assert lane.frame_at(wall_us) == frame
            if frame:
                assert lane.frame_at(wall_us - 2) in (frame - 1, None)
        assert lane.absence(lane.begin_us - 1) is TrackState.BEFORE
        assert lane.absence(lane.end_us + 1) is TrackState.AFTER
        assert lane.frame_at(lane.begin_us - 1) is lane.frame_at(lane.end_us + 1) is None


def test_in_a_gap_there_is_no_frame(track: Made) -> None:
    lane = Lane(track("gap"))
    last_before, first_after = (GAP_AT - 1) * 40_000, GAP_AT * 40_000 + 2_000_000
    assert [lane.frame_at(lane.start_us + at) for at in (last_before, last_before + 39_999)] == [GAP_AT - 1] * 2
    for at in (last_before + 40_000, first_after - 1):
        assert lane.frame_at(lane.start_us + at) is None
        assert lane.absence(lane.start_us + at) is TrackState.GAP
    assert lane.frame_at(lane.start_us + first_after) == GAP_AT


def test_steps_from_outside_and_from_gaps_lead_to_the_nearest_frames(track: Made) -> None:
    lane = Lane(track("gap"))
    inside = lane.start_us + GAP_AT * 40_000 + 500_000
    assert lane.frame_at(lane.stepped(inside, 1)) == GAP_AT
    assert lane.frame_at(lane.stepped(inside, -1)) == GAP_AT - 1
    assert lane.frame_at(lane.stepped(lane.begin_us - 5_000_000, 1)) == 0
    assert lane.stepped(lane.begin_us - 5_000_000, -1) == lane.begin_us - 5_000_000
    assert lane.frame_at(lane.stepped(lane.end_us + 5_000_000, -1)) == FRAMES - 1
    assert lane.stepped(lane.end_us + 5_000_000, 3) == lane.end_us + 5_000_000
    assert lane.frame_at(lane.stepped(lane.begin_us, -4)) == 0


@settings(max_examples=200, deadline=None)
@given(st.integers(-(10**12), 10**12), st.integers(-(10**11), 10**11), st.integers(-MOST_DRIFT_PPB, MOST_DRIFT_PPB))
def test_a_recording_time_is_the_last_one_not_after_its_wall_time(wall_us: int, start_us: int, drift: int) -> None:
    lane = Lane(replace(_NOTHING, start_us=start_us, drift_ppb=drift))
    at = lane.at_of(wall_us)
    assert lane.wall_of(at) <= wall_us < lane.wall_of(at + 1)


def test_the_earliest_clock_is_zero_and_unknown_starts_say_so() -> None:
    one, two, three, four = (_clocked(text) for text in ("2026-03-12 10:00:02.5", "2026-03-12 10:00:00", None, None))
    found = place([one, two, three, four], {three.id: 7_000_000, two.id: 9})
    assert found.zero == parse_wall("2026-03-12 10:00:00", "+08:00").plus_us(1_000_000)
    places = [found.places[each.id] for each in (one, two, three, four)]
    assert [(each.start_us, each.placed) for each in places] == [
        (2_500_000, Placed.BY_CLOCK), (0, Placed.BY_CLOCK), (7_000_000, Placed.BY_HAND), (0, Placed.UNPLACED),
    ]  # fmt: skip
    assert found.places[one.id].drift_ppb == 1500
    assert place([three]).zero is None


def _clocked(start: str | None) -> Exhibit:
    exhibit = samples.exhibits()[0]
    clock = Clock(parse_wall(start, "+08:00") if start else None, 1_000_000, drift_ppb=1500)
    return replace(exhibit, id=uuid4(), recording=replace(exhibit.recording, clock=clock))


def _nothing() -> Track:
    from pathlib import Path

    from evidence.media.door import Probed

    return Track("none", UUID(int=0), Path("none"), Probed(samples.exhibits()[0].recording.facts, None, None), 0)


_NOTHING = _nothing()
