"""A file that comes in pieces: beside its place until it is whole, then there at once; cancelled, it leaves nothing."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from evidence.store.durable import disk_errors, set_mode, sync_folder
from exports.pdf.begun import begun

MODE = 0o644


class PartFile:
    """The unfinished file."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        """Take the open file."""
        self.path, self._file = path, file

    @property
    def file(self) -> BinaryIO:
        """The file itself, open for reading and writing; errors of the disk are the caller's to explain."""
        return self._file

    def write(self, at: int, data: bytes) -> None:
        """Bytes for a place.

        Raises:
            DiskProblem: they could not be written.
        """
        with disk_errors(self.path):
            self._file.seek(at)
            self._file.write(data)

    def flush(self) -> None:
        """Let others read what was written.

        Raises:
            DiskProblem: it could not be written.
        """
        with disk_errors(self.path):
            self._file.flush()

    def empty(self) -> None:
        """Begin again.

        Raises:
            DiskProblem: it could not be emptied.
        """
        with disk_errors(self.path):
            self._file.seek(0)
            self._file.truncate()


@contextmanager
def part_of(target: Path) -> Iterator[PartFile]:
    """The file that becomes `target` when the block ends well, and is removed when it does not.

    Raises:
        DiskProblem: it could not be written; `target` is as before.
    """
    target = target.absolute()
    path = target.with_name(f"{begun(target, os.getpid())}{secrets.token_hex(4)}.part")
    with disk_errors(target):
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), MODE)
    try:
        with os.fdopen(handle, "r+b") as file:
            with disk_errors(target):
                set_mode(handle, MODE)
            yield PartFile(path, file)
            with disk_errors(target):
                file.flush()
                os.fsync(file.fileno())
        with disk_errors(target):
            os.replace(path, target)
            sync_folder(target.parent)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
