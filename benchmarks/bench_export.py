"""Exporting and verifying a case file of 10 and of 100 marks: CPU seconds and the most memory, children included."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.cases import bench_library
from benchmarks.clips import make_large
from benchmarks.measuring import Section, mebibytes, ratio, run, spending

COUNTS = (10, 100)
FRAMES = 1500


def sections(quick: bool = False) -> list[Section]:
    """Everything of this benchmark."""
    exported: list[tuple[str, ...]] = []
    verified: list[tuple[str, ...]] = []
    frames, counts = (300, (3,)) if quick else (FRAMES, COUNTS)
    with tempfile.TemporaryDirectory(prefix="replaydesk-bench-") as name:
        folder = Path(name)
        recording = make_large(folder / "clip.mp4", frames, 50)
        for count in counts:
            library, target = folder / f"library-{count}", folder / f"case-{count}.pdf"
            with bench_library(library, recording) as bench:
                for number in range(count):
                    bench.mark(number)
                label = bench.case.label
            program = [sys.executable, "-m", "app", "--library", str(library)]
            made = run([*program, "export", label, "-o", str(target), "--json"])
            pages = json.loads(made.output)["pages"]
            size = target.stat().st_size
            exported.append((
                f"{count}", f"{pages}", f"{size / 1e6:.1f} MB", f"{made.cpu_s:.1f} s", f"{made.cpu_s / count:.2f} s",
                f"{made.wall_s:.1f} s", mebibytes(made.peak_bytes),
            ))  # fmt: skip
            hashed = _sha256(target)
            for how, command in (
                ("alone", [sys.executable, "-m", "app"]),
                ("with its library", program),
            ):
                checked = run([*command, "verify", str(target), "--json"])
                verdict = json.loads(checked.output)["verdict"]
                verified.append((
                    f"{count}", how, f"{verdict} ({checked.code})", f"{checked.cpu_s:.2f} s", f"{checked.wall_s:.2f} s",
                    mebibytes(checked.peak_bytes), ratio(checked.cpu_s, hashed) if hashed else "-",
                ))  # fmt: skip
    return [
        Section(
            "Exporting a case file",
            f"`replaydesk export` of a case with one recording ({frames} frames of 1280 x 720 pixels), a still per "
            "mark. CPU seconds and the highest proportional set size of the process and its children, start included.",
            ("marks", "pages", "size", "CPU", "CPU per mark", "wall", "memory, peak"),
            exported,
        ),
        Section(
            "Verifying a case file",
            "`replaydesk verify` of the same files, by itself and with the library, which then hashes its originals "
            "and compares its journal.",
            ("marks", "how", "verdict (exit code)", "CPU", "wall", "memory, peak", "CPU / sha256sum"),
            verified,
            ("The file is read in a child process with limits; starting Python twice is most of a small file's time.",),
        ),
    ]


def _sha256(path: Path) -> float:
    if not shutil.which("sha256sum"):
        return 0.0
    with spending() as spent:
        subprocess.run(["sha256sum", str(path)], check=True, stdout=subprocess.DEVNULL)
    return spent.cpu_s


if __name__ == "__main__":
    for section in sections("--quick" in sys.argv):
        print(section.markdown())
