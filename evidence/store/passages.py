"""The index of words: every text that can be found, Chinese by its characters, kept in step with the rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from evidence.store.library import Change

_SCRIPT = re.compile(
    "([\u2e80-\u2fff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])"
)
_LONE_LETTER = re.compile(r"(?:^|[^A-Za-z0-9])[A-Za-z]$")

Passage = tuple[str, str, str, str, str]
"""Case, kind of thing, its identity, part and text."""


def spaced(text: str) -> str:
    """Text in which every character of a script without spaces between its words is a word of its own."""
    return text if text.isascii() else " ".join(_SCRIPT.split(text))


def phrase(text: str) -> str:
    """What the index is asked for these words, one after the other; the last one may go on. Never a query language.

    A single letter at the end does not go on: too many words begin with it. The index knows no capitals, but takes ß
    and ss for different letters: both are asked for.
    """
    folded = text.casefold()
    forms = dict.fromkeys((text, folded, folded.replace("ss", "ß")))
    going_on = "" if _LONE_LETTER.search(text) else " *"
    return " OR ".join('"' + spaced(form).replace('"', '""') + f'"{going_on}' for form in forms)


def keep_passages(
    change: Change, case_id: str, subject: str, subject_id: str, by: str, texts: Mapping[str, str]
) -> None:
    """Make the texts of one thing findable, and what it said before not any more."""
    known = {
        row["part"]: row
        for row in change.library.rows(
            "SELECT id, part, text FROM passage WHERE subject_id = ? AND position = 0", [subject_id]
        )
    }
    for part, text in texts.items():
        before = known.get(part)
        if before is not None and before["text"] == text:
            continue
        if before is not None:
            _forget(change, before["id"], before["text"])
        if text:
            add_passage(change, case_id, subject, subject_id, part, by, text)


def add_passage(
    change: Change, case_id: str, subject: str, subject_id: str, part: str, by: str, text: str, position: int = 0
) -> None:
    """Make a text findable that was not."""
    row = change.db.execute(
        'INSERT INTO passage (case_id, subject, subject_id, part, position, "by", text) VALUES (?, ?, ?, ?, ?, ?, ?)',
        [case_id, subject, subject_id, part, position, by, text],
    )
    change.db.execute("INSERT INTO words (rowid, spaced) VALUES (?, ?)", [row.lastrowid, spaced(text)])


def add_passages(change: Change, passages: Iterable[Passage]) -> None:
    """Make many new texts findable at once."""
    [row] = change.library.rows("SELECT coalesce(max(id), 0) AS last FROM passage")
    put = [(number, *one) for number, one in enumerate((one for one in passages if one[4]), row["last"] + 1)]
    change.db.conn.executemany(
        'INSERT INTO passage (id, case_id, subject, subject_id, part, position, "by", text) '
        "VALUES (?, ?, ?, ?, ?, 0, '', ?)",
        put,
    )
    change.db.conn.executemany(
        "INSERT INTO words (rowid, spaced) VALUES (?, ?)", [(number, spaced(text)) for number, *_, text in put]
    )


def keep_all(change: Change, case_id: str, subjects: Sequence[str], passages: Iterable[Passage]) -> None:
    """Let these be all that is found of these kinds of things in a case."""
    known = {
        (row["subject_id"], row["part"]): row
        for row in change.library.rows(
            "SELECT id, subject_id, part, text FROM passage WHERE case_id = ? "
            f"AND subject IN ({', '.join('?' * len(subjects))})",
            [case_id, *subjects],
        )
    }
    new = []
    for one in passages:
        _, _, subject_id, part, text = one
        before = known.pop((subject_id, part), None)
        if before is None or before["text"] != text:
            new.append(one)
            if before is not None:
                _forget(change, before["id"], before["text"])
    for row in known.values():
        _forget(change, row["id"], row["text"])
    add_passages(change, new)


def _forget(change: Change, rowid: int, text: str) -> None:
    """The index holds no texts, so it is told what it forgets."""
    change.db.execute("INSERT INTO words (words, rowid, spaced) VALUES ('delete', ?, ?)", [rowid, spaced(text)])
    change.db.execute("DELETE FROM passage WHERE id = ?", [rowid])


def change_text(change: Change, rowid: int, before: str, after: str) -> None:
    """Let a passage say something else, or nothing, wherever it belongs."""
    if before == after:
        return
    [row] = change.library.rows("SELECT * FROM passage WHERE id = ?", [rowid])
    _forget(change, rowid, before)
    if after:
        add_passage(
            change, row["case_id"], row["subject"], row["subject_id"], row["part"], row["by"], after, row["position"]
        )
