"""The contents: sections and marks with their pages, each a link."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.labels import Label
from exports.pdf.blocks import Block
from exports.pdf.sheet import Sheet
from exports.pdf.signs import draw_sign
from exports.pdf.style import ACCENT, GREY, INK
from exports.pdf.tags import Node
from exports.pdf.text import fit
from exports.pdf.view import View

MARKS_AT_MOST = 60
"""With more marks than this, the contents name the section only: the findings lead to each mark."""

_SECTION, _MARK = 19.0, 13.2


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: the section's number or none, its name, the place it leads to, and the sign of a mark."""

    number: str
    label: Label
    place: str
    verdict: str = ""


class Contents(Block):
    """The lines of the contents; they may run over several pages."""

    def __init__(self, entries: list[Entry], view: View) -> None:
        """Take the lines."""
        self._entries, self._view = entries, view
        self._node = Node("TOC")
        self._width = 0.0

    @staticmethod
    def _height(entry: Entry) -> float:
        return _MARK if entry.verdict else _SECTION

    def measure(self, width: float) -> float:
        """All lines."""
        self._width = width
        return sum(map(self._height, self._entries))

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Part it between two lines."""
        count = 0
        while count < len(self._entries) and (room := room - self._height(self._entries[count])) >= 0:
            count += 1
        if count == 0 or count == len(self._entries):
            return None
        first, rest = Contents(self._entries[:count], self._view), Contents(self._entries[count:], self._view)
        first._node = rest._node = self._node
        return first, rest

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Line by line, dots between name and page."""
        with sheet.under(self._node):
            for entry in self._entries:
                top -= self._height(entry)
                self._line(sheet, entry, x, top)

    def _line(self, sheet: Sheet, entry: Entry, x: float, y: float) -> None:
        speech, right = self._view.speech, x + self._width
        base, start = y + 4, x + (34 if entry.verdict else 24)
        font, size = ("Sans", 8.2) if entry.verdict else ("Sans-Sb", 9.4)
        node = Node("TOCI")
        with sheet.tagged(node):
            if entry.number:
                sheet.text(x, base, entry.number, "Mono", 8.4, ACCENT)
            if entry.verdict:
                draw_sign(sheet, entry.verdict, x + 27.4, y + 6.8, 2.9)
            name, other = speech.say(entry.label), "" if entry.verdict else speech.beside(entry.label)
            end = start + sheet.text(start, base, fit(name, font, size, self._width - 110), font, size, INK) + 6
            if other:
                end += sheet.text(end, base, other, "Sans", size - 1.2, GREY) + 6
            page = sheet.page_numbers[entry.place]
            sheet.text(right, base, str(page), "Mono", 8.2, INK, "right")
        link = node.new("Link", alt=name)
        sheet.link(entry.place, x, y + 1, self._width, self._height(entry) - 2, link, name)
        if end < right - 26:
            sheet.dots(end + 2, y + 5.6, right - 22 - end)
