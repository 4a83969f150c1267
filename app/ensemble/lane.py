"""One recording laid on the wall clock: which frame is on screen at a wall time, and where there is none."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from app.ensemble.track import Track, TrackState
from app.player.extent import Extent
from evidence.media.facts import Gap
from evidence.model.recording import Clock
from evidence.timecode import us_of

SOUND_STEP_US = 100_000


class Lane:
    """Wall times are whole microseconds after the common zero of the ensemble."""

    def __init__(self, track: Track) -> None:
        """Lay out `track`."""
        self.track, self.extent = track, Extent(track.probed)
        self.start_us = track.start_us
        self._clock = Clock(drift_ppb=track.drift_ppb)
        table, sound = track.probed.table, track.probed.sound
        step = us_of(table.usual_step, table.time_base) if table is not None else 0
        found = table.gaps if table is not None else sound.gaps if sound is not None else ()
        # The frame before a gap is shown as long as any other; then nothing is known until the frame after it.
        self.gaps: tuple[Gap, ...] = tuple(Gap(gap.from_us + step, gap.to_us) for gap in found)
        self._gap_from = [gap.from_us for gap in self.gaps]

    def wall_of(self, at_us: int) -> int:
        """Wall time of a recording time."""
        return self.start_us + self._clock.true_us(at_us)

    def at_of(self, wall_us: int) -> int:
        """The last recording time that is not after a wall time; outside the recording too."""
        return self._clock.last_at(wall_us - self.start_us)

    @cached_property
    def begin_us(self) -> int:
        """Wall time of its beginning."""
        return self.wall_of(self.extent.start_us)

    @cached_property
    def end_us(self) -> int:
        """Wall time of its end."""
        return self.wall_of(self.extent.end_us)

    @cached_property
    def last_us(self) -> int:
        """Wall time of its last frame, or sample."""
        return self.wall_of(self.extent.last_us)

    def frame_at(self, wall_us: int) -> int | None:
        """The frame on screen at a wall time; None where there is none."""
        table = self.extent.table
        if table is None or self.absence(wall_us) is not None:
            return None
        return table.frame_at(self.at_of(wall_us))

    def absence(self, wall_us: int) -> TrackState | None:
        """Why there is nothing at a wall time: before, gap, after; None: there is something."""
        at, table, sound = self.at_of(wall_us), self.extent.table, self.extent.sound
        if at < self.extent.start_us:
            return TrackState.BEFORE
        end = table.duration_us if table is not None else sound.end_us if sound is not None else 0
        # A recording of one frame without a length of its own still shows that frame.
        if at >= end and at > self.extent.last_us:
            return TrackState.AFTER
        place = bisect_right(self._gap_from, at) - 1
        return TrackState.GAP if place >= 0 and at < self.gaps[place].to_us else None

    def stepped(self, wall_us: int, frames: int) -> int:
        """The wall time so many frames on or back; tenths of a second where there is no picture."""
        table = self.extent.table
        if table is None:
            return wall_us + frames * SOUND_STEP_US
        why = self.absence(wall_us)
        if why is TrackState.BEFORE:
            frame = -1 + frames
        elif why is TrackState.AFTER:
            frame = table.frames + frames
        else:
            frame = table.frame_at(self.at_of(wall_us)) + frames
            frame += why is TrackState.GAP and frames < 0  # one back from a gap is the frame before it
        if not 0 <= frame < table.frames and why is not None and (frames < 0) == (why is TrackState.BEFORE):
            return wall_us
        return self.wall_of(table.shown_us(self.extent.frame_inside(frame)))

    def edges(self) -> list[int]:
        """Wall times of its beginning, its end and both ends of every gap."""
        inner = [self.wall_of(at) for gap in self.gaps for at in (gap.from_us, gap.to_us)]
        return [self.begin_us, *inner, self.end_us]
