"""An ensemble whose every signal is noted, and the tracks that it is tried on."""

from __future__ import annotations

import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
from PySide6.QtCore import QCoreApplication, QEventLoop

from app.ensemble.ensemble import Ensemble
from app.ensemble.lane import Lane
from app.ensemble.track import Shown, Track, TrackState
from app.player.state import PlayerState
from evidence.media.door import probe
from evidence.media.pictures import Picture, pixels
from tests import barcodes
from tests.barcodes import Recipe

GENEROUS_S = 60.0
"""Nothing passes or fails by the clock: this long only until a test that would never end says so."""
FRAMES = 75
GAP_AT = 30

RECIPES: dict[str, tuple[str, Recipe]] = {
    "pal": ("mp4", Recipe(frames=FRAMES, gop=12)),
    "slow": ("mp4", Recipe(frames=FRAMES, gop=10, rate=Fraction(15), first_number=1000)),
    "ntsc": ("ts", Recipe(frames=FRAMES, gop=20, b_frames=2, rate=Fraction(30000, 1001), first_number=2000)),
    "gap": (
        "mp4",
        Recipe(frames=FRAMES, gop=15, first_number=3000, ticks=[40 * n + 2000 * (n >= GAP_AT) for n in range(FRAMES)]),
    ),
}
STARTS_US = {"pal": 0, "slow": 1_234_567, "ntsc": -700_001, "gap": 450_000}
DRIFT_PPB = {"pal": 0, "slow": 40_000_000, "ntsc": -3_000, "gap": 0}


def make(folder: Path, kind: str) -> Track:
    """The track of a kind, at its place and with its drift."""
    ending, recipe = RECIPES[kind]
    path = barcodes.make(folder / f"{kind}.{ending}", recipe)
    return Track(kind, uuid4(), path, probe(path), STARTS_US[kind], DRIFT_PPB[kind])


def first_number(key: str) -> int:
    """The number that the first frame of a track carries."""
    return RECIPES[key][1].first_number


def number_in(picture: Picture) -> int | None:
    """The number that a picture carries; one of half the size is enlarged before it is read."""
    times = barcodes.WIDTH // picture.width
    return barcodes.read(np.repeat(np.repeat(pixels(picture), times, axis=0), times, axis=1))


class Watched:
    """Notes what an ensemble says. No picture is ever under a number that is not its own."""

    def __init__(self, **options: Any) -> None:
        """Make an ensemble with these options."""
        self.ensemble = Ensemble(**options)
        self.shown: dict[str, list[Shown]] = {}
        self.on_screen: dict[str, Shown | None] = {}
        self.times: list[int] = []
        self.states: list[PlayerState] = []
        self.track_states: dict[str, list[TrackState]] = {}
        self.sounds: dict[str, list[str]] = {}
        self.failed: list[tuple[str, Exception]] = []
        self.dropped: dict[str, int] = {}
        self.ended = self.looped = 0
        self.numbered = True
        ensemble = self.ensemble
        ensemble.shown.connect(self._shown)
        ensemble.time.connect(self.times.append)
        ensemble.state.connect(self.states.append)
        ensemble.track_state.connect(self._track_state)
        ensemble.sound_state.connect(lambda key, state: self.sounds.setdefault(key, []).append(state))
        ensemble.failed.connect(lambda key, error: self.failed.append((key, error)))
        ensemble.dropped.connect(lambda key, count: self.dropped.__setitem__(key, count))
        ensemble.ended.connect(self._ended)
        ensemble.looped.connect(self._looped)

    def _shown(self, shown: Shown) -> None:
        if self.numbered:
            assert number_in(shown.picture) == first_number(shown.key) + shown.picture.frame, "another one's number"
        self.shown.setdefault(shown.key, []).append(shown)
        self.on_screen[shown.key] = shown

    def _track_state(self, key: str, state: TrackState) -> None:
        self.track_states.setdefault(key, []).append(state)
        if state in (TrackState.BEFORE, TrackState.GAP, TrackState.AFTER):
            self.on_screen[key] = None

    def _ended(self) -> None:
        self.ended += 1

    def _looped(self) -> None:
        self.looped += 1

    def numbers(self, key: str) -> list[int]:
        """Frames of a track shown since the last `forget`."""
        return [shown.picture.frame for shown in self.shown.get(key, [])]

    def forget(self) -> None:
        """Begin new notes."""
        for notes in (self.shown, self.times, self.states, self.track_states, self.failed, self.dropped):
            notes.clear()

    def lane(self, key: str) -> Lane:
        """The lane of a track."""
        return self.ensemble._voices[key].lane

    def until(self, condition: Callable[[], object], also: Callable[[], object] = lambda: None) -> None:
        """Run the event loop until the condition holds; `also` is called in between."""
        deadline = time.monotonic() + GENEROUS_S
        while not condition():
            assert time.monotonic() < deadline, f"it never came: {self.states[-5:]} {self.track_states} {self.failed}"
            also()
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
            time.sleep(0.001)

    def until_still(self) -> None:
        """Until everything asked for is on screen."""
        self.until(lambda: self.ensemble.now in (PlayerState.PAUSED, PlayerState.ENDED, PlayerState.FAILED))

    def until_playing(self) -> None:
        """Until it moves."""
        self.until(lambda: self.ensemble.now is PlayerState.PLAYING)

    def check_still(self) -> None:
        """Every track shows exactly what its own table says of this wall time, at full size, or nothing."""
        wall_us = self.ensemble.wall_us
        for key, voice in self.ensemble._voices.items():
            table = voice.lane.extent.table
            if table is None:
                continue
            frame, seen = voice.lane.frame_at(wall_us), self.on_screen.get(key)
            assert (seen.picture.frame if seen else None) == frame, f"{key} at {wall_us}"
            if seen is not None:
                at_us = voice.lane.at_of(wall_us)
                assert number_in(seen.picture) == first_number(key) + table.frame_at(at_us)
                assert (seen.picture.width, seen.picture.height) == (barcodes.WIDTH, barcodes.HEIGHT)
                assert self.ensemble.state_of(key) is TrackState.EXACT
