"""Text of the outside world made printable: nothing is dropped unseen, nothing is ever read as markup.

Every character is set in a typeface that has it. What no typeface has, and what would change the reading without
being seen (control characters, direction marks), is printed as its code: `[U+202E]`.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from exports.pdf.typefaces import COMPANION, characters, width_of

Run = tuple[str, str]
"""Typeface and the text set in it."""

UNPRINTED = frozenset("\u200b\u200d\ufe0e\ufe0f\ufeff")
"""Joiners and variation selectors, which have no form of their own; case.json keeps them."""

EITHER_WIDTH = frozenset("“”‘’—…·")
"""Signs which Latin and Chinese share; they take the Chinese form only beside Chinese."""

_SPACES = frozenset("\t\r\v\f\u00a0\u2028\u2029\u3000")


def is_chinese(character: str) -> bool:
    """Whether a character is set on the full square (ideographs and their punctuation)."""
    code = ord(character)
    return (
        0x2E80 <= code <= 0x9FFF
        or 0xF900 <= code <= 0xFAFF
        or 0xFE30 <= code <= 0xFE4F
        or 0xFF00 <= code <= 0xFFEF
        or 0x20000 <= code <= 0x3FFFF
    )


def mostly_chinese(text: str) -> bool:
    """Whether a reader would call it a Chinese text: more than a quarter of its first characters are."""
    head = text[:200]
    if head.isascii():
        return False
    return sum(map(is_chinese, head)) * 4 > len(head)


def code_of(character: str) -> str:
    """`[U+1F60A]`."""
    return f"[U+{ord(character):04X}]"


def visible(text: str) -> str:
    """The text with its invisible characters shown as codes; line breaks stay, composed characters are composed.

    Escape sequences, direction overrides, private and unassigned characters and lone surrogates come out as codes.
    """
    text = text.replace("\r\n", "\n")
    if text.isascii() and text.isprintable():
        return text
    shown = []
    for character in unicodedata.normalize("NFC", text):
        if character in UNPRINTED:
            continue
        if character in _SPACES:
            shown.append(" " if character != "\u3000" else character)
        elif character != "\n" and unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}:
            shown.append(code_of(character))
        else:
            shown.append(character)
    return "".join(shown)


def one_line(text: str) -> str:
    """The text with line breaks turned into spaces, for labels and table cells."""
    return " ".join(text.split("\n")) if "\n" in text else text


@lru_cache(maxsize=65536)
def _typeface(base: str, character: str) -> str | None:
    code = ord(character)
    if code in characters(base):
        return base
    companion = COMPANION.get(base)
    return companion if companion and code in characters(companion) else None


def runs(text: str, base: str) -> tuple[Run, ...]:
    """The text in pieces, each with the typeface that has all of its characters; breaks count as spaces."""
    return _runs(text, base) if len(text) < 400 else _runs_of(text, base)


def _runs_of(text: str, base: str) -> tuple[Run, ...]:
    text = one_line(visible(text))
    if text.isascii():
        return ((base, text),) if text else ()
    found: list[Run] = []
    font = ""
    pieces: list[str] = []
    for at, character in enumerate(text):
        own = _typeface(base, character)
        if own == base and character in EITHER_WIDTH and _beside_chinese(text, at):
            own = COMPANION.get(base, base)
        if own is None:
            own, character = base, code_of(character)
        if own != font:
            if pieces:
                found.append((font, "".join(pieces)))
            font, pieces = own, []
        pieces.append(character)
    if pieces:
        found.append((font, "".join(pieces)))
    return tuple(found)


_runs = lru_cache(maxsize=8192)(_runs_of)


def _beside_chinese(text: str, at: int) -> bool:
    """Whether the nearest character that belongs to one script only, on either side, is Chinese."""
    for step in (-1, 1):
        near = at + step
        while 0 <= near < len(text) and text[near] in EITHER_WIDTH and abs(near - at) < 4:
            near += step
        if 0 <= near < len(text) and is_chinese(text[near]):
            return True
    return False


def text_width(text: str, font: str, size: float) -> float:
    """Width in points, each character in the typeface that has it."""
    return sum(width_of(piece, own, size) for own, piece in runs(text, font))


def fit(text: str, font: str, size: float, width: float) -> str:
    """The text, or as much of its beginning as fits into `width` points, ended by `…`."""
    text = one_line(visible(text))
    if len(text) < 2000 and text_width(text, font, size) <= width:
        return text
    shortest, longest = 0, min(len(text), 2000)
    while shortest < longest:
        middle = (shortest + longest + 1) // 2
        if text_width(text[:middle].rstrip() + "…", font, size) <= width:
            shortest = middle
        else:
            longest = middle - 1
    return text[:shortest].rstrip() + "…"
