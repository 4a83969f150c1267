"""The process that freezes a case, and prints or bundles it. Started by process.py, with its order on standard input.

Each report of progress waits for a byte that says go on; where none comes, nobody wants the case file any more.
"""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from app.making.bundling import bag_case, print_and_sign
from app.making.order import Made, Order, line_of
from evidence.casefile.freezing import CaseVersion, freeze, working_folder
from evidence.casefile.pictures import Kept
from evidence.errors import WorldError
from evidence.progress import Cancelled, Progress, part
from evidence.store.library import Library
from exports.pdf.casefile import write_case_file
from exports.pdf.data import CaseFileData, Still, Waveform

_REPORT_EVERY_S = 0.05


class _Stills(Mapping[str, Still]):
    """Pictures read from their temporary files only when they are printed."""

    def __init__(self, kept: Mapping[str, Kept]) -> None:
        self._kept = kept

    def __getitem__(self, label: str) -> Still:
        kept = self._kept[label]
        return Still(kept.path.read_bytes(), kept.sha256, kept.width, kept.height)

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)


def make(order: Order, progress: Progress) -> Made:
    """Freeze the case and write its case file, or a bundle with it.

    Raises:
        WorldError: see `freeze`, `write_case_file` and `bag_case`.
        Cancelled: `progress` raised it; `order.target` is as it was before.
    """
    frozen, pen = 600 if order.originals is None else 150, order.pen()
    with (
        Library.open(order.library, writer=order.writer, read_only=True) as library,
        freeze(
            library, order.case, copy=order.copy, language=order.language, progress=part(progress, 0, frozen)
        ) as version,
    ):
        rest = part(progress, frozen, 1000)
        if order.originals is not None:
            return bag_case(order, library, version, print_case, pen, rest)
        if pen is None:
            return print_case(order, version, order.target, rest)
        with working_folder(library.layout) as folder:
            return print_and_sign(order, version, order.target, folder, pen, print_case, rest)


def print_case(order: Order, version: CaseVersion, target: Path, progress: Progress) -> Made:
    """Write the case file of a frozen case.

    Raises:
        WorldError: see `write_case_file`.
    """
    data = CaseFileData(
        content=version.content,
        content_bytes=version.content_bytes,
        content_sha256=version.content_sha256,
        pictures=_Stills(version.pictures),
        waveforms={
            name: Waveform(strip.from_us, strip.to_us, strip.lows, strip.highs)
            for name, strip in version.strips.items()
        },
    )
    written = write_case_file(data, target, language=order.language, progress=progress)
    complaint = version.frozen.case.complaint
    return Made(
        complaint.id, complaint.label, written.sha256, version.content_sha256, written.pages, version.head
    )  # fmt: skip


class _Reports:
    """Tells what is done, not too often, and waits for leave to go on."""

    def __init__(self, out: BinaryIO) -> None:
        self._out, self._told = out, 0.0

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._told >= _REPORT_EVERY_S or done >= total > 0:
            self._told = now
            self.say({"say": "progress", "done": done, "total": total})
            if not os.read(0, 1):
                raise Cancelled

    def say(self, message: dict[str, object]) -> None:
        self._out.write(line_of(message))
        self._out.flush()


def main() -> None:
    """Do what the order says, and tell what came of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program that asked: it lets us stop
    reports = _Reports(_own_output())
    try:
        made = make(Order.read(_first_line()), reports)
        reports.say({"say": "made", **made.plain()})
    except Cancelled:
        reports.say({"say": "cancelled"})
    except WorldError as error:
        reports.say({"say": "sorry", "kind": error.kind, "en": error.sentence.en, "zh": error.sentence.zh})
    except BrokenPipeError:
        pass  # nobody is there to be told
    except Exception:
        reports.say({"say": "bug", "trace": traceback.format_exc()[-20_000:]})


def _first_line() -> bytes:
    """The order, and not a byte of what comes behind it."""
    line = b""
    while (byte := os.read(0, 1)) and byte != b"\n":
        line += byte
    return line


def _own_output() -> BinaryIO:
    """Our messages go out through a copy of standard output; what else prints goes nowhere."""
    sys.stdout.flush()
    copy, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return os.fdopen(copy, "wb")


if __name__ == "__main__":
    main()
