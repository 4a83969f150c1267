"""The case once more, as its journal tells it, held against the rows: nothing changes beside the journal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from evidence.labels import Label
from evidence.model.entry import Entry
from evidence.store.cases import case_as_body, get_case
from evidence.store.exhibits import clock_body, clock_of
from evidence.store.groupings import untold_groupings
from evidence.store.library import Library
from evidence.store.products import OF_SCHEMA_5 as PRODUCT_OF_SCHEMA_5
from evidence.store.received import as_named_here
from evidence.store.records import whole_chain
from evidence.store.retelling import untold_appended
from evidence.store.subjects import SUBJECTS, Subject
from evidence.store.transcripts import altered_lines

_VERBS = ("revise", "withdraw", "letter", "check", "undo", "redo")
_DESCRIBED = ("exhibit_described", "sound_judged", "recording_kept")
EXHIBIT_OF_SCHEMA_1 = {"received_by": "", "received_at": None, "transfer_method": "", "confidentiality": "not_stated"}
COMPLAINT_OF_SCHEMA_5 = {
    "branch": "", "ticket": "", "complexity": "simple", "risk": "not_stated", "vulnerability": "[]",
    "group_size": None, "transfer_received": None, "repeat_of": None, "handling_version": "",
}  # fmt: skip
PERSON_OF_SCHEMA_5 = {"accused": 0, "member_id": None, "birth_year": None, "registration": ""}
OF_SCHEMA_1 = {
    "mark": {
        "speaker": "", "prompted": "unknown", "strength": None, "translation": "", "allegation_id": None,
        "status": "final", "round": 1,
    },
}  # fmt: skip
"""What entries do not tell that were written before these columns existed."""
_RECORDING = ("sha256", "size", "audio_usable", "retention_until", "hold")
_EXHIBIT = ("recording_id", "label", "title", "source_name", "received_from", "legal_basis",
            "received_by", "received_at", "transfer_method", "confidentiality")  # fmt: skip


def erased_without_a_word(chained: list[Entry]) -> int | None:
    """The first entry whose content is gone although no entry says that it was erased; None if there is none."""
    said = {entry.body.get("seq") for entry in chained if entry.action == "body_erased" and entry.body is not None}
    return next((entry.seq for entry in chained if entry.body is None and entry.seq not in said), None)


def untold(library: Library, case_id: UUID) -> Iterator[Label]:
    """What stands in the rows of a case otherwise than its journal says. What was erased from it is not compared."""
    chained = as_named_here(whole_chain(library, str(case_id)))
    yield from _description(library, case_id, chained)
    yield from _exhibits(library, case_id, chained)
    yield from untold_appended(library, case_id, chained)
    yield from untold_groupings(library, case_id, chained)
    for subject in SUBJECTS.values():
        yield from _acts(library, case_id, chained, subject)
    yield from (otherwise(f"The lines of {label}", f"{label} 的条目") for label in altered_lines(library, case_id))


def _description(library: Library, case_id: UUID, chained: list[Entry]) -> Iterator[Label]:
    """The complaint, its people, product and allegations."""
    told: dict[str, Any] = {}
    for entry in chained:
        if entry.action == "case_opened" and entry.body is not None:
            told = {"complaint": entry.body, "people": [], "product": None, "allegations": []}
        elif entry.action in ("case_described", "case_imported"):
            told = entry.body or {}
    if "complaint" in told:
        told = {**told, "complaint": COMPLAINT_OF_SCHEMA_5 | told["complaint"]}
    told = {**told, "people": [PERSON_OF_SCHEMA_5 | person for person in told["people"]]} if "people" in told else told
    if told.get("product"):
        told = {**told, "product": PRODUCT_OF_SCHEMA_5 | told["product"]}
    for part, value in case_as_body(get_case(library, str(case_id))).items():
        if part in told and told[part] != value:
            yield otherwise(part, part)


def _exhibits(library: Library, case_id: UUID, chained: list[Entry]) -> Iterator[Label]:
    told = _exhibits_told(chained)
    silent = any(entry.action in ("exhibit_linked", *_DESCRIBED) and entry.body is None for entry in chained)
    clocks = _clocks(chained)
    rows = library.rows(
        "SELECT e.*, r.sha256, r.size, r.audio_usable, r.retention_until, r.hold, r.clock_start, "
        "r.clock_zone, r.clock_given, r.clock_offset_us, "
        "r.clock_uncertainty_us, r.clock_method, r.clock_drift_ppb "
        "FROM exhibit e JOIN recording r ON r.id = e.recording_id WHERE e.case_id = ?",
        [str(case_id)],
    )
    for row in rows:
        story = told.pop(row["id"], None)
        if story is None:
            if not silent:
                yield never(row["label"])
        elif any(story.get(name, row[name]) != row[name] for name in (*_EXHIBIT, *_RECORDING)):
            yield otherwise(row["label"], row["label"])
        elif clocks.get(row["label"], clock_body(clock_of(row))) != clock_body(clock_of(row)):
            yield otherwise(f"The clock of {row['label']}", f"{row['label']} 的时钟")
    yield from (gone(story["label"]) for story in told.values())


def _exhibits_told(chained: list[Entry]) -> dict[str, dict[str, Any]]:
    """Every exhibit by its identity, as the journal last described it; nothing of what was erased."""
    told: dict[str, dict[str, Any]] = {}
    by_label: dict[str, dict[str, Any]] = {}
    for entry in chained:
        if entry.action == "exhibit_linked" and entry.body is not None:
            told[entry.body["id"]] = by_label[entry.body["label"]] = EXHIBIT_OF_SCHEMA_1 | entry.body
        elif entry.action in _DESCRIBED and entry.body is not None:
            by_label.get(entry.body["exhibit"], {}).update(entry.body["after"])
        elif entry.action in _DESCRIBED:
            return {}
    return told


def _clocks(chained: list[Entry]) -> dict[str, Any]:
    """The clock of every exhibit, by label, as the journal last set it; nothing where that content was erased."""
    told: dict[str, Any] = {}
    for entry in chained:
        if entry.action == "exhibit_linked" and entry.body is not None:
            told[entry.body["label"]] = entry.body["clock"]
        elif entry.action == "clock_set" and entry.body is not None:
            told[entry.body["exhibit"]] = entry.body["clock"]
        elif entry.action == "clock_set":
            return {}
    return told


def _acts(library: Library, case_id: UUID, chained: list[Entry], subject: Subject) -> Iterator[Label]:
    """Marks, or another kind of thing that changes by acts."""
    told: dict[str, dict[str, Any]] = {}
    about = [entry for entry in chained if entry.action in {f"{subject.table}_{verb}" for verb in ("made", *_VERBS)}]
    for entry in about:
        if entry.body is None:
            continue
        if entry.action == f"{subject.table}_made":
            told[entry.body["label"]] = OF_SCHEMA_1.get(subject.table, {}) | entry.body
        else:
            told.setdefault(entry.body[subject.table], {}).update(entry.body["after"])
    silent = any(entry.body is None for entry in about)
    for row in library.rows(f"SELECT * FROM {subject.table} WHERE case_id = ?", [str(case_id)]):
        story = told.pop(row["label"], None)
        if silent:
            continue
        if story is None:
            yield never(row["label"])
        elif any(story.get(name) != value for name, value in row.items()):
            yield otherwise(row["label"], row["label"])
    yield from (gone(label) for label in told)


def otherwise(en: str, zh: str) -> Label:
    """A row that says something else than its journal."""
    return Label(f"{en} is not what the journal says became of it", f"{zh} 与日志所述不符")


def never(label: str) -> Label:
    """A row that the journal does not know."""
    return Label(
        f"{label} stands in the library, but its journal never made it", f"{label} 见于资料库，但日志中没有记录"
    )


def gone(label: str) -> Label:
    """A row that the journal knows and that is not there."""
    return Label(f"{label} stands in the journal, but not in the library", f"{label} 见于日志，但不在资料库中")
