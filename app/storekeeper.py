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
from evidence.labels import Label
from evidence.store.gate import AUDITS
from evidence.store.library import Library
from evidence.store.lock import Holder

Answer = TypeVar("Answer")
Held = tuple[Holder | None, bool]
"""Who holds the library in another window, and whether this account audits and does nothing else here."""
_Order = Callable[[], None]
HELD = Label(
    "The library is open in another window ({holder}). Here it can be read, not changed.",
    "资料库已在另一窗口打开（{holder}）。此处只能查看，不能更改。",
)


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
        self._opened: queue.SimpleQueue[Held | BaseException] = queue.SimpleQueue()
        self._library: Library | WorldError
        self._thread = threading.Thread(target=self._serve, name="storekeeper")
        self._thread.start()
        answer = self._opened.get()
        if isinstance(answer, BaseException):
            self._thread.join()
            raise answer
        self.holder, self.audits = answer
        """Who holds the library in another window, and whether this account only audits: nothing is changed then."""

    @property
    def folder(self) -> Path:
        """The library's folder."""
        return self._folder

    @property
    def read_only(self) -> bool:
        """Whether another window holds the library."""
        return self.holder is not None

    @property
    def held(self) -> Label | None:
        """Why nothing can be changed here; None where it can."""
        if self.audits:
            return Label(*AUDITS)
        if self.holder is None:
            return None
        since = self.holder.since[:16].replace("T", " ")
        return HELD.filled(holder=f"{self.holder.user} @ {self.holder.host}, {since}")

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
                self._library, held = _open(self._folder)
            except WorldError as error:
                self._library = error
                self._deliverer.deliver(partial(sorry, error))
                return
            self._deliverer.deliver(partial(self._held, *held, then))

        self._orders.put(order)

    def close(self) -> None:
        """Finish what was asked, close the library, end the thread."""
        self._orders.put(None)
        self._thread.join()
        self._deliverer.close()

    def _held(self, holder: Holder | None, audits: bool, then: Callable[[], None]) -> None:
        self.holder, self.audits = holder, audits
        then()

    def _serve(self) -> None:
        try:
            self._library, held = _open(self._folder)
        except BaseException as problem:
            self._opened.put(problem)
            return
        self._opened.put(held)
        try:
            while (order := self._orders.get()) is not None:
                order()
        finally:
            if isinstance(self._library, Library):
                self._library.close()


def _open(folder: Path) -> tuple[Library, Held]:
    """The library as the window that holds it, or read-only with the one who does; an auditor holds up nobody."""
    library = Library.open(folder)
    holder = None if library.audits else library.hold_for_window()
    if holder is not None:
        library.close()
        library = Library.open(folder, read_only=True)
    return library, (holder, library.audits)


def _raise(bug: Exception) -> None:
    raise bug
