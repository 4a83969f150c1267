"""Where things lie in a library's folder, who may read them, and whether the disk is a local one."""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

from evidence.errors import LibraryProblem

DATABASE = "library.db"
NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs", "lustre", "gpfs", "beegfs", "ocfs2", "gfs2"}
    | {"davfs", "ncpfs", "coda", "fuse.sshfs", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.glusterfs"}
    | {"fuse.s3fs"}
)


@dataclass(frozen=True, slots=True)
class Layout:
    """The folders of one library below `root`."""

    root: Path

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.root / DATABASE

    @property
    def originals(self) -> Path:
        """Originals, each named by its SHA-256, read-only."""
        return self.root / "originals"

    @property
    def incoming(self) -> Path:
        """Copies that are not finished yet."""
        return self.root / "incoming"

    @property
    def derived(self) -> Path:
        """What can be deleted and made again: frame tables, peaks, proxies."""
        return self.root / "derived"

    @property
    def backups(self) -> Path:
        """Copies of the database."""
        return self.root / "backups"

    @property
    def exports(self) -> Path:
        """Case files that were written here."""
        return self.root / "exports"

    @property
    def quarantine(self) -> Path:
        """What an interrupted run left behind, kept for a look, never deleted silently."""
        return self.root / "quarantine"

    @property
    def lock(self) -> Path:
        """Who has the library open in a window."""
        return self.root / "window.lock"

    def original(self, sha256: str) -> Path:
        """The place of one original."""
        return self.originals / sha256

    def folders(self) -> tuple[Path, ...]:
        """All folders of a library."""
        return (self.root, self.originals, self.incoming, self.derived, self.backups, self.exports, self.quarantine)

    @property
    def shared(self) -> bool:
        """Whether the library belongs to a group of people on this workstation (decision 8)."""
        return os.name == "posix" and bool(self.root.stat().st_mode & stat.S_IWGRP)

    @property
    def file_mode(self) -> int:
        """Permissions of the files in it: 0660 for a shared library, 0600 otherwise."""
        return 0o660 if self.shared else 0o600

    @property
    def original_mode(self) -> int:
        """Permissions of an original: read-only."""
        return 0o440 if self.shared else 0o400


def refuse_network_path(folder: Path) -> None:
    """SQLite's locks are not reliable on network shares, so a library lives on a local disk.

    Raises:
        LibraryProblem: the folder lies on a network share.
    """
    where = _file_system(folder)
    if where is not None:
        raise LibraryProblem(
            f"{folder} is on a network share ({where}), where files can be lost or damaged. "
            "Keep the library on a disk of this machine; case files may be stored on the share.",
            f"{folder} 位于网络共享（{where}），文件可能丢失或损坏。"
            "请将资料库放在本机磁盘上；导出的案卷可以存放在共享中。",
        )


def _file_system(folder: Path) -> str | None:
    """Name of the network file system the folder lies on; None for a local disk or where it cannot be told."""
    text = str(folder)
    if text.startswith(("\\\\", "//")) and os.name == "nt":
        return "UNC"
    if sys.platform == "win32":
        import ctypes

        drive = os.path.splitdrive(os.path.abspath(folder))[0] + "\\"
        return "network drive" if ctypes.windll.kernel32.GetDriveTypeW(drive) == 4 else None
    return _posix_file_system(folder)


def _posix_file_system(folder: Path, mounts: Path = Path("/proc/self/mountinfo")) -> str | None:
    try:
        lines = mounts.read_text(errors="replace").splitlines()
    except OSError:
        return None
    target = os.path.realpath(folder)
    best, kind = "", ""
    for line in lines:
        left, _, right = line.partition(" - ")
        fields = left.split()
        if len(fields) < 5 or not right:
            continue
        point = fields[4].encode().decode("unicode_escape", errors="replace")
        inside = target == point or target.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, right.split()[0]
    return kind if kind in NETWORK_FILE_SYSTEMS else None
