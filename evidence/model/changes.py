"""What is other in a row of marks than in the one before, found with little work where little has changed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress, count, repeat
from operator import is_, is_not

from evidence.model.mark import Mark

FEW = 16
"""Up to so many marks that are others are dealt with one by one; with more, all is made anew."""

Changes = tuple[tuple[Mark | None, Mark], ...]
"""Each mark that is another than before, with what it was; None: there was none."""


def changes(before: Sequence[Mark], after: Sequence[Mark]) -> Changes | None:
    """What an act has changed: marks that say something else now, in their old place, and new ones behind them.

    None: it is more, or something else, so that nothing of what was made from the marks before can be kept. Marks are
    told apart as objects: who reads a case again keeps the objects of marks that are what they were.
    """
    others = list(compress(count(), map(is_not, before, after)))
    if len(after) < len(before) or len(others) + len(after) - len(before) > FEW:
        return None
    pairs = [(before[row], after[row]) for row in others]
    if any(old.id != new.id for old, new in pairs):
        return None
    return (*pairs, *((None, new) for new in after[len(before) :]))


def row_of(marks: Sequence[Mark], mark: Mark) -> int | None:
    """Where this very object stands among these."""
    return next(compress(count(), map(is_, marks, repeat(mark))), None)
