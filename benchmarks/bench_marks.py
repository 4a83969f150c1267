"""Saving a mark: from the call until it is on the disk, beside the least that a database and a disk take for it."""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
from pathlib import Path

from benchmarks.cases import bench_library
from benchmarks.measuring import Section, Series, ms, ratio, spending
from tests import barcodes
from tests.barcodes import Recipe

MARKS = 300


def sections(quick: bool = False) -> list[Section]:
    """Everything of this benchmark."""
    count = 20 if quick else MARKS
    names = ("a mark (Replaydesk)", "one row, same settings (SQLite)", "4 KiB and fsync (the disk)")
    wall, cpu = {name: Series() for name in names}, {name: Series() for name in names}
    with tempfile.TemporaryDirectory(prefix="replaydesk-bench-") as name:
        folder = Path(name)
        recording = barcodes.make(folder / "clip.mp4", Recipe(frames=1500, gop=50))
        plain = sqlite3.connect(folder / "plain.db", isolation_level=None)
        plain.execute("PRAGMA journal_mode = DELETE")
        plain.execute("PRAGMA synchronous = EXTRA")
        plain.execute("CREATE TABLE row (text TEXT)")
        handle = os.open(folder / "plain.bin", os.O_WRONLY | os.O_CREAT, 0o600)
        with bench_library(folder / "library", recording) as bench:
            for number in range(count):  # in turn, so that a busy moment of the machine meets all three
                for what in names:
                    with spending() as spent:
                        if what == names[0]:
                            bench.mark(number)
                        elif what == names[1]:
                            plain.execute("BEGIN IMMEDIATE")
                            plain.execute("INSERT INTO row VALUES (?)", ["x" * 1000])
                            plain.execute("COMMIT")
                        else:
                            os.write(handle, b"x" * 4096)
                            os.fsync(handle)
                    wall[what].values.append(spent.wall_s)
                    cpu[what].values.append(spent.cpu_s)
        os.close(handle)
        plain.close()
    rows = [
        (what, ms(wall[what].median), ms(wall[what].p95), ms(cpu[what].median),
         ratio(wall[what].median, wall[names[1]].median))
        for what in names
    ]  # fmt: skip
    return [
        Section(
            "Saving a mark",
            f"{count} marks into one library, each a transaction of its own with its journal entries, "
            "`journal_mode=DELETE, synchronous=EXTRA`: when the call returns, the disk has been told to keep it.",
            ("what", "wall, median", "wall, 95th percentile", "CPU, median", "wall / one row"),
            rows,
            (
                "Mostly a latency of the disk: see the ratio, not the milliseconds. On a disk that really waits for "
                "its medium all three are slower.",
                "The window does this in a thread of its own; the screen says saved when it has returned.",
            ),
        )
    ]


if __name__ == "__main__":
    for section in sections("--quick" in sys.argv):
        print(section.markdown())
