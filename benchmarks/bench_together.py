"""Four cameras and a call on one clock: what is dropped, how far the cameras are apart, what it costs."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any
from uuid import uuid4

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import av
import numpy as np
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from benchmarks.clips import RATE, repeat
from benchmarks.measuring import Ran, Section, _living_s, mebibytes, percentile, ratio, run, spending
from tests import barcodes

CAMERAS = 4
SECONDS = 30
MADE_S = 8
"""Seconds that are encoded; the rest repeats them."""
SETTLE_S = 2.0
"""The first seconds do not count."""
MINUTE_S = 60.0
WIDTH, HEIGHT = 1920, 1080
BOX = 640, 360
"""What one of four pictures gets in a window of 1366 by 768."""


def make_noisy(path: Path, frames: int) -> Path:
    """As a camera indoors: a still room, somebody who moves, and the noise of a sensor; 4 Mbit/s."""
    chance = np.random.default_rng(5)
    room = np.kron(chance.integers(60, 190, (HEIGHT // 40, WIDTH // 40)), np.ones((40, 40))).astype(np.int16)
    noise = chance.normal(0, 4, (8, HEIGHT, WIDTH)).astype(np.int16)
    colour = np.full(WIDTH * HEIGHT // 2, 128, np.uint8)
    with av.open(str(path), "w") as output:
        stream = output.add_stream("libx264", rate=RATE, options={
            "preset": "veryfast", "x264-params": "keyint=50:min-keyint=50:scenecut=0:bframes=2:b-adapt=0",
        })  # fmt: skip
        assert isinstance(stream, VideoStream)
        stream.width, stream.height, stream.pix_fmt, stream.bit_rate = WIDTH, HEIGHT, "yuv420p", 4_000_000
        for number in range(frames):
            seen = room + noise[number % len(noise)]
            left = 200 + 5 * (number % 250)
            seen[300:900, left : left + 240] = 30 + noise[(number + 3) % len(noise), 300:900, :240]
            luma = np.clip(seen, 16, 235).astype(np.uint8)
            planar = np.concatenate([luma.reshape(-1), colour]).reshape(HEIGHT * 3 // 2, WIDTH)
            frame = VideoFrame.from_ndarray(planar, format="yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            output.mux(stream.encode(frame))
        output.mux(stream.encode())
    return path


def play(paths: list[Path], seconds: float, speed: float, paint: bool, box: tuple[int, int]) -> dict[str, Any]:
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
        wanted = views[track.key].pixels_wanted(views[track.key].size()) if track.key in views else box
        ensemble.set_display_size(track.key, *wanted)
    began: list[float] = []
    before: list[float] = []

    def settle() -> None:
        if ensemble.now is PlayerState.PAUSED:
            ensemble.play(speed)
        elif ensemble.now is PlayerState.PLAYING:
            began.append(time.perf_counter())
            before.append(cpu_s(ensemble.decoders))
            looking.stop()
            QTimer.singleShot(int(seconds * 1000), QCoreApplication.quit)

    looking = QTimer()
    looking.timeout.connect(settle)
    looking.start(20)
    application.exec()
    cpu = cpu_s(ensemble.decoders) - before[0]
    sounds = {key: str(state) for key, state in ensemble._desk.states.items()}
    late = {track.key: ensemble.late(track.key) for track in tracks}
    ensemble.close()
    ensemble.wait_closed()
    return {"seen": seen, "late": late, "sounds": sounds, "cpu_s": cpu, "began": began[0] if began else 0.0}


def cpu_s(pids: Sequence[int]) -> float:
    """CPU seconds of this process and its decoders so far."""
    return time.process_time() + sum(map(_living_s, pids))


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


def drift_ms(seen: dict[str, list[tuple[float, int]]], began: float, speed: float) -> float:
    """How far the pictures of the last minute lie behind those of the first, by the clock; of the worst camera."""
    worst = 0.0
    for shown in seen.values():
        track = np.array([one for one in shown if one[0] > began + SETTLE_S])
        if len(track) < 2:
            continue
        behind = 1000 * (track[:, 0] - track[:, 1] / 1e6 / speed)
        first, last = track[:, 0] < track[0, 0] + MINUTE_S, track[:, 0] > track[-1, 0] - MINUTE_S
        worst = max(worst, float(np.median(behind[last]) - np.median(behind[first])), key=abs)
    return worst


def measured(paths: list[Path], seconds: float, speed: float, paint: bool) -> tuple[Ran, dict[str, Any]]:
    """Play them in a child process, so that its memory and that of its decoders can be watched."""
    command = [
        sys.executable,
        "-m",
        "benchmarks.bench_together",
        "--play",
        f"{seconds:g}",
        "--speed",
        f"{speed:g}",
        *map(str, paths),
    ]
    ran = run([*command, *(["--paint"] if paint else [])])
    said: dict[str, Any] = json.loads(ran.output)
    return ran, said


def together(folder: Path, seconds: float, speed: float) -> Section:
    """The table."""
    made = make_noisy(folder / "made.mp4", MADE_S * RATE)
    whole = repeat(made, folder / "camera.mp4", int(seconds + 10) // MADE_S + 1)
    cameras = [whole] * CAMERAS
    call = barcodes.write_wav(folder / "call.wav", barcodes.tone(seconds + 10))
    alone = decoded_alone([whole], min(RATE * 20, int(seconds * RATE))) / min(RATE * 20, int(seconds * RATE))
    rows = []
    for name, paint in (("decoded, scaled, on time", False), ("and painted", True)):
        ran, said = measured([*cameras, call], seconds, speed, paint)
        shown = sum(len(each) for key, each in said["seen"].items())
        middle, p95 = spread_ms(said["seen"], said["began"])
        decoding = alone * (shown + sum(said["late"].values()))
        rows.append((
            name, str(shown), str(sum(said["late"].values())), f"{middle:.1f} / {p95:.1f} ms",
            f"{drift_ms(said['seen'], said['began'], speed):.1f} ms",
            f"{100 * said['cpu_s'] / seconds:.0f} %", ratio(said["cpu_s"], decoding), mebibytes(ran.peak_bytes),
            said["sounds"].get(str(CAMERAS), "-"),
        ))  # fmt: skip
    return Section(
        "Four cameras and a call together",
        f"{CAMERAS} H.264 recordings of {WIDTH} x {HEIGHT} pixels, {RATE} pictures a second, 4 Mbit/s with noise, two "
        f"B-frames, a key frame every 50 frames, and a call, played for {seconds:g} s at speed {speed:g}; pictures "
        f"scaled to {BOX[0]} x {BOX[1]}, one decoder process for each.",
        ("what", "shown", "dropped", "apart, median / p95", "last minute - first", "CPU of one core",
         "CPU / decoding alone", "memory at most", "sound"),
        rows,
        (
            "Apart: how far the times of the pictures on screen lie apart between cameras, after the first "
            f"{SETTLE_S:g} s; between two pictures of a camera its time is taken to go on evenly.",
            "Last minute - first: how far the pictures fell behind the clock between the two, of the worst camera; the "
            "two overlap in runs of less than two minutes.",
            "Decoding alone: the same frames with PyAV, one thread, nothing else done with them. CPU counts from the "
            "first moment of playing on.",
            "Memory: proportional set size of the window's process and all its children, at most.",
            "Sound: its state. Without a sound device the monotonic clock leads, and sound is not measured.",
        ),
    )  # fmt: skip


def sections(quick: bool = False, seconds: float = SECONDS, speed: float = 1.0) -> list[Section]:
    """Everything of this benchmark."""
    with tempfile.TemporaryDirectory(prefix="replaydesk-bench-") as name:
        return [together(Path(name), 4 if quick else seconds, speed)]


def main() -> None:
    """Print the table, or play in this process for it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bench_together", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="whether it runs")
    parser.add_argument("--minutes", type=float, help="play for so long")
    parser.add_argument("--speed", type=float, default=1.0, help="slower, where the machine has other work")
    parser.add_argument("--play", type=float, metavar="SECONDS", help=argparse.SUPPRESS)
    parser.add_argument("--paint", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("paths", nargs="*", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.play:
        sys.stdout.write(json.dumps(play(options.paths, options.play, options.speed, options.paint, BOX)))
        return
    seconds = options.minutes * 60 if options.minutes else SECONDS
    for section in sections(options.quick, seconds, options.speed):
        sys.stdout.write(section.markdown())


if __name__ == "__main__":
    main()
