"""One line of the journal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Entry:
    """A journal entry: its header is hashed and stays; its body can be erased, its commitment cannot.

    `prev` and `hash` are 64 hexadecimal digits; `at` is RFC 3339 with offset; `body` None means erased.
    """

    chain: str
    seq: int
    at: str
    actor: str
    os_user: str
    host: str
    action: str
    body_commit: str
    prev: str
    hash: str
    salt: str | None = None
    body: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain: enough to notice later that it was cut or rewritten."""

    seq: int
    hash: str
    at: str
