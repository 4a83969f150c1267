"""Signs of verdicts and conclusions: each has its own shape, so that grey print and every eye can tell them apart.

The word always stands beside the sign.
"""

from __future__ import annotations

from dataclasses import dataclass

from exports.pdf.sheet import Point, Sheet
from exports.pdf.style import (
    GREEN,
    GREEN_TINT,
    OCHRE,
    OCHRE_TINT,
    RED,
    RED_TINT,
    SLATE,
    SLATE_TINT,
    WHITE,
    Colour,
)


@dataclass(frozen=True, slots=True)
class Sign:
    """The shape of a verdict, and its colours."""

    shape: str
    colour: Colour
    tint: Colour


_GIVEN = Sign("tick", GREEN, GREEN_TINT)
_DOUBT = Sign("diamond", OCHRE, OCHRE_TINT)
_OTHER = Sign("bar", SLATE, SLATE_TINT)

SIGNS: dict[str, Sign] = {
    "given": _GIVEN,
    "given_partly": Sign("half", OCHRE, OCHRE_TINT),
    "given_late": Sign("clock", OCHRE, OCHRE_TINT),
    "not_found": Sign("ring", SLATE, SLATE_TINT),
    "not_given": Sign("ring", SLATE, SLATE_TINT),
    "not_found_in_part": Sign("frame", SLATE, SLATE_TINT),
    "contradicted": Sign("cross", RED, RED_TINT),
    "unclear": _DOUBT,
    "cannot_determine": _DOUBT,
    "not_covered": Sign("frame", SLATE, SLATE_TINT),
    "not_applicable": _OTHER,
    "supported": _GIVEN,
    "partly_supported": Sign("half", OCHRE, OCHRE_TINT),
    "not_supported": Sign("cross", RED, RED_TINT),
    "open": Sign("frame", SLATE, SLATE_TINT),
    "withdrawn": _OTHER,
}
"""By the stored word of a verdict, a conclusion, or the status of an allegation."""


def sign_of(word: str) -> Sign:
    """The sign of a stored word; a neutral one for a word that is not known here."""
    return SIGNS.get(word, _OTHER)


def draw_sign(sheet: Sheet, word: str, x: float, y: float, radius: float) -> None:
    """Draw the sign of a stored word around the point."""
    sign = sign_of(word)
    _SHAPES[sign.shape](sheet, sign.colour, x, y, radius)


def _white(sheet: Sheet, radius: float, *lines: tuple[Point, ...]) -> None:
    for line in lines:
        sheet.stroke(line, WHITE, radius * 0.29, round_ends=True)


def _tick(sheet: Sheet, colour: Colour, x: float, y: float, r: float) -> None:
    sheet.disc(x, y, r, colour)
    _white(sheet, r, ((x - r * 0.45, y - r * 0.05), (x - r * 0.08, y - r * 0.42), (x + r * 0.5, y + r * 0.38)))


def _half(sheet: Sheet, colour: Colour, x: float, y: float, r: float) -> None:
    sheet.ring(x, y, r * 0.86, colour, r * 0.28)
    sheet.shape(
        [
            (x, y - r * 0.86),
            (x - r * 0.6, y - r * 0.6),
            (x - r * 0.86, y),
            (x - r * 0.6, y + r * 0.6),
            (x, y + r * 0.86),
        ],
        colour,
    )


def _clock(sheet: Sheet, colour: Colour, x: float, y: float, r: float) -> None:
    sheet.disc(x, y, r, colour)
    _white(sheet, r, ((x, y + r * 0.62), (x, y), (x + r * 0.5, y - r * 0.28)))


def _ring(sheet: Sheet, colour: Colour, x: float, y: float, r: float) -> None:
    sheet.ring(x, y, r * 0.84, colour, r * 0.32)


def _cross(sheet: Sheet, colour: Colour, x: float, y: float, r: float) -> None:
    sheet.box(x - r * 0.92, y - r * 0.92, r * 1.84, r * 1.84, colour)
    k = r * 0.42
    _white(sheet, r, ((x - k, y - k), (x + k, y + k)), ((x - k, y + k), (x + k, y - k)))


def _diamond(sheet: Sheet, colour: Colour, x: float, y: float, r: float) -> None:
    k = r * 1.15
    sheet.shape([(x, y + k), (x + k, y), (x, y - k), (x - k, y)], colour)
    _white(sheet, r, ((x - r * 0.45, y), (x + r * 0.45, y)))


def _frame(sheet: Sheet, colour: Colour, x: float, y: float, r: float) -> None:
    sheet.frame(x - r * 0.78, y - r * 0.78, r * 1.56, r * 1.56, colour, r * 0.28)


def _bar(sheet: Sheet, colour: Colour, x: float, y: float, r: float) -> None:
    sheet.box(x - r, y - r * 0.26, r * 2, r * 0.52, colour)


_SHAPES = {
    "tick": _tick,
    "half": _half,
    "clock": _clock,
    "ring": _ring,
    "cross": _cross,
    "diamond": _diamond,
    "frame": _frame,
    "bar": _bar,
}
