"""A surface with its scroll bar and zoom buttons: what every timeline has around it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollBar, QVBoxLayout, QWidget

from evidence.labels import Label
from widgets.parts import SpokenButton
from widgets.timeline.surface import ZOOM_STEP, Surface
from widgets.words import W

SCROLL_PARTS = 1_000_000
"""The scroll bar counts parts of the whole: its numbers are 32 bits wide, microseconds are not."""


class ScrolledTimeline(QWidget):
    """A surface above a scroll bar.

    Signals:
        sought(object): somebody pointed at a time (int, microseconds).
        mark_chosen(object): the UUID of the mark that was clicked.
    """

    sought = Signal(object)
    mark_chosen = Signal(object)

    def __init__(
        self,
        surface: Surface,
        whole: Label,
        keys: Sequence[str],
        head: QHBoxLayout | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Place it; `keys` are said on the buttons: out, all (called `whole`), in. `head` stands above."""
        super().__init__(parent)
        self._surface = surface
        self._bar = QScrollBar(Qt.Orientation.Horizontal)
        self._bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._out, self._all, self._in = (
            SpokenButton(label, key, role="quiet")
            for label, key in zip((W.ZOOM_OUT, whole, W.ZOOM_IN), keys, strict=True)
        )
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(2)
        foot.addWidget(self._bar, 1)
        for button, act in ((self._out, self.zoom_out), (self._all, self.zoom_all), (self._in, self.zoom_in)):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(act)
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        if head is not None:
            column.addLayout(head)
        column.addWidget(surface, 1)
        column.addLayout(foot)
        self.setFocusProxy(surface)
        surface.sought.connect(self.sought)
        surface.mark_chosen.connect(self.mark_chosen)
        surface.scrolled.connect(self._show_scroll)
        self._bar.valueChanged.connect(self._scroll)
        self._show_scroll()

    def set_position(self, at_us: int) -> None:
        """Move the playhead."""
        self._surface.set_position(at_us)

    def set_selection(self, in_us: int | None, out_us: int | None) -> None:
        """Show in and out; with in alone it reaches to the playhead, lightly."""
        self._surface.set_selection(in_us, out_us)

    def set_chosen(self, mark: UUID | None) -> None:
        """Draw this mark strongly."""
        self._surface.set_chosen(mark)

    def zoom_in(self) -> None:
        """Look closer at the playhead."""
        self._surface.zoom(ZOOM_STEP)

    def zoom_out(self) -> None:
        """Look from further away."""
        self._surface.zoom(1 / ZOOM_STEP)

    def zoom_all(self) -> None:
        """Look at all of it."""
        self._surface.zoom_all()

    def show_span(self, from_us: int, to_us: int) -> None:
        """Look at this stretch, with some room on both sides."""
        room = max((to_us - from_us) // 2, 500_000)
        whole = self._surface.look.scale
        span = min(to_us - from_us + 2 * room, whole.last_us - whole.first_us)
        self._surface.show_from(from_us - room, max(span, 1))

    def _show_scroll(self) -> None:
        shown, begin = self._surface.look.scale.shares
        page = max(min(round(shown * SCROLL_PARTS), SCROLL_PARTS), 1)
        self._bar.blockSignals(True)
        self._bar.setRange(0, SCROLL_PARTS - page)
        self._bar.setPageStep(page)
        self._bar.setSingleStep(max(page // 10, 1))
        self._bar.setValue(round(begin * self._bar.maximum()))
        self._bar.blockSignals(False)
        self._bar.setEnabled(page < SCROLL_PARTS)

    def _scroll(self, value: int) -> None:
        self._surface.scroll_to(value / max(self._bar.maximum(), 1))
