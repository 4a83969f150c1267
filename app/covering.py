"""What follows for a case from its marks and from what was played: conclusions, coverage, what is left to watch."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from evidence.casefile.content import conclusions_of, points_of
from evidence.model.case import Case
from evidence.model.mark import Mark
from evidence.model.papers import Papers
from evidence.model.recording import Exhibit
from evidence.review.absence import Grounds
from evidence.review.conclusions import Conclusion
from evidence.review.grounds import grounds_of
from evidence.review.sources import Looked
from evidence.review.watching import OpenPoint, open_points
from evidence.store.groupings import list_groupings
from evidence.store.ledger import list_pages_shown, list_played
from evidence.store.library import Library
from evidence.store.people import members
from evidence.store.viewers import viewer_of


@dataclass(frozen=True, slots=True)
class Judged:
    """Computed anew with every change, never stored."""

    conclusions: tuple[Conclusion, ...] = ()
    grounds: Grounds = field(default_factory=Grounds)
    left: tuple[OpenPoint, ...] = ()
    """The open points that playing or reading helps with."""
    who: str = ""
    """The account for which it is left."""


def judge(
    library: Library,
    case: Case,
    exhibits: Sequence[Exhibit],
    marks: Sequence[Mark],
    papers: Papers,
    looked: Callable[[Exhibit], Looked],
    before: tuple[Judged, Collection[str]] | None = None,
) -> Judged:
    """What follows, as the person of this library may see it.

    `before`: what followed of the same case before an act on marks, and the points that these marks are on. Conclusions
    about other points stay what they are; where something else has changed, those that do not rest on the ledger.
    """
    case_id = case.complaint.id
    played = list_played(library, case_id)
    said = list_groupings(library, case_id)
    shown = list_pages_shown(library, case_id)
    grounds = grounds_of(case, exhibits, papers.intervals, played, members(library), looked, said, shown)
    conclusions = _conclusions(case, marks, grounds, before)
    who = viewer_of(library, case_id).account
    return Judged(conclusions, grounds, open_points(points_of(case), conclusions, marks, grounds, who), who)


def _conclusions(
    case: Case, marks: Sequence[Mark], grounds: Grounds, before: tuple[Judged, Collection[str]] | None
) -> tuple[Conclusion, ...]:
    if before is None:
        return tuple(conclusions_of(case, marks, grounds))
    judged, touched = before
    same = judged.grounds == grounds
    found = {one.point: one for one in judged.conclusions if one.point not in touched and (same or one.absence is None)}
    rest = [mark for mark in marks if mark.point not in found]
    found |= {one.point: one for one in conclusions_of(case, rest, grounds)}
    return tuple(found[point.code] for point in points_of(case) if point.code in found)
