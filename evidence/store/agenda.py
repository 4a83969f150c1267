"""What is due today and what is overdue, of one person or of everybody, read from the projected rows alone."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from evidence.register.agenda import Agenda, AgendaItem, Due
from evidence.rules.keeping import SOON_DAYS
from evidence.store.library import Library
from evidence.timecode import zone_of

MOST = 200
"""Entries that are listed; the rest is counted."""
_DUE = f"due <= ? AND (due <= ? OR kind = '{Due.FOOTAGE.value}')"
"""Footage is told of while there is still time to ask for it."""


def member_names(library: Library) -> dict[str, str]:
    """The chosen names of those who work here, by account."""
    return {row["os_user"]: row["name"] for row in library.rows("SELECT os_user, name FROM member WHERE name <> ''")}


def read_agenda(library: Library, *, mine: bool, ahead_days: int = 0) -> Agenda:
    """What is overdue or due until so many days from now, the oldest first; `mine`: of the account at the window."""
    with library.view():
        today = library.moment().at.astimezone(zone_of(library.zone)).date()
        until = (today + timedelta(days=ahead_days)).isoformat()
        soon = (today + timedelta(days=max(ahead_days, SOON_DAYS))).isoformat()
        account = library.writer.os_user
        names = member_names(library)
        where, parameters = ("owner = ? AND " + _DUE, [account, soon, until]) if mine else (_DUE, [soon, until])
        [row] = library.rows(f"SELECT count(*) AS number FROM agenda WHERE {_DUE}", [soon, until])
        everybody = total = int(row["number"])
        if mine:
            [row] = library.rows(f"SELECT count(*) AS number FROM agenda WHERE {where}", parameters)
            total = int(row["number"])
        rows = library.rows(
            f"SELECT a.*, r.label AS case_label, r.title FROM (SELECT * FROM agenda WHERE {where} "
            "ORDER BY due, case_id, position LIMIT ?) a JOIN register r ON r.case_id = a.case_id "
            "ORDER BY a.due, r.year, r.number, a.position",
            [*parameters, MOST],
        )
    items = tuple(
        AgendaItem(
            UUID(row["case_id"]),
            row["case_label"],
            row["title"],
            Due(row["kind"]),
            row["label"],
            row["what"],
            row["owner"],
            names.get(row["owner"]) or row["owner"],
            date.fromisoformat(row["due"]),
        )
        for row in rows
    )
    return Agenda(today, account, mine, items, total, everybody)
