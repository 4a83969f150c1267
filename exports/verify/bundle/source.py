"""A bundle's files, from an archive or from a folder: names, sizes, bytes. No link is followed, nothing is written."""

from __future__ import annotations

import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol

from exports.verify.bundle.archive import Archive, Entry, Refused, read_archive
from exports.verify.bundle.names import folded, refuse_name, shown
from exports.verify.report import Label

MOST_FILES = 100_000
DEEPEST = 20
TELLING = ("bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt")
"""Any of these tells that a folder or archive is meant as a bundle."""

_BLOCK = 1 << 20


class Damaged(Exception):
    """The bytes of a file do not come out as they are said to."""


class Source(Protocol):
    """Where the files of a bundle are, named as from the bundle's own folder."""

    @property
    def sizes(self) -> dict[str, int]:
        """Every file with its size."""
        ...

    @property
    def strangers(self) -> list[tuple[str, Label]]:
        """What is there and no file of a bundle: names, and what is the matter with them."""
        ...

    @property
    def empty(self) -> list[str]:
        """Folders with nothing in them."""
        ...

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a file.

        Raises:
            Damaged: they do not come out as they are said to.
            OSError: they could not be read.
        """
        ...


@dataclass(slots=True)
class ArchiveSource:
    """The files of an archive, below the one folder that they lie in."""

    file: BinaryIO
    archive: Archive
    sizes: dict[str, int] = field(default_factory=dict)
    strangers: list[tuple[str, Label]] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    _entries: dict[str, Entry] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find the folder, and name everything as from it."""
        tops = {entry.name.partition("/")[0] for entry in self.archive.entries}
        names = {entry.name for entry in self.archive.entries}
        base = next((f"{top}/" for top in sorted(tops) if f"{top}/bagit.txt" in names), "")
        if "bagit.txt" in names:
            base = ""
        folders = set()
        for entry in self.archive.entries:
            inside = entry.name.removeprefix(base)
            if not entry.name.startswith(base):
                if not (entry.folder and f"{entry.name}/" == base):
                    self.strangers.append((entry.name, Label("it lies beside the bundle", "它位于证据包之外")))
            elif entry.folder:
                folders.add(inside)
            else:
                self.sizes[inside], self._entries[inside] = entry.size, entry
        self.empty = sorted(one for one in folders if not any(name.startswith(f"{one}/") for name in self.sizes))

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a file, unpacked if need be, never more than said."""
        entry = self._entries[name]
        left, crc, count = entry.packed, 0, 0
        inflate = zlib.decompressobj(-15) if entry.method else None
        at = entry.begin
        while left:
            self.file.seek(at)
            raw = self.file.read(min(_BLOCK, left))
            if not raw:
                raise Damaged
            left, at = left - len(raw), at + len(raw)
            for piece in _inflated(inflate, raw) if inflate is not None else [raw]:
                count += len(piece)
                if count > entry.size:
                    raise Damaged
                crc = zlib.crc32(piece, crc)
                yield piece
        if count != entry.size or crc != entry.crc:
            raise Damaged


def _inflated(inflate: zlib._Decompress, raw: bytes) -> Iterator[bytes]:
    """Unpacked in steps, so that a small piece cannot become a large one at once."""
    try:
        while raw:
            yield inflate.decompress(raw, _BLOCK)
            raw = inflate.unconsumed_tail
    except zlib.error as wrong:
        raise Damaged from wrong


@dataclass(slots=True)
class FolderSource:
    """The files of a folder."""

    root: Path
    sizes: dict[str, int] = field(default_factory=dict)
    strangers: list[tuple[str, Label]] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Look at every name; what is no plain file is never opened.

        Raises:
            Refused: there are more files, or deeper folders, than a bundle can have.
            OSError: a folder cannot be read.
        """
        self._look(self.root, "", 0)
        seen: dict[str, str] = {}
        for name in sorted(self.sizes):
            if seen.setdefault(folded(name), name) is not name:
                self.strangers.append(
                    (name, Label("another system takes it for another file", "某些系统会将其视为另一文件"))
                )

    def _look(self, folder: Path, prefix: str, depth: int) -> None:
        if depth > DEEPEST:
            raise Refused(
                "There are deeper folders than a bundle has.", "文件夹层级超出证据包可能的深度。", shown(prefix)
            )
        with os.scandir(folder) as scanned:
            found = sorted(scanned, key=lambda entry: entry.name)
        if not found and prefix:
            self.empty.append(prefix.rstrip("/"))
        for entry in found:
            name = prefix + entry.name
            status = entry.stat(follow_symlinks=False)
            why = refuse_name(name) or _refuse_kind(status)
            if why is not None:
                self.strangers.append((name, why))
            elif stat.S_ISDIR(status.st_mode):
                self._look(Path(entry.path), f"{name}/", depth + 1)
            else:
                self.sizes[name] = status.st_size
            if len(self.sizes) + len(self.strangers) > MOST_FILES:
                raise Refused("There are more files than a bundle can have.", "文件数量超出证据包可能的数量。")

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a file that was seen as a plain file and still is one."""
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        handle = os.open(self.root / name, flags)
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise Damaged
            count = 0
            while piece := file.read(_BLOCK):
                count += len(piece)
                yield piece
            if count != self.sizes[name]:
                raise Damaged


def _refuse_kind(status: os.stat_result) -> Label | None:
    if stat.S_ISLNK(status.st_mode):
        return Label("it is a link", "它是链接")
    if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
        return Label("it is a device or a pipe", "它是设备或管道")
    if stat.S_ISREG(status.st_mode) and status.st_nlink > 1:
        return Label("it is a second name of a file that lies elsewhere too", "它是另一处文件的又一名称（硬链接）")
    return None


@contextmanager
def open_source(path: Path) -> Iterator[tuple[Source, Archive | None]]:
    """The files of a bundle, and its archive if it is one.

    Raises:
        Refused: it is not opened; the sentence says why.
        OSError: it cannot be read.
    """
    if path.is_dir():
        yield FolderSource(path), None
        return
    with path.open("rb") as file:
        archive = read_archive(file)
        yield ArchiveSource(file, archive), archive


def is_bundle(path: Path) -> bool:
    """Whether something is to be looked at as a bundle: a folder, or a file that begins or ends as an archive."""
    try:
        if path.is_dir():
            return any((path / name).exists() for name in TELLING)
        with path.open("rb") as file:
            begin = file.read(4)
            file.seek(-min(22, file.seek(0, 2)), 2)
            return begin == b"PK\3\4" or file.read(4) == b"PK\5\6"
    except OSError:
        return False


def read_whole(source: Source, name: str, most: int) -> bytes | None:
    """A small file; None if it is not there, is larger, or does not come out.

    Raises:
        OSError: it cannot be read.
    """
    if source.sizes.get(name, most + 1) > most:
        return None
    try:
        return b"".join(source.pieces(name))
    except Damaged:
        return None
