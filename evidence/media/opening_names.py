"""Sound without a header is known by the ending of its name only; the program and the child agree on it here."""

from __future__ import annotations

from pathlib import PurePath

HEADERLESS: dict[str, tuple[str, dict[str, str]]] = {
    "ulaw": ("mulaw", {"sample_rate": "8000"}),
    "mulaw": ("mulaw", {"sample_rate": "8000"}),
    "pcmu": ("mulaw", {"sample_rate": "8000"}),
    "ul": ("mulaw", {"sample_rate": "8000"}),
    "alaw": ("alaw", {"sample_rate": "8000"}),
    "pcma": ("alaw", {"sample_rate": "8000"}),
    "al": ("alaw", {"sample_rate": "8000"}),
    "gsm": ("gsm", {}),
    "g722": ("g722", {}),
    "g723": ("g723_1", {}),
    "g729": ("g729", {}),
    "sln": ("sln", {"sample_rate": "8000"}),
}
"""Telephone sound without a header, by the ending of the file's name: demuxer and what it has to be told."""


def demuxer_of(name: str) -> str:
    """Demuxer to force for a file of this name; "" where the content tells."""
    return HEADERLESS.get(PurePath(name).suffix.lower().lstrip("."), ("", {}))[0]


def forced(container: str) -> str:
    """Demuxer to force for a recording that was opened as this container before; "" where the content tells."""
    return container if container in {demuxer for demuxer, _ in HEADERLESS.values()} else ""
