"""That a case is judged by another version of a checklist than it was registered with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListChange:
    """From now on the case is judged by this version of a list, for this reason."""

    list: str
    """The list's id: that of the kind of dispute, or CH."""
    version: str
    reason: str
