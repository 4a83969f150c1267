"""The parts that a page is filled with, from the top down."""

from __future__ import annotations

from collections.abc import Sequence

from exports.pdf.lines import Broken, Line, Span, break_lines, break_paragraphs, reading_language
from exports.pdf.sheet import Sheet
from exports.pdf.style import GREY, Colour, Face
from exports.pdf.tags import Node

FEWEST_LINES = 2
"""A paragraph leaves no fewer lines than this at the foot or the head of a page."""


class Block:
    """Something that takes a width and has a height; lengths in points.

    `before` and `after` are the space above and below (the larger of two neighbours counts, none at the head of a
    page). A block with `keeps_next` never stands alone at the foot of a page. `place` is what links lead to.
    """

    before: float = 0.0
    after: float = 0.0
    keeps_next: bool = False
    place: str = ""
    title: str = ""
    """What the head of the page calls the section that begins here."""

    def measure(self, width: float) -> float:
        """The height on `width` points."""
        raise NotImplementedError

    def least(self, width: float) -> float:
        """The height of which a page must have room for this block to begin on it."""
        return self.measure(width)

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """A first part not higher than `room`, and the rest; None if it cannot be parted there."""
        return None

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw it below `top`, in the width it was last measured with."""
        raise NotImplementedError


class Gap(Block):
    """Empty space."""

    def __init__(self, height: float) -> None:
        """Take the height."""
        self._height = height

    def measure(self, width: float) -> float:
        """Its height."""
        return self._height

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Nothing to be seen."""


class NewPage(Block):
    """The next block begins on a new page, unless `room` points are left on this one (none: always)."""

    def __init__(self, room: float | None = None) -> None:
        """Take the room that is enough to go on."""
        self.room = room

    def measure(self, width: float) -> float:
        """No height."""
        return 0.0

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Nothing to be seen."""


class Text(Block):
    """A paragraph of our own words or of short values; line breaks in it count as spaces."""

    def __init__(
        self,
        content: str | Sequence[Span],
        face: Face,
        *,
        tag: str = "P",
        before: float = 0.0,
        after: float = 0.0,
        at_most: int = 1_000_000,
        align: str = "left",
        language: str = "",
        number: str = "",
        indent: float = 0.0,
        keeps_next: bool = False,
    ) -> None:
        """Take the words and how they are set; `number` hangs into the `indent`; `at_most` lines are printed."""
        self.face = face
        self._spans = [Span(content, face.font, face.colour)] if isinstance(content, str) else list(content)
        self.before, self.after, self.keeps_next = before, after, keeps_next
        self._at_most, self._align, self._number, self._indent = at_most, align, number, indent
        self._width = -1.0
        self._lines: list[Line] = []
        text = self._spans[0].text if self._spans else ""
        self.node = Node(tag, language=language or reading_language(text))

    def _break(self, width: float) -> list[Line]:
        return break_lines(self._spans, self.face.size, width - self._indent, self._at_most)

    def measure(self, width: float) -> float:
        """Leading times lines."""
        if width != self._width:
            self._lines, self._width = self._break(width), width
        return len(self._lines) * self.face.leading

    def least(self, width: float) -> float:
        """Two lines, or all three of three."""
        self.measure(width)
        lines = len(self._lines)
        return (lines if lines < 2 * FEWEST_LINES else FEWEST_LINES) * self.face.leading

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Part it between two lines."""
        self.measure(width)
        lines = min(int(room / self.face.leading + 0.001), len(self._lines) - FEWEST_LINES)
        if lines < FEWEST_LINES:
            return None
        first, rest = _Set(self, self._lines[:lines], True), _Set(self, self._lines[lines:], False)
        first.before, rest.after = self.before, self.after
        return first, rest

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw the lines, and make rectangles for the links in them."""
        face = self.face
        if self._number:
            sheet.text(x, top - face.leading * 0.5 - face.size * 0.36, self._number, face.font, face.size, face.colour)
        _draw_lines(sheet, x + self._indent, top, self._lines, face, self.node, self._align, self._width)


class _Set(Text):
    """Lines that were broken before: a part of a paragraph."""

    def __init__(self, whole: Text, lines: list[Line], first: bool) -> None:
        super().__init__("", whole.face)
        self.node, self._align, self._indent = whole.node, whole._align, whole._indent
        self._number = whole._number if first else ""
        self._lines = lines

    def _break(self, width: float) -> list[Line]:
        return self._lines


class Passage(Text):
    """A text from outside, its line breaks kept, cut after `at_most` lines with the words `more` below it."""

    def __init__(self, text: str, face: Face, *, at_most: int, more: str, before: float = 0.0, after: float = 0.0):
        """Take the text; `{count}` in `more` becomes the number of characters left out."""
        super().__init__("", face, before=before, after=after, language=reading_language(text))
        self._text, self._most, self._more = text, at_most, more

    def _break(self, width: float) -> list[Line]:
        broken: Broken = break_paragraphs(self._text, self.face, width, self._most)
        lines = list(broken.lines)
        if broken.left_out:
            words = self._more.replace("{count}", f"{broken.left_out:,}")
            lines += break_lines([Span(words, "Sans-Md", GREY)], self.face.size, width, 1)
        return lines


def _draw_lines(
    sheet: Sheet, x: float, top: float, lines: Sequence[Line], face: Face, node: Node, align: str, width: float
) -> None:
    base = top - face.leading * 0.5 - face.size * 0.36
    linked: list[tuple[str, str, float, float, float]] = []
    with sheet.tagged(node):
        for line in lines:
            start = x + (
                width - line.width if align == "right" else (width - line.width) / 2 if align == "centre" else 0
            )
            sheet.line_of_text(start, base, line, face.size)
            for piece in line.pieces:
                if piece.link:
                    linked.append((piece.link, piece.text, start, base, piece.width))
                start += piece.width
            base -= face.leading
    for name, text, start, base, wide in linked:
        link = node.new("Link", alt=text)
        sheet.link(name, start - 1, base - 2.5, wide + 2, face.size + 2.5, link, text)


class Group(Block):
    """Blocks below each other that stay on one page."""

    def __init__(self, blocks: Sequence[Block], *, before: float = 0.0, after: float = 0.0, place: str = "") -> None:
        """Take the blocks."""
        self.blocks = list(blocks)
        self.before, self.after, self.place = before, after, place
        self._width = -1.0
        self._heights: list[float] = []

    def measure(self, width: float) -> float:
        """All heights, and the space between."""
        if width != self._width:
            self._width = width
            self._heights = [block.measure(width) for block in self.blocks]
        between = sum(
            max(above.after, below.before) for above, below in zip(self.blocks, self.blocks[1:], strict=False)
        )
        return sum(self._heights) + between

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw them from the top down."""
        above: Block | None = None
        for block, height in zip(self.blocks, self._heights, strict=True):
            if above is not None:
                top -= max(above.after, block.before)
            block.draw(sheet, x, top)
            top -= height
            above = block


