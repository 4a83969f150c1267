"""The timeline of one recording, with its scroll bar and zoom buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from evidence.labels import Label
from evidence.media.facts import Gap
from evidence.model.mark import Mark
from widgets.coverage.lane import PlayedLane
from widgets.quality.lanes import Found
from widgets.timeline.scrolled import ScrolledTimeline
from widgets.timeline.strip import TimelineStrip
from widgets.timeline.wave import Columns
from widgets.words import W


class Timeline(ScrolledTimeline):
    """One recording from its first to its last instant: sound, gaps, marks, selection, playhead.

    Signals:
        none beside those of `ScrolledTimeline`; times are recording times.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a recording."""
        self.strip = strip = TimelineStrip()
        super().__init__(strip, W.ZOOM_ALL, ("-", "Ctrl+0", "+"), parent=parent)

    def set_recording(
        self,
        first_us: int,
        last_us: int,
        gaps: Sequence[Gap] = (),
        columns: Columns | None = None,
        no_sound: Label | None = None,
        wall: Callable[[int], str] | None = None,
        senses: tuple[str, ...] = (),
    ) -> None:
        """Show a recording whole, the playhead at its start, without marks and selection.

        Args:
            first_us: recording time of the first instant (may be negative: sound may start before the picture).
            last_us: recording time of the end.
            gaps: stretches where nothing was recorded.
            columns: asked for the sound of what is shown, see `widgets.timeline.wave.Columns`; None: no sound.
            no_sound: the sentence shown in place of the sound.
            wall: gives the wall-clock text of a recording time for the tooltip, with its doubt.
            senses: of which there are lanes of findings, see `widgets.quality.lanes.SENSES`.
        """
        self.strip.set_recording(first_us, last_us, gaps, columns, no_sound, wall, senses)

    def set_pieces(self, pieces: Sequence[tuple[int, str]]) -> None:
        """Several files are shown as one: where each begins, and its name. Not more than one: there are no borders."""
        self.strip.set_pieces(pieces)

    def set_found(self, found: Found | None, looking: str = "") -> None:
        """Show these findings in their lanes; None: nobody has looked yet, which is said by `looking`."""
        self.strip.set_found(found, looking)

    def set_played(self, played: PlayedLane | None) -> None:
        """Show what was played, below the ruler; None: that is not kept here."""
        self.strip.set_played(played)

    def clear(self) -> None:
        """Show no recording."""
        self.strip.clear()

    def refresh_sound(self) -> None:
        """Ask for the columns again, when more of the sound was read."""
        self.strip.refresh_sound()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show the marks of this recording."""
        self.strip.set_marks(marks)
