"""What a person said of files: that they belong together as one recording of a recorder, or that they do not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from evidence.timecode import Moment


@dataclass(frozen=True, slots=True)
class GroupingDraft:
    """What is said, before it is written down. Files, marks and clocks stay as they are."""

    together: bool
    """Shown as one recording; otherwise each stays on its own, whatever the names say."""
    exhibits: tuple[UUID, ...]
    """In order, as they follow each other."""
    reason: str
    gaps_us: tuple[int, ...] = ()
    """From the end of each file to the start of the next, negative where they overlap; none where kept apart."""
    exact_us: int = 0
    """Less than this between two files is within what their starts tell."""
    first: Moment | None = None
    """When the first one begins, as it was told; None where kept apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping(GroupingDraft):
    """The same as it stands in a case. The last one said of a file holds."""

    id: UUID
    by: str
    at: Moment


def holding(groupings: Iterable[Grouping]) -> dict[UUID, Grouping]:
    """What holds of each file of which something was said."""
    return {exhibit: one for one in groupings for exhibit in one.exhibits}
