"""What the child does for proxies, asked from this side."""

from __future__ import annotations

from evidence.errors import MediaLimit
from evidence.media import reasons
from evidence.media.arrived import pictures_in
from evidence.media.clip import Clip
from evidence.media.frames import FrameTable
from evidence.media.pictures import Picture
from evidence.media.plain import Fields
from evidence.media.proxypack import LARGEST


def small_jpegs(clip: Clip, first: int, count: int, for_ms: int) -> list[bytes]:
    """JPEGs of the frames from `first` on, at most `count`, as many as are made in about `for_ms`; one at least.

    Raises:
        MediaDamaged, MediaLimit: as `Clip.frame`.
    """
    answer, blob = clip.ask({"do": "small", "first": first, "count": count, "for_ms": for_ms})
    try:
        lengths = answer.wholes("lengths", count)
        if not lengths or not all(0 < length <= LARGEST for length in lengths) or sum(lengths) != len(blob):
            raise ValueError("the lengths do not fit")
    except ValueError as nonsense:
        clip.close()
        raise MediaLimit(*reasons.NONSENSE) from nonsense
    view, made = memoryview(blob), []
    for length in lengths:
        made.append(bytes(view[:length]))
        view = view[length:]
    return made


def unpacked(clip: Clip, table: FrameTable, frame: int, jpeg: bytes) -> Picture:
    """The picture of a frame out of its small JPEG; this side never parses one.

    Raises:
        MediaDamaged, MediaLimit: it is none.
    """
    answer, rgb = clip.ask({"do": "unpack", "frame": frame}, jpeg)
    try:
        return pictures_in(table, frame, 1, Fields({"sizes": answer.values("sizes", 1)}), rgb)[0]
    except ValueError as nonsense:
        clip.close()
        raise MediaLimit(*reasons.NONSENSE) from nonsense
