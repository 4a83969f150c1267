"""The arithmetic of dates of one case, as data: each result with its steps, sources and certainty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from evidence.casefile.response import RESPONSE, response_of, told_in_words, told_on
from evidence.labels import Label
from evidence.model.case import Case
from evidence.model.kinds import INSURANCE, Answer
from evidence.model.papers import Papers
from evidence.model.recording import Exhibit
from evidence.rules.hesitation import Hesitation, Place, hesitation
from evidence.rules.inforce import RulesInForce

_WORDS = {Answer.PASSED: "yes", Answer.FAILED: "no", Answer.CANNOT_TELL: "cannot_tell"}
_PLACE = {Place.INSIDE: Answer.PASSED, Place.OUTSIDE: Answer.FAILED}


def hesitation_of(case: Case, exhibits: Sequence[Exhibit], today: date, rules: RulesInForce) -> Hesitation | None:
    """The hesitation period of the case's product, as on the day of the sale; None where it is about no insurance.

    A contract that names days of its own has such a period, whatever it is about.
    """
    if case.product is None or (case.product.kind not in INSURANCE and case.product.contract_hesitation_days is None):
        return None
    labels = {exhibit.id: exhibit.label for exhibit in exhibits}
    return hesitation(case.product, rules.pack(case.complaint.rule_pack, case.sale_day), labels, today)


def dates_of(
    case: Case, exhibits: Sequence[Exhibit], papers: Papers, today: date, rules: RulesInForce
) -> list[dict[str, Any]]:
    """The results for case.json: the hesitation period, the call-back in time, the answer to the complainant."""
    return [*_of_sale(case, exhibits, today, rules), *_of_answer(case, exhibits, papers, today, rules)]


def _of_answer(
    case: Case, exhibits: Sequence[Exhibit], papers: Papers, today: date, rules: RulesInForce
) -> list[dict[str, Any]]:
    found = response_of(case.complaint, papers, exhibits, today, rules)
    if found is None or found.due is None:
        return []
    done = told_on(case.complaint, papers)
    due = Label(f"The last day is {found.due}.", f"期限为 {found.due}。")
    return [
        {
            "id": "response",
            "title": _words(RESPONSE),
            "outcome": _words(told_in_words(found, done) if done else due),
            "answer": _WORDS[found.met],
            "edge": False,
            "steps": [_words(step) for step in found.steps],
            "sources": [_words(found.source)],
            "certainty": _words(found.standing),
            "verified": found.verified,
        }
    ]


def _of_sale(case: Case, exhibits: Sequence[Exhibit], today: date, rules: RulesInForce) -> list[dict[str, Any]]:
    found = hesitation_of(case, exhibits, today, rules)
    if found is None:
        return []
    outcome = Label(f"{found.place.label.en}. {found.reason.en}", f"{found.place.label.zh}。{found.reason.zh}")
    shared = {
        "sources": [_words(found.source)],
        "certainty": _words(found.standing),
        "verified": found.verified,
    }
    return [
        {
            "id": "hesitation",
            "title": _words(Label("Hesitation period", "犹豫期")),
            "outcome": _words(outcome),
            "answer": _WORDS[_PLACE.get(found.place, Answer.CANNOT_TELL)],
            "edge": found.edge,
            "steps": [_words(step) for step in found.steps if step != found.callback_reason],
            **shared,
        },
        {
            "id": "callback",
            "title": _words(Label("Call-back within the period", "犹豫期内回访")),
            "outcome": _words(found.callback_reason),
            "answer": _WORDS[found.callback],
            "edge": False,
            "steps": [_words(found.callback_reason)],
            **shared,
        },
    ]


def _words(label: Label) -> dict[str, str]:
    return {"en": label.en, "zh": label.chinese}
