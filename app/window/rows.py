"""What the desk lists: the exhibits of a case, series of files as one each."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from evidence.model.grouping import Grouping
from evidence.model.recording import Exhibit
from evidence.segments.finding import Found, find_series
from evidence.segments.joined import Joined, shown_exhibits


class Rows:
    """The exhibits of the open case in the form in which they are met. Display only."""

    def __init__(self) -> None:
        """Start without a case."""
        self._exhibits: tuple[Exhibit, ...] = ()
        self._groupings: tuple[Grouping, ...] = ()
        self.found = Found()
        self.alone: tuple[Exhibit, ...] = ()
        """As they are listed and looked at one by one."""
        self.together: tuple[Exhibit, ...] = ()
        """As they play together: a series is one lane where the clocks of its files make one row."""

    def set_exhibits(self, exhibits: Sequence[Exhibit], groupings: Sequence[Grouping] = ()) -> None:
        """Take the exhibits of a case, and what somebody said of which belong together."""
        if (self._exhibits, self._groupings) == (tuple(exhibits), tuple(groupings)):
            return
        self._exhibits, self._groupings = tuple(exhibits), tuple(groupings)
        self.found = find_series(exhibits, groupings)
        self.alone = shown_exhibits(exhibits, self.found)
        self.together = shown_exhibits(exhibits, self.found, by_wall=True)

    def get(self, exhibit: UUID) -> Exhibit | None:
        """What is listed under this identity, or a file of the case."""
        return next((one for one in (*self.alone, *self._exhibits) if one.id == exhibit), None)

    def holding(self, exhibit: UUID) -> Exhibit | None:
        """What is listed and holds a file of the case."""
        for one in self.alone:
            if one.id == exhibit or (isinstance(one, Joined) and any(piece.id == exhibit for piece in one.pieces)):
                return one
        return None
