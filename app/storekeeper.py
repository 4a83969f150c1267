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
_Order = Callable[[], None]


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
        self._library: Library | WorldError
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

        def order() -> None:
            try:
                if isinstance(self._library, WorldError):
                    raise self._library
                outcome = partial(then, work(self._library))
            except WorldError as error:
                outcome = partial(sorry, error)
            except Exception as bug:
                outcome = partial(_raise, bug)
            self._deliverer.deliver(outcome)

        self._orders.put(order)

    def take_over(self, then: Callable[[], None], sorry: Callable[[WorldError], None]) -> None:
        """Try to become the window that may write; `then` is called if that has changed who holds the library."""

        def order() -> None:
            library = self._library
            if isinstance(library, Library) and (not library.read_only or library.hold_for_window() is not None):
                return
            if isinstance(library, Library):
                library.close()
            try:
                self._library, holder = _open(self._folder)
            except WorldError as error:
                self._library = error
                self._deliverer.deliver(partial(sorry, error))
                return
            self._deliverer.deliver(partial(self._held, holder, then))

        self._orders.put(order)

    def close(self) -> None:
        """Finish what was asked, close the library, end the thread."""
        self._orders.put(None)
        self._thread.join()
        self._deliverer.close()

    def _held(self, holder: Holder | None, then: Callable[[], None]) -> None:
        self.holder = holder
        then()

    def _serve(self) -> None:
        try:
            self._library, holder = _open(self._folder)
        except BaseException as problem:
            self._opened.put(problem)
            return
        self._opened.put(holder)
        try:
            while (order := self._orders.get()) is not None:
                order()
        finally:
            if isinstance(self._library, Library):
                self._library.close()


def _open(folder: Path) -> tuple[Library, Holder | None]:
    """The library as the window that holds it, or read-only with the one who does."""
    library = Library.open(folder)
    holder = library.hold_for_window()
    if holder is not None:
        library.close()
        library = Library.open(folder, read_only=True)
    return library, holder


def _raise(bug: Exception) -> None:
    raise bug
