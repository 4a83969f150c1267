"""What becomes of each field of case.json in a copy that leaves the house. A field that no rule names is left out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from evidence.casefile.copywords import LeftOut


class Do(Enum):
    """What is done with a value."""

    KEEP = auto()
    TEXT = auto()
    """Names and numbers in it are covered; in labels in both languages."""
    FILE = auto()
    """The same for the name of a file, whose time of recording stays."""
    NAME = auto()
    """It says who somebody is: a stand-in."""
    NUMBER = auto()
    """The last four signs."""


@dataclass(frozen=True, slots=True)
class Gone:
    """Left out: in its place stands what says nothing. With `what` it is counted."""

    blank: Any
    what: LeftOut | None = None


Rule = Any
KEEP, TEXT, FILE, NAME, NUMBER = Do.KEEP, Do.TEXT, Do.FILE, Do.NAME, Do.NUMBER
DETAIL, NOTE = Gone(None, LeftOut.DETAILS), Gone("", LeftOut.NOTES)


def keep(*names: str) -> dict[str, Rule]:
    """Fields that are kept."""
    return dict.fromkeys(names, KEEP)


def texts(*names: str) -> dict[str, Rule]:
    """Fields that people wrote."""
    return dict.fromkeys(names, TEXT)


_RECORD = {**keep("id", "label", "at", "withdrawn"), "by": NAME}
_CASE = {
    **keep("id", "label", "kind", "kind_label", "category", "status", "received", "channel", "channel_label", "demand",
           "demand_label", "amount", "regulator_reference", "zone", "complexity", "complexity_label", "group_size",
           "transfer_received"),
    **texts("title", "verbatim", "branch"),
    "ticket": NUMBER,
    "risk": Gone("not_stated", LeftOut.NOTES), "risk_label": Gone({"en": "Not stated", "zh": "未说明"}),
    "vulnerability": Gone([], LeftOut.DETAILS), "repeat_of": Gone(None, LeftOut.INNER),
}  # fmt: skip
_PRODUCT = {
    **keep("id", "kind", "kind_label", "premium", "payment_years", "term_years", "contract_hesitation_days",
           "sum_insured", "cash_value", "cash_value_on", "dates"),
    **texts("name", "insurer", "distributor", "payment_form"),
    "policy_number": NUMBER, "household_income": DETAIL, "stated_budget": DETAIL,
}  # fmt: skip
_RECORDING = {
    **keep("exhibit", "exhibit_id", "recording_id", "kind", "kind_label", "size", "sha256", "container", "duration_us",
           "frames", "first_us", "last_us", "variable_rate", "gaps", "sound", "playable", "playable_label", "table",
           "pages", "audio_usable", "audio_usable_label", "received", "confidentiality", "confidentiality_label",
           "retention_until", "hold", "linked", "clock"),
    **texts("title", "reason", "warnings", "legal_basis", "transfer_method", "received_from"),
    "file_name": FILE, "received_by": NAME,
}  # fmt: skip
_MARK = {
    **keep("id", "label", "exhibit", "reference", "point", "verdict", "verdict_label", "how", "how_label", "prompted",
           "prompted_label", "allegation", "status", "status_label", "round", "at", "withdrawn", "place", "wall",
           "goes_on"),
    **texts("quote", "translation"),
    "note": NOTE, "strength": Gone(None, LeftOut.NOTES), "strength_label": Gone(None), "speaker": NAME, "by": NAME,
    "picture": KEEP,
}  # fmt: skip
_COVERAGE = {
    "points": [{**keep("point", "percent", "left", "unread"), "played_to": NAME}],
    "senses": [{**keep("exhibit", "sense", "fitness", "fitness_label", "usable", "holes"), "reason": TEXT}],
    "recordings": [
        {
            **keep("exhibit", "length_us", "question"),
            "played_to": [{**keep("rounds", "rules", "speeds_permille", "senses"), "account": NAME}],
        }
    ],
    "papers": [{**keep("exhibit", "pages"), "shown_to": [{**keep("rounds", "rules", "counted"), "account": NAME}]}],
}
_TEAM = {
    "members": [{"id": KEEP, "account": NAME, "name": NAME}],
    "duties": [{**keep("duty", "duty_label", "since", "until"), "account": NAME, "by": NAME}],
    "declarations": [{**keep("conflict", "conflict_label", "at"), "account": NAME, "text": NOTE}],
    "rounds": [{**keep("round", "version", "at"), "account": NAME}],
    "approvals": [{**keep("version", "head", "at"), "account": NAME}],
    "reopenings": [{**keep("version", "at"), "reason": TEXT, "by": NAME}],
}
RULES: dict[str, Rule] = {
    **keep("schema", "software", "language", "version"),
    "checklist": {
        **keep("id", "version", "label", "verified", "points", "gone"),
        "lists": [
            {**keep("id", "version", "verified_on", "day", "digest", "judged_by"), "verified_by": NAME,
             "own": {**keep("number", "at"), "by": NAME, "reason": TEXT}}
        ],
    },
    "case": _CASE,
    "people": [
        {**keep("id", "role", "role_label", "accused"), "name": NAME, "organisation": TEXT, "pseudonym": KEEP,
         "account": NAME, "birth_year": DETAIL, "registration": NUMBER}
    ],
    "product": _PRODUCT,
    "allegations": [
        {**keep("id", "responsible", "responsible_label", "status", "status_label"), "text": TEXT,
         "questions": [{**keep("id", "points"), "text": TEXT}]}
    ],
    "rules": {
        **keep("pack", "title", "version", "verified"),
        "figures": [
            {**keep("entry", "version", "length", "unit", "amount", "effective_from", "effective_to", "verified_on",
                    "at"),
             "source": TEXT, "note": NOTE, "verified_by": NAME, "by": NAME}
        ],
    },
    "dates": [
        {**keep("id", "title", "answer", "edge", "verified"), **texts("outcome", "steps", "sources", "certainty")}
    ],
    "recordings": [_RECORDING],
    "marks": [_MARK],
    "conclusions": [
        {**keep("point", "result", "result_label", "marks_for", "marks_against"), **texts("reason", "missing")}
    ],
    "series": [{**keep("exhibits", "gaps_us", "exact_us"), "name": FILE}],
    "coverage": _COVERAGE,
    "agreement": Gone(None, LeftOut.SECOND),
    "team": _TEAM,
    "requests": [
        {**_RECORD, **keep("to", "to_label", "sent", "due", "reply", "reply_label", "replied", "exhibit"),
         **texts("what", "legal_basis", "reply_text"), "reminders": [{"at": KEEP, "text": TEXT}]}
    ],
    "statements": [
        {**_RECORD, **keep("of", "of_label", "how", "how_label", "taken", "exhibit"), "who": NAME, "text": TEXT}
    ],
    "disclosures": [
        {**_RECORD, **keep("masked", "copy_given", "shown", "exhibit"), "shown_to": NAME,
         **texts("what", "place", "purpose", "basis")}
    ],
    "withdrawals": [{**_RECORD, **keep("day", "exhibit"), **texts("circumstances", "voluntariness")}],
    "causes": Gone([], LeftOut.CAUSES),
    "measures": Gone([], LeftOut.CAUSES),
    "masks": [
        {**_RECORD, **keep("exhibit", "decision", "decision_label", "rectangles", "from_us", "to_us", "page"),
         "basis": TEXT, "checked": {"by": NAME, "at": KEEP}}
    ],
    "intervals": [{**_RECORD, **keep("allegation", "from", "to")}],
    "findings": [
        {**_RECORD, **keep("allegation", "question", "result", "result_label", "standard", "standard_label",
                           "marks_for", "marks_against"), **texts("reasoning", "missing")}
    ],
    "opinions": Gone([], LeftOut.SECOND),
    "settlements": Gone([], LeftOut.SECOND),
    "decisions": [
        {**_RECORD, **keep("outcome", "outcome_label", "redress", "redress_label", "amount", "letter_sent",
                           "rights_notified"), "text": TEXT}
    ],
    "steps": [
        {**_RECORD, **keep("kind", "kind_label", "when", "direction", "direction_label", "new_due", "exhibit"),
         "whom": NAME, "who": NAME, "approver": NAME, **texts("text", "reason")}
    ],
    "tasks": Gone([], LeftOut.INNER),
    "assignments": Gone([], LeftOut.INNER),
    "closings": [{**_RECORD, **keep("day", "reopened"), **texts("reason", "reopened_reason")}],
    "memberships": Gone([], LeftOut.INNER),
    "list_changes": [{**_RECORD, **keep("list", "version"), "reason": TEXT}],
    "transcripts": Gone([], LeftOut.TRANSCRIPTS),
    "played": [{**keep("round", "exhibit", "rules", "stretches"), "account": NAME}],
    "pages_shown": [{**keep("round", "exhibit", "rules", "pages"), "account": NAME}],
}  # fmt: skip


def names_of(value: Any, rule: Rule) -> list[str]:
    """The fields that say who somebody is, in the order in which they stand."""
    found: list[str] = []
    _gather(value, rule, found)
    return list(dict.fromkeys(found))


def _gather(value: Any, rule: Rule, found: list[str]) -> None:
    if rule is NAME and isinstance(value, str) and value.strip():
        found.append(value.strip())
    elif isinstance(rule, dict) and isinstance(value, dict):
        for name, inner in rule.items():
            if name in value:
                _gather(value[name], inner, found)
    elif isinstance(rule, list) and isinstance(value, list):
        for one in value:
            _gather(one, rule[0], found)


def untold(value: Any, rule: Rule, where: str = "") -> list[str]:
    """Fields that no rule names: they would be left out."""
    if isinstance(rule, dict) and isinstance(value, dict):
        inner = [untold(one, rule[name], f"{where}.{name}") for name, one in value.items() if name in rule]
        return [f"{where}.{name}" for name in value if name not in rule] + [each for one in inner for each in one]
    if isinstance(rule, list) and isinstance(value, list):
        return [each for one in value for each in untold(one, rule[0], f"{where}[]")]
    return []
