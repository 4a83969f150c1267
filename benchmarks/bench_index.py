"""Indexing: the time of every frame from packets alone, and the decoding pass that confirms the numbers."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import av

from benchmarks.clips import repeat
from benchmarks.measuring import Section, ratio, spending
from evidence.media.door import confirm, probe
from tests import barcodes
from tests.barcodes import Recipe

BASE_FRAMES = 1500
REPEATS = 60
CONTAINERS = ("mp4", "mkv", "ts", "mov")


def _indexed(path: Path) -> int:
    return probe(path, confirm=False).facts.frames or 0


def _packets(path: Path) -> int:
    with av.open(str(path)) as media:
        return sum(1 for packet in media.demux(media.streams.video[0]) if packet.size)


def _pictures(path: Path) -> int:
    with av.open(str(path)) as media:
        stream = media.streams.video[0]
        stream.thread_type = "NONE"
        return sum(1 for _ in media.decode(stream))


def _cost(work: Callable[[], int]) -> tuple[int, float]:
    with spending() as spent:
        count = work()
    return count, spent.cpu_s


def sections(quick: bool = False) -> list[Section]:
    """Everything of this benchmark."""
    rows: list[tuple[str, ...]] = []
    with tempfile.TemporaryDirectory(prefix="replaydesk-bench-") as name:
        folder = Path(name)
        base = barcodes.make(folder / "base.mp4", Recipe(frames=150 if quick else BASE_FRAMES, gop=50, b_frames=2))
        for container in CONTAINERS:
            path = repeat(base, folder / f"long.{container}", 4 if quick else REPEATS)

            ours, ours_s = _cost(partial(_indexed, path))
            limit, limit_s = _cost(partial(_packets, path))
            rows.append((
                f"{container}: packets", f"{ours}", f"{ours_s:.2f} s", f"{limit_s:.2f} s ({limit} packets)",
                ratio(ours_s, limit_s),
            ))  # fmt: skip
        path = folder / f"long.{CONTAINERS[0]}"
        table = probe(path, confirm=False).table
        assert table is not None
        sure, sure_s = _cost(lambda: confirm(path, table).frames)
        decoded, decoded_s = _cost(lambda: _pictures(path))
        rows.append((
            f"{CONTAINERS[0]}: confirmed by decoding", f"{sure}", f"{sure_s:.2f} s",
            f"{decoded_s:.2f} s ({decoded} pictures)", ratio(sure_s, decoded_s),
        ))  # fmt: skip
    return [
        Section(
            "Indexing a recording",
            f"{rows[0][1]} frames of H.264 with B-frames, 160 x 96 pixels (the packets of a short clip, repeated). CPU "
            "seconds of the program and its child process, from the path to the finished table; beside it PyAV in one "
            "process, reading every packet, or decoding every picture with one thread, and keeping nothing.",
            ("what", "frames in the table", "Replaydesk, CPU", "PyAV alone, CPU", "ratio"),
            rows,
            (
                "The table from packets is there first and marked `unconfirmed`; marks made with it hold whatever the "
                "decoding pass says, because they keep time stamps.",
                "The child process starts anew for each file; that is 0.2 to 0.3 CPU seconds of each figure.",
            ),
        )
    ]


if __name__ == "__main__":
    for section in sections("--quick" in sys.argv):
        print(section.markdown())
