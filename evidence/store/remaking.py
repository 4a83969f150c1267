"""The rows of a case once more, from what its journal tells: entry by entry, as they were made and changed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from evidence.errors import Refused
from evidence.labels import Label
from evidence.model.entry import Entry
from evidence.model.groups import GroupAbout
from evidence.store.cases import texts_of
from evidence.store.exhibits import clock_columns
from evidence.store.library import Change
from evidence.store.passages import add_passage, add_passages, keep_passages
from evidence.store.products import OF_SCHEMA_5 as PRODUCT_OF_SCHEMA_5
from evidence.store.received import RECEIVED
from evidence.store.replay import COMPLAINT_OF_SCHEMA_5, EXHIBIT_OF_SCHEMA_1, OF_SCHEMA_1, PERSON_OF_SCHEMA_5
from evidence.store.sql import insert_row, upsert_row
from evidence.store.subjects import SERIES, SUBJECTS, Subject
from evidence.timecode import rfc3339

_APPENDED = {
    "duty_given": "duty", "conflict_declared": "declaration", "round_done": "round_done", "case_approved": "approval",
    "case_reopened": "reopening",
}  # fmt: skip
_BATCHES = {
    "played": (
        "playing",
        "played",
        "stretches",
        ("exhibit_id", "from_us", "to_us", "speed_permille", "sounded", "seen"),
    ),
    "pages_shown": ("leafing", "page_shown", "pages", ("exhibit_id", "page")),
}
_SILENT = frozenset({"body_erased", "member_named", "rules_taken", RECEIVED})
"""Entries that tell of no row of the case."""
DESCRIBING = frozenset({"exhibit_described", "sound_judged", "recording_kept"})
_VERBS = ("revise", "withdraw", "letter", "check", "undo", "redo")


@dataclass(frozen=True, slots=True)
class Arriving:
    """What comes in: a chain of entries, the lines of its transcripts by label, its people, and where it came from."""

    entries: Sequence[Entry]
    lines: Mapping[str, Sequence[Sequence[Any]]]
    members: Sequence[Mapping[str, str]]
    """{id, account, name}"""
    groups: Mapping[str, str]
    """Titles of groups of complaints, by label."""
    provenance: Mapping[str, Any]
    """Stands in the journal: file, digests, who signed, what was verified."""
    lists: Mapping[str, str] = field(default_factory=dict)
    """Digests of what it is judged by, by the ids of its checklists; none in bundles from before lists had versions."""


def _in_full(told: dict[str, Any]) -> dict[str, Any]:
    """A description with what it did not tell before there were columns for it."""
    product = told.get("product")
    return {
        **told,
        "complaint": COMPLAINT_OF_SCHEMA_5 | told["complaint"],
        "people": [PERSON_OF_SCHEMA_5 | person for person in told["people"]],
        "product": PRODUCT_OF_SCHEMA_5 | product if product else None,
    }


@dataclass(slots=True)
class Remaking:
    """Rows of one case on their way into the library."""

    change: Change
    arriving: Arriving
    chain: str
    taken: Mapping[str, dict[str, Any]]
    """Recordings that were here before, by the exhibit that uses them: their rows stay as they are."""
    conflicts: list[Label]
    columns: dict[str, list[str]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    """Recordings of this case by the label of the exhibit."""
    acts: int = 0

    def description(self, entries: Sequence[Entry]) -> None:
        """The complaint as it was last described; people and allegations of earlier descriptions stay behind it."""
        told: dict[str, Any] = {}
        earlier: list[dict[str, Any]] = []
        for entry in entries:
            body = entry.body or {}
            if entry.action == "case_opened":
                told = {"complaint": body, "people": [], "product": None, "allegations": []}
            elif entry.action in ("case_described", "case_imported"):
                earlier.append(told)
                told = body
        told = _in_full(told)
        self._put("complaint", {**told["complaint"], "changed_at": rfc3339(self.change.at)})
        for one, current in [*((_in_full(one), 0) for one in earlier), (told, 1)]:
            for person in one["people"]:
                self._upsert("person", {**person, "current": current})
            for allegation in one["allegations"]:
                self._upsert("allegation", {**allegation, "current": current})
                for question in allegation["questions"]:
                    self._upsert("question", {**question, "current": current})
        if told.get("product"):
            self._put("product", told["product"])
        add_passages(self.change, texts_of(told))

    def row(self, entry: Entry) -> None:
        """The row that an entry makes or changes.

        Raises:
            Refused: nothing is known of such entries.
        """
        action, body = entry.action, entry.body or {}
        noun, _, verb = action.rpartition("_")
        subject = SUBJECTS.get(noun)
        if action in ("case_opened", "case_described", "case_imported") or action in _SILENT:
            return
        if action == "exhibit_linked":
            self._exhibit(entry, body)
        elif action == "clock_set":
            self._recording(body["exhibit"], clock_columns(body["clock"]))
        elif action in DESCRIBING:
            self._described(body["exhibit"], body["after"])
        elif subject is not None and verb == "made":
            self._made(subject, body)
        elif subject is not None and verb in _VERBS:
            self._changed(subject, body)
        elif noun == SERIES.table:
            self._series(entry, verb, body)
        elif action in _APPENDED:
            self._put(_APPENDED[action], {"version": self._version(entry), **body})
        elif action == "duty_ended":
            self.change.db.execute("UPDATE duty SET until = ? WHERE id = ?", [body["until"], body["id"]])
        elif action in _BATCHES:
            self._batch(*_BATCHES[action], body)
        else:
            raise Refused(
                f"The journal holds an entry “{action[:40]}”, which this version does not know: the case was made by a "
                "newer one. Nothing was taken in.",
                f"日志中有本版本未知的记录“{action[:40]}”：该案件由较新版本生成。未接收任何内容。",
            )

    def _version(self, entry: Entry) -> int:
        return 1 + sum(one.action == "case_reopened" for one in self.arriving.entries[: entry.seq - 1])

    def _exhibit(self, entry: Entry, body: Mapping[str, Any]) -> None:
        self.labels[body["label"]] = body["recording_id"]
        if body["label"] not in self.taken:
            recording = {
                **body,
                "id": body["recording_id"],
                "file_name": body["source_name"],
                "facts": json.dumps(body["facts"], ensure_ascii=False),
                **clock_columns(body["clock"]),
                "linked_at": entry.at,
                "linked_zone": self.change.library.zone,
            }
            self._put("recording", recording)
        self._put("exhibit", {**EXHIBIT_OF_SCHEMA_1, **body})

    def _recording(self, label: str, values: Mapping[str, Any]) -> None:
        if label not in self.taken:
            self._update("recording", self.labels[label], values)

    def _described(self, label: str, after: Mapping[str, Any]) -> None:
        own = {name: value for name, value in after.items() if name in self._columns("exhibit")}
        if own:
            sets = ", ".join(f'"{name}" = ?' for name in own)
            self.change.db.execute(
                f"UPDATE exhibit SET {sets} WHERE case_id = ? AND label = ?", [*own.values(), self.chain, label]
            )
        rest = {name: value for name, value in after.items() if name not in own}
        if rest:
            self._recording(label, rest)

    def _made(self, subject: Subject, body: Mapping[str, Any]) -> None:
        if subject.table == "membership":
            self._group(str(body["group_label"]))
        self._put(subject.table, {**OF_SCHEMA_1.get(subject.table, {}), **body})
        self._index(subject, body["id"])
        if subject.table != "transcript":
            return
        for position, (begin, end, speaker, text) in enumerate(self.arriving.lines.get(body["label"], ())):
            cue = {"transcript_id": body["id"], "position": position, "from_us": begin, "to_us": end,
                   "speaker": speaker, "text": text}  # fmt: skip
            self.change.db.execute(*insert_row("cue", cue))
            add_passage(self.change, self.chain, "transcript", body["id"], "text", body["by"], text, position)

    def _changed(self, subject: Subject, body: Mapping[str, Any]) -> None:
        row = self.change.library.row(
            f"SELECT id FROM {subject.table} WHERE case_id = ? AND label = ?", [self.chain, body[subject.table]]
        )
        if row is not None:
            self._update(subject.table, row["id"], body["after"])
            self._index(subject, row["id"])

    def _index(self, subject: Subject, row_id: str) -> None:
        row = self.change.library.row(f"SELECT * FROM {subject.table} WHERE id = ?", [row_id]) or {}
        texts = {column: row[column] for column in subject.searched}
        keep_passages(self.change, self.chain, subject.table, row_id, row["by"], texts)

    def _group(self, label: str) -> None:
        """The group of complaints that the case belongs to: one of this label here is taken for it."""
        here = self.change.library.row("SELECT title FROM complaint_group WHERE label = ?", [label])
        title = self.arriving.groups.get(label, "")
        if here is not None:
            if here["title"] != title:
                self.conflicts.append(
                    Label(
                        f"The group {label} is called “{here['title']}” here and “{title}” where the case comes from.",
                        f"投诉群组 {label} 在此名为“{here['title']}”，在来源处名为“{title}”。",
                    )
                )
            return
        row = {
            "id": str(uuid4()),
            "label": label,
            "about": GroupAbout.OTHER.value,
            "title": title,
            "note": "",
            "by": self.change.library.writer.actor,
            "at": rfc3339(self.change.at),
        }
        self.change.db.execute(*insert_row("complaint_group", row))
        self.change.record(self.change.library.id, "group_made", row)

    def _series(self, entry: Entry, verb: str, body: Mapping[str, Any]) -> None:
        """What was said of files that belong together lives in acts."""
        self.acts += 1
        undoing = verb in ("undo", "redo")
        row = {
            "case_id": self.chain,
            "seq": self.acts,
            "kind": verb if undoing else "do",
            "verb": verb,
            "subject": SERIES.table,
            "subject_id": body[SERIES.table] if undoing else body["id"],
            "before": json.dumps({"stands": int(verb == "undo")}),
            "after": json.dumps(
                {"stands": int(verb == "redo")} if undoing else {"stands": 1, **body}, ensure_ascii=False
            ),
            "by": entry.actor,
            "at": entry.at,
            "undoes": self._act_of(body[SERIES.table]) if undoing else None,
        }
        self.change.db.execute(*insert_row("act", row))

    def _act_of(self, subject_id: str) -> int | None:
        row = self.change.library.row(
            "SELECT seq FROM act WHERE case_id = ? AND subject_id = ? AND kind = 'do'", [self.chain, subject_id]
        )
        return row["seq"] if row else None

    def _batch(self, table: str, part: str, called: str, names: Sequence[str], body: Mapping[str, Any]) -> None:
        self._put(table, dict(body))
        for position, values in enumerate(body[called]):
            row = {f"{table}_id": body["id"], "position": position, **dict(zip(names, values, strict=True))}
            self.change.db.execute(*insert_row(part, row))

    def _columns(self, table: str) -> list[str]:
        if table not in self.columns:
            self.columns[table] = [row["name"] for row in self.change.library.rows(f"PRAGMA table_info({table})")]
        return self.columns[table]

    def _put(self, table: str, values: Mapping[str, Any]) -> None:
        self.change.db.execute(*insert_row(table, self._own(table, values)))

    def _upsert(self, table: str, values: Mapping[str, Any]) -> None:
        self.change.db.execute(*upsert_row(table, self._own(table, values)))

    def _own(self, table: str, values: Mapping[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in values.items() if name in self._columns(table)}

    def _update(self, table: str, row_id: str, values: Mapping[str, Any]) -> None:
        own = self._own(table, values)
        sets = ", ".join(f'"{name}" = ?' for name in own)
        self.change.db.execute(f"UPDATE {table} SET {sets} WHERE id = ?", [*own.values(), row_id])
