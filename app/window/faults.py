"""The one reporter of our own faults: a file with what happened, one sentence on screen; the window stays alive."""

from __future__ import annotations

import sys
import tempfile
import traceback
from collections.abc import Callable
from types import TracebackType

from evidence.labels import Label

Say = Callable[[Label], None]


class FaultReporter:
    """Takes what nobody has caught. A fault that repeats itself, from a timer for instance, is reported once."""

    def __init__(self, say: Say) -> None:
        """Report through `say`."""
        self._say = say
        self._known: set[tuple[type[BaseException], str]] = set()
        self._before = sys.excepthook

    def install(self) -> None:
        """Be the one reporter of this process from now on."""
        self._before, sys.excepthook = sys.excepthook, self.report

    def remove(self) -> None:
        """Give the place back."""
        sys.excepthook = self._before

    def report(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        """Keep what happened in a file and say where it is."""
        if not issubclass(kind, Exception):  # Ctrl+C in a terminal is no fault
            self._before(kind, fault, trace)
            return
        where = "".join(traceback.format_tb(trace)[-1:])
        if (kind, where) in self._known:
            return
        self._known.add((kind, where))
        self._say(_sentence(self._write(kind, fault, trace)))

    @staticmethod
    def _write(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> str:
        try:
            with tempfile.NamedTemporaryFile(
                "w",
                prefix="replaydesk-fault-",
                suffix=".txt",
                delete=False,
                encoding="utf-8",
                errors="backslashreplace",
            ) as file:
                traceback.print_exception(kind, fault, trace, file=file)
            return file.name
        except OSError:  # a full disk must not silence the report
            return f"{kind.__name__}: {fault}"


def _sentence(where: str) -> Label:
    return Label(
        f"This is a fault of the program, not yours. What is shown as saved is safe. Please send {where}.",
        f"这是程序的故障，并非您的操作所致。显示为已保存的内容是安全的。请将 {where} 发送给我们。",
    )
