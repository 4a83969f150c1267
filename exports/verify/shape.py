"""The shape of case.json: what must stand where, so that the checks after it need not ask again."""

from __future__ import annotations

from typing import Any

SCHEMAS = ("replaydesk.case/1", "replaydesk.case/2")
"""Those that can be checked; the second has what was asked, said, found and decided."""


COPIES = ("regulator", "customer")
"""Copies that leave the house."""


def is_outside(case: dict[str, Any]) -> bool:
    """Whether the case says that it is a copy that leaves the house."""
    return case.get("copy") in COPIES


class Maybe:
    """Null, or of the given shape."""

    def __init__(self, shape: Any) -> None:
        """Take the shape of what is not null."""
        self.shape = shape


_BOTH = {"en": str, "zh": str}
_HEAD = {"seq": int, "hash": str, "at": str}
_POINT = {"code": str, "label": _BOTH, "acts": [str], "proved_by": [[str]]}
_CLOCK = {
    "start": Maybe(str),
    "offset_us": int,
    "drift_ppb": int,
    "uncertainty_us": Maybe(int),
    "method": str,
    "checked": bool,
}
_RECORDING = {
    "exhibit": str,
    "kind": str,
    "file_name": str,
    "size": int,
    "sha256": str,
    "duration_us": Maybe(int),
    "frames": Maybe(int),
    "first_us": Maybe(int),
    "last_us": Maybe(int),
    "pages": Maybe(int),
    "clock": _CLOCK,
}
_MARK = {
    "id": str,
    "label": str,
    "exhibit": str,
    "reference": str,
    "point": str,
    "verdict": str,
    "how": str,
    "quote": str,
    "note": str,
    "by": str,
    "at": str,
    "withdrawn": bool,
    "place": {"kind": str},
    "wall": Maybe({"in": str, "out": str, "checked": bool}),
    "picture": Maybe({"sha256": str, "width": int, "height": int, "media_type": str}),
}
_CONCLUSION = {
    "point": str,
    "result": str,
    "reason": _BOTH,
    "marks_for": [str],
    "marks_against": [str],
    "missing": [_BOTH],
}
_ENTRY = {
    "chain": str,
    "seq": int,
    "at": str,
    "actor": str,
    "os_user": str,
    "host": str,
    "action": str,
    "body_commit": str,
    "prev": str,
    "hash": str,
    "salt": Maybe(str),
    "body": Maybe({}),
}
CASE = {
    "schema": str,
    "copy": str,
    "language": str,
    "version": {"head": _HEAD, "as_of": str},
    "case": {"id": str, "label": str, "title": str},
    "checklist": {"points": [_POINT]},
    "recordings": [_RECORDING],
    "marks": [_MARK],
    "conclusions": [_CONCLUSION],
    "journal": {"chain": str, "genesis": str, "entries": [_ENTRY]},
}
_PAPER = {"id": str, "label": str, "by": str, "at": str, "withdrawn": bool}
_PLAYED = {"account": str, "round": int, "exhibit": str, "stretches": [[int]]}
REVIEW = {
    "marks": [
        {
            "speaker": str,
            "prompted": str,
            "strength": Maybe(str),
            "translation": str,
            "allegation": Maybe(str),
            "status": str,
            "round": int,
        }
    ],
    "recordings": [{"exhibit_id": str, "hold": bool, "retention_until": Maybe(str)}],
    "team": {
        "members": [{"account": str, "name": str}],
        "duties": [{"account": str, "duty": str, "since": str, "until": Maybe(str)}],
        "declarations": [{"account": str, "conflict": str, "text": str, "at": str}],
        "rounds": [{"account": str, "round": int, "at": str}],
        "approvals": [{"version": int, "head": {"seq": int, "hash": str}, "account": str, "at": str}],
        "reopenings": [{"version": int, "reason": str, "by": str, "at": str}],
    },
    "requests": [{**_PAPER, "what": str, "reminders": [{"at": str, "text": str}]}],
    "statements": [{**_PAPER, "who": str, "text": str}],
    "disclosures": [{**_PAPER, "shown_to": str, "masked": bool, "copy_given": bool, "shown": str}],
    "withdrawals": [{**_PAPER, "day": str, "circumstances": str}],
    "intervals": [{**_PAPER, "allegation": str, "from": str, "to": str}],
    "findings": [{**_PAPER, "allegation": str, "result": str, "marks_for": [str], "marks_against": [str]}],
    "opinions": [{**_PAPER, "finding": str, "agrees": bool, "reason": str}],
    "settlements": [{**_PAPER, "point": str, "verdict": str, "reason": str}],
    "decisions": [
        {**_PAPER, "outcome": str, "amount": Maybe({"minor": int, "currency": str}), "rights_notified": bool}
    ],
    "transcripts": [{**_PAPER, "exhibit": str, "sha256": str, "lines": int}],
    "played": [_PLAYED],
}
"""What a case of the second schema has beside."""
HANDLING = {
    "steps": [{**_PAPER, "kind": str, "when": str, "whom": str, "text": str, "approver": str, "reason": str}],
    "tasks": [{**_PAPER, "what": str, "owner_id": Maybe(str), "done_by": str}],
    "assignments": [{**_PAPER, "owner_id": str, "note": str}],
    "closings": [{**_PAPER, "day": str, "reason": str, "reopened_reason": str}],
    "memberships": [
        {**_PAPER, "group": str, "title": str, "members": int, "reason": str, "left_on": Maybe(str), "left_reason": str}
    ],
}
"""How the complaint was handled; case files made before that was recorded have none of these parts."""
LISTS = {
    "checklist": {
        "lists": [
            {
                "id": str,
                "version": str,
                "own": Maybe({"number": int, "by": str, "at": str, "reason": str}),
                "day": Maybe(str),
                "digest": str,
                "judged_by": {
                    "id": str,
                    "version": str,
                    "label": _BOTH,
                    "points": [
                        {
                            "code": str,
                            "label": _BOTH,
                            "looked_for": _BOTH,
                            "critical": bool,
                            "acts": [str],
                            "proved_by": [[str]],
                            "active_from": Maybe(str),
                            "active_to": Maybe(str),
                            "retired_on": Maybe(str),
                        }
                    ],
                },
            }
        ],
        "points": [{"test": str, "test_zh": str, "critical": bool}],
        "gone": [{"code": str, "label": _BOTH, "marks": [str]}],
    },
    "list_changes": [{**_PAPER, "list": str, "version": str, "reason": str}],
}
"""The versions of checklists that a case is judged by; case files made before lists had versions have no such parts."""
MASKS = [
    {
        **_PAPER,
        "exhibit": str,
        "decision": str,
        "rectangles": [{"keys": [{"at_us": int, "box": {"x": int, "y": int, "width": int, "height": int}}]}],
        "from_us": Maybe(int),
        "to_us": Maybe(int),
        "page": Maybe(int),
        "basis": str,
        "checked": Maybe({"by": str, "at": str}),
    }
]
"""What is covered before pictures are shown; case files made before that was decided have no such part."""
HASHED = {"seq": int, "prev": str, "hash": str}
"""An entry of the journal in a copy that leaves the house."""
OUTSIDE = {
    **CASE,
    "journal": {"chain": str, "genesis": str, "entries": [HASHED]},
    "derived_from": {"copy": str, "sha256": str},
    "left_out": [{"what": str, "what_label": _BOTH, "count": int, "why": _BOTH}],
    "people": [{"role": str, "name": str, "registration": str}],
    "masks": MASKS,
}
"""A case in such a copy."""
SERIES = [{"name": str, "exhibits": [str], "gaps_us": [int], "exact_us": int}]
"""Which recordings are files of one recorder; case files made before that bore on absence have no such part."""
CAUSES = [{**_PAPER, "reported": str, "true_cause": str, "owner": str, "whys": [str]}]
MEASURES = [{**_PAPER, "kind": str, "what": str, "owner": str, "status": str, "recurred": Maybe(int)}]
"""Causes and corrective actions; case files made before schema 6 have no such parts."""
COVERAGE = {
    "points": [
        {"point": str, "played_to": Maybe(str), "percent": Maybe(int), "left": [{"exhibit": str, "sense": str}]}
    ],
    "senses": [{"exhibit": str, "sense": str, "fitness": str, "reason": Maybe(_BOTH), "usable": [[int]]}],
}
"""What absence rests on; case files made before that was computed have no such part."""
AGREEMENT = Maybe(
    {
        "second": [str],
        "compared": int,
        "agreed": int,
        "percent_tenths": Maybe(int),
        "kappa_hundredths": Maybe(int),
        "sentence": _BOTH,
        "points": [
            {
                "point": str,
                "first": [str],
                "second": [str],
                "later": Maybe([str]),
                "settled": Maybe({"verdict": str, "reason": str}),
            }
        ],
    }
)
"""How far two reviews agree; case files made before that was printed have no such part."""
PAGES = {
    "pages_shown": [
        {
            "account": str,
            "round": int,
            "exhibit": str,
            "rules": {"least_page_px": int, "least_look_ms": int},
            "pages": [int],
        }
    ],
    "coverage": {
        "points": [{"point": str, "played_to": Maybe(str), "unread": [{"exhibit": str, "pages": [int]}]}],
        "papers": [{"exhibit": str, "pages": int, "shown_to": [{"account": str, "counted": [int]}]}],
    },
}
"""Which pages were shown to whom; case files made before that was recorded have no such parts."""
PERCENTAGES = {
    "recordings": [
        {
            "exhibit": str,
            "length_us": int,
            "question": Maybe([[int]]),
            "played_to": [
                {
                    "account": str,
                    "senses": [
                        {
                            "sense": str,
                            "counted": [[int]],
                            "not_counted": [[int]],
                            "percent_of_question": Maybe(int),
                            "percent_of_recording": int,
                        }
                    ],
                }
            ],
        }
    ],
    "senses": [{"holes": [{"from_us": int, "to_us": int}]}],
}
"""What section 7 of the print rests on, in a file that has it."""
SPAN = {
    "stream": int,
    "time_base": str,
    "in_pts": int,
    "out_pts": int,
    "in_us": int,
    "out_us": int,
    "frame": Maybe(int),
}
PAGE = {"page": int, "box": Maybe({"x": int, "y": int, "width": int, "height": int})}


def misfit(value: Any, shape: Any, where: str = "") -> str | None:
    """Where `value` first differs from `shape`, as `marks[2].place`; None if it fits. Further names are allowed."""
    if isinstance(shape, Maybe):
        return None if value is None else misfit(value, shape.shape, where)
    if isinstance(shape, type):
        return None if type(value) is shape else where
    if isinstance(shape, list):
        if type(value) is not list:
            return where
        found = (misfit(item, shape[0], f"{where}[{at}]") for at, item in enumerate(value))
        return next((place for place in found if place is not None), None)
    if type(value) is not dict:
        return where
    for name, inner in shape.items():
        place = f"{where}.{name}" if where else name
        if name not in value:
            return place
        worse = misfit(value[name], inner, place)
        if worse is not None:
            return worse
    return None
