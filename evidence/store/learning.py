"""What the register keeps for the page of trends: product, day of the decision, causes, and what had been played."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from evidence.register.coverage import PlayedOf
from evidence.timecode import zone_of

_LAST = "d.case_id = c.id AND d.withdrawn = 0 ORDER BY length(d.label) DESC, d.label DESC LIMIT 1"
FACTS = f""",
  c.zone,
  coalesce((SELECT p.name FROM product p WHERE p.case_id = c.id), '') AS product,
  (SELECT d.reported FROM cause d WHERE {_LAST}) AS reported_cause,
  (SELECT d.true_cause FROM cause d WHERE {_LAST}) AS cause,
  (SELECT min(d.happened_at) FROM step d WHERE d.case_id = c.id AND d.withdrawn = 0 AND d.kind = 'decision_told')
    AS told_at,
  (SELECT count(*) FROM exhibit e WHERE e.case_id = c.id) AS recordings,
  (SELECT count(DISTINCT w.exhibit_id) FROM exhibit e JOIN played w ON w.exhibit_id = e.id WHERE e.case_id = c.id)
    AS played
"""
"""Further columns of what a row of the register is computed from; `c` is the complaint."""
COLUMNS = ("product", "decided_on", "reported_cause", "cause", "coverage")


def learnt(facts: dict[str, Any], *, told: bool) -> list[Any]:
    """The values of these columns; where not everybody may know yet (`told`), nothing that either review came to."""
    return [
        facts["product"],
        _decided_on(facts) if told else None,
        facts["reported_cause"] if told else None,
        facts["cause"] if told else None,
        PlayedOf.of(facts["recordings"], facts["played"]).value if told else None,
    ]


def _decided_on(facts: dict[str, Any]) -> str | None:
    """The day on which the customer was first told of the decision, by letter or otherwise."""
    told = [datetime.fromisoformat(text) for text in (facts["sent"], facts["told_at"]) if text]
    return min(told).astimezone(zone_of(facts["zone"])).date().isoformat() if told else None
