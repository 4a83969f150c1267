"""Recordings and their use as exhibits: rows to values and back."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from evidence.canonical import clean_text
from evidence.errors import NotFound
from evidence.media.facts import MediaFacts
from evidence.model.kinds import AudioUsable, ClockMethod, Confidentiality, RecordingKind
from evidence.model.recording import Clock, Exhibit, Recording
from evidence.store.gate import refuse_change
from evidence.store.library import Change, Library
from evidence.store.sql import insert_row, moment_of
from evidence.timecode import Moment, rfc3339

_JOINED = (
    "SELECT e.id AS exhibit_id, e.case_id, e.label, e.title, e.source_name, e.received_from, e.legal_basis, "
    "e.received_by, e.received_at, e.transfer_method, e.confidentiality, r.* "
    "FROM exhibit e JOIN recording r ON r.id = e.recording_id "
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What the intake knows of a file whose bytes are safely stored."""

    sha256: str
    size: int
    source_name: str
    kind: RecordingKind
    facts: MediaFacts
    audio_usable: AudioUsable
    clock: Clock
    title: str = ""
    received_from: str = ""
    legal_basis: str = ""


def link(library: Library, case_id: UUID, arrival: Arrival) -> tuple[Exhibit, bool]:
    """Register a stored original as an exhibit of a case; the exhibit, and whether it was linked to it before.

    The recording's row is shared by every case that uses the same bytes.
    """
    with library.change() as change:
        known = library.row(
            "SELECT e.label FROM exhibit e JOIN recording r ON r.id = e.recording_id "
            "WHERE e.case_id = ? AND r.sha256 = ?",
            [str(case_id), arrival.sha256],
        )
        if known is None:
            recording_id, clock = _recording_id(change, arrival)
            label = _next_label(library, case_id)
            row = {
                "id": str(uuid4()),
                "case_id": str(case_id),
                "recording_id": recording_id,
                "label": label,
                "title": clean_text(arrival.title),
                "source_name": clean_text(arrival.source_name),
                "received_from": clean_text(arrival.received_from),
                "legal_basis": clean_text(arrival.legal_basis),
            }
            change.db.execute(*insert_row("exhibit", row))
            change.db.execute("UPDATE complaint SET changed_at = ? WHERE id = ?", [rfc3339(change.at), str(case_id)])
            change.record(
                str(case_id),
                "exhibit_linked",
                {
                    **row,
                    "sha256": arrival.sha256,
                    "size": arrival.size,
                    "kind": arrival.kind.value,
                    "facts": arrival.facts.to_json(),
                    "clock": clock_body(clock),
                    **_kept(library, recording_id),
                },
            )
        else:
            label = known["label"]
    return get_exhibit(library, case_id, label), known is not None


def _recording_id(change: Change, arrival: Arrival) -> tuple[str, Clock]:
    """The recording of these bytes and its clock: one that another case gave it stays."""
    found = change.library.row("SELECT * FROM recording WHERE sha256 = ?", [arrival.sha256])
    if found:
        return str(found["id"]), clock_of(found)
    recording_id = str(uuid4())
    row = {
        "id": recording_id,
        "sha256": arrival.sha256,
        "size": arrival.size,
        "kind": arrival.kind.value,
        "file_name": clean_text(arrival.source_name),
        "facts": json.dumps(arrival.facts.to_json(), ensure_ascii=False),
        "audio_usable": arrival.audio_usable.value,
        **_clock_row(arrival.clock),
        "linked_at": rfc3339(change.at),
        "linked_zone": change.library.zone,
    }
    change.db.execute(*insert_row("recording", row))
    return recording_id, arrival.clock


def _kept(library: Library, recording_id: str) -> dict[str, Any]:
    """What another case may have said of the recording: a case that links it takes it over."""
    row = library.row("SELECT audio_usable, retention_until, hold FROM recording WHERE id = ?", [recording_id])
    return row or {}


