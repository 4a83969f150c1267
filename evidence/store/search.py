"""Finding words in complaints, marks, quotes and notes; plain text in, never a query language."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from evidence.canonical import clean_text
from evidence.errors import WrongUse
from evidence.store.cases import list_cases
from evidence.store.library import Library
from evidence.store.marks import list_marks

SHOWN = 160


@dataclass(frozen=True, slots=True)
class Hit:
    """Where the words stand: "complaint", "quote" or "note", the label to open, and the text around them."""

    where: str
    case_id: UUID
    label: str
    text: str


def find(library: Library, text: str) -> tuple[Hit, ...]:
    """Every place that holds these words, whatever their capitals. Two Chinese characters are enough, and one too.

    Raises:
        WrongUse: nothing was given to look for.
    """
    wanted = clean_text(text).casefold().strip()
    if not wanted:
        raise WrongUse("Type what to look for.", "请输入要查找的内容。")
    hits: list[Hit] = []
    with library.view():
        for line in list_cases(library):
            row = library.row("SELECT title, verbatim, regulator_reference FROM complaint WHERE id = ?", [str(line.id)])
            named = library.rows("SELECT name, organisation FROM person WHERE case_id = ? AND current = 1",
                                 [str(line.id)])  # fmt: skip
            said = library.rows("SELECT text FROM allegation WHERE case_id = ? AND current = 1", [str(line.id)])
            texts = [line.label, *(row.values() if row else ())]
            texts += [value for other in (*named, *said) for value in other.values()]
            hits += [Hit("complaint", line.id, line.label, _around(value, wanted))
                     for value in texts if wanted in value.casefold()]  # fmt: skip
            for mark in list_marks(library, line.id):
                for where, value in (("quote", mark.quote), ("note", mark.note)):
                    if wanted in value.casefold():
                        label = f"{line.label}/{mark.exhibit_label}/{mark.label}"
                        hits.append(Hit(where, line.id, label, _around(value, wanted)))
    return tuple(hits)


def _around(text: str, wanted: str) -> str:
    place = max(0, text.casefold().find(wanted) - SHOWN // 3)
    cut = text[place : place + SHOWN]
    return ("…" if place else "") + cut + ("…" if place + SHOWN < len(text) else "")
