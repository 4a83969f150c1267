"""Copies of the database: one a day, one before each change of structure, one when asked; and the way back to one.

A copy is made by SQLite itself while others may write, synced, checked as a whole and only then given its name. Going
back keeps what stood before as a copy of its own, and is an entry in the library's journal.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from evidence.canonical import clean_text
from evidence.errors import LibraryProblem, NotFound, Refused
from evidence.labels import Labelled
from evidence.progress import Progress, no_progress
from evidence.store import connection
from evidence.store.durable import disk_errors, set_mode, sync_file, sync_folder
from evidence.store.gate import AUDITS, only_audits
from evidence.store.layout import Layout
from evidence.store.library import Library, Now, system_now
from evidence.store.lock import WindowLock, account
from evidence.timecode import rfc3339

KEPT_DAILY = 7
PAGES = 512
"""Pages copied between two reports; others may write in between."""


class Why(Labelled):
    """Why a copy was made, and the word with which its name begins."""

    DAILY = "daily", "daily copy", "每日备份"
    ASKED = "asked", "copy that was asked for", "手动备份"
    SCHEMA = "before-schema", "before a change of structure", "结构升级之前"
    ASIDE = "set-aside", "what stood before going back to a copy", "恢复之前的资料库"


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy, as its name and the file system tell; nothing of it was read."""

    path: Path
    why: Why
    made: datetime
    size: int


def list_backups(layout: Layout) -> tuple[Backup, ...]:
    """All copies in a library's folder, the newest first."""
    found = []
    with disk_errors(layout.backups):
        if not layout.backups.is_dir():
            return ()
        for entry in os.scandir(layout.backups):
            why = next((one for one in Why if entry.name.startswith(f"{one.value}-")), None)
            if why is not None and entry.name.endswith(".db") and entry.is_file(follow_symlinks=False):
                at = entry.stat()
                made = datetime.fromtimestamp(at.st_mtime).astimezone()
                found.append(Backup(Path(entry.path), why, made, at.st_size))
    return tuple(sorted(found, key=lambda one: (one.made, one.path.name), reverse=True))


def back_up(folder: Path, why: Why = Why.ASKED, *, now: Now = system_now, progress: Progress = no_progress) -> Path:
    """Copy the database of a library to its folder of backups; `progress` counts pages.

    Raises:
        NotFound: there is no library.
        LibraryProblem: it is damaged, so that a copy would be too; the copies there are stay.
        DiskProblem: the copy could not be written; nothing of it stays.
    """
    layout = Layout(folder.absolute())
    _refuse_absent(layout)
    stamp = now().strftime("%Y-%m-%d" if why is Why.DAILY else "%Y-%m-%dT%H%M%S.%f%z")
    return _copy(layout.database, layout.backups / f"{why.value}-{stamp}.db", layout, progress)


def back_up_daily(folder: Path, *, now: Now = system_now, progress: Progress = no_progress) -> Path | None:
    """The day's copy, if there is none yet; the oldest beyond seven daily ones are removed. None: nothing to do.

    Raises:
        NotFound, LibraryProblem, DiskProblem: as `back_up`; no older copy is removed then.
    """
    layout = Layout(folder.absolute())
    if (layout.backups / f"{Why.DAILY.value}-{now():%Y-%m-%d}.db").exists():
        return None
    made = back_up(folder, Why.DAILY, now=now, progress=progress)
    named = re.compile(rf"{Why.DAILY.value}-\d{{4}}-\d\d-\d\d\.db")
    days = sorted((one.path for one in list_backups(layout) if named.fullmatch(one.path.name)), reverse=True)
    with disk_errors(layout.backups):
        for old in days[KEPT_DAILY:]:
            old.unlink()
    return made


def restore(
    folder: Path, backup: Path, reason: str = "", *, now: Now = system_now, progress: Progress = no_progress
) -> Path | None:
    """Go back to a copy. What stood before is kept among the backups: its path, or None where there was nothing.

    Originals are not touched. Exhibits that were linked after the copy was made are not in it; their originals stay.

    Raises:
        NotFound: there is no such copy.
        LibraryProblem: the copy is damaged, not a library, a newer version's or another library's; or a window holds
            the library.
        Refused: this account audits and does nothing else here.
        DiskProblem: it could not be written; the library is as before.
    """
    layout = Layout(folder.absolute())
    if not backup.is_file():
        raise NotFound(f"There is no copy “{backup.name}”.", f"没有名为“{backup.name}”的备份。")
    copy_id = _refuse_unsound(backup)
    with _alone(layout, now), disk_errors(layout.database):
        present_id = _id_of(layout.database)
        if present_id not in (None, copy_id):
            raise LibraryProblem(
                f"“{backup.name}” is a copy of another library. Choose one of this library; nothing was changed.",
                f"“{backup.name}”是另一资料库的备份。请选择本资料库的备份；未作任何更改。",
            )
        aside = layout.backups / f"{Why.ASIDE.value}-{now():%Y-%m-%dT%H%M%S.%f%z}.db"
        if present_id is None:
            kept = _move_aside(layout.database, aside)
            _copy(backup, layout.database, layout, progress)
        else:
            kept = _copy(layout.database, aside, layout, no_progress)
            with (
                connection.explained(layout.database),
                closing(_plain(backup, "ro")) as source,
                closing(connection.connect(layout.database)) as target,
            ):
                source.backup(target.conn, pages=-1)
        _note(layout, backup, kept, reason, now)
    return kept


