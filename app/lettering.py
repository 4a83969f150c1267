"""Drafting a letter from a case: one place for the command line and the window."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from app.targets import refuse_target
from evidence.canonical import canonical, sha256_hex
from evidence.casefile.copywords import Copy
from evidence.casefile.freezing import preview
from evidence.store.library import Library
from exports.letters import LetterKind, write_letter

COPY_OF = {LetterKind.RESPONSE: Copy.REGULATOR, LetterKind.NOTICE: Copy.INTERNAL}
"""What the reader of a letter may see; a letter never says more than the copy of the case file made for them."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A letter that lies on the disk."""

    path: Path
    sha256: str
    content_sha256: str
    """Of the content that it was drafted from."""
    claims: int
    untied: tuple[str, ...]
    """Claims that rest on nothing."""


def draft_letter(library: Library, label: str, kind: LetterKind, target: Path, language: str) -> Drafted:
    """Draft it, write it, and note in the library's own chain that it was written: it changes nothing in the case.

    Raises:
        NotFound: there is no such case.
        Refused: the target's place is not free, or the case cannot be shown to that reader; see `leaving`.
        WrongUse: the target's name ends otherwise than a letter's.
        DiskProblem: it could not be written.
    """
    refuse_target(target, library.layout)
    content = preview(library, label, COPY_OF[kind])
    digest = sha256_hex(canonical(content))
    letter = write_letter(kind, content, digest, target, language)
    with target.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    with library.change() as change:
        told = {"case": label, "kind": kind.value, "file_name": target.name, "sha256": sha256, "content_sha256": digest}
        change.record(library.id, "letter_drafted", told)
    claims = sum(len(part.claims) for part in letter.parts)
    return Drafted(target, sha256, digest, claims, tuple(claim.text for claim in letter.untied))
