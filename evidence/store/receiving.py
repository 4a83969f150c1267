"""Takes in a case from another library: its journal entry by entry, and the rows that the entries tell.

Nothing is taken from anywhere but the journal and the lines that it commits to. At the end the rows are held against
the journal like those of any case; one difference, and nothing of it stays.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from evidence.errors import Refused
from evidence.journal.chain import first_fault
from evidence.labels import Label
from evidence.model.entry import Entry
from evidence.store.cases import last_number, texts_of
from evidence.store.exhibits import clock_body, clock_columns, clock_of
from evidence.store.library import Change, Library
from evidence.store.passages import add_passage, add_passages, keep_passages
from evidence.store.received import RECEIVED, as_named_here, renamed
from evidence.store.replay import untold
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
_DESCRIBING = frozenset({"exhibit_described", "sound_judged", "recording_kept"})
_OF_RECORDING = ("audio_usable", "retention_until", "hold")
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


@dataclass(frozen=True, slots=True)
class Received:
    """A case that is here now: its label, the one it had, and what had to be settled on the way."""

    case: UUID
    label: str
    from_label: str
    conflicts: tuple[Label, ...]


def receive_case(library: Library, arriving: Arriving) -> Received:
    """Take the case in, all of it or nothing. Originals have to be in place already.

    Raises:
        Refused: it is here already, was erased from or made by a newer version, or does not fit what is here.
    """
    chain = arriving.entries[0].chain
    if (fault := first_fault(chain, arriving.entries)) is not None:
        raise Refused(f"The journal is not whole: {fault.reason.en}.", f"日志不完整：{fault.reason.zh}。")
    with library.change() as change:
        return _Receiver(change, arriving, chain).receive()


@dataclass(slots=True)
class _Receiver:
    change: Change
    arriving: Arriving
    chain: str
    names: dict[str, str] = field(default_factory=dict)
    conflicts: list[Label] = field(default_factory=list)
    columns: dict[str, list[str]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    """Exhibits of this case by label."""
    taken: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Recordings that were here before, by the exhibit that uses them: what the arriving case says of them."""
    acts: int = 0

    def receive(self) -> Received:
        library = self.change.library
        if (known := library.row("SELECT label FROM complaint WHERE id = ?", [self.chain])) is not None:
            raise Refused(
                f"This case is in the library already, as {known['label']}. Verify the bundle against another one of "
                "it to see which of them goes on from the other.",
                f"资料库中已有本案（{known['label']}）。请与本案的另一证据包比对核验，以了解何者为后续版本。",
            )
        self._refuse_erased()
        opened = self.arriving.entries[0].body or {}
        from_label = str(opened.get("label", ""))
        label = self._label(from_label)
        self._members()
        self._recordings()
        self._journal()
        entries = [renamed(entry, self.names) for entry in as_named_here(self.arriving.entries)]
        self._description(entries)
        for entry in entries:
            self._row(entry)
        body = {
            **self.arriving.provenance,
            "from_label": from_label,
            "label": label,
            "head": {"seq": entries[-1].seq, "hash": entries[-1].hash},
            "names": self.names,
            "conflicts": [one.en for one in self.conflicts],
        }
        self.change.record(self.chain, RECEIVED, body)
        self._same_clocks()
        self.change.db.execute(*insert_row("received", self._provenance(body)))
        for difference in untold(library, UUID(self.chain)):
            raise Refused(
                f"The case does not fit its journal: {difference.en}. Nothing of it was taken in.",
                f"案件与其日志不符：{difference.zh}。未接收任何内容。",
            )
        return Received(UUID(self.chain), label, from_label, tuple(self.conflicts))

    def _provenance(self, body: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "case_id": self.chain,
            "from_label": body["from_label"],
            "head_seq": body["head"]["seq"],
            "head_hash": body["head"]["hash"],
            "tag_manifest_sha256": body["tag_manifest_sha256"],
            "told": json.dumps(dict(self.arriving.provenance), ensure_ascii=False),
            "at": rfc3339(self.change.at),
        }

    def _refuse_erased(self) -> None:
        gone = next((one.seq for one in self.arriving.entries if one.body is None), None)
        if gone is not None:
            raise Refused(
                f"The content of journal entry {gone} was erased, so this case cannot be made again from its journal. "
                "Keep the bundle as it is, and read it with its viewer.",
                f"日志第 {gone} 条的内容已被删除，无法据其日志重建本案。请保留证据包，并用其中的查看页查阅。",
            )

    def _label(self, wanted: str) -> str:
        """The label here: its own, or the next one of its year where that is taken."""
        library = self.change.library
        taken = library.row("SELECT 1 FROM complaint WHERE label = ?", [wanted])
        year = wanted[2:6]
        if not (len(wanted) > 7 and wanted.startswith("C-") and year.isascii() and year.isdigit()):
            raise Refused("The case carries no label of ours.", "该案件的编号不是本程序的编号。")
        if taken is None:
            return wanted
        label = f"C-{year}-{last_number(library, int(year)) + 1:04}"
        self.names[wanted] = label
        self.conflicts.append(
            Label(
                f"{wanted} is another complaint here: this one is {label}.",
                f"{wanted} 在此为另一投诉：本案编为 {label}。",
            )
        )
        return label

    def _members(self) -> None:
        """The people of the case: by their identity, by their account, or new."""
        library, text = self.change.library, json.dumps([one.body for one in self.arriving.entries])
        for member in self.arriving.members:
            if member["id"] not in text or library.row("SELECT 1 FROM member WHERE id = ?", [member["id"]]):
                continue
            here = library.row("SELECT id, name FROM member WHERE os_user = ?", [member["account"]])
            if here is not None:
                self.names[member["id"]] = here["id"]
                self.conflicts.append(
                    Label(
                        f"The account {member['account']} ({member['name'] or 'no name'}) is taken for the one of this "
                        f"name here ({here['name'] or 'no name'}).",
                        f"账户 {member['account']}（{member['name'] or '未具名'}）视为此处的同名账户"
                        f"（{here['name'] or '未具名'}）。",
                    )
                )
                continue
            row = {
                "id": member["id"],
                "os_user": member["account"],
                "name": member["name"],
                "at": rfc3339(self.change.at),
            }
            self.change.db.execute(*insert_row("member", row))
            self.change.record(library.id, "member_joined", row)

    def _recordings(self) -> None:
        """Recordings that are here already are the same: one original, one row."""
        for entry in self.arriving.entries:
            body = entry.body or {}
            if entry.action != "exhibit_linked":
                continue
            here = self.change.library.row("SELECT * FROM recording WHERE sha256 = ?", [body["sha256"]])
            if here is not None:
                self.taken[body["label"]] = here
                if here["id"] != body["recording_id"]:
                    self.names[body["recording_id"]] = here["id"]

    def _journal(self) -> None:
        """The other library's entries, as they are."""
        execute = self.change.db.execute
        for one in self.arriving.entries:
            header = {
                name: getattr(one, name)
                for name in ("chain", "seq", "at", "actor", "os_user", "host", "action", "body_commit", "prev", "hash")
            }
            execute(*insert_row("journal", header))
            body = json.dumps(one.body, ensure_ascii=False)
            execute(*insert_row("journal_body", {"chain": one.chain, "seq": one.seq, "salt": one.salt, "body": body}))

    def _description(self, entries: Sequence[Entry]) -> None:
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
        self._put("complaint", {**told["complaint"], "changed_at": rfc3339(self.change.at)})
        for one, current in [*((one, 0) for one in earlier), (told, 1)]:
            for person in one["people"]:
                self._upsert("person", {**person, "current": current})
            for allegation in one["allegations"]:
                self._upsert("allegation", {**allegation, "current": current})
                for question in allegation["questions"]:
                    self._upsert("question", {**question, "current": current})
        if told.get("product"):
            self._put("product", told["product"])
        add_passages(self.change, texts_of(told))

    def _row(self, entry: Entry) -> None:
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
        elif action in _DESCRIBING:
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
        self._put("exhibit", dict(body))

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
        self._put(subject.table, dict(body))
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
        raise Refused(
            f"The case belongs to the group {label} (“{title}”), which is not here. Make a group first until its label "
            "is there, then take the case in again.",
            f"本案属于投诉群组 {label}（“{title}”），此处没有。请先建立该编号的群组，再接收本案。",
        )

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

    def _same_clocks(self) -> None:
        """A recording has one clock in all cases: the one it has here stays, and the journal says so."""
        for label, here in self.taken.items():
            ours, told = clock_body(clock_of(here)), self._last_told(label)
            kept = {name: here[name] for name in _OF_RECORDING if told.get(name, here[name]) != here[name]}
            if kept:
                self.change.record(self.chain, "recording_kept", {"exhibit": label, "before": {}, "after": kept})
            if told["clock"] == ours:
                continue
            self.change.record(self.chain, "clock_set", {"exhibit": label, "clock": ours})
            self.conflicts.append(
                Label(
                    f"{label} is a recording of this library already, with another clock: the one here stays.",
                    f"{label} 为本资料库已有的录音录像，时钟不同：保留此处的时钟。",
                )
            )

    def _last_told(self, label: str) -> dict[str, Any]:
        """What the arriving case last said of the recording of an exhibit."""
        told: dict[str, Any] = {}
        for entry in self.arriving.entries:
            body = entry.body or {}
            if entry.action == "exhibit_linked" and body["label"] == label:
                told = dict(body)
            elif entry.action == "clock_set" and body["exhibit"] == label:
                told["clock"] = body["clock"]
            elif entry.action in _DESCRIBING and body["exhibit"] == label:
                told |= body["after"]
        return told

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


def provenance_of(library: Library, case_id: UUID) -> dict[str, Any] | None:
    """Where a case came from, if not from here: what its bundle was, and up to which entry the journal is not ours."""
    row = library.row("SELECT * FROM received WHERE case_id = ?", [str(case_id)])
    return {**row, "told": json.loads(row["told"])} if row else None


def untaken(entries: Sequence[Entry]) -> Iterator[str]:
    """Digests of the recordings that a case needs."""
    for entry in entries:
        if entry.action == "exhibit_linked" and entry.body is not None:
            yield str(entry.body["sha256"])
