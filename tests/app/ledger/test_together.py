"""Of several recordings together, each that is seen counts as seen, and only one that sounds alone counts as heard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from app.ensemble.track import NOTHING_THERE, Shown, Track, TrackState
from app.ledger.followers import TogetherFollower
from app.ledger.pieces import Pieces
from app.window.opening import Opened
from evidence.media.door import probe
from evidence.model.coverage import PlayRules, Stretch
from evidence.review.intervals import Intervals
from tests import barcodes
from tests.app.ensemble.watching import GAP_AT, STARTS_US, Watched, make
from tests.app.player.pace import HandClock, HandDevices
from tests.app.waiting import until
from tests.evidence.review.values import exhibit
from widgets.player.canvas import PictureCanvas

STEP_US = 20_000
RULES = PlayRules()


class Desk:
    """Two cameras side by side in a window, their clock moved by hand."""

    def __init__(self, folder: Path, devices: HandDevices) -> None:
        self.clock = HandClock()
        self.watched = Watched(find_output=devices, now_ns=self.clock)
        self.ensemble = self.watched.ensemble
        self.tracks = [make(folder, "pal"), make(folder, "gap")]
        self.window = QWidget()
        row = QHBoxLayout(self.window)
        self.canvases = {track.key: PictureCanvas() for track in self.tracks}
        for canvas in self.canvases.values():
            row.addWidget(canvas)
        self.window.resize(900, 420)
        self.window.show()
        until(lambda: self.window.windowHandle().isExposed())
        self.pieces = Pieces()
        self.ensemble.shown.connect(self._show)
        self.ensemble.track_state.connect(self._leave)
        self.follower = TogetherFollower(
            self.ensemble, self.window, self.canvases.get, self._opened, RULES, self.pieces.add
        )

    def _show(self, shown: Shown) -> None:
        picture = shown.picture
        self.canvases[shown.key].show_picture(picture.rgb, picture.width, picture.height, page=False)

    def _leave(self, key: str, state: TrackState) -> None:
        if state in NOTHING_THERE:
            self.canvases[key].clear()

    def _opened(self, key: str) -> Opened | None:
        track = self.track(key)
        return Opened(replace(exhibit(track.probed.facts), id=track.exhibit), track.path, track.probed)

    def track(self, key: str) -> Track:
        return next(track for track in self.tracks if track.key == key)

    def go_on(self, us: int) -> None:
        """Let so much time pass, the decoders keeping up."""
        for _ in range(us // STEP_US):
            self.watched.until(lambda: all(voice.ready for voice in self.ensemble._voices.values()))
            self.clock.go(STEP_US)
            self.ensemble._tick()

    def seen(self) -> dict[UUID, Intervals]:
        """What was seen of each, in recording time."""
        taken: tuple[Stretch, ...] = self.pieces.take()
        found: dict[UUID, Intervals] = {}
        for one in taken:
            assert not one.sounded
            if one.seen:
                found[one.exhibit] = found.get(one.exhibit, Intervals()) | Intervals(((one.from_us, one.to_us),))
        return found


@pytest.fixture
def devices() -> HandDevices:
    return HandDevices()


@pytest.fixture
def desk(tmp_path: Path, devices: HandDevices) -> Iterator[Desk]:
    held = QApplication.instance() or QApplication([])
    one = Desk(tmp_path, devices)
    yield one
    one.ensemble.close()
    assert one.ensemble.wait_closed()
    one.window.close()
    one.window.deleteLater()
    held.processEvents()


def test_each_that_is_seen_counts_on_its_own_clock_and_a_gap_shows_nothing(desk: Desk) -> None:
    desk.ensemble.open(desk.tracks)
    desk.watched.until_still()
    desk.ensemble.play()
    desk.watched.until_playing()
    desk.go_on(2_400_000)
    desk.ensemble.pause()
    seen = desk.seen()
    wall = desk.ensemble.wall_us
    whole = seen[desk.track("pal").exhibit]
    assert whole.pieces[0][0] == 0 and whole.total_us >= 2_200_000 and not whole - Intervals(((0, wall),))
    other = seen[desk.track("gap").exhibit]
    assert not other - Intervals(((0, wall - STARTS_US["gap"]),)) and other.total_us > 900_000
    in_gap = Intervals((((GAP_AT) * 40_000 + 150_000, GAP_AT * 40_000 + 1_800_000),))
    assert not other & in_gap


def test_backward_and_out_of_sight_count_for_nothing(desk: Desk) -> None:
    desk.ensemble.open(desk.tracks)
    desk.watched.until_still()
    desk.ensemble.seek(1_500_000)
    desk.watched.until_still()
    desk.ensemble.play(back=True)
    desk.watched.until_playing()
    desk.go_on(400_000)
    desk.ensemble.pause()
    desk.watched.until_still()
    desk.window.showMinimized()
    desk.ensemble.play()
    desk.watched.until_playing()
    desk.go_on(400_000)
    desk.ensemble.pause()
    assert desk.seen() == {}


def test_only_the_one_that_sounds_alone_can_be_heard(desk: Desk, tmp_path: Path) -> None:
    path = barcodes.write_wav(tmp_path / "call.wav", barcodes.tone(2.0))
    calls = [Track(key, UUID(int=number), path, probe(path), 0) for number, key in enumerate(("one", "two"))]
    ensemble = desk.ensemble
    ensemble.open(calls)
    desk.watched.until_still()
    desk.watched.until(lambda: all(desk.watched.sounds.get(key, [""])[-1] == "on" for key in ("one", "two")))
    assert not ensemble.sounds("one") and not ensemble.sounds("two")
    ensemble.set_solo("two", True)
    assert not ensemble.sounds("one") and ensemble.sounds("two")
    ensemble.set_volume("two", 0)
    assert not ensemble.sounds("two")
    ensemble.set_solo("two", False)
    assert ensemble.sounds("one"), "the other is turned down to nothing"
    ensemble.set_muted("one", True)
    assert not ensemble.sounds("one")
