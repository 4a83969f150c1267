"""Adding a period to a date, and dates that say which exhibit proves them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from evidence.labels import Label
from evidence.model.case import DatedFact
from evidence.rules.kinds import Unit

SATURDAY = 5
"""As `date.weekday` counts."""


@dataclass(frozen=True, slots=True)
class CitedDate:
    """A date and the label of the exhibit that proves it (None: stated, not evidenced)."""

    day: date
    exhibit: str | None = None

    @property
    def text(self) -> Label:
        """`2026-03-02 (EX-05)`."""
        if self.exhibit:
            return Label(f"{self.day} ({self.exhibit})", f"{self.day}（{self.exhibit}）")
        return Label(f"{self.day} (stated, not evidenced)", f"{self.day}（仅为陈述，无证据）")


def days(count: int) -> Label:
    """`1 day`, `2 days`."""
    return Label("1 day" if count == 1 else f"{count} days", f"{count} 日")


def cited(fact: DatedFact | None, exhibits: Mapping[UUID, str]) -> CitedDate | None:
    """A date of the domain with its exhibit's label in place of its identity."""
    if fact is None:
        return None
    return CitedDate(fact.day, exhibits[fact.exhibit] if fact.exhibit else None)


def last_day(start: date, length: int, unit: Unit, *, count_first_day: bool = False) -> date:
    """Last day of a period of `length` units; it ends at 24:00 of that day.

    The day of the event is not counted unless `count_first_day`. Months and years end on the day of the same number,
    or on the last day of a month that has no such day. Business days are Monday to Friday; holidays are not known here.
    A period beyond the calendar's end (a slip of the keyboard) ends with the calendar.
    """
    try:
        return _last_day(start, length, unit, count_first_day)
    except OverflowError:
        return date.max


def _last_day(start: date, length: int, unit: Unit, count_first_day: bool) -> date:
    if unit is Unit.BUSINESS_DAY:
        return _business(start, length, count_first_day)
    if unit in (Unit.MONTH, Unit.YEAR):
        months = start.year * 12 + start.month - 1 + length * (12 if unit is Unit.YEAR else 1)
        year, month = divmod(months, 12)
        if year > date.max.year:
            return date.max
        end = date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
    else:
        end = start + timedelta(days=length * (7 if unit is Unit.WEEK else 1))
    return end - timedelta(days=1) if count_first_day and length else end


def _business(start: date, length: int, count_first_day: bool) -> date:
    day = start - timedelta(days=1) if count_first_day and length else start
    weeks, rest = divmod(length, 5)
    if day.weekday() >= SATURDAY and length:  # counting begins on Monday, as it would on the Friday before
        day -= timedelta(days=day.weekday() - SATURDAY + 1)
    day += timedelta(weeks=weeks)
    for _ in range(rest):
        day += timedelta(days=3 if day.weekday() == SATURDAY - 1 else 1)
    return day
