"""Sound and pictures against the monitor of a null sink: a sound server of our own, and beeps at known frames."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from benchmarks.measuring import Section, percentile, run
from tests import barcodes

SECONDS = 60.0
SPEEDS = (1.0, 2.0)
RATE, SAMPLES = 25, 8000
BEEP_S, LOUD, QUIET_S = 0.08, 3000, 0.15
SHARE_S = 10.0
"""The first and the last so many seconds are compared."""


def make_beeping(path: Path, seconds: int) -> Path:
    """Frame n carries the number n; at every whole second a beep begins."""
    beep = np.rint(16_000 * np.sin(2 * np.pi * 1000 * np.arange(int(BEEP_S * SAMPLES)) / SAMPLES)).astype(np.int16)
    second = np.zeros(SAMPLES, np.int16)
    second[: len(beep)] = beep
    with av.open(str(path), "w") as output:
        pictures = output.add_stream("libx264", rate=RATE, options={"preset": "ultrafast", "g": "50"})
        sound = output.add_stream("pcm_s16le", rate=SAMPLES)
        assert isinstance(pictures, VideoStream)
        assert isinstance(sound, AudioStream)
        pictures.width, pictures.height, pictures.pix_fmt = barcodes.WIDTH, barcodes.HEIGHT, "yuv420p"
        sound.layout = "mono"
        for number in range(seconds * RATE):
            luma = barcodes.drawn(number, barcodes.WIDTH, barcodes.HEIGHT)
            colour = np.full((barcodes.HEIGHT // 2, barcodes.WIDTH), 128, np.uint8)
            frame = VideoFrame.from_ndarray(np.concatenate([luma, colour]), format="yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            output.mux(pictures.encode(frame))
            if number % RATE == 0:
                heard = AudioFrame.from_ndarray(second[None, :], format="s16", layout="mono")
                heard.sample_rate, heard.pts = SAMPLES, number // RATE * SAMPLES
                output.mux(sound.encode(heard))
        output.mux(pictures.encode())
        output.mux(sound.encode())
    return path


@contextlib.contextmanager
def null_sink(folder: Path) -> Iterator[dict[str, str]]:
    """A sound server with nothing but a null sink, on a socket in `folder`; yields what its clients must be told.

    Raises:
        OSError: there is none here, or it does not start.
    """
    if not (shutil.which("pulseaudio") and shutil.which("parec")):
        raise FileNotFoundError("pulseaudio")
    socket = folder / "sink.socket"
    own = {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "PULSE_SERVER": f"unix:{socket}"}
    server = subprocess.Popen(
        ["pulseaudio", "--system=false", "--daemonize=no", "-n", "--exit-idle-time=-1", "--use-pid-file=no",
         "-L", "module-null-sink sink_name=nothing rate=48000",
         "-L", f"module-native-protocol-unix socket={socket} auth-anonymous=1"],
        env={**os.environ, **own}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        while not socket.exists():
            if server.poll() is not None:
                raise OSError("the sound server ended")
            time.sleep(0.05)
        yield own
    finally:
        server.terminate()
        server.wait()


class Monitor(threading.Thread):
    """Listens to what the sink plays, and notes when each beep began, on the monotonic clock."""

    def __init__(self, told: dict[str, str]) -> None:
        """Begin at once."""
        super().__init__(daemon=True)
        self._process = subprocess.Popen(
            ["parec", "--device=nothing.monitor", "--format=s16le", f"--rate={SAMPLES}", "--channels=1",
             "--latency-msec=10"],
            env={**os.environ, **told}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._parts: list[bytes] = []
        self._begins: list[float] = []
        self.start()

    def run(self) -> None:
        """Read until the process ends."""
        out, count = self._process.stdout, 0
        assert out is not None
        while part := os.read(out.fileno(), 4096):
            count += len(part) // 2
            self._begins.append(time.monotonic() - count / SAMPLES)
            self._parts.append(part)

    def stop(self) -> list[float]:
        """End listening; the times at which beeps began."""
        self._process.terminate()
        self._process.wait()
        self.join()
        whole = b"".join(self._parts)
        loud = np.flatnonzero(np.abs(np.frombuffer(whole[: len(whole) // 2 * 2], np.int16).astype(int)) > LOUD)
        if not len(loud):
            return []
        first = np.concatenate([[True], np.diff(loud) > QUIET_S * SAMPLES])
        begun = percentile(self._begins, 10)  # what came soonest was held up least
        return [float(begun + place / SAMPLES) for place in loud[first]]


def play(path: Path, speed: float, seconds: float) -> dict[str, Any]:
    """In a process of its own: when each frame was given out to be painted, and what the player's clock said then."""
    from PySide6.QtCore import QCoreApplication, QTimer
    from PySide6.QtWidgets import QApplication

    from app.player.player import Player
    from evidence.media.door import probe
    from evidence.media.pictures import Picture

    application, player = QApplication([]), Player()
    shown: list[tuple[float, int, int]] = []

    def show(picture: Picture) -> None:
        if player.now.value == "playing":
            shown.append((time.monotonic(), picture.shown_us, player.time_us))

    def begin(state: str) -> None:
        if state == "paused" and not player.playing:
            player.state.disconnect(begin)
            player.play(speed)
            QTimer.singleShot(int(seconds * 1000), QCoreApplication.quit)

    player.shown.connect(show)
    player.state.connect(begin)
    player.open(path, probe(path, confirm=True))
    application.exec()
    late, sound = player.late, player.sound_now.value
    player.close()
    player.wait_closed()
    return {"shown": shown, "late": late, "sound": sound}


