"""Lines for the list of complaints, as a library would give them: in pages, sorted and narrowed down."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.register.lines import Column, RegisterLine, RegisterPage, Wanted
from tests.widgets.samples import TODAY
from widgets.register.list import RegisterList
from widgets.register.model import PAGE


def feed(made: RegisterList, lines: Sequence[RegisterLine]) -> RegisterList:
    """Let a list have what it asks for of these lines, and ask once."""
    made.page_wished.connect(lambda wanted, first: made.set_page(page_of(lines, wanted, first)))
    made.set_branches(sorted({line.branch for line in lines}))
    made.refresh()
    return made


def page_of(lines: Sequence[RegisterLine], wanted: Wanted, first: int) -> RegisterPage:
    """The page from line `first` on."""
    found = [line for line in lines if _fits(line, wanted)]
    found.sort(key=lambda line: str(getattr(line, wanted.order.value) or ""), reverse=wanted.descending)
    if wanted.order is Column.STATE:
        found.sort(key=lambda line: line.state.rank, reverse=wanted.descending)
    return RegisterPage(wanted, first, tuple(found[first : first + PAGE]), len(found), len(lines), TODAY)


def _fits(line: RegisterLine, wanted: Wanted) -> bool:
    days = (line.due - TODAY).days if line.due else None
    return (
        wanted.text.casefold() in f"{line.label} {line.title} {line.customer} {line.branch}".casefold()
        and wanted.kind in (None, line.kind)
        and wanted.state in (None, line.state)
        and wanted.branch in ("", line.branch)
        and (wanted.within_days is None or (days is not None and days <= wanted.within_days))
    )
