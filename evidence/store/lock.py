"""The lock of the window: who holds the library, said in words to the second one."""

from __future__ import annotations

import json
import os
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the library open in a window."""

    user: str
    host: str
    pid: int
    since: str


def account() -> str:
    """The account of the operating system that runs this process: duties hang on it, so the environment has no say."""
    if sys.platform == "win32":
        try:
            return os.getlogin()
        except OSError:
            return "unknown"
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"uid-{os.getuid()}"


def machine() -> str:
    """The name of this machine."""
    return socket.gethostname() or "unknown"


class WindowLock:
    """A lock file held by the operating system for as long as the window's process lives.

    The lock itself is the system's (released at any death of the process); the file's text only tells who.
    """

    def __init__(self, path: Path, mode: int) -> None:
        """Prepare; nothing is held yet."""
        self._path = path
        self._mode = mode
        self._handle: int | None = None

    def take(self, since: str) -> Holder | None:
        """Take the lock: None if it is ours now, otherwise who holds it."""
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), self._mode)
        if not _lock(handle):
            try:
                return _read(os.read(handle, 4096))
            finally:
                os.close(handle)
        text = json.dumps({"user": account(), "host": machine(), "pid": os.getpid(), "since": since})
        with suppress(OSError):  # a full disk: the lock holds without its text
            os.ftruncate(handle, 0)
            os.lseek(handle, 0, os.SEEK_SET)
            os.write(handle, text.encode())
        self._handle = handle
        return None

    def release(self) -> None:
        """Give the lock back; the file stays, empty."""
        if self._handle is not None:
            with suppress(OSError):
                os.ftruncate(self._handle, 0)
            os.close(self._handle)
            self._handle = None


def _read(text: bytes) -> Holder:
    try:
        said = json.loads(text)
        return Holder(str(said["user"]), str(said["host"]), int(said["pid"]), str(said["since"]))
    except (ValueError, KeyError, TypeError):
        return Holder("somebody", "this machine", 0, "")


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        os.lseek(handle, 1 << 20, os.SEEK_SET)  # a byte beyond the text, so that others can read it
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
        return True
else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
