"""Marks: rows to values and back. What is done to them are acts, which undo and redo step through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any
from uuid import UUID, uuid4

from evidence.canonical import clean_text
from evidence.errors import NotFound
from evidence.model.kinds import How, MarkStatus, Prompted, Strength, Verdict
from evidence.model.mark import Mark, MarkDraft, Span
from evidence.model.places import Box, FramePlace, PagePlace
from evidence.model.recording import Exhibit
from evidence.store import deeds
from evidence.store.library import Library
from evidence.store.subjects import SUBJECTS
from evidence.store.viewers import viewer_of
from evidence.timecode import Moment, rfc3339

_COLUMNS = "t.*, e.label AS exhibit_label FROM mark t JOIN exhibit e ON e.id = t.exhibit_id"
_MARK = SUBJECTS["mark"]


def make_mark(library: Library, case_id: UUID, exhibit: Exhibit, draft: MarkDraft) -> Mark:
    """Store a mark under the next free number. When this returns, the mark is on disk.

    A mark of the second reviewer belongs to the second round.

    Raises:
        Refused: their round is done.
    """
    with library.change() as change:
        viewer = viewer_of(library, case_id)
        row = {
            "id": str(uuid4()),
            "case_id": str(case_id),
            "exhibit_id": str(exhibit.id),
            "label": deeds.next_label(library, _MARK, str(case_id)),
            **_draft_row(draft),
            "by": library.writer.actor,
            "at": rfc3339(change.at),
            "zone": library.zone,
            "withdrawn": 0,
            "sha256": exhibit.recording.sha256,
            "round": viewer.round,
        }
        deeds.refuse_other_round(_MARK, viewer, row)
        deeds.add(change, _MARK, row, {"exhibit": exhibit.label})
    return get_mark(library, case_id, str(row["label"]))


def revise_mark(library: Library, case_id: UUID, label: str, draft: MarkDraft) -> Mark:
    """Give a mark other words, another verdict or another place; what it was stays in the history."""
    deeds.alter(library, _MARK, case_id, label, "revise", _draft_row(draft))
    return get_mark(library, case_id, label)


def withdraw_mark(library: Library, case_id: UUID, label: str) -> Mark:
    """Take a mark back; it keeps its number and is printed as withdrawn."""
    deeds.alter(library, _MARK, case_id, label, "withdraw", {"withdrawn": 1})
    return get_mark(library, case_id, label)


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo or redo did: the mark as it stands now (None: it was no mark), the label, and the act's verb."""

    mark: Mark | None
    label: str
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


def _step(library: Library, case_id: UUID, kind: str) -> Undone:
    done = deeds.step(library, case_id, kind)
    mark = get_mark(library, case_id, done.label) if done.subject == _MARK.table else None
    return Undone(mark, done.label, done.verb)


def can_undo_redo(library: Library, case_id: UUID) -> tuple[bool, bool]:
    """Whether undo, and whether redo, would do something for this person."""
    return deeds.can_undo_redo(library, case_id)


def list_marks(library: Library, case_id: UUID) -> tuple[Mark, ...]:
    """The marks of a case that this person may see, in the order of their numbers, withdrawn ones among them."""
    where, parameters = deeds.seen(library, _MARK, case_id)
    rows = library.rows(
        f"SELECT {_COLUMNS} WHERE t.case_id = ? {where}ORDER BY length(t.label), t.label", [str(case_id), *parameters]
    )
    return tuple(_mark(row) for row in rows)


def get_mark(library: Library, case_id: UUID, label: str) -> Mark:
    """The mark of a label such as M-003.

    Raises:
        NotFound: the case has no such mark, or none that this person may see.
    """
    where, parameters = deeds.seen(library, _MARK, case_id)
    wanted = clean_text(label).strip().upper()
    row = library.row(
        f"SELECT {_COLUMNS} WHERE t.case_id = ? AND t.label = ? {where}", [str(case_id), wanted, *parameters]
    )
    if row is None:
        raise NotFound(
            f"The case has no mark {label[:40]}. The list of marks shows what there is.",
            f"本案没有标注 {label[:40]}。请查看标注列表。",
        )
    return _mark(row)


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
        "speaker": clean_text(draft.speaker),
        "prompted": draft.prompted.value,
        "strength": draft.strength.value if draft.strength else None,
        "translation": clean_text(draft.translation),
        "allegation_id": str(draft.allegation) if draft.allegation else None,
        "status": draft.status.value,
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
        speaker=row["speaker"],
        prompted=Prompted(row["prompted"]),
        strength=Strength(row["strength"]) if row["strength"] else None,
        translation=row["translation"],
        allegation=UUID(row["allegation_id"]) if row["allegation_id"] else None,
        status=MarkStatus(row["status"]),
        round=row["round"],
    )
