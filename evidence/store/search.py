"""Finding words in what was registered, marked, said and written down; plain text in, never a query language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from evidence.canonical import clean_text
from evidence.errors import WrongUse
from evidence.store.library import Library
from evidence.store.passages import phrase
from evidence.store.subjects import SUBJECTS
from evidence.store.viewers import kept_in_all

SHOWN = 160
MOST = 500
_REGISTERED = ("complaint", "person", "allegation")
_STANDING = (
    "AND NOT (p.subject = 'transcript' AND EXISTS "
    "(SELECT 1 FROM transcript t WHERE t.id = p.subject_id AND t.withdrawn = 1)) "
)
_PRIVATE = tuple(one.table for one in SUBJECTS.values() if one.private)


@dataclass(frozen=True, slots=True)
class Hit:
    """Where the words stand, the label to open, and the text around them.

    `where` is "complaint" for what was registered, "quote", "note" or "translation" of a mark, otherwise the kind:
    "transcript", "statement", "request", "finding" and so on. `at_us` is the recording time of a transcript's line.
    """

    where: str
    case_id: UUID
    label: str
    text: str
    at_us: int | None = None


def find(library: Library, text: str, most: int = MOST) -> tuple[Hit, ...]:
    """The places that hold these words one after the other, whatever their capitals and accents.

    Words count from their beginning ("surr" finds "surrender"); of Chinese, any characters that follow each other.
    Where there are more than `most`, those written last. The case that changed last stands first.

    Raises:
        WrongUse: nothing was given to look for.
    """
    wanted = clean_text(text).strip()
    if not wanted:
        raise WrongUse("Type what to look for.", "请输入要查找的内容。")
    with library.view():
        kept, hidden = kept_in_all(library, "p", "p.subject_id", _PRIVATE)
        parameters: list[Any] = [phrase(wanted), *hidden]
        rows = library.rows(
            "SELECT p.*, c.label AS case_label, c.changed_at FROM words JOIN passage p ON p.id = words.rowid "
            f"JOIN complaint c ON c.id = p.case_id WHERE words MATCH ? {kept}{_STANDING}"
            "ORDER BY words.rowid DESC LIMIT ?",
            [*parameters, most],
        )
        if any(not sign.isalnum() and not sign.isspace() for sign in wanted):  # the index knows no punctuation
            rows = [row for row in rows if wanted.casefold() in row["text"].casefold()]
        rows.sort(key=lambda row: (row["changed_at"], row["case_label"], row["subject"] in _REGISTERED), reverse=True)
        return tuple(_hit(library, row, wanted) for row in rows)


def _hit(library: Library, row: dict[str, Any], wanted: str) -> Hit:
    subject, where, label, at_us = row["subject"], row["subject"], row["case_label"], None
    if subject in _REGISTERED:
        where = "complaint"
    elif subject in ("mark", "transcript"):
        found = library.row(
            f"SELECT s.label, e.label AS exhibit FROM {subject} s JOIN exhibit e ON e.id = s.exhibit_id WHERE s.id = ?",
            [row["subject_id"]],
        )
        if found:
            label = f"{label}/{found['exhibit']}" + (f"/{found['label']}" if subject == "mark" else "")
        if subject == "mark":
            where = row["part"]
        else:
            cue = library.row(
                "SELECT from_us FROM cue WHERE transcript_id = ? AND position = ?", [row["subject_id"], row["position"]]
            )
            at_us = cue["from_us"] if cue else None
    elif subject in SUBJECTS:
        found = library.row(f"SELECT label FROM {subject} WHERE id = ?", [row["subject_id"]])
        label = f"{label}/{found['label']}" if found else label
    return Hit(where, UUID(row["case_id"]), label, _around(row["text"], wanted.casefold()), at_us)


def _around(text: str, wanted: str) -> str:
    place = max(0, text.casefold().find(wanted) - SHOWN // 3)
    cut = text[place : place + SHOWN]
    return ("…" if place else "") + cut + ("…" if place + SHOWN < len(text) else "")
