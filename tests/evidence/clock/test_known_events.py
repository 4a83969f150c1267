"""Two recordings of one event share one clock, exactly."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.clock.known_events import KnownEvent, from_known_event, from_known_events, from_reading
from evidence.clock.setting import ClockWish, clock_with, parse_drift
from evidence.errors import WrongUse
from evidence.model.kinds import ClockMethod
from evidence.model.recording import MOST_DRIFT_PPB, Clock
from evidence.timecode import parse_wall, us_between

START = parse_wall("2026-03-12T10:14:00+08:00", "UTC")
CHECKED = Clock(START, 47_300_000, 500_000, ClockMethod.BURNED_IN_CLOCK, 12_500)
TIMES = st.integers(-(10**11), 10**12)
CLOCKS = st.builds(
    Clock, st.just(START), st.integers(-(10**12), 10**12), st.integers(0, 10**8), st.sampled_from(ClockMethod),
    st.integers(-MOST_DRIFT_PPB, MOST_DRIFT_PPB),
)  # fmt: skip


def wall_us(clock: Clock, at_us: int) -> int:
    wall = clock.wall(at_us)
    assert wall is not None
    return us_between(START.at, wall.at)


@given(CLOCKS, TIMES)
def test_wall_time_is_the_formula_and_its_last_term_rounds_half_to_even(clock: Clock, at_us: int) -> None:
    drift = Fraction(at_us * clock.drift_ppb, 10**9)
    rounded = wall_us(clock, at_us) - at_us - clock.offset_us
    assert abs(rounded - drift) <= Fraction(1, 2)
    assert abs(rounded - drift) < Fraction(1, 2) or rounded % 2 == 0


def test_a_tie_of_the_drift_is_rounded_before_the_sum() -> None:
    """2,005 us at a tenth too fast are 200.5 us of drift: 200, the even one, and not 2,206 us in all."""
    assert wall_us(Clock(START, drift_ppb=MOST_DRIFT_PPB), 2_005) == 2_205
    assert wall_us(Clock(START, drift_ppb=MOST_DRIFT_PPB), 2_015) == 2_217


@given(CLOCKS, TIMES, st.integers(0, 10**9))
def test_wall_time_never_goes_back(clock: Clock, at_us: int, step: int) -> None:
    before, after = wall_us(clock, at_us), wall_us(clock, at_us + step)
    assert before <= after
    assert step < 2 or before < after


@given(CLOCKS, TIMES)
def test_a_wall_time_leads_back_to_its_recording_time(clock: Clock, at_us: int) -> None:
    """The formula solved for t; rounding leaves at most two microseconds."""
    elapsed = wall_us(clock, at_us) - clock.offset_us
    assert abs(elapsed / (1 + Fraction(clock.drift_ppb, 10**9)) - at_us) < 2


def test_a_drift_of_more_than_a_tenth_is_no_clock() -> None:
    for ppb in (MOST_DRIFT_PPB + 1, -MOST_DRIFT_PPB - 1):
        with pytest.raises(ValueError, match="tenth"):
            Clock(START, drift_ppb=ppb)


@given(CLOCKS, CLOCKS, TIMES, TIMES, st.integers(0, 10**7))
def test_one_event_stands_at_the_same_time_in_both(a: Clock, b: Clock, at_a: int, at_b: int, doubt: int) -> None:
    for before in (b, Clock(), None):
        found = from_known_event(a, at_a, doubt, at_b, before)
        assert wall_us(found, at_b) == wall_us(a, at_a)
        assert found.uncertainty_us == (a.uncertainty_us or 0) + doubt
        assert found.method is ClockMethod.KNOWN_EVENT
    kept = from_known_event(a, at_a, doubt, at_b, b)
    assert (kept.start, kept.drift_ppb) == (b.start, b.drift_ppb)


@given(CLOCKS, CLOCKS, TIMES, TIMES, st.integers(10**7, 10**12), st.integers(0, 10**6), st.integers(0, 10**6))
def test_two_events_stand_at_the_same_times_in_both(
    a: Clock, b: Clock, at_a: int, at_b: int, later_b: int, u1: int, u2: int
) -> None:
    true_us = b.true_us(at_b + later_b) - b.true_us(at_b)
    later_a = round(true_us / (1 + Fraction(a.drift_ppb, 10**9)))  # what A recorded in the same true time
    events = [KnownEvent(at_a + later_a, at_b + later_b, u2), KnownEvent(at_a, at_b, u1)]
    try:
        fit = from_known_events(a, events, b, duration_us=10**12)
    except WrongUse:
        assert abs(b.drift_ppb) > MOST_DRIFT_PPB - 10**3  # rounded over the edge
        return
    assert wall_us(fit.clock, at_b) == wall_us(a, at_a)
    resolution = later_b // 10**9 + 2
    assert abs(wall_us(fit.clock, at_b + later_b) - wall_us(a, at_a + later_a)) <= resolution
    assert abs(fit.clock.drift_ppb - b.drift_ppb) <= Fraction(4 * 10**9, later_b) + 1
    assert (fit.clock.uncertainty_us or 0) >= (a.uncertainty_us or 0) + max(u1, u2)


def test_the_doubt_of_a_drift_grows_away_from_the_events() -> None:
    events = [KnownEvent(0, 0, 1_000_000), KnownEvent(60_060_000, 60_000_000, 1_000_000)]
    near = from_known_events(Clock(START, 0, 0), events, duration_us=60_000_000)
    far = from_known_events(Clock(START, 0, 0), events, duration_us=600_000_000)
    assert near.clock.drift_ppb == far.clock.drift_ppb == 1_000_000
    assert near.clock.uncertainty_us == 1_000_001
    assert far.clock.uncertainty_us == 19_000_001
    assert "may be none" in near.because.en
    sharp = [replace(event, uncertainty_us=10_000) for event in events]
    assert "may be none" not in from_known_events(CHECKED, sharp).because.en


def test_what_was_not_checked_stays_unchecked_and_says_so() -> None:
    unchecked = replace(CHECKED, uncertainty_us=None)
    assert from_known_event(unchecked, 0, 1000, 0).uncertainty_us is None
    assert from_known_event(CHECKED, 0, None, 0).uncertainty_us is None
    fit = from_known_events(unchecked, [KnownEvent(0, 0)])
    assert not fit.clock.checked and "stays unchecked" in fit.because.en
    assert from_known_events(CHECKED, [KnownEvent(0, 0)]).clock.checked


@pytest.mark.parametrize(
    ("events", "words"),
    [
        ([], "one event"),
        ([KnownEvent(0, 0)] * 3, "one event"),
        ([KnownEvent(0, 5), KnownEvent(9, 5)], "lie apart"),
        ([KnownEvent(5, 0), KnownEvent(5, 9)], "lie apart"),
        ([KnownEvent(9_000_000, 0), KnownEvent(0, 9_000_000)], "same order"),
        ([KnownEvent(0, 0), KnownEvent(9_000_000, 6_000_000)], "more than a tenth"),
    ],
)
def test_events_that_make_no_clock_are_refused(events: list[KnownEvent], words: str) -> None:
    with pytest.raises(WrongUse) as refusal:
        from_known_events(CHECKED, events)
    assert words in refusal.value.sentence.en and refusal.value.sentence.zh


def test_a_recording_without_a_start_gives_none_to_another() -> None:
    with pytest.raises(WrongUse, match="give it a start first"):
        from_known_event(Clock(), 0, 0, 0, CHECKED)


def test_an_instant_known_by_other_means_sets_the_offset() -> None:
    receipt = parse_wall("2026-03-12T10:20:00+08:00", "UTC")
    found = from_reading(CHECKED, 60_000_000, receipt, 30_000_000, ClockMethod.BURNED_IN_CLOCK)
    wall = found.wall(60_000_000)
    assert wall is not None and wall.text(6) == "2026-03-12T10:20:00.000000+08:00"
    assert (found.start, found.uncertainty_us, found.method) == (START, 30_000_000, ClockMethod.BURNED_IN_CLOCK)


def test_what_was_not_said_stays_and_a_new_start_begins_anew() -> None:
    changed = clock_with(CHECKED, ClockWish(offset_us=-1))
    assert changed == replace(CHECKED, offset_us=-1)
    anew = clock_with(CHECKED, ClockWish(start=parse_wall("2026-03-12T11:00:00Z", "UTC")))
    assert (anew.offset_us, anew.drift_ppb, anew.checked, anew.method) == (0, 0, False, ClockMethod.TYPED)
    assert clock_with(replace(CHECKED, method=ClockMethod.UNKNOWN), ClockWish()).method is ClockMethod.TYPED
    for wish in (ClockWish(uncertainty_us=-1), ClockWish(drift_ppb=MOST_DRIFT_PPB + 1)):
        with pytest.raises(WrongUse):
            clock_with(CHECKED, wish)
    with pytest.raises(WrongUse, match="no start"):
        clock_with(Clock(), ClockWish(offset_us=1))


@pytest.mark.parametrize(("text", "ppb"), [("12.5", 12_500), ("-3", -3_000), ("+0.001", 1), ("0", 0)])
def test_a_drift_is_typed_in_parts_per_million(text: str, ppb: int) -> None:
    assert parse_drift(text) == ppb


@pytest.mark.parametrize("text", ["", "1e3", "0.0001", "100000.001", "--1", "nan", "１", "5 ppm", "9999999"])
def test_what_is_no_drift_is_refused(text: str) -> None:
    with pytest.raises(WrongUse):
        parse_drift(text)
