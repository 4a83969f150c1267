"""Periods end on the day a person with a calendar would name."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.rules.dates import CitedDate, last_day
from evidence.rules.kinds import Unit

days = st.dates(date(1990, 1, 1), date(2100, 12, 31))
lengths = st.integers(0, 2000)
units = st.sampled_from(list(Unit))


@pytest.mark.parametrize(
    ("start", "length", "unit", "end"),
    [
        ("2026-03-02", 15, Unit.CALENDAR_DAY, "2026-03-17"),
        ("2024-02-28", 1, Unit.CALENDAR_DAY, "2024-02-29"),  # leap day
        ("2023-02-28", 1, Unit.CALENDAR_DAY, "2023-03-01"),
        ("2024-02-29", 1, Unit.YEAR, "2025-02-28"),
        ("2024-02-29", 4, Unit.YEAR, "2028-02-29"),
        ("2026-01-31", 1, Unit.MONTH, "2026-02-28"),
        ("2024-01-31", 1, Unit.MONTH, "2024-02-29"),
        ("2026-12-15", 1, Unit.MONTH, "2027-01-15"),
        ("2026-08-31", 6, Unit.MONTH, "2027-02-28"),
        ("2026-03-02", 8, Unit.WEEK, "2026-04-27"),
        ("2026-03-06", 1, Unit.BUSINESS_DAY, "2026-03-09"),  # Friday to Monday
        ("2026-03-07", 1, Unit.BUSINESS_DAY, "2026-03-09"),  # Saturday to Monday
        ("2026-03-06", 7, Unit.BUSINESS_DAY, "2026-03-17"),
        ("2026-03-02", 0, Unit.CALENDAR_DAY, "2026-03-02"),
    ],
)
def test_a_period_ends_on_the_day_the_calendar_says(start: str, length: int, unit: Unit, end: str) -> None:
    assert last_day(date.fromisoformat(start), length, unit) == date.fromisoformat(end)


@pytest.mark.parametrize("unit", [Unit.CALENDAR_DAY, Unit.BUSINESS_DAY])
def test_counting_the_first_day_ends_one_day_earlier(unit: Unit) -> None:
    monday = date(2026, 3, 2)
    assert last_day(monday, 3, unit, count_first_day=True) == date(2026, 3, 4)
    assert last_day(monday, 3, unit) == date(2026, 3, 5)


@given(days, lengths)
def test_adding_days_and_counting_them_are_inverse(start: date, length: int) -> None:
    assert (last_day(start, length, Unit.CALENDAR_DAY) - start).days == length


@given(days, st.integers(0, 600))
def test_business_days_are_the_weekdays_a_naive_count_finds(start: date, length: int) -> None:
    end = last_day(start, length, Unit.BUSINESS_DAY)
    counted = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(day.weekday() < 5 for day in counted) == length
    assert length == 0 or end.weekday() < 5


@given(days, st.integers(1, 300))
def test_a_counted_first_business_day_is_counted_only_if_it_is_one(start: date, length: int) -> None:
    end = last_day(start, length, Unit.BUSINESS_DAY, count_first_day=True)
    counted = [start + timedelta(days=n) for n in range((end - start).days + 1)]
    assert sum(day.weekday() < 5 for day in counted) == length


@given(days, lengths, units)
def test_a_longer_period_never_ends_earlier(start: date, length: int, unit: Unit) -> None:
    assert last_day(start, length, unit) <= last_day(start, length + 1, unit)


@given(days, lengths, units)
def test_a_later_start_never_ends_earlier(start: date, length: int, unit: Unit) -> None:
    assert last_day(start, length, unit) <= last_day(start + timedelta(days=1), length, unit)


@given(days, st.integers(0, 600))
def test_a_month_later_has_the_same_day_number_or_is_the_end_of_the_month(start: date, length: int) -> None:
    end = last_day(start, length, Unit.MONTH)
    assert (end.year - start.year) * 12 + end.month - start.month == length
    assert end.day == min(start.day, monthrange(end.year, end.month)[1])


@given(days, st.integers(0, 100))
def test_a_year_is_twelve_months_and_a_week_is_seven_days(start: date, length: int) -> None:
    assert last_day(start, length, Unit.YEAR) == last_day(start, 12 * length, Unit.MONTH)
    assert last_day(start, length, Unit.WEEK) == last_day(start, 7 * length, Unit.CALENDAR_DAY)


@pytest.mark.parametrize("unit", Unit)
def test_a_period_beyond_the_calendar_ends_with_it(unit: Unit) -> None:
    assert last_day(date(9999, 6, 1), 10**12, unit) == date.max


def test_a_date_without_an_exhibit_says_so() -> None:
    assert CitedDate(date(2026, 3, 2)).text.en == "2026-03-02 (stated, not evidenced)"
    assert CitedDate(date(2026, 3, 2)).text.zh == "2026-03-02（仅为陈述，无证据）"
    assert CitedDate(date(2026, 3, 2), "EX-05").text.en == "2026-03-02 (EX-05)"
