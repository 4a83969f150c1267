"""A library: one folder with one SQLite file, its originals, and the journal that grows with every change."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

from sqlite_utils import Database

from evidence.canonical import canonical
from evidence.errors import LibraryProblem, NotFound, Refused
from evidence.journal.chain import Writer, next_entry
from evidence.model.entry import Entry, Head
from evidence.store import connection
from evidence.store.durable import disk_errors, sync_file, sync_folder
from evidence.store.gate import AUDITS, only_audits, refuse_change
from evidence.store.layout import DATABASE, Layout, refuse_network_path
from evidence.store.lock import Holder, WindowLock, account, machine
from evidence.store.migrations import LATEST, migrations
from evidence.store.projecting import bring_up_to_date, project
from evidence.timecode import Moment, rfc3339, zone_of

Now = Callable[[], datetime]
HEADS_AT_ONCE = 500
"""Heads of cases in one entry of the library's chain at most."""


def system_now() -> datetime:
    """This moment, with the offset of this machine's zone."""
    return datetime.now().astimezone()


def this_person() -> Writer:
    """Who writes in this process: the account of the operating system, on this machine."""
    user = account()
    return Writer(actor=user, os_user=user, host=machine())


@dataclass(slots=True)
class Change:
    """One transaction: the domain's change and its journal entries, together or not at all."""

    library: Library
    db: Database
    at: datetime
    touched: set[str] = field(default_factory=set)
    """The cases of which something was recorded: their rows in the register are computed anew at the end."""
    heads: dict[str, Head] = field(default_factory=dict)
    """The last entries of the chains that were written to: nobody else writes while this goes on."""
    noted: list[dict[str, Any]] = field(default_factory=list)
    """The heads that cases have had meanwhile, which the library's chain is told at the end."""
    failed: bool = False
    """Whether something inside it was given up: then nothing of it is kept."""
    written: str = field(init=False)
    """Its time as it is written down."""

    def __post_init__(self) -> None:
        """Put the time into words once."""
        self.written = rfc3339(self.at)

    def record(self, chain: str, action: str, body: dict[str, Any]) -> Entry:
        """Append an entry to a chain; the head of a case also comes to stand in the library's chain (`tell_heads`).

        Raises:
            Refused: the case takes no such change, or not from this account.
        """
        if chain != self.library.id:
            refuse_change(self.library, chain, action)
        entry, plain = self._next(chain, self._head(chain), action, body)
        if chain != self.library.id:
            self._note(entry)
        self._write([(entry, plain)])
        return entry

    def begin(self, cases: Sequence[tuple[str, str, dict[str, Any]]]) -> None:
        """The same for cases made in this transaction (chain, action, body): nothing can be against them yet."""
        entries = []
        for chain, action, body in cases:
            entry, plain = self._next(chain, None, action, body)
            entries.append((entry, plain))
            self._note(entry)
        self._write(entries)

    def _note(self, entry: Entry) -> None:
        self.touched.add(entry.chain)
        self.noted.append({"case": entry.chain, "seq": entry.seq, "hash": entry.hash})

    def tell_heads(self) -> None:
        """Let every head that a case has had stand in the library's chain: one by itself, several together."""
        own, entries = self.library.id, []
        for first in range(0, len(self.noted), HEADS_AT_ONCE):
            some = self.noted[first : first + HEADS_AT_ONCE]
            action, body = ("case_head", some[0]) if len(some) == 1 else ("case_heads", {"heads": some})
            entries.append(self._next(own, self._head(own), action, body))
        self._write(entries)

    def _head(self, chain: str) -> Head | None:
        return self.heads.get(chain) or self.library.head(chain)

    def _next(self, chain: str, head: Head | None, action: str, body: dict[str, Any]) -> tuple[Entry, bytes]:
        if head and head.at != self.written and datetime.fromisoformat(head.at) > self.at + timedelta(seconds=1):
            body = {**body, "clock_stepped_back": True}
        plain = canonical(body)
        entry = next_entry(chain, head, self.written, self.library.writer, action, body, plain)
        self.heads[chain] = Head(entry.seq, entry.hash, entry.at)
        return entry, plain

    def _write(self, entries: Sequence[tuple[Entry, bytes]]) -> None:
        self.db.conn.executemany(
            "INSERT INTO journal (chain, seq, at, actor, os_user, host, action, body_commit, prev, hash) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (one.chain, one.seq, one.at, one.actor, one.os_user, one.host, one.action, one.body_commit, one.prev,
                 one.hash)
                for one, _ in entries
            ],
        )  # fmt: skip
        self.db.conn.executemany(
            "INSERT INTO journal_body (chain, seq, salt, body) VALUES (?, ?, ?, ?)",
            [(one.chain, one.seq, one.salt, plain.decode()) for one, plain in entries],
        )


