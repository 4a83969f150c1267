"""Many new complaints in one transaction: each with its rows, its words and the first entry of its journal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from evidence.model.case import Case
from evidence.store.cases import case_as_body, last_number, texts_of
from evidence.store.library import Change, Library
from evidence.store.passages import add_passages
from evidence.store.sql import insert_row


class Numbering:
    """The labels of the next complaints, each year with numbers of its own."""

    def __init__(self, library: Library) -> None:
        """No year was asked for yet."""
        self._library = library
        self._last: dict[int, int] = {}

    def label(self, year: int) -> str:
        """The next free label of a year."""
        if year not in self._last:
            self._last[year] = last_number(self._library, year)
        self._last[year] += 1
        return f"C-{year}-{self._last[year]:04}"


def register_cases(
    change: Change, cases: Sequence[Case], sources: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:  # fmt: skip
    """Put in these complaints, and where each came from; what was registered of each."""
    bodies = [case_as_body(case) for case in cases]
    _insert(change, "complaint", ({**body["complaint"], "changed_at": change.written} for body in bodies))
    _insert(change, "person", (person for body in bodies for person in body["people"]))
    _insert(change, "product", (body["product"] for body in bodies if body["product"]))
    allegations = [one for body in bodies for one in body["allegations"]]
    _insert(change, "allegation", ({k: v for k, v in one.items() if k != "questions"} for one in allegations))
    _insert(change, "question", (question for one in allegations for question in one["questions"]))
    add_passages(change, (passage for body in bodies for passage in texts_of(body)))
    change.begin(
        [
            (body["complaint"]["id"], "case_imported", {**body, "source": source})
            for body, source in zip(bodies, sources, strict=True)
        ]
    )
    return bodies


def _insert(change: Change, table: str, rows: Iterable[dict[str, Any]]) -> None:
    """Rows that all have the same columns."""
    some = list(rows)
    if some:
        sql, _ = insert_row(table, some[0])
        change.db.conn.executemany(sql, [list(row.values()) for row in some])
