"""Pictures of the frames that the next step may ask for, fetched while nothing else is asked."""

from __future__ import annotations

from collections import OrderedDict

from evidence.media.pictures import Picture

MOST = 3
"""The frame on screen, the one before it, and the one that the next step in the same direction asks for."""
MOST_BYTES = 96 << 20
"""Of all of them; larger pictures are fetched when they are asked for."""


class Steps:
    """Keeps what was shown last, and knows which frame comes next if the reviewer goes on as before."""

    def __init__(self, frames: int) -> None:
        """For a recording of so many frames."""
        self._frames = frames
        self._kept: OrderedDict[int, Picture] = OrderedDict()
        self._shown: int | None = None
        self._next: int | None = None

    def get(self, frame: int) -> Picture | None:
        """The picture of this frame, if it is here."""
        return self._kept.get(frame)

    def shown(self, picture: Picture) -> None:
        """This one is on screen now, at full size."""
        before, self._shown = self._shown, picture.frame
        step = picture.frame - before if before is not None else 0
        wanted = picture.frame + step
        self._next = wanted if abs(step) == 1 and 0 <= wanted < self._frames else None
        self.keep(picture)

    def keep(self, picture: Picture) -> None:
        """Keep it; what was touched longest ago goes."""
        self._kept[picture.frame] = picture
        self._kept.move_to_end(picture.frame)
        while len(self._kept) > 1 and (len(self._kept) > MOST or self._bytes() > MOST_BYTES):
            self._kept.popitem(last=False)

    def wanted(self) -> int | None:
        """The frame to fetch now: once only, whether it comes or not."""
        wanted, self._next = self._next, None
        largest = max((len(each.rgb) for each in self._kept.values()), default=0)
        return wanted if wanted not in self._kept and MOST * largest <= MOST_BYTES else None

    @property
    def waiting(self) -> bool:
        """Whether there is a frame to fetch."""
        return self._next is not None

    def forget(self) -> None:
        """Keep nothing: the memory is wanted elsewhere."""
        self._kept.clear()
        self._shown = self._next = None

    def _bytes(self) -> int:
        return sum(len(each.rgb) for each in self._kept.values())
