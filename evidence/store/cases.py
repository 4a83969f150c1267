"""Complaints with their people, product and allegations: rows to values and back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from evidence.canonical import clean_text
from evidence.errors import NotFound
from evidence.model.case import (
    Allegation,
    Case,
    Complaint,
    Person,
    Question,
)
from evidence.model.kinds import (
    CATEGORY_OF,
    AllegationStatus,
    CaseStatus,
    Category,
    Channel,
    Demand,
    DisputeKind,
    Responsible,
    Role,
)
from evidence.store.circumstances import circumstances_of, circumstances_row
from evidence.store.gate import accused
from evidence.store.library import Library
from evidence.store.listbook import judging, lists_of, newest
from evidence.store.passages import Passage, add_passages, keep_all
from evidence.store.products import money_of, product_of, product_row
from evidence.store.separation import refuse_accused, refuse_own_pardon
from evidence.store.sql import insert_row, upsert_row
from evidence.timecode import rfc3339


def new_case(
    library: Library,
    *,
    kind: DisputeKind,
    rule_pack: str,
    checklist_version: str | None = None,
    title: str = "",
    year: int | None = None,
) -> Complaint:
    """Register a complaint under the next free label of the year; it is judged by the newest versions of its lists."""
    with library.change() as change:
        own, handling = newest(lists_of(change.db, library.zone), kind)
        year = year or change.at.year
        number = last_number(library, year) + 1
        complaint = Complaint(
            id=uuid4(),
            label=f"C-{year}-{number:04}",
            kind=kind,
            title=clean_text(title),
            category=CATEGORY_OF[kind],
            checklist_version=checklist_version or own,
            rule_pack=rule_pack,
            zone=library.zone,
            handling_version=handling,
        )
        change.db.execute(*insert_row("complaint", {**_complaint_row(complaint), "changed_at": rfc3339(change.at)}))
        add_passages(change, texts_of(case_as_body(Case(complaint))))
        change.record(str(complaint.id), "case_opened", _complaint_row(complaint))
    return complaint


def last_number(library: Library, year: int) -> int:
    """The number of the last complaint of a year; 0 where there is none."""
    last = library.row(
        "SELECT CAST(substr(label, 8) AS INTEGER) AS number FROM complaint WHERE substr(label, 1, 7) = ? "
        "ORDER BY CAST(substr(label, 8) AS INTEGER) DESC LIMIT 1",
        [f"C-{year}-"],
    )
    return int(last["number"]) if last else 0


def save_case(library: Library, case: Case) -> None:
    """Store what was registered about a complaint; every change stands in its journal as a whole."""
    case_id = str(case.complaint.id)
    with library.change() as change:
        body = case_as_body(_relisted(library, case))
        was_accused = accused(library, case_id, library.writer.os_user)
        row = body["complaint"]
        sets = ", ".join(f'"{column}" = ?' for column in row if column not in ("id", "label"))
        values = [value for column, value in row.items() if column not in ("id", "label")]
        change.db.execute(
            f"UPDATE complaint SET {sets}, changed_at = ? WHERE id = ?", [*values, rfc3339(change.at), case_id]
        )
        for table in ("person", "allegation"):
            change.db.execute(f"UPDATE {table} SET current = 0 WHERE case_id = ?", [case_id])
        change.db.execute(
            "UPDATE question SET current = 0 WHERE allegation_id IN (SELECT id FROM allegation WHERE case_id = ?)",
            [case_id],
        )
        for person in body["people"]:
            change.db.execute(*upsert_row("person", person))
        if case.product:
            change.db.execute(*upsert_row("product", body["product"]))
        for allegation in body["allegations"]:
            row = {name: value for name, value in allegation.items() if name != "questions"}
            change.db.execute(*upsert_row("allegation", row))
            for question in allegation["questions"]:
                change.db.execute(*upsert_row("question", question))
        keep_all(change, case_id, ("complaint", "person", "allegation"), texts_of(body))
        refuse_accused(change, case_id)
        refuse_own_pardon(change, case_id, was_accused)
        change.record(case_id, "case_described", body)


def _relisted(library: Library, case: Case) -> Case:
    """The case; where its kind of dispute is another than before, judged by the newest version of that kind's list."""
    row = library.row("SELECT kind FROM complaint WHERE id = ?", [str(case.complaint.id)])
    kind = case.complaint.kind
    if row is None or row["kind"] == kind.value:
        return case
    version, _ = newest(lists_of(library.db, library.zone), kind)
    return replace(case, complaint=replace(case.complaint, checklist_version=version))


def texts_of(body: dict[str, Any]) -> Iterator[Passage]:
    """All of a case that is found by its words, from the body of its journal entry."""
    case_id = body["complaint"]["id"]
    for kind, rows, parts in (
        ("complaint", [body["complaint"]], ("label", "title", "verbatim", "regulator_reference", "ticket")),
        ("person", body["people"], ("name", "organisation")),
        ("allegation", body["allegations"], ("text",)),
    ):
        for row in rows:
            for part in parts:
                yield case_id, kind, row["id"], part, row[part]


