"""Causes and corrective actions: rows to values and back, and how often the same cause came again."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from evidence.canonical import clean_text
from evidence.errors import WrongUse
from evidence.model.causes import (
    RECUR_DAYS,
    Cause,
    Measure,
    MeasureKind,
    MeasureScope,
    MeasureStatus,
    TrueCause,
    WhyNot,
)
from evidence.model.record import Record
from evidence.rules.causes import load_causes
from evidence.store.library import Change, Library
from evidence.store.shelf import Shelf


def _cause_row(value: Cause) -> dict[str, Any]:
    whys = [clean_text(one) for one in value.whys if one.strip()]
    return {
        "reported": value.reported,
        "true_cause": value.true_cause.value,
        "owner": clean_text(value.owner),
        "follow_up": clean_text(value.follow_up),
        "first_report": clean_text(value.first_report),
        "process_adds": clean_text(value.process_adds),
        "why_not": value.why_not.value if value.why_not else None,
        "whys": json.dumps(whys, ensure_ascii=False),
    }


def _cause(row: dict[str, Any], zone: str) -> Cause:
    return Cause(
        row["reported"],
        row["owner"],
        TrueCause(row["true_cause"]),
        row["follow_up"],
        row["first_report"],
        row["process_adds"],
        WhyNot(row["why_not"]) if row["why_not"] else None,
        tuple(json.loads(row["whys"])),
    )


def _refuse_unknown(change: Change, case_id: UUID, value: Cause) -> None:
    if value.reported not in {one.code for one in load_causes().classes}:
        raise WrongUse(
            f"“{value.reported[:40]}” is no class of the reported cause. Choose one of the list.",
            f"“{value.reported[:40]}”不是投诉原因分类。请从列表中选择。",
        )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _measure_row(value: Measure) -> dict[str, Any]:
    return {
        "kind": value.kind.value,
        "scope": value.scope.value,
        "what": clean_text(value.what),
        "owner": clean_text(value.owner),
        "due": _iso(value.due),
        "status": value.status.value,
        "done": _iso(value.done),
        "check_due": _iso(value.check_due),
        "checked": _iso(value.checked),
        "check_result": clean_text(value.check_result),
        "recurred": value.recurred,
        "owner_id": str(value.member) if value.member else None,
    }


def _measure(row: dict[str, Any], zone: str) -> Measure:
    return Measure(
        MeasureKind(row["kind"]),
        MeasureScope(row["scope"]),
        row["what"],
        row["owner"],
        _day(row["due"]),
        MeasureStatus(row["status"]),
        _day(row["done"]),
        _day(row["check_due"]),
        _day(row["checked"]),
        row["check_result"],
        row["recurred"],
        UUID(row["owner_id"]) if row["owner_id"] else None,
    )


CAUSES = Shelf("cause", _cause_row, _cause, _refuse_unknown)
MEASURES = Shelf("measure", _measure_row, _measure)

add_cause, change_cause, withdraw_cause, list_causes = CAUSES.add, CAUSES.change, CAUSES.withdraw, CAUSES.list
withdraw_measure, list_measures = MEASURES.withdraw, MEASURES.list


def add_measure(library: Library, case_id: UUID, value: Measure) -> Record[Measure]:
    """Store a corrective action; where its effect was checked, with what the register says of the cause since."""
    with library.change():
        return MEASURES.add(library, case_id, _counted(library, case_id, value))


def change_measure(library: Library, case_id: UUID, label: str, value: Measure) -> Record[Measure]:
    """Let it say something else; a check that is recorded now is recorded with its count."""
    with library.change():
        before = MEASURES.get(library, case_id, label).value
        same = (before.done, before.checked) == (value.done, value.checked)
        counted = replace(value, recurred=before.recurred) if same else _counted(library, case_id, value)
        return MEASURES.change(library, case_id, label, counted)


def _counted(library: Library, case_id: UUID, value: Measure) -> Measure:
    came_again = recurrences(library, case_id, value.done) if value.checked and value.done else None
    return replace(value, recurred=came_again)


def recurrences(library: Library, case_id: UUID, since: date) -> int | None:
    """How many other complaints of the same true cause, and the same branch or product, came within 90 days after.

    None: the register knows no true cause of this complaint, or not of everybody who looks.
    """
    rows = library.rows("SELECT cause, branch, product FROM register WHERE case_id = ?", [str(case_id)])
    if not rows or rows[0]["cause"] in (None, TrueCause.NOT_ESTABLISHED.value):
        return None
    own = rows[0]
    [row] = library.rows(
        "SELECT count(*) AS number FROM register WHERE cause = ? AND received > ? AND received <= ? AND case_id <> ? "
        "AND ((branch <> '' AND branch = ?) OR (product <> '' AND product = ?))",
        [own["cause"], since.isoformat(), (since + timedelta(days=RECUR_DAYS)).isoformat(), str(case_id),
         own["branch"], own["product"]],
    )  # fmt: skip
    return int(row["number"])


def came_again(library: Library, case_id: UUID, measures: tuple[Record[Measure], ...]) -> dict[str, int]:
    """The same for every corrective action of a case that is done and stands, by its label."""
    found = {
        one.label: recurrences(library, case_id, one.value.done)
        for one in measures
        if one.value.done is not None and not one.withdrawn
    }
    return {label: number for label, number in found.items() if number is not None}
