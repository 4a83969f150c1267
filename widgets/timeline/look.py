"""What every timeline shows, whatever its lanes are: a stretch of time, selection, playhead, the chosen mark."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar
from uuid import UUID

from widgets.timeline.scale import Scale

RULER = 24


@dataclass(slots=True)
class Look:
    """Times are whole microseconds on the clock of the timeline."""

    gutter: ClassVar[int] = 0
    """Room on the left for names."""

    scale: Scale = field(default_factory=Scale)
    chosen: UUID | None = None
    in_us: int | None = None
    out_us: int | None = None
    position_us: int | None = None
    focused: bool = False

    def set_width(self, width: int) -> None:
        """So many pixels, the names included."""
        self.scale.set_width(width - self.gutter)

    def x_of(self, at_us: int) -> float:
        """Where a time lies."""
        return self.gutter + self.scale.x_of(at_us)

    def us_at(self, x: float) -> int:
        """The time at a place."""
        return self.scale.us_at(x - self.gutter)

    def us_of(self, pixels: float) -> int:
        """How much time so many pixels are."""
        return round(pixels * self.scale.per_pixel_us)

    def middle_us(self) -> int:
        """Where zooming stays: the playhead if it is shown, otherwise the middle."""
        at, scale = self.position_us, self.scale
        return at if at is not None and scale.from_us <= at <= scale.to_us else scale.us_at(scale.width / 2)
