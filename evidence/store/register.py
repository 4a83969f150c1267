"""Pages of the register: sorted and narrowed down by the database, never read as a whole."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from evidence.canonical import clean_text
from evidence.model.findings import Outcome
from evidence.model.kinds import DisputeKind
from evidence.register.lines import CaseState, Column, DueOf, Overview, RegisterLine, RegisterPage, Wanted
from evidence.store.agenda import member_names
from evidence.store.groups import MEMBERS, list_groups
from evidence.store.library import Library
from evidence.store.trends import conditions_of
from evidence.timecode import zone_of

MOST = 500
"""Lines of one page at most."""
_ORDER = {
    Column.LABEL: ("year", "number"),
    Column.CUSTOMER: ("customer", "year", "number"),
    Column.TITLE: ("title", "year", "number"),
    Column.KIND: ("kind", "year", "number"),
    Column.BRANCH: ("branch", "year", "number"),
    Column.STATE: ("rank", "year", "number"),
    Column.DUE: ("due", "year", "number"),
    Column.OUTCOME: ("outcome", "year", "number"),
    Column.OWNER: ("owner", "year", "number"),
}
_SEARCHED = ("label", "title", "customer", "branch")
_LAST_WHEN_EMPTY = (Column.DUE, Column.OUTCOME)


def read_page(library: Library, wanted: Wanted, first: int, count: int = MOST) -> RegisterPage:
    """Lines of the register from number `first` on, and how many there are of those that were asked for."""
    with library.view():
        today = library.moment().at.astimezone(zone_of(library.zone)).date()
        where, parameters = _conditions(wanted, today)
        [row] = library.rows("SELECT count(*) AS number FROM register")
        everything = total = int(row["number"])
        if where:
            [row] = library.rows(f"SELECT count(*) AS number FROM register WHERE {where}", parameters)
            total = int(row["number"])
        rows = library.rows(
            f"SELECT * FROM register {f'WHERE {where} ' if where else ''}ORDER BY {_order(wanted)} LIMIT ? OFFSET ?",
            [*parameters, min(count, MOST), max(first, 0)],
        )
        names = member_names(library)
    return RegisterPage(wanted, first, tuple(_line(row, names) for row in rows), total, everything, today)


def read_line(library: Library, case_id: UUID) -> RegisterLine | None:
    """The line of one complaint."""
    with library.view():
        row = library.row("SELECT * FROM register WHERE case_id = ?", [str(case_id)])
        return _line(row, member_names(library)) if row else None


def overview(library: Library) -> Overview:
    """What the register can be narrowed down to."""
    rows = library.rows("SELECT DISTINCT branch FROM register WHERE branch <> '' ORDER BY branch")
    return Overview(tuple(row["branch"] for row in rows), list_groups(library))


def _conditions(wanted: Wanted, today: date) -> tuple[str, list[Any]]:
    conditions: list[str] = []
    parameters: list[Any] = []
    for column, value in (("kind", wanted.kind), ("state", wanted.state), ("branch", wanted.branch)):
        if value:
            conditions.append(f"{column} = ?")
            parameters.append(str(value))
    if wanted.owner is not None:
        conditions.append("owner = ?")
        parameters.append(wanted.owner)
    if wanted.group:
        conditions.append(f"case_id IN ({MEMBERS})")
        parameters.append(wanted.group)
    if wanted.within_days is not None:
        conditions.append("due <= ?")
        parameters.append((today + timedelta(days=wanted.within_days)).isoformat())
    if wanted.part is not None:
        found, values = conditions_of(wanted.part)
        conditions += found
        parameters += values
    for word in clean_text(wanted.text).split():
        conditions.append("(" + " OR ".join(f"{column} LIKE ? ESCAPE '\\'" for column in _SEARCHED) + ")")
        parameters += [f"%{_as_it_is(word)}%"] * len(_SEARCHED)
    return " AND ".join(conditions), parameters


def _as_it_is(word: str) -> str:
    """A word without a meaning of its own to LIKE."""
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _order(wanted: Wanted) -> str:
    way = " DESC" if wanted.descending else ""
    columns = [f"{column}{way}" for column in _ORDER[wanted.order]]
    if wanted.order in _LAST_WHEN_EMPTY and not wanted.descending:
        columns[0] += " NULLS LAST"
    return ", ".join(columns)


def _line(row: dict[str, Any], names: dict[str, str]) -> RegisterLine:
    return RegisterLine(
        id=UUID(row["case_id"]),
        label=row["label"],
        title=row["title"],
        customer=row["customer"],
        kind=DisputeKind(row["kind"]),
        branch=row["branch"],
        state=CaseState(row["state"]),
        received=date.fromisoformat(row["received"]) if row["received"] else None,
        due=date.fromisoformat(row["due"]) if row["due"] else None,
        due_of=DueOf(row["due_of"]) if row["due_of"] else None,
        due_verified=bool(row["due_verified"]),
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        owner=names.get(row["owner"]) or row["owner"],
    )
