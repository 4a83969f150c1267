"""Writing so that a power cut finds the old state or the new: temporary file, fsync, rename, fsync of the folder."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from evidence.errors import DiskProblem

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextmanager
def disk_errors(what: Path) -> Iterator[None]:
    """Turn the operating system's error into a sentence that names `what`.

    Raises:
        DiskProblem: the disk is full, read-only or failing.
    """
    try:
        yield
    except OSError as error:
        raise disk_problem(what, error) from error


def disk_problem(what: Path, error: OSError) -> DiskProblem:
    """The sentence for an operating system error on `what`."""
    name = (what.name or str(what))[:100]
    if error.errno in _FULL:
        return DiskProblem(
            f"The disk is full: “{name}” was not written. Free some space and try again; nothing else was changed.",
            f"磁盘已满：未写入“{name}”。请释放空间后重试；其他内容未受影响。",
        )
    if error.errno in _FORBIDDEN:
        return DiskProblem(
            f"“{name}” cannot be written here: the folder is read-only or belongs to somebody else. "
            "Choose another folder or ask for access; nothing was changed.",
            f"无法在此写入“{name}”：文件夹为只读或属于他人。请另选文件夹或申请权限；未作任何更改。",
        )
    reason = error.strerror or type(error).__name__
    return DiskProblem(
        f"“{name}” could not be read or written ({reason}). Check the disk and try again.",
        f"无法读写“{name}”（{reason}）。请检查磁盘后重试。",
    )


def sync_folder(folder: Path) -> None:
    """Make renames in a folder durable; Windows offers no such call and needs none."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    """Make the content of a file durable that others have written."""
    with open(path, "rb+") as written:
        os.fsync(written.fileno())


def set_mode(handle: int, mode: int) -> None:
    """Give an open file its permissions, whatever the process's umask would take away; POSIX only."""
    if hasattr(os, "fchmod"):
        os.fchmod(handle, mode)


def write_file(target: Path, data: bytes, mode: int) -> None:
    """Write a whole file, old or new after a power cut, never half.

    Raises:
        DiskProblem: it could not be written; `target` is as before.
    """
    part = target.with_name(f".{target.name[:80]}.{os.getpid()}.part")
    with disk_errors(target):
        try:
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), mode)
            with os.fdopen(handle, "wb") as file:
                set_mode(handle, mode)
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(part, target)
            sync_folder(target.parent)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
