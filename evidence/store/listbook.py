"""Reading the checklists that a library holds, for the store itself: those that came with it, and the house's own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache

from sqlite_utils import Database

from evidence.errors import LibraryProblem
from evidence.model.kinds import DisputeKind
from evidence.rules.checklists import HANDLING, Checklist, OwnVersion, built_in, checklist_in
from evidence.rules.fields import RulesProblem
from evidence.rules.listversions import OWN, in_force
from evidence.timecode import Moment

CHECKLIST = "checklist"
"""The kind of such a file among the files of rules: one version of one list, with the reason for it."""
Versions = Mapping[str, tuple[Checklist, ...]]


def lists_of(db: Database, zone: str) -> Versions:
    """All versions of every list, those that came with the program first, then the house's own as they came."""
    found = {id: list(versions) for id, versions in built_in().items()}
    rows = db.query('SELECT content, "by", at FROM rules_file WHERE kind = ? ORDER BY rowid', [CHECKLIST])
    for row in rows:
        own, reason = _own(row["content"])
        number = int(own.version.removeprefix(OWN))
        at = Moment(datetime.fromisoformat(row["at"]), zone, "")
        found[own.id].append(replace(own, own=OwnVersion(number, row["by"], at, reason)))
    return {id: tuple(versions) for id, versions in found.items()}


@cache
def _own(content: str) -> tuple[Checklist, str]:
    """A version of a list, and the reason for it.

    Raises:
        LibraryProblem: the library holds something else there.
    """
    try:
        data = json.loads(content)
        return checklist_in(json.dumps(data["checklist"], ensure_ascii=False), CHECKLIST), str(data["reason"])
    except (ValueError, KeyError, TypeError, RulesProblem) as unreadable:
        raise LibraryProblem(
            "A checklist of this library cannot be read. Go back to a copy of the database.",
            "资料库中的一份检查表无法读取。请恢复数据库副本。",
        ) from unreadable


def newest(versions: Versions, kind: DisputeKind) -> tuple[str, str]:
    """The versions that a new case of this kind is judged by: that of its own list, and that on handling."""
    return versions[kind.value][-1].version, versions[HANDLING][-1].version


def by_version(versions: Versions, id: str, version: str) -> Checklist:
    """The list of that version; where none is named, the first that came with the program."""
    return next((one for one in versions[id] if one.version == version), versions[id][0])


def judging(
    versions: Versions, kind: DisputeKind, registered: tuple[str, str], changes: list[tuple[str, str]],
    days: tuple[date | None, date | None],
) -> tuple[tuple[Checklist, Checklist], tuple[Checklist, ...]]:  # fmt: skip
    """The two lists that a case is judged by, with the points of its days; and all versions that it has had, whole.

    registered: the versions that it was registered with. changes: list and version, in order, of those that stand.
    days: that of the sale, or of the complaint where none is known; and that of the complaint.
    """
    known: list[Checklist] = []
    now = []
    for id, version, day in zip((kind.value, HANDLING), registered, days, strict=True):
        had = [version, *(to for of, to in changes if of == id)]
        whole = [by_version(versions, id, one) for one in had]
        known += whole
        now.append(in_force(whole[-1], day))
    return (now[0], now[1]), tuple(known)
