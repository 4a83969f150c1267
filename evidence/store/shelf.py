"""One kind of thing that stands in a case under its own label: values to rows and back, every change an act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid4

from evidence.errors import WrongUse
from evidence.model.record import Record
from evidence.store import deeds
from evidence.store.library import Change, Library
from evidence.store.subjects import SUBJECTS
from evidence.timecode import Moment, rfc3339

Value = TypeVar("Value")


def nothing_against(change: Change, case_id: UUID, value: object) -> None:
    """The check of a kind that takes every value."""


def nothing_amiss(change: Change, case_id: UUID) -> None:
    """The look at a case after a change, for a kind whose things do not touch each other."""


@dataclass(frozen=True, slots=True)
class Shelf(Generic[Value]):
    """The things of one kind. `write` gives the columns of a value, `read` a value from a row and the library's zone.

    `refuse` raises what speaks against a value in a case, before it is stored; `agree` what speaks
    against all of this kind in a case together, once it is.
    """

    table: str
    write: Callable[[Value], dict[str, Any]]
    read: Callable[[dict[str, Any], str], Value]
    refuse: Callable[[Change, UUID, Value], None] = nothing_against
    agree: Callable[[Change, UUID], None] = nothing_amiss

    def add(self, library: Library, case_id: UUID, value: Value) -> Record[Value]:
        """Store a value under the next free label. When this returns, it is on disk.

        Raises:
            Refused, WrongUse: something speaks against it.
        """
        subject = SUBJECTS[self.table]
        with library.change() as change:
            self._refuse(change, case_id, value)
            row = {
                "id": str(uuid4()),
                "case_id": str(case_id),
                "label": deeds.next_label(library, subject, str(case_id)),
                **self.write(value),
                "by": library.writer.actor,
                "at": rfc3339(change.at),
                "withdrawn": 0,
            }
            deeds.add(change, subject, row)
            self.agree(change, case_id)
        return self.get(library, case_id, row["label"])

    def change(self, library: Library, case_id: UUID, label: str, value: Value) -> Record[Value]:
        """Let it say something else; what it said stays in the history.

        Raises:
            NotFound: there is none of this label.
            Refused, WrongUse: something speaks against it.
        """
        with library.change() as change:
            self._refuse(change, case_id, value)
            deeds.alter_within(change, SUBJECTS[self.table], case_id, label, "revise", self.write(value))
            self.agree(change, case_id)
        return self.get(library, case_id, label)

    def withdraw(self, library: Library, case_id: UUID, label: str) -> Record[Value]:
        """Take it back; it keeps its label and stays in the history.

        Raises:
            NotFound: there is none of this label.
        """
        deeds.alter(library, SUBJECTS[self.table], case_id, label, "withdraw", {"withdrawn": 1})
        return self.get(library, case_id, label)

    def get(self, library: Library, case_id: UUID, label: str) -> Record[Value]:
        """The one of a label.

        Raises:
            NotFound: there is none, or none that this person may see.
        """
        return self._record(library, deeds.row_of(library, SUBJECTS[self.table], case_id, label))

    def list(self, library: Library, case_id: UUID) -> tuple[Record[Value], ...]:
        """All that this person may see, in the order of their labels, withdrawn ones among them."""
        return tuple(self._record(library, row) for row in deeds.rows_of(library, SUBJECTS[self.table], case_id))

    def _record(self, library: Library, row: dict[str, Any]) -> Record[Value]:
        at = Moment(datetime.fromisoformat(row["at"]), library.zone, "")
        return Record(
            UUID(row["id"]), row["label"], row["by"], at, bool(row["withdrawn"]), self.read(row, library.zone)
        )

    def _refuse(self, change: Change, case_id: UUID, value: Value) -> None:
        exhibit = getattr(value, "exhibit", None)
        if exhibit is not None:
            refuse_elsewhere(change, case_id, "exhibit", exhibit)
        self.refuse(change, case_id, value)


def refuse_elsewhere(change: Change, case_id: UUID, table: str, identity: UUID) -> None:
    """Keep a case from naming what belongs to another.

    Raises:
        WrongUse: it does.
    """
    sql = {
        "exhibit": "SELECT 1 FROM exhibit WHERE id = ? AND case_id = ?",
        "allegation": "SELECT 1 FROM allegation WHERE id = ? AND case_id = ?",
        "question": "SELECT 1 FROM question q JOIN allegation a ON a.id = q.allegation_id "
        "WHERE q.id = ? AND a.case_id = ?",
    }[table]
    if change.library.row(sql, [str(identity), str(case_id)]) is None:
        what = {"exhibit": ("exhibit", "证据"), "allegation": ("allegation", "主张"), "question": ("question", "问题")}
        en, zh = what[table]
        raise WrongUse(
            f"The {en} that is named belongs to no part of this case. Choose one of this case.",
            f"所指的{zh}不属于本案。请选择本案的{zh}。",
        )
