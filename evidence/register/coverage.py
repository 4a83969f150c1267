"""How much of a complaint's recordings had been played, as a word for the register."""

from __future__ import annotations

from evidence.labels import Labelled


class PlayedOf(Labelled):
    """Of how many recordings of a complaint something was played."""

    NO_RECORDING = "none", "No recording", "无录音录像"
    UNPLAYED = "unplayed", "Nothing played", "均未播放"
    SOME = "some", "Some recordings played", "部分已播放"
    EVERY = "every", "Every recording played", "全部已播放"

    @classmethod
    def of(cls, recordings: int, played: int) -> PlayedOf:
        """The word for so many recordings, of which so many were played, in part or as a whole."""
        if not recordings:
            return cls.NO_RECORDING
        return cls.EVERY if played >= recordings else cls.SOME if played else cls.UNPLAYED
