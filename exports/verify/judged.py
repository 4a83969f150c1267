"""What the process that judges a signature answers."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from exports.verify.child import answer_apart

_START = "from exports.verify.signatures import main; main()"


@dataclass(frozen=True, slots=True)
class Judged:
    """One signature. `problem` is why it could not be judged: none, several, unreadable, trust, limit, ended."""

    problem: str = ""
    count: int = 0
    intact: bool = False
    valid: bool = False
    whole: bool = False
    """Whether it covers the whole file."""
    certifies: bool = False
    """Whether it certifies the document and permits no change."""
    place: str = ""
    """The field that it stands in."""
    alone: bool = False
    """Whether nothing but the signature lies above the bytes that were sealed."""
    signer: str = ""
    fingerprint: str = ""
    claimed: str = ""
    stamped: str = ""
    stamp_trusted: bool = False
    stamp_wrong: bool = False
    """Whether there is a time stamp that belongs to something else."""
    trust: str = ""
    """trusted, unknown, expired_before, expired_since, revoked_before, revoked_since, other, not_asked"""

    @property
    def sound(self) -> bool:
        """Whether what was signed is what is there."""
        return not self.problem and self.intact and self.valid and self.whole and self.certifies and self.alone


def judge_pdf_apart(path: Path, trust: Sequence[Path], waiting: Callable[[], None]) -> Judged:
    """Judge the signature in a PDF."""
    return _judge({"pdf": str(path.absolute())}, trust, waiting)


def judge_bytes_apart(
    content: bytes, signature: bytes, reply: bytes | None, trust: Sequence[Path], waiting: Callable[[], None]
) -> Judged:
    """Judge a signature that lies beside what is signed."""
    with tempfile.TemporaryDirectory() as folder:
        order: dict[str, Any] = {}
        for name, data in (("content", content), ("signature", signature), ("reply", reply)):
            if data is not None:
                (Path(folder) / name).write_bytes(data)
                order[name] = str(Path(folder) / name)
        return _judge(order, trust, waiting)


def _judge(order: dict[str, Any], trust: Sequence[Path], waiting: Callable[[], None]) -> Judged:
    order["trust"] = [str(path.absolute()) for path in trust]
    told = answer_apart(_START, json.dumps(order), waiting)
    if isinstance(told, str):
        return Judged(problem=told)
    try:
        return Judged(**{one.name: told[one.name] for one in fields(Judged)})
    except (KeyError, TypeError):
        return Judged(problem="ended")
