"""Where something stands in a recording: a frame or sample by its time stamp, or a box on a page."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Self

from evidence.errors import WrongUse


@dataclass(frozen=True, slots=True)
class FramePlace:
    """A decoded frame (or audio sample): stream number in the file, time stamp, and its unit in seconds."""

    stream: int
    pts: int
    time_base: Fraction


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page or photo, in ten-thousandths of its width and height, from the top left corner.

    Parts of the whole, not pixels: the box stays true at every size the page is drawn in.
    """

    x: int
    y: int
    width: int
    height: int

    WHOLE: ClassVar[int] = 10_000

    def __str__(self) -> str:
        """`x,y,width,height`."""
        return f"{self.x},{self.y},{self.width},{self.height}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `x,y,width,height`.

        Raises:
            WrongUse: four whole numbers are needed, inside the page.
        """
        parts = text.replace(" ", "").split(",")
        if len(parts) == 4 and all(part.isascii() and part.isdigit() and len(part) < 7 for part in parts):
            x, y, width, height = (int(part) for part in parts)
            if width > 0 and height > 0 and x + width <= cls.WHOLE and y + height <= cls.WHOLE:
                return cls(x, y, width, height)
        raise WrongUse(
            f"“{text[:40]}” is not a box: write X,Y,W,H in ten-thousandths of the page, for example 1200,800,3000,600.",
            f"“{text[:40]}”不是方框：请以页面的万分之一为单位写成 X,Y,宽,高，例如 1200,800,3000,600。",
        )


@dataclass(frozen=True, slots=True)
class PagePlace:
    """A page of a document or photo, from 1, and the box on it (None: the whole page)."""

    page: int
    box: Box | None
