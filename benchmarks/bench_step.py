"""Steps from frame to frame and dragging on the timeline, until the picture is painted, in the program's own player."""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from app.player.player import Player
from benchmarks.clips import RATE, make_large
from benchmarks.measuring import Section, Series, ms
from evidence.media.door import probe
from evidence.media.pictures import Picture
from evidence.media.proxypack import ProxyPlace
from evidence.timecode import MICROSECONDS
from widgets.player.canvas import PictureCanvas

WIDTH, HEIGHT, GOP = 1920, 1080, 250
STEPS = 100
"""Of each kind, in each direction."""
EVERY_MS = 200
"""Five steps a second."""
SCRUB_MS = 50
"""Twenty requests a second."""
PATIENCE_MS = 20_000


class Watched:
    """A player with its picture; what came is painted at once, and when it had been painted is noted."""

    def __init__(self, path: Path, proxy: Path) -> None:
        """Open it, and wait until its first frame is there."""
        self.canvas, self.player = PictureCanvas(), Player()
        self.canvas.resize(WIDTH // 2, HEIGHT // 2)
        self.canvas.show()
        self.last = -1, time.perf_counter()
        """The frame that was painted last (-1: none), and when."""
        self.player.shown.connect(self._paint)
        self.canvas.sized.connect(self.player.set_display_size)
        probed = probe(path, confirm=True)
        self.player.open(path, probed, ProxyPlace(proxy, "0" * 64))
        self.until(lambda: self.resting)

    def _paint(self, picture: Picture) -> None:
        self.canvas.show_picture(picture.rgb, picture.width, picture.height, page=False)
        self.canvas.repaint()
        self.last = picture.frame, time.perf_counter()

    @property
    def resting(self) -> bool:
        """Whether the exact frame is on screen at full size."""
        return self.last[0] >= 0 and self.player.exact

    def until(self, ready: Callable[[], bool]) -> None:
        """Let the window work until something is so."""
        loop, started = QEventLoop(), time.perf_counter()
        while not ready():
            if time.perf_counter() - started > PATIENCE_MS / 1000:
                raise TimeoutError
            loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 5)

    def rest(self, milliseconds: int) -> None:
        """Let the window work for so long."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def asked(self, frame: int, ask: Callable[[], None]) -> float:
        """Seconds from the request until this frame was painted."""
        begun = time.perf_counter()
        self.last = -1, begun
        ask()
        self.until(lambda: self.last[0] == frame)
        return self.last[1] - begun

    def close(self) -> None:
        """End its threads and children."""
        self.player.close()
        self.player.wait_closed()


def stepping(watched: Watched, count: int) -> list[tuple[str, Series]]:
    """Steps beside the playhead one close after the other, then across the edge of a group, there and back."""
    rows = []
    for name, start, pause_ms in (
        ("a step inside a group, 20 a second", GOP + GOP // 2, EVERY_MS // 4),
        ("a step across a group's edge, 5 a second", 2 * GOP - count // 2, EVERY_MS),
    ):
        watched.asked(start, partial(watched.player.show_frame, start))
        watched.until(lambda: watched.resting)
        watched.rest(1500)
        for way, by, first in (("forward", 1, start), ("backward", -1, start + count)):
            taken = Series()
            for number in range(1, count + 1):
                taken.values.append(watched.asked(first + by * number, partial(watched.player.step, by)))
                watched.rest(pause_ms)
            rows.append((f"{name}, {way}", taken))
    return rows


def scrubbing(watched: Watched, count: int) -> Series:
    """Dragging over the small pictures of one group that were made before."""
    player, first = watched.player, 3 * GOP
    watched.asked(first, partial(player.show_frame, first))
    watched.until(lambda: watched.resting)
    watched.rest(12_000)
    taken, choose = Series(), random.Random(5)
    for _ in range(count):
        others = [number for number in range(first, first + GOP // 2) if number != player.frame]
        frame = choose.choice(others)  # one that is on screen already is not painted again
        begun = time.perf_counter()
        taken.values.append(watched.asked(frame, partial(player.scrub, frame * MICROSECONDS // RATE)))
        watched.rest(max(SCRUB_MS - int(1000 * (time.perf_counter() - begun)), 1))
    return taken


def sections(quick: bool = False) -> list[Section]:
    """Everything of this benchmark."""
    count = 5 if quick else STEPS
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory(prefix="replaydesk-bench-") as name:
        path = make_large(Path(name) / "steps.mp4", 5 * GOP, GOP, WIDTH, HEIGHT)
        watched = Watched(path, Path(name) / "small.pictures")
        try:
            rows = stepping(watched, count)
            dragged = scrubbing(watched, count)
        finally:
            watched.close()
            application.processEvents()
    rows.append(("dragged over small pictures, 20 requests a second", dragged))
    return [
        Section(
            "Steps and dragging",
            f"H.264 of {WIDTH} x {HEIGHT} pixels with two B-frames and a key frame every {GOP} frames in the program's "
            f"player and picture (drawn offscreen): from the request until the very frame was painted. {count} each.",
            ("what", "median", "95th percentile", "most"),
            [(what, ms(taken.median), ms(taken.p95), ms(max(taken.values))) for what, taken in rows],
            (
                "Aims: 10 ms for a step among decoded frames; no wait for a whole group across its edge at 5 steps a "
                "second; 50 ms while dragging.",
                "Dragging starts 12 s after the playhead came to rest, so that the small pictures around it are made.",
            ),
        )
    ]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bench_step", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="whether it runs")
    for section in sections(parser.parse_args().quick):
        print(section.markdown())


if __name__ == "__main__":
    main()
