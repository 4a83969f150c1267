"""Canonical JSON (RFC 8785) and text made fit for it: the same case gives the same bytes everywhere."""

from __future__ import annotations

import hashlib
import unicodedata
from typing import Any

import rfc8785


def clean_text(text: str) -> str:
    """Text as it is stored: NFC, with lone surrogates and NUL made visible, so that no later step can choke on it."""
    visible = "".join(f"\\u{ord(char):04x}" if 0xD800 <= ord(char) <= 0xDFFF or char == "\0" else char for char in text)
    return unicodedata.normalize("NFC", visible)


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
    _refuse_fractions(value)
    return rfc8785.dumps(value)


def _refuse_fractions(value: Any) -> None:
    if isinstance(value, float):
        raise ValueError("a fraction has no place in canonical data: times are whole microseconds")
    if isinstance(value, dict):
        for part in value.values():
            _refuse_fractions(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            _refuse_fractions(part)


def sha256_hex(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
