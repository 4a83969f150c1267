"""Checking a library: is the file sound, every original unaltered, every journal whole, and every row what it tells?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from evidence.errors import CANNOT_TELL, NO, YES, LibraryProblem
from evidence.intake.copying import hash_file
from evidence.journal.chain import first_fault
from evidence.labels import Label
from evidence.model.entry import Entry
from evidence.model.kinds import Answer
from evidence.progress import Progress, no_progress, offset
from evidence.store import records
from evidence.store.connection import refuse_foreign
from evidence.store.exhibits import all_recordings
from evidence.store.library import Library
from evidence.store.replay import erased_without_a_word, untold
from evidence.store.retelling import untold_members, untold_of_library

PARTS = 23
"""Days after which a library that is opened daily was read in full; prime to the week, so that Sundays share it too."""


@dataclass(frozen=True, slots=True)
class Check:
    """One question and its answer; `files` names what it is about."""

    name: str
    answer: Answer
    reason: Label
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All checks; the verdict follows from them."""

    checks: tuple[Check, ...]

    @property
    def verdict(self) -> Answer:
        """Failed if anything failed, else cannot tell if anything could not be told, else passed."""
        return _worse(*(check.answer for check in self.checks))

    @property
    def exit_code(self) -> int:
        """0, 1 or 3."""
        return {Answer.PASSED: YES, Answer.FAILED: NO, Answer.CANNOT_TELL: CANNOT_TELL}[self.verdict]


def _worse(*answers: Answer) -> Answer:
    return next((one for one in (Answer.FAILED, Answer.CANNOT_TELL) if one in answers), Answer.PASSED)


def check_library(library: Library, case_id: UUID | None = None, progress: Progress = no_progress) -> Report:
    """Check everything, or what belongs to one case. `progress` counts bytes of originals."""
    originals = _originals(library, all_recordings(library, case_id), progress)
    return Report((_file(library), *originals, *_journal(library, case_id), *_records(library, case_id)))


def check_share(library: Library, day: date, progress: Progress = no_progress) -> Report:
    """Check what a day's share is: every page of the database, and one part in `PARTS` of originals and journals.

    That an original is there is looked at for all of them. `progress` counts bytes of originals.
    """

    def due(identity: str) -> bool:
        return int(identity[:8], 16) % PARTS == day.toordinal() % PARTS

    originals = [
        row
        for row in all_recordings(library)
        if due(row["sha256"]) or not library.layout.original(row["sha256"]).exists()
    ]
    checks = [_file(library, "integrity_check"), *_originals(library, originals, progress)]
    for chain in filter(due, records.chains(library)):
        progress(0, 0)  # so that it can be stopped
        if fault := first_fault(chain, records.whole_chain(library, chain)):
            row = library.row("SELECT label FROM complaint WHERE id = ?", [chain])
            checks.append(_broken(row["label"] if row else "library", fault.reason))
    return Report(tuple(checks))


def _file(library: Library, how: str = "quick_check") -> Check:
    rows = library.rows(f"PRAGMA {how}")
    broken = [str(value) for row in rows for value in row.values() if value != "ok"]
    if broken:
        return Check(
            "library",
            Answer.FAILED,
            Label(f"library.db is damaged: {broken[0][:200]}", f"library.db 已损坏：{broken[0][:200]}"),
            ("library.db",),
        )
    orphans = library.rows("PRAGMA foreign_key_check")
    if orphans:
        return Check(
            "library",
            Answer.FAILED,
            Label(
                f"a row of “{orphans[0]['table']}” has lost its parent", f"“{orphans[0]['table']}”中有一行缺少上级记录"
            ),
            ("library.db",),
        )
    try:
        refuse_foreign(library.db, library.layout.database)
    except LibraryProblem as problem:
        return Check("library", Answer.FAILED, problem.sentence, ("library.db",))
    return Check("library", Answer.PASSED, Label("library.db is sound", "library.db 完好"), ("library.db",))


