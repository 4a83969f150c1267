"""Findings of the recordings that play together, and what was played of them: on the common clock, and as stops."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.ensemble.ensemble import Ensemble
from app.ensemble.lane import Lane
from app.ensemble.track import Track
from app.window.gathering import Gathering
from app.window.opening import Opened
from evidence.assist.findings import Quality
from widgets.coverage.lane import PlayedLane
from widgets.quality.lanes import Found
from widgets.quality.panel import Looking
from widgets.together.strip import LaneStrip


class TogetherFound:
    """What is known of each track; `looking_at` is asked for it."""

    def __init__(self, ensemble: Ensemble, gathered: Gathering) -> None:
        """Nothing is known yet."""
        self._ensemble, self._gathered = ensemble, gathered
        self.looking_at: Callable[[Opened | None], Looking] = lambda _: Looking()
        self.played_of: Callable[[Opened], PlayedLane | None] = lambda _: None
        self._drawn: dict[str, tuple[Quality, tuple[int, int], Found]] = {}

    def of(self, track: Track, opened: Opened) -> Found | None:
        """The findings of a track on the common clock, made once as long as neither of the two changes."""
        quality = self.looking_at(opened).quality
        if quality is None:
            return None
        held, place = self._drawn.get(track.key), (track.start_us, track.drift_ppb)
        if held is None or held[0] is not quality or held[1] != place:
            held = self._drawn[track.key] = quality, place, Found(quality.findings, Lane(track).wall_of)
        return held[2]

    def played(self, track: Track, opened: Opened) -> PlayedLane | None:
        """What was played of a track, on the common clock."""
        lane = self.played_of(opened)
        return None if lane is None else lane.moved(Lane(track).wall_of)

    def show_played(self, strip: LaneStrip) -> None:
        """More was played, or less of it counts: all else of the lines stays."""
        tracks, lines = {each.key: each for each in self._ensemble.tracks}, []
        for line in strip.scene.lines:
            track = tracks.get(line.key)
            opened = self._gathered.get(track.exhibit) if track else None
            lines.append(replace(line, played=self.played(track, opened) if track and opened else None))
        strip.set_lines(lines)

    def set_stops(self) -> None:
        """Tell the ensemble where to stop."""
        for track in self._ensemble.tracks:
            quality = self.looking_at(self._gathered.get(track.exhibit)).quality
            self._ensemble.set_stops(track.key, quality.stops() if quality else ())

    def loudness_of(self, key: str) -> tuple[bool, int | None]:
        """Whether a track's loudness was measured, and how loud this moment is, in LU from what is usual in it."""
        track = next((each for each in self._ensemble.tracks if each.key == key), None)
        opened = self._gathered.get(track.exhibit) if track else None
        if track is None or opened is None:
            return False, None
        piece, own_us = opened.at(Lane(track).at_of(self._ensemble.wall_us))
        quality = self.looking_at(piece).quality
        return (False, None) if quality is None else (True, quality.relative_loudness(own_us))
