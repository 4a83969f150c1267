"""The small pictures of several files as if they were those of one; each file keeps its own, under its own numbers."""

from __future__ import annotations

import threading
from collections.abc import Collection
from dataclasses import dataclass

from evidence.media.frames import FrameTable
from evidence.media.proxypack import ProxyPack, ProxyPlace
from evidence.segments.reel import Reel

OPEN = 8
"""Packs that are held open; the one that was used least lately goes first."""


@dataclass(frozen=True, slots=True)
class ReelPlace:
    """Where the small pictures of the pieces of a reel lie, one place for each."""

    reel: Reel
    places: tuple[ProxyPlace, ...]

    def open(self, _table: FrameTable) -> ReelPack:
        """Ready to open what is looked at."""
        return ReelPack(self.reel, self.places)


class ReelPack:
    """A `Pack` over the packs of the pieces, which are opened as they are needed. For several threads."""

    def __init__(self, reel: Reel, places: tuple[ProxyPlace, ...]) -> None:
        """Open nothing yet.

        Raises:
            ValueError: not every piece has a place.
        """
        if len(places) != len(reel.pieces):
            raise ValueError("every piece keeps its own small pictures")
        self._reel, self._places = reel, places
        self._held: dict[int, ProxyPack] = {}  # the one used last at the end
        self._turn = threading.Lock()
        self.writable = True

    def missing(self, first: int, end: int, lost: Collection[int]) -> int | None:
        """As of a `Pack`; a piece whose pack cannot be written misses nothing."""
        while first < end:
            piece, own = self._reel.where(first)
            begin = self._reel.first_frames[piece]
            until = min(end, self._reel.first_frames[piece + 1]) if piece + 1 < len(self._places) else end
            pack = self._pack(piece)
            if (
                pack is not None
                and (found := pack.missing(own, until - begin, {frame - begin for frame in lost})) is not None
            ):
                return begin + found
            first = until
        return None

    def get(self, frame: int) -> bytes | None:
        """As of a `Pack`; looking makes no file."""
        piece, own = self._reel.where(frame)
        pack = self._pack(piece, only_if_there=True)
        return pack.get(own) if pack is not None else None

    def add(self, frame: int, jpeg: bytes) -> bool:
        """As of a `Pack`."""
        piece, own = self._reel.where(frame)
        pack = self._pack(piece)
        return pack is not None and pack.add(own, jpeg)

    def close(self) -> None:
        """As of a `Pack`."""
        with self._turn:
            self.writable = False
            for pack in self._held.values():
                pack.close()
            self._held = {}

    def _pack(self, piece: int, only_if_there: bool = False) -> ProxyPack | None:
        with self._turn:
            pack = self._held.pop(piece, None)
            if pack is None:
                place, table = self._places[piece], self._reel.pieces[piece].probed.table
                if not self.writable or table is None or (only_if_there and not place.path.exists()):
                    return None
                pack = place.open(table)
                if len(self._held) >= OPEN:
                    self._held.pop(next(iter(self._held))).close()
            self._held[piece] = pack
            return pack
