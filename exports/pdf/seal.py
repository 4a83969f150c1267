"""The seal: sixteen bytes in the file that depend on all of its other bytes.

docs/verification.md describes it for whoever wants to check a file without this program.
"""

from __future__ import annotations

import hashlib
import mmap
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
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as view:
        at = view.find(expected)
        if at < 0 or view.find(PLACEHOLDER.encode("ascii")) != at + len(expected) - 34:
            raise ValueError("the identifier of the file is not where the seal belongs")
        if view.find(PLACEHOLDER.encode("ascii"), at + len(expected)) >= 0:
            raise ValueError("the identifier of the file stands in it twice")
    where = at + len(expected) - 34
    _patch(file, where, "0" * 32)
    _patch(file, where, _sha256(file)[:32])
    return _sha256(file)


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
