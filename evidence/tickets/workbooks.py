"""XLSX files: looked through before they are opened, then read row by row; formulas stay the text that they are."""

from __future__ import annotations

import math
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from evidence.errors import Refused
from evidence.progress import Progress, no_progress
from evidence.tickets.problems import unusable

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

MOST_UNPACKED = 400_000_000
"""Bytes of all parts together, unpacked."""
MOST_PARTS = 5_000
_PIECE = 1 << 20
_DOCTYPES = tuple("<!DOCTYPE".encode(codec) for codec in ("ascii", "utf-16-le", "utf-16-be"))
_BROKEN = (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, KeyError, SyntaxError, TypeError)
"""What zipfile and openpyxl raise about a file that is no workbook."""


def refuse_unsafe(path: Path, progress: Progress = no_progress, most: int = MOST_UNPACKED) -> None:
    """Look at what the parts say of their size, then unpack them once, keeping nothing.

    Raises:
        Refused: too large when unpacked, locked, broken, or with definitions that workbooks never have.
    """
    with _explained(), zipfile.ZipFile(path) as packed:
        parts = packed.infolist()
        declared = sum(one.file_size for one in parts)
        if declared > most or len(parts) > MOST_PARTS:
            raise _bomb(most)
        if any(one.flag_bits & 1 for one in parts):
            raise unusable("the workbook is locked with a password", "工作簿已加密")
        really = 0
        for one in parts:
            before = b""
            with packed.open(one) as stream:
                while piece := stream.read(_PIECE):
                    really += len(piece)
                    if really > most:
                        raise _bomb(most)
                    if any(word in before + piece for word in _DOCTYPES):
                        raise unusable(
                            "it defines entities, which no workbook does", "文件中含有实体定义，正常工作簿不会如此"
                        )
                    before = piece[-32:]
                    progress(really, declared)


def workbook_rows(path: Path) -> Iterator[tuple[str, int, list[str]]]:
    """Sheet, number and cells of every row; hidden sheets too, since what is hidden is not what is absent.

    Raises:
        Refused: it is no workbook that can be read.
    """
    from openpyxl import load_workbook  # takes a while to load, and the window has no use for it at its start

    with _explained():
        book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
        try:
            for sheet in book.worksheets:
                cast("ReadOnlyWorksheet", sheet).reset_dimensions()
                for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
                    cells = [cell_text(value) for value in row]
                    while cells and not cells[-1]:
                        cells.pop()
                    yield sheet.title, number, cells
        finally:
            book.close()


def cell_text(value: object) -> str:
    """A cell as text: days as YYYY-MM-DD, whole numbers without a fraction."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if math.isfinite(value) and value.is_integer() else repr(value)
    return str(value)


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except Refused:
        raise
    except _BROKEN as broken:
        raise unusable("the workbook is broken", "工作簿已损坏") from broken


def _bomb(most: int) -> Refused:
    return unusable(
        f"unpacked, the workbook would be larger than {most // 1_000_000} MB",
        f"工作簿解压后将超过 {most // 1_000_000} MB",
    )
