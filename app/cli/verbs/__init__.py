"""One module per group of verbs; a verb takes the options and the output and returns its exit code."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import cast

_WHERE = {
    "demo": "demo",
    "new": "libraries",
    "add": "adding",
    "media": "looking",
    "still": "looking",
    "clip": "clipping",
    "mark": "marking",
    "marks": "marking",
    "import": "importing",
    "register": "importing",
    "checklists": "listing",
    "find": "finding",
    "transcript": "transcribing",
    "export": "exporting",
    "bundle": "bundling",
    "open": "receiving",
    "letter": "lettering",
    "verify": "exporting",
    "locate": "returning",
    "check": "auditing",
    "audit": "auditing",
    "backup": "keeping",
    "restore": "keeping",
    "erase": "erasing",
    "clock": "clocks",
    "series": "joining",
    "window": "window",
}
VERBS = tuple(name for name in _WHERE if name != "window")


def find_verb(name: str) -> Callable[..., int]:
    """The function of a verb."""
    module = importlib.import_module(f"app.cli.verbs.{_WHERE[name]}")
    return cast(Callable[..., int], getattr(module, f"{name}_verb"))
