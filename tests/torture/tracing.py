"""Watches a real process with strace and tells, in order, what it did to the files of one folder, and what it said."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.command import ROOT
from tests.torture.disk import Disk, File, Folder, Write

TRACED = (
    "open,openat,creat,write,pwrite64,writev,pwritev,pwritev2,fsync,fdatasync,sync_file_range,ftruncate,truncate,fallocate,"
    "rename,renameat,renameat2,unlink,unlinkat,rmdir,mkdir,mkdirat,link,linkat,symlink,symlinkat,copy_file_range,sendfile,"
    "lseek"
)
_LINE = re.compile(r"(\d+) +(?:<\.\.\. )?(\w+)(?:\(| resumed>)(.*)")
_RETURNED = re.compile(r"\) += (-?\d+)(?:<[^>]*>)?(?: .*)?$")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_NAME = re.compile(r'(?:(?:AT_FDCWD|\d+)<((?:\\x[0-9a-f]{2})*)>(?:\(deleted\))?, )?"((?:\\x[0-9a-f]{2})*)"')
_HANDLE = re.compile(r"^(\d+)<((?:\\x[0-9a-f]{2})*)>(\(deleted\))?")
SAID = b'{"did"'


class CannotTrace(RuntimeError):
    """There is no strace here, or it may not watch."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something done to the disk."""

    call: str
    do: Callable[[Disk], None]


Event = Step | dict[str, Any]
"""Something done to the disk, or something acknowledged."""


def traced(command: Sequence[str], root: Path, log: Path, environment: Mapping[str, str] | None = None) -> list[Event]:
    """Run a command to its end and tell what it and its children did below `root`.

    Raises:
        CannotTrace: strace is missing or not allowed.
    """
    strace = shutil.which("strace")
    if strace is None:
        raise CannotTrace("strace is not installed")
    seccomp = ["--seccomp-bpf"]
    run = subprocess.run(
        [strace, "-f", "-qq", "-y", "-xx", "-s", str(1 << 24), *seccomp, "-o", str(log), "-e", f"trace={TRACED}",
         "-e", "signal=none", *command],
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"} | dict(environment or {}),
        capture_output=True,
        check=False,
    )  # fmt: skip
    if not log.exists() or b"PTRACE" in run.stderr or b"ptrace" in run.stderr:
        raise CannotTrace(f"strace may not watch here: {run.stderr[-200:].decode(errors='replace')}")
    if run.returncode:
        raise RuntimeError(f"the work failed under strace: {run.stderr[-3000:].decode(errors='replace')}")
    events = _Reader(str(root)).read(log)
    log.unlink()
    return events


def python(*words: str | Path) -> list[str]:
    """The command that runs one of our modules."""
    return [sys.executable, *(str(word) for word in words)]


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


def _path(text: str) -> str:
    return os.fsdecode(_bytes(text))


def _names(words: str) -> Iterator[str]:
    """The paths that a call names, those below an open folder in full."""
    for folder, name in _NAME.findall(words):
        yield os.path.join(_path(folder), _path(name))


class _Reader:
    """Reads strace's lines; those of threads that wait for each other come in pieces."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._begun: dict[str, str] = {}
        self._places: dict[tuple[int, int], int] = {}
        """Where the next plain write of an open file goes: by the number of its handle and the file."""
        self._events: list[Event] = []

    def read(self, log: Path) -> list[Event]:
        with log.open(encoding="ascii", errors="replace") as lines:
            for line in lines:
                self._line(line.rstrip("\n"))
        return self._events

    def _line(self, line: str) -> None:
        found = _LINE.match(line)
        if found is None:
            return
        pid, call, rest = found.groups()
        if rest.endswith("<unfinished ...>"):
            self._begun[pid] = rest.removesuffix("<unfinished ...>")
            return
        if " resumed>" in line[: found.start(3)]:
            rest = self._begun.pop(pid, "") + rest
        returned = _RETURNED.search(rest)
        if returned is None or int(returned.group(1)) < 0:
            return
        self._call(call, rest[: returned.start()], int(returned.group(1)))

    def _did(self, call: str, do: Callable[[Disk], None]) -> None:
        self._events.append(Step(call, do))

    def _inside(self, path: str) -> bool:
        return path == self._root or path.startswith(self._root + "/")

    def _call(self, call: str, words: str, value: int) -> None:
        if call in ("open", "openat", "creat"):
            self._open(call, words, value)
        elif call in ("unlink", "rmdir", "mkdir", "rename", "link", "symlink") or call.endswith(("at", "at2")):
            self._by_name(call, words)
        elif handle := _HANDLE.match(words):
            path = _path(handle.group(2))
            if call == "write" and (said := _TEXT.search(words)) and _bytes(said.group(1)).startswith(SAID):
                self._events.append(json.loads(_bytes(said.group(1))))
            elif self._inside(path) and not handle.group(3):
                self._by_handle(call, words[handle.end() :], int(handle.group(1)), path, value)

    def _open(self, call: str, words: str, handle: int) -> None:
        path = next(_names(words), "")
        if not self._inside(path):
            return
        created = "O_CREAT" in words or call == "creat"
        if "O_APPEND" in words:
            raise ValueError("appending is not understood here")
        emptied = "O_TRUNC" in words or call == "creat"

        def step(disk: Disk) -> None:
            if created and disk.node(path) is None:
                disk.create(path)
            node = disk.node(path)
            if isinstance(node, File):
                self._places[handle, id(node)] = 0
                if emptied:
                    node.pending.append(Write(0, None))

        self._did(call, step)

    def _by_handle(self, call: str, words: str, handle: int, path: str, value: int) -> None:
        if call in ("fsync", "fdatasync"):
            self._did(call, lambda disk: _sync(disk.node(path)))
        elif call == "ftruncate":
            length = int(words.split(",")[1])
            self._did(call, lambda disk: disk.file(path).pending.append(Write(length, None)))
        elif call == "pwrite64":
            data, at = _data(words), int(words.rsplit(",", 1)[1])
            self._did(call, lambda disk: disk.file(path).pending.append(Write(at, data[:value])))
        elif call == "write":
            data = _data(words)

            def step(disk: Disk) -> None:
                file = disk.file(path)
                place = self._places.get((handle, id(file)), 0)
                file.pending.append(Write(place, data[:value]))
                self._places[handle, id(file)] = place + value

            self._did(call, step)
        elif call == "lseek":

            def seek(disk: Disk) -> None:
                node = disk.node(path)
                if isinstance(node, File):
                    self._places[handle, id(node)] = value

            self._did(call, seek)
        else:
            raise ValueError(f"{call} on {path} is not understood here")

    def _by_name(self, call: str, words: str) -> None:
        paths = list(_names(words))
        if not any(self._inside(path) for path in paths):
            return
        if call in ("unlink", "unlinkat", "rmdir"):
            self._did(call, lambda disk: disk.remove(paths[0]))
        elif call in ("rename", "renameat", "renameat2"):
            if not all(self._inside(path) for path in paths):
                raise ValueError(f"renamed across the border of the folder: {paths}")
            self._did(call, lambda disk: disk.rename(*paths))
        elif call in ("mkdir", "mkdirat"):
            self._did(call, lambda disk: disk.make_folder(paths[0]))
        elif call in ("link", "linkat"):
            self._did(call, lambda disk: disk.link(*paths))
        else:
            raise ValueError(f"{call} of {paths} is not understood here")


def _data(words: str) -> bytes:
    found = _TEXT.search(words)
    return _bytes(found.group(1)) if found else b""


def _sync(node: File | Folder | None) -> None:
    if node is not None:
        node.sync()
