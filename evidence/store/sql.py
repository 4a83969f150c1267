"""The two statements that every table needs, built from column names of our own, never from outside text."""

from __future__ import annotations

from typing import Any


def insert_row(table: str, row: dict[str, Any]) -> tuple[str, list[Any]]:
    """An INSERT and its values."""
    columns = ", ".join(f'"{column}"' for column in row)
    return f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(row))})", list(row.values())


def upsert_row(table: str, row: dict[str, Any]) -> tuple[str, list[Any]]:
    """An INSERT that changes the row of the same id instead, where there is one."""
    sql, values = insert_row(table, row)
    sets = ", ".join(f'"{column}" = excluded."{column}"' for column in row if column != "id")
    return f"{sql} ON CONFLICT (id) DO UPDATE SET {sets}", values