class Beside(Block):
    """Blocks side by side, each in its own width, that stay on one page."""

    def __init__(self, columns: Sequence[tuple[float, Block]], *, gap: float, before: float = 0.0, after: float = 0.0):
        """Take pairs of width and block, and the gap between."""
        self._columns, self._gap = list(columns), gap
        self.before, self.after = before, after

    def measure(self, width: float) -> float:
        """The height of the highest."""
        return max(block.measure(wide) for wide, block in self._columns)

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw them from left to right."""
        for wide, block in self._columns:
            block.draw(sheet, x, top)
            x += wide + self._gap


class Panel(Block):
    """A block on a tinted ground, with a bar in a colour at its left."""

    def __init__(
        self, inner: Block, *, tint: Colour | None, bar: Colour | None = None, pad: float = 6.0, indent: float = 9.0
    ) -> None:
        """Take what stands on it."""
        self._inner, self._tint, self._bar, self._pad, self._indent = inner, tint, bar, pad, indent
        self._width = 0.0
        self.before, self.after = inner.before, inner.after

    def measure(self, width: float) -> float:
        """The inner height and the padding."""
        self._width = width
        return self._inner.measure(width - 2 * self._indent) + 2 * self._pad

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw the ground, the bar, and what stands on it."""
        height = self.measure(self._width)
        if self._tint is not None:
            sheet.box(x, top - height, self._width, height, self._tint)
        if self._bar is not None:
            sheet.box(x, top - height, 2.2, height, self._bar)
        self._inner.draw(sheet, x + self._indent, top - self._pad)
