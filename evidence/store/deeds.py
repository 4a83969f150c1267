"""Acts on what stands in a case: each keeps before and after, and undo appends its opposite."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from evidence.canonical import clean_text
from evidence.errors import NotFound, Refused
from evidence.model.people import Viewer
from evidence.store.library import Change, Library
from evidence.store.passages import keep_passages
from evidence.store.sql import insert_row
from evidence.store.subjects import SERIES, SUBJECTS, Subject
from evidence.store.viewers import SECOND_ACCOUNTS, kept_apart, kept_unmarked, viewer_of
from evidence.timecode import rfc3339

_AUTHORS_OWN = {("mark", "revise"), ("opinion", "revise"), ("opinion", "withdraw")}
"""What nobody else does: a conclusion rests on what the author of a mark says and was played to them."""
BLOCK, FIRST_BLOCKED, LAST_BLOCKED = 10_000, 20_000, 999_999
"""Numbers in the block of one second reviewer, and where these blocks lie; all others go to everybody else."""
WITH = "_with"
"""Ends the verb of an act that belongs to the one before it: both are undone, and done again, as one."""
_FIXED = ("id", "case_id", "label", "by", "at", "sha256", "cues_sha256", "round")


def next_label(library: Library, subject: Subject, case_id: str) -> str:
    """The next free label of this kind in a case.

    What a second reviewer makes while the reviews are kept apart is numbered in a block of their own (M-20001 and on),
    so that no number tells either side how much the other one has done.

    Raises:
        Refused: a second reviewer has used up their numbers.
    """
    place = _second_place(library, case_id) if subject.private else 0
    begin = BLOCK * (1 + place) if place else 0
    within = "BETWEEN ? AND ?" if begin else "NOT BETWEEN ? AND ?"
    bounds = (begin, begin + BLOCK - 1) if begin else (FIRST_BLOCKED, LAST_BLOCKED)
    row = library.row(
        f"SELECT max(number) AS last FROM (SELECT CAST(substr(label, {len(subject.prefix) + 2}) AS INTEGER) AS number "
        f"FROM {subject.table} WHERE case_id = ?) WHERE number {within}",
        [case_id, *bounds],
    )
    number = ((row["last"] if row else None) or begin) + 1
    if begin and number > bounds[1]:
        raise Refused(
            f"A second review has at most {BLOCK - 1:,} numbers of a kind in one case.",
            f"复审在一个案件中的同类编号最多 {BLOCK - 1:,} 个。",
        )
    return f"{subject.prefix}-{LAST_BLOCKED + 1 if number == FIRST_BLOCKED else number:0{subject.digits}}"


def _second_place(library: Library, case_id: str) -> int:
    """Which second reviewer of the case this account is, from 1; 0 where nothing is kept from them."""
    if not viewer_of(library, case_id).blind:
        return 0
    rows = library.rows(f"{SECOND_ACCOUNTS.format(case='?')} GROUP BY m.os_user ORDER BY min(d.rowid)", [case_id])
    return 1 + [row["os_user"] for row in rows].index(library.writer.os_user)


def add(
    change: Change, subject: Subject, row: dict[str, Any], told: dict[str, Any] | None = None, *, goes_on: bool = False
) -> None:
    """Put a new row in its table, its texts in the index, and both in the journal; `told` stands there too.

    goes_on: it is one with the act before it in this transaction.
    """
    verb = f"make{WITH}" if goes_on else "make"
    change.db.execute(*insert_row(subject.table, row))
    _index(change, subject, row)
    append_act(change, row["case_id"], "do", verb, subject, row["id"], {"withdrawn": 1}, {"withdrawn": 0}, None)
    change.record(row["case_id"], f"{subject.table}_made", {**row, **(told or {})})


def alter(library: Library, subject: Subject, case_id: UUID, label: str, verb: str, after: dict[str, Any]) -> None:
    """Change what a thing says; what it said stays in the history.

    Raises:
        NotFound: the case has no such thing, or none that this person may see.
        Refused: it belongs to the other round of the review, or is for its author to change.
    """
    with library.change() as change:
        alter_within(change, subject, case_id, label, verb, after)


def alter_within(
    change: Change,
    subject: Subject,
    case_id: UUID,
    label: str,
    verb: str,
    after: dict[str, Any],
    *,
    goes_on: bool = False,
) -> bool:
    """The same inside a transaction; whether there was something to change. goes_on: as for `add`."""
    library = change.library
    viewer = viewer_of(library, case_id)
    row = row_of(library, subject, case_id, label, viewer)
    refuse_other_round(subject, viewer, row)
    if row["by"] != viewer.account and (subject.table, verb) in _AUTHORS_OWN:
        raise Refused(
            f"{row['label']} was made by somebody else and says what they say. Make one of your own beside it.",
            f"{row['label']} 由他人作出，代表其本人的意见。请另作自己的记录。",
        )
    before = {column: row[column] for column in after}
    if before == after:
        return False
    _apply(change, subject, row, after)
    did = f"{verb}{WITH}" if goes_on else verb
    append_act(change, str(case_id), "do", did, subject, row["id"], before, after, None)
    change.record(
        str(case_id), f"{subject.table}_{verb}", {subject.table: row["label"], "before": before, "after": after}
    )
    return True


def rows_of(library: Library, subject: Subject, case_id: UUID) -> list[dict[str, Any]]:
    """What this person may see of a kind in a case, in the order of the labels."""
    where, parameters = seen(library, subject, case_id)
    return library.rows(
        f"SELECT * FROM {subject.table} t WHERE case_id = ? {where}ORDER BY length(label), label",
        [str(case_id), *parameters],
    )


def row_of(
    library: Library, subject: Subject, case_id: UUID, label: str, viewer: Viewer | None = None
) -> dict[str, Any]:
    """The row of a label, if this person may see it.

    Raises:
        NotFound: there is none, or none for them.
    """
    where, parameters = seen(library, subject, case_id, viewer)
    row = library.row(
        f"SELECT * FROM {subject.table} t WHERE case_id = ? AND label = ? {where}",
        [str(case_id), clean_text(label).strip().upper(), *parameters],
    )
    if row is None:
        raise NotFound(
            f"The case has no {subject.en} {label[:40]}. Look at the list for what there is.",
            f"本案没有{subject.zh} {label[:40]}。请查看列表。",
        )
    return row


def seen(library: Library, subject: Subject, case_id: UUID, viewer: Viewer | None = None) -> tuple[str, list[Any]]:
    """The condition, on a table called t, that leaves out what is kept from this person."""
    if not subject.private:
        return "", []
    viewer = viewer or viewer_of(library, case_id)
    if viewer.blind:
        return 'AND t."by" = ? ', [viewer.account]
    if viewer.kept:
        return kept_unmarked(viewer, subject.table)
    return kept_apart(library, str(case_id)) if viewer.apart else ("", [])


def refuse_other_round(subject: Subject, viewer: Viewer, row: dict[str, Any]) -> None:
    """A mark is changed in its own round only, and one of the second round only until that is done.

    Raises:
        Refused: it belongs to the other round, the second one is done, or they left the second one.
    """
    if subject.table != "mark":
        return
    if viewer.left_second:
        raise Refused(
            "You were the second reviewer of this case, so you add nothing to the first review and change nothing "
            "in it.",
            "您曾任本案复审人，因此不能参与或更改初审。",
        )
    if row["round"] != viewer.round:
        raise Refused(
            f"{row['label']} was made in the other round of the review. Make a mark of your own instead.",
            f"{row['label']} 属于另一轮审查。请另作自己的标注。",
        )
    if viewer.round == 2 and viewer.round_done:
        raise Refused(
            "Your round is done, so its marks stand as they are. Where the rounds differ, settle the point.",
            "您的复审已完成，其标注不再更改。两轮审查有差异的要点，请进行协调。",
        )


@dataclass(frozen=True, slots=True)
class Stepped:
    """What an undo or redo changed: the table and label of the thing, and the act's verb."""

    subject: str
    label: str
    verb: str
    also: tuple[str, ...] = ()
    """The labels of what was changed with it, as one."""


