"""A case that came from another library keeps its journal; what had to be named otherwise here is told by one entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from evidence.model.entry import Entry

RECEIVED = "case_received"
"""The first entry that this library wrote itself: what came before it is the other library's, as it stood there."""


def as_named_here(chained: Iterable[Entry]) -> list[Entry]:
    """The entries with the names that things have here, for comparing and for making rows; never for hashing."""
    entries = list(chained)
    for place, entry in enumerate(entries):
        names = entry.body.get("names") if entry.action == RECEIVED and entry.body is not None else None
        if isinstance(names, dict) and names:
            entries[:place] = [renamed(one, names) for one in entries[:place]]
    return entries


def renamed(entry: Entry, names: Mapping[str, str]) -> Entry:
    """An entry in whose body whole values are named otherwise."""
    return replace(entry, body=_renamed(entry.body, names)) if entry.body is not None else entry


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, dict):
        return {name: _renamed(part, names) for name, part in value.items()}
    if isinstance(value, list):
        return [_renamed(part, names) for part in value]
    return value
