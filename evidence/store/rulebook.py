"""Reading the rules that a library holds, for the store itself: from the file, without a library around it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlite_utils import Database

from evidence.rules.figures import OwnFigure
from evidence.rules.inforce import RulesInForce
from evidence.rules.kinds import Unit
from evidence.rules.packs import load_packs, packs_in
from evidence.rules.triggers import Limit
from evidence.timecode import Moment


def rules_of(db: Database, zone: str, until: datetime | None = None) -> RulesInForce:
    """The shipped packs, those that were brought in, and the house's own figures; none that came after `until`."""
    packs = dict(load_packs())
    for row in db.query("SELECT name, content, at FROM rules_file WHERE kind = 'packs' ORDER BY rowid"):
        if until is None or datetime.fromisoformat(row["at"]) <= until:
            packs |= packs_in(row["content"], row["name"])
    figures = (_figure(row, zone, until) for row in db.query(_FIGURES))
    return RulesInForce(packs, tuple(one for one in figures if until is None or one.at.at <= until))


_FIGURES = """
SELECT f.*, k.verified_by AS checked_by, k.verified_on AS checked_on, k.at AS checked_at
FROM rule_figure f LEFT JOIN figure_check k ON k.figure_id = f.id ORDER BY f.pack, f.entry, f.version
"""


def _figure(row: dict[str, Any], zone: str, until: datetime | None) -> OwnFigure:
    checked_at = datetime.fromisoformat(row["checked_at"]) if row["checked_at"] else None
    checked = checked_at is not None and (until is None or checked_at <= until)
    return OwnFigure(
        id=UUID(row["id"]),
        pack=row["pack"],
        entry=row["entry"],
        version=row["version"],
        length=row["length"],
        unit=Limit(row["unit"]) if row["unit"] in set(Limit) else Unit(row["unit"]),
        title=row["title"],
        number=row["number"],
        article=row["article"],
        effective_from=_day(row["effective_from"]),
        effective_to=_day(row["effective_to"]),
        note=row["note"],
        verified_by=row["checked_by"] if checked else row["verified_by"],
        verified_on=_day(row["checked_on"] if checked else row["verified_on"]),
        by=row["by"],
        at=Moment(datetime.fromisoformat(row["at"]), zone, ""),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
