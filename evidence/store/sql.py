"""What every table needs: two statements built from column names of our own, and instants as text."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from evidence.timecode import Moment, rfc3339


def insert_row(table: str, row: dict[str, Any]) -> tuple[str, list[Any]]:
    """An INSERT and its values."""
    columns = ", ".join(f'"{column}"' for column in row)
    return f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(row))})", list(row.values())


def upsert_row(table: str, row: dict[str, Any]) -> tuple[str, list[Any]]:
    """An INSERT that changes the row of the same id instead, where there is one."""
    sql, values = insert_row(table, row)
    sets = ", ".join(f'"{column}" = excluded."{column}"' for column in row if column != "id")
    return f"{sql} ON CONFLICT (id) DO UPDATE SET {sets}", values


def moment_of(text: str | None, zone: str) -> Moment | None:
    """The instant that stands in a column, shown in a zone; None where there is none."""
    return Moment(datetime.fromisoformat(text), zone, "") if text else None


def moment_text(moment: Moment | None) -> str | None:
    """An instant as it stands in a column."""
    return rfc3339(moment.at) if moment else None
