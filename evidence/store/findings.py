"""Times in question, findings, second opinions, settled differences and the decision: rows to values and back."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from evidence.canonical import clean_text, is_blank
from evidence.errors import Refused, WrongUse
from evidence.model.case import Money
from evidence.model.findings import (
    Decision,
    Finding,
    FindingResult,
    Interval,
    Opinion,
    Outcome,
    Redress,
    Settlement,
    Standard,
)
from evidence.model.kinds import Verdict
from evidence.model.people import Duty
from evidence.model.record import Record
from evidence.store import deeds
from evidence.store.library import Change, Library
from evidence.store.shelf import Shelf, refuse_elsewhere
from evidence.store.sql import moment_of, moment_text
from evidence.store.subjects import SUBJECTS
from evidence.store.viewers import viewer_of
from evidence.timecode import Moment, rfc3339


def _finding_row(value: Finding) -> dict[str, Any]:
    return {
        "allegation_id": str(value.allegation),
        "question_id": str(value.question) if value.question else None,
        "result": value.result.value,
        "standard": value.standard.value,
        "reasoning": clean_text(value.reasoning),
        "marks_for": json.dumps(list(value.marks_for)),
        "marks_against": json.dumps(list(value.marks_against)),
        "missing": clean_text(value.missing),
    }


def _finding(row: dict[str, Any], zone: str) -> Finding:
    return Finding(
        allegation=UUID(row["allegation_id"]),
        result=FindingResult(row["result"]),
        reasoning=row["reasoning"],
        question=UUID(row["question_id"]) if row["question_id"] else None,
        standard=Standard(row["standard"]),
        marks_for=tuple(json.loads(row["marks_for"])),
        marks_against=tuple(json.loads(row["marks_against"])),
        missing=row["missing"],
    )


def _refuse_finding(change: Change, case_id: UUID, value: Finding) -> None:
    """A finding is about this case and names marks of it that its author may see.

    Raises:
        WrongUse: it does not.
    """
    refuse_elsewhere(change, case_id, "allegation", value.allegation)
    if value.question:
        refuse_elsewhere(change, case_id, "question", value.question)
    known = {row["label"] for row in deeds.rows_of(change.library, SUBJECTS["mark"], case_id) if not row["withdrawn"]}
    for label in (*value.marks_for, *value.marks_against):
        if label not in known:
            raise WrongUse(
                f"There is no mark {label[:20]} that stands in this case. Name marks that were not withdrawn.",
                f"本案没有有效的标注 {label[:20]}。请引用未撤回的标注。",
            )


def _opinion_row(value: Opinion) -> dict[str, Any]:
    return {"finding": value.finding, "agrees": int(value.agrees), "reason": clean_text(value.reason)}


def _opinion(row: dict[str, Any], zone: str) -> Opinion:
    return Opinion(row["finding"], bool(row["agrees"]), row["reason"])


def _refuse_opinion(change: Change, case_id: UUID, value: Opinion) -> None:
    """Only a second reviewer has a second opinion, once both rounds are done, and a dissent has a reason.

    Raises:
        Refused: it is somebody else.
        WrongUse: it says no reason, or names no finding.
    """
    viewer = viewer_of(change.library, case_id)
    if Duty.SECOND_REVIEWER not in viewer.duties or viewer.blind:
        raise Refused(
            "A second opinion is the second reviewer's, once both rounds are done.",
            "复审意见由复审人在两轮审查均完成后给出。",
        )
    deeds.row_of(change.library, SUBJECTS["finding"], case_id, value.finding, viewer)
    if not value.agrees and is_blank(value.reason):
        raise WrongUse("Give the reason why you do not agree.", "请说明不同意的理由。")


def _interval_row(value: Interval) -> dict[str, Any]:
    return {
        "allegation_id": str(value.allegation),
        "from_at": rfc3339(value.begin.at.astimezone(UTC)),
        "to_at": rfc3339(value.end.at.astimezone(UTC)),
        "zone": value.begin.zone,
        "from_given": clean_text(value.begin.given),
        "to_given": clean_text(value.end.given),
    }


def _interval(row: dict[str, Any], zone: str) -> Interval:
    return Interval(
        UUID(row["allegation_id"]),
        Moment(datetime.fromisoformat(row["from_at"]), row["zone"], row["from_given"]),
        Moment(datetime.fromisoformat(row["to_at"]), row["zone"], row["to_given"]),
    )


def _refuse_interval(change: Change, case_id: UUID, value: Interval) -> None:
    refuse_elsewhere(change, case_id, "allegation", value.allegation)


def _settlement_row(value: Settlement) -> dict[str, Any]:
    return {"point": value.point, "verdict": value.verdict.value, "reason": clean_text(value.reason)}


def _settlement(row: dict[str, Any], zone: str) -> Settlement:
    return Settlement(row["point"], Verdict(row["verdict"]), row["reason"])


def _refuse_settlement(change: Change, case_id: UUID, value: Settlement) -> None:
    """Differences are settled when both rounds are known, with a reason.

    Raises:
        Refused: a round is not done.
        WrongUse: there is no reason.
    """
    done = change.library.row("SELECT 1 FROM round_done WHERE case_id = ? AND round = 2", [str(case_id)])
    if done is None or viewer_of(change.library, case_id).open_rounds:
        raise Refused(
            "Differences are settled once the reviewer and the second reviewer are done.",
            "审查人和复审人均完成之后才能协调两轮审查的差异。",
        )
    if is_blank(value.reason):
        raise WrongUse("Give the reason for the verdict that holds.", "请说明采用该判定的理由。")


def _decision_row(value: Decision) -> dict[str, Any]:
    return {
        "outcome": value.outcome.value,
        "redress": value.redress.value,
        "amount_minor": value.amount.minor if value.amount else None,
        "currency": value.amount.currency if value.amount else None,
        "text": clean_text(value.text),
        "letter_sent_at": moment_text(value.letter_sent),
        "rights_notified": int(value.rights_notified),
    }


def _decision(row: dict[str, Any], zone: str) -> Decision:
    amount = Money(row["amount_minor"], row["currency"]) if row["currency"] else None
    return Decision(
        Outcome(row["outcome"]),
        Redress(row["redress"]),
        amount,
        row["text"],
        moment_of(row["letter_sent_at"], zone),
        bool(row["rights_notified"]),
    )


FINDINGS = Shelf("finding", _finding_row, _finding, _refuse_finding)
OPINIONS = Shelf("opinion", _opinion_row, _opinion, _refuse_opinion)
INTERVALS = Shelf("interval", _interval_row, _interval, _refuse_interval)
SETTLEMENTS = Shelf("settlement", _settlement_row, _settlement, _refuse_settlement)
DECISIONS = Shelf("decision", _decision_row, _decision)

add_finding, change_finding = FINDINGS.add, FINDINGS.change
withdraw_finding, list_findings = FINDINGS.withdraw, FINDINGS.list
add_opinion, change_opinion = OPINIONS.add, OPINIONS.change
withdraw_opinion, list_opinions = OPINIONS.withdraw, OPINIONS.list
add_interval, change_interval = INTERVALS.add, INTERVALS.change
withdraw_interval, list_intervals = INTERVALS.withdraw, INTERVALS.list
add_settlement, change_settlement = SETTLEMENTS.add, SETTLEMENTS.change
withdraw_settlement, list_settlements = SETTLEMENTS.withdraw, SETTLEMENTS.list
add_decision, change_decision = DECISIONS.add, DECISIONS.change
withdraw_decision, list_decisions = DECISIONS.withdraw, DECISIONS.list


def letter_sent(
    library: Library, case_id: UUID, label: str, sent: Moment, *, rights_notified: bool
) -> Record[Decision]:
    """Note that the customer was told of the decision, which may be after its approval.

    Raises:
        NotFound: there is no such decision.
    """
    after = {"letter_sent_at": rfc3339(sent.at), "rights_notified": int(rights_notified)}
    deeds.alter(library, SUBJECTS["decision"], case_id, label, "letter", after)
    return DECISIONS.get(library, case_id, label)
