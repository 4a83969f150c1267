"""The clocks that a recording has had, as the journal of a case tells them, and how many cases use it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from evidence.model.kinds import ClockMethod
from evidence.model.recording import Clock, Exhibit
from evidence.store.library import Library
from evidence.store.records import entries
from evidence.timecode import Moment


@dataclass(frozen=True, slots=True)
class ClockEntry:
    """A clock that was set: since when, and by whom."""

    at: Moment
    by: str
    clock: Clock


@dataclass(frozen=True, slots=True)
class ClockRecord:
    """What the library knows of a recording's clock beside the clock itself."""

    history: tuple[ClockEntry, ...]
    """The first one first; the last is the one in use. What was erased from the journal is missing."""
    cases: int
    """How many cases use the recording: its clock is the same in all of them."""


def clock_record(library: Library, case_id: UUID, exhibit: Exhibit) -> ClockRecord:
    """The clocks that an exhibit's recording has had since it was linked to this case."""
    with library.view():
        found = []
        for entry in entries(library, str(case_id), ("exhibit_linked", "clock_set")):
            body = entry.body or {}
            if body.get("label" if entry.action == "exhibit_linked" else "exhibit") == exhibit.label:
                at = Moment(datetime.fromisoformat(entry.at), library.zone, "")
                found.append(ClockEntry(at, entry.actor, clock_from(body["clock"])))
        uses = library.row(
            "SELECT count(DISTINCT case_id) AS cases FROM exhibit WHERE recording_id = ?", [str(exhibit.recording.id)]
        )
        return ClockRecord(tuple(found), int(uses["cases"]) if uses else 0)


def clock_from(body: Mapping[str, Any]) -> Clock:
    """A clock from what the journal holds of it."""
    start = None
    if body["start"] is not None:
        start = Moment(datetime.fromisoformat(body["start"]).astimezone(UTC), body["zone"], body["given"] or "")
    return Clock(start, body["offset_us"], body["uncertainty_us"], ClockMethod(body["method"]), body["drift_ppb"])
