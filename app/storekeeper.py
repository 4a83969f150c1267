"""The one thread that owns the open library. The window asks; answers come back to it in order."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject

from app.threads import Deliverer
from evidence.errors import WorldError
from evidence.store.library import Library
from evidence.store.lock import Holder

Answer = TypeVar("Answer")
_Order = Callable[[Library], None]


class Storekeeper(QObject):
    """Opens a library in a thread of its own and does there, one after another, what is asked.

    A commit may take a tenth of a second and more: it is never waited for in the thread of the window.
    """

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """Open the library; raises here what opening raises, so that the window can say it.

        Raises:
            NotFound, LibraryProblem, DiskProblem: see `Library.open`.
        """
        super().__init__(parent)
        self._folder = folder
        self._orders: queue.SimpleQueue[_Order | None] = queue.SimpleQueue()
        self._deliverer = Deliverer(self)
        self._opened: queue.SimpleQueue[Holder | BaseException | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._serve, name="storekeeper")
        self._thread.start()
        answer = self._opened.get()
        if isinstance(answer, BaseException):
            self._thread.join()
            raise answer
        self.holder = answer
        """Who holds the library in another window, if somebody does: then nothing can be changed here."""

    @property
    def folder(self) -> Path:
        """The library's folder."""
        return self._folder

    @property
    def read_only(self) -> bool:
        """Whether another window holds the library."""
        return self.holder is not None

    def ask(
        self,
        work: Callable[[Library], Answer],
        then: Callable[[Answer], None],
        sorry: Callable[[WorldError], None],
    ) -> None:
        """Do `work` with the library in the store's thread; `then` or `sorry` is called in the window's."""

        def order(library: Library) -> None:
            try:
                outcome = partial(then, work(library))
            except WorldError as error:
                outcome = partial(sorry, error)
            except Exception as bug:
                outcome = partial(_raise, bug)
            self._deliverer.deliver(outcome)

        self._orders.put(order)

    def close(self) -> None:
        """Finish what was asked, close the library, end the thread."""
        self._orders.put(None)
        self._thread.join()

    def _serve(self) -> None:
        try:
            library = Library.open(self._folder)
            holder = library.hold_for_window()
            if holder is not None:
                library.close()
                library = Library.open(self._folder, read_only=True)
        except BaseException as problem:
            self._opened.put(problem)
            return
        self._opened.put(holder)
        try:
            while (order := self._orders.get()) is not None:
                order(library)
        finally:
            library.close()


def _raise(bug: Exception) -> None:
    raise bug
