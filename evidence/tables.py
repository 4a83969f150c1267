"""Tables that leave the house: a spreadsheet program opens them in any language and takes no cell for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from evidence.errors import WrongUse

_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_MOST_CELL = 32_767
"""Characters of a cell that spreadsheet programs take."""
ENDINGS = (".csv", ".xlsx")


def harmless(text: str) -> str:
    """A cell that no program computes: an apostrophe before what would begin a formula, and is no plain number."""
    return f"'{text}" if text.startswith(_BEGINS_FORMULA) and not _NUMBER.fullmatch(text) else text


def table_bytes(path: Path, heading: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table in the form that the name of a file asks for.

    Raises:
        WrongUse: the name ends in none that is known.
    """
    ending = path.suffix.lower()
    if ending == ".csv":
        return csv_bytes((heading, *rows))
    if ending == ".xlsx":
        return xlsx_bytes(heading, rows)
    raise wrong_ending(path)


def wrong_ending(path: Path) -> WrongUse:
    """What is said of a name that ends in no kind of table."""
    return WrongUse(f"{path.name}: a table is written as .csv or .xlsx.", f"{path.name}：表格只能写为 .csv 或 .xlsx。")


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with a mark, which spreadsheet programs need to show Chinese; lines ended as RFC 4180 says."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", "backslashreplace")


def xlsx_bytes(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A workbook whose cells are all text; what its format cannot hold is shown by its number."""
    from openpyxl import Workbook  # takes a while to load, and the window has no use for it at its start
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Replaydesk")
    for row in (heading, *rows):
        cells = []
        for text in row:
            shown = ILLEGAL_CHARACTERS_RE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)[:_MOST_CELL]
            cell = WriteOnlyCell(sheet, value=shown)
            cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