def can_undo_redo(library: Library, case_id: UUID) -> tuple[bool, bool]:
    """Whether undo, and whether redo, would do something for this person."""
    done, undone = _stacks(library, case_id)
    return bool(done), bool(undone)


def step(library: Library, case_id: UUID, kind: str) -> Stepped:
    """Take back this person's last act in this case since its last approval ("undo"), or do it again ("redo").

    Raises:
        Refused: there is none, or somebody else changed the same thing meanwhile.
    """
    with library.change() as change:
        stack = _stacks(library, case_id)[kind == "redo"]
        if not stack:
            what = ("undo", "撤销") if kind == "undo" else ("redo", "重做")
            raise Refused(f"There is nothing to {what[0]} in this case.", f"本案没有可{what[1]}的操作。")
        done = [_step(change, case_id, kind, seq) for seq in _as_one(library, case_id, stack, kind)]
        return replace(done[0], also=tuple(one.label for one in done[1:]))


def _as_one(library: Library, case_id: UUID, stack: list[int], kind: str) -> Iterator[int]:
    """The last act, and those that belong to it: back to the one that began it, or on from that one."""
    sql = "SELECT seq FROM act WHERE case_id = ?1 AND kind = 'do' AND substr(verb, -length(?2)) = ?2"
    goes_on = {row["seq"] for row in library.rows(sql, [str(case_id), WITH])}
    last = 0
    for number, seq in enumerate(reversed(stack)):
        if number and (seq not in goes_on if kind == "redo" else last not in goes_on):
            return
        yield seq
        last = seq


