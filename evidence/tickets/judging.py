"""From the rows of a table to complaints that can be registered, and the reasons why others cannot."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping as Known
from dataclasses import dataclass
from datetime import date

from evidence.errors import WrongUse
from evidence.labels import Label
from evidence.model.case import Money
from evidence.model.kinds import Channel, DisputeKind
from evidence.progress import Progress, no_progress
from evidence.tickets.fields import DayOrder, Field, Mapping
from evidence.tickets.problems import Problem
from evidence.tickets.sheets import Row, Table
from evidence.tickets.values import channel_of, day_of, kind_of, money_of, order_of

MOST_WORDS = 200_000
"""Characters of the customer's own words at most."""
MOST_CELL = 1_000
_TITLE = 80
_HIDDEN = {"Cc", "Cf", "Co"}
_LINES = frozenset("\t\n\r")


@dataclass(frozen=True, slots=True)
class Ticket:
    """One row as it will be registered."""

    row: int
    sheet: str
    ticket: str
    received: date | None
    kind: DisputeKind
    title: str
    customer: str
    branch: str
    channel: Channel
    amount: Money | None
    reference: str
    words: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What becomes of a table."""

    tickets: tuple[Ticket, ...]
    problems: tuple[Problem, ...]
    refused: int
    """Rows with at least one reason against them."""


class NotClear(WrongUse):
    """The dates of a column can be read in more than one order, so a person says which."""


def judge(table: Table, mapping: Mapping, known: Known[str, str], progress: Progress = no_progress) -> Judged:
    """Read every row. known: tickets of the library, with the labels of their complaints.

    Raises:
        NotClear: the order of day, month and year cannot be told.
        WrongUse: nothing says what a complaint is about.
        Cancelled: the person stopped it.
    """
    if not mapping.kind and mapping.column(Field.KIND) is None:
        raise WrongUse(
            "No column tells the kind of dispute: name one (kind=…), or a kind for all rows (default=FE).",
            "没有列说明争议类型：请指明列（kind=…），或为全部行指定类型（default=FE）。",
        )
    judge_row = _Judge(table, mapping, known)
    tickets = []
    for number, row in enumerate(table.rows):
        if number % 2000 == 0:
            progress(number, len(table.rows))
        if (ticket := judge_row.ticket(row)) is not None:
            tickets.append(ticket)
    progress(1, 1)
    return Judged(tuple(tickets), tuple(judge_row.problems), len(table.rows) - len(tickets))


class _Judge:
    """One reading of a table."""

    def __init__(self, table: Table, mapping: Mapping, known: Known[str, str]) -> None:
        self.problems: list[Problem] = []
        self._table, self._known = table, known
        self._columns = dict(mapping.columns)
        self._default = DisputeKind(mapping.kind) if mapping.kind in set(DisputeKind) else None
        self._order = mapping.order or self._found_order()
        self._seen: dict[str, str] = {}
        self._refused = False

    def _found_order(self) -> DayOrder:
        place = self._columns.get(Field.RECEIVED)
        if place is None:
            return DayOrder.YMD
        cells = [row.cells[place] for row in self._table.rows if place < len(row.cells) and row.cells[place].strip()]
        order = order_of(cells)
        if order is None:
            doubtful = next((cell for cell in cells if order_of([cell]) is None), cells[0])[:20]
            raise NotClear(
                f"The dates under “{self._table.headings[place][:40]}”, such as {doubtful}, can be read in more "
                "than one order. Choose the order of dates (in a command: dates=dmy, dates=mdy or dates=ymd).",
                f"“{self._table.headings[place][:40]}”列的日期（如 {doubtful}）有多种读法。"
                "请选择日期顺序（命令行中写 dates=dmy、dates=mdy 或 dates=ymd）。",
            )
        return order

    def ticket(self, row: Row) -> Ticket | None:
        """The row as it will be registered; None where something is against it."""
        self._refused = False
        if len(row.cells) > len(self._table.headings) and any(row.cells[len(self._table.headings) :]):
            many, due = len(row.cells), len(self._table.headings)
            self._against(row, None, f"the row has {many} cells, and there are {due} headings",
                          f"该行有 {many} 格，列名只有 {due} 个")  # fmt: skip
        cell = {field: self._cell(row, field) for field in Field}
        received = day_of(cell[Field.RECEIVED], self._order) if cell[Field.RECEIVED] else None
        if cell[Field.RECEIVED] and received is None:
            self._odd(row, Field.RECEIVED, cell, "is no day that exists", "不是存在的日期")
        kind = kind_of(cell[Field.KIND]) or self._default
        if kind is None:
            self._odd(row, Field.KIND, cell, "is none of the eight kinds of dispute", "不属于八类争议")
        channel = channel_of(cell[Field.CHANNEL]) if cell[Field.CHANNEL] else Channel.NOT_STATED
        if channel is None:
            self._odd(row, Field.CHANNEL, cell, "is no way that is known; it was taken as “other”",
                      "不是已知渠道；按“其他”登记", refused=False)  # fmt: skip
            channel = Channel.OTHER
        amount = money_of(cell[Field.AMOUNT]) if cell[Field.AMOUNT] else None
        if cell[Field.AMOUNT] and amount is None:
            self._odd(row, Field.AMOUNT, cell, "is no amount", "不是金额")
        self._number(row, cell[Field.TICKET])
        if self._refused or kind is None:
            return None
        words = cell[Field.WORDS]
        title = cell[Field.TITLE] or words.split("\n")[0][:_TITLE] or kind.label.text("zh" if _chinese(cell) else "en")
        return Ticket(row.number, row.sheet, cell[Field.TICKET], received, kind, title, cell[Field.CUSTOMER],
                      cell[Field.BRANCH], channel, amount, cell[Field.REFERENCE], words)  # fmt: skip

    def _cell(self, row: Row, field: Field) -> str:
        place = self._columns.get(field)
        text = row.cells[place].strip() if place is not None and place < len(row.cells) else ""
        if not text:
            return ""
        most = MOST_WORDS if field is Field.WORDS else MOST_CELL
        if len(text) > most:
            self._against(row, field, f"the cell has {len(text):,} characters, and at most {most:,} belong there",
                          f"该格有 {len(text):,} 个字符，最多 {most:,} 个")  # fmt: skip
        if text.isprintable():  # nothing of it is hidden, then
            return text
        categories = {unicodedata.category(sign) for sign in text if sign not in _LINES}
        if "Cs" in categories:
            self._against(
                row, field, "some bytes cannot be read in the encoding of the file", "部分字节无法按文件编码读取"
            )
        elif categories & _HIDDEN:
            self._against(row, field, "the cell holds control or direction signs; they are kept and shown by number",
                          "该格含控制符或方向符；予以保留，以编号显示", refused=False)  # fmt: skip
        return text

    def _number(self, row: Row, ticket: str) -> None:
        if not ticket:
            return
        if ticket in self._known:
            label = self._known[ticket]
            self._against(row, Field.TICKET, f"“{ticket[:40]}” is registered already as {label}",
                          f"“{ticket[:40]}”已登记为 {label}")  # fmt: skip
        elif ticket in self._seen:
            first = self._seen[ticket]
            self._against(row, Field.TICKET, f"“{ticket[:40]}” stands in row {first} already",
                          f"“{ticket[:40]}”已见于第 {first} 行")  # fmt: skip
        else:
            self._seen[ticket] = f"{row.sheet} {row.number}".strip()

    def _odd(self, row: Row, field: Field, cell: dict[Field, str], en: str, zh: str, *, refused: bool = True) -> None:
        text = cell[field]
        formula = Label(" (a formula is kept as its text and never computed)", "（公式按文本保留，不予计算）")
        more = formula if text.startswith("=") else Label("", "")
        self._against(row, field, f"“{text[:40]}” {en}{more.en}", f"“{text[:40]}”{zh}{more.zh}", refused=refused)

    def _against(self, row: Row, field: Field | None, en: str, zh: str, *, refused: bool = True) -> None:
        place = self._columns.get(field) if field else None
        heading = self._table.headings[place] if place is not None and place < len(self._table.headings) else ""
        self._refused = self._refused or refused
        self.problems.append(Problem(row.sheet, row.number, heading, Label(en, zh), refused))


def _chinese(cell: dict[Field, str]) -> bool:
    return any("\u4e00" <= sign <= "\u9fff" for text in cell.values() for sign in text[:40])