def _originals(library: Library, rows: Sequence[dict[str, Any]], progress: Progress) -> Iterator[Check]:
    total, done = sum(row["size"] for row in rows), 0
    intact: list[str] = []
    worst = Answer.PASSED
    for row in rows:
        name = f"{row['used']} {row['file_name']}"
        path = library.layout.original(row["sha256"])
        try:
            digest = hash_file(path, offset(progress, done, total))
        except FileNotFoundError:
            worst = _worse(worst, Answer.CANNOT_TELL)
            yield Check(
                "original",
                Answer.CANNOT_TELL,
                Label(
                    f"the original of {name} is missing (originals/{row['sha256'][:16]}…); add the file again",
                    f"{name} 的原件缺失（originals/{row['sha256'][:16]}…）；请重新添加该文件",
                ),
                (name,),
            )
        except OSError as error:
            worst = _worse(worst, Answer.CANNOT_TELL)
            yield Check(
                "original",
                Answer.CANNOT_TELL,
                Label(f"the original of {name} cannot be read ({error.strerror})", f"无法读取 {name} 的原件"),
                (name,),
            )
        else:
            if digest == row["sha256"]:
                intact.append(name)
            else:
                worst = _worse(worst, Answer.FAILED)
                yield Check(
                    "original",
                    Answer.FAILED,
                    Label(
                        f"the original of {name} was altered: its SHA-256 is {digest[:16]}…, not {row['sha256'][:16]}…",
                        f"{name} 的原件被改动：其 SHA-256 为 {digest[:16]}…，应为 {row['sha256'][:16]}…",
                    ),
                    (name,),
                )
        done += row["size"]
    yield Check(
        "originals",
        worst,
        Label(f"{len(intact)} of {len(rows)} originals are unaltered", f"{len(rows)} 份原件中 {len(intact)} 份未改动"),
        tuple(intact),
    )


def _journal(library: Library, case_id: UUID | None) -> Iterator[Check]:
    chains = [str(case_id)] if case_id else records.chains(library)
    names = {row["id"]: row["label"] for row in library.rows("SELECT id, label FROM complaint")}
    heads = _witnessed_heads(library)
    there = set(chains)
    whole = 0
    for chain in chains:
        name = names.get(chain, "library" if chain == library.id else chain)
        chained = list(records.whole_chain(library, chain))
        fault = first_fault(chain, chained)
        reason = fault.reason if fault else _erased(chained) or _cut_off(library, chain, chained, heads)
        if reason:
            yield _broken(name, reason)
        else:
            whole += 1
    missing = [names[chain] for chain in names if chain not in there and not case_id]
    if missing:
        yield Check(
            "journal",
            Answer.FAILED,
            Label(f"the journal of {missing[0]} is gone", f"{missing[0]} 的日志不见了"),
            (f"journal {missing[0]}",),
        )
    yield Check(
        "journals",
        Answer.PASSED if whole == len(chains) else Answer.FAILED,
        Label(f"{whole} of {len(chains)} journals are whole", f"{len(chains)} 条日志中 {whole} 条完整"),
    )


def _broken(name: str, reason: Label) -> Check:
    told = Label(f"the journal of {name}: {reason.en}", f"{name} 的日志：{reason.zh}")
    return Check("journal", Answer.FAILED, told, (f"journal {name}",))


def _witnessed_heads(library: Library) -> dict[str, dict[int, str]]:
    """Heads of case chains that the library's chain and the register of exports have seen."""
    heads: dict[str, dict[int, str]] = {}
    for entry in records.whole_chain(library, library.id):
        for told in _heads_told(entry):
            case, seq, digest = (told.get(name) for name in ("case", "seq", "hash"))
            if isinstance(seq, int):  # anything else was forged, which the chain itself tells
                heads.setdefault(str(case), {})[seq] = str(digest)
    for row in library.rows("SELECT case_id, head_seq, head_hash FROM export"):
        heads.setdefault(row["case_id"], {})[row["head_seq"]] = row["head_hash"]
    return heads


