"""The earlier handling of the same matter: what stands in the complaint that this one repeats."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from evidence.model.case import Case
from evidence.model.mark import Mark
from evidence.model.papers import Papers


@dataclass(frozen=True, slots=True)
class Earlier:
    """The complaint that was handled before, as far as the person at the window may see it."""

    id: UUID
    label: str
    papers: Papers
    handling: tuple[Mark, ...]
    """Marks by the list on how a complaint itself is handled (CH)."""
    case: Case
    """With the version of that list that it was judged by."""
