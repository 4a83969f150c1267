"""Which part of a picture is covered at a moment, and whether anything was decided about it at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar
from uuid import UUID

import numpy as np

from evidence.labels import Label
from evidence.media.covering import Cover, blacken
from evidence.media.pictures import PagePicture, Picture, pixels
from evidence.model.masks import Mask, MaskDecision
from evidence.model.places import Box
from evidence.model.record import Record

Pictured = TypeVar("Pictured", Picture, PagePicture)
GREY = 128
NOTHING_DECIDED = Label("Nobody has decided yet what of this picture may be shown.", "尚未决定此画面哪些部分可以展示。")


def in_force(records: Iterable[Record[Mask]]) -> tuple[Mask, ...]:
    """The decisions by which pictures may be shown: those that stand and that a person has checked."""
    return tuple(one.value for one in records if not one.withdrawn and one.value.checked is not None)


@dataclass(frozen=True, slots=True)
class Covered:
    """What holds for one picture: its boxes, the bases on which it is shown, and whether anything was decided."""

    boxes: tuple[Box, ...]
    bases: tuple[str, ...]
    decided: bool

    @property
    def masked(self) -> bool:
        """Whether something is covered."""
        return bool(self.boxes)


def covered_at(masks: Iterable[Mask], exhibit: UUID, at_us: int) -> Covered:
    """What is decided about the picture at a moment. Every rectangle of every decision counts; none opens another's."""
    return _covered([one for one in masks if one.exhibit == exhibit and one.holds_at(at_us)], at_us)


def covered_on_page(masks: Iterable[Mask], exhibit: UUID, page: int) -> Covered:
    """What is decided about a page."""
    return _covered([one for one in masks if one.exhibit == exhibit and one.page == page], 0)


def _covered(holding: list[Mask], at_us: int) -> Covered:
    boxes = tuple(rectangle.box_at(at_us) for one in holding for rectangle in one.rectangles)
    bases = tuple(one.basis for one in holding if one.decision is MaskDecision.ON_A_BASIS)
    return Covered(boxes, bases, bool(holding))


def covers_of(masks: Iterable[Mask], exhibit: UUID) -> tuple[Cover, ...]:
    """The rectangles of a recording with the stretches for which they were decided."""
    return tuple(
        Cover(one.from_us, one.to_us, rectangle)
        for one in masks
        if one.exhibit == exhibit and one.from_us is not None and one.to_us is not None
        for rectangle in one.rectangles
    )


def undecided(masks: Iterable[Mask], exhibit: UUID, from_us: int, to_us: int) -> tuple[tuple[int, int], ...]:
    """The parts of a stretch about which nothing is decided, in the order of time.

    A moment (`from_us` == `to_us`) stands for the picture that is on screen at it.
    """
    end = max(to_us, from_us + 1)
    left = [(from_us, end)]
    for one in masks:
        if one.exhibit == exhibit and one.from_us is not None and one.to_us is not None:
            left = [piece for whole in left for piece in _without(whole, one.from_us, one.to_us)]
    return tuple(left)


def _without(whole: tuple[int, int], from_us: int, to_us: int) -> list[tuple[int, int]]:
    begin, end = whole
    pieces = [(begin, min(end, from_us)), (max(begin, to_us), end)]
    return [piece for piece in pieces if piece[0] < piece[1]]


def cover(picture: Pictured, what: Covered) -> Pictured:
    """The picture as it may be shown: boxes in black; all of it grey where nothing was decided.

    A box covers every pixel that it touches.
    """
    shown = pixels(picture).copy()
    if not what.decided:
        shown[:] = GREY
    blacken(shown, what.boxes)
    return replace(picture, rgb=np.ascontiguousarray(shown).tobytes())
