"""What somebody wishes to sign with; light, so that nothing of signing is loaded where nothing is signed."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SignWish:
    """Which key, its passphrase, and the address of the server for time stamps; "" for none."""

    key: Path
    passphrase: str = field(repr=False)
    stamps: str = ""
