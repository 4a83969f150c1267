"""What a library tells the verifier when it vouches: exports it has registered, its journal, its originals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

OriginalState = Literal["ok", "altered", "missing"]
"""Whether a library has an original, and whether its bytes are those that were registered."""


@dataclass(frozen=True, slots=True)
class Export:
    """One registered export. `copy` and `language` may stay empty where they were not registered."""

    case_label: str
    content_sha256: str
    head_seq: int
    head_hash: str
    exported_at: str
    copy: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """The part of a journal entry that is hashed, with its links."""

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


class Register(Protocol):
    """What vouches for exports: a library or a list kept elsewhere."""

    def export(self, pdf_sha256: str) -> Export | None:
        """The export whose PDF has this SHA-256, or None."""
        ...

    def bundle(self, tag_manifest_sha256: str) -> Export | None:
        """The export that went out in the bundle whose tag manifest has this SHA-256, or None."""
        ...

    def exports_of(self, case_id: str) -> Sequence[Export]:
        """All registered exports of the case with this UUID; empty if the case is not known."""
        ...

    def journal_of(self, case_id: str) -> Sequence[Header] | None:
        """The case's whole journal by seq; None if the register has no journal of it."""
        ...
