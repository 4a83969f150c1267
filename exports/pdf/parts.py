"""The parts that every section uses: headings, pairs of label and value, words with their sign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from evidence.labels import Label
from exports.pdf.blocks import Block, Group, Text
from exports.pdf.lines import Span
from exports.pdf.sheet import Sheet
from exports.pdf.signs import draw_sign, sign_of
from exports.pdf.speech import Speech
from exports.pdf.style import (
    ACCENT,
    BODY,
    CELL,
    CELL_GREY,
    GREY,
    HEADING,
    INK,
    LABEL,
    MM,
    RULE,
    VALUE,
    Face,
)
from exports.pdf.tags import Node
from exports.pdf.text import text_width


class Section(Block):
    """The heading of a section: number, title, and the title in the other language at the right."""

    keeps_next = True
    before = 20.0

    def __init__(self, number: str, label: Label, speech: Speech) -> None:
        """Take the number and the title; `place` becomes `section N`, or the title for one without a number."""
        self._number, self._first, self._second = number, speech.say(label), speech.beside(label)
        self._speech = speech
        self.title = self._first
        self.place = f"section {number}" if number else f"section {label.en}"
        self._width = 0.0

    def measure(self, width: float) -> float:
        """18.5 mm."""
        self._width = width
        return 18.5 * MM

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Begin the section in the tree and in the bookmarks, too."""
        sheet.parent = sheet.tree.root.new("Sect")
        sheet.place(self.place, top + 6)
        sheet.outline.add(f"{self._number}  {self._first}".strip(), self.place)
        base = top - 18
        with sheet.tagged(Node("H1")):
            start = x
            if self._number:
                start += sheet.text(x, base, f"{self._number} ", "Sans-Lt", 21, ACCENT) + 5
            sheet.text(start, base, self._first, "Sans-Lt", 21, INK)
        if self._second:
            with sheet.tagged(Node("P", language="zh-Hans" if self._speech.other == "zh" else "en-GB")):
                sheet.text(x + self._width, base, self._second, "Sans", 10.5, GREY, "right")
        sheet.rule(x, base - 9, self._width, INK, 0.9)


def heading(label: Label, speech: Speech, **values: object) -> Text:
    """A heading within a section, the other language in grey beside it."""
    spans = [Span(speech.say(label, **values), HEADING.font, INK)]
    if other := speech.beside(label, **values):
        spans.append(Span(f"  {other}", "Sans", GREY))
    return Text(spans, HEADING, tag="H2", before=12, after=4, keeps_next=True)


def paragraphs(
    label: Label,
    speech: Speech,
    face: Face = BODY,
    after: float = 6.0,
    keeps_next: bool = False,
    **values: Label | str | int,
) -> list[Text]:
    """A sentence of ours as a paragraph, in as many languages as the edition speaks."""
    return [Text(words, face, after=after, keeps_next=keeps_next) for words in speech.sentences(label, **values)]


def bullets(sentences: Iterable[Sequence[str]], numbered: bool = False) -> Iterator[Block]:
    """Sentences below each other, with dashes or numbers in front of the first language of each."""
    indent = 16 if numbered else 11
    for count, languages in enumerate(sentences, 1):
        for at, sentence in enumerate(languages):
            sign = "" if at else f"{count}." if numbered else "–"
            yield Text(sentence, BODY, number=sign, indent=indent, after=3.2)


def both_lines(label: Label, speech: Speech, face: Face = CELL, second: Face = CELL_GREY) -> list[Block]:
    """A name with the other language below it in grey."""
    lines: list[Block] = [Text(speech.say(label), face)]
    if other := speech.beside(label):
        lines.append(Text(other, second))
    return lines


class Worded(Block):
    """A sign with its word, the word in the other language below."""

    def __init__(self, word: str, label: Label, speech: Speech, second: bool = True) -> None:
        """Take the stored word, its label, and whether the other language is printed, too."""
        self._word = word
        colour = sign_of(word).colour
        self._first = Text(speech.say(label), Face("Sans-Sb", 8.2, 11.4, colour))
        other = speech.beside(label) if second else ""
        self._second = Text(other, Face("Sans", 7.4, 10, colour)) if other else None

    def measure(self, width: float) -> float:
        """One line, or two."""
        return self._first.measure(width - 12.5) + (self._second.measure(width - 12.5) if self._second else 0.0)

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """The sign, and the words beside it."""
        draw_sign(sheet, self._word, x + 4.2, top - 5.6, 3.8)
        self._first.draw(sheet, x + 12.5, top)
        if self._second is not None:
            self._second.draw(sheet, x + 12.5, top - 11.4 * len(self._first._lines))


CHIP_HEIGHT = 15.0


def chip_width(label: Label, speech: Speech) -> float:
    """Width in points of a chip with this word."""
    return text_width(speech.pair(label), "Sans-Sb", 7.8) + 27


def draw_chip(sheet: Sheet, word: str, label: Label, speech: Speech, x: float, y: float) -> None:
    """A sign and its word in both languages on a tinted ground, from its lower left corner."""
    sign = sign_of(word)
    sheet.box(x, y, chip_width(label, speech), CHIP_HEIGHT, sign.tint, radius=2.5)
    draw_sign(sheet, word, x + 10, y + 7.5, 4)
    with sheet.tagged(Node("P")):
        sheet.text(x + 18.5, y + 4.9, speech.pair(label), "Sans-Sb", 7.8, sign.colour)


def pair(label: Label, value: str | Sequence[Span] | Text, speech: Speech, face: Face = VALUE) -> Group:
    """A small grey label, in both languages, over its value; one paragraph to a screen reader."""
    above = Text(speech.pair(label), LABEL)
    below = value if isinstance(value, Text) else Text(value, face)
    above.node = below.node
    return Group([above, below], after=3.2)


class Ledger(Block):
    """Label at the left, value at the right, a fine line below each; parts between lines."""

    def __init__(
        self, rows: Sequence[tuple[str, Block]], *, left: float = 118.0, pad: float = 4.5, after: float = 0.0
    ) -> None:
        """Take pairs of label and value."""
        self._rows = [(Text(words, CELL_GREY, language=""), block) for words, block in rows]
        self._left, self._pad, self.after = left, pad, after
        self._width = 0.0

    def _height(self, label: Text, block: Block) -> float:
        return max(label.measure(self._left - 8), block.measure(self._width - self._left)) + 2 * self._pad

    def measure(self, width: float) -> float:
        """All rows."""
        self._width = width
        return sum(self._height(label, block) for label, block in self._rows)

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Part it between two rows."""
        self._width = width
        count = 0
        while count < len(self._rows) and (room := room - self._height(*self._rows[count])) >= 0:
            count += 1
        if count == 0 or count == len(self._rows):
            return None
        first, rest = Ledger((), left=self._left, pad=self._pad), Ledger((), left=self._left, pad=self._pad)
        first._rows, rest._rows, rest.after = self._rows[:count], self._rows[count:], self.after
        return first, rest

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Row by row."""
        for label, block in self._rows:
            height = self._height(label, block)
            label.draw(sheet, x, top - self._pad)
            block.draw(sheet, x + self._left, top - self._pad)
            top -= height
            sheet.rule(x, top, self._width, RULE, 0.4)
