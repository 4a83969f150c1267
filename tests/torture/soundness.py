"""What has to hold of a library after anything that can happen to it, and of all that was acknowledged before."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evidence.check import check_library
from evidence.errors import WorldError
from evidence.model.kinds import Answer
from evidence.store import connection
from evidence.store.layout import DATABASE, Layout
from evidence.store.library import Library
from evidence.store.migrations import LATEST


@dataclass(slots=True)
class Told:
    """What the program has acknowledged."""

    marks: dict[str, bool] = field(default_factory=dict)
    acts: int = 0
    """How many acts on marks there were at the last acknowledgement of one."""
    originals: set[str] = field(default_factory=set)
    exports: dict[str, str] = field(default_factory=dict)
    copies: set[str] = field(default_factory=set)
    cases: set[str] = field(default_factory=set)
    done: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, said: Iterable[dict[str, Any]]) -> Told:
        """Put together from acknowledgements, in their order."""
        told = cls()
        for one in said:
            did = one["did"]
            told.done.add(did)
            if did == "marked":
                told.marks[one["mark"]], told.acts = one["there"], one["acts"]
            elif did == "linked":
                told.originals.add(one["sha256"])
            elif did == "exported":
                told.exports[one["name"]] = one["sha256"]
            elif did == "copied":
                told.copies.add(one["name"])
            elif did == "case":
                told.cases.add(one["label"])
        return told


def faults_of(folder: Path, told: Told, kind: str, whole: frozenset[str] = frozenset()) -> list[str]:
    """What does not hold after one kind of work was cut short; `whole` are digests of exports that were finished.

    Empty: all is well.
    """
    layout = Layout(folder)
    try:
        if not layout.database.is_file():
            if kind != "create" or told.done:
                return [f"{DATABASE} is not there"]
            Library.create(folder).close()  # what was begun is no hindrance
        before = _schema(layout.database) if kind == "migrate" else LATEST
        with Library.open(folder) as library:
            found = [*_inside(library, told, kind), *_beside(layout, told, whole)]
            return [*found, *(_migrating(layout, told, before) if kind == "migrate" else ())]
    except (WorldError, sqlite3.Error) as refused:
        return [f"it does not open: {refused}"]


def _schema(database: Path) -> int:
    """Its schema before it is opened for writing; what a journal beside it undoes is undone only in a copy."""
    place = database.with_name("look")
    place.mkdir()
    try:
        for name in (DATABASE, f"{DATABASE}-journal"):
            if database.with_name(name).exists():
                shutil.copyfile(database.with_name(name), place / name)
        with closing(sqlite3.connect(place / DATABASE)) as db:
            return int(db.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.Error:
        return LATEST
    finally:
        shutil.rmtree(place)


def _inside(library: Library, told: Told, kind: str) -> Iterator[str]:
    whole = library.rows("PRAGMA integrity_check(1)")
    if whole != [{"integrity_check": "ok"}]:
        yield f"integrity_check: {whole}"
    report = check_library(library)
    fine = (Answer.PASSED, Answer.CANNOT_TELL) if kind == "migrate" else (Answer.PASSED,)  # stored without originals
    if report.verdict not in fine:
        yield f"check: {[one.reason.en for one in report.checks if one.answer not in fine]}"
    marks = {row["label"]: not row["withdrawn"] for row in library.rows("SELECT label, withdrawn FROM mark")}
    aside = _marks_aside(library.layout) if told.copies else set()
    [done] = library.rows("SELECT count(*) AS acts FROM act")
    for label, there in told.marks.items():  # what was being done when it was cut short may be done, or not
        lost = label not in marks or (done["acts"] <= told.acts and marks[label] is not there)
        if lost and label not in aside:
            yield f"mark {label}: acknowledged as {there}, found {marks.get(label)}"
    originals = {row["sha256"] for row in library.rows("SELECT sha256 FROM recording")}
    for lost in told.originals - originals:
        yield f"original {lost[:8]}: acknowledged, not registered"
    registered = {row["sha256"] for row in library.rows("SELECT sha256 FROM export")}
    for name, sha256 in told.exports.items():
        if sha256 not in registered:
            yield f"export {name}: acknowledged, not registered"
        elif _digest(library.layout.exports / name) != sha256:
            yield f"export {name}: acknowledged, its file is not what was written"
    cases = {row["label"] for row in library.rows("SELECT label FROM complaint")}
    for label in told.cases - cases:
        yield f"case {label}: acknowledged, not there"
    if "restored" in told.done and not library.rows("SELECT 1 FROM journal WHERE action = 'library_restored'"):
        yield "the restoring was acknowledged, and no entry tells of it"


def _beside(layout: Layout, told: Told, whole: frozenset[str]) -> Iterator[str]:
    for path in layout.originals.iterdir():
        if _digest(path) != path.name:
            yield f"original {path.name[:8]} is half there under its final name"
    for path in layout.exports.iterdir():
        if not path.name.startswith(".") and _digest(path) not in whole | set(told.exports.values()):
            yield f"export {path.name} is half there under its final name"
    there = set()
    for path in layout.backups.iterdir():
        if path.suffix == ".db":
            there.add(path.name)
            if not _sound(path):
                yield f"copy {path.name} is half there under its final name"
    for lost in told.copies - there:
        yield f"copy {lost}: acknowledged, not there"


def _migrating(layout: Layout, told: Told, before: int) -> Iterator[str]:
    if "migrated" in told.done and before != LATEST:
        yield "the change of structure was acknowledged and is undone"
    if before == LATEST and not any(layout.backups.glob("before-schema-*.db")):
        yield "the structure is new, and the copy of what was before is gone"


def _marks_aside(layout: Layout) -> set[str]:
    """Marks in what was kept of the library before it was put back."""
    found: set[str] = set()
    for path in layout.backups.glob("set-aside-*.db"):
        with closing(sqlite3.connect(path)) as db:
            found |= {label for (label,) in db.execute("SELECT label FROM mark")}
    return found


def _sound(path: Path) -> bool:
    try:
        with closing(connection.connect(path, read_only=True)) as db:
            connection.refuse_foreign(db, path)
            return bool(db.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")
    except (WorldError, sqlite3.Error):
        return False


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "missing"
