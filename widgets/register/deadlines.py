"""A deadline in words and form: how many days are left, with a sign whose shape says how near it is."""

from __future__ import annotations

from datetime import date

from evidence.labels import Label
from evidence.register.lines import RegisterLine
from widgets.language import words
from widgets.register.words import R
from widgets.signs import ERROR, WARNING_TRIANGLE, Sign

LATER = Sign("ring_clock", "INK_SOFT", "GREY_SOFT")
SOON_DAYS = 3
"""From so many days on a deadline is near."""


def left_label(due: date, today: date) -> Label:
    """`3 days left`, `Due today`, `2 days overdue`."""
    days = (due - today).days
    if days == 0:
        return R.TODAY
    one, several = (R.LEFT_ONE, R.LEFT) if days > 0 else (R.LATE_ONE, R.LATE)
    return one if abs(days) == 1 else several.filled(days=f"{abs(days):,}")


def left_in_words(due: date, today: date) -> str:
    """The same in the language in use."""
    return words(left_label(due, today))


def headline(line: RegisterLine, today: date) -> Label | None:
    """`Decision: 3 days left (2026-03-27)`; None where no deadline runs."""
    if line.due is None or line.due_of is None:
        return None
    return R.DUE_HEAD.filled(of=_capital(line.due_of.label), left=left_label(line.due, today), due=line.due)


def sign_of(due: date | None, today: date) -> Sign | None:
    """A square with a cross: overdue; a triangle: near; a ring with hands: later; nothing: no deadline."""
    if due is None:
        return None
    days = (due - today).days
    return ERROR if days < 0 else WARNING_TRIANGLE if days <= SOON_DAYS else LATER


def cell(line: RegisterLine, today: date) -> str:
    """What stands in the column: days first, then the day; a dash where no deadline runs."""
    return f"{left_in_words(line.due, today)} · {line.due}" if line.due else "–"


def told(line: RegisterLine, today: date) -> str:
    """The same for a tooltip and a screen reader, with what is due and whether the figure was verified."""
    if line.due is None or line.due_of is None:
        return words(R.NO_DEADLINE)
    text = words(R.DUE_TIP, of=words(_capital(line.due_of.label)), due=line.due, left=left_in_words(line.due, today))
    return text if line.due_verified else f"{text}; {words(R.NOT_VERIFIED)}"


def _capital(of: Label) -> Label:
    return Label(of.en[:1].upper() + of.en[1:], of.zh)
