"""Tortures the program and writes down what came of it: python -m tests.torture [--write docs/reliability.md]."""

from __future__ import annotations

import argparse
import platform
import re
import sqlite3
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.command import ROOT
from tests.torture.cuts import Outcome, record, replay
from tests.torture.faults import Failing, NoCompiler, let_fail
from tests.torture.kills import kill_often
from tests.torture.tracing import CannotTrace
from tests.torture.work import KINDS, prepare

MARKS = "<!-- torture -->", "<!-- end of torture -->"
HEAD = "| number | promise | how it is tried | result | version |"
DOING = {
    "create": "a library and its first case are made",
    "link": "files are linked",
    "mark": "passages are marked, taken back and done again",
    "export": "case files are exported",
    "backup": "the database is copied",
    "restore": "the library is put back to a copy",
    "migrate": "the structure is brought up to date",
}
LOST = "no acknowledged case, mark, original, copy or case file is lost, and nothing is half there under its final name"
Row = tuple[str, str, str, str]
"""Number, promise, how it is tried, result."""


def cuts(folder: Path, count: int, seed: int, only: str | None = None) -> Iterator[tuple[Row, bool]]:
    """Power cuts during each kind of work, and once with a weaker setting, which has to be found out."""
    library, case, files = prepare(folder)
    for number, kind in enumerate(KINDS, 1):
        if only in (None, kind):
            outcome = replay(record(kind, library, case, files, folder), count, seed)
            promise = f"The power may go while {DOING[kind]}: the library opens, {LOST}"
            yield (f"R{number:02}", promise, _tried(outcome), _result(outcome)), outcome.bad == 0
    if only in (None, "weak"):
        weak = replay(
            record("mark", library, case, files, folder / "weak", weaker="FULL"), count, seed, right_after=True
        )
        result = f"{weak.bad:,} of {weak.cuts:,} lose something ({', '.join(sorted(weak.faults))[:80]})"
        promise = "The test can see: with SQLite's synchronous=FULL instead of EXTRA it finds acknowledged marks lost"
        yield (
            ("R08", promise, f"the same for marks, {weak.cuts:,} cuts right after an acknowledgement", result),
            weak.bad > 0,
        )


def _tried(outcome: Outcome) -> str:
    return f"{outcome.cuts:,} power cuts at places chosen by chance among {outcome.steps} recorded calls"


def _result(outcome: Outcome) -> str:
    acknowledged = f"{outcome.acknowledged:,} acknowledgements looked for"
    return f"0 faults, {acknowledged}" if not outcome.bad else f"**{outcome.bad:,} faults**: {outcome.first[0]}"


def kills(folder: Path, count: int, seed: int) -> Iterator[tuple[Row, bool]]:
    """Kill at any moment of any work."""
    killed = kill_often(count, *prepare(folder), seed)
    told = f"{killed.acknowledged:,} acknowledgements looked for; slowest start {killed.slowest_start_s:.2f} s"
    result = f"0 faults, {told}" if not killed.faults else f"**{len(killed.faults)} faults**: {killed.faults[0]}"
    tried = f"kill -9 in {count:,} runs of all kinds of work in turn, {killed.finished} of which had just finished"
    good = not killed.faults and killed.slowest_start_s < 3
    yield ("R09", f"The program may be ended at any moment: {LOST}; it starts again within 3 s", tried, result), good


def disks(folder: Path, every: int, only: str | None = None) -> Iterator[tuple[Row, bool]]:
    """Full and failing disks at every call."""
    library, case, files = prepare(folder)
    for number, kind in ((10, "link"), (11, "export"), (12, "mark"), (13, "backup")):
        if only not in (None, kind):
            continue
        found = let_fail(kind, library, case, files[:1], folder, every)
        faults = [f"{one.way}, {fault}" for one in found for fault in one.faults]
        promise = f"The disk may fill, fail or become read-only while {DOING[kind]}: a sentence says so, {LOST}, and "
        promise += "the same work succeeds once the disk is well"
        result = f"0 faults; {_ends(found)}" if not faults else f"**{len(faults)} faults**: {faults[0]}"
        for fault in dict.fromkeys(one[-300:] for one in faults):
            print(fault, file=sys.stderr)
        tried = f"each of {found[0].calls} changing calls{f' ({every} apart)' if every > 1 else ''} fails: "
        yield (f"R{number}", promise, tried + ", ".join(one.way for one in found), result), not faults


def _ends(found: list[Failing]) -> str:
    tried, refused = sum(one.tried for one in found), sum(one.refused for one in found)
    return f"{tried:,} runs, {refused:,} stopped with a sentence, {tried - refused:,} did their work all the same"


def version() -> str:
    """What was tried."""
    program = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    return f"Replaydesk {program}, SQLite {sqlite3.sqlite_version}, Python {platform.python_version()}"


def write(page: Path, rows: list[Row]) -> None:
    """Put these rows in the table of a page; rows of other numbers stay."""
    before, _, rest = page.read_text(encoding="utf-8").partition(MARKS[0])
    table, _, after = rest.partition(MARKS[1])
    lines = {line[2:5]: line for line in table.splitlines() if re.match(r"\| R\d\d ", line)}
    lines |= {row[0]: f"| {' | '.join((*row, version()))} |" for row in rows}
    body = "\n".join([HEAD, "| --- " * 5 + "|", *(lines[number] for number in sorted(lines))])
    page.write_text(f"{before}{MARKS[0]}\n{body}\n{MARKS[1]}{after}", encoding="utf-8")


def main() -> int:
    """Torture, print, write; exit code 1 if a promise was not kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description="Power cuts, kill -9, failing disks.")
    parser.add_argument("--only", choices=("cuts", "kills", "disks"), help="only one of the three")
    parser.add_argument("--kind", choices=(*KINDS, "weak"), help="power cuts and failing disks in this only")
    parser.add_argument("--cuts", type=int, default=1000, help="power cuts for each kind of work")
    parser.add_argument("--kills", type=int, default=500, help="how often the program is ended")
    parser.add_argument("--every", type=int, default=1, help="let only every such call fail")
    parser.add_argument("--seed", type=int, default=1, help="another one gives other places")
    parser.add_argument("--write", type=Path, help="a page in whose table the results go")
    options = parser.parse_args()
    kept = True
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        work: dict[str, Callable[[], Iterator[tuple[Row, bool]]]] = {
            "cuts": partial(cuts, folder / "cuts", options.cuts, options.seed, options.kind),
            "kills": partial(kills, folder / "kills", options.kills, options.seed),
            "disks": partial(disks, folder / "disks", options.every, options.kind),
        }
        for what, results in work.items():
            if options.only in (None, what):
                (folder / what).mkdir()
                try:
                    for row, good in results():
                        print(" | ".join(row), flush=True)
                        rows.append(row)
                        kept = kept and good
                except (CannotTrace, NoCompiler) as missing:
                    print(f"{what}: not tried, {missing}", file=sys.stderr)
    if options.write is not None:
        write(options.write, rows)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
