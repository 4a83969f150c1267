"""Which pages of the linked papers were shown to whom, and what of them is still to be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from evidence.labels import Label
from evidence.model.coverage import PageShown
from evidence.model.people import Member
from evidence.model.recording import Exhibit

Read = Mapping[UUID, frozenset[int]]
"""The pages that count as shown to one reviewer, by exhibit."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A linked document or photo with the number of its pages."""

    exhibit: UUID
    label: str
    pages: int


@dataclass(frozen=True, slots=True)
class Unread:
    """The pages of a paper that were not shown yet, from 1."""

    exhibit: UUID
    label: str
    pages: tuple[int, ...]


def papers_of(exhibits: Iterable[Exhibit]) -> tuple[Paper, ...]:
    """The papers among these exhibits."""
    found = ((one, one.recording.facts.pages) for one in exhibits)
    return tuple(Paper(one.id, one.label, pages) for one, pages in found if pages is not None)


def counting(shown: Iterable[PageShown]) -> dict[UUID, frozenset[int]]:
    """What of these counts: not what was recorded under settings that nobody can read by."""
    found: dict[UUID, set[int]] = {}
    for one in shown:
        if one.rules == one.rules.within_reason():
            found.setdefault(one.exhibit, set()).add(one.page)
    return {exhibit: frozenset(pages) for exhibit, pages in found.items()}


def read_by_account(shown: Iterable[PageShown], people: Iterable[Member]) -> dict[str, Read]:
    """What counts as shown to each account."""
    names = {member.id: member.os_user for member in people}
    own: dict[str, list[PageShown]] = {}
    for one in shown:
        own.setdefault(names[one.member], []).append(one)
    return {account: counting(pages) for account, pages in own.items()}


def unread(papers: Iterable[Paper], read: Read) -> tuple[Unread, ...]:
    """What is left to read of these papers."""
    found = []
    for paper in papers:
        seen = read.get(paper.exhibit, frozenset())
        if left := tuple(page for page in range(1, paper.pages + 1) if page not in seen):
            found.append(Unread(paper.exhibit, paper.label, left))
    return tuple(found)


def unread_in_words(left: Iterable[Unread]) -> Label:
    """`page 2 of EX-05, pages 1-3 of EX-06`."""
    parts = [(one.label, ranges(one.pages), len(one.pages)) for one in left]
    return Label(
        ", ".join(f"{'page' if count == 1 else 'pages'} {pages} of {label}" for label, pages, count in parts),
        "，".join(f"{label} 第 {pages} 页" for label, pages, _ in parts),
    )


def ranges(pages: Iterable[int]) -> str:
    """`1–3, 5`: page numbers in their order."""
    runs: list[list[int]] = []
    for page in sorted(pages):
        if runs and runs[-1][1] == page - 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs)
