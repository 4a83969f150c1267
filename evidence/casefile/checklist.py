"""The checklists that a case is judged by, as data: their versions with what decides, and the points that are asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from evidence.casefile.plain import words
from evidence.model.case import Case
from evidence.model.mark import Mark
from evidence.review.marking import gone_points, lists_of
from evidence.rules.checklists import HANDLING, Checklist, judged_by


def checklist_content(case: Case, marks: Sequence[Mark]) -> dict[str, Any]:
    """The part `checklist` of case.json."""
    lists = lists_of(case)
    first = lists[0]
    return {
        "id": first.id,
        "version": first.version,
        "label": words(first.label),
        "verified": first.verified,
        "lists": [_list(case, one) for one in lists],
        "points": [
            {
                "code": point.code,
                "label": words(point.label),
                "test": point.looked_for.en,
                "test_zh": point.looked_for.chinese,
                "critical": point.critical,
                "acts": [act.value for act in point.acts],
                "proved_by": [sorted(how.value for how in way) for way in point.proved_by],
            }
            for one in lists
            for point in one.every_point()
        ],
        "gone": [
            {
                "code": code,
                "label": words(point.label),
                "marks": [mark.label for mark in marks if mark.point == code and not mark.withdrawn],
            }
            for code, point in gone_points(case, marks).items()
        ],
    }


def _list(case: Case, one: Checklist) -> dict[str, Any]:
    """One list: which version, whose, and all that decides in it; its digest names that for good."""
    whole = next((had for had in case.versions_had if (had.id, had.version) == (one.id, one.version)), one)
    received = case.complaint.received
    day = received if one.id == HANDLING else case.sale_day or received
    return {
        "id": one.id,
        "version": one.version,
        "verified_by": one.verified_by,
        "verified_on": one.verified_on.isoformat() if one.verified_on else None,
        "own": {
            "number": one.own.number,
            "by": one.own.by,
            "at": one.own.at.text(6),
            "reason": one.own.reason,
        }
        if one.own
        else None,
        "day": day.isoformat() if day else None,
        "digest": one.digest,
        "judged_by": judged_by(whole),
    }
