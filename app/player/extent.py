"""From where to where a recording can be played, and what stands at a time in it."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property

from evidence.errors import MediaDamaged
from evidence.media.door import Probed
from evidence.media.sounds import SamplePlace


class Extent:
    """One recording's frames and samples by time."""

    def __init__(self, probed: Probed) -> None:
        """Of what was found out about it."""
        self.table, self.sound = probed.table, probed.sound
        self._reason = probed.facts.reason

    @property
    def nothing(self) -> MediaDamaged | None:
        """Why there is nothing to play; None where there is something."""
        if self.table is not None or self.sound is not None:
            return None
        if self._reason is not None:
            return MediaDamaged(self._reason.en, self._reason.zh)
        return MediaDamaged(
            "This exhibit has neither pictures nor sound that can be played here.",
            "该证据没有可播放的画面或声音。",
        )

    @cached_property
    def start_us(self) -> int:
        """The first frame, or the first sample where there is no picture."""
        return 0 if self.table is not None or self.sound is None else self.sound.start_us

    @cached_property
    def end_us(self) -> int:
        """The end of pictures and sound, whichever is later."""
        ends = [self.table.duration_us] if self.table is not None else []
        return max([0, *ends, *([self.sound.end_us] if self.sound is not None else [])])

    @cached_property
    def last_us(self) -> int:
        """The last frame, or the last sample where there is no picture."""
        if self.table is not None:
            return self.table.last_us
        return self.sound.shown_us(self.sound.end - 1) if self.sound is not None else 0

    def inside(self, us: int) -> int:
        """A time inside the recording, as near as can be."""
        return min(max(us, self.start_us), max(self.end_us, self.start_us))

    def frame_inside(self, number: int) -> int:
        """A frame of the recording, as near as can be."""
        return min(max(number, 0), self.table.frames - 1) if self.table is not None else 0

    def until_us(self, frame: int) -> int:
        """When the next frame is due; the end of the recording for the last one."""
        if self.table is None or frame + 1 >= self.table.frames:
            return self.end_us
        return self.table.shown_us(frame + 1)

    def sample_at(self, us: int) -> SamplePlace | None:
        """The sample that sounds at a time."""
        if self.sound is None:
            return None
        place = self.sound.place_at(us)
        return SamplePlace(place, Fraction(1, self.sound.rate), self.sound.shown_us(place))
