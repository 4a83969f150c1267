"""Sends thousands of broken recordings through the door and counts what came of them: `make fuzz`.

`python -m tests.hostile.fuzzing --count 5000 --write docs/hostile-inputs.md` writes the table into that page. One
decoding child serves many files, since starting one costs more than a small file; every fiftieth file goes through the
door with children of its own. Whatever is not an answer or a WorldError in one sentence is a failure; so are a child
that crashed or hung, and anything that our process holds more of at the end.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import os
import platform
import sys
import tempfile
import threading
import tomllib
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

import av

from evidence.errors import MediaDamaged, MediaLimit, WorldError
from evidence.labels import Label
from evidence.media import clip as clips
from evidence.media import door
from evidence.media.clip import Clip
from evidence.media.facts import MediaFacts, Playable
from evidence.media.plain import Fields
from evidence.media.process import Child
from evidence.progress import Progress, no_progress
from tests.hostile.mutants import mutant, seeds

ROOT = Path(__file__).resolve().parents[2]
ALONE = 50
"""Every so many-th file has children of its own."""
MOST_PER_CHILD = 200
PATIENCE_S = 15.0
MOST_GROWTH = 24 << 20
NOT_ITS_OWN_END = ("The decoder ", "No answer from the decoder ")
"""How the sentences about a child begin that crashed, hung, or answered nonsense."""
MARKS = "<!-- fuzz -->", "<!-- end of fuzz -->"


@dataclass
class Tally:
    """What became of the files."""

    ends: Counter[str] = field(default_factory=Counter)
    ways: Counter[str] = field(default_factory=Counter)
    kinds: set[str] = field(default_factory=set)
    frames: int = 0
    sounds: int = 0
    failures: list[str] = field(default_factory=list)

    @property
    def files(self) -> int:
        """How many there were."""
        return self.ends.total()


class Shared:
    """Stands where the door starts a child: hands out one that serves many files, until it ends or is old."""

    def __init__(self) -> None:
        """Nothing is started yet."""
        self._child: Child | None = None
        self._served = self.started = 0

    def __call__(self, patience_s: float = PATIENCE_S, handles: Sequence[int] = ()) -> Shared:
        """The place of `Child(…)`; pictures come through the pipe, since the child was started without a tray."""
        self._served += 1
        if self._child is None or not self._child.alive or self._served > MOST_PER_CHILD:
            self.end()
            self._child, self._served, self.started = Child(patience_s=PATIENCE_S), 0, self.started + 1
        return self

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self._child is not None and self._child.alive

    def ask(
        self, order: dict[str, object], blob: bytes = b"", progress: Progress = no_progress
    ) -> tuple[Fields, bytes]:
        """As `Child.ask`; no order makes it end with our thread, since it serves the next file too."""
        assert self._child is not None
        return self._child.ask({**order, **({"tray": -1} if "tray" in order else {})}, blob, progress)

    def close(self) -> None:
        """One file is done; the child stays."""

    def end(self) -> None:
        """End the child."""
        if self._child is not None:
            self._child.close()
            self._child = None

    def __enter__(self) -> Shared:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stay."""


@contextlib.contextmanager
def shared(children: Shared) -> Iterator[None]:
    """While this lasts the door asks the shared child."""
    with patch.object(door, "Child", children), patch.object(clips, "Child", children):
        yield