def _note(layout: Layout, backup: Path, kept: Path | None, reason: str, now: Now) -> None:
    """Write into the library's journal that it was put back, and what it had come to before."""
    with Library.open(layout.root, now=now) as library, library.change() as change:
        body = {
            "backup": clean_text(backup.name),
            "set_aside": kept.name if kept else None,
            "reason": clean_text(reason),
        }
        change.record(library.id, "library_restored", {**body, "at": rfc3339(now())})


@contextmanager
def _alone(layout: Layout, now: Now) -> Iterator[None]:
    """Hold the window's lock, so that no window shows what is being replaced.

    Raises:
        LibraryProblem: a window has it.
    """
    with disk_errors(layout.lock):
        lock = WindowLock(layout.lock, layout.file_mode)
        holder = lock.take(rfc3339(now()))
    if holder is not None:
        raise LibraryProblem(
            f"The library is open in a window of {holder.user} on {holder.host}. Close it first; nothing was changed.",
            f"资料库正由 {holder.user} 在 {holder.host} 的窗口中打开。请先关闭该窗口；未作任何更改。",
        )
    try:
        yield
    finally:
        lock.release()


def _copy(source: Path, target: Path, layout: Layout, progress: Progress) -> Path:
    """Copy a database while others may write to it, and give the copy its name once it was found whole."""
    part = layout.backups / f".{target.name}.{os.getpid()}.part"
    with disk_errors(target):
        layout.backups.mkdir(exist_ok=True)
        try:
            mode = layout.file_mode
            handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), mode)
            set_mode(handle, mode)
            os.close(handle)
            with (
                connection.explained(source),
                closing(_plain(source, "ro")) as begin,
                closing(_plain(part, "rw")) as end,
            ):
                begin.backup(
                    end, pages=PAGES, progress=lambda _, left, total: progress(total - left, total), sleep=0.005
                )
            _refuse_unsound(part, target.name)
            sync_file(part)
            os.replace(part, target)
            sync_folder(target.parent)
        finally:
            part.unlink(missing_ok=True)
    return target


def _move_aside(database: Path, aside: Path) -> Path | None:
    """Put a file that cannot be read away as it is, with the journal that SQLite left beside it."""
    if not database.exists():
        return None
    for ending in ("-journal", ""):  # the journal first: without the database it does nothing
        left = database.with_name(database.name + ending)
        if left.exists():
            os.replace(left, aside.with_name(aside.name + ending))
    sync_folder(database.parent)
    sync_folder(aside.parent)
    return aside


def _plain(path: Path, mode: str) -> sqlite3.Connection:
    """A connection that checks nothing."""
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=connection.BUSY_SECONDS, isolation_level=None
    )


def _refuse_unsound(path: Path, name: str = "") -> str:
    """See that a copy can be read in every page, is a library of ours, and not a newer one; the library's identity.

    Raises:
        LibraryProblem: it is not.
        Refused: this account audits and does nothing else in it.
    """
    try:
        with closing(connection.connect(path, read_only=True)) as db, connection.explained(path):
            version = connection.refuse_foreign(db, path)
            whole = [row[0] for row in db.execute("PRAGMA integrity_check(1)").fetchall()] == ["ok"]
            found = db.execute("SELECT value FROM meta WHERE key = 'id'").fetchone() if whole else None
            audits = version >= 2 and whole and only_audits(db, account())
    except LibraryProblem as problem:
        raise _unsound(name or path.name) from problem
    if found is None:
        raise _unsound(name or path.name)
    if audits:
        raise Refused(*AUDITS)
    return str(found[0])


def _unsound(name: str) -> LibraryProblem:
    return LibraryProblem(
        f"“{name}” is damaged, or not a library that this version can read. Choose another copy; nothing was changed.",
        f"“{name}”已损坏，或不是本版本可读取的资料库。请选择其他备份；未作任何更改。",
    )


def _id_of(database: Path) -> str | None:
    """The identity of the library as it stands; None where it is not there or is too damaged to be copied."""
    if not database.is_file():
        return None
    try:
        return _refuse_unsound(database)
    except LibraryProblem:
        return None


def _refuse_absent(layout: Layout) -> None:
    if not layout.database.is_file():
        raise NotFound(f"There is no library in {layout.root}.", f"{layout.root} 中没有资料库。")
