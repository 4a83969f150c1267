"""Playing, measured from outside: another process looks at the screen and compares the numbers in it with its clock."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.charts import Bars
from benchmarks.clips import RATE, make_large, repeat
from benchmarks.measuring import Section, mebibytes, percentile, run
from benchmarks.screen import Screen, Seen, Watching

SECONDS = 60.0
MADE = 500
"""Frames that are encoded; the rest repeats them, so a number tells a time up to a multiple of 20 s."""
WIDTH, HEIGHT = 1280, 720
EDGE = 3
"""What the canvas leaves free around its picture."""
MINUTE_S = 60.0


def play(path: Path, seconds: float) -> dict[str, Any]:
    """In a process of its own: the program's player and picture, in a window just as large as the picture needs."""
    from PySide6.QtCore import QCoreApplication, QTimer
    from PySide6.QtWidgets import QApplication

    from app.player.player import Player
    from evidence.media.door import probe
    from evidence.media.pictures import Picture
    from widgets.player.canvas import PictureCanvas

    application = QApplication([])
    canvas, player = PictureCanvas(), Player()
    canvas.move(0, 0)
    canvas.resize(WIDTH + 2 * EDGE, HEIGHT + 2 * EDGE)

    def show(picture: Picture) -> None:
        canvas.show_picture(picture.rgb, picture.width, picture.height, page=False)

    def begin(state: str) -> None:
        if state == "paused" and not player.playing:
            player.state.disconnect(begin)
            QTimer.singleShot(500, player.play)
            QTimer.singleShot(int(seconds * 1000) + 500, QCoreApplication.quit)

    player.shown.connect(show)
    player.state.connect(begin)
    canvas.sized.connect(player.set_display_size)
    canvas.show()
    player.open(path, probe(path, confirm=True))
    application.exec()
    late = player.late
    player.close()
    player.wait_closed()
    return {"late": late}


def unwrapped(seen: Sequence[Seen]) -> tuple[list[float], list[int], int]:
    """(times, frames counted on over repetitions, how often a picture came that is older than the one before)."""
    times, frames, backwards = [seen[0].at_s], [seen[0].number], 0
    for each in seen[1:]:
        step = (each.number - frames[-1]) % MADE
        if step > MADE // 2:
            backwards += 1
            continue
        times.append(each.at_s)
        frames.append(frames[-1] + step)
    return times, frames, backwards


def judged(seen: Sequence[Seen]) -> dict[str, float]:
    """How far the pictures on screen were from where the clock said they should be."""
    moving = [each for each in seen if each.at_s > seen[1].at_s + 1.0] if len(seen) > 2 else []
    if len(moving) < RATE:
        return {}
    times, frames, backwards = unwrapped(moving)
    off = np.array(times) - np.array(frames) / RATE
    off -= float(np.median(off))
    first, last = (off[np.array(times) < times[0] + MINUTE_S], off[np.array(times) > times[-1] - MINUTE_S])
    away = (1000 * np.abs(off)).tolist()
    return {
        "seconds": times[-1] - times[0],
        "due": frames[-1] - frames[0] + 1,
        "missing": frames[-1] - frames[0] + 1 - len(frames),
        "backwards": backwards,
        "median_ms": percentile(away, 50),
        "p95_ms": percentile(away, 95),
        "most_ms": max(away),
        "drift_ms": 1000 * float(np.median(last) - np.median(first)),
    }


def playback(folder: Path, seconds: float) -> Section:
    """The table."""
    made = make_large(folder / "made.mp4", MADE, 50, WIDTH, HEIGHT)
    path = repeat(made, folder / "whole.mp4", int((seconds + 10) * RATE / MADE) + 1)
    rows: list[tuple[str, ...]] = []
    bars: dict[str, float] = {}
    notes: tuple[str, ...] = ()
    try:
        screen = Screen(folder)
    except OSError:
        notes = ("Not measured: there is no Xvfb here.",)
    else:
        with screen:
            watching = Watching(screen, EDGE, EDGE)
            watching.start()
            command = [sys.executable, "-m", "benchmarks.bench_playback", "--play", f"{seconds:g}", str(path)]
            ran = run(command, DISPLAY=screen.display, QT_QPA_PLATFORM="xcb")
            found = judged(watching.stop())
        late = json.loads(ran.output)["late"]
        if found:
            rows.append((
                f"{found['seconds']:.0f} s", f"{found['due']:.0f}", f"{found['missing']:.0f}", str(late),
                f"{found['backwards']:.0f}",
                f"{found['median_ms']:.1f} / {found['p95_ms']:.1f} / {found['most_ms']:.0f} ms",
                f"{found['drift_ms']:.1f} ms", f"{100 * ran.cpu_s / ran.wall_s:.0f} %", mebibytes(ran.peak_bytes),
            ))  # fmt: skip
            bars = {"off the clock, median": found["median_ms"], "95th percentile": found["p95_ms"]}
        notes = (f"The screen was looked at {watching.looks} times, {watching.longest_us / 1000:.0f} ms apart at most: "
                 "no time is more exact than that.",)  # fmt: skip
    return Section(
        "A playback, measured from outside",
        f"H.264, {WIDTH} x {HEIGHT} pixels, {RATE} pictures a second, played for {seconds:g} s by the program's player "
        "in its picture on a virtual screen (Xvfb). Another process reads the number in the picture out of the "
        "screen's memory, every 2 ms, and notes the time of each change by the system's monotonic clock.",
        ("watched", "frames due", "never seen", "left out, as the player says", "older than the one before",
         "off the clock: median / p95 / most", "last minute - first", "CPU of one core", "memory at most"),
        rows,
        (
            *notes,
            "Off the clock: from the time at which a frame should have come, if all came 40 ms apart; the median is "
            "taken as zero. Up to 20 ms of it is the screen's and the timer's grid.",
            "Played without a sound device, so that the monotonic clock leads; with one: *Sound and pictures, against "
            "a null sink*.",
        ),
        Bars("playback", "Pictures off the clock, ms", bars, "ms") if bars else None,
    )  # fmt: skip


def sections(quick: bool = False, seconds: float = SECONDS) -> list[Section]:
    """Everything of this benchmark."""
    with tempfile.TemporaryDirectory(prefix="replaydesk-bench-") as name:
        return [playback(Path(name), 5 if quick else seconds)]


def main() -> None:
    """Print the table, or play in this process for it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bench_playback", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="whether it runs")
    parser.add_argument("--minutes", type=float, default=SECONDS / 60, help="play for so long")
    parser.add_argument("--play", type=float, metavar="SECONDS", help=argparse.SUPPRESS)
    parser.add_argument("path", nargs="?", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.play:
        sys.stdout.write(json.dumps(play(options.path, options.play)))
        return
    for section in sections(options.quick, options.minutes * 60):
        sys.stdout.write(section.markdown())


if __name__ == "__main__":
    main()
