"""Four cameras and a call on one clock: what is dropped, how far the cameras are apart, what it costs."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import av
import numpy as np

from benchmarks.clips import RATE, make_large, repeat
from benchmarks.measuring import Ran, Section, mebibytes, percentile, ratio, run, spending
from tests import barcodes

CAMERAS = 4
SECONDS = 30
MADE_S = 8
"""Seconds that are encoded; the rest repeats them."""
SETTLE_S = 2.0
"""The first seconds do not count."""
WIDTH, HEIGHT = 1920, 1080
BOX = 640, 360
"""What one of four pictures gets in a window of 1366 by 768."""


def play(paths: list[Path], seconds: float, paint: bool, box: tuple[int, int]) -> dict[str, Any]:
    """Play them in this process and say what was seen."""
    from PySide6.QtCore import QCoreApplication, QTimer
    from PySide6.QtWidgets import QApplication

    from app.ensemble.ensemble import Ensemble
    from app.ensemble.track import Shown, Track
    from app.player.state import PlayerState
    from evidence.media.door import probe
    from widgets.player.canvas import PictureCanvas

    application = QApplication([])
    known = {path: probe(path) for path in dict.fromkeys(paths)}
    tracks = [Track(f"{n}", uuid4(), path, known[path], n * 7_000) for n, path in enumerate(paths)]
    ensemble = Ensemble()
    seen: dict[str, list[tuple[float, int]]] = {track.key: [] for track in tracks}
    views = {track.key: PictureCanvas() for track in tracks if track.probed.table} if paint else {}
    for view in views.values():
        view.resize(*box)
        view.show()

    def show(shown: Shown) -> None:
        if shown.key in views:
            picture = shown.picture
            views[shown.key].show_picture(picture.rgb, picture.width, picture.height, page=False)
        if ensemble.now is PlayerState.PLAYING:
            seen[shown.key].append((time.perf_counter(), shown.wall_us))

    ensemble.shown.connect(show)
    ensemble.open(tracks)
    for track in tracks:
        ensemble.set_display_size(track.key, *box)
    began: list[float] = []

    def settle() -> None:
        if ensemble.now is PlayerState.PAUSED:
            ensemble.play()
        elif ensemble.now is PlayerState.PLAYING:
            began.append(time.perf_counter())
            looking.stop()
            QTimer.singleShot(int(seconds * 1000), QCoreApplication.quit)

    looking = QTimer()
    looking.timeout.connect(settle)
    looking.start(20)
    cpu = None
    with spending() as before:
        application.exec()
    cpu = before.cpu_s
    pids = ensemble.decoders
    from benchmarks.measuring import _living_s

    cpu += sum(map(_living_s, pids))
    sounds = {key: str(state) for key, state in ensemble._desk.states.items()}
    late = {track.key: ensemble.late(track.key) for track in tracks}
    ensemble.close()
    ensemble.wait_closed()
    return {"seen": seen, "late": late, "sounds": sounds, "cpu_s": cpu, "began": began[0] if began else 0.0}


def decoded_alone(paths: list[Path], frames: int) -> float:
    """CPU seconds for decoding so many frames of each, and nothing else, one thread each."""
    with spending() as spent:
        for path in paths:
            with av.open(str(path)) as media:
                stream = media.streams.video[0]
                stream.thread_type = "NONE"
                for number, _ in enumerate(media.decode(stream), 1):
                    if number >= frames:
                        break
    return spent.cpu_s


def spread_ms(seen: dict[str, list[tuple[float, int]]], began: float) -> tuple[float, float]:
    """Median and 95th percentile of how far the cameras' times on screen are apart."""
    tracks = [
        np.array([one for one in shown if one[0] > began + SETTLE_S]) for shown in seen.values() if len(shown) > 9
    ]
    tracks = [track for track in tracks if len(track) > 1]
    if len(tracks) < 2:
        return float("nan"), float("nan")
    grid = np.linspace(max(track[0, 0] for track in tracks), min(track[-1, 0] for track in tracks), 2000)
    times = np.array([np.interp(grid, track[:, 0], track[:, 1]) for track in tracks])
    spread = ((times.max(axis=0) - times.min(axis=0)) / 1000).tolist()
    return percentile(spread, 50), percentile(spread, 95)


