"""Which files a person joined to one recording or keeps apart: said in acts and in the journal, in no table of its own.

It is about showing only, so it has no row that marks or files could hang on. What holds is what the acts say last.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from evidence.canonical import clean_text, is_blank
from evidence.errors import WrongUse
from evidence.labels import Label
from evidence.model.entry import Entry
from evidence.model.grouping import Grouping, GroupingDraft
from evidence.store import deeds
from evidence.store.library import Library
from evidence.store.subjects import SERIES
from evidence.timecode import Moment, rfc3339

JOIN, PART = "join", "part"
_VERBS = {f"{SERIES.table}_{verb}" for verb in (JOIN, PART)}
_STEPS = {f"{SERIES.table}_undo": False, f"{SERIES.table}_redo": True}


def add_grouping(library: Library, case_id: UUID, draft: GroupingDraft) -> Grouping:
    """Write down that files of a case belong together, or do not. Undo takes it back like every other act.

    Raises:
        WrongUse: no reason, fewer files than it is about, or a file that is none of this case.
    """
    if is_blank(draft.reason):
        raise WrongUse("Give the reason.", "请说明理由。")
    labels = {
        row["id"]: row["label"]
        for row in library.rows("SELECT id, label FROM exhibit WHERE case_id = ?", [str(case_id)])
    }
    named = [str(one) for one in draft.exhibits]
    needs = len(draft.exhibits) - 1 if draft.together else 0
    if len(named) < 2 or len(set(named)) != len(named) or set(named) - set(labels) or len(draft.gaps_us) != needs:
        raise WrongUse("Name two or more different files of this complaint.", "请指定本投诉的两个或更多不同文件。")
    verb = JOIN if draft.together else PART
    body: dict[str, Any] = {
        "id": str(uuid4()),
        "exhibits": [labels[one] for one in named],
        "exhibit_ids": named,
        "gaps_us": list(draft.gaps_us),
        "exact_us": draft.exact_us,
        "first": rfc3339(draft.first.at) if draft.first else None,
        "zone": draft.first.zone if draft.first else None,
        "reason": clean_text(draft.reason),
    }
    with library.change() as change:
        deeds.append_act(
            change, str(case_id), "do", verb, SERIES, body["id"], {"stands": 0}, {"stands": 1, **body}, None
        )
        change.record(str(case_id), f"{SERIES.table}_{verb}", body)
    return list_groupings(library, case_id)[-1]


def list_groupings(library: Library, case_id: UUID) -> tuple[Grouping, ...]:
    """What stands of this in a case, the first said first."""
    said: dict[int, dict[str, Any]] = {}
    standing: dict[int, bool] = {}
    rows = library.rows(
        "SELECT * FROM act WHERE case_id = ? AND subject = ? ORDER BY seq", [str(case_id), SERIES.table]
    )
    for row in rows:
        if row["kind"] == "do":
            said[row["seq"]] = row
        standing[row["undoes"] or row["seq"]] = row["kind"] != "undo"
    return tuple(_grouping(row, library.zone) for seq, row in said.items() if standing[seq])


def _grouping(row: dict[str, Any], zone: str) -> Grouping:
    body = json.loads(row["after"])
    first = Moment(datetime.fromisoformat(body["first"]), body["zone"], "") if body["first"] else None
    return Grouping(
        together=row["verb"] == JOIN,
        exhibits=tuple(UUID(one) for one in body["exhibit_ids"]),
        reason=body["reason"],
        gaps_us=tuple(body["gaps_us"]),
        exact_us=body["exact_us"],
        first=first,
        id=UUID(row["subject_id"]),
        by=row["by"],
        at=Moment(datetime.fromisoformat(row["at"]), zone, ""),
    )


def untold_groupings(library: Library, case_id: UUID, chained: list[Entry]) -> Iterator[Label]:
    """What the acts say of this otherwise than the journal. What was erased from it is not compared."""
    about = [entry for entry in chained if entry.action in _VERBS or entry.action in _STEPS]
    if any(entry.body is None for entry in about):
        return
    told: dict[str, tuple[str, dict[str, Any]]] = {}
    stands: dict[str, bool] = {}
    for entry in about:
        body = entry.body or {}
        if entry.action in _VERBS:
            told[body["id"]], stands[body["id"]] = (entry.actor, body), True
        else:
            stands[body[SERIES.table]] = _STEPS[entry.action]
    standing = {one.id for one in list_groupings(library, case_id)}
    rows = library.rows(
        "SELECT * FROM act WHERE case_id = ? AND subject = ? AND kind = 'do'", [str(case_id), SERIES.table]
    )
    for row in rows:
        after = json.loads(row["after"])
        after.pop("stands", None)
        known = told.pop(row["subject_id"], None)
        if known != (row["by"], after) or stands[row["subject_id"]] != (UUID(row["subject_id"]) in standing):
            yield Label(
                "Which files are joined or kept apart is not what the journal says", "文件的合并或拆分与日志所述不符"
            )
    if told:
        yield Label(
            "Files are joined or kept apart in the journal, but not in the library",
            "日志中有文件的合并或拆分，但资料库中没有",
        )
