"""What a case file is printed from, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Json = dict[str, Any]
"""A part of `case.json`, as described in docs/case-json.md."""


@dataclass(frozen=True, slots=True)
class Still:
    """A picture of the exact frame (or page) of a mark; the bytes go into the file as they are.

    `sha256` is of `jpeg`; `width` and `height` are in pixels.
    """

    jpeg: bytes
    sha256: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Waveform:
    """The sound around a mark: lowest and highest sample (signed, 16 bit) of each column.

    `from_us` and `to_us` are recording times, in microseconds, of the left and the right edge.
    """

    from_us: int
    to_us: int
    lows: tuple[int, ...]
    highs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CaseFileData:
    """One frozen case with its pictures.

    `content_bytes` is the canonical JSON of `content` and becomes the attachment `case.json`; `content_sha256` is its
    digest. `pictures` and `waveforms` go by the label of the mark (`M-001`); they may be lazy mappings: a picture is
    asked for once, when its bytes are written, and not kept.
    """

    content: Json
    content_bytes: bytes
    content_sha256: str
    pictures: Mapping[str, Still] = field(default_factory=dict)
    waveforms: Mapping[str, Waveform] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PdfWritten:
    """A case file that lies safely on the disk: SHA-256 of the whole file, number of pages, SHA-256 of `case.json`."""

    path: Path
    sha256: str
    pages: int
    content_sha256: str
