"""What keeps a row of a ticket list from being registered, or is worth knowing about it; each with its place."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.errors import Refused
from evidence.labels import Label, Labelled


class ProblemColumn(Labelled):
    """A column of the report of refused rows."""

    SHEET = "sheet", "Sheet", "工作表"
    ROW = "row", "Row", "行"
    COLUMN = "column", "Column", "列"
    REASON = "reason", "Reason", "原因"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about one cell or row; the row is refused unless it is only worth knowing."""

    sheet: str
    row: int
    column: str
    reason: Label
    refused: bool = True

    def cells(self, language: str) -> list[str]:
        """The line of the report."""
        return [self.sheet, str(self.row), self.column, self.reason.text(language)]


def unusable(en: str, zh: str) -> Refused:
    """Why a whole file is not taken."""
    return Refused(
        f"The list of tickets is not usable: {en}. Nothing was imported.",
        f"工单列表无法使用：{zh}。未导入任何内容。",
    )
