"""What absence rests on, as plain data for case.json: what could be seen and heard where, and what was played."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from evidence.casefile.plain import words
from evidence.model.coverage import PageShown, Played
from evidence.review.absence import Grounds
from evidence.review.conclusions import Conclusion
from evidence.review.intervals import Intervals
from evidence.review.played import PlayedTo, played_of
from evidence.review.reading import Paper


def coverage_content(
    grounds: Grounds,
    conclusions: Sequence[Conclusion],
    played: Sequence[Played],
    shown: Sequence[PageShown],
    accounts: Mapping[UUID, str],
) -> dict[str, Any]:
    """By point what was played of the time in question, by recording what is to be seen and heard and was played."""
    return {
        "points": [
            {
                "point": one.point,
                "played_to": one.absence.who or None,
                "percent": one.absence.percent,
                "left": [
                    {"exhibit": left.label, "sense": left.sense, "from_us": begin, "to_us": end}
                    for left in one.absence.left
                    for begin, end in left.times
                ],
                "unread": [{"exhibit": left.label, "pages": list(left.pages)} for left in one.absence.unread],
            }
            for one in conclusions
            if one.absence is not None
        ],
        "senses": [
            {
                "exhibit": source.label,
                "sense": sense,
                "fitness": found.fitness.value,
                "fitness_label": words(found.fitness.label),
                "reason": words(found.reason) if found.reason else None,
                "usable": _pieces(found.usable),
                "holes": [
                    {"from_us": hole.from_us, "to_us": hole.to_us, "reason": words(hole.reason)} for hole in found.holes
                ],
            }
            for source in grounds.sources
            for sense, found in source.senses.items()
        ],
        "recordings": [
            {
                "exhibit": one.source.label,
                "length_us": one.length_us,
                "question": _pieces(one.question) if one.question is not None else None,
                "played_to": [_played_to(each) for each in one.to],
            }
            for one in played_of(grounds, played, accounts)
        ],
        "papers": [
            {
                "exhibit": paper.label,
                "pages": paper.pages,
                "shown_to": _shown_to(grounds, paper, [one for one in shown if one.exhibit == paper.exhibit], accounts),
            }
            for paper in grounds.papers
        ],
    }


def _shown_to(
    grounds: Grounds, paper: Paper, shown: Sequence[PageShown], accounts: Mapping[UUID, str]
) -> list[dict[str, Any]]:
    """The reviewers to whom pages of one paper were shown, in the order of their names."""
    found = []
    for account in sorted({accounts[one.member] for one in shown}):
        own = [one for one in shown if accounts[one.member] == account]
        counts = grounds.read.get(account, {}).get(paper.exhibit, frozenset())
        found.append(
            {
                "account": account,
                "rounds": sorted({one.round for one in own}),
                "rules": [dataclasses.asdict(rules) for rules in dict.fromkeys(one.rules for one in own)],
                "counted": sorted(counts),
            }
        )
    return found


def _pieces(times: Intervals) -> list[list[int]]:
    return [list(piece) for piece in times]


def _played_to(one: PlayedTo) -> dict[str, Any]:
    return {
        "account": one.account,
        "rounds": list(one.rounds),
        "rules": [dataclasses.asdict(rules) for rules in one.rules],
        "speeds_permille": list(one.speeds),
        "senses": [
            {
                "sense": each.sense,
                "counted": _pieces(each.counted),
                "not_counted": _pieces(each.not_counted),
                "percent_of_question": each.of_question,
                "percent_of_recording": each.of_recording,
            }
            for each in one.senses
        ],
    }