def judged(told: dict[str, Any], beeps: list[float], speed: float) -> tuple[str, ...]:
    """One row of the table."""
    shown = [(at, us, clock) for at, us, clock in told["shown"] if at > told["shown"][0][0] + 2.0]
    behind = [(clock - us) / speed / 1000 for _, us, clock in shown]
    ran = [(clock / speed / 1e6 - at) * 1000 for at, _, clock in shown]  # the player's clock against the machine's
    whole = {us // 1_000_000: at for at, us, _ in shown if us % 1_000_000 == 0}
    apart: list[tuple[float, float]] = []
    for at in beeps:
        nearest = min(whole.values(), key=lambda seen: abs(seen - at), default=None)
        if nearest is not None and abs(nearest - at) < 0.45 / speed:
            apart.append((at, (at - nearest) * 1000))
    if not apart:
        return (f"{speed:g}x", "-", told["sound"], str(len(told["shown"])), str(told["late"]), *["-"] * 6)
    offs = [off for _, off in apart]
    middle = percentile(offs, 50)
    return (
        f"{speed:g}x", f"{shown[-1][0] - shown[0][0]:.0f} s", told["sound"], str(len(told["shown"])), str(told["late"]),
        f"{percentile(behind, 50):.1f} / {percentile(behind, 95):.1f} ms", f"{_drift(shown, ran):.1f} ms",
        str(len(offs)), f"{middle:.0f} ms", f"{percentile([abs(off - middle) for off in offs], 95):.0f} ms",
        f"{_drift(apart, offs):.1f} ms",
    )  # fmt: skip


def _drift(timed: list[Any], values: list[float]) -> float:
    """By how much the last values differ from the first ones."""
    begun, ended = timed[0][0], timed[-1][0]
    first = [value for one, value in zip(timed, values, strict=True) if one[0] < begun + SHARE_S]
    last = [value for one, value in zip(timed, values, strict=True) if one[0] > ended - SHARE_S]
    return percentile(last, 50) - percentile(first, 50)


def against_the_sink(folder: Path, seconds: float) -> Section:
    """The table."""
    path = make_beeping(folder / "beeps.mkv", int(seconds * max(SPEEDS)) + 10)
    rows: list[tuple[str, ...]] = []
    notes: tuple[str, ...] = ()
    try:
        for speed in SPEEDS:
            with null_sink(folder) as told:
                monitor = Monitor(told)
                command = [
                    sys.executable,
                    "-m",
                    "benchmarks.bench_sound",
                    "--play",
                    f"{speed}",
                    f"{seconds}",
                    str(path),
                ]
                ran = run(command, QT_QPA_PLATFORM="offscreen", **told)
                beeps = monitor.stop()
            rows.append(judged(json.loads(ran.output), beeps, speed))
    except OSError:
        notes = ("Not measured: there is no PulseAudio with parec here.",)
    return Section(
        "Sound and pictures, against a null sink",
        f"Beeps at every second of a recording of {RATE} pictures a second, played for {seconds:g} s by the program's "
        "player into PulseAudio's null sink; a recorder on the sink's monitor notes when each beep begins, the "
        "player's process when it gives out the frame of that second to be painted, both by the system's monotonic "
        "clock.",
        ("speed", "played", "sound", "frames given out", "left out", "frame behind the player's clock: median / p95",
         "that clock against the machine's, last 10 s - first", "beeps heard", "beep after its frame: median",
         "away from that: p95", "last 10 s - first"),
        rows,
        (
            *notes,
            "The median holds the delays of sink and monitor (tens of milliseconds), the spread the grid in which "
            "they hand sound over. A null sink runs on the machine's clock: real devices drift by themselves, which "
            "the player's clock then follows.",
            f"Load of the machine at the end of the run: {os.getloadavg()[0]:.1f}.",
        ),
    )  # fmt: skip


def sections(quick: bool = False) -> list[Section]:
    """Everything of this benchmark."""
    with tempfile.TemporaryDirectory(prefix="replaydesk-bench-") as name:
        return [against_the_sink(Path(name), 14 if quick else SECONDS)]


def main() -> None:
    """Print the table, or play in this process for it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bench_sound", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="whether it runs")
    parser.add_argument("--play", nargs=3, metavar=("SPEED", "SECONDS", "PATH"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.play:
        speed, seconds, path = options.play
        sys.stdout.write(json.dumps(play(Path(path), float(speed), float(seconds))))
        return
    for section in sections(options.quick):
        sys.stdout.write(section.markdown())


if __name__ == "__main__":
    main()
