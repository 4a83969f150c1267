"""What the mask dialog begins with."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from evidence.labels import Label
from evidence.model.masks import Mask
from evidence.model.record import Record


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of recording time, up to and not including `to_us`, or a page; and what it is called."""

    name: Label
    from_us: int | None = None
    to_us: int | None = None
    page: int | None = None

    def holds(self, at_us: int) -> bool:
        """Whether a moment lies in it."""
        return self.from_us is not None and self.to_us is not None and self.from_us <= at_us < self.to_us


@dataclass(frozen=True, slots=True)
class MaskStart:
    """The exhibit or mark that is decided about, the stretches that can be chosen, and the decision that stands."""

    name: str
    exhibit: UUID
    stretches: tuple[Stretch, ...]
    record: Record[Mask] | None = None
    writable: bool = True
