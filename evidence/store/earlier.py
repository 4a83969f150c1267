"""Which earlier complaint a complaint repeats, and what was done then."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from evidence.errors import WrongUse
from evidence.model.case import Complaint
from evidence.model.earlier import Earlier
from evidence.rules.checklists import HANDLING
from evidence.store.cases import get_case, save_case
from evidence.store.library import Library
from evidence.store.marks import list_marks
from evidence.store.papers import read_papers


def name_earlier(library: Library, case_id: UUID, label: str | None) -> None:
    """Say that a complaint repeats another one, or (None) that it repeats none.

    Raises:
        NotFound: there is no such complaint.
        WrongUse: it would repeat itself, by whatever way round.
        Refused: the case takes no change now.
    """
    case = get_case(library, str(case_id))
    found = get_case(library, label).complaint.id if label is not None else None
    at: UUID | None = found
    while at is not None:
        if at == case_id:
            raise WrongUse(
                "A complaint does not repeat itself. Give the number of an earlier one.",
                "投诉不能重复其自身。请填写更早的投诉编号。",
            )
        at = get_case(library, str(at)).complaint.repeat_of
    save_case(library, replace(case, complaint=replace(case.complaint, repeat_of=found)))


def read_earlier(library: Library, complaint: Complaint) -> Earlier | None:
    """What was done in the complaint that this one repeats; None where it repeats none."""
    if complaint.repeat_of is None:
        return None
    case = get_case(library, str(complaint.repeat_of))
    before = case.complaint
    marks = (one for one in list_marks(library, before.id) if not one.withdrawn and one.point.startswith(HANDLING))
    return Earlier(before.id, before.label, read_papers(library, before.id), tuple(marks), case)
