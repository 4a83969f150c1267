"""Intake: hash while copying, sync, hash again from the disk; beside `cp` and two runs of `openssl dgst -sha256`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measuring import Section, Series, Spent, ratio, spending
from evidence.intake.copying import copy_in, keep, new_part
from evidence.progress import no_progress
from evidence.store.layout import Layout
from evidence.store.library import Library

SIZE = 256 << 20
TIMES = 7


def _ours(layout: Layout, source: Path) -> Spent:
    with spending() as spent:
        place = keep(layout, copy_in(new_part(layout), source, no_progress))
    place.chmod(0o600)
    place.unlink()
    return spent


def _peer(source: Path, target: Path) -> Spent:
    with spending() as spent:
        subprocess.run(["cp", str(source), str(target)], check=True)
        subprocess.run(["sync", str(target)], check=True)
        for path in (source, target):
            subprocess.run(["openssl", "dgst", "-sha256", "-r", str(path)], check=True, stdout=subprocess.DEVNULL)
    target.unlink()
    return spent


def sections(quick: bool = False) -> list[Section]:
    """Everything of this benchmark; nothing where `openssl` is not installed."""
    if not shutil.which("openssl"):
        return []
    size, times = (8 << 20, 2) if quick else (SIZE, TIMES)
    mine, theirs = (Series(), Series()), (Series(), Series())
    with tempfile.TemporaryDirectory(prefix="replaydesk-bench-") as name:
        folder = Path(name)
        source = folder / "recording.bin"
        with source.open("wb") as file:
            for _ in range(size >> 20):
                file.write(os.urandom(1 << 20))
        with Library.create(folder / "library", zone="UTC") as library:
            for _ in range(times):  # in turn, so that a busy moment of the machine meets both
                for spent, series in (
                    (_ours(library.layout, source), mine),
                    (_peer(source, folder / "copy.bin"), theirs),
                ):
                    series[0].values.append(spent.cpu_s)
                    series[1].values.append(spent.wall_s)
    mb = size / 1e6
    rows = [
        (who, f"{series[0].median:.2f} s", f"{series[0].p95:.2f} s", f"{series[1].median:.2f} s",
         f"{mb / series[1].median:.0f} MB/s", ratio(series[0].median, theirs[0].median),
         ratio(theirs[1].median, series[1].median))
        for who, series in (("Replaydesk", mine), ("cp, sync, 2 x openssl", theirs))
    ]  # fmt: skip
    return [
        Section(
            "Taking a file in",
            f"A file of {size >> 20} MiB of random bytes, {times} times in turn: Replaydesk hashes it while copying, "
            "syncs the copy, and reads and hashes it again; the peer copies with `cp`, syncs, and runs "
            "`openssl dgst -sha256` on both.",
            ("who", "CPU, median", "CPU, 95th percentile", "wall, median", "rate", "CPU / peer", "speed / peer"),
            rows,
            ("Looking into the recording (the frame table) is not part of this figure; see *Indexing a recording*.",),
        )
    ]


if __name__ == "__main__":
    for section in sections("--quick" in sys.argv):
        print(section.markdown())
