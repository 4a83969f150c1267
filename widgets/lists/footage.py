"""Until when a camera still has what it recorded, in words and form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from evidence.labels import Label
from evidence.rules.keeping import SOON_DAYS
from widgets.lists.words import J
from widgets.register.deadlines import LATER, left_label
from widgets.signs import WARNING_TRIANGLE, Sign


@dataclass(frozen=True, slots=True)
class Overwriting:
    """That the source of an exhibit overwrites: the last day on which it is there, and how that is said."""

    exhibit: str
    until: date
    sign: Sign
    words: Label
    short: Label
    """The same for a narrow list, without the day."""

    @property
    def named(self) -> Label:
        """The same with the exhibit's label before it."""
        return Label(f"{self.exhibit}: {self.words.en}", f"{self.exhibit}：{self.words.zh}")


def overwriting(exhibit: str, until: date, today: date) -> Overwriting:
    """A triangle where it is near, a ring with hands otherwise; what is past is said quietly: nothing can be done."""
    first = until + timedelta(days=1)
    if until < today:
        return Overwriting(exhibit, until, LATER, J.SOURCE_GONE.filled(day=first), J.SOURCE_GONE_SHORT)
    left = left_label(until, today)
    sign = WARNING_TRIANGLE if (until - today).days <= SOON_DAYS else LATER
    words, short = J.SOURCE_UNTIL.filled(day=first, left=left), J.SOURCE_SHORT.filled(left=left)
    return Overwriting(exhibit, until, sign, words, short)
