"""Has a case file made by a process of its own: watched, stopped where wished, and cleaned up after."""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import threading
from collections.abc import Sequence
from typing import Any, BinaryIO, cast

from app.making.order import Made, Order
from evidence import apart
from evidence.casefile import freezing
from evidence.errors import ProcessEnded, error_of
from evidence.progress import Cancelled, Progress
from evidence.store.layout import Layout
from exports.pdf import begun

CHILD = ("-m", "app.making.child")
LOOK_EVERY_S = 0.2
STOP_S = 20.0
"""So long a process may take to stop and clear up before it is ended."""


class MakerBug(RuntimeError):
    """The process met an error of ours; the message is its traceback."""


def make_apart(order: Order, progress: Progress, command: Sequence[str] = CHILD) -> Made:
    """Freeze and print a case in a process of its own.

    Raises:
        WorldError: what the process found; see `freeze` and `write_case_file`.
        ProcessEnded: it crashed, or was ended from outside.
        Cancelled: `progress` raised it. Nothing is left of the case file then, and in the other cases neither.
    """
    try:
        child = subprocess.Popen(
            apart.command(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=apart.environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as refused:
        raise _ended() from refused
    orders, answers = cast(BinaryIO, child.stdin), cast(BinaryIO, child.stdout)
    messages: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
    reader = threading.Thread(target=_read, args=(answers, messages), name="case file maker reader", daemon=True)
    reader.start()
    made: Made | None = None
    try:
        made = _follow(order, orders, messages, progress)
        return made
    finally:
        _end(child, orders)
        reader.join()
        answers.close()
        if made is None:
            freezing.clear_begun(Layout(order.library), child.pid)
            begun.clear_begun(order.target, child.pid)


def _follow(
    order: Order, orders: BinaryIO, messages: queue.SimpleQueue[dict[str, Any] | None], progress: Progress
) -> Made:
    """Give the order and answer reports until the case file is made."""
    _tell(orders, order.line())
    done = total = 0
    while True:
        try:
            message = messages.get(timeout=LOOK_EVERY_S)
        except queue.Empty:
            if not 0 < total <= done:  # with its last report it was allowed to put the file in its place
                progress(done, total)  # so that it can be stopped while there is nothing to report
            continue
        if message is None:
            raise _ended()
        match message.pop("say"):
            case "progress":
                done, total = message["done"], message["total"]
                progress(done, total)
                _tell(orders, b"+")
            case "made":
                return Made.read(message)
            case "cancelled":
                raise Cancelled
            case "sorry":
                raise error_of(message["kind"], message["en"], message["zh"])
            case _:
                raise MakerBug(message["trace"])


def _tell(orders: BinaryIO, what: bytes) -> None:
    with contextlib.suppress(OSError):  # it has ended; the reader finds that out
        orders.write(what)
        orders.flush()


def _read(answers: BinaryIO, messages: queue.SimpleQueue[dict[str, Any] | None]) -> None:
    with contextlib.suppress(ValueError):  # the last line was cut
        for line in answers:
            messages.put(json.loads(line))
    messages.put(None)


def _ended() -> ProcessEnded:
    return ProcessEnded(
        "The process that makes the case file was ended, perhaps because memory ran out. No file was written; "
        "close other programs and export again.",
        "生成案卷的进程已被结束，可能是内存不足。未写入任何文件；请关闭其他程序后重新导出。",
    )


def _end(child: subprocess.Popen[bytes], orders: BinaryIO) -> None:
    """Nothing more is asked: it stops at its next report, and clears up after itself."""
    with contextlib.suppress(OSError):
        orders.close()
    try:
        child.wait(STOP_S)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
