"""Canonical JSON (RFC 8785) and text made fit for it: the same case gives the same bytes everywhere."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from typing import Any

import rfc8785


def clean_text(text: str) -> str:
    """Text as it is stored: NFC, with lone surrogates and NUL made visible, so that no later step can choke on it."""
    if text.isascii() and "\0" not in text:
        return text
    visible = _UNFIT.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)
    return visible if visible.isascii() else unicodedata.normalize("NFC", visible)


_UNFIT = re.compile("[\ud800-\udfff\0]")


_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and marks that show nothing."""


def is_blank(text: str) -> bool:
    """Whether nothing of a text can be seen: it is no reason, whatever characters it has."""
    return all(char in _BLANK or unicodedata.category(char)[0] in "CZ" for char in text)


def canonical(value: Any) -> bytes:
    """The RFC 8785 bytes of a value made of dicts, lists, strings, whole numbers, booleans and None.

    Raises:
        ValueError: it holds a fraction (times are whole microseconds) or something that JSON has no form for.
    """
    if _plain(value):
        return _PLAIN.encode(value).encode()
    return rfc8785.dumps(value)


_PLAIN = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, allow_nan=False, sort_keys=True, separators=(",", ":")
)
_WORDS = frozenset({str, bool, type(None)})
"""What every writer of JSON writes alike."""
_WHOLE = 2**53 - 1
"""The largest number that every reader of JSON takes exactly."""


def _plain(value: Any) -> bool:
    """Whether Python's own JSON says the same as RFC 8785: names in ASCII, and nothing but the kinds we use.

    Raises:
        ValueError: it holds a fraction.
    """
    kind = type(value)
    if kind in _WORDS:
        return True
    if kind is int:
        return bool(-_WHOLE <= value <= _WHOLE)
    if isinstance(value, float):
        raise ValueError("a fraction has no place in canonical data: times are whole microseconds")
    named = isinstance(value, dict)
    if not named and not isinstance(value, list | tuple):
        return False
    plain = not named or (set(map(type, value)) <= {str} and "".join(value).isascii())
    for part in value.values() if named else value:  # all of them: a fraction may come after what is not plain
        kind = type(part)
        if kind not in _WORDS and not (-_WHOLE <= part <= _WHOLE if kind is int else _plain(part)):
            plain = False
    return plain


def sha256_hex(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