def run(folder: Path, first: int, count: int, alone: int = ALONE, told: bool = False) -> Tally:
    """Send mutants `first` to `first + count - 1` through the door."""
    originals = seeds(folder / "seeds")
    whole, tally, children = [path.read_bytes() for path in originals], Tally(), Shared()
    work, slot = folder / "work", folder / "slot"
    work.mkdir()
    slot.touch()
    held: Held | None = None
    for number in range(first, first + count):
        seed, way, content = mutant(number, whole)
        path = work / f"{number} {originals[seed].name}"
        os.link(slot, path)  # always the same file: a shared child is confined to the first one that it was given
        path.write_bytes(content)
        tally.ways[way] += 1
        with contextlib.nullcontext() if alone and number % alone == 0 else shared(children):
            _send(path, tally)
        path.unlink()
        if left := os.listdir(work):
            tally.failures.append(f"{path.name}: left {left}")
        if number - first == min(300, count // 3):
            children.end()
            held = Held.now()
        if told and (number - first) % 250 == 249:
            memory = Held.now().memory >> 20
            print(number - first + 1, dict(tally.ends), memory, "MiB", len(tally.failures), file=sys.stderr, flush=True)
    children.end()
    if held is not None:
        tally.failures += Held.now().more_than(held)
    return tally


def _send(path: Path, tally: Tally) -> None:
    """Probe it, bring a few frames and some sound, draw its waveform."""
    end = "?"
    try:
        found = door.probe(path, patience_s=PATIENCE_S)
        _whole(found.facts)
        end = found.facts.playable.value
        tally.kinds.add(found.facts.container)
        if found.facts.reason is not None and found.facts.reason.en.startswith(NOT_ITS_OWN_END):
            raise MediaLimit(found.facts.reason.en, found.facts.reason.zh)
        if found.table is None and found.sound is None:
            return
        with Clip(path, found, patience_s=PATIENCE_S) as clip:
            if found.table is not None:
                last = found.table.frames - 1
                for wanted in (last, 0, last // 2, min(last, last // 2 + 1)):
                    with contextlib.suppress(MediaDamaged):
                        picture = clip.frame(wanted)
                        assert (picture.frame, picture.pts) == (wanted, found.table.pts[wanted])
                        tally.frames += 1
            if found.sound is not None:
                with contextlib.suppress(MediaDamaged):
                    middle = (found.sound.start_us + found.sound.end_us) // 2
                    tally.sounds += len(clip.sound(middle, middle + 100_000).samples)
        with contextlib.suppress(MediaDamaged):
            door.peaks(path, found, patience_s=PATIENCE_S)
    except MediaLimit as limit:
        _sentence(limit.sentence)
        end = limit.kind
        if limit.sentence.en.startswith(NOT_ITS_OWN_END):
            tally.failures.append(f"{path.name}: {limit.sentence.en}")
    except WorldError as error:
        _sentence(error.sentence)
        end = error.kind
    except Exception:
        tally.failures.append(f"{path.name}: {traceback.format_exc()[-3000:]}")
        end = "failure"
    finally:
        tally.ends[end] += 1


def _whole(facts: MediaFacts) -> None:
    """Facts that a store takes, and a reason where something is wrong."""
    assert MediaFacts.from_json(facts.to_json()) == facts
    assert (facts.reason is None) == (facts.playable is Playable.YES)
    for label in (facts.reason, *facts.warnings):
        if label is not None:
            _sentence(label)


def _sentence(label: Label) -> None:
    for text in (label.en, label.zh):
        assert text and text.isprintable() and text[-1] in ".。", text


@dataclass(frozen=True)
class Held:
    """What our process holds. Memory is its own alone: what it shares with others on the machine depends on them."""

    memory: int
    handles: int
    threads: int
    children: int
    temporary: int

    @classmethod
    def now(cls) -> Held:
        """Look (on Linux)."""
        gc.collect()
        rollup = Path("/proc/self/smaps_rollup").read_text().splitlines()
        memory = next(int(line.split()[1]) * 1024 for line in rollup if line.startswith("Anonymous:"))
        children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
        return cls(
            memory, len(os.listdir("/proc/self/fd")), threading.active_count(), len(children),
            len(os.listdir(tempfile.gettempdir())),
        )  # fmt: skip

    def more_than(self, before: Held) -> list[str]:
        """What there is more of than before."""
        growth = self.memory - before.memory
        found = [f"memory grew by {growth >> 20} MiB"] if growth > MOST_GROWTH else []
        for name in ("handles", "threads", "children"):
            if getattr(self, name) > getattr(before, name):
                found.append(f"{name}: {getattr(before, name)} before, {getattr(self, name)} after")
        return found


def table(tally: Tally, first: int, seconds: float) -> list[str]:
    """The result in Markdown."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    rows = [
        ("files", f"{tally.files:,}, numbers {first} to {first + tally.files - 1}"),
        ("ways of breaking", ", ".join(f"{way} {count}" for way, count in sorted(tally.ways.items()))),
        ("kinds that were recognised", str(len(tally.kinds - {""}))),
        *((f"ended as “{end}”", f"{count:,}") for end, count in tally.ends.most_common()),
        ("frames brought, sound samples brought", f"{tally.frames:,}, {tally.sounds:,}"),
        ("crashes, hangs, leaks, errors without a sentence", str(len(tally.failures))),
        ("processor time", f"{seconds:.0f} s"),
        ("version", f"Replaydesk {version}, PyAV {av.__version__}, Python {platform.python_version()}"),
    ]
    return ["| what | result |", "| --- | --- |", *(f"| {name} | {value} |" for name, value in rows)]


def main() -> int:
    """Run, print or write the table; exit code 1 if anything failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile.fuzzing", description="Break recordings, look.")
    parser.add_argument("--first", type=int, default=0, help="number of the first mutant")
    parser.add_argument("--count", type=int, default=5000, help="how many")
    parser.add_argument("--write", type=Path, help="a page in which the table is replaced")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tally = run(Path(folder), options.first, options.count, told=True)
    spent = os.times()
    lines = table(tally, options.first, spent.user + spent.system + spent.children_user + spent.children_system)
    print("\n".join([*lines, *tally.failures]))
    if options.write is not None:
        before, _, rest = options.write.read_text().partition(MARKS[0])
        after = rest.partition(MARKS[1])[2]
        options.write.write_text(f"{before}{MARKS[0]}\n" + "\n".join(lines) + f"\n{MARKS[1]}{after}")
    return 1 if tally.failures else 0


if __name__ == "__main__":
    sys.exit(main())
