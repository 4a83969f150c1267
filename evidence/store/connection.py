"""Opening the SQLite file with settings that lose nothing, and saying plainly why one is not opened."""

from __future__ import annotations

import os
import sqlite3
from contextlib import AbstractContextManager
from pathlib import Path

from sqlite_utils import Database

from evidence.errors import DiskProblem, LibraryProblem, WorldError
from evidence.store.durable import set_mode
from evidence.store.guards import guard_triggers
from evidence.store.migrations import APPLICATION_ID, LATEST, migrations

BUSY_SECONDS = 10.0
CACHE_KIB = 32_768
_SETTINGS = (
    "locking_mode = NORMAL",
    "journal_mode = DELETE",
    "synchronous = EXTRA",
    "foreign_keys = ON",
    "recursive_triggers = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
    f"cache_size = -{CACHE_KIB}",  # identities are random, so changes come back to pages all over the file
)


def connect(path: Path, *, read_only: bool = False) -> Database:
    """A connection with the library's settings, to a file that exists. Nothing is checked or changed yet.

    Raises:
        LibraryProblem: it is not an SQLite file, or is held or damaged.
    """
    mode = "ro" if read_only else "rw"
    with explained(path):
        raw = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=BUSY_SECONDS, isolation_level=None
        )
        try:
            db = Database(raw, execute_plugins=False)
            for setting in _SETTINGS:
                if read_only and setting.startswith("journal_mode"):
                    continue
                raw.execute(f"PRAGMA {setting}")
            raw.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except BaseException:
            raw.close()
            raise
    return db


def create(path: Path, mode: int) -> Database:
    """A new, empty library file with the present schema and its guards."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, mode)
    set_mode(handle, mode)
    os.close(handle)
    db = connect(path)
    with explained(path):
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        migrations.apply(db)
        install_guards(db)
    return db


def install_guards(db: Database) -> None:
    """Put the guard triggers of the present schema in place (migrations and `transform` may have dropped them)."""
    with db.atomic():
        for name in db.triggers_dict:
            db.execute(f'DROP TRIGGER "{name}"')
        for text in guard_triggers().values():
            db.execute(text)


def refuse_foreign(db: Database, path: Path) -> int:
    """Check that the file is a library of ours that this program understands; its schema number.

    Raises:
        LibraryProblem: another program's file, a newer version's, or one with triggers or views we did not write.
    """
    with explained(path):
        application = db.execute("PRAGMA application_id").fetchone()[0]
        version = int(db.execute("PRAGMA user_version").fetchone()[0])
        strange = db.execute("SELECT name FROM sqlite_schema WHERE type = 'view' LIMIT 1").fetchone()
        triggers = {
            name: " ".join(sql.split())
            for name, sql in db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        }
    if application != APPLICATION_ID:
        raise LibraryProblem(
            f"“{path.name}” in {path.parent} was not made by Replaydesk. Choose a library folder, "
            "or make one with: replaydesk new library DIR.",
            f"{path.parent} 中的“{path.name}”不是由 Replaydesk 创建的。"
            "请选择资料库文件夹，或运行：replaydesk new library DIR。",
        )
    if version > LATEST:
        raise LibraryProblem(
            f"This library was made by a newer version of Replaydesk (schema {version}, this program knows {LATEST}). "
            "Install the newer version; nothing was changed.",
            f"此资料库由更新版本的 Replaydesk 创建（结构 {version}，本程序支持 {LATEST}）。"
            "请安装新版本；未作任何更改。",
        )
    expected = {name: " ".join(sql.split()) for name, sql in guard_triggers().items()}
    if version == LATEST and (strange or triggers != expected):
        odd = strange[0] if strange else sorted(set(triggers.items()) ^ set(expected.items()))[0][0]
        raise LibraryProblem(
            f"The library's protective rules were changed (“{odd}”). Restore a copy from the backups folder; "
            "nothing was changed.",
            f"资料库的保护规则被改动（“{odd}”）。请从 backups 文件夹恢复备份；未作任何更改。",
        )
    return version


def explained(path: Path) -> AbstractContextManager[None]:
    """Turn what SQLite says about the world into a sentence; a broken guard or constraint stays a bug.

    Raises:
        LibraryProblem: damaged, foreign or held.
        DiskProblem: full, read-only or failing disk.
    """
    return _Explained(path)


class _Explained:
    """Around every query, so without the cost of a generator."""

    __slots__ = ("_path",)

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, sqlite3.Error) and (told := _told(self._path, error)) is not None:
            raise told from error


def _told(path: Path, error: sqlite3.Error) -> WorldError | None:
    name = getattr(error, "sqlite_errorname", "") or ""
    where = path.parent
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return LibraryProblem(
            f"The library in {where} is being written by another program. Try again in a moment.",
            f"{where} 中的资料库正被另一程序写入。请稍后重试。",
        )
    if name.startswith("SQLITE_FULL"):
        return DiskProblem(
            "The disk is full: the change was not saved. Free some space and try again; what was saved before is safe.",
            "磁盘已满：更改未保存。请释放空间后重试；此前保存的内容完好。",
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH")):
        return DiskProblem(
            f"The library in {where} is read-only here: the change was not saved. Ask for write access to the folder.",
            f"{where} 中的资料库在此为只读：更改未保存。请申请该文件夹的写权限。",
        )
    if name.startswith("SQLITE_CANTOPEN"):
        return LibraryProblem(
            f"The library in {where} cannot be opened. Check that the folder exists and that you may read it.",
            f"无法打开 {where} 中的资料库。请确认文件夹存在且有读取权限。",
        )
    if name.startswith("SQLITE_IOERR"):
        return DiskProblem(
            f"The disk with the library in {where} reported an error. Check the disk; what was saved before is safe.",
            f"{where} 所在磁盘报告错误。请检查磁盘；此前保存的内容完好。",
        )
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")) or (isinstance(error, sqlite3.DatabaseError) and not name):
        return LibraryProblem(
            f"“{path.name}” in {where} is damaged or is not a library. Restore a copy from the backups folder; "
            "the file was not changed.",
            f"{where} 中的“{path.name}”已损坏或不是资料库。请从 backups 文件夹恢复备份；该文件未被更改。",
        )
    return None
