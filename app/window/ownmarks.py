"""The marks on what is on stage, at their places on its timeline; after an act only its mark is placed again."""

from __future__ import annotations

from collections.abc import Sequence

from app.window.opening import Opened
from evidence.model.changes import changes, row_of
from evidence.model.mark import Mark


class OwnMarks:
    """Those of the marks of a case that lie on one exhibit or series, withdrawn ones among them."""

    def __init__(self) -> None:
        """None yet."""
        self._opened: Opened | None = None
        self._all: tuple[Mark, ...] = ()
        self._sources: list[Mark] = []
        self._own: list[Mark] = []
        self.placed = 0
        """How many were placed for what was taken last."""

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Those that lie on it, in the order of the case."""
        return tuple(self._own)

    def take(self, opened: Opened | None, marks: Sequence[Mark]) -> None:
        """Place the marks of a case on what is on stage now."""
        changed = changes(self._all, marks) if _same(self._opened, opened) else None
        self._opened, self._all, self.placed = opened, tuple(marks), 0
        if changed is None:
            self._sources, self._own, changed = [], [], tuple((None, mark) for mark in self._all)
        for old, new in changed if opened else ():
            self.placed += 1
            own = opened.own_mark(new) if opened else None
            row = row_of(self._sources, old) if old is not None and own is not None else len(self._own)
            if own is not None and row is not None:
                self._sources[row : row + 1], self._own[row : row + 1] = [new], [own]


def _same(one: Opened | None, other: Opened | None) -> bool:
    """Whether marks lie at the same places on both."""
    return one is other or (one is not None and other is not None and _places(one) == _places(other))


def _places(opened: Opened) -> list[object]:
    return [(piece.exhibit.id, opened.begin_of(piece.exhibit.id)) for piece in opened.pieces]
