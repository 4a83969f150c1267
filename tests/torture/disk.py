"""A disk that keeps no more than it was told to: what may be left of a folder when the power goes.

The model is ALICE's, with figures of our own: what was not synced may be lost, come in another order, or be torn at 512
bytes; a name that was given, changed or taken away is only certain once its folder was synced. Contents belong to
files, names to folders, so a synced file can still be without its name.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

SECTOR = 512
KEPT = 0.5
TORN = 0.3


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes that were written at a place of a file; None: it was cut or grown to this length."""

    at: int
    data: bytes | None


@dataclass(slots=True)
class File:
    """One file, whatever its name is at the moment."""

    durable: bytes = b""
    pending: list[Write] = field(default_factory=list)

    def current(self) -> bytes:
        """What a program reads."""
        whole = bytearray(self.durable)
        for write in self.pending:
            _apply(whole, write)
        return bytes(whole)

    def sync(self) -> None:
        """Now it is on the disk."""
        self.durable = self.current()
        self.pending.clear()

    def left(self, dice: random.Random) -> bytes:
        """What may be left of it."""
        kept = [write for write in self.pending if dice.random() < KEPT]
        dice.shuffle(kept)
        whole = bytearray(self.durable)
        for write in kept:
            if write.data is not None and dice.random() < TORN:
                sectors = dice.randrange(1 + (len(write.data) - 1) // SECTOR) if write.data else 0
                write = Write(write.at, write.data[: sectors * SECTOR])
            _apply(whole, write)
        return bytes(whole)


def _apply(whole: bytearray, write: Write) -> None:
    end = write.at if write.data is None else write.at + len(write.data)
    if len(whole) < end:
        whole.extend(bytes(end - len(whole)))
    if write.data is None:
        del whole[write.at :]
    else:
        whole[write.at : end] = write.data


@dataclass(slots=True)
class Naming:
    """A name that a folder gives (a node) or takes away (None). A renaming is two of them, of which `after` tells."""

    name: str
    node: File | Folder | None
    after: Naming | None = None
    """The other half: a name is only taken away where the new one was given."""


@dataclass(slots=True)
class Folder:
    """Names of files and folders."""

    durable: dict[str, File | Folder] = field(default_factory=dict)
    current: dict[str, File | Folder] = field(default_factory=dict)
    pending: list[Naming] = field(default_factory=list)

    def give(self, naming: Naming) -> None:
        """Change a name."""
        self.pending.append(naming)
        _name(self.current, naming)

    def sync(self) -> None:
        """Now its names are on the disk."""
        self.durable = dict(self.current)
        self.pending.clear()


def _name(names: dict[str, File | Folder], naming: Naming) -> None:
    if naming.node is None:
        names.pop(naming.name, None)
    else:
        names[naming.name] = naming.node


class Disk:
    """Everything below one folder; it begins as what is there now, safely on the disk."""

    def __init__(self, root: Path) -> None:
        """Read what is there."""
        self.root = root
        self._top = _read(root)

    def _folder(self, path: PurePosixPath) -> Folder:
        node: File | Folder = self._top
        for part in path.relative_to(self.root).parts:
            assert isinstance(node, Folder)
            node = node.current[part]
        assert isinstance(node, Folder), path
        return node

    def node(self, path: str) -> File | Folder | None:
        """What is at a path now, if anything."""
        place = PurePosixPath(path)
        if path == str(self.root):
            return self._top
        return self._folder(place.parent).current.get(place.name)

    def file(self, path: str) -> File:
        """The file at a path now."""
        found = self.node(path)
        assert isinstance(found, File), path
        return found

    def create(self, path: str) -> None:
        """A new, empty file."""
        self._folder(PurePosixPath(path).parent).give(Naming(PurePosixPath(path).name, File()))

    def make_folder(self, path: str) -> None:
        """A new, empty folder."""
        self._folder(PurePosixPath(path).parent).give(Naming(PurePosixPath(path).name, Folder()))

    def remove(self, path: str) -> None:
        """Take a name away."""
        self._folder(PurePosixPath(path).parent).give(Naming(PurePosixPath(path).name, None))

    def rename(self, old: str, new: str) -> None:
        """Give a file or folder another name, in one step."""
        given = Naming(PurePosixPath(new).name, self.node(old))
        self._folder(PurePosixPath(new).parent).give(given)
        self._folder(PurePosixPath(old).parent).give(Naming(PurePosixPath(old).name, None, given))

    def link(self, old: str, new: str) -> None:
        """A second name for a file."""
        self._folder(PurePosixPath(new).parent).give(Naming(PurePosixPath(new).name, self.node(old)))

    def after_power_cut(self, target: Path, dice: random.Random) -> None:
        """Write what may be left into an empty folder."""
        chosen: dict[int, bool] = {}
        for folder in _folders(self._top):  # new names first: what is taken away hangs on them
            for naming in folder.pending:
                if naming.after is None:
                    chosen[id(naming)] = dice.random() < KEPT
        self._write(self._top, target, dice, chosen)

    def _write(self, folder: Folder, target: Path, dice: random.Random, chosen: dict[int, bool]) -> None:
        for name, node in _left(folder, dice, chosen).items():
            place = target / name
            if isinstance(node, File):
                place.write_bytes(node.left(dice))
            else:
                place.mkdir()
                self._write(node, place, dice, chosen)


def _left(folder: Folder, dice: random.Random, chosen: dict[int, bool]) -> dict[str, File | Folder]:
    names = dict(folder.durable)
    for naming in folder.pending:
        if naming.after is None:
            kept = chosen[id(naming)]
        else:  # where the new name is pending no more, it is on the disk
            kept = chosen.get(id(naming.after), True) and dice.random() < KEPT
        if kept:
            _name(names, naming)
    return names


def _folders(folder: Folder) -> list[Folder]:
    nodes = (*folder.durable.values(), *folder.current.values(), *(naming.node for naming in folder.pending))
    below = {id(node): node for node in nodes if isinstance(node, Folder)}
    return [folder, *(deeper for node in below.values() for deeper in _folders(node))]


def _read(path: Path) -> Folder:
    names: dict[str, File | Folder] = {}
    for entry in sorted(path.iterdir()):
        names[entry.name] = _read(entry) if entry.is_dir() else File(entry.read_bytes())
    return Folder(dict(names), names)
