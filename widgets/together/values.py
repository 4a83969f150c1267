"""What the views of several recordings show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from evidence.labels import Label, Labelled
from evidence.media.facts import Gap
from evidence.model.mark import Mark
from widgets.clocks.values import EventNumber
from widgets.coverage.lane import PlayedLane
from widgets.quality.lanes import Found
from widgets.timeline.wave import Columns


class Channel(Labelled):
    """Which channel of a recording is heard. Call centres record the caller left, the agent right."""

    BOTH = "both", "Both channels", "双声道"
    LEFT = "left", "Left (caller)", "左声道（客户）"
    RIGHT = "right", "Right (agent)", "右声道（坐席）"


@dataclass(frozen=True, slots=True)
class TrackLine:
    """One recording in the views. Times are microseconds on the common clock; `wall_of` leads there."""

    key: str
    exhibit: UUID
    label: str
    title: str
    first_us: int
    last_us: int
    wall_of: Callable[[int], int]
    """Common time of a recording time."""
    at_of: Callable[[int], int]
    """Recording time of a common time."""
    has_picture: bool
    has_sound: bool
    placed: Label
    """How its place is known; said where it is not the clock."""
    doubtful: bool
    """Whether that has to be said: placed by hand, start unknown, clock unchecked."""
    gaps: tuple[Gap, ...] = ()
    """In recording time."""
    columns: Columns | None = None
    """Of its sound, in recording time."""
    marks: tuple[Mark, ...] = ()
    events: tuple[tuple[EventNumber, int], ...] = ()
    """Where events were marked that other recordings show, too, in recording time."""
    found: Found | None = None
    """Findings on the common clock; None: nobody has looked yet."""
    played: PlayedLane | None = None
    """What was played of it, on the common clock; None: that is not kept here."""
