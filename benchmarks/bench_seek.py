"""Exact seeking: is the frame that was asked for the one that comes? Beside OpenCV, PyAV, libmpv and QMediaPlayer."""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

from benchmarks.charts import Bars
from benchmarks.clips import KINDS
from benchmarks.measuring import Section
from benchmarks.readers import HOW, Served, missing, present
from tests import barcodes

SEEKS = 100
"""Random frames of each kind."""
FRAME_WORDS = f"{barcodes.WIDTH} x {barcodes.HEIGHT} pixels, 120 frames"


def exactness(folder: Path, seeks: int) -> Section:
    """The share of exact frames over all kinds."""
    readers = present()
    rows: list[tuple[str, ...]] = []
    sums, whole = dict.fromkeys(readers, 0), dict.fromkeys(readers, 0)
    for name, (file, recipe) in KINDS.items():
        path = barcodes.make(folder / file, recipe)
        numbers = random.Random(file)
        wanted = [numbers.randrange(recipe.frames) for _ in range(seeks)]
        cells = []
        for who in readers:
            with Served(who, path) as reader:
                hits = sum(reader.frame(number).number == number for number in wanted)
            sums[who] += hits
            whole[who] += hits == seeks
            cells.append(f"{100 * hits / seeks:.0f} %")
        rows.append((name, *cells))
    asked = seeks * len(KINDS)
    rows.append((f"**all {asked} seeks**", *(f"**{100 * sums[who] / asked:.1f} %**" for who in readers)))
    rows.append((f"**kinds without a miss, of {len(KINDS)}**", *(f"**{whole[who]}**" for who in readers)))
    return Section(
        "Exact seeking",
        f"{seeks} random frames of each of {len(KINDS)} kinds of recording ({FRAME_WORDS}), the same frames for each "
        "reader. Every picture carries its number as a row of bars; a seek is exact when the number in the picture "
        "that came is the number that was asked for.",
        ("kind", *readers),
        rows,
        (
            *HOW,
            "Where a library opens a file but gives no rate, no times or no picture, its seeks count as missed; one "
            "that brought nothing five times in a row is not asked again in that file.",
            *missing(),
        ),
        Bars("exact", "Exact seeks, share of all", {who: 100 * sums[who] / asked for who in readers}, "%", 100),
    )


def sections(quick: bool = False) -> list[Section]:
    """Everything of this benchmark."""
    with tempfile.TemporaryDirectory(prefix="replaydesk-bench-") as name:
        return [exactness(Path(name), 10 if quick else SEEKS)]


if __name__ == "__main__":
    for section in sections("--quick" in sys.argv):
        print(section.markdown())
