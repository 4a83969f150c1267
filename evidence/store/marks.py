"""Marks: rows to values and back. What is done to them are acts, which undo and redo step through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import lru_cache
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
    return make_marks(library, case_id, [(exhibit, draft)])[0]


def make_marks(library: Library, case_id: UUID, wishes: Sequence[tuple[Exhibit, MarkDraft]]) -> tuple[Mark, ...]:
    """The same for a stretch over the borders of files: a mark in each, all in one act that is undone as one.

    Raises:
        Refused: their round is done.
    """
    rows: list[dict[str, Any]] = []
    with library.change() as change:
        viewer = viewer_of(library, case_id)
        for exhibit, draft in wishes:
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
            told = {"exhibit": exhibit.label} | ({"goes_on": rows[-1]["label"]} if rows else {})
            deeds.add(change, _MARK, row, told, goes_on=bool(rows))
            rows.append(row)
    return tuple(get_mark(library, case_id, row["label"]) for row in rows)


def revise_mark(library: Library, case_id: UUID, label: str, draft: MarkDraft) -> Mark:
    """Give a mark other words, another verdict or another place; what it was stays in the history."""
    return revise_marks(library, case_id, [(label, draft)])[0]


def revise_marks(library: Library, case_id: UUID, wishes: Sequence[tuple[str, MarkDraft]]) -> tuple[Mark, ...]:
    """The same for marks that were made as one: all of them, in one act, or none."""
    _alter(library, case_id, "revise", [(label, _draft_row(draft)) for label, draft in wishes])
    return tuple(get_mark(library, case_id, label) for label, _ in wishes)


def withdraw_mark(library: Library, case_id: UUID, label: str) -> Mark:
    """Take a mark back; it keeps its number and is printed as withdrawn."""
    return withdraw_marks(library, case_id, [label])[0]


def withdraw_marks(library: Library, case_id: UUID, labels: Sequence[str]) -> tuple[Mark, ...]:
    """The same for marks that were made as one: all of them, in one act, or none."""
    _alter(library, case_id, "withdraw", [(label, {"withdrawn": 1}) for label in labels])
    return tuple(get_mark(library, case_id, label) for label in labels)


def _alter(library: Library, case_id: UUID, verb: str, after: Sequence[tuple[str, dict[str, Any]]]) -> None:
    with library.change() as change:
        begun = False
        for label, values in after:
            begun |= deeds.alter_within(change, _MARK, case_id, label, verb, values, goes_on=begun)


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo or redo did: the marks as they stand now (none: it was no mark), the label, and the act's verb."""

    marks: tuple[Mark, ...]
    label: str
    verb: str

    @property
    def mark(self) -> Mark | None:
        """The first of the marks, as they follow each other."""
        return min(self.marks, key=lambda mark: (len(mark.label), mark.label), default=None)


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
    labels = (done.label, *done.also) if done.subject == _MARK.table else ()
    return Undone(tuple(get_mark(library, case_id, label) for label in labels), done.label, done.verb)


def can_undo_redo(library: Library, case_id: UUID) -> tuple[bool, bool]:
    """Whether undo, and whether redo, would do something for this person."""
    return deeds.can_undo_redo(library, case_id)


def list_marks(library: Library, case_id: UUID) -> tuple[Mark, ...]:
    """The marks of a case that this person may see, in the order of their numbers, withdrawn ones among them."""
    where, parameters = deeds.seen(library, _MARK, case_id)
    rows = library.rows(
        f"SELECT {_COLUMNS} WHERE t.case_id = ? {where}ORDER BY length(t.label), t.label", [str(case_id), *parameters]
    )
    before = _going_on(library, case_id)
    return tuple(_mark(row, before) for row in rows)


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
    return _mark(row, _going_on(library, case_id))


def _going_on(library: Library, case_id: UUID) -> dict[str, str]:
    """Of each mark that goes on from another over the border of a file, by its UUID: the label of that."""
    rows = library.rows(
        "SELECT a.subject_id AS mark, m.label AS goes_on FROM act a "
        "JOIN act b ON b.case_id = a.case_id AND b.seq = a.seq - 1 JOIN mark m ON m.id = b.subject_id "
        "WHERE a.case_id = ? AND a.verb = ? AND a.kind = 'do'",
        [str(case_id), f"make{deeds.WITH}"],
    )
    return {row["mark"]: row["goes_on"] for row in rows}


_fraction = lru_cache(maxsize=256)(Fraction)
_uuid = lru_cache(maxsize=256)(UUID)
"""Many marks share their time base and their exhibit."""


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


def _mark(row: dict[str, Any], before: Mapping[str, str]) -> Mark:
    place: Span | PagePlace
    if row["page"] is not None:
        place = PagePlace(row["page"], Box.parse(row["box"]) if row["box"] else None)
    else:
        base = _fraction(row["tb_num"], row["tb_den"])
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
        exhibit=_uuid(row["exhibit_id"]),
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
        allegation=_uuid(row["allegation_id"]) if row["allegation_id"] else None,
        status=MarkStatus(row["status"]),
        round=row["round"],
        goes_on=before.get(row["id"], ""),
    )
