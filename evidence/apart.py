"""How a process of our own is started: Python with our packages, which nothing outside steers."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent


def command(arguments: Sequence[str]) -> list[str]:
    """Python with these arguments, and with nothing of the folder that it is started in."""
    return [sys.executable, "-P", *arguments]


def environment() -> dict[str, str]:
    """What the child inherits: our own packages are found, nothing steers Python or the libraries from outside."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith(("PYTHON", "OPENCV_"))}
    paths = [str(_ROOT), *filter(os.path.isabs, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return kept | {"PYTHONPATH": os.pathsep.join(paths), "OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}
