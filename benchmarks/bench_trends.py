"""The charts of the trends over a large register: processor time of each, beside counting the same rows once."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from app.demo.register import build_register
from benchmarks.measuring import Section, Series, ms
from evidence.register.trends import ChartName, TrendsWanted
from evidence.store.library import Library
from evidence.store.trends import read_trends

COMPLAINTS, ROUNDS = 100_000, 5


def sections(quick: bool = False) -> list[Section]:
    """Everything of this benchmark."""
    count, rounds = (300, 1) if quick else (COMPLAINTS, ROUNDS)
    with (
        tempfile.TemporaryDirectory(prefix="replaydesk-bench-") as name,
        Library.create(Path(name) / "library") as library,
    ):
        library.db.execute("PRAGMA synchronous = OFF")  # while it is filled, no commit waits for the disk
        build_register(library, count, "en")
        return measured(library, rounds)


def measured(library: Library, rounds: int = ROUNDS) -> list[Section]:
    """The figures of one library."""
    [row] = library.rows("SELECT count(*) AS number, max(received) AS last FROM register")
    year, rows = int(row["last"][:4]) - 1, []
    for chart in (*((one,) for one in ChartName), tuple(ChartName)):
        recent = _spent(rounds, partial(read_trends, library, TrendsWanted(), chart))
        whole = _spent(rounds, partial(read_trends, library, TrendsWanted(year), chart))
        what = chart[0].label.en if len(chart) == 1 else "the whole page"
        rows.append((what, ms(recent.median), ms(max(recent.values)), ms(whole.median), ms(max(whole.values))))
    plain = _spent(rounds, partial(library.rows, "SELECT count(*) FROM register WHERE title <> ''"))
    rows.append(("for comparison: one look at every row", ms(plain.median), ms(max(plain.values)), "-", "-"))
    return [
        Section(
            f"The trends, {row['number']:,} complaints",
            "Processor time of the thread that reads, with the branches and years that can be chosen.",
            ("chart", "last twelve months, median", "most", "the year before, median", "most"),
            rows,
            ("The aim is 300 ms for every chart.",),
        )
    ]


def _spent(rounds: int, work: Callable[[], object]) -> Series:
    took = Series()
    for _ in range(rounds):
        begun = time.thread_time()
        work()
        took.values.append(time.thread_time() - begun)
    return took