def _heads_told(entry: Entry) -> list[dict[str, Any]]:
    """What an entry of the library's chain says of the heads of cases."""
    if entry.body is None or entry.action not in ("case_head", "case_heads"):
        return []
    told = [entry.body] if entry.action == "case_head" else entry.body.get("heads")
    return [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []


def _erased(chained: list[Entry]) -> Label | None:
    seq = erased_without_a_word(chained)
    if seq is None:
        return None
    return Label(
        f"the content of entry {seq} is gone, although no entry says that it was erased",
        f"第 {seq} 条的内容缺失，但没有记录说明它已被删除",
    )


def _cut_off(library: Library, chain: str, chained: list[Entry], heads: dict[str, dict[int, str]]) -> Label | None:
    """Whether the end of a chain is missing: each one stands witness for the other's end."""
    hashes = {entry.seq: entry.hash for entry in chained}
    if chain == library.id:
        return _library_cut_off(library, chained, heads)
    for seq, digest in sorted(heads.get(chain, {}).items()):
        if seq not in hashes:
            return Label(f"its end was cut off: entry {seq} existed", f"末尾被截断：曾有第 {seq} 条")
        if hashes[seq] != digest:
            return Label(
                f"entry {seq} was rewritten: an earlier head is different", f"第 {seq} 条被重写：与先前的链首不符"
            )
    return None


def _library_cut_off(library: Library, chained: list[Entry], heads: dict[str, dict[int, str]]) -> Label | None:
    """The library's chain saw the head of every case after each change, and every export."""
    unseen = next(
        (chain for chain in records.chains(library)
         if chain != library.id and (head := library.head(chain)) and head.seq not in heads.get(chain, {})),
        None,
    )  # fmt: skip
    told = {entry.body.get("id") for entry in chained if entry.action == "case_exported" and entry.body is not None}
    silent = any(entry.body is None for entry in chained)
    lost = [row["id"] for row in library.rows("SELECT id FROM export") if row["id"] not in told]
    if unseen is None and (silent or not lost):
        return None
    return Label(
        "its end was cut off: a case or an export is further on than its last entry",
        "末尾被截断：有案件或导出记录晚于其最后一条",
    )


def _compared(library: Library, case_id: UUID) -> tuple[Answer, list[Label]]:
    """How the rows of a case differ from its journal; a journal that is not whole tells nothing about rows."""
    row = library.row("SELECT label FROM complaint WHERE id = ?", [str(case_id)])
    label = row["label"] if row else str(case_id)
    if first_fault(str(case_id), records.whole_chain(library, str(case_id))):
        reason = Label("cannot be compared with its journal, which is not whole", "日志不完整，无法与之比对")
        return Answer.CANNOT_TELL, [Label(f"{label}: {reason.en}", f"{label}：{reason.zh}")]
    try:
        found = list(untold(library, case_id))
    except (ValueError, KeyError, TypeError, AttributeError) as nonsense:  # what was forged need not even make sense
        found = [Label(f"its rows or its journal make no sense ({nonsense})", f"记录或日志内容无意义（{nonsense}）")]
    return Answer.FAILED, [Label(f"{label}: {one.en}", f"{label}：{one.zh}") for one in found]


def _records(library: Library, case_id: UUID | None) -> Iterator[Check]:
    """Whether the rows that are shown and printed are what the journal tells."""
    cases = [UUID(row["id"]) for row in library.rows("SELECT id FROM complaint ORDER BY label")]
    fine = True
    own = list(records.whole_chain(library, library.id)) if case_id is None else []
    for stranger in (*untold_members(library, own), *untold_of_library(library, own)) if case_id is None else ():
        fine = False
        yield Check("records", Answer.FAILED, stranger, ("library.db",))
    for one in cases if case_id is None else [case_id]:
        answer, differences = _compared(library, one)
        for difference in differences:
            fine = False
            yield Check("records", answer, difference, ("library.db",))
    if fine:
        yield Check(
            "records",
            Answer.PASSED,
            Label("cases, exhibits and marks are what the journals say", "案件、证据和标注均与日志一致"),
            ("library.db",),
        )
