"""How an exhibit came in, whether its sound can be used, and how long its original has to be kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from evidence.canonical import clean_text
from evidence.model.kinds import AudioUsable, Confidentiality
from evidence.model.recording import Exhibit
from evidence.store.exhibits import get_exhibit, record_in_all_cases
from evidence.store.library import Library
from evidence.store.sql import moment_text
from evidence.timecode import Moment


@dataclass(frozen=True, slots=True)
class Provenance:
    """How an exhibit came into the case, and who may see it."""

    title: str = ""
    received_from: str = ""
    received_by: str = ""
    received: Moment | None = None
    transfer_method: str = ""
    legal_basis: str = ""
    confidentiality: Confidentiality = Confidentiality.NOT_STATED


def describe_exhibit(library: Library, case_id: UUID, label: str, told: Provenance) -> Exhibit:
    """Say how an exhibit came in; what was said before stays in the journal.

    Raises:
        NotFound: the case has no such exhibit.
    """
    exhibit = get_exhibit(library, case_id, label)
    after = {
        "title": clean_text(told.title),
        "received_from": clean_text(told.received_from),
        "received_by": clean_text(told.received_by),
        "received_at": moment_text(told.received),
        "transfer_method": clean_text(told.transfer_method),
        "legal_basis": clean_text(told.legal_basis),
        "confidentiality": told.confidentiality.value,
    }
    with library.change() as change:
        sets = ", ".join(f"{column} = ?" for column in after)
        change.db.execute(f"UPDATE exhibit SET {sets} WHERE id = ?", [*after.values(), str(exhibit.id)])
        change.record(str(case_id), "exhibit_described", {"exhibit": exhibit.label, "after": after})
    return get_exhibit(library, case_id, exhibit.label)


def judge_sound(library: Library, case_id: UUID, label: str, usable: AudioUsable) -> Exhibit:
    """Say whether speech can be understood in a recording, in every case that uses it.

    Raises:
        NotFound: the case has no such exhibit.
        Refused: it is part of an approved case.
    """
    return _set(library, case_id, label, "sound_judged", {"audio_usable": usable.value})


def keep_original(library: Library, case_id: UUID, label: str, until: date | None, *, hold: bool) -> Exhibit:
    """Say until which day the original has to be kept, and whether it is on legal hold.

    Raises:
        NotFound: the case has no such exhibit.
    """
    after = {"retention_until": until.isoformat() if until else None, "hold": int(hold)}
    return _set(library, case_id, label, "recording_kept", after)


def _set(library: Library, case_id: UUID, label: str, action: str, after: dict[str, Any]) -> Exhibit:
    exhibit = get_exhibit(library, case_id, label)
    with library.change() as change:
        sets = ", ".join(f"{column} = ?" for column in after)
        change.db.execute(f"UPDATE recording SET {sets} WHERE id = ?", [*after.values(), str(exhibit.recording.id)])
        record_in_all_cases(change, case_id, exhibit, action, {"after": after})
    return get_exhibit(library, case_id, exhibit.label)
