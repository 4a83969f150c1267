"""The complaints of a library, as tests find them: the lines of the register that the window reads."""

from __future__ import annotations

from evidence.register.lines import RegisterLine, Wanted
from evidence.store.library import Library
from evidence.store.register import read_page


def cases_of(library: Library) -> tuple[RegisterLine, ...]:
    """Every complaint, the one registered last first."""
    return read_page(library, Wanted(descending=True), 0).lines
