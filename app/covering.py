"""What follows for a case from its marks and from what was played: conclusions, coverage, what is left to watch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
from evidence.store.ledger import list_played
from evidence.store.library import Library
from evidence.store.people import members
from evidence.store.viewers import viewer_of


@dataclass(frozen=True, slots=True)
class Judged:
    """Computed anew with every change, never stored."""

    conclusions: tuple[Conclusion, ...] = ()
    grounds: Grounds = field(default_factory=Grounds)
    left: tuple[OpenPoint, ...] = ()
    """The open points that playing helps with."""
    who: str = ""
    """The account for which it is left."""


def judge(
    library: Library,
    case: Case,
    exhibits: Sequence[Exhibit],
    marks: Sequence[Mark],
    papers: Papers,
    looked: Callable[[Exhibit], Looked],
) -> Judged:
    """What follows, as the person of this library may see it."""
    case_id = case.complaint.id
    played = list_played(library, case_id)
    grounds = grounds_of(case, exhibits, papers.intervals, played, members(library), looked)
    conclusions = tuple(conclusions_of(case, marks, grounds))
    who = viewer_of(library, case_id).account
    return Judged(conclusions, grounds, open_points(points_of(case), conclusions, marks, grounds, who), who)
