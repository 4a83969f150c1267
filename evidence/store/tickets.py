"""Complaints of a ticket list, in one transaction: each with its row, its journal and its words, or none of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from uuid import UUID, uuid4

from evidence.canonical import sha256_hex
from evidence.model.case import Case, Complaint, Person
from evidence.model.kinds import CATEGORY_OF, Role
from evidence.progress import Progress, no_progress
from evidence.store.bulk import many_rows
from evidence.store.library import Change, Library
from evidence.store.listbook import lists_of, newest
from evidence.store.projecting import Beginning
from evidence.store.registering import Numbering, register_cases
from evidence.tickets.judging import Ticket
from evidence.tickets.sheets import Table

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
        with many_rows(change.db, len(tickets), ("person", "passage", "register", "agenda")):
            register = Beginning(change.db)
            for first in range(0, len(tickets), AT_ONCE):
                progress(first, len(tickets))
                some = [next(cases) for _ in tickets[first : first + AT_ONCE]]
                _put(change, register, some, tickets[first : first + AT_ONCE], table)
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
    """The complaints under the next free labels of their years.

    Identities are random, and given in their order: the tables are kept by them, and are filled from one end.
    """
    identities, persons = _identities(len(tickets)), _identities(len(tickets))
    versions = lists_of(library.db, library.zone)
    numbering = Numbering(library)
    for one in tickets:
        own, handling = newest(versions, one.kind)
        complaint = Complaint(
            id=next(identities), label=numbering.label(one.received.year if one.received else this_year),
            kind=one.kind, title=one.title,
            category=CATEGORY_OF[one.kind], checklist_version=own, rule_pack=rule_pack,
            zone=library.zone, handling_version=handling, received=one.received, channel=one.channel,
            verbatim=one.words, amount=one.amount,
            regulator_reference=one.reference, branch=one.branch, ticket=one.ticket,
        )  # fmt: skip
        people = (Person(next(persons), Role.COMPLAINANT, one.customer),) if one.customer else ()
        yield Case(complaint, people)


def _identities(count: int) -> Iterator[UUID]:
    return iter(sorted((uuid4() for _ in range(count)), key=lambda one: one.int))


def _put(change: Change, register: Beginning, cases: Sequence[Case], tickets: Sequence[Ticket], table: Table) -> None:
    of_file = {"file": table.name, "sha256": table.sha256}
    bodies = register_cases(change, cases, [{**of_file, "sheet": one.sheet, "row": one.row} for one in tickets])
    register.put(bodies)
    change.touched.difference_update(body["complaint"]["id"] for body in bodies)
