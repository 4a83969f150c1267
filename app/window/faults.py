"""The one reporter of our own faults: a file with what happened, one sentence on screen; the window stays alive."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from types import TracebackType

from app.faults import report_of
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
        self._say(report_of("".join(traceback.format_exception(kind, fault, trace))))
