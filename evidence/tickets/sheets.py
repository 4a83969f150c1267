"""A file as rows: CSV in whatever encoding it was written, or XLSX; each row with its sheet and its number."""

from __future__ import annotations

import csv
import hashlib
import io
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evidence.labels import Label
from evidence.progress import Progress, no_progress, part
from evidence.tickets.problems import unusable
from evidence.tickets.workbooks import refuse_unsafe, workbook_rows
from evidence.transcripts.encodings import damaged, decode
from evidence.transcripts.notices import Unreadable

MOST_BYTES = 256_000_000
MOST_COLUMNS = 500
MOST_FIELD = 1_000_000
ENDINGS = (".csv", ".tsv", ".txt", ".xlsx")
_SEPARATORS = (",", "\t", ";", "|")
_REPORTED = 2_000
_field_limit = threading.Lock()
"""The size of a field at most is one setting for the whole program."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet, numbered from 1 as spreadsheet programs do."""

    sheet: str
    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A file as it was read. `doubt`: the encoding was guessed, and that is said to the person."""

    name: str
    sha256: str
    encoding: str
    doubt: Label | None
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    left_out: tuple[str, ...] = ()
    """Sheets with other headings."""
    empty: int = 0


def read_table(path: Path, encoding: str | None = None, progress: Progress = no_progress) -> Table:
    """All rows below the headings; empty ones are counted and left out.

    Raises:
        Refused: too large, no table, unsafe or broken.
        Cancelled: the person stopped it.
    """
    with path.open("rb") as stream:
        data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise unusable(f"it is larger than {MOST_BYTES // 1_000_000} MB", f"文件超过 {MOST_BYTES // 1_000_000} MB")
    sha256 = hashlib.sha256(data).hexdigest()
    if data.startswith(b"PK"):
        del data
        refuse_unsafe(path, part(progress, 0, 200))
        return _table(path.name, sha256, "xlsx", None, workbook_rows(path), part(progress, 200, 1000))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise unusable("old .xls files and locked workbooks are not read; save it as .xlsx or CSV",
                       "不支持旧版 .xls 或加密工作簿；请另存为 .xlsx 或 CSV")  # fmt: skip
    doubt = None
    try:
        decoded = decode(data, encoding)
        text, name, doubt = decoded.text, decoded.encoding, decoded.doubt
    except Unreadable as unreadable:
        found = damaged(data, encoding)
        if found is None:
            raise unusable(f"{unreadable.place.en}: {unreadable.reason.en}",
                           f"{unreadable.place.zh}：{unreadable.reason.zh}") from unreadable  # fmt: skip
        text, name = found
    del data
    return _table(path.name, sha256, name, doubt, _csv_rows(text), part(progress, 0, 1000))


def _csv_rows(text: str) -> Iterator[tuple[str, int, list[str]]]:
    with _field_limit:
        before = csv.field_size_limit(MOST_FIELD)
        number = 0
        try:
            reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
            for number, cells in enumerate(reader, start=1):
                yield "", number, cells
        except csv.Error as broken:
            raise unusable(
                f"row {number + 1} is broken: a quotation mark is not closed, or a field is longer than "
                f"{MOST_FIELD:,} characters",
                f"第 {number + 1} 行已损坏：引号未闭合，或字段超过 {MOST_FIELD:,} 个字符",
            ) from broken
        finally:
            csv.field_size_limit(before)


def _separator(text: str) -> str:
    """The sign that parts the most rows among the first into equally many cells."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:20]
    counts = {sign: [line.count(sign) for line in lines] for sign in _SEPARATORS}
    return max(_SEPARATORS, key=lambda sign: (counts[sign][:1] or [0])[0] * 1000 + sum(map(bool, counts[sign])))


def _table(name: str, sha256: str, encoding: str, doubt: Label | None, found: Iterator[tuple[str, int, list[str]]],
           progress: Progress) -> Table:  # fmt: skip
    headings: tuple[str, ...] | None = None
    of_sheet: dict[str, tuple[str, ...]] = {}
    rows: list[Row] = []
    empty = 0
    try:
        for sheet, number, cells in found:
            if number % _REPORTED == 0:
                progress(len(rows), len(rows) * 2)
            if not any(cell.strip() for cell in cells):
                empty += 1
            elif sheet not in of_sheet:
                named = tuple(cell.strip() for cell in cells)
                if len(named) > MOST_COLUMNS:
                    raise unusable(f"row {number} has {len(named):,} columns, and at most {MOST_COLUMNS} are read",
                                   f"第 {number} 行有 {len(named):,} 列，最多读取 {MOST_COLUMNS} 列")  # fmt: skip
                if sum(map(bool, named)) > 1:  # a title above the headings stands alone in its row
                    of_sheet[sheet] = named
                    headings = headings or named
            elif of_sheet[sheet] == headings:
                rows.append(Row(sheet, number, tuple(cells)))
    finally:
        if hasattr(found, "close"):
            found.close()
    if headings is None:
        raise unusable("no row with headings was found", "未找到列名所在的行")
    progress(1, 1)
    left_out = tuple(sheet for sheet, named in of_sheet.items() if named != headings)
    return Table(name, sha256, encoding, doubt, headings, tuple(rows), left_out, empty)
