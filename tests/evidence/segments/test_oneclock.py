"""The clock of one file is that of all files of its recording, and what was set apart is not taken for one."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from evidence.model.kinds import ClockMethod
from evidence.model.recording import Clock
from evidence.segments.finding import Series, find_series
from evidence.segments.oneclock import clocks_for_all, one_clock
from evidence.timecode import us_between
from tests.evidence.review.values import AT
from tests.evidence.segments.test_finding import MINUTES, SECOND, piece

CLOCK = Clock(AT, -90 * SECOND, SECOND, ClockMethod.TYPED)


def series() -> Series:
    """Three files: half a minute missing before the second, the third begins two seconds early."""
    names = ("140000", "141030", "142028")
    [found] = find_series([piece(n, f"ch01_20231001{name}.mp4") for n, name in enumerate(names, 1)]).series
    return found


def test_each_begins_where_its_name_puts_it() -> None:
    one = series()
    assert one.told_us == (0, MINUTES + 30 * SECOND, 2 * MINUTES + 28 * SECOND)
    made = [clock for _, clock in clocks_for_all(one, one.pieces[1].id, CLOCK)]
    assert [us_between(AT.at, clock.start.at) // SECOND for clock in made if clock.start] == [-630, 0, 598]
    assert {(clock.offset_us, clock.drift_ppb, clock.method) for clock in made} == {(-90 * SECOND, 0, CLOCK.method)}
    # The names tell whole seconds: that much more is in doubt, of each.
    assert {clock.uncertainty_us for clock in made} == {2 * SECOND}
    assert {clock.uncertainty_us for _, clock in clocks_for_all(one, one.pieces[0].id, Clock(AT))} == {None}
    assert {clock for _, clock in clocks_for_all(one, one.pieces[0].id, Clock())} == {Clock()}


@given(st.integers(-(10**8), 10**8), st.integers(0, 2), st.integers(0, 10**6))
def test_set_from_any_of_them_they_share_one_clock(drift: int, which: int, off: int) -> None:
    one = series()
    clock = replace(CLOCK, drift_ppb=drift, start=AT.plus_us(off))
    made = [clock for _, clock in clocks_for_all(one, one.pieces[which].id, clock)]
    assert one_clock(made, one.told_us)
    assert made[which].wall(5) == clock.wall(5)
    for other in range(3):
        for changed in (
            replace(made[other], offset_us=made[other].offset_us + 10),
            replace(made[other], uncertainty_us=SECOND),
            replace(made[other], uncertainty_us=None),
            replace(made[other], drift_ppb=drift - 1 if drift > 0 else drift + 1),
            Clock(),
        ):
            assert not one_clock([*made[:other], changed, *made[other + 1 :]], one.told_us)
