"""Looking for words in the whole library from the list of complaints, and going to where they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.session import Session
from evidence.labels import Label
from evidence.store.library import Library
from evidence.store.search import Hit, find
from evidence.store.subjects import SUBJECTS
from widgets.lists.hits import HitLine

MOST = 200
"""How many places are listed; whoever gets more of them looks for longer words."""

_WHERE = {
    "complaint": Label("complaint", "投诉"),
    "quote": Label("quote", "原话"),
    "note": Label("note", "审查说明"),
    "translation": Label("translation", "译文"),
}


def look_for(session: Session, text: str, tell: Callable[[str, Sequence[HitLine]], None]) -> None:
    """Look for words in the whole library, as they are typed into the field above the complaints."""
    if not text:
        tell(text, ())
        return

    def work(library: Library) -> list[HitLine]:
        return [hit_line(hit) for hit in find(library, text, MOST)]

    session.look(work, lambda hits: tell(text, hits))


def hit_line(hit: Hit) -> HitLine:
    """A place as the list shows it; its label is `C-2026-0001/EX-02/M-003`, or a part of that."""
    case, *parts = hit.label.split("/")
    subject = SUBJECTS.get(hit.where)
    where = _WHERE.get(hit.where) or (Label(subject.en, subject.zh) if subject else Label(hit.where, hit.where))
    exhibit = next((part for part in parts if part.startswith("EX-")), "")
    mark = next((part for part in parts if part.startswith("M-")), "")
    return HitLine(hit.case_id, case, where, hit.text, exhibit, mark, hit.at_us)
