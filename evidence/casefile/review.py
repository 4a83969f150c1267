"""What was asked, said, shown, found and decided in a case, and by whom, as plain data for case.json."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from evidence.casefile.plain import money, words
from evidence.labels import Labelled
from evidence.model.causes import Cause, Measure
from evidence.model.coverage import PageShown, Played
from evidence.model.findings import Decision, Finding, Interval, Opinion, Settlement
from evidence.model.groups import Group, Membership
from evidence.model.handling import Assignment, Closing, Step, Task
from evidence.model.listing import ListChange
from evidence.model.masks import Mask
from evidence.model.papers import Papers
from evidence.model.people import Member
from evidence.model.record import Record
from evidence.model.recording import Exhibit
from evidence.model.requests import Disclosure, EvidenceRequest, Statement, Withdrawal
from evidence.model.transcript import Transcript
from evidence.rules.causes import load_causes
from evidence.timecode import Moment

Value = TypeVar("Value")
Called = TypeVar("Called")
Names = Mapping[UUID, str]


def review_content(
    papers: Papers,
    played: Sequence[Played],
    shown: Sequence[PageShown],
    transcripts: Sequence[tuple[Transcript, int]],
    exhibits: Sequence[Exhibit],
    members: Sequence[Member],
) -> dict[str, Any]:
    """The parts of case.json that tell of the review; exhibits and members are named by their labels and accounts."""
    names = {exhibit.id: exhibit.label for exhibit in exhibits}
    accounts = {member.id: member.os_user for member in members}
    groups = {one.label: one for one in papers.groups}
    return {
        "team": _team(papers, accounts),
        "requests": _records(papers.requests, names, _request),
        "statements": _records(papers.statements, names, _statement),
        "disclosures": _records(papers.disclosures, names, _disclosure),
        "withdrawals": _records(papers.withdrawals, names, _withdrawal),
        "causes": _records(papers.causes, names, _said_cause),
        "measures": _records(papers.measures, accounts, _said_measure),
        "masks": _records(papers.masks, names, _mask),
        "intervals": _records(papers.intervals, names, _interval),
        "findings": _records(papers.findings, names, _finding),
        "opinions": _records(papers.opinions, names, _opinion),
        "settlements": _records(papers.settlements, names, _settlement),
        "decisions": _records(papers.decisions, names, _decision),
        "steps": _records(papers.steps, names, _step),
        "tasks": _records(papers.tasks, accounts, _task),
        "assignments": _records(papers.assignments, accounts, _assignment),
        "closings": _records(papers.closings, names, _closing),
        "memberships": _records(papers.memberships, groups, _membership),
        "list_changes": _records(papers.list_changes, names, _list_change),
        "transcripts": [_transcript(one, lines) for one, lines in transcripts],
        "played": _played(played, names, accounts),
        "pages_shown": _pages_shown(shown, names, accounts),
    }


def labelled(name: str, word: Labelled | None) -> dict[str, Any]:
    """A word of a closed list with what it is called; both null where there is none."""
    return {name: word.value if word else None, f"{name}_label": words(word.label) if word else None}


def instant(moment: Moment | None) -> str | None:
    """A time as data."""
    return moment.text(6) if moment else None


def _team(papers: Papers, accounts: Mapping[UUID, str]) -> dict[str, Any]:
    held = {one.member.id: one.member for one in papers.duties}
    held |= {one.member.id: one.member for one in papers.declarations}
    return {
        "members": [{"id": str(one.id), "account": one.os_user, "name": one.name} for one in held.values()],
        "duties": [
            {
                "account": one.member.os_user,
                **labelled("duty", one.duty),
                "since": instant(one.since),
                "until": instant(one.until),
                "by": one.given_by,
            }
            for one in papers.duties
        ],
        "declarations": [
            {
                "account": one.member.os_user,
                **labelled("conflict", one.conflict),
                "text": one.text,
                "at": instant(one.at),
            }
            for one in papers.declarations
        ],
        "rounds": [
            {"account": accounts[one.member], "round": one.round, "version": one.version, "at": instant(one.at)}
            for one in papers.rounds
        ],
        "approvals": [
            {
                "version": one.version,
                "head": {"seq": one.head_seq, "hash": one.head_hash},
                "account": accounts[one.member],
                "at": instant(one.at),
            }
            for one in papers.approvals
        ],
        "reopenings": [
            {"version": one.version, "reason": one.reason, "by": one.by, "at": instant(one.at)}
            for one in papers.reopenings
        ],
    }


def _records(
    records: Sequence[Record[Value]], names: Called, said: Callable[[Value, Called], dict[str, Any]]
) -> list[dict[str, Any]]:
    return [
        {
            "id": str(one.id),
            "label": one.label,
            "by": one.by,
            "at": instant(one.at),
            "withdrawn": one.withdrawn,
            **said(one.value, names),
        }
        for one in records
    ]


def _exhibit(exhibit: UUID | None, names: Names) -> str | None:
    return names[exhibit] if exhibit else None


def _request(value: EvidenceRequest, names: Names) -> dict[str, Any]:
    return {
        **labelled("to", value.to),
        "what": value.what,
        "legal_basis": value.legal_basis,
        "sent": instant(value.sent),
        "due": value.due.isoformat() if value.due else None,
        "reminders": [{"at": instant(one.at), "text": one.text} for one in value.reminders],
        **labelled("reply", value.reply),
        "replied": instant(value.replied),
        "reply_text": value.reply_text,
        "exhibit": _exhibit(value.exhibit, names),
    }


def _statement(value: Statement, names: Names) -> dict[str, Any]:
    return {
        **labelled("of", value.of),
        "who": value.who,
        "text": value.text,
        **labelled("how", value.how),
        "taken": instant(value.taken),
        "exhibit": _exhibit(value.exhibit, names),
    }


def _disclosure(value: Disclosure, names: Names) -> dict[str, Any]:
    told = {name: getattr(value, name) for name in ("shown_to", "what", "place", "purpose", "basis")}
    return {
        **told,
        "masked": value.masked,
        "copy_given": value.copy_given,
        "shown": instant(value.shown),
        "exhibit": _exhibit(value.exhibit, names),
    }


def _withdrawal(value: Withdrawal, names: Names) -> dict[str, Any]:
    return {
        "day": value.day.isoformat(),
        "circumstances": value.circumstances,
        "voluntariness": value.voluntariness,
        "exhibit": _exhibit(value.exhibit, names),
    }


def _said_cause(value: Cause, names: Names) -> dict[str, Any]:
    classes = load_causes()
    return {
        "reported": value.reported,
        "reported_label": words(classes.label_of(value.reported)),
        "reported_source": classes.number,
        "reported_verified": classes.verified(value.reported),
        "owner": value.owner,
        "follow_up": value.follow_up,
        "first_report": value.first_report,
        "process_adds": value.process_adds,
        **labelled("why_not", value.why_not),
        "whys": list(value.whys),
        **labelled("true_cause", value.true_cause),
    }


def _said_measure(value: Measure, accounts: Names) -> dict[str, Any]:
    days = {name: getattr(value, name) for name in ("due", "done", "check_due", "checked")}
    return {
        **labelled("kind", value.kind),
        **labelled("scope", value.scope),
        "what": value.what,
        "owner": value.owner,
        "owner_id": str(value.member) if value.member else None,
        "account": accounts[value.member] if value.member else None,
        **labelled("status", value.status),
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "check_result": value.check_result,
        "recurred": value.recurred,
    }


def _mask(value: Mask, names: Names) -> dict[str, Any]:
    checked = value.checked
    return {
        "exhibit": _exhibit(value.exhibit, names),
        **labelled("decision", value.decision),
        "rectangles": [
            {"keys": [{"at_us": key.at_us, "box": dataclasses.asdict(key.box)} for key in one.keys]}
            for one in value.rectangles
        ],
        "from_us": value.from_us,
        "to_us": value.to_us,
        "page": value.page,
        "basis": value.basis,
        "checked": {"by": checked.by, "at": instant(checked.at)} if checked else None,
    }


def _interval(value: Interval, names: Names) -> dict[str, Any]:
    return {"allegation": str(value.allegation), "from": instant(value.begin), "to": instant(value.end)}


def _finding(value: Finding, names: Names) -> dict[str, Any]:
    return {
        "allegation": str(value.allegation),
        "question": str(value.question) if value.question else None,
        **labelled("result", value.result),
        **labelled("standard", value.standard),
        "reasoning": value.reasoning,
        "marks_for": list(value.marks_for),
        "marks_against": list(value.marks_against),
        "missing": value.missing,
    }


def _opinion(value: Opinion, names: Names) -> dict[str, Any]:
    return {"finding": value.finding, "agrees": value.agrees, "reason": value.reason}


def _settlement(value: Settlement, names: Names) -> dict[str, Any]:
    return {"point": value.point, **labelled("verdict", value.verdict), "reason": value.reason}


def _decision(value: Decision, names: Names) -> dict[str, Any]:
    return {
        **labelled("outcome", value.outcome),
        **labelled("redress", value.redress),
        "amount": money(value.amount),
        "text": value.text,
        "letter_sent": instant(value.letter_sent),
        "rights_notified": value.rights_notified,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _step(value: Step, names: Names) -> dict[str, Any]:
    told = {name: getattr(value, name) for name in ("whom", "who", "text", "approver", "reason")}
    return {
        **labelled("kind", value.kind),
        "when": instant(value.when),
        **labelled("direction", value.direction),
        **told,
        "new_due": _day(value.new_due),
        "exhibit": _exhibit(value.exhibit, names),
    }


def _owner(owner: UUID | None, accounts: Names) -> dict[str, Any]:
    return {"owner_id": str(owner) if owner else None, "owner": accounts[owner] if owner else None}


def _task(value: Task, accounts: Names) -> dict[str, Any]:
    days = {"due": _day(value.due), "done": _day(value.done)}
    return {"what": value.what, **_owner(value.owner, accounts), **days, "done_by": value.done_by}


def _assignment(value: Assignment, accounts: Names) -> dict[str, Any]:
    return {**_owner(value.owner, accounts), "due": _day(value.due), "note": value.note}


def _closing(value: Closing, names: Names) -> dict[str, Any]:
    return {
        "day": value.day.isoformat(),
        "reason": value.reason,
        "reopened": _day(value.reopened),
        "reopened_reason": value.reopened_reason,
    }


def _membership(value: Membership, groups: Mapping[str, Group]) -> dict[str, Any]:
    group = groups[value.group]
    return {
        "group": value.group,
        "title": group.title,
        "members": group.members,
        "reason": value.reason,
        "left_on": _day(value.left_on),
        "left_reason": value.left_reason,
    }


def _list_change(value: ListChange, names: Names) -> dict[str, Any]:
    return {"list": value.list, "version": value.version, "reason": value.reason}


def _transcript(one: Transcript, lines: int) -> dict[str, Any]:
    return {
        "id": str(one.id),
        "label": one.label,
        "by": one.by,
        "at": instant(one.at),
        "withdrawn": one.withdrawn,
        "exhibit": one.exhibit_label,
        **labelled("format", one.format),
        "file_name": one.file_name,
        "sha256": one.sha256,
        "language": one.language,
        "offset_us": one.offset_us,
        "lines": lines,
    }


def _played(played: Sequence[Played], names: Names, accounts: Mapping[UUID, str]) -> list[dict[str, Any]]:
    """What was played, one entry for each reviewer, round, exhibit and setting; each stretch as it was recorded."""
    found: dict[tuple[Any, ...], list[list[int]]] = {}
    for one in played:
        key = (accounts[one.member], one.round, names[one.stretch.exhibit], one.rules)
        stretch = one.stretch
        found.setdefault(key, []).append(
            [stretch.from_us, stretch.to_us, stretch.speed_permille, int(stretch.sounded), int(stretch.seen)]
        )
    return [
        {
            "account": account,
            "round": number,
            "exhibit": exhibit,
            "rules": dataclasses.asdict(rules),
            "stretches": stretches,
        }
        for (account, number, exhibit, rules), stretches in found.items()
    ]


def _pages_shown(shown: Sequence[PageShown], names: Names, accounts: Mapping[UUID, str]) -> list[dict[str, Any]]:
    """Which pages were shown, as `_played` tells what was played; each page as often as it was recorded."""
    found: dict[tuple[Any, ...], list[int]] = {}
    for one in shown:
        found.setdefault((accounts[one.member], one.round, names[one.exhibit], one.rules), []).append(one.page)
    return [
        {"account": account, "round": number, "exhibit": exhibit, "rules": dataclasses.asdict(rules), "pages": pages}
        for (account, number, exhibit, rules), pages in found.items()
    ]
