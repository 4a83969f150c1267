"""The timeline of several recordings with its clock, scroll bar and buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollBar, QVBoxLayout, QWidget

from evidence.labels import Label
from evidence.timecode import format_time
from widgets import theme
from widgets.keys import KeyTable
from widgets.language import tongue
from widgets.parts import SpokenButton
from widgets.texts import ElidedLabel, SpokenLabel
from widgets.timeline.strip import ZOOM_STEP
from widgets.timeline.timeline import SCROLL_PARTS
from widgets.together.strip import LaneStrip
from widgets.together.values import TrackLine
from widgets.together.words import T
from widgets.words import W


class LaneTimeline(QWidget):
    """All recordings on the wall clock.

    Signals:
        sought(object): somebody pointed at a common time (int, microseconds).
        activated(str): the recording whose lane was clicked.
        mark_chosen(object): the UUID of the mark that was clicked.
        moved(str, object): a lane was dragged by so many microseconds (int).
        wished(str): an action of the key table: previous_stop next_stop loop shuttle_back second_moment.
    """

    sought = Signal(object)
    activated = Signal(str)
    mark_chosen = Signal(object)
    moved = Signal(str, object)
    wished = Signal(str)

    def __init__(self, keys: KeyTable, parent: QWidget | None = None) -> None:
        """Start without recordings."""
        super().__init__(parent)
        self.strip = LaneStrip()
        self._wall: Callable[[int], str] | None = None
        self._clock_words = SpokenLabel(T.FROM_FIRST, "soft")
        self._clock = ElidedLabel(mono=True, points=theme.POINT_SIZE)
        self._bar = QScrollBar(Qt.Orientation.Horizontal)
        self._bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.previous = self._button(T.PREVIOUS_STOP, "previous_stop", keys)
        self.next = self._button(T.NEXT_STOP, "next_stop", keys)
        self.loop = self._button(T.LOOP, "loop", keys)
        self.loop.setCheckable(True)
        self.second = self._button(T.SECOND, "second_moment", keys)
        self._zoom = [
            SpokenButton(label, keys.shown(action), role="quiet")
            for label, action in ((W.ZOOM_OUT, "zoom_out"), (T.ALL, "zoom_all"), (W.ZOOM_IN, "zoom_in"))
        ]
        head = QHBoxLayout()
        head.setContentsMargins(2, 0, 0, 0)
        head.addWidget(self._clock_words)
        head.addWidget(self._clock, 1)
        for button in (self.previous, self.next, self.loop, self.second):
            head.addWidget(button)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(2)
        foot.addWidget(self._bar, 1)
        for button, act in zip(self._zoom, (self.zoom_out, self.zoom_all, self.zoom_in), strict=True):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(act)
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.strip, 1)
        column.addLayout(foot)
        self.setFocusProxy(self.strip)
        self.strip.sought.connect(self.sought)
        self.strip.activated.connect(self.activated)
        self.strip.mark_chosen.connect(self.mark_chosen)
        self.strip.moved.connect(self.moved)
        self.strip.scrolled.connect(self._show_scroll)
        self._bar.valueChanged.connect(self._scroll)
        tongue.language_changed.connect(self._say_time)

    def set_tracks(
        self,
        lines: Sequence[TrackLine],
        zero_us: int | None = None,
        wall: Callable[[int], str] | None = None,
        movable: Sequence[str] = (),
        keep: bool = False,
    ) -> None:
        """Show these recordings. `zero_us`: time of day at the common zero; `wall`: the text of a common time."""
        self._wall = wall
        self.strip.movable = frozenset(movable)
        self.strip.set_tracks(lines, zero_us, wall, keep)
        self._clock_words.speak(T.WALL_CLOCK if wall else T.FROM_FIRST)
        for button in (self.previous, self.next, self.loop, self.second):
            button.setEnabled(bool(lines))
        self._say_time()

    def set_position(self, at_us: int) -> None:
        """Move the playhead."""
        self.strip.set_position(at_us)
        self._say_time()

    def set_selection(self, in_us: int | None, out_us: int | None) -> None:
        """Show in and out."""
        self.strip.set_selection(in_us, out_us)

    def set_active(self, key: str) -> None:
        """Show where marks go."""
        self.strip.set_active(key)

    def set_chosen(self, mark: UUID | None) -> None:
        """Draw this mark strongly."""
        self.strip.set_chosen(mark)

    def set_looping(self, looping: bool) -> None:
        """Show whether in to out is played again and again."""
        self.loop.setChecked(looping)

    def set_second(self, shown: bool) -> None:
        """Show whether there is a second moment to be closed."""
        self.second.speak(T.SECOND_END if shown else T.SECOND)

    def zoom_in(self) -> None:
        """Look closer at the playhead."""
        self.strip.zoom(ZOOM_STEP)

    def zoom_out(self) -> None:
        """Look from further away."""
        self.strip.zoom(1 / ZOOM_STEP)

    def zoom_all(self) -> None:
        """Look at all of it."""
        self.strip.zoom_all()

    def _button(self, label: Label, action: str, keys: KeyTable) -> SpokenButton:
        button = SpokenButton(label, keys.shown(action), role="quiet")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.wished.emit(action))
        return button

    def _say_time(self) -> None:
        at = self.strip.scene.position_us
        self._clock.say("" if at is None else self._wall(at) if self._wall else format_time(at))

    def _show_scroll(self) -> None:
        scale = self.strip.scene.scale
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
        scale = self.strip.scene.scale
        rest = scale.last_us - scale.first_us - scale.span_us
        self.strip.show_from(scale.first_us + value * rest // max(self._bar.maximum(), 1))
