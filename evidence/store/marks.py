"""Marks and the acts on them: each act keeps before and after, and undo appends its opposite."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any
from uuid import UUID, uuid4

from evidence.canonical import clean_text
from evidence.errors import NotFound, Refused
from evidence.model.kinds import How, Verdict
from evidence.model.mark import Mark, MarkDraft, Span
from evidence.model.places import Box, FramePlace, PagePlace
from evidence.model.recording import Exhibit
from evidence.store.library import Change, Library
from evidence.store.sql import insert_row
from evidence.timecode import Moment, rfc3339

_COLUMNS = "m.*, e.label AS exhibit_label FROM mark m JOIN exhibit e ON e.id = m.exhibit_id"
_REVISABLE = ("point", "verdict", "how", "quote", "note", "withdrawn", "stream", "tb_num", "tb_den",
              "in_pts", "out_pts", "in_us", "out_us", "frame", "page", "box")  # fmt: skip


def make_mark(library: Library, case_id: UUID, exhibit: Exhibit, draft: MarkDraft) -> Mark:
    """Store a mark under the next free number. When this returns, the mark is on disk."""
    with library.change() as change:
        rows = library.rows("SELECT label FROM mark WHERE case_id = ?", [str(case_id)])
        number = max((int(row["label"][2:]) for row in rows), default=0) + 1
        mark_id = str(uuid4())
        row = {
            "id": mark_id,
            "case_id": str(case_id),
            "exhibit_id": str(exhibit.id),
            "label": f"M-{number:03}",
            **_draft_row(draft),
            "by": library.writer.actor,
            "at": rfc3339(change.at),
            "zone": library.zone,
            "withdrawn": 0,
            "sha256": exhibit.recording.sha256,
        }
        change.db.execute(*insert_row("mark", row))
        _act(change, str(case_id), "do", "make", mark_id, {"withdrawn": 1}, {"withdrawn": 0}, None)
        change.record(str(case_id), "mark_made", {**row, "exhibit": exhibit.label})
    return get_mark(library, case_id, str(row["label"]))


def revise_mark(library: Library, case_id: UUID, label: str, draft: MarkDraft) -> Mark:
    """Give a mark other words, another verdict or another place; what it was stays in the history."""
    return _change_mark(library, case_id, label, "revise", _draft_row(draft))


def withdraw_mark(library: Library, case_id: UUID, label: str) -> Mark:
    """Take a mark back; it keeps its number and is printed as withdrawn."""
    return _change_mark(library, case_id, label, "withdraw", {"withdrawn": 1})


def _change_mark(library: Library, case_id: UUID, label: str, verb: str, after: dict[str, Any]) -> Mark:
    with library.change() as change:
        row = _row(library, case_id, label)
        before = {column: row[column] for column in after}
        if before != after:
            _apply(change, row["id"], after)
            _act(change, str(case_id), "do", verb, row["id"], before, after, None)
            change.record(str(case_id), f"mark_{verb}", {"mark": row["label"], "before": before, "after": after})
    return get_mark(library, case_id, label)


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo or redo did: the mark as it stands now, and the act's verb."""

    mark: Mark
    verb: str


def undo(library: Library, case_id: UUID) -> Undone:
    """Take back this person's last act in this case by appending its opposite.

    Raises:
        Refused: there is nothing of theirs to take back.
    """
    return _step(library, case_id, "undo")


def redo(library: Library, case_id: UUID) -> Undone:
    """Do again what this person took back last.

    Raises:
        Refused: there is nothing to do again.
    """
    return _step(library, case_id, "redo")


def can_undo_redo(library: Library, case_id: UUID) -> tuple[bool, bool]:
    """Whether undo, and whether redo, would do something for this person."""
    done, undone = _stacks(library, case_id)
    return bool(done), bool(undone)


def _step(library: Library, case_id: UUID, kind: str) -> Undone:
    with library.change() as change:
        done, undone = _stacks(library, case_id)
        stack = done if kind == "undo" else undone
        if not stack:
            what = ("undo", "撤销") if kind == "undo" else ("redo", "重做")
            raise Refused(f"There is nothing to {what[0]} in this case.", f"本案没有可{what[1]}的操作。")
        act = stack[-1]
        row = library.row("SELECT * FROM mark WHERE id = ?", [act["mark_id"]])
        target = json.loads(act["before"] if kind == "undo" else act["after"])
        if row is None or any(
            row[column] != value
            for column, value in json.loads(act["after"] if kind == "undo" else act["before"]).items()
        ):
            raise Refused(
                "The mark was changed by somebody else meanwhile, so this act cannot be taken back on its own.",
                "该标注此后已被他人更改，无法单独撤销此操作。",
            )
        _apply(change, act["mark_id"], target)
        before = {column: row[column] for column in target}
        _act(change, str(case_id), kind, act["verb"], act["mark_id"], before, target, act["seq"])
        change.record(
            str(case_id), f"mark_{kind}", {"mark": row["label"], "act": act["seq"], "before": before, "after": target}
        )
    return Undone(get_mark(library, case_id, row["label"]), act["verb"])


