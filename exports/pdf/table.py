"""Tables: rows stay whole, the head is repeated on every page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from exports.pdf.blocks import Block, Group, Text
from exports.pdf.sheet import Sheet
from exports.pdf.style import COLUMN, INK, RULE
from exports.pdf.tags import Node

GUTTER = 7.0
HEAD_PAD = 3.0

Cell = Block | Sequence[Block]


@dataclass(slots=True)
class _Row:
    cells: list[Block]
    node: Node
    height: float = 0.0


@dataclass(slots=True)
class _Tags:
    """The nodes of one table, shared by its parts on several pages."""

    table: Node = field(default_factory=lambda: Node("Table"))
    head: Node = field(default_factory=lambda: Node("THead"))
    body: Node = field(default_factory=lambda: Node("TBody"))
    head_drawn: bool = False


def _cell(cell: Cell) -> Block:
    return cell if isinstance(cell, Block) else Group(cell)


class Table(Block):
    """Rows of cells in columns of fixed widths (points)."""

    def __init__(
        self,
        columns: Sequence[float],
        head: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        *,
        pad: float = 4.0,
        before: float = 0.0,
        after: float = 8.0,
        rules: bool = True,
    ) -> None:
        """Take the widths of the columns, the words of the head (empty: no head) and the cells of each row."""
        self._columns, self._pad, self._rules = list(columns), pad, rules
        self.before, self.after = before, after
        self._head = _Row([Text(words, COLUMN) for words in head], Node("TR")) if head else None
        self._rows = [_Row([_cell(cell) for cell in row], Node("TR")) for row in rows]
        for row in self._rows:
            for cell in row.cells:
                if isinstance(cell, Text) and cell.node.kind == "P":
                    # A cell that is one paragraph is tagged once, not twice.
                    cell.node.kind = "TD"
        self._tags = _Tags()
        self._measured = False

    def _measure_row(self, row: _Row, pad: float) -> float:
        row.height = pad + max(
            (cell.measure(wide - GUTTER) for cell, wide in zip(row.cells, self._columns, strict=True)), default=0.0
        )
        return row.height

    def _head_height(self) -> float:
        return self._head.height if self._head is not None else 0.0

    def measure(self, width: float) -> float:
        """The head and all rows."""
        if not self._measured:
            self._measured = True
            if self._head is not None:
                self._measure_row(self._head, 2 * HEAD_PAD)
            for row in self._rows:
                self._measure_row(row, 2 * self._pad)
        return self._head_height() + sum(row.height for row in self._rows)

    def least(self, width: float) -> float:
        """The head with two rows (or with the only one)."""
        self.measure(width)
        return self._head_height() + sum(row.height for row in self._rows[:2])

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Part it between two rows."""
        self.measure(width)
        room -= self._head_height()
        count = 0
        while count < len(self._rows) and self._rows[count].height <= room:
            room -= self._rows[count].height
            count += 1
        if count == len(self._rows) - 1 > 1:
            count -= 1  # The last row does not go to the next page alone.
        if count == 0 or count == len(self._rows):
            return None
        return self._part(self._rows[:count], self.before, 0.0), self._part(self._rows[count:], 0.0, self.after)

    def _part(self, rows: list[_Row], before: float, after: float) -> Table:
        part = Table(self._columns, (), (), pad=self._pad, before=before, after=after, rules=self._rules)
        part._head, part._rows, part._tags, part._measured = self._head, rows, self._tags, True
        return part

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw the head and the rows, a fine line below each."""
        tags, wide = self._tags, sum(self._columns)
        with sheet.under(tags.table):
            if self._head is not None:
                with sheet.under(tags.head):
                    self._draw_head(sheet, x, top, self._head)
                top -= self._head.height
                sheet.rule(x, top, wide, INK, 0.8)
            with sheet.under(tags.body):
                for row in self._rows:
                    self._draw_row(sheet, x, top, row, self._pad, False)
                    top -= row.height
                    if self._rules:
                        sheet.rule(x, top, wide, RULE, 0.4)

    def _draw_head(self, sheet: Sheet, x: float, top: float, head: _Row) -> None:
        if self._tags.head_drawn:
            with sheet.ornament():
                self._draw_row(sheet, x, top, head, HEAD_PAD, True)
        else:
            self._tags.head_drawn = True
            self._draw_row(sheet, x, top, head, HEAD_PAD, True)

    def _draw_row(self, sheet: Sheet, x: float, top: float, row: _Row, pad: float, head: bool) -> None:
        with sheet.under(row.node):
            for cell, wide in zip(row.cells, self._columns, strict=True):
                # The words of a head end on one line, whatever their number of lines.
                lower = row.height - 2 * pad - cell.measure(wide - GUTTER) if head else 0.0
                if isinstance(cell, Text) and cell.node.kind == "TD":
                    cell.draw(sheet, x, top - pad)
                else:
                    with sheet.under(Node("TH" if head else "TD", column=head)):
                        cell.draw(sheet, x, top - pad - lower)
                x += wide
