"""Pages of the register: sorted and narrowed down by the database, never read as a whole."""

from __future__ import annotations

import json
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
_NAMED_OTHERWISE = {Column.LABEL: "number", Column.STATE: "state"}
_INDEX = {one: f"register_by_{_NAMED_OTHERWISE.get(one, columns[0])}" for one, columns in _ORDER.items()}
MANY_IN = 5
"""From one in so many on, the complaints that are wanted lie close enough in any order."""
_SEARCHED = ("label", "title", "customer", "branch")
_LAST_WHEN_EMPTY = (Column.DUE, Column.OUTCOME)


def read_page(library: Library, wanted: Wanted, first: int, count: int = MOST) -> RegisterPage:
    """Lines of the register from number `first` on, and how many there are of those that were asked for."""
    with library.view():
        today = library.moment().at.astimezone(zone_of(library.zone)).date()
        where, parameters = _conditions(wanted, today)
        [row] = library.rows("SELECT count(*) AS number FROM register")
        everything, size, skipped = int(row["number"]), min(count, MOST), max(first, 0)
        if clean_text(wanted.text).strip():  # every row has to be looked at: once for the number and the page
            found = library.rows(
                f"SELECT rowid AS place FROM register NOT INDEXED WHERE {where} ORDER BY {_order(wanted)}", parameters
            )
            total, places = len(found), [row["place"] for row in found[skipped : skipped + size]]
            by_place = {row["place"]: row for row in library.rows(
                "SELECT rowid AS place, * FROM register WHERE rowid IN (SELECT value FROM json_each(?))",
                [json.dumps(places)],
            )}  # fmt: skip
            rows = [by_place[place] for place in places]
        else:
            total = everything
            if where:
                [row] = library.rows(f"SELECT count(*) AS number FROM register WHERE {where}", parameters)
                total = int(row["number"])
            rows = library.rows(
                f"SELECT * FROM register {_way(wanted, where, total, everything)} LIMIT ? OFFSET ?",
                [*parameters, size, skipped],
            )
        names = member_names(library)
    return RegisterPage(wanted, first, tuple(_line(row, names) for row in rows), total, everything, today)


def _way(wanted: Wanted, where: str, total: int, everything: int) -> str:
    """How a page is come by: of many complaints in the order of an index, of few by sorting what was found."""
    if not where:
        return f"ORDER BY {_order(wanted)}"
    if total * MANY_IN >= everything:
        return f"INDEXED BY {_INDEX[wanted.order]} WHERE {where} ORDER BY {_order(wanted)}"
    return f"WHERE {where} ORDER BY {_order(wanted, '+')}"


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
    equal: dict[str, str | int | None] = {
        "branch": wanted.branch or None,
        "kind": wanted.kind.value if wanted.kind else None,
        "rank": wanted.state.rank if wanted.state else None,  # which has an index
        "owner": wanted.owner,
    }
    for column, value in equal.items():
        if value is not None:  # by the index of the first, which leaves the fewest; the database would take any
            conditions.append(f"{'+' if conditions else ''}{column} = ?")
            parameters.append(value)
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


def _order(wanted: Wanted, plus: str = "") -> str:
    """By what is sorted; `plus` before a column keeps its index out of it."""
    way = " DESC" if wanted.descending else ""
    columns = [f"{plus}{column}{way}" for column in _ORDER[wanted.order]]
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
