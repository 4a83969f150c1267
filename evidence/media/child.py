"""The process that opens a file somebody else made. Started by process.py; runs until its standard input closes."""

from __future__ import annotations

import os
import queue
import sys
import threading
import time
import traceback
from collections.abc import Callable
from typing import BinaryIO

from evidence.errors import MediaDamaged, MediaLimit, Refused, WorldError
from evidence.media import limits
from evidence.media.allocating import keep_memory
from evidence.media.confine import confine
from evidence.media.paths import path_of
from evidence.media.plain import Fields
from evidence.media.wire import Blob, WireBroken, receive, send

Answer = tuple[dict[str, object], Blob]
_REPORT_EVERY_S = 0.1


def main() -> None:
    """Answer orders, one after the other."""
    answers = _own_output()
    orders: queue.SimpleQueue[tuple[Fields, bytes]] = queue.SimpleQueue()
    first = receive(sys.stdin.buffer)
    if first is None:
        return
    limits.lower(die_with_thread="batch" in first[0])
    confine([path_of(first[0])] if "path" in first[0] else [])  # before there is a second thread
    threading.Thread(target=_listen, args=(orders,), daemon=True).start()
    orders.put(first)
    desk = _Desk(answers)
    while True:
        desk.answer(*_next(orders, desk))


def _next(orders: queue.SimpleQueue[tuple[Fields, bytes]], desk: _Desk) -> tuple[Fields, bytes]:
    """Wait for an order; meanwhile decode what the next one may ask for."""
    while (wait_s := desk.ahead()) is not None:
        try:
            return orders.get(timeout=wait_s) if wait_s else orders.get_nowait()
        except queue.Empty:
            continue
    return orders.get()


def _own_output() -> BinaryIO:
    """Our answers go out through a copy of standard output; what C libraries print goes nowhere."""
    copy = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    return os.fdopen(copy, "wb")


def _listen(orders: queue.SimpleQueue[tuple[Fields, bytes]]) -> None:
    """Take orders; when nobody can give any more, end at once, whatever is being decoded."""
    try:
        while (message := receive(sys.stdin.buffer)) is not None:
            orders.put(message)
    except (WireBroken, OSError):
        pass
    os._exit(0)


class _Desk:
    """Does what an order says and sends the answer."""

    def __init__(self, answers: BinaryIO) -> None:
        self._answers = answers
        self._reported = 0.0
        self._work_ahead: Callable[[], float | None] | None = None
        self._clip: object = None  # a clipwork.Desk once a clip is open, a Cutter while one is cut out

    def answer(self, order: Fields, blob: bytes) -> None:
        limits.allow_time()
        self._reported = time.monotonic()
        try:
            head, data = self._work(order, blob)
            send(self._answers, head | {"say": "done"}, data)
        except MemoryError:
            self._say(_too_much_memory())
        except WorldError as found:
            self._say(found)
        except BrokenPipeError:
            os._exit(0)
        except Exception:
            send(self._answers, {"say": "bug", "trace": traceback.format_exc()[-8000:]})

    def ahead(self) -> float | None:
        """Work without an order; returns after how many seconds to come again, None: nothing is left to do."""
        if self._work_ahead is None:
            return None
        limits.allow_time()
        try:
            return self._work_ahead()
        except Exception:  # nobody asked for it; the order that does will hear of it
            self._work_ahead = None
            return None

    def _say(self, found: WorldError) -> None:
        kind = found.kind if isinstance(found, (MediaDamaged, MediaLimit, Refused)) else MediaDamaged.kind
        send(self._answers, {"say": kind, "en": found.sentence.en[:2000], "zh": found.sentence.zh[:2000]})

    def _progress(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._reported >= _REPORT_EVERY_S:
            self._reported = now
            limits.allow_time()
            send(self._answers, {"say": "progress", "done": max(0, done), "total": max(0, total)})

    def _work(self, order: Fields, blob: bytes) -> Answer:
        # Imported here: a photo does not need FFmpeg, a recording does not need the PDF library.
        what = order.text("do", 20)
        if what in ("pages", "page"):
            from evidence.media import paperwork

            return paperwork.pages(order) if what == "pages" else paperwork.page(order)
        if what in ("probe", "lend", "confirm", "peaks"):
            from evidence.media import filework

            if what == "probe":
                return filework.probe(order, self._progress)
            if what == "lend":
                return filework.lend(order)
            return (filework.confirm if what == "confirm" else filework.peaks)(order, blob, self._progress)
        if what == "taste":
            from evidence.media import tastework

            return tastework.taste(order)
        if what == "measure":
            from evidence.media import measuring

            return measuring.measure(order, blob, self._progress)
        if what in ("cut", "more"):
            return self._cut(what, order, blob)
        from evidence.media.clipwork import Desk as Clip

        if what == "open":
            keep_memory()
            self._clip = clip = Clip(order, blob)
            self._work_ahead = clip.ahead
            if order.flag("background"):
                limits.give_way()
            return {}, b""
        if not isinstance(self._clip, Clip):
            raise ValueError("no clip is open")
        return self._clip.answer(what, order, blob, self._progress)

    def _cut(self, what: str, order: Fields, blob: bytes) -> Answer:
        from evidence.media.cutting import Cutter

        if what == "cut":
            self._clip = Cutter(order, blob)
            return {}, b""
        if not isinstance(self._clip, Cutter):
            raise ValueError("nothing is being cut")
        return self._clip.more(self._progress)


def _too_much_memory() -> MediaLimit:
    limit = limits.ADDRESS_SPACE >> 30
    return MediaLimit(
        f"Reading this file needs more than {limit} GiB of memory, which is not allowed.",
        f"读取该文件需要超过 {limit} GiB 的内存，不予允许。",
    )


if __name__ == "__main__":
    main()
