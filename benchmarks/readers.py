"""Replaydesk and others that bring a frame by its number, each in a process of its own that may crash or hang.

`python -m benchmarks.readers NAME FILE` answers numbers, one a line, with the frame that came and what it cost.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from benchmarks.measuring import ROOT, spending
from tests import barcodes

Grey = NDArray[np.uint8]
OURS = "Replaydesk"
PATIENCE_S = 30.0
SEEK_S = 3.0
"""So long a player is waited for until it shows another picture."""


class Reader(Protocol):
    """Something that brings a frame by its number."""

    @property
    def pid(self) -> int | None:
        """The child that does the work, if there is one."""

    def frame(self, number: int) -> Grey | None:
        """The picture, shape (height, width, 3); None if none came."""


class Ours:
    """Replaydesk: a table of all frames, decoding in a child process; nothing is kept of earlier seeks."""

    def __init__(self, path: Path) -> None:
        from evidence.media.clip import Clip
        from evidence.media.door import probe

        self._clip = Clip(path, probe(path, confirm=True), cache_bytes=0)
        self._clip.frame(0)
        self.pid = self._clip.pid

    def frame(self, number: int) -> Grey | None:
        from evidence.media.pictures import pixels

        return pixels(self._clip.frame(number))


class OpenCv:
    """OpenCV: set CAP_PROP_POS_FRAMES, read."""

    pid = None

    def __init__(self, path: Path) -> None:
        import cv2

        self._position = cv2.CAP_PROP_POS_FRAMES
        self._capture = cv2.VideoCapture(str(path), cv2.CAP_FFMPEG, [cv2.CAP_PROP_N_THREADS, 1])

    def frame(self, number: int) -> Grey | None:
        self._capture.set(self._position, number)
        came, picture = self._capture.read()
        return picture.astype(np.uint8, copy=False) if came else None


class PyAv:
    """PyAV as it is usually done: seek to number / average rate, decode on to the first frame not before it."""

    pid = None

    def __init__(self, path: Path) -> None:
        import av

        self._media = av.open(str(path))
        self._stream = self._media.streams.video[0]
        self._stream.thread_type = "NONE"

    def frame(self, number: int) -> Grey | None:
        stream = self._stream
        if not stream.average_rate or not stream.time_base:
            return None
        wanted = (stream.start_time or 0) + int(number / stream.average_rate / stream.time_base)
        self._media.seek(wanted, stream=stream)
        for frame in self._media.decode(stream):
            if frame.pts is not None and frame.pts >= wanted:
                return frame.to_ndarray(format="rgb24").astype(np.uint8, copy=False)
        return None


class ByTime:
    """A player that is asked for a time: it is told the frame's own, which it could not find out by itself."""

    pid = None

    def __init__(self, path: Path) -> None:
        from evidence.media.door import probe

        table = probe(path, confirm=True).table
        assert table is not None
        self._shown_us = [table.shown_us(number) for number in range(table.frames)]
        self._stamps_s = [float(pts * table.time_base) for pts in table.pts]
        self._half_ms = max(1, self._shown_us[1] // 2000) if table.frames > 1 else 1


class Mpv(ByTime):
    """libmpv: seek absolute+exact, wait until it plays again, take the picture."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        mpv = importlib.import_module("mpv")
        self._player = mpv.MPV(
            vo="null", ao="null", aid="no", hwdec="no", pause=True, keep_open="always", vd_lavc_threads=1, config="no",
            rebase_start_time="no",
        )  # fmt: skip
        with self._player.prepare_and_wait_for_event("playback_restart", timeout=SEEK_S):
            self._player.play(str(path))

    def frame(self, number: int) -> Grey | None:
        with self._player.prepare_and_wait_for_event("playback_restart", timeout=SEEK_S):
            self._player.command("seek", f"{self._stamps_s[number]:.6f}", "absolute+exact")
        return np.asarray(self._player.screenshot_raw(includes="video").convert("RGB"))


class QtPlayer(ByTime):
    """QMediaPlayer: setPosition to the middle of the frame's time (its start would show the one before)."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QGuiApplication
        from PySide6.QtMultimedia import QMediaPlayer, QVideoSink

        self._application = QGuiApplication([])
        self._player, self._sink = QMediaPlayer(), QVideoSink()
        self._player.setVideoSink(self._sink)
        self._came = 0
        self._sink.videoFrameChanged.connect(self._count)
        self._player.setSource(QUrl.fromLocalFile(str(path)))
        self._player.pause()
        self._wait(0)
        self._last: int | None = None

    def _count(self) -> None:
        self._came += 1

    def _wait(self, before: int) -> bool:
        until = time.monotonic() + SEEK_S
        while self._came == before and time.monotonic() < until:
            self._application.processEvents()
            time.sleep(0.0005)
        return self._came != before

    def frame(self, number: int) -> Grey | None:
        from PySide6.QtGui import QImage

        if number != self._last:
            before, self._last = self._came, number
            self._player.setPosition(self._shown_us[number] // 1000 + self._half_ms)
            if not self._wait(before):
                return None
        image = self._sink.videoFrame().toImage().convertToFormat(QImage.Format.Format_RGB888)
        if image.isNull():
            return None
        lines = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
        return lines[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()  # the image goes


READERS: dict[str, Callable[[Path], Reader]] = {
    OURS: Ours,
    "OpenCV": OpenCv,
    "PyAV, usual recipe": PyAv,
    "libmpv": Mpv,
    "QMediaPlayer": QtPlayer,
}
HOW = (
    "OpenCV: `CAP_PROP_POS_FRAMES`. PyAV: seek to number / average rate from the stream's start, then decode on to the "
    "first frame whose time is not earlier; the recipe of most answers on the web, which assumes a constant rate.",
    "libmpv: `seek absolute+exact`; QMediaPlayer: `setPosition` to the middle of the frame. Both are told the "
    "frame's time, libmpv its time stamp, from Replaydesk's table.",
)


def present() -> list[str]:
    """The readers that are installed here."""
    without = [] if importlib.util.find_spec("mpv") else ["libmpv"]
    return [name for name in READERS if name not in without]


def missing() -> tuple[str, ...]:
    """A note on those that are not."""
    here = present()
    return tuple(f"{name}: not measured, not installed." for name in READERS if name not in here)


@dataclass(frozen=True)
class Came:
    """What came of one seek."""

    number: int | None
    """What the picture says; None: no picture, or none that can be read."""
    wall_s: float = float("inf")
    cpu_s: float = float("inf")


class Served:
    """A reader in its own process. One that ends, hangs or fails brings nothing any more."""

    def __init__(self, name: str, path: Path) -> None:
        self._process: subprocess.Popen[str] | None = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.readers", name, str(path)],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        self._idle = 0
        self._line()

    def __enter__(self) -> Self:
        """The reader itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it."""
        self._end()

    def frame(self, number: int) -> Came:
        """Ask for a frame. After five times nothing in a row nobody waits any longer."""
        if self._process is None or self._process.stdin is None or self._idle >= 5:
            return Came(None)
        try:
            self._process.stdin.write(f"{number}\n")
            self._process.stdin.flush()
        except OSError:
            return self._end()
        said = self._line()
        if said is None:
            return Came(None)
        self._idle = 0 if said["came"] else self._idle + 1
        return Came(said["number"], said["wall_s"], said["cpu_s"])

    def _line(self) -> dict[str, Any] | None:
        if self._process is None or self._process.stdout is None:
            return None
        if select.select([self._process.stdout], [], [], PATIENCE_S)[0]:
            with suppress(ValueError):
                said: dict[str, Any] = json.loads(self._process.stdout.readline())
                return said
        self._end()
        return None

    def _end(self) -> Came:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None
        return Came(None)


def serve(name: str, path: Path) -> None:
    """Answer on standard output; what libraries print there goes nowhere."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    reader = READERS[name](path)
    print("{}", file=answers, flush=True)
    for line in sys.stdin:
        picture = None
        with spending(reader.pid) as spent, suppress(Exception):  # whatever a library raises is a miss
            picture = reader.frame(int(line))
        said = {"came": picture is not None, "number": None, "wall_s": spent.wall_s, "cpu_s": spent.cpu_s}
        if picture is not None:
            said["number"] = barcodes.read(picture)
        print(json.dumps(said), file=answers, flush=True)
    os._exit(0)


if __name__ == "__main__":
    serve(sys.argv[1], Path(sys.argv[2]))
