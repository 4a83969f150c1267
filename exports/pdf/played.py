"""The bar of one recording: what of it was played to one reviewer, each state with a pattern of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from evidence.labels import Label
from evidence.timecode import format_time
from exports.pdf import coverage_strings as strings
from exports.pdf.blocks import Block
from exports.pdf.data import Json
from exports.pdf.sheet import Sheet
from exports.pdf.style import ACCENT, GREY, INK, OCHRE, PALE, SLATE, TINT, WHITE
from exports.pdf.tags import Node
from exports.pdf.text import text_width
from exports.pdf.view import View

Pieces = Iterable[Sequence[int]]
Box = tuple[float, float, float, float]
"""Left, lower, width, height."""
Line = tuple[float, float, float, float]
"""From x and y to x and y."""
_LABEL, _PERCENT, _ROW, _GAP = 64.0, 50.0, 9.0, 3.0
_HEAD, _FOOT = 13.0, 12.0
_LEAST = 0.6
"""A stretch is seen, however short."""
_SPANS_SAID = 6


def spans_of(view: View, pieces: Sequence[Sequence[int]], at_most: int = _SPANS_SAID) -> str:
    """`00:01:00–00:02:00, …`, or "nothing"; the first of them if there are many."""
    if not pieces:
        return view.speech.say(strings.NOTHING)
    found = ", ".join(f"{format_time(begin)}–{format_time(end)}" for begin, end in pieces[:at_most])
    left = len(pieces) - at_most
    return view.speech.say(strings.MORE, found=found, count=left) if left > 0 else found


def percent_of(view: View, percent: int | None) -> str:
    """`83 %`, or a dash where there is nothing to measure by."""
    label = strings.NO_PERCENT if percent is None else strings.PERCENT
    return view.speech.say(label, percent=percent)


class Bar(Block):
    """A row for what is heard and one for what is seen, over one ruler; the time in question is outlined."""

    def __init__(
        self, view: View, recording: Json, played: Json, holes: dict[str, list[tuple[int, int]]], who: str
    ) -> None:
        """Take a recording of `coverage`, one of its `played_to`, what cannot be used by sense, and the name."""
        self._view, self._recording, self._played, self._holes, self._who = view, recording, played, holes, who
        self._width = 0.0
        self.before, self.after = 3.0, 9.0

    def measure(self, width: float) -> float:
        """The head of the columns, the rows, the ruler."""
        self._width = width
        return _HEAD + len(self._played["senses"]) * (_ROW + _GAP) + _FOOT

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Row by row; a screen reader is told all of it in words."""
        view, left, wide = self._view, x + _LABEL, self._width - _LABEL - 2 * _PERCENT
        right, rows = left + wide, sorted(self._played["senses"], key=lambda one: one["sense"] != "sound")
        with sheet.tagged(Node("Figure", alt=self._says(rows))):
            for column, label in enumerate((strings.OF_QUESTION, strings.OF_RECORDING)):
                edge = right + (column + 1) * _PERCENT
                for line, words in enumerate(_two_lines(view, label)):
                    sheet.text(edge, top - 5.5 - 6.5 * line, words, "Sans", 5.6, GREY, "right")
            upper = top - _HEAD - _GAP
            lower = upper
            for row in rows:
                lower -= _ROW
                self._row(sheet, row, (left, lower, wide, _ROW))
                self._words(sheet, row, x, right, lower + 2.3)
                lower -= _GAP
            self._outline(sheet, left, wide, lower + _GAP - 2, upper + 2)
            self._ruler(sheet, left, wide, lower - 6.5)

    def _words(self, sheet: Sheet, row: Json, x: float, right: float, base: float) -> None:
        sheet.text(x, base, self._view.speech.pair(strings.SENSES[row["sense"]]), "Sans", 7.2, INK)
        for column, name in enumerate(("percent_of_question", "percent_of_recording")):
            words = percent_of(self._view, row[name])
            sheet.text(right + (column + 1) * _PERCENT, base, words, "Mono-Md", 7.6, INK, "right")

    def _boxes(self, pieces: Pieces, row: Box) -> list[Box]:
        """Where stretches stand in a row; what is closer together than the eye sees is one."""
        left, lower, wide, high = row
        scale, found = wide / max(1, self._recording["length_us"]), list[tuple[float, float]]()
        for begin, end in pieces:
            first, last = max(begin * scale, 0.0), min(end * scale, wide)
            last = min(wide, max(last, first + _LEAST))
            first = max(0.0, min(first, last - _LEAST))
            if found and first - found[-1][1] < _LEAST / 4:
                found[-1] = (found[-1][0], max(last, found[-1][1]))
            else:
                found.append((first, last))
        return [(left + first, lower, last - first, high) for first, last in found]

    def _row(self, sheet: Sheet, row: Json, place: Box) -> None:
        """What cannot be used lies over all, since no playing makes it count."""
        for pieces, draw in (
            (row["counted"], draw_counts),
            (row["not_counted"], draw_counts_not),
            (self._holes[row["sense"]], draw_unusable),
        ):
            if boxes := self._boxes(pieces, place):
                draw(sheet, boxes)
        sheet.frame(*place, PALE, 0.5)

    def _outline(self, sheet: Sheet, left: float, wide: float, lower: float, upper: float) -> None:
        for box in self._boxes(self._recording["question"] or (), (left, lower, wide, upper - lower)):
            draw_question(sheet, box)

    def _ruler(self, sheet: Sheet, left: float, wide: float, base: float) -> None:
        """Its ends, and the ends of the time in question where there is room for them."""
        length = self._recording["length_us"]
        last = format_time(length, 0)
        sheet.text(left, base, format_time(0, 0), "Mono", 6.0, GREY)
        sheet.text(left + wide, base, last, "Mono", 6.0, GREY, "right")
        own = text_width(last, "Mono", 6.0) + 5
        free, end = left + own, left + wide - own
        for begin, finish in self._recording["question"] or ():
            for at, align in ((begin, "left"), (finish, "right")):
                words = format_time(at, 0)
                needs = text_width(words, "Mono-Md", 6.0)
                place = left + at * wide / max(1, length)
                first = place if align == "left" else place - needs
                if first >= free and first + needs <= end and 0 < at < length:
                    sheet.text(first, base, words, "Mono-Md", 6.0, INK)
                    free = first + needs + 5

    def _says(self, rows: list[Json]) -> str:
        view = self._view
        senses = "".join(
            view.speech.say(
                strings.SENSE_SAYS,
                sense=strings.SENSES[row["sense"]],
                counted=spans_of(view, row["counted"]),
                question=percent_of(view, row["percent_of_question"]),
                recording=percent_of(view, row["percent_of_recording"]),
            )
            for row in rows
        )
        return view.speech.say(
            strings.STRIP_SAYS,
            exhibit=self._recording["exhibit"],
            length=format_time(self._recording["length_us"]),
            who=self._who,
            senses=senses,
        ).strip()


