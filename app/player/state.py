"""What a player is doing."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.labels import Labelled

TELL_RAN_US = 100_000
"""How often it is told that time ran, in microseconds of a watch."""
LAG_US = 500_000
"""A picture that should have made way longer ago than this is not the picture of the time that runs."""


@dataclass(frozen=True, slots=True)
class Ran:
    """Time that was played forward without a break: from, up to and not including, to; and how fast."""

    from_us: int
    to_us: int
    speed: float


class PlayerState(Labelled):
    """One word for what is on screen and whether it moves."""

    CLOSED = "closed", "No recording", "未打开录音录像"
    DECODING = "decoding", "decoding…", "正在解码……"
    PAUSED = "paused", "paused", "已暂停"
    PLAYING = "playing", "playing", "播放中"
    ENDED = "ended", "end of the recording", "已到结尾"
    FAILED = "failed", "cannot be played", "无法播放"
