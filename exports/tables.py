"""Tables that leave the house: text that a spreadsheet program opens in any language and never takes for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from evidence.tickets.writing import safe

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def harmless(cell: str) -> str:
    """A cell that no spreadsheet program computes: one that begins like a formula gets an apostrophe before it."""
    return cell if _NUMBER.fullmatch(cell) else safe(cell)


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """A table as CSV in UTF-8 with its mark, lines ended as RFC 4180 says, every cell harmless."""
    text = io.StringIO()
    csv.writer(text).writerows([harmless(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()
