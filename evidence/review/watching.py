"""What is left to watch: for each open point the shortest playlist that would settle it, and all of them in one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from evidence.assist.unusable import PICTURE, SOUND
from evidence.model.kinds import Result
from evidence.model.mark import Mark
from evidence.review.absence import Absence, Grounds, absence
from evidence.review.conclusions import Conclusion
from evidence.review.coverage import Left, Source
from evidence.review.intervals import Intervals
from evidence.rules.checklists import ChecklistPoint

_OPEN = (Result.NOT_FOUND_IN_PART, Result.CANNOT_DETERMINE)


@dataclass(frozen=True, slots=True)
class Item:
    """One stretch to play: from, up to and not including, to; and whether it has to be heard, seen, or both."""

    exhibit: UUID
    label: str
    from_us: int
    to_us: int
    heard: bool
    seen: bool

    @property
    def length_us(self) -> int:
        """How long it is."""
        return self.to_us - self.from_us


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A point that is not settled, and what the ledger lacks to settle it."""

    code: str
    marked: bool
    """Whether somebody said already that it was not found."""
    absence: Absence


def open_points(
    points: Iterable[ChecklistPoint],
    conclusions: Iterable[Conclusion],
    marks: Sequence[Mark],
    grounds: Grounds,
    who: str,
) -> tuple[OpenPoint, ...]:
    """The points on which playing or reading helps, in the order of the checklist; `who` is who would watch."""
    found = {one.point: one for one in conclusions}
    unsettled = [point for point in points if (one := found.get(point.code)) is None or one.result in _OPEN]
    unmeasured = {point.code for point in unsettled if (one := found.get(point.code)) is None or one.absence is None}
    of_point: dict[str, list[Mark]] = {}
    for mark in marks:
        if mark.point in unmeasured and not mark.withdrawn:
            of_point.setdefault(mark.point, []).append(mark)
    opened = []
    for point in unsettled:
        one = found.get(point.code)
        lacking = one.absence if one and one.absence else absence(point, of_point.get(point.code, ()), grounds, who)
        if lacking.left or lacking.unread:
            opened.append(OpenPoint(point.code, bool(one and one.absence), lacking))
    return tuple(opened)


def playlist(left: Iterable[Left], sources: Iterable[Source]) -> tuple[Item, ...]:
    """What is left as stretches to play, each moment once, recording by recording in the order of the wall clock."""
    by_sense: dict[tuple[UUID, str], Intervals] = {}
    labels: dict[UUID, str] = {}
    for one in left:
        key = (one.exhibit, one.sense)
        by_sense[key] = by_sense.get(key, Intervals()) | one.times
        labels[one.exhibit] = one.label
    begins = {one.exhibit: one.zero_us for one in sources}
    items = []
    for exhibit, label in labels.items():
        heard, seen = (by_sense.get((exhibit, sense), Intervals()) for sense in (SOUND, PICTURE))
        for begin, end in heard | seen:
            piece = Intervals(((begin, end),))
            items.append(Item(exhibit, label, begin, end, bool(heard & piece), bool(seen & piece)))
    unplaced = max((zero for zero in begins.values() if zero is not None), default=0) + 1
    known = {exhibit: unplaced if zero is None else zero for exhibit, zero in begins.items()}
    return tuple(sorted(items, key=lambda item: (known.get(item.exhibit, unplaced), item.label, item.from_us)))
