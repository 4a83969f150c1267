"""Section 4: the matrix of points and exhibits, and each conclusion with all that speaks for or against it."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.labels import Label
from exports.pdf import strings
from exports.pdf.blocks import Beside, Block, Gap, Group, NewPage, Text
from exports.pdf.data import Json
from exports.pdf.lines import Span
from exports.pdf.parts import CHIP_HEIGHT, Section, chip_width, draw_chip, heading, paragraphs
from exports.pdf.sheet import Sheet
from exports.pdf.signs import SIGNS, draw_sign, sign_of
from exports.pdf.speech import label_of
from exports.pdf.style import (
    ACCENT,
    CELL,
    CELL_GREY,
    FIGURES,
    GREY,
    INK,
    MEASURE,
    OCHRE,
    RULE,
    SMALL_GREY,
    Face,
)
from exports.pdf.table import Table
from exports.pdf.tags import Node
from exports.pdf.view import View

EXHIBITS_ACROSS = 8
REASON_LINES = 10
MISSING_LINES = 3
TEST_LINES = 3
_CODE, _COLUMN = 40.0, 34.0
_GAP, _LABEL = 14.0, 72.0


def findings(view: View) -> Iterator[Block]:
    """The blocks of the section."""
    speech = view.speech
    yield NewPage()
    yield Section("4", strings.FINDINGS, speech)
    if view.marks_by_point:
        yield from paragraphs(strings.FINDINGS_SAY, speech, checklist=label_of(view.content["checklist"]["label"]))
        yield from _matrices(view)
        yield Legend(view)
        yield Gap(6)
        for code, marks in view.marks_by_point.items():
            yield _Finding(view, code, marks)
    else:
        yield from paragraphs(strings.NO_FINDINGS, speech)
    yield from _without_marks(view)


def _matrices(view: View) -> Iterator[Block]:
    """The matrix; with many exhibits, several below each other."""
    exhibits = sorted({mark["exhibit"] for mark in view.marks}, key=lambda label: (len(label), label))
    for first in range(0, len(exhibits), EXHIBITS_ACROSS):
        across = exhibits[first : first + EXHIBITS_ACROSS]
        shown = [
            code for code, marks in view.marks_by_point.items() if any(mark["exhibit"] in across for mark in marks)
        ]
        head = ["", view.speech.pair(strings.POINT), *across]
        rows = [[*_point(view, code), *(_Signs(view, code, exhibit) for exhibit in across)] for code in shown]
        wide = _COLUMN
        yield Table([_CODE, MEASURE - _CODE - wide * len(across), *[wide] * len(across)], head, rows, pad=3.4, after=6)


def _point(view: View, code: str, size: float = CELL.size) -> list[Block]:
    point, label = view.points[code], view.point_label(code)
    star = "★ " if point["critical"] else ""
    name = [Span(star, CELL.font, ACCENT), Span(view.speech.say(label), CELL.font, INK)]
    if other := view.speech.beside(label):
        name.append(Span(f"  {other}", CELL.font, GREY))
    return [Text(code, Face("Mono", size - 0.6, size + 2.8)), Text(name, Face(CELL.font, size, size + 2.8))]


class _Signs(Block):
    """The signs of all marks of one point in one exhibit; each leads to the mark."""

    def __init__(self, view: View, code: str, exhibit: str) -> None:
        self._view = view
        self._marks = [mark for mark in view.marks_by_point[code] if mark["exhibit"] == exhibit]

    def measure(self, width: float) -> float:
        """Rows of two."""
        return max(1, (len(self._marks) + 1) // 2) * 10.5

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw the signs."""
        for at, mark in enumerate(self._marks):
            left, middle = x + 4.4 + at % 2 * 11.5, top - 5.6 - at // 2 * 10.5
            label = label_of(mark["verdict_label"])
            says = f"{mark['label']}: {self._view.speech.say(label)}"
            with sheet.tagged(Node("Figure", alt=says)) as figure:
                draw_sign(sheet, mark["verdict"], left, middle, 3.8)
            link = figure.new("Link", alt=says)
            sheet.link(f"mark {mark['label']}", left - 5, middle - 5, 10, 10, link, says)


