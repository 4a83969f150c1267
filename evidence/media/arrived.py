"""Takes apart what a child sent: nothing of it is believed before it was counted."""

from __future__ import annotations

from evidence.media.frames import FrameTable
from evidence.media.pictures import Picture
from evidence.media.plain import Fields
from evidence.media.wire import Blob


def pictures_in(
    table: FrameTable, first: int, count: int, answer: Fields, blob: Blob, sparse_to: int | None = None
) -> list[Picture]:
    """The frames from `first` on, at most `count`, that an answer brings; before `sparse_to` some may be left out.

    Raises:
        ValueError: answer and bytes do not fit each other.
    """
    sizes = answer.values("sizes", count)
    if not sizes:
        raise ValueError("no picture came")
    numbers = list(range(first, first + len(sizes)))
    if sparse_to is not None:
        numbers = answer.wholes("numbers", count)
        if numbers != sorted(set(numbers)) or not first <= numbers[0] <= numbers[-1] < sparse_to:
            raise ValueError("these frames were not asked for")
    pictures, at = [], 0
    for number, size in zip(numbers, sizes, strict=True):
        width, height = Fields({"size": size}).wholes("size", 2)
        if not (0 < width <= 100_000 and 0 < height <= 100_000) or at + width * height * 3 > len(blob):
            raise ValueError("a picture is cut")
        rgb = bytes(blob[at : at + width * height * 3])
        at += len(rgb)
        shown_us = table.shown_us(number)
        pictures.append(Picture(number, table.pts[number], table.time_base, shown_us, width, height, rgb))
    if at != len(blob):
        raise ValueError("bytes are left over")
    return pictures
