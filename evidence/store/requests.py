"""Requests for evidence, statements, showings and withdrawals: rows to values and back."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any
from uuid import UUID

from evidence.canonical import clean_text
from evidence.model.requests import (
    Disclosure,
    EvidenceRequest,
    Reminder,
    Reply,
    RequestTo,
    Statement,
    StatementHow,
    StatementOf,
    Withdrawal,
)
from evidence.store.shelf import Shelf
from evidence.store.sql import moment_of, moment_text
from evidence.timecode import Moment, rfc3339


def _identity(identity: UUID | None) -> str | None:
    return str(identity) if identity else None


def _named(text: str | None) -> UUID | None:
    return UUID(text) if text else None


def _instant(text: str, zone: str) -> Moment:
    return Moment(datetime.fromisoformat(text), zone, "")


def _request_row(value: EvidenceRequest) -> dict[str, Any]:
    reminders = [{"at": rfc3339(one.at.at), "text": clean_text(one.text)} for one in value.reminders]
    return {
        "to": value.to.value,
        "what": clean_text(value.what),
        "legal_basis": clean_text(value.legal_basis),
        "sent_at": moment_text(value.sent),
        "due": value.due.isoformat() if value.due else None,
        "reminders": json.dumps(reminders, ensure_ascii=False),
        "reply": value.reply.value if value.reply else None,
        "replied_at": moment_text(value.replied),
        "reply_text": clean_text(value.reply_text),
        "exhibit_id": _identity(value.exhibit),
    }


def _request(row: dict[str, Any], zone: str) -> EvidenceRequest:
    return EvidenceRequest(
        to=RequestTo(row["to"]),
        what=row["what"],
        legal_basis=row["legal_basis"],
        sent=moment_of(row["sent_at"], zone),
        due=date.fromisoformat(row["due"]) if row["due"] else None,
        reminders=tuple(Reminder(_instant(one["at"], zone), one["text"]) for one in json.loads(row["reminders"])),
        reply=Reply(row["reply"]) if row["reply"] else None,
        replied=moment_of(row["replied_at"], zone),
        reply_text=row["reply_text"],
        exhibit=_named(row["exhibit_id"]),
    )


def _statement_row(value: Statement) -> dict[str, Any]:
    return {
        "of": value.of.value,
        "who": clean_text(value.who),
        "text": clean_text(value.text),
        "how": value.how.value,
        "taken_at": moment_text(value.taken),
        "exhibit_id": _identity(value.exhibit),
    }


def _statement(row: dict[str, Any], zone: str) -> Statement:
    return Statement(
        StatementOf(row["of"]),
        row["who"],
        row["text"],
        StatementHow(row["how"]),
        moment_of(row["taken_at"], zone),
        _named(row["exhibit_id"]),
    )


def _disclosure_row(value: Disclosure) -> dict[str, Any]:
    return {
        "shown_to": clean_text(value.shown_to),
        "what": clean_text(value.what),
        "place": clean_text(value.place),
        "purpose": clean_text(value.purpose),
        "basis": clean_text(value.basis),
        "masked": int(value.masked),
        "copy_given": int(value.copy_given),
        "shown_at": rfc3339(value.shown.at),
        "exhibit_id": _identity(value.exhibit),
    }


def _disclosure(row: dict[str, Any], zone: str) -> Disclosure:
    return Disclosure(
        row["shown_to"],
        row["what"],
        row["place"],
        row["purpose"],
        row["basis"],
        bool(row["masked"]),
        bool(row["copy_given"]),
        _instant(row["shown_at"], zone),
        _named(row["exhibit_id"]),
    )


def _withdrawal_row(value: Withdrawal) -> dict[str, Any]:
    return {
        "day": value.day.isoformat(),
        "circumstances": clean_text(value.circumstances),
        "voluntariness": clean_text(value.voluntariness),
        "exhibit_id": _identity(value.exhibit),
    }


def _withdrawal(row: dict[str, Any], zone: str) -> Withdrawal:
    day = date.fromisoformat(row["day"])
    return Withdrawal(day, row["circumstances"], row["voluntariness"], _named(row["exhibit_id"]))


REQUESTS = Shelf("request", _request_row, _request)
STATEMENTS = Shelf("statement", _statement_row, _statement)
DISCLOSURES = Shelf("disclosure", _disclosure_row, _disclosure)
WITHDRAWALS = Shelf("withdrawal", _withdrawal_row, _withdrawal)

add_request, change_request = REQUESTS.add, REQUESTS.change
withdraw_request, list_requests = REQUESTS.withdraw, REQUESTS.list
add_statement, change_statement = STATEMENTS.add, STATEMENTS.change
withdraw_statement, list_statements = STATEMENTS.withdraw, STATEMENTS.list
add_disclosure, change_disclosure = DISCLOSURES.add, DISCLOSURES.change
withdraw_disclosure, list_disclosures = DISCLOSURES.withdraw, DISCLOSURES.list
add_withdrawal, change_withdrawal = WITHDRAWALS.add, WITHDRAWALS.change
withdraw_withdrawal, list_withdrawals = WITHDRAWALS.withdraw, WITHDRAWALS.list