def _next_label(library: Library, case_id: UUID) -> str:
    rows = library.rows("SELECT label FROM exhibit WHERE case_id = ?", [str(case_id)])
    return f"EX-{max((int(row['label'][3:]) for row in rows), default=0) + 1:02}"


def set_clock(library: Library, case_id: UUID, exhibit: Exhibit, clock: Clock) -> None:
    """Give a recording its place on the wall clock; no mark changes, only where it stands there.

    There is no undo beside setting it again: both entries stay in the journal of every case that uses the recording.
    """
    set_clocks(library, case_id, [(exhibit, clock)])


def set_clocks(library: Library, case_id: UUID, clocks: Sequence[tuple[Exhibit, Clock]]) -> None:
    """The same for several recordings: all of them, or none."""
    with library.change() as change:
        for exhibit, clock in clocks:
            row = _clock_row(clock)
            sets = ", ".join(f"{column} = ?" for column in row)
            change.db.execute(f"UPDATE recording SET {sets} WHERE id = ?", [*row.values(), str(exhibit.recording.id)])
            record_in_all_cases(change, case_id, exhibit, "clock_set", {"clock": clock_body(clock)})


def record_in_all_cases(change: Change, case_id: UUID, exhibit: Exhibit, action: str, body: dict[str, Any]) -> None:
    """A recording is shared: every case that uses it has a new state, and its journal must say why."""
    uses = change.library.rows(
        "SELECT case_id, label FROM exhibit WHERE recording_id = ? ORDER BY case_id = ? DESC, case_id",
        [str(exhibit.recording.id), str(case_id)],
    )
    for use in uses:
        change.record(use["case_id"], action, {"exhibit": use["label"], **body})


def set_facts(library: Library, sha256: str, facts: MediaFacts) -> None:
    """Replace what is known of a recording after its decode was confirmed; time stamps in marks stay as they are.

    Raises:
        Refused: it is part of an approved case.
    """
    with library.change() as change:
        for use in exhibits_of_recording(library, sha256):
            refuse_change(library, use["case_id"], "recording_confirmed")
        change.db.execute(
            "UPDATE recording SET facts = ? WHERE sha256 = ?", [json.dumps(facts.to_json(), ensure_ascii=False), sha256]
        )
        change.record(library.id, "recording_confirmed", {"sha256": sha256, "facts": facts.to_json()})


def list_exhibits(library: Library, case_id: UUID) -> tuple[Exhibit, ...]:
    """The exhibits of a case in the order of their numbers."""
    rows = library.rows(_JOINED + "WHERE e.case_id = ? ORDER BY length(e.label), e.label", [str(case_id)])
    return tuple(_exhibit(row) for row in rows)


def get_exhibit(library: Library, case_id: UUID, label: str) -> Exhibit:
    """The exhibit of a label such as EX-02 (also ex-2).

    Raises:
        NotFound: the case has no such exhibit.
    """
    match = re.fullmatch(r"(?:EX-)?0*([0-9]{1,6})", label.strip().upper())
    wanted = f"EX-{int(match[1]):02}" if match else clean_text(label)
    row = library.row(_JOINED + "WHERE e.case_id = ? AND e.label = ?", [str(case_id), wanted])
    if row is None:
        raise NotFound(
            f"The case has no exhibit {label[:40]}. The list of exhibits shows what there is.",
            f"本案没有证据 {label[:40]}。请查看证据列表。",
        )
    return _exhibit(row)


def exhibits_of_recording(library: Library, sha256_start: str) -> list[dict[str, Any]]:
    """Where recordings whose SHA-256 begins so are used: rows with sha256, case and exhibit label."""
    return library.rows(
        "SELECT r.sha256, r.size, c.id AS case_id, c.label AS case_label, e.label AS exhibit_label FROM recording r "
        "JOIN exhibit e ON e.recording_id = r.id JOIN complaint c ON c.id = e.case_id "
        "WHERE substr(r.sha256, 1, ?) = ? ORDER BY c.label, e.label",
        [len(sha256_start), sha256_start],
    )


