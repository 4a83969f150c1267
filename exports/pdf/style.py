"""Page, colours and faces of the print. Lengths are in points."""

from __future__ import annotations

from dataclasses import dataclass

Colour = tuple[float, float, float]
"""Red, green and blue, 0 to 1."""

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
MARGIN = 20 * MM
MEASURE = PAGE_WIDTH - 2 * MARGIN
TOP = PAGE_HEIGHT - 25 * MM
"""Where the text of a page begins."""
BOTTOM = 21 * MM
"""Where it ends."""
ROOM = TOP - BOTTOM


def _hex(digits: str) -> Colour:
    red, green, blue = (round(int(digits[at : at + 2], 16) / 255, 4) for at in (0, 2, 4))
    return red, green, blue


INK = _hex("18212B")
GREY = _hex("56616D")
PALE = _hex("A9B3BD")
RULE = _hex("CBD2D9")
TINT = _hex("F3F5F7")
WHITE = (1.0, 1.0, 1.0)
CAPTION = _hex("C9D3DC")
ACCENT = _hex("0F4C6B")

GREEN, GREEN_TINT = _hex("1B6E46"), _hex("E6F2EB")
RED, RED_TINT = _hex("A8261C"), _hex("FAE9E7")
OCHRE, OCHRE_TINT = _hex("8A5A00"), _hex("FBF1DC")
SLATE, SLATE_TINT = _hex("4A5A6A"), _hex("E9EDF1")


@dataclass(frozen=True, slots=True)
class Face:
    """How a paragraph is set: typeface, size, distance of the base lines, colour."""

    font: str
    size: float
    leading: float
    colour: Colour = INK


BODY = Face("Sans", 9.3, 13.8)
LEAD = Face("Sans-Lt", 12.2, 18)
TITLE = Face("Sans-Lt", 15.5, 21.5)
TITLE_SECOND = Face("Sans", 10.8, 16, GREY)
SMALL = Face("Sans", 7.8, 10.8)
SMALL_GREY = Face("Sans", 7.6, 10.4, GREY)
HEADING = Face("Sans-Sb", 11, 15)
QUOTE = Face("Sans", 8.8, 13)
NOTE = Face("Sans", 8.4, 12)
CELL = Face("Sans", 8.2, 11.4)
CELL_BOLD = Face("Sans-Sb", 8.2, 11.4)
CELL_GREY = Face("Sans", 7.6, 10.4, GREY)
COLUMN = Face("Sans-Sb", 7.2, 9.4, GREY)
LABEL = Face("Sans", 6.6, 8.6, GREY)
VALUE = Face("Sans", 7.6, 9.6)
FIGURES = Face("Mono", 7.6, 10.8)
FIGURES_GREY = Face("Mono", 6.9, 9.6, GREY)
VALUE_FIGURES = Face("Mono", 7.2, 9.6)
