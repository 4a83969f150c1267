"""The timeline of several recordings with its clock, scroll bar and buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from evidence.labels import Label
from evidence.timecode import format_time
from widgets import theme
from widgets.keys import KeyTable
from widgets.language import tongue
from widgets.parts import SpokenButton
from widgets.texts import ElidedLabel, SpokenLabel
from widgets.timeline.scrolled import ScrolledTimeline
from widgets.together.strip import LaneStrip
from widgets.together.values import TrackLine
from widgets.together.words import T


class LaneTimeline(ScrolledTimeline):
    """All recordings on the wall clock; times are common ones.

    Signals:
        activated(str): the recording whose lane was clicked.
        moved(str, object): a lane was dragged by so many microseconds (int).
        joined(str, str): the first lane was dragged so that its event meets that of the second.
        folded(object): the empty stretches that are folded now, as pairs of common times.
        wished(str): an action of the key table: previous_stop next_stop loop shuttle_back second_moment fold_all.
    """

    activated = Signal(str)
    moved = Signal(str, object)
    joined = Signal(str, str)
    folded = Signal(object)
    wished = Signal(str)

    def __init__(self, keys: KeyTable, parent: QWidget | None = None) -> None:
        """Start without recordings."""
        self.strip = strip = LaneStrip()
        self._wall: Callable[[int], str] | None = None
        self._clock_words = SpokenLabel(T.FROM_FIRST, "soft")
        self._clock = ElidedLabel(mono=True, points=theme.POINT_SIZE)
        head = QHBoxLayout()
        zoom_keys = [keys.shown(action) for action in ("zoom_out", "zoom_all", "zoom_in")]
        super().__init__(strip, T.ALL, zoom_keys, head, parent)
        self.previous = self._button(T.PREVIOUS_STOP, "previous_stop", keys)
        self.next = self._button(T.NEXT_STOP, "next_stop", keys)
        self.loop = self._button(T.LOOP, "loop", keys)
        self.loop.setCheckable(True)
        self.second = self._button(T.SECOND, "second_moment", keys)
        self.fold = self._button(T.FOLD, "fold_all", keys)
        self.fold.setCheckable(True)
        self.fold.hide()  # until there is empty time
        head.setContentsMargins(2, 0, 0, 0)
        head.addWidget(self._clock_words)
        head.addWidget(self._clock, 1)
        for button in (self.fold, self.previous, self.next, self.loop, self.second):
            head.addWidget(button)
        strip.activated.connect(self.activated)
        strip.moved.connect(self.moved)
        strip.joined.connect(self.joined)
        strip.folded.connect(self._show_folds)
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
        super().set_position(at_us)
        self._say_time()

    def set_active(self, key: str) -> None:
        """Show where marks go."""
        self.strip.set_active(key)

    def set_looping(self, looping: bool) -> None:
        """Show whether in to out is played again and again."""
        self.loop.setChecked(looping)

    def set_second(self, shown: bool) -> None:
        """Show whether there is a second moment to be closed."""
        self.second.speak(T.SECOND_END if shown else T.SECOND)

    def toggle_fold(self) -> None:
        """Fold or open the empty stretch nearest to the playhead."""
        self.strip.toggle_fold()

    def toggle_folds(self) -> None:
        """Open every empty stretch, or fold them where none is folded."""
        self.strip.fold_all(not self.strip.scene.scale.folds)

    def _show_folds(self, folds: Sequence[tuple[int, int]]) -> None:
        self.fold.setVisible(bool(self.strip.scene.empty))
        self.fold.setChecked(bool(folds))
        self.folded.emit(folds)

    def _button(self, label: Label, action: str, keys: KeyTable) -> SpokenButton:
        button = SpokenButton(label, keys.shown(action), role="quiet")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.wished.emit(action))
        return button

    def _say_time(self) -> None:
        at = self.strip.scene.position_us
        self._clock.say("" if at is None else self._wall(at) if self._wall else format_time(at))
