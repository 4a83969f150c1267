"""CPU seconds, memory and the tables they are printed in. Nothing here passes or fails."""

from __future__ import annotations

import math
import os
import platform
import resource
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from benchmarks.charts import Bars

ROOT = Path(__file__).resolve().parent.parent
SAMPLE_S = 0.02


@dataclass(frozen=True)
class Section:
    """One table of figures with what it measures and what has to be known to read it."""

    title: str
    lead: str
    head: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    notes: tuple[str, ...] = ()
    chart: Bars | None = None

    def markdown(self) -> str:
        """The section as it stands in docs/performance.md."""
        lines = [f"## {self.title}", "", self.lead, ""]
        if self.chart is not None:
            lines += [f"![{self.chart.title}](images/{self.chart.file})", ""]
        lines += [_row(self.head), _row(["---"] * len(self.head))]
        lines += [_row(row) for row in self.rows]
        if self.notes:
            lines += ["", *(f"* {note}" for note in self.notes)]
        return "\n".join(lines) + "\n"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


@dataclass
class Spent:
    """Seconds between the two ends of a block."""

    wall_s: float = 0.0
    cpu_s: float = 0.0


@dataclass
class Series:
    """Measurements of one kind."""

    values: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The middle one."""
        return percentile(self.values, 50)

    @property
    def p95(self) -> float:
        """The one that 95 of 100 do not exceed (nearest rank)."""
        return percentile(self.values, 95)


def percentile(values: Sequence[float], share: float) -> float:
    """Nearest rank; the middle of an even number is the lower one."""
    ranked = sorted(values)
    return ranked[max(0, math.ceil(share / 100 * len(ranked)) - 1)]


@contextmanager
def spending(*children: int | None) -> Iterator[Spent]:
    """Wall and CPU seconds of a block: ours, of children that end in it, and of the living `children` by process id."""
    spent, wall, cpu = Spent(), time.perf_counter(), _cpu_s(children)
    yield spent
    spent.wall_s, spent.cpu_s = time.perf_counter() - wall, _cpu_s(children) - cpu


def _cpu_s(children: Sequence[int | None]) -> float:
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime + sum(map(_living_s, filter(None, children)))


def _living_s(pid: int) -> float:
    """CPU seconds of a living process: in nanoseconds where the kernel counts them, otherwise in its ticks."""
    try:
        counts = [int(path.read_text().split()[0]) for path in Path(f"/proc/{pid}/task").glob("*/schedstat")]
        if any(counts):
            return sum(counts) / 1e9
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return 0.0


@dataclass(frozen=True)
class Ran:
    """One run of a command: its exit code, seconds, and the most memory of it and its children."""

    code: int
    wall_s: float
    cpu_s: float
    peak_bytes: int
    output: str


def run(command: Sequence[str], **environment: str) -> Ran:
    """Run a command in the project's folder and measure it with all its children."""
    wall, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        peak = _Peak(process.pid)
        output, problem = process.communicate()
        peak.stop()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if process.returncode not in (0, 3):
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}: {problem}")
    return Ran(process.returncode, time.perf_counter() - wall, cpu, peak.bytes, output)


class _Peak:
    """Watches the proportional set size of a process and everything below it."""

    def __init__(self, pid: int) -> None:
        self.bytes = 0
        self._pid = pid
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="memory watch")
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(SAMPLE_S):
            self.bytes = max(self.bytes, sum(map(_pss, _tree(self._pid))))


def _pss(pid: int) -> int:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError):
        pass
    return 0


def _tree(pid: int) -> list[int]:
    found = [pid]
    for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            for child in tasks.read_text().split():
                found += _tree(int(child))
        except OSError:
            continue
    return found


def ms(seconds: float) -> str:
    """Milliseconds, three digits of them at the most."""
    value = seconds * 1000
    return f"{value:.0f} ms" if value >= 100 else f"{value:.1f} ms" if value >= 1 else f"{value:.2f} ms"


def ratio(one: float, other: float) -> str:
    """How many times `other`."""
    return f"{one / other:.2f}" if other else "-"


def mebibytes(size: int) -> str:
    """Whole mebibytes."""
    return f"{size / 2**20:.0f} MiB"


def machine() -> str:
    """The machine in neutral words, and the versions that matter."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    libraries = ", ".join(
        f"{name} {version(name)}" for name in ("av", "opencv-python-headless", "reportlab", "pikepdf", "numpy")
    )
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GiB of memory, {platform.system()}; "
        f"Python {platform.python_version()}, {libraries}."
    )
