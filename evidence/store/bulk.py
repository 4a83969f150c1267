"""Putting in so many rows at once that indexes are better made at the end than kept up with every row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlite_utils import Database

from evidence.store.connection import CACHE_KIB

MANY = 1_000
_ROOM_KIB = 262_144
_HASH_BYTES = 33_554_432
_HASH_BYTES_OTHERWISE = 1_048_576
"""What the index of words gathers in memory before it writes; FTS5's own figure."""


@contextmanager
def many_rows(db: Database, count: int, tables: Sequence[str]) -> Iterator[None]:
    """A block inside a transaction that puts in rows for `count` complaints; nothing in it reads by these indexes.

    The indexes of the tables are dropped and made anew from their own text, where that is less work than keeping
    them: where there are no more complaints than are put in. If the block fails, the transaction is given up, and with
    it all of this.
    """
    if count < MANY:
        yield
        return
    [there] = db.execute("SELECT count(*) FROM complaint").fetchone()
    db.execute(f"PRAGMA cache_size = -{_ROOM_KIB}")
    try:
        found = _indexes(db, tables) if count >= there else []
        db.execute("INSERT INTO words (words, rank) VALUES ('hashsize', ?)", [_HASH_BYTES])
        for name, _ in found:
            db.execute(f'DROP INDEX "{name}"')
        yield
        for _, text in found:
            db.execute(text)
        db.execute("INSERT INTO words (words, rank) VALUES ('hashsize', ?)", [_HASH_BYTES_OTHERWISE])
    finally:
        db.execute(f"PRAGMA cache_size = -{CACHE_KIB}")


def _indexes(db: Database, tables: Sequence[str]) -> list[tuple[str, str]]:
    """Name and text of the indexes that a statement made; those of keys have none."""
    marks = ", ".join("?" * len(tables))
    sql = f"SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({marks})"
    return list(db.execute(f"{sql} ORDER BY rowid", list(tables)).fetchall())
