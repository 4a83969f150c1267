"""Which recordings are files of one recorder, as plain data for case.json: what lies between them bears on absence."""

from __future__ import annotations

from typing import Any

from evidence.review.absence import Grounds


def series_content(grounds: Grounds) -> list[dict[str, Any]]:
    """Each series with its files in order, and what its names tell of the time between them."""
    labels = {source.exhibit: source.label for source in grounds.sources}
    return [
        {
            "name": run.name,
            "exhibits": [labels[piece] for piece in run.pieces],
            "gaps_us": list(run.gaps_us),
            "exact_us": run.exact_us,
        }
        for run in grounds.runs
    ]
