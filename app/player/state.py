"""What a player is doing."""

from __future__ import annotations

from evidence.labels import Labelled


class PlayerState(Labelled):
    """One word for what is on screen and whether it moves."""

    CLOSED = "closed", "No recording", "未打开录音录像"
    DECODING = "decoding", "decoding…", "正在解码……"
    PAUSED = "paused", "paused", "已暂停"
    PLAYING = "playing", "playing", "播放中"
    ENDED = "ended", "end of the recording", "已到结尾"
    FAILED = "failed", "cannot be played", "无法播放"