class Library:
    """One open library. It belongs to the thread that opened it.

    Make one with `Library.create` or `Library.open`; use it as a context manager or close it.
    """

    def __init__(
        self, layout: Layout, db: Database, now: Now, writer: Writer, *, read_only: bool, audits: bool = False
    ) -> None:
        """Used by `create` and `open`."""
        self.audits = audits
        """Whether this account audits and does nothing else here: then the file itself is open for reading only."""
        self.layout, self._file = layout, layout.database
        self.db = db
        self.read_only = read_only
        self._now = now
        with connection.explained(layout.database):
            meta = {row["key"]: row["value"] for row in db.query("SELECT key, value FROM meta")}
        self.id = meta["id"]
        self.zone = meta["zone"]
        self.writer = writer
        self._lock: WindowLock | None = None
        self._change: Change | None = None
        self.kept_points: dict[str, frozenset[str]] = {}
        """By case, the points that an auditor marks again without seeing their marks (`evidence.audit.remarks`)."""

    @classmethod
    def create(
        cls,
        folder: Path,
        *,
        zone: str = "Asia/Shanghai",
        now: Now = system_now,
        writer: Writer | None = None,
        shared: bool = False,
    ) -> Self:
        """Make a new library in a folder that does not exist or is empty.

        Raises:
            LibraryProblem: the folder holds something already, or lies on a network share.
            DiskProblem: it cannot be written.
        """
        zone_of(zone)
        folder = folder.absolute()
        refuse_network_path(folder)
        if os.path.exists(folder / DATABASE):
            raise LibraryProblem(
                f"There is a library in {folder} already. Open it, or choose another folder.",
                f"{folder} 中已有资料库。请打开它，或另选文件夹。",
            )
        layout = Layout(folder)
        with disk_errors(folder):
            if folder.exists() and not folder.is_dir():
                raise LibraryProblem(
                    f"{folder} is a file. Choose a folder for the library.", f"{folder} 是文件。请为资料库选择文件夹。"
                )
            _refuse_full(layout)
            new = [place for place in (folder, *folder.parents) if not place.exists()]
            for place in layout.folders():
                place.mkdir(parents=True, exist_ok=True)
                if os.name == "posix":
                    place.chmod(0o2770 if shared else 0o700)
            part = folder / f".{DATABASE}.new"
            for left in (part.with_name(f"{part.name}-journal"), part):  # the journal would undo the new one
                left.unlink(missing_ok=True)
            db = connection.create(part, 0o660 if shared else 0o600)
            library_id = str(uuid4())
            with db.atomic():
                for key, value in {"id": library_id, "zone": zone, "created": rfc3339(now())}.items():
                    db.execute("INSERT INTO meta (key, value) VALUES (?, ?)", [key, value])
            db.close()
            os.rename(part, layout.database)
            sync_folder(folder)
            for place in new:
                sync_folder(place.parent)
        made = cls.open(folder, now=now, writer=writer)
        with made.change() as change:
            change.record(made.id, "library_created", {"zone": zone, "schema": LATEST})
        return made

    @classmethod
    def open(
        cls, folder: Path, *, now: Now = system_now, writer: Writer | None = None, read_only: bool = False
    ) -> Self:
        """Open a library.

        Raises:
            NotFound: there is none in this folder.
            LibraryProblem: it is foreign, newer, damaged, or on a network share.
        """
        folder = folder.absolute()
        layout = Layout(folder)
        if not os.path.isfile(layout.database):
            raise NotFound(
                f"There is no library in {folder}. Make one with: replaydesk new library {folder}.",
                f"{folder} 中没有资料库。可运行以下命令创建：replaydesk new library {folder}。",
            )
        refuse_network_path(folder)
        db = connection.connect(layout.database, read_only=read_only)
        try:
            version = connection.refuse_foreign(db, layout.database)
            if version < LATEST:
                if read_only:
                    raise LibraryProblem(
                        "This library was made by an older version of Replaydesk. Open it once for writing, "
                        "which brings it to the present structure; nothing was changed.",
                        "此资料库由较早版本的 Replaydesk 创建。请先以可写方式打开一次以升级结构；未作任何更改。",
                    )
                cls._migrate(db, layout, version)
            person = writer or this_person()
            with connection.explained(layout.database):
                audits = only_audits(db, person.os_user)
            if audits and not read_only:
                db.close()
                db = connection.connect(layout.database, read_only=True)
            library = cls(layout, db, now, person, read_only=read_only or audits, audits=audits)
            if not library.read_only:
                bring_up_to_date(library)
            return library
        except BaseException:
            db.close()
            raise

    @staticmethod
    def _migrate(db: Database, layout: Layout, version: int) -> None:
        """Bring an older library to the present schema, with a copy kept of what it was."""
        backup = layout.backups / f"before-schema-{LATEST}-from-{version}.db"
        with connection.explained(layout.database), disk_errors(backup):
            if not backup.exists():
                part = backup.with_suffix(".part")
                part.unlink(missing_ok=True)
                db.execute("VACUUM INTO ?", [str(part)])
                sync_file(part)
                os.replace(part, backup)
                sync_folder(layout.backups)
            with db.atomic():  # the guards too: without them the library would count as meddled with
                migrations.apply(db)
                connection.install_guards(db)

    def __enter__(self) -> Self:
        """The library itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the file and of the window's lock."""
        self.db.close()
        if self._lock:
            self._lock.release()
            self._lock = None

    def hold_for_window(self) -> Holder | None:
        """Take the window's lock: None if this window may write, otherwise who holds the library.

        Raises:
            DiskProblem: the disk lets no lock be made.
        """
        lock = WindowLock(self.layout.lock, self.layout.file_mode)
        with disk_errors(self.layout.lock):
            holder = lock.take(rfc3339(self._now()))
        if holder is None:
            self._lock = lock
        return holder

    @contextmanager
    def change(self) -> Iterator[Change]:
        """A transaction that is committed, and on disk, when the block ends; on any error nothing of it stays.

        Inside another one it is a part of that: both are kept, or neither.

        Raises:
            LibraryProblem: held by another program for too long, or opened read-only.
            Refused: this account audits and does nothing else here.
            DiskProblem: it could not be written.
        """
        if self.audits:
            raise Refused(*AUDITS)
        if self.read_only:
            raise LibraryProblem(
                "The library is open read-only here, so nothing can be changed. Close the other window first.",
                "资料库在此为只读打开，无法更改。请先关闭另一个窗口。",
            )
        if self._change is not None:
            yield from self._part(self._change)
            return
        with connection.explained(self.layout.database):
            self.db.execute("BEGIN IMMEDIATE")
            try:
                change = self._change = Change(self, self.db, self._now().astimezone(zone_of(self.zone)))
                yield change
                if change.failed:
                    raise RuntimeError("a part of this change was given up, so it cannot be kept")
                change.tell_heads()
                project(self.db, sorted(change.touched))
                self.db.execute("COMMIT")
            except BaseException:
                self.db.rollback()
                raise
            finally:
                self._change = None

    @staticmethod
    def _part(change: Change) -> Iterator[Change]:
        """The rest of a change inside another: whoever gives it up gives up the whole."""
        try:
            yield change
        except BaseException:
            change.failed = True
            raise

    @contextmanager
    def view(self) -> Iterator[None]:
        """A block that reads one state of the library, whatever is written meanwhile."""
        with connection.explained(self.layout.database):
            if self.db.conn.in_transaction:
                yield
                return
            self.db.execute("BEGIN")
            try:
                yield
            finally:
                self.db.rollback()

    def rows(self, sql: str, parameters: list[Any] | None = None) -> list[dict[str, Any]]:
        """All rows of a query."""
        with connection.explained(self._file):
            found = self.db.conn.execute(sql, parameters or [])
            names = [column[0] for column in found.description]
            if len(set(names)) < len(names):
                raise ValueError("two columns of a query have the same name")
            return [dict(zip(names, row, strict=True)) for row in found]

    def row(self, sql: str, parameters: list[Any] | None = None) -> dict[str, Any] | None:
        """The first row of a query, or None."""
        found = self.rows(sql, parameters)
        return found[0] if found else None

    def head(self, chain: str) -> Head | None:
        """The last entry of a chain; None if it has none."""
        found = self.row("SELECT seq, hash, at FROM journal WHERE chain = ? ORDER BY seq DESC LIMIT 1", [chain])
        return Head(found["seq"], found["hash"], found["at"]) if found else None

    def data_version(self) -> int:
        """A number that changes when another program has written to the library."""
        with connection.explained(self.layout.database):
            return int(self.db.execute("PRAGMA data_version").fetchone()[0])

    def moment(self) -> Moment:
        """Now, in the library's zone."""
        return Moment(self._now(), self.zone, "")


def _refuse_full(layout: Layout) -> None:
    """See that a folder is empty, but for what an interrupted creation leaves: empty folders and a begun database.

    Raises:
        LibraryProblem: there is something in it, perhaps the originals of a library whose database is gone.
    """
    folder = layout.root
    if not folder.is_dir():
        return
    begun = {place.name for place in layout.folders()[1:]}
    ours = [place for place in layout.folders()[1:] if place.is_dir() and any(place.iterdir())]
    if ours:
        raise LibraryProblem(
            f"{folder} holds parts of a library ({ours[0].name}), and its database is missing. Go back to a copy: "
            f"replaydesk restore newest --library {folder}. Nothing was changed.",
            f"{folder} 中有资料库的内容（{ours[0].name}），但数据库缺失。请恢复备份："
            f"replaydesk restore newest --library {folder}。未作任何更改。",
        )
    if any(entry.name not in begun and not entry.name.startswith(f".{DATABASE}.new") for entry in folder.iterdir()):
        raise LibraryProblem(
            f"{folder} is not empty. Choose a new or empty folder for the library.",
            f"{folder} 不是空文件夹。请为资料库选择新的或空的文件夹。",
        )
