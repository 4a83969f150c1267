"""kill -9: the program is ended at random moments of its work, looked at, and started again."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evidence.store.library import Library
from tests.torture.cuts import room, stored_library
from tests.torture.soundness import Told, faults_of
from tests.torture.work import at_work

KINDS = ("link", "mark", "export", "backup", "restore", "migrate", "create")


@dataclass(slots=True)
class Killed:
    """What came of it."""

    kills: int = 0
    acknowledged: int = 0
    finished: int = 0
    slowest_start_s: float = 0.0
    faults: list[str] = field(default_factory=list)


def kill_often(count: int, library: Path, case: str, files: list[Path], seed: int) -> Killed:
    """End the work `count` times, each kind in turn, in a fresh copy of the library each time."""
    dice, killed = random.Random(seed), Killed()
    lengths: dict[str, float] = {}
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        with room() as folder:
            if kind not in lengths:  # once to the end, to know how long it takes
                place = prepared(folder / "whole", kind, library)
                began = time.monotonic()
                with started(kind, place, case, files) as (pid, _):
                    os.waitpid(pid, 0)
                lengths[kind] = time.monotonic() - began
            place = prepared(folder / "killed", kind, library)
            with started(kind, place, case, files) as (pid, answers):
                time.sleep(dice.uniform(0, lengths[kind]))
                os.kill(pid, signal.SIGKILL)
                _, status = os.waitpid(pid, 0)
                said = acknowledged(answers)
            killed.kills += os.WIFSIGNALED(status)
            killed.finished += not os.WIFSIGNALED(status)
            killed.acknowledged += len(said)
            if (place / "library.db").exists():
                began = time.monotonic()
                with Library.open(place) as opened:
                    opened.hold_for_window()
                killed.slowest_start_s = max(killed.slowest_start_s, time.monotonic() - began)
            told = Told.of(said)
            killed.faults += [f"{kind} {number}: {fault}" for fault in faults_of(place, told, kind)]
    return killed


def prepared(folder: Path, kind: str, library: Path) -> Path:
    """A library for this kind of work, or the place for one."""
    if kind == "migrate":
        stored_library(folder)
    elif kind != "create":
        shutil.copytree(library, folder)
    return folder


@contextmanager
def started(kind: str, library: Path, case: str, files: list[Path], rounds: int = 2) -> Iterator[tuple[int, int]]:
    """The work in a process that begins with everything imported: its number, and where its acknowledgements come."""
    answers, to = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(answers)
        try:
            for said in at_work(kind, library, case, files, rounds):
                os.write(to, json.dumps(said).encode() + b"\n")
        except BaseException as error:
            os.write(to, json.dumps({"did": "failed", **_failure(error)}).encode() + b"\n")
        finally:
            os._exit(0)
    os.close(to)
    try:
        yield pid, answers
    finally:
        os.close(answers)


def _failure(error: BaseException) -> dict[str, Any]:
    """How the program ended: by a sentence (its exit code), or by a fault of ours (70)."""
    if isinstance(error, AssertionError) and error.args and isinstance(error.args[0], tuple):
        code, out, err = error.args[0]
        return {"code": code, "how": str(out or err)[-2000:]}
    code = getattr(error, "exit_code", 70)
    return {"code": code, "how": f"{type(error).__name__}: {error}"[-2000:]}


def acknowledged(answers: int) -> list[dict[str, Any]]:
    """All that was said before the end, without a last line that was cut."""
    text = b""
    while block := os.read(answers, 1 << 16):
        text += block
    return [json.loads(line) for line in text.split(b"\n")[:-1]]
