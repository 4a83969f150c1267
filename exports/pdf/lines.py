"""Text broken into lines, Latin and Chinese mixed.

The rules are those parts of UAX #14 and of Chinese typesetting that the eye notices: no closing mark begins a line,
no opening mark ends one, Latin words stay whole unless a single one is wider than the line, Chinese may break
anywhere else. The work grows with the length of the text and not faster, whatever the text is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from exports.pdf.style import Colour, Face
from exports.pdf.text import EITHER_WIDTH, is_chinese, mostly_chinese, runs, visible
from exports.pdf.typefaces import UNITS, widths

NEVER_FIRST = frozenset("!,.:;?)]}%”’»›、。，．：；？！）》」』】〕〉｝］…—·～％‰℃°々ー")
NEVER_LAST = frozenset("([{“‘«‹（《「『【〔〈｛［$¥￥£€#№")
_WORD_JOINTS = frozenset("-/")
_ADDRESS_JOINTS = frozenset("_=&;?–")

_BACK = 24
"""How many characters back a place is looked for where a word that is too wide may be cut."""

_PRINTED_AT_MOST = 400
"""Characters of one line of any width used here, with room to spare."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one typeface and colour; `link` names the place that a click leads to."""

    text: str
    font: str
    colour: Colour
    link: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one line in one typeface, drawn in one go; `width` in points."""

    text: str
    font: str
    colour: Colour
    link: str
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line, ready to be drawn; `width` in points."""

    pieces: tuple[Piece, ...]
    width: float


@lru_cache(maxsize=65536)
def may_break(before: str, after: str) -> bool:
    """Whether a line may end between the two characters."""
    if before == " ":
        return after != " "
    if after == " " or after in NEVER_FIRST or before in NEVER_LAST:
        return False
    if is_chinese(before) or is_chinese(after) or before in EITHER_WIDTH:
        return before not in EITHER_WIDTH or is_chinese(after)
    if before in _WORD_JOINTS:
        # Not within dates, numbers of exhibits, fractions.
        return after.isalpha()
    return before in _ADDRESS_JOINTS and after.isalnum()


@dataclass(slots=True)
class _Glyphs:
    """The characters of a paragraph in columns: each with its typeface, width (thousandths) and span."""

    text: list[str]
    font: list[str]
    width: list[float]
    span: list[Span]


def _glyphs(spans: Iterable[Span]) -> _Glyphs:
    columns = _Glyphs([], [], [], [])
    for span in spans:
        for font, text in runs(span.text, span.font):
            look_up = widths(font)
            columns.text.extend(text)
            columns.font.extend([font] * len(text))
            columns.width.extend(map(look_up.__getitem__, text))
            columns.span.extend([span] * len(text))
    return columns


def break_lines(spans: Sequence[Span], size: float, width: float, at_most: int = 1_000_000) -> list[Line]:
    """Lines of a paragraph set in `size` on `width` points; stops after `at_most` lines.

    Line breaks within a span's text count as spaces: see `break_paragraphs`.
    """
    room = width * UNITS / size + 0.01
    if (line := _single_line(spans, size, room)) is not None:
        return [line]
    glyphs = _glyphs(spans)
    text, widths_ = glyphs.text, glyphs.width
    total = len(text)
    lines: list[Line] = []
    start = 0
    while start < total and len(lines) < at_most:
        if lines:
            while start < total and text[start] == " ":
                start += 1
            if start == total:
                break
        used, end, last = 0.0, start, 0
        while end < total:
            character = text[end]
            if end > start and may_break(text[end - 1], character):
                last = end
            used += widths_[end]
            if used > room and character != " ":
                break
            end += 1
        if end < total:
            end = last if last > start else _cut(text, start, end)
        lines.append(_line(glyphs, start, end, size))
        start = end
    return lines or [Line((), 0.0)]


def _cut(text: list[str], start: int, end: int) -> int:
    """Where a word is cut that is wider than the line: as late as it fits, but not before a closing mark."""
    for at in range(end, max(start, end - _BACK), -1):
        if text[at] not in NEVER_FIRST and text[at - 1] not in NEVER_LAST:
            return at
    return max(end, start + 1)


def _single_line(spans: Sequence[Span], size: float, room: float) -> Line | None:
    """The line of a text that fits on one, as most labels and cells do; None if it does not or might not."""
    pieces: list[Piece] = []
    used = 0.0
    for span in spans:
        if len(span.text) > _PRINTED_AT_MOST:
            return None
        for font, text in runs(span.text, span.font):
            units = sum(map(widths(font).__getitem__, text))
            used += units
            if used > room:
                return None
            pieces.append(Piece(text, font, span.colour, span.link, units * size / UNITS))
    return Line(tuple(pieces), used * size / UNITS)


def _line(glyphs: _Glyphs, start: int, end: int, size: float) -> Line:
    text = glyphs.text
    while end > start and text[end - 1] == " ":
        end -= 1
    pieces: list[Piece] = []
    at = start
    while at < end:
        font, span, first = glyphs.font[at], glyphs.span[at], at
        while at < end and glyphs.font[at] == font and glyphs.span[at] is span:
            at += 1
        width = sum(glyphs.width[first:at]) * size / UNITS
        pieces.append(Piece("".join(text[first:at]), font, span.colour, span.link, width))
    return Line(tuple(pieces), sum(piece.width for piece in pieces))


@dataclass(frozen=True, slots=True)
class Broken:
    """Lines of a text that may have been cut: `left_out` counts the characters that are not printed."""

    lines: tuple[Line, ...]
    left_out: int = 0


def break_paragraphs(text: str, face: Face, width: float, at_most: int) -> Broken:
    """Lines of a text from outside, its own line breaks kept, cut after `at_most` lines.

    Only as much of the text is looked at as can be printed, so that its length costs nothing.
    """
    beginning = text[: (at_most + 1) * _PRINTED_AT_MOST]
    lines: list[Line] = []
    for paragraph in visible(beginning).strip("\n ").split("\n"):
        lines += break_lines([Span(paragraph, face.font, face.colour)], face.size, width, at_most + 1 - len(lines))
        if len(lines) > at_most:
            break
    if len(lines) <= at_most and len(beginning) == len(text):
        return Broken(tuple(lines))
    kept = lines[:at_most]
    printed = sum(len(piece.text) for line in kept for piece in line.pieces)
    return Broken(tuple(kept), max(1, len(text) - printed))


def reading_language(text: str) -> str:
    """The language a screen reader should take for a text from outside."""
    return "zh-Hans" if mostly_chinese(text) else ""
