"""The parts of a PDF that the checks look at, as plain values that can cross from the reading process."""

from __future__ import annotations

import base64
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Attachment:
    """An embedded file: its name, and its bytes (None: they cannot be unpacked, or are too many)."""

    name: str
    data: bytes | None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the PDF: SHA-256 of the stream as stored, how it is packed, and the pages (from 1) that draw it."""

    sha256: str
    packing: str
    pages: tuple[int, ...]
    uncovered: int = 0
    """How many of the places that case.json says are covered in it are not black."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What was found in the PDF.

    `problem` says that it could not be read (a word of `PROBLEMS`); all else is then empty. `damaged` names streams
    that cannot be unpacked, `foreign` what a case file has no use for, `warnings` what the PDF reader complained of.
    """

    sha256: str
    problem: str = ""
    detail: str = ""
    attachments: tuple[Attachment, ...] = ()
    stray_files: int = 0
    """Embedded files outside the catalogue's list, or on a page."""
    texts: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    inline_pictures: tuple[int, ...] = ()
    """Pages (from 1) with pictures written into the page itself."""
    information: tuple[tuple[str, str], ...] = ()
    """Document information, name and text."""
    xmp: str = ""
    damaged: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    warnings: int = 0
    earlier_revision: bool = False
    """The trailer points to an earlier revision."""
    signatures: int = 0


def to_plain(parts: Parts) -> dict[str, Any]:
    """The parts as JSON values; bytes become base64."""
    plain = asdict(parts)
    plain["attachments"] = [
        [item.name, None if item.data is None else base64.b64encode(item.data).decode("ascii")]
        for item in parts.attachments
    ]
    plain["pictures"] = [[item.sha256, item.packing, list(item.pages), item.uncovered] for item in parts.pictures]
    return plain


def from_plain(plain: dict[str, Any]) -> Parts:
    """The parts from `to_plain`.

    Raises:
        KeyError, TypeError, ValueError: this is not what `to_plain` wrote.
    """
    return Parts(
        sha256=str(plain["sha256"]),
        problem=str(plain["problem"]),
        detail=str(plain["detail"]),
        attachments=tuple(
            Attachment(str(name), None if data is None else base64.b64decode(data))
            for name, data in plain["attachments"]
        ),
        stray_files=int(plain["stray_files"]),
        texts=tuple(str(text) for text in plain["texts"]),
        pictures=tuple(
            Picture(str(sha), str(packing), tuple(int(page) for page in pages), int(left))
            for sha, packing, pages, left in plain["pictures"]
        ),
        inline_pictures=tuple(int(page) for page in plain["inline_pictures"]),
        information=tuple((str(key), str(text)) for key, text in plain["information"]),
        xmp=str(plain["xmp"]),
        damaged=tuple(str(name) for name in plain["damaged"]),
        foreign=tuple(str(name) for name in plain["foreign"]),
        warnings=int(plain["warnings"]),
        earlier_revision=bool(plain["earlier_revision"]),
        signatures=int(plain["signatures"]),
    )
