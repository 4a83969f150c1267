"""How long records are kept, and the countdown to the day on which footage is overwritten."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.rules.dates import CitedDate
from evidence.rules.figures import figures_of
from evidence.rules.keeping import SOON_DAYS, Footage, branch_footage, kept_until
from evidence.rules.packs import load_packs

CN = load_packs()["CN"]
FILMED = CitedDate(date(2026, 3, 2), "EX-01")
days = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def test_case_d6_footage_is_overwritten_on_day_31() -> None:
    kept = branch_footage(CN, FILMED, date(2026, 3, 20))
    assert kept is not None
    assert (kept.until, kept.overwritten_on) == (date(2026, 4, 1), FILMED.day + timedelta(days=31))
    assert (kept.days_left, kept.state) == (12, Footage.THERE)


@pytest.mark.parametrize(
    ("left", "state"),
    [(SOON_DAYS + 1, Footage.THERE), (SOON_DAYS, Footage.SOON), (0, Footage.SOON), (-1, Footage.PERHAPS_GONE)],
)
def test_the_state_follows_from_the_days_left(left: int, state: Footage) -> None:
    kept = branch_footage(CN, FILMED, date(2026, 4, 1) - timedelta(days=left))
    assert kept is not None
    assert (kept.days_left, kept.state) == (left, state)


def test_an_unverified_number_says_so_and_names_no_site() -> None:
    kept = branch_footage(CN, FILMED, date(2026, 3, 20))
    assert kept is not None
    assert not kept.verified
    assert "unverified" in kept.standing.en and "未核实" in kept.standing.zh
    assert "unverified" in kept.steps[-1].en
    assert ".com" not in kept.source.en


def test_what_the_keeper_says_goes_before_the_pack() -> None:
    kept = branch_footage(CN, FILMED, date(2026, 3, 20), own_day=date(2026, 5, 31))
    assert kept is not None
    assert (kept.until, kept.source.en) == (date(2026, 5, 31), "the keeper of the recording")


def test_held_footage_is_kept_whatever_the_day() -> None:
    kept = branch_footage(CN, FILMED, date(2027, 3, 20), held=True)
    assert kept is not None
    assert kept.state is Footage.HELD


def test_without_the_day_of_the_recording_nothing_can_be_told() -> None:
    kept = branch_footage(CN, None, date(2026, 3, 20))
    assert kept is not None
    assert (kept.until, kept.overwritten_on, kept.state) == (None, None, Footage.CANNOT_TELL)
    assert "recording" in kept.needed[0].en


def test_a_pack_without_a_number_is_no_number() -> None:
    assert branch_footage(load_packs()["HK"], FILMED, date(2026, 3, 20)) is None
    durable = load_packs()["EU"].retention[1]
    kept = kept_until(durable, load_packs()["EU"], FILMED, date(2026, 3, 20))
    assert kept.until is None
    assert "gives no number" in kept.steps[0].en


def test_records_are_kept_for_years_from_the_end_of_the_contract() -> None:
    rule = next(one for one in CN.retention if "over 1 year" in one.record_class)
    kept = kept_until(rule, CN, CitedDate(date(2024, 2, 29)), date(2026, 3, 20))
    assert kept.until == date(2034, 2, 28)
    assert "at least" in kept.steps[0].en and "至少" in kept.steps[0].zh


def test_what_is_kept_until_an_event_says_so_and_counts_no_days() -> None:
    rule = next(one for one in CN.retention if one.record_class.endswith("disputed"))
    (shown,) = [one.amount for one in figures_of(CN) if one.key.endswith("disputed")]
    assert (shown.en, shown.zh) == ("until the end of the dispute", "至争议终结为止")
    kept = kept_until(rule, CN, CitedDate(date(2026, 3, 2)), date(2026, 3, 20))
    assert kept.until == date(2026, 3, 2)
    assert "0 " not in kept.steps[0].en and "2026-03-02" in kept.steps[0].en


@given(days, days)
def test_a_day_later_there_is_a_day_less(filmed: date, today: date) -> None:
    first = branch_footage(CN, CitedDate(filmed), today)
    then = branch_footage(CN, CitedDate(filmed), today + timedelta(days=1))
    assert first is not None and then is not None
    assert first.days_left is not None and then.days_left == first.days_left - 1
    assert first.until == then.until and first.until is not None and first.until > filmed
