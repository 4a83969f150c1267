"""One pass over a source file: hashed while copied, synced, read again from the disk, then renamed to its digest."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from evidence.errors import DiskProblem, Refused
from evidence.progress import Progress
from evidence.store.durable import disk_errors, sync_folder
from evidence.store.layout import Layout

BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Copied:
    """A source file's bytes at a temporary place of the library; `keep` makes an original of them."""

    part: Path
    sha256: str
    size: int
    name: str


def open_source(path: Path) -> int:
    """A read-only handle on a regular file, opened once: no link is followed, no pipe is waited for.

    Raises:
        Refused: it is a link, a folder, a device or a pipe, or it cannot be read.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.EMLINK):
            raise _not_regular(path, "a link", "链接") from error
        if error.errno in (errno.ENXIO, errno.ENODEV):
            raise _not_regular(path, "a pipe or socket", "管道或套接字") from error
        raise _unreadable(path, error) from error
    mode = os.fstat(handle).st_mode
    if not stat.S_ISREG(mode):
        os.close(handle)
        what = ("a folder", "文件夹") if stat.S_ISDIR(mode) else ("not a regular file", "非普通文件")
        raise _not_regular(path, *what)
    return handle


def _not_regular(path: Path, en: str, zh: str) -> Refused:
    return Refused(
        f"“{path.name}” is {en}, not a file. Add the file itself.", f"“{path.name}”是{zh}，不是文件。请添加文件本身。"
    )


def _unreadable(path: Path, error: OSError) -> Refused:
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return Refused(
            f"There is no file “{path}”. Check the path and add it again.",
            f"文件“{path}”不存在。请检查路径后重新添加。",
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        return Refused(
            f"“{path.name}” may not be read by you. Ask for access and add it again.",
            f"您无权读取“{path.name}”。请申请权限后重新添加。",
        )
    reason = error.strerror or type(error).__name__
    return Refused(
        f"“{path.name}” cannot be read ({reason}). Check the disk it is on, copy it elsewhere, and add it again.",
        f"无法读取“{path.name}”（{reason}）。请检查其所在磁盘，复制到别处后重新添加。",
    )


def new_part(layout: Layout) -> Path:
    """A name for a copy that is not finished. Who chose it discards it, whenever they are interrupted."""
    return layout.incoming / f"{os.getpid()}-{uuid4()}.part"


def copy_in(part: Path, source: Path, progress: Progress) -> Copied:
    """Copy a source to `part` (see `new_part`); its digest is that of the bytes that were read and are there.

    `progress` counts bytes: two per byte of the file, since the copy is read again from the disk.

    Raises:
        Refused: not a regular file, it changed while it was read, or it cannot be read to its end.
        DiskProblem: the library's disk is full or failing. Nothing is left behind in either case.
    """
    handle = open_source(source)
    try:
        before = os.fstat(handle)
        digest = _copy(source, handle, part, before.st_size, progress)
        after = os.fstat(handle)
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            raise Refused(
                f"“{source.name}” changed while it was copied. Wait until it is complete and add it again.",
                f"“{source.name}”在复制过程中发生变化。请待其写完后重新添加。",
            )
        with disk_errors(part):
            again = hash_file(
                part, lambda done, _: progress(before.st_size + done, 2 * before.st_size), drop_cache=True
            )
        if again != digest:
            raise DiskProblem(
                f"The copy of “{source.name}” does not match its source. Check the disk of the library.",
                f"“{source.name}”的副本与来源不一致。请检查资料库所在磁盘。",
            )
    except BaseException:
        discard(part)
        raise
    finally:
        os.close(handle)
    return Copied(part, digest, before.st_size, source.name)


def discard(part: Path) -> None:
    """Remove a copy that is not wanted; what a failing disk keeps of it, the next run puts aside."""
    with suppress(OSError):
        part.unlink(missing_ok=True)


def _copy(source: Path, handle: int, part: Path, size: int, progress: Progress) -> str:
    digest = hashlib.sha256()
    done = 0
    with disk_errors(part):
        target = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        try:
            while block := _read(source, handle):
                digest.update(block)
                rest = memoryview(block)
                while rest:
                    rest = rest[os.write(target, rest) :]
                done += len(block)
                progress(done, 2 * max(size, done))
            os.fsync(target)
        finally:
            os.close(target)
    return digest.hexdigest()


def _read(source: Path, handle: int) -> bytes:
    try:
        return os.read(handle, BLOCK)
    except OSError as error:
        raise _unreadable(source, error) from error


def hash_file(path: Path, progress: Progress, *, drop_cache: bool = False) -> str:
    """SHA-256 of a file; `drop_cache` asks the system to read it from the disk, not from memory.

    Raises:
        OSError: it cannot be read, or is no regular file.
    """
    digest = hashlib.sha256()
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)  # a pipe is not waited for
    with open(os.open(path, flags), "rb", buffering=0) as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "not a regular file")
        size = status.st_size
        if drop_cache and hasattr(os, "posix_fadvise"):
            with suppress(OSError):
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        done = 0
        while block := file.read(BLOCK):
            digest.update(block)
            done += len(block)
            progress(done, size)
    return digest.hexdigest()


def keep(layout: Layout, copied: Copied) -> Path:
    """Make the copy an original: read-only, named by its digest. The same bytes are there once.

    Raises:
        DiskProblem: it could not be put in place.
    """
    place = layout.original(copied.sha256)
    with disk_errors(place):
        if _same(place, copied):
            copied.part.unlink()
        else:
            os.chmod(copied.part, layout.original_mode)
            if place.exists():
                os.chmod(place, layout.file_mode)  # Windows replaces no read-only file
            os.replace(copied.part, place)
            sync_folder(layout.originals)
    return place


def _same(place: Path, copied: Copied) -> bool:
    """Whether the original is there already, byte for byte."""
    try:
        if place.stat().st_size != copied.size:
            return False
        return hash_file(place, lambda *_: None) == copied.sha256
    except OSError:
        return False


def sweep(layout: Layout) -> tuple[Path, ...]:
    """Move what interrupted runs left in `incoming` to the quarantine folder; what a living process writes stays."""
    moved = []
    with suppress(OSError):
        for part in sorted(layout.incoming.iterdir()):
            owner = part.name.split("-", 1)[0]
            if owner.isdigit() and _alive(int(owner)):
                continue
            target = layout.quarantine / part.name
            with suppress(OSError):
                os.replace(part, target)
                moved.append(target)
    return tuple(moved)


def _alive(pid: int) -> bool:
    if os.name != "posix":
        return False  # a file that a living process holds open cannot be moved there anyway
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