class Legend(Block):
    """The signs that occur, with their words."""

    def __init__(self, view: View) -> None:
        """Take the verdicts of the standing marks."""
        speech = view.speech
        found = {mark["verdict"]: label_of(mark["verdict_label"]) for mark in view.marks}
        self._words = [(word, speech.pair(found[word])) for word in SIGNS if word in found]

    def measure(self, width: float) -> float:
        """Two lines when there are many."""
        return 13.0 * ((len(self._words) + 3) // 4)

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Four in a line."""
        for at, (word, says) in enumerate(self._words):
            left, base = x + at % 4 * MEASURE / 4, top - 9 - at // 4 * 13
            draw_sign(sheet, word, left + 4, base + 2.6, 3.4)
            with sheet.tagged(Node("P")):
                sheet.text(left + 12, base, says, "Sans", 7.4, GREY)


class _Finding(Group):
    """One point: its name and conclusion, the reason, the marks for and against, and what is missing."""

    def __init__(self, view: View, code: str, marks: list[Json]) -> None:
        self._conclusion = view.conclusions.get(code)
        self._speech = view.speech
        self._sheet_width = 0.0
        label = view.point_label(code)
        star = "★ " if view.points[code]["critical"] else ""
        title = [
            Span(f"{code}  ", "Mono-Md", INK),
            Span(star, "Sans-Sb", ACCENT),
            Span(view.speech.say(label), "Sans-Sb", INK),
        ]
        blocks: list[Block] = [_Indented(Text(title, Face("Sans-Sb", 9.6, 13.4), tag="H2"), right=self._chip() + 10)]
        if other := view.speech.beside(label):
            blocks.append(Text(other, SMALL_GREY))
        if test := view.looked_for(code):
            blocks.append(Text(view.speech.say(test), CELL_GREY, at_most=TEST_LINES))
        blocks.append(Gap(3))
        blocks += _reasoning(view, self._conclusion, marks)
        super().__init__(blocks, before=7, after=7, place=f"point {code}")

    def _chip(self) -> float:
        return chip_width(label_of(self._conclusion["result_label"]), self._speech) if self._conclusion else 0.0

    def measure(self, width: float) -> float:
        """The blocks, and the rule above them."""
        self._sheet_width = width
        return super().measure(width) + 8

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """A rule in the colour of the conclusion, its chip at the right, and the blocks."""
        sheet.place(self.place, top + 6)
        word = self._conclusion["result"] if self._conclusion else ""
        sheet.box(x, top - 1.2, self._sheet_width, 1.2, sign_of(word).colour if word else RULE)
        if self._conclusion:
            right = x + self._sheet_width - self._chip()
            draw_chip(
                sheet, word, label_of(self._conclusion["result_label"]), self._speech, right, top - 7 - CHIP_HEIGHT
            )
        super().draw(sheet, x, top - 8)


class _Indented(Block):
    """A block that leaves room at its right."""

    def __init__(self, inner: Block, right: float) -> None:
        self._inner, self._right = inner, right
        self.before, self.after = inner.before, inner.after

    def measure(self, width: float) -> float:
        return self._inner.measure(width - self._right)

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        self._inner.draw(sheet, x, top)


def _reasoning(view: View, conclusion: Json | None, marks: list[Json]) -> Iterator[Block]:
    speech = view.speech
    if conclusion is None:
        yield _row(view, strings.MARKS_CITED, view.mark_links([mark["label"] for mark in marks], FIGURES))
        return
    for words in speech.sentences(label_of(conclusion["reason"])):
        yield Text(words, Face("Sans", 8.8, 12.8), at_most=REASON_LINES, after=2)
    none = [Span(speech.say(strings.NONE_NAMED), CELL.font, GREY)]
    half = (MEASURE - _GAP) / 2
    sides = [
        (half, _row(view, label, _cited(view, cited) or none))
        for label, cited in ((strings.FOR, conclusion["marks_for"]), (strings.AGAINST, conclusion["marks_against"]))
    ]
    yield Beside(sides, gap=_GAP, before=2)
    for missing in conclusion["missing"]:
        words = speech.say(label_of(missing))
        yield _row(view, strings.MISSING, [Span(words, CELL.font, OCHRE)], MISSING_LINES)
    cited = {*conclusion["marks_for"], *conclusion["marks_against"]}
    left = [mark["label"] for mark in marks if mark["label"] not in cited]
    if left:
        yield _row(view, strings.MARKS_CITED, _cited(view, left))


def _cited(view: View, labels: list[str]) -> list[Span]:
    """`M-003 (EX-02, Given partly)  M-007 (…)`, each a link."""
    spans: list[Span] = []
    for label in labels:
        spans += [Span("   ", CELL.font, GREY)] if spans else []
        spans += view.mark_links([label], FIGURES)
        mark = view.marks_by_label.get(label)
        if mark is not None:
            verdict = view.speech.say(label_of(mark["verdict_label"]))
            spans.append(Span(f" {mark['exhibit']}, {verdict}", CELL.font, GREY))
    return spans


def _row(view: View, label: Label, spans: list[Span], at_most: int = 6) -> Block:
    words = Text(view.speech.pair(label), SMALL_GREY)
    return _Labelled(words, Text(spans, CELL, at_most=at_most))


class _Labelled(Block):
    """A label at the left of a text."""

    before = 2.0

    def __init__(self, label: Text, inner: Text) -> None:
        self._label, self._inner = label, inner

    def measure(self, width: float) -> float:
        return max(self._label.measure(_LABEL - 6), self._inner.measure(width - _LABEL))

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        self._label.draw(sheet, x, top)
        self._inner.draw(sheet, x + _LABEL, top)


def _without_marks(view: View) -> Iterator[Block]:
    """The points nobody marked, in short."""
    speech = view.speech
    without = [code for code in view.points if code not in view.marks_by_point]
    if not without:
        return
    yield heading(strings.WITHOUT_MARKS, speech)
    yield from paragraphs(strings.WITHOUT_MARKS_SAY, speech, after=2, keeps_next=True)
    half = (len(without) + 1) // 2
    rows: list[list[Block]] = []
    for at in range(half):
        row: list[Block] = []
        for code in (without[at], without[at + half] if at + half < len(without) else ""):
            row += _point(view, code, SMALL_GREY.size) if code else [Gap(0), Gap(0)]
        rows.append(row)
    column = MEASURE / 2 - _CODE
    yield Table([_CODE, column, _CODE, column], (), rows, pad=1.7)
