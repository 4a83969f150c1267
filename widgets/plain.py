"""Text from outside, made safe to look at: no markup, and no invisible or direction-changing signs."""

from __future__ import annotations

import html
import re
import unicodedata

LONGEST_SHOWN = 2_000
"""Characters of one text that are drawn in a line or tooltip; the whole text stands in the record."""

_HIDDEN = {"Cc", "Cf", "Zl", "Zp", "Cs", "Co"}


def plain(text: str, longest: int = LONGEST_SHOWN, keep_lines: bool = False) -> str:
    """`text` as it may be drawn: control, format and direction signs become visible `⟨U+202E⟩`.

    Line ends become ` ⏎ ` unless `keep_lines`; what is longer than `longest` characters ends in `…`.
    """
    cut = text if len(text) <= longest else text[: longest - 1] + "…"
    if cut.isascii() and cut.isprintable():
        return cut
    parts = []
    for sign in cut.replace("\r\n", "\n"):
        if sign == "\n":
            parts.append("\n" if keep_lines else " ⏎ ")
        elif sign == "\t":
            parts.append("  ")
        elif sign == "\u00ad" or unicodedata.category(sign) in _HIDDEN:
            parts.append(f"⟨U+{ord(sign):04X}⟩")
        else:
            parts.append(sign)
    return "".join(parts)


LONG_WORD = 28


def breakable(text: str, longest: int = LONG_WORD) -> str:
    """`text` with places at which a line may break inside words longer than `longest`, such as names of files.

    These places are signs without width: a word that has one cannot be copied as it is.
    """
    pieces = re.compile(f".{{1,{longest // 2}}}")
    return re.sub(f"[!-~]{{{longest + 1},}}", lambda word: "\u200b".join(pieces.findall(word[0])), text)


def tip(text: str) -> str:
    """`text` as a tooltip: escaped, wrapped by Qt, never read as markup."""
    safe = html.escape(plain(text, keep_lines=True)).replace("\n", "<br>")
    return f"<qt>{safe}</qt>" if safe else ""


def mnemonic_free(text: str) -> str:
    """`text` for a button or menu, where a single `&` would vanish."""
    return plain(text).replace("&", "&&")