def _two_lines(view: View, label: Label) -> list[str]:
    return [words for words in (view.speech.say(label), view.speech.beside(label)) if words]


def draw_counts(sheet: Sheet, boxes: Sequence[Box]) -> None:
    """Full colour."""
    sheet.boxes(boxes, ACCENT)


def draw_counts_not(sheet: Sheet, boxes: Sequence[Box]) -> None:
    """Oblique lines."""
    sheet.boxes(boxes, TINT)
    sheet.strokes([line for box in boxes for line in _oblique(box, 2.6)], SLATE, 0.55)


def draw_unusable(sheet: Sheet, boxes: Sequence[Box]) -> None:
    """A grid of upright and level lines, which hides what lies below."""
    sheet.boxes(boxes, WHITE)
    lines: list[Line] = []
    for left, lower, wide, high in boxes:
        count = max(1, round(wide / 1.8))
        lines += [(at, lower, at, lower + high) for at in (left + (n + 0.5) * wide / count for n in range(count))]
        lines += [(left, y, left + wide, y) for y in (lower + high * part / 4 for part in range(1, 4))]
    sheet.strokes(lines, OCHRE, 0.5)


def draw_question(sheet: Sheet, box: Box) -> None:
    """A strong outline."""
    sheet.frame(*box, INK, 1.1)


def _oblique(box: Box, step: float) -> list[Line]:
    """Lines at half a right angle, cut at the edges of the box."""
    left, lower, wide, high = box
    lines = []
    for at in range(int((wide + high) / step) + 1):
        start = left - high + at * step
        first, last = max(start, left), min(start + high, left + wide)
        if first < last:
            lines.append((first, lower + first - start, last, lower + last - start))
    return lines


LEGEND: tuple[tuple[Label, Callable[[Sheet, Sequence[Box]], None] | None], ...] = (
    (strings.COUNTS, draw_counts),
    (strings.COUNTS_NOT, draw_counts_not),
    (strings.PLAYED_NOT, None),
    (strings.UNUSABLE, draw_unusable),
)


class Legend(Block):
    """What the patterns mean, each with its sample."""

    before, after, keeps_next = 4.0, 6.0, True

    def __init__(self, view: View) -> None:
        """Take the languages."""
        self._view = view
        self._lines: list[list[tuple[float, int]]] = []

    def _names(self) -> list[str]:
        return [self._view.speech.pair(label) for label, _ in LEGEND] + [self._view.speech.pair(strings.QUESTION)]

    def measure(self, width: float) -> float:
        """As many lines as the words need."""
        self._lines, at = [[]], 0.0
        for count, name in enumerate(self._names()):
            needs = 26 + text_width(name, "Sans", 7.2) + 14
            if at + needs - 14 > width and self._lines[-1]:
                self._lines.append([])
                at = 0.0
            self._lines[-1].append((at, count))
            at += needs
        return 14.0 * len(self._lines)

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """The samples are ornaments; the words are read."""
        names = self._names()
        for line in self._lines:
            for at, count in line:
                box = (x + at, top - 10, 20.0, 7.5)
                if count < len(LEGEND):
                    draw = LEGEND[count][1]
                    if draw is not None:
                        draw(sheet, [box])
                    sheet.frame(*box, PALE, 0.5)
                else:
                    draw_question(sheet, box)
                with sheet.tagged(Node("P")):
                    sheet.text(x + at + 25, top - 8.6, names[count], "Sans", 7.2, INK)
            top -= 14.0
