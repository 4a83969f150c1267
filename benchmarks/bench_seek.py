"""Exact seeking: is the frame that was asked for the one that comes, and what does it cost? Beside OpenCV and PyAV."""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.clips import KINDS, make_large
from benchmarks.measuring import Section, Series, ms, ratio, spending
from evidence.media.clip import Clip
from evidence.media.door import probe
from evidence.media.pictures import pixels
from tests import barcodes

os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")

SEEKS = 100
"""Random frames of each kind."""
COLD_SEEKS = 60
LARGE_FRAMES = 2000
GROUPS = (50, 250)

Grey = NDArray[np.uint8]


class Reader(Protocol):
    """Something that brings a frame by its number."""

    def frame(self, number: int) -> Grey | None:
        """The picture, shape (height, width) or (height, width, 3); None if none came."""

    def close(self) -> None:
        """Let go of the file."""

    @property
    def pid(self) -> int | None:
        """The child that does the work, if there is one."""


class Ours:
    """Replaydesk: a table of all frames, decoding in a child process."""

    def __init__(self, path: Path) -> None:
        self._clip = Clip(path, probe(path))
        self._clip.frame(0)

    def frame(self, number: int) -> Grey | None:
        return pixels(self._clip.frame(number))

    def close(self) -> None:
        self._clip.close()

    @property
    def pid(self) -> int | None:
        return self._clip.pid


class OpenCv:
    """OpenCV: set CAP_PROP_POS_FRAMES, read."""

    pid = None

    def __init__(self, path: Path) -> None:
        self._capture = cv2.VideoCapture(str(path), cv2.CAP_FFMPEG, [cv2.CAP_PROP_N_THREADS, 1])

    def frame(self, number: int) -> Grey | None:
        self._capture.set(cv2.CAP_PROP_POS_FRAMES, number)
        came, picture = self._capture.read()
        return picture.astype(np.uint8, copy=False) if came else None

    def close(self) -> None:
        self._capture.release()


class PyAv:
    """PyAV as it is usually done: seek to number / average rate, decode on to the first frame not before it."""

    pid = None

    def __init__(self, path: Path) -> None:
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

    def close(self) -> None:
        self._media.close()


READERS: dict[str, Callable[[Path], Reader]] = {"Replaydesk": Ours, "OpenCV": OpenCv, "PyAV, usual recipe": PyAv}


def exact(reader: Reader, wanted: list[int]) -> int:
    """How many of these frames came."""
    hits = 0
    for number in wanted:
        try:
            picture = reader.frame(number)
        except (av.error.FFmpegError, cv2.error):
            continue
        hits += picture is not None and barcodes.read(picture) == number
    return hits


def exactness(folder: Path, seeks: int) -> Section:
    """The share of exact frames over all kinds."""
    rows: list[tuple[str, ...]] = []
    sums = dict.fromkeys(READERS, 0)
    whole = dict.fromkeys(READERS, 0)
    for name, (file, recipe) in KINDS.items():
        path = barcodes.make(folder / file, recipe)
        numbers = random.Random(file)
        wanted = [numbers.randrange(recipe.frames) for _ in range(seeks)]
        cells = []
        for who, start in READERS.items():
            reader = start(path)
            hits = exact(reader, wanted)
            reader.close()
            sums[who] += hits
            whole[who] += hits == seeks
            cells.append(f"{100 * hits / seeks:.0f} %")
        rows.append((name, *cells))
    asked = seeks * len(KINDS)
    rows.append((f"**all {asked} seeks**", *(f"**{100 * sums[who] / asked:.1f} %**" for who in READERS)))
    rows.append((f"**kinds without a miss, of {len(KINDS)}**", *(f"**{whole[who]}**" for who in READERS)))
    return Section(
        "Exact seeking",
        f"{seeks} random frames of each of {len(KINDS)} kinds of recording ({FRAME_WORDS}), the same frames for each "
        "reader. Every picture carries its number as a row of bars; a seek is exact when the number in the picture "
        "that came is the number that was asked for.",
        ("kind", *READERS),
        rows,
        (
            "OpenCV: `CAP_PROP_POS_FRAMES`. PyAV: seek to number / average rate from the stream's start, then decode "
            "on to the first frame whose time is not earlier; the recipe of most answers on the web, which assumes a "
            "constant rate.",
            "Where a library opens a file but gives no rate or no times, its seeks count as missed.",
        ),
    )


FRAME_WORDS = f"{barcodes.WIDTH} x {barcodes.HEIGHT} pixels, 120 frames"


def cost(folder: Path, seeks: int, frames: int) -> Section:
    """CPU seconds of one random seek."""
    rows: list[tuple[str, ...]] = []
    for group in GROUPS:
        path = make_large(folder / f"group{group}.mp4", frames, group)
        numbers = random.Random(group)
        wanted = [numbers.randrange(frames) for _ in range(seeks)]
        spent = {who: Series() for who in READERS}
        hits = dict.fromkeys(READERS, 0)
        for who, start in READERS.items():
            reader = start(path)
            for number in wanted:
                with spending(reader.pid) as one:
                    picture = reader.frame(number)
                spent[who].values.append(one.cpu_s)
                hits[who] += picture is not None and barcodes.read(picture) == number
            reader.close()
        best = min(spent[who].median for who in READERS if who != "Replaydesk")
        for who in READERS:
            rows.append((
                f"every {group} frames", who, f"{100 * hits[who] / seeks:.0f} %", ms(spent[who].median),
                ms(spent[who].p95), ratio(spent[who].median, best),
            ))  # fmt: skip
    return Section(
        "What an exact seek costs",
        f"{seeks} random frames of an H.264 recording of 1280 x 720 pixels, {frames} frames, two B-frames, a key frame "
        "every 50 or every 250 frames, one decoder thread each. CPU seconds per seek until the pixels are in the "
        "caller's hands, the child process included.",
        ("key frames", "reader", "exact", "CPU, median", "CPU, 95th percentile", "median / best other"),
        rows,
        (
            "Replaydesk keeps up to 256 MB of decoded frames per open recording (some 190 of this size), so a few of "
            "its seeks find their frame there. The others keep none.",
            "The seeks follow one right after another, so that nothing is decoded ahead meanwhile.",
            "The cost of all three is that of decoding from the key frame on: half a group on average.",
        ),
    )


def sections(quick: bool = False) -> list[Section]:
    """Everything of this benchmark."""
    with tempfile.TemporaryDirectory(prefix="replaydesk-bench-") as name:
        folder = Path(name)
        if quick:
            return [exactness(folder, 10), cost(folder, 4, 300)]
        return [exactness(folder, SEEKS), cost(folder, COLD_SEEKS, LARGE_FRAMES)]


if __name__ == "__main__":
    for section in sections("--quick" in sys.argv):
        print(section.markdown())
