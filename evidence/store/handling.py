"""Steps of handling, tasks, owners and closings: rows to values and back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from evidence.canonical import clean_text
from evidence.errors import WrongUse
from evidence.model.handling import Assignment, Closing, Direction, Step, StepKind, Task
from evidence.store.library import Change
from evidence.store.shelf import Shelf
from evidence.timecode import Moment, rfc3339


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _step_row(value: Step) -> dict[str, Any]:
    return {
        "kind": value.kind.value,
        "happened_at": rfc3339(value.when.at),
        "direction": value.direction.value,
        **{name: clean_text(getattr(value, name)) for name in ("whom", "who", "text", "approver", "reason")},
        "new_due": _iso(value.new_due),
        "exhibit_id": str(value.exhibit) if value.exhibit else None,
    }


def _step(row: dict[str, Any], zone: str) -> Step:
    return Step(
        kind=StepKind(row["kind"]),
        when=Moment(datetime.fromisoformat(row["happened_at"]), zone, ""),
        direction=Direction(row["direction"]),
        whom=row["whom"],
        who=row["who"],
        text=row["text"],
        new_due=_day(row["new_due"]),
        approver=row["approver"],
        reason=row["reason"],
        exhibit=UUID(row["exhibit_id"]) if row["exhibit_id"] else None,
    )


def _task_row(value: Task) -> dict[str, Any]:
    return {
        "what": clean_text(value.what),
        "owner_id": str(value.owner) if value.owner else None,
        "due": _iso(value.due),
        "done": _iso(value.done),
        "done_by": clean_text(value.done_by),
    }


def _task(row: dict[str, Any], zone: str) -> Task:
    owner = UUID(row["owner_id"]) if row["owner_id"] else None
    return Task(row["what"], owner, _day(row["due"]), _day(row["done"]), row["done_by"])


def _assignment_row(value: Assignment) -> dict[str, Any]:
    return {"owner_id": str(value.owner), "due": _iso(value.due), "note": clean_text(value.note)}


def _assignment(row: dict[str, Any], zone: str) -> Assignment:
    return Assignment(UUID(row["owner_id"]), _day(row["due"]), row["note"])


def _closing_row(value: Closing) -> dict[str, Any]:
    return {
        "day": value.day.isoformat(),
        "reason": clean_text(value.reason),
        "reopened": _iso(value.reopened),
        "reopened_reason": clean_text(value.reopened_reason),
    }


def _closing(row: dict[str, Any], zone: str) -> Closing:
    return Closing(date.fromisoformat(row["day"]), row["reason"], _day(row["reopened"]), row["reopened_reason"])


def _refuse_unknown_owner(change: Change, case_id: UUID, value: Task | Assignment) -> None:
    if value.owner is None:
        return
    if change.library.row("SELECT 1 FROM member WHERE id = ?", [str(value.owner)]) is None:
        raise WrongUse(
            "Whoever shall do this is no member of this library. Choose somebody who is.",
            "所指定的人员不是本资料库的成员。请选择成员。",
        )


def _refuse_reopening_without_reason(change: Change, case_id: UUID, value: Closing) -> None:
    if not value.reason.strip():
        raise WrongUse("Say why the complaint is closed.", "请填写结案理由。")
    if (value.reopened is None) != (not value.reopened_reason.strip()):
        raise WrongUse(
            "A complaint is opened again with a day and a reason. Give both.", "重新受理须填写日期和理由。请补全。"
        )
    if value.reopened is not None and value.reopened < value.day:
        raise WrongUse(
            "The day of opening it again lies before its closing. Correct one of the two.",
            "重新受理日期早于结案日期。请更正其一。",
        )


STEPS = Shelf("step", _step_row, _step)
TASKS: Shelf[Task] = Shelf("task", _task_row, _task, _refuse_unknown_owner)
ASSIGNMENTS: Shelf[Assignment] = Shelf("assignment", _assignment_row, _assignment, _refuse_unknown_owner)
CLOSINGS = Shelf("closing", _closing_row, _closing, _refuse_reopening_without_reason)
