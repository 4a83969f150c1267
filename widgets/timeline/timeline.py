"""A timeline with its scroll bar and zoom buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollBar, QVBoxLayout, QWidget

from evidence.labels import Label
from evidence.media.facts import Gap
from evidence.model.mark import Mark
from widgets.parts import SpokenButton
from widgets.timeline.strip import ZOOM_STEP, TimelineStrip
from widgets.timeline.wave import Columns
from widgets.words import W

SCROLL_PARTS = 1_000_000
"""The scroll bar counts parts of the recording: its numbers are 32 bits wide, microseconds are not."""


class Timeline(QWidget):
    """One recording from its first to its last instant: sound, gaps, marks, selection, playhead.

    Signals:
        sought(object): the reviewer pointed at a recording time (int, microseconds).
        mark_chosen(object): the UUID of the mark that was clicked.
    """

    sought = Signal(object)
    mark_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a recording."""
        super().__init__(parent)
        self.strip = TimelineStrip()
        self._bar = QScrollBar(Qt.Orientation.Horizontal)
        self._bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._out = SpokenButton(W.ZOOM_OUT, "-", role="quiet")
        self._all = SpokenButton(W.ZOOM_ALL, "Ctrl+0", role="quiet")
        self._in = SpokenButton(W.ZOOM_IN, "+", role="quiet")
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(2)
        foot.addWidget(self._bar, 1)
        for button in (self._out, self._all, self._in):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.strip, 1)
        column.addLayout(foot)
        self.setFocusProxy(self.strip)
        self.strip.sought.connect(self.sought)
        self.strip.mark_chosen.connect(self.mark_chosen)
        self.strip.scrolled.connect(self._show_scroll)
        self._bar.valueChanged.connect(self._scroll)
        self._out.clicked.connect(self.zoom_out)
        self._all.clicked.connect(self.zoom_all)
        self._in.clicked.connect(self.zoom_in)
        self._show_scroll()

    def set_recording(
        self,
        first_us: int,
        last_us: int,
        gaps: Sequence[Gap] = (),
        columns: Columns | None = None,
        no_sound: Label | None = None,
        wall: Callable[[int], str] | None = None,
    ) -> None:
        """Show a recording whole, the playhead at its start, without marks and selection.

        Args:
            first_us: recording time of the first instant (may be negative: sound may start before the picture).
            last_us: recording time of the end.
            gaps: stretches where nothing was recorded.
            columns: asked for the sound of what is shown, see `widgets.timeline.wave.Columns`; None: no sound.
            no_sound: the sentence shown in place of the sound.
            wall: gives the wall-clock text of a recording time for the tooltip, with its doubt.
        """
        self.strip.set_recording(first_us, last_us, gaps, columns, no_sound, wall)

    def clear(self) -> None:
        """Show no recording."""
        self.strip.clear()

    def refresh_sound(self) -> None:
        """Ask for the columns again, when more of the sound was read."""
        self.strip.refresh_sound()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show the marks of this recording."""
        self.strip.set_marks(marks)

    def set_chosen(self, mark: UUID | None) -> None:
        """Draw this mark strongly."""
        self.strip.set_chosen(mark)

    def set_position(self, at_us: int) -> None:
        """Move the playhead."""
        self.strip.set_position(at_us)

    def set_selection(self, in_us: int | None, out_us: int | None) -> None:
        """Show in and out of the draft; with in alone it reaches to the playhead, lightly."""
        self.strip.set_selection(in_us, out_us)

    def show_span(self, from_us: int, to_us: int) -> None:
        """Look at this stretch, with some room on both sides."""
        room = max((to_us - from_us) // 2, 500_000)
        whole = self.strip.shown.scale
        span = min(to_us - from_us + 2 * room, whole.last_us - whole.first_us)
        self.strip.show_from(from_us - room, max(span, 1))

    def zoom_in(self) -> None:
        """Look closer at the playhead."""
        self.strip.zoom(ZOOM_STEP)

    def zoom_out(self) -> None:
        """Look from further away."""
        self.strip.zoom(1 / ZOOM_STEP)

    def zoom_all(self) -> None:
        """Look at the whole recording."""
        self.strip.zoom_all()

    def _show_scroll(self) -> None:
        scale = self.strip.shown.scale
        whole = max(scale.last_us - scale.first_us, 1)
        page = max(min(scale.span_us * SCROLL_PARTS // whole, SCROLL_PARTS), 1)
        self._bar.blockSignals(True)
        self._bar.setRange(0, SCROLL_PARTS - page)
        self._bar.setPageStep(page)
        self._bar.setSingleStep(max(page // 10, 1))
        rest = max(whole - scale.span_us, 1)
        self._bar.setValue((scale.from_us - scale.first_us) * self._bar.maximum() // rest)
        self._bar.blockSignals(False)
        self._bar.setEnabled(page < SCROLL_PARTS)

    def _scroll(self, value: int) -> None:
        scale = self.strip.shown.scale
        rest = scale.last_us - scale.first_us - scale.span_us
        self.strip.show_from(scale.first_us + value * rest // max(self._bar.maximum(), 1))
