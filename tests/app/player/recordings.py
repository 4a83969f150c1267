"""The kinds of recording that the player is tried on, and a player that can be waited for."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QCoreApplication, QEventLoop

from app.player.player import Player
from evidence.media.door import Probed, probe
from evidence.media.pictures import Picture, pixels
from tests import barcodes
from tests.barcodes import Recipe

GENEROUS_S = 60.0
"""Nothing passes or fails by the clock: this long only until a test that would never end says so."""
FRAMES = 90


def _varying() -> list[int]:
    chance = random.Random(7)
    ticks = [0]
    while len(ticks) < FRAMES:
        ticks.append(ticks[-1] + chance.choice((17, 33, 40, 100, 140)))
    return ticks


KINDS: dict[str, tuple[str, Recipe]] = {
    "constant": ("mp4", Recipe(frames=FRAMES, gop=12)),
    "b_frames": ("mp4", Recipe(frames=FRAMES, gop=30, b_frames=3)),
    "varying": ("mp4", Recipe(frames=FRAMES, gop=20, b_frames=2, ticks=_varying())),
    "offset": ("ts", Recipe(frames=FRAMES, gop=24, b_frames=2, start_ticks=25 * 1000)),
    "gap": ("mp4", Recipe(frames=FRAMES, gop=15, ticks=[40 * n + (5000 if n >= 45 else 0) for n in range(FRAMES)])),
    "spoken": ("mp4", Recipe(frames=FRAMES, gop=25, sound_s=4.2)),
}
"""Name -> (ending, recipe). The sound of "spoken" goes on 0.6 s after its last picture."""


def make(folder: Path, kind: str) -> tuple[Path, Probed]:
    """The recording of a kind, and what is found out about it."""
    ending, recipe = KINDS[kind]
    path = barcodes.make(folder / f"{kind}.{ending}", recipe)
    return path, probe(path)


def make_call(folder: Path, seconds: float = 3.0) -> tuple[Path, Probed]:
    """A recording of sound alone."""
    path = barcodes.write_wav(folder / "call.wav", barcodes.tone(seconds))
    return path, probe(path)


def number_in(picture: Picture) -> int | None:
    """The number that a picture carries; one of half the size is enlarged before it is read."""
    seen = pixels(picture)
    times = barcodes.WIDTH // picture.width
    return barcodes.read(np.repeat(np.repeat(seen, times, axis=0), times, axis=1))


class Watched:
    """A player whose every signal is noted."""

    def __init__(self, **options: Any) -> None:
        """Make a player with these options."""
        self.player = Player(**options)
        self.shown: list[Picture] = []
        self.positions: list[int] = []
        self.states: list[str] = []
        self.sounds: list[str] = []
        self.errors: list[Exception] = []
        self.dropped: list[int] = []
        self.ended = 0
        self.player.shown.connect(self._shown)
        self.player.position.connect(self.positions.append)
        self.player.state.connect(self.states.append)
        self.player.sound_state.connect(self.sounds.append)
        self.player.failed.connect(self.errors.append)
        self.player.dropped.connect(self.dropped.append)
        self.player.ended.connect(self._ended)

    def _shown(self, picture: Picture) -> None:
        assert self.player.picture is picture
        assert number_in(picture) == picture.frame, "a picture under a number that is not its own"
        self.shown.append(picture)

    def _ended(self) -> None:
        self.ended += 1

    @property
    def numbers(self) -> list[int]:
        """Frames shown since the last `forget`."""
        return [picture.frame for picture in self.shown]

    def forget(self) -> None:
        """Begin new notes."""
        notes: tuple[list[Any], ...] = (
            self.shown, self.positions, self.states, self.sounds, self.errors, self.dropped,
        )  # fmt: skip
        for each in notes:
            each.clear()
        self.ended = 0

    def until(self, condition: Callable[[], object], also: Callable[[], object] = lambda: None) -> None:
        """Run the event loop until the condition holds; `also` is called in between."""
        deadline = time.monotonic() + GENEROUS_S
        while not condition():
            assert time.monotonic() < deadline, f"it never came: {self.states[-5:]} {self.numbers[-5:]} {self.errors}"
            also()
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
            time.sleep(0.001)

    def until_frame(self, frame: int, also: Callable[[], object] = lambda: None) -> None:
        """Until this frame is on screen."""
        self.until(lambda: self.player.frame == frame, also)

    def until_exact(self) -> None:
        """Until what was asked for is shown."""
        self.until(lambda: self.player.exact)

    def open(self, recording: tuple[Path, Probed]) -> None:
        """Open it and wait for its first frame."""
        self.player.open(*recording)
        self.until_exact()


class Looking(Watched):
    """Notes which pictures were previews, and that nothing is exact while one is on screen."""

    def __init__(self) -> None:
        super().__init__(find_output=lambda rate, channels: None)
        self.previews: list[int] = []

    def _shown(self, picture: Picture) -> None:
        super()._shown(picture)  # reads the number in it
        if self.player.previewing:
            self.previews.append(picture.frame)
            assert not self.player.exact
