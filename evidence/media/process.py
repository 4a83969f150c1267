"""The process that opens one file for us: started, asked, watched, ended."""

from __future__ import annotations

import contextlib
import queue
import signal
import subprocess
import threading
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import BinaryIO, Self, cast

from evidence import apart
from evidence.errors import MediaDamaged, MediaLimit, Refused, WorldError
from evidence.media import reasons
from evidence.media.plain import Fields
from evidence.media.wire import WireBroken, receive, send
from evidence.progress import Progress, no_progress

PATIENCE_S = 30.0
"""A child that reports nothing for this long is ended. It reports several times a second while it works."""
CHILD = ("-m", "evidence.media.child")

_LARGE = 32_768  # fits any pipe's buffer: a child that does not read cannot hold up a write of this size
_RAISED: dict[str, type[WorldError]] = {kind.kind: kind for kind in (MediaDamaged, MediaLimit, Refused)}


class ChildBug(RuntimeError):
    """The child met an error of ours; the message is its traceback."""


class Child:
    """One process for one file. What it may send back is checked; whatever it does, it ends with `close`.

    Not safe for two threads at once.
    """

    def __init__(
        self, command: Sequence[str] = CHILD, patience_s: float = PATIENCE_S, handles: Sequence[int] = ()
    ) -> None:
        """Start it: Python with the arguments `command`. It inherits these open `handles`; none on Windows."""
        self._patience_s = patience_s
        self._process = subprocess.Popen(
            apart.command(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=apart.environment(),
            pass_fds=tuple(handles),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._to = cast(BinaryIO, self._process.stdin)
        self._from = cast(BinaryIO, self._process.stdout)
        _widen(self._from)
        # Only a thread can wait for a pipe with a time limit on every system. It reads one message per permit.
        self._inbox: queue.SimpleQueue[tuple[Fields, bytes] | WireBroken | None] = queue.SimpleQueue()
        self._permits = threading.Semaphore(0)
        self._closing = False
        self._reader = threading.Thread(target=self._read, name="media child reader", daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """Process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it can still be asked."""
        return not self._closing and self._process.poll() is None

    def ask(
        self, order: Mapping[str, object], blob: bytes = b"", progress: Progress = no_progress
    ) -> tuple[Fields, bytes]:
        """Send an order and wait for its answer.

        Raises:
            MediaLimit: no answer in time, killed by a limit, crashed, or nonsense came; the child is ended.
            MediaDamaged, Refused: what the child found out about the file.
            Cancelled: `progress` raised it; the child is ended.
        """
        if self._closing:
            raise RuntimeError("the child was closed")
        try:
            self._write(order, blob)
            while True:
                answer, data = self._next()
                said = answer.text("say", 20)
                if said == "done":
                    return answer, data
                if said == "progress":
                    progress(answer.whole("done"), answer.whole("total"))
                    continue
                raise _raised(said, answer)
        except (MediaDamaged, Refused):
            raise
        except (ValueError, WireBroken) as nonsense:
            self.close()
            raise MediaLimit(*reasons.NONSENSE) from nonsense
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End it and wait until it is gone. Nothing is lost: it holds nothing."""
        self._closing = True
        with contextlib.suppress(OSError):
            self._process.kill()
        self._process.wait()
        self._permits.release()
        self._reader.join()
        for pipe in (self._to, self._from):
            with contextlib.suppress(OSError):
                pipe.close()

    def __enter__(self) -> Self:
        """The child itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it."""
        self.close()

    def _read(self) -> None:
        while True:
            self._permits.acquire()
            if self._closing:
                return
            message: tuple[Fields, bytes] | WireBroken | None
            try:
                message = receive(self._from)
            except (WireBroken, OSError, ValueError, MemoryError) as broken:
                message = WireBroken(str(broken))
            self._inbox.put(message)
            if not isinstance(message, tuple):
                return

    def _write(self, order: Mapping[str, object], blob: bytes) -> None:
        """Send an order; a large one to a child that does not read would wait for ever without the timer."""
        watch = threading.Timer(self._patience_s, self._process.kill) if len(blob) > _LARGE else None
        if watch:
            watch.start()
        try:
            send(self._to, order, blob)
        except OSError:
            pass  # it has ended; the reader finds out how
        finally:
            if watch:
                watch.cancel()
                watch.join()

    def _next(self) -> tuple[Fields, bytes]:
        self._permits.release()
        try:
            message = self._inbox.get(timeout=self._patience_s)
        except queue.Empty:
            seconds = f"{self._patience_s:g}"
            raise MediaLimit(
                f"No answer from the decoder in {seconds} seconds: it was ended. The file may be damaged or hostile; "
                "it can still be linked and exported.",
                f"解码程序在 {seconds} 秒内没有响应，已被结束。文件可能已损坏或含有恶意内容；仍可关联和导出。",
            ) from None
        if isinstance(message, WireBroken):
            raise message
        if message is None:
            raise _ended(self._ending())
        return message

    def _ending(self) -> int:
        try:
            return self._process.wait(timeout=self._patience_s)
        except subprocess.TimeoutExpired:
            return 0  # it closed its end without ending


def _widen(pipe: BinaryIO) -> None:
    """Room for 1 MiB in the pipe: pictures come in fewer pieces. Only Linux can."""
    with contextlib.suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, 1 << 20)


def _raised(said: str, answer: Fields) -> Exception:
    if said == "bug":
        return ChildBug(answer.text("trace", 20_000))
    kind = _RAISED.get(said)
    return kind(answer.text("en"), answer.text("zh")) if kind else ValueError("an answer of no known kind")


def _ended(code: int) -> MediaLimit:
    if code == -getattr(signal, "SIGXCPU", 24):
        return MediaLimit(
            "The decoder used up its processor time without getting on: it was ended by the system.",
            "解码程序耗尽了处理器时间仍无进展，已被系统结束。",
        )
    if code == -getattr(signal, "SIGKILL", 9):
        return MediaLimit(
            "The decoder was ended by the system, probably because it used too much memory.",
            "解码程序被系统结束，可能是占用内存过多。",
        )
    how, how_zh = f"exit code {code}", f"退出码 {code}"
    if code < 0:
        with contextlib.suppress(ValueError):
            how = how_zh = signal.Signals(-code).name
    return MediaLimit(
        f"The decoder crashed on this file ({how}). The program is not affected; the file may be damaged or hostile.",
        f"解码程序在处理该文件时崩溃（{how_zh}）。本程序不受影响；文件可能已损坏或含有恶意内容。",
    )
