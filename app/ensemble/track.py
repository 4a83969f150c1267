"""What an ensemble plays: one recording and its place on the wall clock; and what it shows at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from evidence.labels import Labelled
from evidence.media.door import Probed
from evidence.media.pictures import Picture


class Placed(Labelled):
    """How we know where a recording stands among the others."""

    BY_CLOCK = "by_clock", "placed by its clock", "按时钟定位"
    BY_HAND = "by_hand", "placed by hand: display only", "手动定位：仅影响显示"
    UNPLACED = "unplaced", "start not known: shown from the beginning", "起始时间不详：从最前处显示"


@dataclass(frozen=True, slots=True)
class Track:
    """One recording in an ensemble. The same recording may take part twice, at two places, under two keys."""

    key: str
    exhibit: UUID
    path: Path
    probed: Probed
    start_us: int
    """Where recording time zero stands: microseconds after the common zero, negative before it."""
    drift_ppb: int = 0
    placed: Placed = Placed.BY_CLOCK


class TrackState(Labelled):
    """What a track has to show at the moment."""

    BEFORE = "before", "not begun yet", "尚未开始"
    EXACT = "exact", "exact frame", "精确帧"
    DECODING = "decoding", "decoding…", "正在解码……"
    PLAYING = "playing", "playing", "播放中"
    GAP = "gap", "gap: nothing was recorded", "缺口：无录制内容"
    AFTER = "after", "recording is over", "录制已结束"
    FAILED = "failed", "cannot be played", "无法播放"


NOTHING_THERE = (TrackState.BEFORE, TrackState.GAP, TrackState.AFTER)


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture that is shown, and what is true of it: never of what was asked for."""

    key: str
    picture: Picture
    wall_us: int
    """Where its time stands on the common clock."""
    total: int
    """Frames in the recording."""
    confirmed: bool
    state: TrackState
