"""Where threads meet Qt: what a thread has finished is handed to the thread of the window, in order."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot

Call = Callable[[], None]


class Deliverer(QObject):
    """Runs functions in the thread it was made in, whichever thread asks for it.

    Signals:
        _called(object): a function to run; internal.
    """

    _called = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Deliver into the thread that makes it."""
        super().__init__(parent)
        self._closed = False
        self._called.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def deliver(self, call: Call) -> None:
        """Run `call` soon, in the deliverer's thread."""
        self._called.emit(call)

    def close(self) -> None:
        """Let fall what is still on its way: whoever would hear of it is gone."""
        self._closed = True

    @Slot(object)
    def _run(self, call: Call) -> None:
        if not self._closed:
            call()