def _stacks(library: Library, case_id: UUID) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """This person's acts that stand, and those taken back and not overtaken by a new one; the last one last."""
    rows = library.rows(
        'SELECT * FROM act WHERE case_id = ? AND "by" = ? ORDER BY seq', [str(case_id), library.writer.actor]
    )
    by_seq = {row["seq"]: row for row in rows}
    done: list[dict[str, Any]] = []
    undone: list[dict[str, Any]] = []
    for row in rows:
        if row["kind"] == "do":
            done.append(row)
            undone.clear()
        elif row["kind"] == "undo":
            done.pop()
            undone.append(by_seq[row["undoes"]])
        else:
            undone.pop()
            done.append(by_seq[row["undoes"]])
    return done, undone


def _apply(change: Change, mark_id: str, values: dict[str, Any]) -> None:
    sets = ", ".join(f'"{column}" = ?' for column in values if column in _REVISABLE)
    change.db.execute(f"UPDATE mark SET {sets} WHERE id = ?", [*values.values(), mark_id])


def _act(change: Change, case_id: str, kind: str, verb: str, mark_id: str,
         before: dict[str, Any], after: dict[str, Any], undoes: int | None) -> None:  # fmt: skip
    last = change.library.row("SELECT max(seq) AS seq FROM act WHERE case_id = ?", [case_id])
    row = {
        "case_id": case_id,
        "seq": (last["seq"] or 0) + 1 if last else 1,
        "kind": kind,
        "verb": verb,
        "mark_id": mark_id,
        "before": json.dumps(before, ensure_ascii=False),
        "after": json.dumps(after, ensure_ascii=False),
        "by": change.library.writer.actor,
        "at": rfc3339(change.at),
        "undoes": undoes,
    }
    change.db.execute(*insert_row("act", row))
    change.db.execute("UPDATE complaint SET changed_at = ? WHERE id = ?", [rfc3339(change.at), case_id])


def list_marks(library: Library, case_id: UUID) -> tuple[Mark, ...]:
    """All marks of a case in the order of their numbers, withdrawn ones among them."""
    rows = library.rows(f"SELECT {_COLUMNS} WHERE m.case_id = ? ORDER BY length(m.label), m.label", [str(case_id)])
    return tuple(_mark(row) for row in rows)


def get_mark(library: Library, case_id: UUID, label: str) -> Mark:
    """The mark of a label such as M-003.

    Raises:
        NotFound: the case has no such mark.
    """
    return _mark(_row(library, case_id, label))


def _row(library: Library, case_id: UUID, label: str) -> dict[str, Any]:
    wanted = clean_text(label).strip().upper()
    row = library.row(f"SELECT {_COLUMNS} WHERE m.case_id = ? AND m.label = ?", [str(case_id), wanted])
    if row is None:
        raise NotFound(
            f"The case has no mark {label[:40]}. The list of marks shows what there is.",
            f"本案没有标注 {label[:40]}。请查看标注列表。",
        )
    return row


def _draft_row(draft: MarkDraft) -> dict[str, Any]:
    place = draft.place
    row: dict[str, Any] = dict.fromkeys(
        ("stream", "tb_num", "tb_den", "in_pts", "out_pts", "in_us", "out_us", "frame", "page", "box")
    )
    if isinstance(place, Span):
        base = place.first.time_base
        row |= {
            "stream": place.first.stream,
            "tb_num": base.numerator,
            "tb_den": base.denominator,
            "in_pts": place.first.pts,
            "out_pts": place.last.pts,
            "in_us": place.in_us,
            "out_us": place.out_us,
            "frame": place.frame,
        }
    else:
        row |= {"page": place.page, "box": str(place.box) if place.box else None}
    return row | {
        "point": draft.point,
        "verdict": draft.verdict.value,
        "how": draft.how.value,
        "quote": clean_text(draft.quote),
        "note": clean_text(draft.note),
    }


def _mark(row: dict[str, Any]) -> Mark:
    place: Span | PagePlace
    if row["page"] is not None:
        place = PagePlace(row["page"], Box.parse(row["box"]) if row["box"] else None)
    else:
        base = Fraction(row["tb_num"], row["tb_den"])
        place = Span(
            FramePlace(row["stream"], row["in_pts"], base),
            FramePlace(row["stream"], row["out_pts"], base),
            row["in_us"],
            row["out_us"],
            row["frame"],
        )
    return Mark(
        id=UUID(row["id"]),
        label=row["label"],
        exhibit=UUID(row["exhibit_id"]),
        exhibit_label=row["exhibit_label"],
        place=place,
        point=row["point"],
        verdict=Verdict(row["verdict"]),
        how=How(row["how"]),
        quote=row["quote"],
        note=row["note"],
        by=row["by"],
        at=Moment(datetime.fromisoformat(row["at"]), row["zone"], ""),
        withdrawn=bool(row["withdrawn"]),
        sha256=row["sha256"],
    )
