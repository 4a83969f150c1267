"""The two reviews of the present version, compared as their marks stood when both were done."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from evidence.model.findings import RoundDone
from evidence.model.kinds import Verdict
from evidence.model.mark import Mark
from evidence.model.people import DutyHeld
from evidence.review.agreement import SecondReview, compare_with, second_reviews
from evidence.store.findings import list_settlements
from evidence.store.library import Library
from evidence.store.marks import list_marks
from evidence.timecode import rfc3339


def marks_then(library: Library, case_id: UUID, marks: Sequence[Mark], at: datetime) -> tuple[Mark, ...]:
    """Marks as they stood at a moment: point, verdict, and whether they stood; every act since is taken back."""
    since = library.rows(
        "SELECT subject_id, before FROM act WHERE case_id = ? AND subject = 'mark' AND julianday(at) > julianday(?) "
        "ORDER BY seq DESC",
        [str(case_id), rfc3339(at)],
    )
    past: dict[str, dict[str, Any]] = {}
    for act in since:
        past.setdefault(act["subject_id"], {}).update(json.loads(act["before"]))
    return tuple(_as_it_was(mark, past[str(mark.id)]) if str(mark.id) in past else mark for mark in marks)


def _as_it_was(mark: Mark, row: dict[str, Any]) -> Mark:
    return replace(
        mark,
        point=row.get("point", mark.point),
        verdict=Verdict(row.get("verdict", mark.verdict)),
        withdrawn=bool(row.get("withdrawn", mark.withdrawn)),
    )


def unsettled(
    library: Library, case_id: UUID, duties: Sequence[DutyHeld], rounds: Sequence[RoundDone], version: int
) -> list[str]:
    """The points on which a second review of a version differs from the first and nobody has settled it.

    Every review that was done counts: asking somebody else afterwards makes no difference go away.
    """
    reviews = second_reviews(duties, rounds, version)
    marks, settlements = list_marks(library, case_id), list_settlements(library, case_id)
    asked: set[SecondReview] = {*reviews.done, *((reviews.current,) if reviews.current else ())}
    return sorted(
        {
            point.point
            for review in asked
            if review.done
            for point in compare_with(
                review, marks_then(library, case_id, marks, review.done), marks, settlements
            ).points
            if point.open
        }
    )
