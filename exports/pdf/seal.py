"""The seal: sixteen bytes in the file that depend on all of its other bytes.

docs/verification.md describes it for whoever wants to check a file without this program.
"""

from __future__ import annotations

import hashlib
from typing import IO

PLACEHOLDER = "31415926535897932384626433832795"
"""What qpdf writes as the second half of the identifier when it is asked for a fixed one."""

_SLICE = 1 << 20


def seal(file: IO[bytes], content_sha256: str) -> str:
    """Put the seal into a file that was written with the placeholder; its SHA-256 afterwards.

    The file must be open for reading and writing. Its identifier reads `/ID [<A><B>]`: A is the first half of
    `content_sha256`, B becomes the first half of the SHA-256 of the file with 32 zeros in the place of B.

    Raises:
        ValueError: the placeholder does not stand in the file as described, once and nowhere else.
    """
    expected = f"/ID [<{content_sha256[:32]}><{PLACEHOLDER}>]".encode("ascii")
    found = _find(file, PLACEHOLDER.encode("ascii"))
    if len(found) != 1:
        raise ValueError(f"the placeholder of the seal stands in the file {len(found)} times")
    begin = found[0] - (len(expected) - len(PLACEHOLDER) - 2)
    file.seek(begin)
    if file.read(len(expected)) != expected:
        raise ValueError("the identifier of the file is not where the seal belongs")
    _patch(file, found[0], "0" * len(PLACEHOLDER))
    _patch(file, found[0], _sha256(file)[: len(PLACEHOLDER)])
    return _sha256(file)


def _find(file: IO[bytes], wanted: bytes) -> list[int]:
    """Where the bytes stand in the file."""
    found: list[int] = []
    file.seek(0)
    begin, kept = 0, b""
    while piece := file.read(_SLICE):
        piece = kept + piece
        at = piece.find(wanted)
        while at >= 0:
            found.append(begin + at)
            at = piece.find(wanted, at + 1)
        kept = piece[-(len(wanted) - 1) :]
        begin += len(piece) - len(kept)
    return found


def _patch(file: IO[bytes], at: int, digits: str) -> None:
    file.seek(at)
    file.write(digits.encode("ascii"))
    file.flush()


def _sha256(file: IO[bytes]) -> str:
    file.seek(0)
    digest = hashlib.sha256()
    while piece := file.read(_SLICE):
        digest.update(piece)
    return digest.hexdigest()
