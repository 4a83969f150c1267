"""What absence rests on, as plain data for case.json: what could be seen and heard where, and what was played."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from evidence.casefile.plain import words
from evidence.review.absence import Grounds
from evidence.review.conclusions import Conclusion


def coverage_content(grounds: Grounds, conclusions: Sequence[Conclusion]) -> dict[str, Any]:
    """By point what was played of the time in question, by recording what can be seen and heard in it."""
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
                "usable": [list(piece) for piece in found.usable],
            }
            for source in grounds.sources
            for sense, found in source.senses.items()
        ],
    }
