"""File names in orders to the child: whatever bytes they have, and whatever the folder is."""

from __future__ import annotations

import os

from evidence.media.plain import Fields


def path_of(order: Fields) -> str:
    """The path in an order: bytes of the file system, as Latin-1 text."""
    return os.fsdecode(order.text("path", 100_000).encode("latin-1"))


def path_text(path: str | os.PathLike[str]) -> str:
    """A path for an order, whatever bytes its name has."""
    return os.fsencode(os.path.abspath(path)).decode("latin-1")
