"""Takes the PDF apart in a process of its own, with limits: a hostile file ends that process and nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from exports.verify.parts import Parts, from_plain, to_plain

LONGEST_S = 120
MOST_ANSWER = 512 << 20
_MEMORY = 1 << 30
_START = "from exports.verify.child import main; main()"


def extract_apart(path: Path, waiting: Callable[[], None]) -> Parts:
    """The parts of the PDF at `path`, read by a child process; `waiting` is called meanwhile, it may raise to stop."""
    told = answer_apart(_START, str(path.absolute()), waiting)
    if isinstance(told, str):
        problem, _, more = told.partition(" ")
        return Parts("", problem, more)
    try:
        return from_plain(told)
    except (KeyError, TypeError, ValueError):
        return Parts("", "ended", "nonsense")


def answer_apart(start: str, argument: str, waiting: Callable[[], None]) -> Any:
    """The JSON that a child answers: a value that is no text, or a text that says why there is none.

    The text is `not_started`, `limit` or `ended`, and more behind a space.
    """
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join(entry for entry in sys.path if entry))
    command = [sys.executable, "-P", "-X", "utf8", "-c", start, argument]
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as problem:
        return f"not_started {str(problem)[:300]}"
    assert process.stdout is not None
    answer = _Answer(process.stdout)
    try:
        end = time.monotonic() + LONGEST_S
        while answer.is_alive() and time.monotonic() < end and not answer.too_long:
            answer.join(0.05)
            waiting()
        late = answer.is_alive()
    finally:
        process.kill()
        process.wait()
        answer.join()
        process.stdout.close()
    if late or answer.too_long:
        return "limit"
    try:
        told = json.loads(answer.text())
    except (ValueError, RecursionError):
        told = None
    return told if isinstance(told, dict) else f"ended exit {process.returncode}"


class _Answer(threading.Thread):
    """Collects what the child says, up to a limit."""

    def __init__(self, pipe: IO[bytes]) -> None:
        super().__init__(name="verify-answer", daemon=True)
        self.pipe = pipe
        self.pieces: list[bytes] = []
        self.length = 0
        self.start()

    @property
    def too_long(self) -> bool:
        return self.length > MOST_ANSWER

    def run(self) -> None:
        while not self.too_long and (piece := self.pipe.read(1 << 16)):
            self.pieces.append(piece)
            self.length += len(piece)

    def text(self) -> str:
        return b"".join(self.pieces).decode("utf-8")


def main() -> None:
    """Run in the child: read the file named on the command line, write its parts to standard output."""
    from exports.verify.extract import extract

    path = Path(sys.argv[1])
    limit(path.stat().st_size)
    plain = json.dumps(to_plain(extract(path.read_bytes())))
    sys.stdout.write(plain)
    sys.stdout.flush()


def limit(size: int) -> None:
    """Limit memory, processor time and what may be written; only where the system can."""
    if sys.platform == "win32":
        return
    import resource

    memory = _MEMORY + 6 * size
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST_S, LONGEST_S))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