def get_case(library: Library, label_or_id: str) -> Case:
    """The case of a label such as C-2026-0001, or of a UUID.

    Raises:
        NotFound: there is no such case.
    """
    named = clean_text(label_or_id)
    row = library.row("SELECT * FROM complaint WHERE label = ? OR id = ?", [named.upper(), named])
    if row is None:
        raise NotFound(
            f"There is no case {label_or_id[:40]} in this library. The list of complaints shows what there is.",
            f"资料库中没有案件 {label_or_id[:40]}。请查看投诉列表。",
        )
    complaint = _complaint(row)
    case_id = row["id"]
    people = library.rows("SELECT * FROM person WHERE case_id = ? AND current = 1 ORDER BY position", [case_id])
    product = library.row("SELECT * FROM product WHERE case_id = ?", [case_id])
    allegations = library.rows(
        "SELECT * FROM allegation WHERE case_id = ? AND current = 1 ORDER BY position", [case_id]
    )
    questions = library.rows(
        "SELECT q.* FROM question q JOIN allegation a ON a.id = q.allegation_id "
        "WHERE a.case_id = ? AND q.current = 1 ORDER BY q.position",
        [case_id],
    )
    case = Case(
        complaint,
        tuple(_person(person) for person in people),
        product_of(product) if product else None,
        tuple(
            Allegation(
                UUID(a["id"]),
                a["text"],
                Responsible(a["responsible"]),
                AllegationStatus(a["status"]),
                tuple(
                    Question(UUID(q["id"]), q["text"], tuple(json.loads(q["points"])))
                    for q in questions
                    if q["allegation_id"] == a["id"]
                ),
            )
            for a in allegations
        ),
    )
    return _judged(library, case)


def _judged(library: Library, case: Case) -> Case:
    """The case with the lists that it is judged by."""
    one = case.complaint
    rows = library.rows(
        "SELECT list, version FROM list_change WHERE case_id = ? AND withdrawn = 0 ORDER BY length(label), label",
        [str(one.id)],
    )
    now, had = judging(
        lists_of(library.db, library.zone),
        one.kind,
        (one.checklist_version, one.handling_version),
        [(row["list"], row["version"]) for row in rows],
        (case.sale_day or one.received, one.received),
    )
    return replace(case, checklists=now, versions_had=had)


def case_as_body(case: Case) -> dict[str, Any]:
    """A case as plain data: the body of its journal entry."""
    case_id = str(case.complaint.id)
    return {
        "complaint": _complaint_row(case.complaint),
        "people": [_person_row(person, case_id, place) for place, person in enumerate(case.people)],
        "product": product_row(case.product, case_id) if case.product else None,
        "allegations": [
            {
                **_allegation_row(allegation, case_id, place),
                "questions": [_question_row(q, allegation.id, n) for n, q in enumerate(allegation.questions)],
            }
            for place, allegation in enumerate(case.allegations)
        ],
    }


def _complaint_row(complaint: Complaint) -> dict[str, Any]:
    return {
        "id": str(complaint.id),
        "label": complaint.label,
        "kind": complaint.kind.value,
        "title": clean_text(complaint.title),
        "category": complaint.category.value,
        "checklist_version": complaint.checklist_version,
        "rule_pack": complaint.rule_pack,
        "zone": complaint.zone,
        "received": complaint.received.isoformat() if complaint.received else None,
        "channel": complaint.channel.value,
        "verbatim": clean_text(complaint.verbatim),
        "demand": complaint.demand.value,
        "amount_minor": complaint.amount.minor if complaint.amount else None,
        "currency": complaint.amount.currency if complaint.amount else None,
        "regulator_reference": clean_text(complaint.regulator_reference),
        "status": complaint.status.value,
        "branch": clean_text(complaint.branch),
        "ticket": clean_text(complaint.ticket),
        "handling_version": complaint.handling_version,
        **circumstances_row(complaint),
    }


def _complaint(row: dict[str, Any]) -> Complaint:
    return Complaint(
        id=UUID(row["id"]),
        label=row["label"],
        kind=DisputeKind(row["kind"]),
        title=row["title"],
        category=Category(row["category"]),
        checklist_version=row["checklist_version"],
        rule_pack=row["rule_pack"],
        zone=row["zone"],
        received=date.fromisoformat(row["received"]) if row["received"] else None,
        channel=Channel(row["channel"]),
        verbatim=row["verbatim"],
        demand=Demand(row["demand"]),
        amount=money_of(row["amount_minor"], row["currency"]),
        regulator_reference=row["regulator_reference"],
        status=CaseStatus(row["status"]),
        branch=row["branch"],
        ticket=row["ticket"],
        handling_version=row["handling_version"],
        **circumstances_of(row),
    )


def _person(row: dict[str, Any]) -> Person:
    return Person(
        UUID(row["id"]),
        Role(row["role"]),
        row["name"],
        row["organisation"],
        row["pseudonym"],
        bool(row["accused"]),
        UUID(row["member_id"]) if row["member_id"] else None,
        row["birth_year"],
        row["registration"],
    )


def _person_row(person: Person, case_id: str, position: int) -> dict[str, Any]:
    return {
        "id": str(person.id),
        "case_id": case_id,
        "position": position,
        "role": person.role.value,
        "name": clean_text(person.name),
        "organisation": clean_text(person.organisation),
        "pseudonym": clean_text(person.pseudonym),
        "accused": int(person.accused),
        "member_id": str(person.member) if person.member else None,
        "birth_year": person.birth_year,
        "registration": clean_text(person.registration),
        "current": 1,
    }


def _allegation_row(allegation: Allegation, case_id: str, position: int) -> dict[str, Any]:
    return {
        "id": str(allegation.id),
        "case_id": case_id,
        "position": position,
        "text": clean_text(allegation.text),
        "responsible": allegation.responsible.value,
        "status": allegation.status.value,
        "current": 1,
    }


def _question_row(question: Question, allegation_id: UUID, position: int) -> dict[str, Any]:
    return {
        "id": str(question.id),
        "allegation_id": str(allegation_id),
        "position": position,
        "text": clean_text(question.text),
        "points": json.dumps(list(question.points)),
        "current": 1,
    }
