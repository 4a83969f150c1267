"""What was played and shown to a reviewer: bare facts; what counts is computed from them (decision 7)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from evidence.timecode import Moment

FASTEST_SPEECH_PERMILLE = 2000
FASTEST_VISIBLE_PERMILLE = 4000
SMALLEST_PICTURE_PX = 90
SMALLEST_PAGE_PX = 600
SHORTEST_LOOK_MS = 1000
EVERY_PICTURE_PERMILLE = 2000
"""Up to this speed players decode every picture. Above it they leave some out, so nothing is told as seen."""


@dataclass(frozen=True, slots=True)
class PlayRules:
    """The settings under which playing was recorded. Speeds in thousandths: 1500 is one and a half times."""

    speech_permille: int = 1500
    """Up to this speed playing counts where speech is in question."""
    visible_permille: int = 2000
    """Up to this speed it counts for acts that are seen."""
    least_picture_px: int = 180
    """From this height on screen a picture counts as readable."""

    def within_reason(self) -> PlayRules:
        """The same, no laxer than anything that can be called hearing or seeing: settings do not go beyond."""
        return PlayRules(
            min(max(self.speech_permille, 1), FASTEST_SPEECH_PERMILLE),
            min(max(self.visible_permille, 1), FASTEST_VISIBLE_PERMILLE),
            max(self.least_picture_px, SMALLEST_PICTURE_PX),
        )


@dataclass(frozen=True, slots=True)
class Stretch:
    """Recording time that was played forward without a break: from `from_us` up to, not including, `to_us`.

    `sounded`: it was the one recording that could be heard. `seen`: its picture stood on screen at a readable size.
    """

    exhibit: UUID
    from_us: int
    to_us: int
    speed_permille: int
    sounded: bool
    seen: bool

    def __post_init__(self) -> None:
        """Refuse what no playing forward gives.

        Raises:
            ValueError: it is empty or runs backwards, or the speed is none.
        """
        if self.from_us >= self.to_us or self.speed_permille <= 0:
            raise ValueError("playing forward takes time")


@dataclass(frozen=True, slots=True)
class Played:
    """A stretch with the reviewer it was played to, their round (1 or 2), the settings, and when it was recorded."""

    stretch: Stretch
    member: UUID
    round: int
    rules: PlayRules
    at: Moment


@dataclass(frozen=True, slots=True)
class ReadRules:
    """The settings under which pages were recorded as shown."""

    least_page_px: int = 800
    """From this length of its longer side on, as it is drawn, a page counts as readable."""
    least_look_ms: int = 2000
    """Each part of it has to be on screen that long."""

    def within_reason(self) -> ReadRules:
        """The same, no laxer than anything that can be called reading."""
        return ReadRules(max(self.least_page_px, SMALLEST_PAGE_PX), max(self.least_look_ms, SHORTEST_LOOK_MS))


@dataclass(frozen=True, slots=True)
class PageShown:
    """A page (from 1) of a document or photo that was shown to a reviewer; otherwise as `Played`."""

    exhibit: UUID
    page: int
    member: UUID
    round: int
    rules: ReadRules
    at: Moment
