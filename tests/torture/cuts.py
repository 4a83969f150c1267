"""Power cuts: the work is done once for real and recorded; then the power goes at many places of the record."""

from __future__ import annotations

import gzip
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.torture.disk import Disk
from tests.torture.soundness import Told, faults_of
from tests.torture.tracing import Event, Step, python, traced
from tests.torture.work import WEAKER

PLAIN, SEEK = ("write", "pwrite64"), "lseek"
STORED = Path(__file__).resolve().parent.parent / "evidence" / "store" / "stored" / "schema-6" / "library.db.gz"


@dataclass(slots=True)
class Record:
    """What one kind of work did to a library's folder."""

    kind: str
    place: Path
    """The folder above the library, as it was before."""
    events: list[Event]

    @property
    def steps(self) -> int:
        """How many calls changed the disk, or made a change certain."""
        return len(self.calls)

    @property
    def calls(self) -> list[str]:
        """These calls by name; where the next write goes is no change."""
        return [event.call for event in self.events if isinstance(event, Step) and event.call != SEEK]

    @property
    def quiet(self) -> range:
        """Every place: before the first step, after it, and so on."""
        return range(self.steps + 1)

    @property
    def telling(self) -> list[int]:
        """Places around what is no plain write: syncs and changes of names, among which writes are many."""
        return [0, *(number + more for number, call in enumerate(self.calls) if call not in PLAIN for more in (0, 1))]

    @property
    def acknowledging(self) -> list[int]:
        """Places at which something was just acknowledged."""
        done, found = 0, [0]
        for event in self.events:
            if isinstance(event, dict):
                found.append(done)
            elif event.call != SEEK:
                done += 1
        return found[1:] or found

    @property
    def whole(self) -> frozenset[str]:
        """Digests of all exports that were finished."""
        return frozenset(one["sha256"] for one in self.events if isinstance(one, dict) and one["did"] == "exported")


@dataclass(slots=True)
class Outcome:
    """What came of many power cuts."""

    kind: str
    steps: int
    cuts: int = 0
    acknowledged: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    first: list[str] = field(default_factory=list)

    @property
    def bad(self) -> int:
        """Cuts after which something did not hold."""
        return sum(self.faults.values())


def record(kind: str, library: Path, case: str, files: list[Path], folder: Path, weaker: str = "") -> Record:
    """Do the work in a copy of `library` below `folder`, and write down what it did.

    Raises:
        CannotTrace: strace is missing or not allowed.
    """
    before, place = folder / f"{kind} before", folder / kind
    place.mkdir(parents=True)
    if kind == "migrate":
        stored_library(place / "library")
    elif kind != "create":
        shutil.copytree(library, place / "library")
    shutil.copytree(place, before)
    command = python("-m", "tests.torture.work", kind, place / "library", case, *files)
    events = traced(command, place, folder / f"{kind}.trace", {WEAKER: weaker} if weaker else None)
    shutil.rmtree(place)
    before.rename(place)
    return Record(kind, place, events)


def stored_library(folder: Path) -> None:
    """A library of the schema before, as it was released."""
    for name in ("originals", "incoming", "derived", "backups", "exports", "quarantine"):
        (folder / name).mkdir(parents=True)
    (folder / "library.db").write_bytes(gzip.decompress(STORED.read_bytes()))


def replay(recorded: Record, cuts: int, seed: int, *, right_after: bool = False) -> Outcome:
    """Cut the power `cuts` times at places of the record that chance chooses, and look at what is left.

    right_after: only where something has just been acknowledged.
    """
    dice = random.Random(seed)
    disk = Disk(recorded.place)
    outcome = Outcome(recorded.kind, recorded.steps)
    kinds = (recorded.acknowledging,) if right_after else (recorded.quiet, recorded.telling, recorded.acknowledging)
    places = Counter(dice.choice(kinds[number % len(kinds)]) for number in range(cuts))
    said: list[dict[str, object]] = []
    done = 0
    for event in recorded.events:
        if isinstance(event, dict):
            said.append(event)
        elif event.call == SEEK:
            event.do(disk)
        else:  # what was said since the last step was said on this state of the disk
            _cut(disk, places[done], said, recorded, dice, outcome)
            event.do(disk)
            done += 1
    _cut(disk, places[done], said, recorded, dice, outcome)
    return outcome


def _cut(
    disk: Disk, times: int, said: list[dict[str, object]], recorded: Record, dice: random.Random, outcome: Outcome
) -> None:
    for _ in range(times):
        with room() as folder:
            disk.after_power_cut(folder, dice)
            found = faults_of(folder / "library", Told.of(said), recorded.kind, recorded.whole)
        outcome.cuts += 1
        outcome.acknowledged += len(said)
        if found:
            outcome.faults[found[0].split(":")[0]] += 1
            outcome.first = outcome.first or found


@contextmanager
def room() -> Iterator[Path]:
    """A folder for what is left, in memory where there is such a place: it is looked at once."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield Path(folder)