def measured(paths: list[Path], seconds: float, paint: bool) -> tuple[Ran, dict[str, Any]]:
    """Play them in a child process, so that its memory and that of its decoders can be watched."""
    command = [sys.executable, "-m", "benchmarks.bench_together", "--play", f"{seconds:g}", *map(str, paths)]
    ran = run([*command, *(["--paint"] if paint else [])])
    said: dict[str, Any] = json.loads(ran.output)
    return ran, said


def together(folder: Path, seconds: float) -> Section:
    """The table."""
    made = make_large(folder / "made.mp4", MADE_S * RATE, 50, WIDTH, HEIGHT)
    whole = repeat(made, folder / "camera.mp4", int(seconds + 10) // MADE_S + 1)
    cameras = [whole] * CAMERAS
    call = barcodes.write_wav(folder / "call.wav", barcodes.tone(seconds + 10))
    alone = decoded_alone([whole], min(RATE * 20, int(seconds * RATE))) / min(RATE * 20, int(seconds * RATE))
    rows = []
    for name, paint in (("decoded, scaled, on time", False), ("and painted", True)):
        ran, said = measured([*cameras, call], seconds, paint)
        shown = sum(len(each) for key, each in said["seen"].items())
        middle, p95 = spread_ms(said["seen"], said["began"])
        decoding = alone * (shown + sum(said["late"].values()))
        rows.append((
            name, str(shown), str(sum(said["late"].values())), f"{middle:.1f} / {p95:.1f} ms",
            f"{100 * said['cpu_s'] / seconds:.0f} %", ratio(said["cpu_s"], decoding), mebibytes(ran.peak_bytes),
            said["sounds"].get(str(CAMERAS), "-"),
        ))  # fmt: skip
    return Section(
        "Four cameras and a call together",
        f"{CAMERAS} H.264 recordings of {WIDTH} x {HEIGHT} pixels, {RATE} pictures a second, two B-frames, a key frame "
        f"every 50 frames, and a call, for {seconds:g} s; pictures scaled to {BOX[0]} x {BOX[1]}, one decoder process "
        "for each.",
        ("what", "shown", "dropped", "apart, median / p95", "CPU of one core", "CPU / decoding alone",
         "memory at most", "sound"),
        rows,
        (
            "Apart: how far the times of the pictures on screen lie apart between cameras, after the first "
            f"{SETTLE_S:g} s; between two pictures of a camera its time is taken to go on evenly.",
            "Decoding alone: the same frames with PyAV, one thread, nothing else done with them. CPU includes start, "
            "tables and the first pictures.",
            "Memory: proportional set size of the window's process and all its children, at most.",
            "Sound: its state. Without a sound device the monotonic clock leads, and sound is not measured.",
        ),
    )  # fmt: skip


def sections(quick: bool = False, seconds: float = SECONDS) -> list[Section]:
    """Everything of this benchmark."""
    with tempfile.TemporaryDirectory(prefix="replaydesk-bench-") as name:
        return [together(Path(name), 4 if quick else seconds)]


def main() -> None:
    """Print the table, or play in this process for it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bench_together", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="whether it runs")
    parser.add_argument("--minutes", type=float, help="play for so long")
    parser.add_argument("--play", type=float, metavar="SECONDS", help=argparse.SUPPRESS)
    parser.add_argument("--paint", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("paths", nargs="*", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.play:
        sys.stdout.write(json.dumps(play(options.paths, options.play, options.paint, BOX)))
        return
    seconds = options.minutes * 60 if options.minutes else SECONDS
    for section in sections(options.quick, seconds):
        sys.stdout.write(section.markdown())


if __name__ == "__main__":
    main()