def all_recordings(library: Library, case_id: UUID | None = None) -> list[dict[str, Any]]:
    """Digest, size and first use of every original, or of those of one case."""
    where, parameters = ("WHERE e.case_id = ?", [str(case_id)]) if case_id else ("", [])
    return library.rows(
        "SELECT r.sha256, r.size, r.file_name, min(c.label || '/' || e.label) AS used FROM recording r "
        "JOIN exhibit e ON e.recording_id = r.id JOIN complaint c ON c.id = e.case_id "
        f"{where} GROUP BY r.sha256 ORDER BY used",
        parameters,
    )


def clock_body(clock: Clock) -> dict[str, Any]:
    """A clock as plain data."""
    return {
        "start": clock.start.text(6) if clock.start else None,
        "zone": clock.start.zone if clock.start else None,
        "given": clock.start.given if clock.start else None,
        "offset_us": clock.offset_us,
        "drift_ppb": clock.drift_ppb,
        "uncertainty_us": clock.uncertainty_us,
        "method": clock.method.value,
    }


def _clock_row(clock: Clock) -> dict[str, Any]:
    return {
        "clock_start": rfc3339(clock.start.at.astimezone(UTC)) if clock.start else None,
        "clock_zone": clock.start.zone if clock.start else None,
        "clock_given": clean_text(clock.start.given) if clock.start else None,
        "clock_offset_us": clock.offset_us,
        "clock_uncertainty_us": clock.uncertainty_us,
        "clock_method": clock.method.value,
        "clock_drift_ppb": clock.drift_ppb,
    }


def clock_columns(body: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a recording that hold a clock which came as plain data (`clock_body`)."""
    start = datetime.fromisoformat(body["start"]).astimezone(UTC) if body["start"] else None
    return {
        "clock_start": rfc3339(start) if start else None,
        "clock_zone": body["zone"],
        "clock_given": body["given"],
        "clock_offset_us": body["offset_us"],
        "clock_uncertainty_us": body["uncertainty_us"],
        "clock_method": body["method"],
        "clock_drift_ppb": body["drift_ppb"],
    }


def clock_of(row: dict[str, Any]) -> Clock:
    """The clock in a row of recordings."""
    start = None
    if row["clock_start"]:
        start = Moment(datetime.fromisoformat(row["clock_start"]), row["clock_zone"], row["clock_given"])
    return Clock(
        start,
        row["clock_offset_us"],
        row["clock_uncertainty_us"],
        ClockMethod(row["clock_method"]),
        row["clock_drift_ppb"],
    )


def _exhibit(row: dict[str, Any]) -> Exhibit:
    recording = Recording(
        id=UUID(row["id"]),
        sha256=row["sha256"],
        size=row["size"],
        kind=RecordingKind(row["kind"]),
        file_name=row["file_name"],
        facts=MediaFacts.from_json(json.loads(row["facts"])),
        audio_usable=AudioUsable(row["audio_usable"]),
        clock=clock_of(row),
        linked=Moment(datetime.fromisoformat(row["linked_at"]), row["linked_zone"], ""),
        retention_until=date.fromisoformat(row["retention_until"]) if row["retention_until"] else None,
        hold=bool(row["hold"]),
    )
    return Exhibit(
        id=UUID(row["exhibit_id"]),
        label=row["label"],
        title=row["title"],
        recording=recording,
        source_name=row["source_name"],
        received_from=row["received_from"],
        legal_basis=row["legal_basis"],
        received_by=row["received_by"],
        received=moment_of(row["received_at"], row["linked_zone"]),
        transfer_method=row["transfer_method"],
        confidentiality=Confidentiality(row["confidentiality"]),
    )
