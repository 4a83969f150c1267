"""The typefaces of the print: which has which character, and how wide it is.

A character is looked for in the typeface that was asked for, then in its Chinese companion.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from exports.fonts import FONTS, font_path

COMPANION = {
    "Sans": "CJK",
    "Sans-It": "CJK",
    "Sans-Lt": "CJK",
    "Mono": "CJK",
    "Sans-Md": "CJK-Md",
    "Sans-Sb": "CJK-Md",
    "Mono-Md": "CJK-Md",
}
"""Typeface of the Chinese characters beside each Latin one."""

UNITS = 1000
"""Widths are in thousandths of the size."""


class Widths(dict[str, float]):
    """Width of each character of one typeface, looked up once."""

    def __init__(self, by_code: dict[int, float], other: float) -> None:
        """Take the widths by code point, and the width of whatever has none."""
        super().__init__()
        self._by_code = by_code
        self._other = other

    def __missing__(self, character: str) -> float:
        """Look the character up and keep its width."""
        width = self[character] = self._by_code.get(ord(character), self._other)
        return width


@cache
def _face(name: str) -> Any:
    """Register a typeface with reportlab, by path and once for each process (0.2 s for a Chinese one)."""
    # The bytes of a file must not depend on the settings of the machine it is made on.
    rl_config.invariant = 1
    rl_config.pdfComments = 0
    rl_config.useA85 = 0
    rl_config.ttfAsciiReadable = 1
    font = TTFont(name, str(font_path(name)))
    pdfmetrics.registerFont(font)
    return font.face


@cache
def widths(name: str) -> Widths:
    """Widths of the characters of the typeface, in thousandths of its size."""
    face = _face(name)
    return Widths(face.charWidths, face.defaultWidth)


@cache
def characters(name: str) -> dict[int, int]:
    """Glyph of each code point that the typeface has."""
    glyphs: dict[int, int] = _face(name).charToGlyph
    return glyphs


def load_typefaces() -> None:
    """Make every typeface known to reportlab; needed before the first page is begun."""
    for name in FONTS:
        _face(name)


def width_of(text: str, font: str, size: float) -> float:
    """Width in points of `text`, all of it set in `font`."""
    return sum(map(widths(font).__getitem__, text)) * size / UNITS
