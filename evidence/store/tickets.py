"""Complaints of a ticket list, in one transaction: each with its row, its journal and its words, or none of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import uuid4

from evidence.canonical import sha256_hex
from evidence.model.case import Case, Complaint, Person
from evidence.model.kinds import CATEGORY_OF, Role
from evidence.progress import Progress, no_progress
from evidence.rules.checklists import load_checklists
from evidence.store.cases import case_as_body, last_number, texts_of
from evidence.store.library import Change, Library
from evidence.store.passages import add_passages
from evidence.store.projecting import project
from evidence.store.sql import insert_row
from evidence.tickets.judging import Ticket
from evidence.tickets.sheets import Table
from evidence.timecode import rfc3339

AT_ONCE = 500


def known_tickets(library: Library) -> dict[str, str]:
    """The numbers that complaints of this library have elsewhere, with their labels."""
    rows = library.rows("SELECT ticket, label FROM complaint WHERE ticket <> ''")
    return {row["ticket"]: row["label"] for row in rows}


def remembered_mapping(library: Library, headings: Sequence[str]) -> str | None:
    """What was chosen last for a table with these headings."""
    row = library.row("SELECT mapping FROM ticket_mapping WHERE headings = ?", [_key(headings)])
    return row["mapping"] if row else None


def register_tickets(
    library: Library, tickets: Sequence[Ticket], table: Table, mapping: str, rule_pack: str,
    progress: Progress = no_progress,
) -> tuple[str, ...]:  # fmt: skip
    """Register all of them and remember the mapping; the labels.

    Raises:
        Cancelled: the person stopped it; nothing is registered.
    """
    labels: list[str] = []
    with library.change() as change:
        cases = _cases(library, tickets, rule_pack, change.at.year)
        for first in range(0, len(tickets), AT_ONCE):
            progress(first, len(tickets))
            some = [next(cases) for _ in tickets[first : first + AT_ONCE]]
            _put(change, some, tickets[first : first + AT_ONCE], table)
            labels += [case.complaint.label for case in some]
        change.db.execute(
            "INSERT INTO ticket_mapping (headings, mapping) VALUES (?, ?) "
            "ON CONFLICT (headings) DO UPDATE SET mapping = excluded.mapping",
            [_key(table.headings), mapping],
        )
        told = {"file": table.name, "sha256": table.sha256, "complaints": len(labels), "mapping": mapping}
        change.record(library.id, "tickets_imported", told)
    progress(1, 1)
    return tuple(labels)


def _key(headings: Sequence[str]) -> str:
    return sha256_hex(json.dumps(list(headings), ensure_ascii=False).encode())


def _cases(library: Library, tickets: Sequence[Ticket], rule_pack: str, this_year: int) -> Iterator[Case]:
    """The complaints under the next free labels of their years."""
    versions = {kind: one.version for kind, one in load_checklists().items()}
    numbers: dict[int, int] = {}
    for one in tickets:
        year = one.received.year if one.received else this_year
        numbers[year] = (numbers[year] if year in numbers else last_number(library, year)) + 1
        complaint = Complaint(
            id=uuid4(), label=f"C-{year}-{numbers[year]:04}", kind=one.kind, title=one.title,
            category=CATEGORY_OF[one.kind], checklist_version=versions[one.kind.value], rule_pack=rule_pack,
            zone=library.zone, received=one.received, channel=one.channel, verbatim=one.words, amount=one.amount,
            regulator_reference=one.reference, branch=one.branch, ticket=one.ticket,
        )  # fmt: skip
        people = (Person(uuid4(), Role.COMPLAINANT, one.customer),) if one.customer else ()
        yield Case(complaint, people)


def _put(change: Change, cases: Sequence[Case], tickets: Sequence[Ticket], table: Table) -> None:
    bodies = [case_as_body(case) for case in cases]
    at = rfc3339(change.at)
    _insert(change, "complaint", [{**body["complaint"], "changed_at": at} for body in bodies])
    _insert(change, "person", [person for body in bodies for person in body["people"]])
    add_passages(change, (passage for body in bodies for passage in texts_of(body)))
    begun = []
    for body, ticket in zip(bodies, tickets, strict=True):
        source = {"file": table.name, "sha256": table.sha256, "sheet": ticket.sheet, "row": ticket.row}
        begun.append((body["complaint"]["id"], "case_imported", {**body, "source": source}))
    change.begin(begun)
    identities = [body["complaint"]["id"] for body in bodies]
    project(change.db, identities)
    change.touched.difference_update(identities)


def _insert(change: Change, table: str, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        sql, _ = insert_row(table, rows[0])
        change.db.conn.executemany(sql, [list(row.values()) for row in rows])
