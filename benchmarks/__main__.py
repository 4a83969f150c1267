"""Runs every benchmark and prints the figures as Markdown; `--write FILE` writes them, `--quick` tries them out."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import tomllib
from pathlib import Path

from benchmarks.measuring import ROOT, Section, machine

HEAD = """# Performance

Written by `make bench`, which anyone can run; it takes some minutes. The figures are for reading: nothing passes or
fails by the clock. Ratios compare with a peer in the same run on the same machine and travel better than seconds.
CPU seconds are those of the program and every child process. Median and 95th percentile are nearest ranks.
All recordings are made on the spot, by the scripts in [benchmarks](../benchmarks).

Machine: {machine}
Replaydesk {version}. Load of the machine, averaged over the last 15 minutes of the run: {load:.1f}; above the number of
cores, seconds, latencies and dropped pictures are on the high side, while the shares of exact frames are not touched.
"""

TAIL = """## Not measured

* The window's own painting, and any machine with a graphics card. Sound on a real device.
* Windows and macOS.
"""


def main() -> int:
    """Run them all."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes: whether everything runs, not how fast")
    parser.add_argument(
        "--write",
        metavar="FILE",
        type=Path,
        help="write the figures here, and charts beside it, instead of printing them",
    )
    options = parser.parse_args()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found: list[Section] = []
    for path in sorted(
        Path(__file__).parent.glob("bench_*.py"), key=lambda path: (path.stem != "bench_seek", path.stem)
    ):
        bench = importlib.import_module(f"benchmarks.{path.stem}")
        sys.stderr.write(f"{(bench.__doc__ or '').splitlines()[0]}\n")
        found += bench.sections(options.quick)
    head = HEAD.format(machine=machine(), version=project["version"], load=os.getloadavg()[2])
    text = "\n".join([head, *(section.markdown() for section in found), TAIL])
    if options.write:
        for section in found:
            if section.chart is not None:
                images = options.write.parent / "images"
                images.mkdir(exist_ok=True)
                (images / section.chart.file).write_text(section.chart.svg(), encoding="utf-8")
        options.write.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
