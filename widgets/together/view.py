"""Several recordings at once: pictures, sounds, buttons, and the timeline on the wall clock."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from widgets.clocks.lanes import ClockList
from widgets.keys import KeyTable
from widgets.language import tongue, words
from widgets.parts import rule
from widgets.player.adjust import AdjustBar
from widgets.player.transport import TransportBar
from widgets.together.chooser import TrackChooser
from widgets.together.grid import PictureGrid
from widgets.together.sounds import SoundList
from widgets.together.timeline import LaneTimeline
from widgets.together.values import TrackLine
from widgets.together.words import T

SIDE = 230


class TogetherView(QWidget):
    """Places the parts; each says for itself what happened.

    Signals:
        activated(str): a recording was clicked, in the pictures or on the timeline.
        wished(str): an action of the key table.
    """

    activated = Signal(str)
    wished = Signal(str)

    def __init__(self, keys: KeyTable, parent: QWidget | None = None) -> None:
        """Start without recordings."""
        super().__init__(parent)
        self.grid, self.sounds, self.adjust = PictureGrid(), SoundList(), AdjustBar()
        self.chooser, self.clocks = TrackChooser(), ClockList()
        self.transport, self.timeline = TransportBar(keys), LaneTimeline(keys)
        self.transport.volume.hide()  # each recording has its own
        side = QWidget()
        narrow = QVBoxLayout(side)
        narrow.setContentsMargins(8, 4, 4, 0)
        narrow.addWidget(self.chooser)
        narrow.addWidget(rule())
        narrow.addWidget(self.clocks)
        narrow.addWidget(rule())
        narrow.addWidget(self.sounds, 1)
        narrow.addWidget(rule())
        narrow.addWidget(self.adjust)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(side)
        scroll.setFixedWidth(SIDE)
        upper = QWidget()
        row = QHBoxLayout(upper)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.grid, 1)
        row.addWidget(scroll)
        lower = QWidget()
        column = QVBoxLayout(lower)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        # Tab goes on from where the keys are, so that comes first: Qt passes over what lies before it in the same part.
        column.addWidget(self.timeline, 1)
        column.insertWidget(0, self.transport)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.addWidget(lower)
        self.split.insertWidget(0, upper)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 1)
        self.split.setChildrenCollapsible(False)
        self.split.setSizes([440, 220])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.split)
        self.setFocusProxy(self.timeline)
        self.grid.activated.connect(self.activated)
        self.timeline.activated.connect(self.activated)
        self.transport.wished.connect(self.wished)
        self.timeline.wished.connect(self.wished)
        self.adjust.changed.connect(self.grid.set_adjustment)
        tongue.language_changed.connect(self._speak)
        self._speak()

    def set_tracks(
        self,
        lines: Sequence[TrackLine],
        zero_us: int | None = None,
        wall: Callable[[int], str] | None = None,
        movable: Sequence[str] = (),
    ) -> None:
        """Show these recordings; see `LaneTimeline.set_tracks`."""
        self.grid.set_tracks(lines)
        self.sounds.set_tracks(lines)
        self.timeline.set_tracks(lines, zero_us, wall, movable)
        first = min((line.first_us for line in lines), default=0)
        last = max((line.last_us for line in lines), default=0)
        self.transport.set_recording(last - first if lines else None)

    def set_active(self, key: str) -> None:
        """Show where marks go."""
        self.grid.set_active(key)
        self.sounds.set_active(key)
        self.timeline.set_active(key)

    def _speak(self) -> None:
        self.setAccessibleName(words(T.TOGETHER))
