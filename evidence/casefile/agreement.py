"""How far the two reviews of a version agree, as plain data for case.json."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from evidence.casefile.plain import words
from evidence.model.mark import Mark
from evidence.model.papers import Papers
from evidence.review.agreement import Given, compare_with, said_all, second_reviews


def agreement_content(papers: Papers, marks: Sequence[Mark]) -> dict[str, Any] | None:
    """The comparison that the reviewers saw; None where there is no second review that is done."""
    reviews = second_reviews(papers.duties, papers.rounds, 1 + len(papers.reopenings))
    if reviews.current is None or papers.marks_then is None:
        return None
    found = compare_with(reviews.current, papers.marks_then, marks, papers.settlements)
    percent, kappa = found.percent, found.kappa
    return {
        "second": sorted(reviews.current.accounts),
        "compared": len(found.compared),
        "agreed": found.agreed,
        "percent_tenths": None if percent is None else round(percent * 10),
        "kappa_hundredths": None if kappa is None else round(kappa * 100),
        "sentence": words(found.sentence),
        "points": [
            {
                "point": one.point,
                "first": _values(one.first),
                "first_label": words(said_all(one.first)),
                "second": _values(one.second),
                "second_label": words(said_all(one.second)),
                "later": None if one.later is None else _values(one.later),
                "later_label": None if one.later is None else words(said_all(one.later)),
                "settled": None
                if one.settled is None
                else {
                    "verdict": one.settled.verdict.value,
                    "verdict_label": words(one.settled.verdict.label),
                    "reason": one.settled.reason,
                },
            }
            for one in found.points
        ],
    }


def _values(given: Given) -> list[str]:
    return [verdict.value for verdict in given]