def _step(change: Change, case_id: UUID, kind: str, seq: int) -> Stepped:
    """Take back the act of this number, or do it again."""
    library = change.library
    act = library.rows("SELECT * FROM act WHERE case_id = ? AND seq = ?", [str(case_id), seq])[0]
    past, future = json.loads(act["before"]), json.loads(act["after"])
    if act["subject"] == SERIES.table:
        before, target = {"stands": int(kind == "undo")}, {"stands": int(kind == "redo")}
        append_act(change, str(case_id), kind, act["verb"], SERIES, act["subject_id"], before, target, seq)
        change.record(str(case_id), f"{SERIES.table}_{kind}", {SERIES.table: act["subject_id"], "act": seq, **target})
        return Stepped(SERIES.table, ", ".join(future["exhibits"]), act["verb"])
    subject = SUBJECTS[act["subject"]]
    row = library.row(f"SELECT * FROM {subject.table} WHERE id = ?", [act["subject_id"]])
    stands, target = (future, past) if kind == "undo" else (past, future)
    if row is None or any(row[column] != value for column, value in stands.items()):
        raise Refused(
            f"The {subject.en} was changed by somebody else meanwhile, so this act cannot be taken back on its own.",
            f"该{subject.zh}此后已被他人更改，无法单独撤销此操作。",
        )
    refuse_other_round(subject, viewer_of(library, case_id), row)
    before = {column: row[column] for column in target}
    _apply(change, subject, row, target)
    append_act(change, str(case_id), kind, act["verb"], subject, row["id"], before, target, seq)
    body = {subject.table: row["label"], "act": seq, "before": before, "after": target}
    change.record(str(case_id), f"{subject.table}_{kind}", body)
    return Stepped(subject.table, row["label"], act["verb"].removesuffix(WITH))


def _stacks(library: Library, case_id: UUID) -> tuple[list[int], list[int]]:
    """This person's acts that stand, and those taken back and not overtaken by a new one; the last one last."""
    rows = library.rows(
        'SELECT seq, kind, undoes FROM act WHERE case_id = ? AND "by" = ? AND seq > '
        "coalesce((SELECT max(act_seq) FROM approval a WHERE a.case_id = act.case_id), 0) ORDER BY seq",
        [str(case_id), library.writer.actor],
    )
    done: list[int] = []
    undone: list[int] = []
    for row in rows:
        if row["kind"] == "do":
            done.append(row["seq"])
            undone.clear()
        elif row["kind"] == "undo":
            done.pop()
            undone.append(row["undoes"])
        else:
            undone.pop()
            done.append(row["undoes"])
    return done, undone


def _apply(change: Change, subject: Subject, row: dict[str, Any], values: dict[str, Any]) -> None:
    """Write values into a row; their names come from the library file, so they are columns of ours or nothing."""
    if not set(values) <= set(row) - set(_FIXED):
        raise ValueError(f"an act on a {subject.table} names what never changes")
    sets = ", ".join(f'"{column}" = ?' for column in values)
    change.db.execute(f"UPDATE {subject.table} SET {sets} WHERE id = ?", [*values.values(), row["id"]])
    _index(change, subject, {**row, **values})


def _index(change: Change, subject: Subject, row: dict[str, Any]) -> None:
    texts = {column: row[column] for column in subject.searched}
    keep_passages(change, row["case_id"], subject.table, row["id"], row["by"], texts)


def append_act(change: Change, case_id: str, kind: str, verb: str, subject: Subject, subject_id: str,
               before: dict[str, Any], after: dict[str, Any], undoes: int | None) -> None:  # fmt: skip
    """Append an act to those of a case."""
    row = {
        "case_id": case_id,
        "seq": last_act(change.library, case_id) + 1,
        "kind": kind,
        "verb": verb,
        "subject": subject.table,
        "subject_id": subject_id,
        "before": json.dumps(before, ensure_ascii=False),
        "after": json.dumps(after, ensure_ascii=False),
        "by": change.library.writer.actor,
        "at": rfc3339(change.at),
        "undoes": undoes,
    }
    change.db.execute(*insert_row("act", row))
    touch(change, case_id)


def last_act(library: Library, case_id: str) -> int:
    """The number of the last act in a case; 0 if there is none."""
    row = library.row("SELECT max(seq) AS seq FROM act WHERE case_id = ?", [case_id])
    return (row["seq"] or 0) if row else 0


def touch(change: Change, case_id: str) -> None:
    """Note that a case changed now, for the list of complaints."""
    change.db.execute("UPDATE complaint SET changed_at = ? WHERE id = ?", [rfc3339(change.at), case_id])
