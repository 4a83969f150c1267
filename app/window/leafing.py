"""The pages of a document: the one asked for last is the one that is shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.jobs import Jobs
from app.window.opening import Opened, page
from evidence.errors import WorldError
from evidence.labels import Label
from evidence.media.pictures import PagePicture
from evidence.store.layout import Layout

TURNING = Label("Drawing the page", "正在绘制页面")


class Leafing(QObject):
    """Turns the pages of one document or photo.

    Signals:
        turned(object): the PagePicture that is to be shown now; `page` is its number.
        failed(object): the WorldError that says why the page cannot be shown; `page` is its number.
    """

    turned = Signal(object)
    failed = Signal(object)

    def __init__(self, layout: Layout, jobs: Jobs, parent: QObject | None = None) -> None:
        """Start without a document."""
        super().__init__(parent)
        self._layout, self._jobs = layout, jobs
        self._opened: Opened | None = None
        self._wanted = 0
        self._shown = 0

    @property
    def page(self) -> int | None:
        """The page that is shown, from 1; None while there is none."""
        return self._shown or None

    @property
    def pages(self) -> int:
        """How many there are; 0 without a document."""
        return (self._opened.exhibit.recording.facts.pages or 1) if self._opened else 0

    def open(self, opened: Opened, number: int = 1) -> None:
        """Take up a document at a page."""
        self.close()
        self._opened = opened
        self.turn_to(number)

    def close(self) -> None:
        """Put the document away."""
        self._opened, self._wanted, self._shown = None, 0, 0

    def turn(self, pages: int) -> None:
        """So many pages on, or back (negative); at the ends it stays."""
        number = min(max(self._wanted + pages, 1), max(self.pages, 1))
        if number != self._wanted:
            self.turn_to(number)

    def turn_to(self, number: int) -> None:
        """To the page of this number."""
        opened = self._opened
        if opened is None:
            return
        number = self._wanted = min(max(number, 1), self.pages)

        def still_wanted() -> bool:
            return self._opened is opened and self._wanted == number

        def then(picture: PagePicture) -> None:
            if still_wanted():
                self._shown = number
                self.turned.emit(picture)

        def sorry(error: WorldError) -> None:
            if still_wanted():
                self._shown = number
                self.failed.emit(error)

        self._jobs.start(TURNING, lambda _: page(self._layout, opened.exhibit, number), then, sorry, quiet=True)
