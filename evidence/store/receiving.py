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
from evidence.store.cases import last_number
from evidence.store.exhibits import clock_body, clock_of
from evidence.store.library import Change, Library
from evidence.store.listing import refuse_other_lists
from evidence.store.received import RECEIVED, as_named_here, renamed
from evidence.store.remaking import DESCRIBING, Arriving, Remaking
from evidence.store.replay import untold
from evidence.store.sql import insert_row
from evidence.timecode import rfc3339

_OF_RECORDING = ("audio_usable", "retention_until", "hold")


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
    taken: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Recordings that were here before, by the exhibit that uses them: what the arriving case says of them."""

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
        rows = Remaking(self.change, self.arriving, self.chain, self.taken, self.conflicts)
        rows.description(entries)
        for entry in entries:
            rows.row(entry)
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
        refuse_other_lists(library, self.chain, self.arriving.lists)
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
            elif entry.action in DESCRIBING and body["exhibit"] == label:
                told |= body["after"]
        return told


def provenance_of(library: Library, case_id: UUID) -> dict[str, Any] | None:
    """Where a case came from, if not from here: what its bundle was, and up to which entry the journal is not ours."""
    row = library.row("SELECT * FROM received WHERE case_id = ?", [str(case_id)])
    return {**row, "told": json.loads(row["told"])} if row else None


def untaken(entries: Sequence[Entry]) -> Iterator[str]:
    """Digests of the recordings that a case needs."""
    for entry in entries:
        if entry.action == "exhibit_linked" and entry.body is not None:
            yield str(entry.body["sha256"])
