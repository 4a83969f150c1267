"""What the process that makes a case file is asked for, and what it gives back: plain JSON, a line each way."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from evidence.journal.chain import Writer
from evidence.model.entry import Head
from exports.signing.wish import SignWish

if TYPE_CHECKING:
    from exports.signing.pen import Pen


@dataclass(frozen=True, slots=True)
class Order:
    """Which case, for whom, where to, and how."""

    library: Path
    writer: Writer
    case: str
    target: Path
    language: str
    copy: str
    originals: str | None = None
    """Of a bundle: `all`, `none`, or labels with commas between; None where the case file alone is wanted."""
    sign: SignWish | None = None

    def pen(self) -> Pen | None:
        """The key to sign with, opened; None where nothing is signed.

        Raises:
            NotFound, Refused: see `Pen`.
        """
        if self.sign is None:
            return None
        from exports.signing.pen import Pen

        return Pen(self.sign)

    def line(self) -> bytes:
        """As a line."""
        plain = asdict(self) | {"library": str(self.library), "target": str(self.target)}
        if self.sign is not None:
            plain["sign"]["key"] = str(self.sign.key)
        return line_of(plain)

    @classmethod
    def read(cls, line: bytes) -> Order:
        """From a line."""
        told = json.loads(line)
        writer, sign = Writer(**told.pop("writer")), told.pop("sign")
        wish = SignWish(**sign | {"key": Path(sign["key"])}) if sign else None
        return cls(Path(told.pop("library")), writer, target=Path(told.pop("target")), sign=wish, **told)


@dataclass(frozen=True, slots=True)
class BagMade:
    """A bundle that lies at its place."""

    sha256: str
    tag_manifest_sha256: str
    files: int
    octets: int
    originals: tuple[str, ...]
    """Labels of the exhibits whose originals travel with it."""
    clips: dict[str, int]
    """How many clips were copied, encoded, cut from sound, or could not be made (`none`)."""


@dataclass(frozen=True, slots=True)
class Made:
    """A case file, alone or in its bundle, that lies at its place, not registered yet."""

    case_id: UUID
    case_label: str
    sha256: str
    content_sha256: str
    pages: int
    head: Head
    bag: BagMade | None = None
    """The bundle that the case file lies in; `sha256` is that of the case file."""
    signer: str = ""
    """Fingerprint (SHA-256) of the certificate that it is signed with; "" where it is not."""

    def plain(self) -> dict[str, Any]:
        """As it is told."""
        return asdict(self) | {"case_id": str(self.case_id)}

    @classmethod
    def read(cls, told: dict[str, Any]) -> Made:
        """From what was told."""
        bag = told.get("bag")
        told["bag"] = BagMade(**bag | {"originals": tuple(bag["originals"])}) if bag else None
        return cls(**told | {"case_id": UUID(told["case_id"]), "head": Head(**told["head"])})


def line_of(plain: dict[str, Any]) -> bytes:
    """A message."""
    return json.dumps(plain).encode() + b"\n"
