"""Follows the pages of documents on screen, and tells which of them were shown in all their parts for long enough."""

from __future__ import annotations

import time
from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from app.ledger.followers import shows
from app.window.leafing import Leafing
from app.window.opening import Opened
from evidence.model.coverage import ReadRules
from evidence.model.places import Box
from widgets.player.picture import PictureView

LOOK_MS = 200
LONGEST_MS = 500
"""No more than this counts from one look to the next: in between the program was busy, or the machine asleep."""
COLUMNS, ROWS = 4, 8
SLACK = 20
"""Ten-thousandths of the page by which the border of a part may lie out of sight."""

Part = tuple[int, int]


def parts_in(box: Box) -> frozenset[Part]:
    """The parts of a page that lie wholly in what is seen of it."""
    across, down = Box.WHOLE / COLUMNS, Box.WHOLE / ROWS
    return frozenset(
        (column, row)
        for column in range(COLUMNS)
        for row in range(ROWS)
        if box.x <= column * across + SLACK
        and (column + 1) * across <= box.x + box.width + SLACK
        and box.y <= row * down + SLACK
        and (row + 1) * down <= box.y + box.height + SLACK
    )


class PageFollower(QObject):
    """Looks several times a second. Leaving a page begins it anew.

    Signals:
        looked(bool, int): whether the page is large enough to count, and how many percent of it were shown long enough.
    """

    looked = Signal(bool, int)

    def __init__(
        self,
        view: PictureView,
        leafing: Leafing,
        opened: Callable[[], Opened | None],
        rules: ReadRules,
        tell: Callable[[UUID, int], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`opened` gives what is on stage, `tell` hears of every page that was shown; `clock` gives seconds."""
        super().__init__(view)
        self._view, self._leafing, self._opened = view, leafing, opened
        self.rules, self._tell, self._clock = rules, tell, clock
        self._page: tuple[UUID, int] | None = None
        self._seen: dict[Part, float] = {}
        self._before: frozenset[Part] = frozenset()
        self._at = 0.0
        self._told = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        leafing.turned.connect(self._turned)

    def _turned(self, _: object) -> None:
        self.look()
        self._timer.start()

    def look(self) -> None:
        """Count what was on screen at the last look and still is."""
        opened, number, now = self._opened(), self._leafing.page, self._clock()
        page = (opened.exhibit.id, number) if opened is not None and number is not None else None
        elapsed_ms, self._at = min((now - self._at) * 1000, LONGEST_MS), now
        if page != self._page:
            self._page, self._seen, self._before, self._told = page, {}, frozenset(), False
        if page is None:
            self._timer.stop()
            return
        canvas = self._view.canvas
        box = canvas.part_on_screen() if shows(canvas) else None
        large = canvas.longer_side >= self.rules.least_page_px
        there = parts_in(box) if box is not None and large else frozenset()
        for part in there & self._before:
            self._seen[part] = self._seen.get(part, 0.0) + elapsed_ms
        self._before = there
        done = sum(shown >= self.rules.least_look_ms for shown in self._seen.values())
        self.looked.emit(large, 100 * done // (COLUMNS * ROWS))
        if done == COLUMNS * ROWS and not self._told:
            self._told = True
            self._tell(*page)
