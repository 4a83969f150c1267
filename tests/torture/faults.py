"""Full and failing disks: every call that changes the library fails once, and the program has to say so and go on.

`faults.c` is compiled with the system's C compiler and loaded before the C library; both halves are in this module: the
one that runs under it, and the one that starts that.
"""

from __future__ import annotations

import errno
import json
import mmap
import os
import shutil
import struct
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests.command import ROOT
from tests.torture.cuts import room
from tests.torture.kills import acknowledged, prepared, started
from tests.torture.soundness import Told, faults_of

SOURCE = Path(__file__).with_name("faults.c")
ORDERS = "TORTURE_ORDERS"
_LAYOUT = struct.Struct("=qqqq")
_SIZE = _LAYOUT.size + 4096
WAYS = {
    "the disk is full": (errno.ENOSPC, True),
    "one call fails (EIO)": (errno.EIO, False),
    "every call fails from then on (EIO)": (errno.EIO, True),
    "it becomes read-only (EROFS)": (errno.EROFS, True),
}


class NoCompiler(RuntimeError):
    """There is no C compiler here."""


@dataclass(slots=True)
class Failing:
    """What came of one kind of work with one kind of failure."""

    kind: str
    way: str
    calls: int = 0
    tried: int = 0
    refused: int = 0
    """How often the program stopped with a sentence."""
    unharmed: int = 0
    """How often it did its work all the same."""
    faults: list[str] = field(default_factory=list)


def let_fail(kind: str, library: Path, case: str, files: list[Path], folder: Path, every: int = 1) -> list[Failing]:
    """Let every `every`-th call of this work fail, in each of the ways.

    Raises:
        NoCompiler: there is no C compiler.
    """
    shim, orders = _built(folder), folder / "orders"
    orders.write_bytes(bytes(_SIZE))
    run = subprocess.run(
        [sys.executable, "-m", "tests.torture.faults", kind, str(library), case, str(every), *map(str, files)],
        env=os.environ | {"LD_PRELOAD": str(shim), ORDERS: str(orders), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        check=True,
    )
    return [Failing(**one) for one in json.loads(run.stdout.splitlines()[-1])]


def _built(folder: Path) -> Path:
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        raise NoCompiler("there is no C compiler")
    shim = folder / "faults.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", shim, SOURCE, "-ldl"], check=True)
    return shim


class _Orders:
    """The shared file that says which call fails."""

    def __init__(self) -> None:
        handle = os.open(os.environ[ORDERS], os.O_RDWR)
        self._map = mmap.mmap(handle, _SIZE)
        os.close(handle)

    def give(self, root: Path, at: int, error: int, lasts: bool) -> None:
        self._map[_LAYOUT.size :] = os.fsencode(root).ljust(4096, b"\0")
        self._map[: _LAYOUT.size] = _LAYOUT.pack(0, at, error, lasts)

    def stop(self) -> int:
        """Let nothing fail any more; how many calls there were."""
        count: int = _LAYOUT.unpack(self._map[: _LAYOUT.size])[0]
        self._map[: _LAYOUT.size] = bytes(_LAYOUT.size)
        self._map[_LAYOUT.size :] = bytes(4096)
        return count


def _run(kind: str, library: Path, case: str, every: int, files: list[Path]) -> list[Failing]:
    orders = _Orders()
    with room() as folder:
        place = prepared(folder / "library", kind, library)
        orders.give(place, 0, 0, False)
        _work(kind, place, case, files)
        calls = orders.stop()
    found = []
    for way, (error, lasts) in WAYS.items():
        failing = Failing(kind, way, calls)
        for at in range(1, calls + 1, every):
            with room() as folder:
                place = prepared(folder / "library", kind, library)
                orders.give(place, at, error, lasts)
                said = _work(kind, place, case, files)
                orders.stop()
                _judge(failing, at, said, place, case, files)
        found.append(failing)
    return found


def _work(kind: str, place: Path, case: str, files: list[Path]) -> list[dict[str, object]]:
    with started(kind, place, case, files, rounds=1) as (pid, answers):
        said = acknowledged(answers)
        os.waitpid(pid, 0)
    return said


def _judge(failing: Failing, at: int, said: list[dict[str, object]], place: Path, case: str, files: list[Path]) -> None:
    failing.tried += 1
    failed = [one for one in said if one["did"] == "failed"]
    failing.refused += bool(failed)
    failing.unharmed += not failed
    told = Told.of(one for one in said if one["did"] != "failed")
    trouble = [f"ended with code {one['code']}: {one['how']}" for one in failed if one["code"] not in (1, 3)]
    trouble += faults_of(place, told, failing.kind)
    again = [one for one in _work(failing.kind, place, case, files) if one["did"] == "failed"]
    trouble += [f"once the disk is well again: {one['how']}" for one in again]
    failing.faults += [f"call {at}: {one}" for one in trouble]


def main() -> None:
    """Under the shim: do the work again and again."""
    kind, library, case, every, *files = sys.argv[1:]
    tempfile.tempdir = None
    found = _run(kind, Path(library), case, int(every), [Path(file) for file in files])
    print(json.dumps([asdict(one) for one in found]))


if __name__ == "__main__":
    main()
