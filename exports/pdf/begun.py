"""What a process leaves beside a case file if it is ended in the middle: found by name, and removed."""

from __future__ import annotations

import glob
from contextlib import suppress
from pathlib import Path


def begun(target: Path, process: int) -> str:
    """How the names of the temporary files begin that a process makes on the way to a target."""
    return f".{target.name[:40]}.{process}-"


def clear_begun(target: Path, process: int) -> None:
    """Remove what a process that is gone has left on the way to a target."""
    with suppress(OSError):
        for file in target.parent.glob(f"{glob.escape(begun(target, process))}*.part"):
            file.unlink()
