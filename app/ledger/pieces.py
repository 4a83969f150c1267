"""Pieces of playing as they come in, put together where one goes on from the other."""

from __future__ import annotations

from dataclasses import replace

from evidence.model.coverage import Stretch


class Pieces:
    """Bare facts: what overlaps or repeats stays as it was played; what counts once is computed from them."""

    def __init__(self) -> None:
        """Start with none."""
        self._done: list[Stretch] = []

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._done)

    def add(self, piece: Stretch) -> None:
        """Take what was played; it goes on from an earlier piece if nothing else changed."""
        for place in range(len(self._done) - 1, max(-1, len(self._done) - 9), -1):
            last = self._done[place]
            if last.to_us == piece.from_us and replace(piece, from_us=last.from_us, to_us=last.to_us) == last:
                self._done[place] = replace(last, to_us=piece.to_us)
                return
        self._done.append(piece)

    def take(self) -> tuple[Stretch, ...]:
        """Give all of it away."""
        taken, self._done = tuple(self._done), []
        return taken
