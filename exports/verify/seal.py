"""The bytes of the file, read without a PDF library: beginning, end, number of revisions, and the seal.

The seal stands in the trailer as `/ID [<A><B>]`. A is the first half of the SHA-256 of case.json, B the first half
of the SHA-256 of the whole file with the 32 digits of B replaced by zeros. So no byte can change unnoticed, unless
somebody makes a new seal: then only a register, a signature or an earlier copy tells.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

HALF = 32
"""Hexadecimal digits of half a SHA-256."""

_ID = re.compile(
    rb"/ID[\x00\t\n\x0c\r ]{0,8}\[[\x00\t\n\x0c\r ]{0,8}<([^<>]{0,200})>"
    rb"[\x00\t\n\x0c\r ]{0,8}<([^<>]{0,200})>[\x00\t\n\x0c\r ]{0,8}\]"
)
_DIGITS = re.compile(rb"[0-9a-f]{32}")
_END = re.compile(rb"startxref[\r\n]{1,2}[0-9]{1,20}[\r\n]{1,2}%%EOF")
_LINE_END = re.compile(rb"\A(?:\r\n|\n|\r)")
_SLICE = 1 << 20

_IDS_LOOKED_AT = 64

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Outline:
    """What the bytes alone say of the file."""

    size: int
    sha256: str
    starts_as_pdf: bool
    revisions: int
    """How often the file ends (`startxref`, a number, `%%EOF`)."""
    bytes_after_end: int | None
    """After the last `%%EOF` and its line end; None if there is no end."""
    seal_case: str | None
    """A of the seal; None if there is no seal."""
    seal_file: str | None
    """B of the seal."""
    seal_computed: str | None
    """What B should be."""

    @property
    def sealed(self) -> bool:
        """Whether the bytes are those that were sealed."""
        return self.seal_file is not None and self.seal_file == self.seal_computed


def outline(data: bytes, progress: Progress) -> Outline:
    """Read the outline of a file; `progress` is told the bytes hashed, of all bytes."""
    revisions, end = 0, -1
    for match in _END.finditer(data):
        revisions, end = revisions + 1, match.end()
    after = None if end < 0 else len(_LINE_END.sub(b"", data[end : end + 2])) + max(0, len(data) - end - 2)
    plain, zeroed = hashlib.sha256(), hashlib.sha256()
    at = _seal_at(data)
    for start in range(0, len(data), _SLICE):
        piece = data[start : start + _SLICE]
        plain.update(piece)
        if at is not None:
            zeroed.update(_with_zeros(piece, start, at))
        progress(start, len(data))
    seal = None if at is None else _ID.match(data, at[0])
    return Outline(
        size=len(data),
        sha256=plain.hexdigest(),
        starts_as_pdf=data.startswith(b"%PDF-1."),
        revisions=revisions,
        bytes_after_end=after,
        seal_case=None if seal is None else seal[1].decode("ascii", "replace"),
        seal_file=None if seal is None else seal[2].decode("ascii", "replace"),
        seal_computed=None if at is None else zeroed.hexdigest()[:HALF],
    )


def first_revision(data: bytes) -> bytes:
    """The bytes up to the first end and its line end: what was sealed, where a signature lies above it."""
    end = _END.search(data)
    if end is None:
        return data
    line = _LINE_END.match(data[end.end() : end.end() + 2])
    return data[: end.end() + (len(line[0]) if line else 0)]


def _seal_at(data: bytes) -> tuple[int, int] | None:
    """Where the last `/ID` begins and where its second value begins; None if that is no seal."""
    start, last = len(data), None
    for _ in range(_IDS_LOOKED_AT):
        start = data.rfind(b"/ID", 0, start)
        if start < 0:
            return None
        last = _ID.match(data, start)
        if last is not None:
            break
    if last is None or _DIGITS.fullmatch(last[1]) is None or _DIGITS.fullmatch(last[2]) is None:
        return None
    if data.count(last[2]) != 1:
        return None
    return last.start(), last.start(2)


def _with_zeros(piece: bytes, start: int, at: tuple[int, int]) -> bytes:
    """The piece of the file from `start`, with the digits of B that lie in it replaced."""
    first, last = max(at[1], start), min(at[1] + HALF, start + len(piece))
    if first >= last:
        return piece
    return piece[: first - start] + b"0" * (last - first) + piece[last - start :]
