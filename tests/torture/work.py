"""The real program at work on a library: each step is acknowledged once the program has said that it is done.

`python -m tests.torture.work KIND LIBRARY CASE [FILE …]` prints each acknowledgement as a line; strace sees them
between the writes. The other tortures do the same in a process that they end, or whose disk they let fail.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from evidence.intake.derived import load_probed
from evidence.model.kinds import How, Verdict
from evidence.model.mark import MarkDraft
from evidence.review.marking import span_by_frames
from evidence.store import connection
from evidence.store.cases import get_case
from evidence.store.exhibits import get_exhibit
from evidence.store.library import Library
from evidence.store.marks import make_mark, redo, undo
from tests.command import ask, make_call, make_clip, new_case, new_library

Said = dict[str, Any]
KINDS = ("create", "link", "mark", "export", "backup", "restore", "migrate")
WEAKER = "REPLAYDESK_TORTURE_SYNCHRONOUS"
"""Names a weaker setting of SQLite's, to see the torture find what it loses."""
MARKS = 6


def prepare(folder: Path) -> tuple[Path, str, list[Path]]:
    """A library with a case of two exhibits and a mark, the case's label, and files that are not linked yet."""
    library = new_library(folder / "library")
    case = new_case(library)
    ask("add", case, make_clip(folder / "clip.mp4"), make_call(folder / "call.wav"), library=library)
    ask(
        "mark", case, "EX-01", "--in", "0.28", "--point", "BA10", "--verdict", "given", "--how", "seen", library=library
    )
    (folder / "paper.txt").write_text("what was signed\n" * 9_000, encoding="ascii")
    return library, case, [folder / "paper.txt", make_clip(folder / "another.mp4", 1000, sound_s=0)]


def at_work(kind: str, library: Path, case: str, files: list[Path], rounds: int = 2) -> Iterator[Said]:
    """Do one kind of work; what is yielded was acknowledged. `rounds`: how often exports and copies are made."""
    if kind == "create":
        ask("new", "library", library, "--zone", "Asia/Shanghai")
        yield {"did": "created"}
        yield {"did": "case", "label": ask("new", "case", "--title", "the first one", library=library)["case"]}
    elif kind == "link":
        for file in files:
            (one,) = ask("add", case, file, library=library)["exhibits"]
            yield {"did": "linked", "sha256": one["sha256"]}
    elif kind == "mark":
        yield from _marking(library, case, MARKS)
    elif kind == "export":
        for number in range(1, rounds + 1):
            target = library / "exports" / f"case-{number}.pdf"
            yield {"did": "exported", "name": target.name, "sha256": _export(library, case, target)}
            yield from _marking(library, case, 1)
    elif kind == "backup":
        for _ in range(rounds):
            yield from _marking(library, case, 1)
            yield {"did": "copied", "name": Path(ask("backup", library=library)["backup"]).name}
    elif kind == "restore":
        copy = Path(ask("backup", library=library)["backup"])
        yield {"did": "copied", "name": copy.name}
        yield from _marking(library, case, 2)
        ask("restore", copy.name, library=library)
        yield {"did": "restored", "name": copy.name}
    elif kind == "migrate":
        Library.open(library).close()
        yield {"did": "migrated"}
    else:
        raise ValueError(kind)


def _marking(library: Path, case: str, count: int) -> Iterator[Said]:
    """Marks like those of the window: one library open all the time; a mark is taken back, and one is done again."""
    with Library.open(library) as opened:
        opened.hold_for_window()
        case_id = get_case(opened, case).complaint.id
        exhibit = get_exhibit(opened, case_id, "EX-01")
        probed = load_probed(opened.layout, exhibit.recording)
        said = partial(_marked, opened, str(case_id))
        for number in range(count):
            draft = MarkDraft(span_by_frames(probed, number % 25), "BA02", Verdict.GIVEN, How.SEEN, note="x" * 900)
            label = make_mark(opened, case_id, exhibit, draft).label
            yield said(label, there=True)
            if number % 3 == 1:
                undo(opened, case_id)
                yield said(label, there=False)
            if number % 6 == 4:
                redo(opened, case_id)
                yield said(label, there=True)


def _marked(library: Library, case_id: str, label: str, *, there: bool) -> Said:
    """An acknowledgement, with how much had been done by then: what came after it may have been done, too."""
    [row] = library.rows("SELECT count(*) AS acts FROM act WHERE case_id = ?", [case_id])
    return {"did": "marked", "mark": label, "there": there, "acts": row["acts"]}


def _export(library: Path, case: str, target: Path) -> str:
    told: str = ask("export", case, "-o", target, library=library)["sha256"]
    return told


def weaken(setting: str) -> None:
    """Let SQLite be less careful than the program tells it to be."""
    connection._SETTINGS = tuple(
        f"synchronous = {setting}" if one.startswith("synchronous") else one for one in connection._SETTINGS
    )  # type: ignore[assignment]  # the tuple keeps its length


def main() -> None:
    """Work as the command line says; acknowledge on standard output."""
    kind, library, case, *files = sys.argv[1:]
    if setting := os.environ.get(WEAKER):
        weaken(setting)
    for said in at_work(kind, Path(library), case, [Path(file) for file in files]):
        os.write(1, json.dumps(said).encode() + b"\n")


if __name__ == "__main__":
    main()
