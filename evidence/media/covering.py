"""Places that are black in what leaves the house: in a picture, and in every picture of a clip."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evidence.errors import WrongUse
from evidence.media.plain import Fields
from evidence.model.masks import KeyBox, Rectangle
from evidence.model.places import Box

COVER = 0
"""Covered pixels are black: a blur can be undone, black cannot."""
MOST = 10_000
"""Rectangles of one clip, and keys of one rectangle."""


@dataclass(frozen=True, slots=True)
class Cover:
    """A rectangle that is black from one moment of recording time up to, not including, another."""

    from_us: int
    to_us: int
    rectangle: Rectangle


def boxes_at(covers: Iterable[Cover], at_us: int) -> tuple[Box, ...]:
    """What is black at a moment."""
    return tuple(one.rectangle.box_at(at_us) for one in covers if one.from_us <= at_us < one.to_us)


def blacken(picture: NDArray[np.uint8], boxes: Iterable[Box]) -> None:
    """Make boxes of a picture (rows, columns, colours) black: every pixel that they touch."""
    height, width = picture.shape[:2]
    for box in boxes:
        left, right = _edges(box.x, box.width, width)
        top, bottom = _edges(box.y, box.height, height)
        picture[top:bottom, left:right] = COVER


def _edges(begin: int, length: int, size: int) -> tuple[int, int]:
    """The first pixel and the one after the last that a part of ten-thousandths touches."""
    return begin * size // Box.WHOLE, -(-(begin + length) * size // Box.WHOLE)


def plain_covers(covers: Sequence[Cover]) -> list[Any]:
    """For the way to the child."""
    return [[one.from_us, one.to_us, *(part for key in one.rectangle.keys for part in _key(key))] for one in covers]


def _key(key: KeyBox) -> tuple[int, ...]:
    return key.at_us, key.box.x, key.box.y, key.box.width, key.box.height


def read_covers(order: Fields) -> tuple[Cover, ...]:
    """From what `plain_covers` gave.

    Raises:
        ValueError: it is something else.
    """
    found = []
    for value in order.values("covers", MOST):
        if not isinstance(value, list) or not 7 <= len(value) <= 2 + 5 * MOST or (len(value) - 2) % 5:
            raise ValueError("covers: not a rectangle")
        numbers = [part for part in value if type(part) is int]
        if len(numbers) != len(value):
            raise ValueError("covers: whole numbers are needed")
        keys = [numbers[at : at + 5] for at in range(2, len(numbers), 5)]
        try:
            rectangle = Rectangle(tuple(KeyBox(key[0], Box(*key[1:])) for key in keys))
        except WrongUse as wrong:
            raise ValueError("covers: not a rectangle") from wrong
        found.append(Cover(numbers[0], numbers[1], rectangle))
    return tuple(found)
