"""Section 5: one block for each mark, and the marks that were withdrawn."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.labels import Label
from evidence.timecode import format_length, format_time
from exports.pdf import copy_strings, strings
from exports.pdf.blocks import Beside, Block, Gap, Group, NewPage, Panel, Passage, Text
from exports.pdf.data import Json
from exports.pdf.figures import Detail, Missing, Picture, Strip, wall_words
from exports.pdf.leaving import withheld
from exports.pdf.lines import Span
from exports.pdf.parts import CHIP_HEIGHT, Section, Worded, chip_width, draw_chip, heading, pair, paragraphs
from exports.pdf.sheet import Sheet
from exports.pdf.signs import sign_of
from exports.pdf.speech import label_of
from exports.pdf.style import (
    BODY,
    CELL,
    CELL_GREY,
    FIGURES,
    FIGURES_GREY,
    GREY,
    INK,
    LABEL,
    MEASURE,
    MM,
    NOTE,
    QUOTE,
    SMALL,
    SMALL_GREY,
    TINT,
    VALUE,
    VALUE_FIGURES,
    Face,
)
from exports.pdf.table import Table
from exports.pdf.tags import Node
from exports.pdf.text import text_width
from exports.pdf.view import View, clock_time

QUOTE_LINES = NOTE_LINES = 10
HALF_LINES = 18
"""Lines of a text that has half the width."""
TITLE_LINES = 2
_PICTURE, _PICTURE_HEIGHT = 95 * MM, 80 * MM
_LEAST_DETAIL = 12 * MM
_GAP = 6 * MM


def marks(view: View) -> Iterator[Block]:
    """The blocks of the section."""
    speech = view.speech
    yield NewPage()
    yield Section("5", strings.MARKS, speech)
    if view.marks:
        yield from paragraphs(strings.MARKS_SAY, speech)
        yield Gap(4)
    else:
        yield Text(speech.say(strings.NO_MARKS), BODY)
    for mark in view.marks:
        yield _Mark(view, mark)
    if view.withdrawn:
        yield heading(strings.WITHDRAWN, speech)
        yield from paragraphs(strings.WITHDRAWN_SAY, speech, keeps_next=True)
        head = [
            speech.pair(words)
            for words in (strings.TO_MARK, strings.PLACE, strings.POINT, strings.VERDICT, strings.QUOTE_NOTE)
        ]
        rows = [_withdrawn(view, mark) for mark in view.withdrawn]
        yield Table([44, 118, 44, 92, MEASURE - 298], head, rows, pad=3.4)


class _Mark(Group):
    """The block of one mark; it never parts."""

    def __init__(self, view: View, mark: Json) -> None:
        self._view, self._mark = view, mark
        self._label = label_of(mark["verdict_label"])
        chip = chip_width(self._label, view.speech)
        super().__init__(
            [
                _Head(view, mark, MEASURE - 62 - chip - 10),
                *_body(view, mark),
                *_words(view, mark),
                *_references(view, mark),
            ],
            before=10,
            after=18,
            place=f"mark {mark['label']}",
        )
        self._chip = chip

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """The rule and the chip in the colour of the verdict, then the parts."""
        mark = self._mark
        sheet.place(self.place, top + 8)
        title = f"{mark['label']}  {mark['exhibit']}  {self._view.speech.say(self._view.point_label(mark['point']))}"
        sheet.outline.add(title, self.place, below=True)
        with sheet.under(Node("Sect")):
            sheet.box(x, top - 1.6, MEASURE, 1.6, sign_of(mark["verdict"]).colour)
            self.blocks[0].draw(sheet, x, top)
            right = x + MEASURE - self._chip
            draw_chip(sheet, mark["verdict"], self._label, self._view.speech, right, top - 6.5 - CHIP_HEIGHT)
            above = self.blocks[0]
            top -= self._heights[0]
            for block, height in zip(self.blocks[1:], self._heights[1:], strict=True):
                top -= max(above.after, block.before)
                block.draw(sheet, x, top)
                top, above = top - height, block


class _Head(Block):
    """Label of the mark, and the point it is about."""

    def __init__(self, view: View, mark: Json, room: float) -> None:
        self._mark = mark
        label = view.point_label(mark["point"])
        title = [
            Span(f"{mark['point']}  ", "Mono-Md", GREY),
            Span(view.speech.say(label), "Sans-Sb", INK),
        ]
        self._room = room
        self._title = Text(title, Face("Sans-Sb", 10.2, 13.4), tag="H2", at_most=TITLE_LINES)
        other = view.speech.beside(label)
        self._second = Text(other, SMALL, at_most=1) if other else None
        self.after = 5.0

    def measure(self, width: float) -> float:
        second = self._second.measure(self._room) if self._second else 0.0
        return max(7 + self._title.measure(self._room) + second, 22)

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        with sheet.tagged(Node("P")):
            sheet.text(x, top - 17.6, self._mark["label"], "Mono-Md", 11.5, INK)
        self._title.draw(sheet, x + 62, top - 7)
        if self._second is not None:
            self._second.draw(sheet, x + 62, top - 7 - self._title.measure(self._room))


def _body(view: View, mark: Json) -> Iterator[Block]:
    """Picture and facts side by side, or the facts alone, and the strip of sound."""
    facts = _facts(view, mark)
    picture = _picture(view, mark)
    if isinstance(picture, Picture) and mark["place"]["kind"] == "page":
        # A page is narrower than a frame: what it leaves goes to an enlarged view of the box.
        right = MEASURE - picture.width - _GAP
        column = Group(facts)
        room = picture.measure(picture.width) - column.measure(right) - 18
        if mark["place"]["box"] is not None and room > _LEAST_DETAIL:
            column = Group([*facts, Detail(view, mark, right, room)])
        yield Beside([(picture.width, picture), (right, column)], gap=_GAP)
    elif picture is not None:
        yield Beside([(_PICTURE, picture), (MEASURE - _PICTURE - _GAP, Group(facts))], gap=_GAP)
    else:
        half = (len(facts) + 1) // 2
        first = MEASURE * 0.46
        yield Beside([(first, Group(facts[:half])), (MEASURE - first - _GAP, Group(facts[half:]))], gap=_GAP)
    if mark["place"]["kind"] == "span":
        heard = mark["label"] in view.heard
        recording = view.recordings.get(mark["exhibit"])
        if heard or recording is None or not recording["sound"] or picture is None:
            height = 20 if not heard else 28 if picture is not None else 44
            yield Strip(view, mark, height)


def _picture(view: View, mark: Json) -> Block | None:
    """The picture; a grey frame with the reason where one should be; None for sound."""
    if mark["picture"] is not None and mark["label"] in view.pictured:
        return Picture(view, mark, _PICTURE, _PICTURE_HEIGHT)
    held = withheld(mark, "picture")
    if held or mark["place"]["kind"] == "page" or mark["place"]["frame"] is not None:
        words = copy_strings.PICTURE_HELD if held else strings.NO_PICTURE
        told = [words, held] if held else [words]
        lines = [*(view.speech.say(one) for one in told), *(view.speech.beside(one) for one in told)]
        return Missing(lines, _PICTURE, 52 * MM)
    return None


def _facts(view: View, mark: Json) -> list[Block]:
    speech, place = view.speech, mark["place"]
    recording = view.recordings.get(mark["exhibit"])
    title = recording["title"] or recording["file_name"] if recording else ""
    exhibit = [
        Span(f"{mark['exhibit']}  ", "Mono-Md", INK, f"exhibit {mark['exhibit']}" if recording else ""),
        Span(title, VALUE.font, INK),
    ]
    facts: list[Block] = [pair(strings.EXHIBIT, Text(exhibit, VALUE, at_most=2), speech)]
    if place["kind"] == "span":
        facts += _times(view, mark, recording)
    else:
        facts.append(pair(strings.PLACE, speech.say(strings.PAGE_NUMBER, page=place["page"]), speech))
    how = speech.pair(label_of(mark["how_label"]))
    marked = f"{mark['by']}, {clock_time(mark['at'])}"
    facts.append(pair(strings.KNOWN, Text(f"{how} · {marked}", VALUE, at_most=2), speech))
    hashes = [(recording["sha256"], strings.OF_RECORDING)] if recording else []
    if mark["picture"] is not None and mark["label"] in view.pictured:
        hashes.append((mark["picture"]["sha256"], strings.OF_STILL))
    lines = [Text(f"{digest[:16]}  {speech.pair(of)}", FIGURES_GREY) for digest, of in hashes]
    if lines:
        facts.append(Group([*pair(strings.HASHES, lines[0], speech).blocks, *lines[1:]]))
    return facts


def _times(view: View, mark: Json, recording: Json | None) -> Iterator[Block]:
    """Both clocks, and the exact place in the stream."""
    speech, place = view.speech, mark["place"]
    first, last = place["in_us"], place["out_us"]
    if first == last:
        yield pair(strings.AT_POINT, format_time(first), speech, VALUE_FIGURES)
    else:
        length = format_length(last - first)
        yield pair(strings.IN_OUT, f"{format_time(first)} – {format_time(last)}  ({length})", speech, VALUE_FIGURES)
    wall = clock_time(mark["wall"]["in"], 3) if mark["wall"] else speech.say(strings.WALL_UNKNOWN)
    clock = Text(clock_words(view, recording), Face("Sans", 7.2, 9.2, GREY), at_most=3)
    time = pair(strings.WALL_TIME, wall, speech, VALUE_FIGURES)
    yield Group([*time.blocks, clock], after=time.after)
    stamps = f"{place['in_pts']}" if first == last else f"{place['in_pts']} – {place['out_pts']}"
    if place["frame"] is None:
        yield pair(strings.SAMPLE, f"{stamps} × {place['time_base']} s", speech, VALUE_FIGURES)
    else:
        number = speech.say(strings.FRAME_SAYS, frame=place["frame"])
        yield pair(strings.FRAME, f"{number}  {stamps} × {place['time_base']} s", speech, VALUE_FIGURES)


def clock_words(view: View, recording: Json | None) -> str:
    """`offset +47.300 s, ±0.500 s, Clock in the picture`, or `clock not checked` with what was assumed.

    A drift is printed only where there is one.
    """
    speech = view.speech
    if recording is None:
        return speech.pair(strings.CLOCK_NOT_CHECKED)
    clock = recording["clock"]
    method = speech.say(label_of(clock["method_label"]))
    if clock["drift_ppb"]:
        method = f"{method}, {speech.say(strings.CLOCK_DRIFT, drift=thousandths(clock['drift_ppb']))}"
    if not clock["checked"]:
        offset = f", {seconds(clock['offset_us'])} s" if clock["offset_us"] else ""
        return f"{speech.pair(strings.CLOCK_NOT_CHECKED)} ({method}{offset})"
    return speech.say(
        strings.CLOCK_SAYS,
        offset=seconds(clock["offset_us"]),
        uncertainty=seconds(clock["uncertainty_us"]).lstrip("+"),
        method=method,
    )


def seconds(us: int) -> str:
    """`+47.300`: seconds with sign and thousandths (more digits if there are any)."""
    sign, us = ("-", -us) if us < 0 else ("+", us)
    part = f"{us % 1_000_000:06}"
    return f"{sign}{us // 1_000_000}.{part if part[3:] != '000' else part[:3]}"


def thousandths(ppb: int) -> str:
    """`+12.5`: parts per million with sign, from parts per billion."""
    sign, ppb = ("-", -ppb) if ppb < 0 else ("+", ppb)
    return f"{sign}{ppb // 1000}.{ppb % 1000:03}".rstrip("0").rstrip(".")


def _words(view: View, mark: Json) -> Iterator[Block]:
    """The words heard or read, and the reviewer's note: side by side if there are both."""
    blocks: list[Block] = []
    if why := withheld(mark, "words"):
        yield Text(f"{view.speech.pair(copy_strings.NO_WORDS)}. {view.speech.say(why)}", SMALL_GREY)
    both = bool(mark["quote"].strip() and mark["note"].strip())
    if mark["quote"].strip():
        quote = Passage(mark["quote"], QUOTE, at_most=HALF_LINES if both else QUOTE_LINES, more=view.more)
        bar = sign_of(mark["verdict"]).colour
        blocks.append(Panel(_under(view, strings.QUOTED, quote), tint=None, bar=bar, pad=1.0, indent=10))
    if mark["note"].strip():
        note = Passage(mark["note"], NOTE, at_most=HALF_LINES if both else NOTE_LINES, more=view.more)
        blocks.append(Group([Gap(1), _under(view, strings.NOTED, note)]))
    if both:
        half = (MEASURE - _GAP) / 2
        yield Beside([(half, block) for block in blocks], gap=_GAP, before=7)
    else:
        for block in blocks:
            block.before = 7
            yield block


def _under(view: View, label: Label, text: Text) -> Group:
    """A text below its small label; one paragraph to a screen reader."""
    above = Text(view.speech.pair(label), LABEL)
    above.node = text.node
    return Group([above, text])


def _references(view: View, mark: Json) -> Iterator[Block]:
    """The reference; of a mark over the border of a file that to each file, in every part of it."""
    whole = view.whole(mark)
    if len(whole) > 1:
        names = " + ".join(f"{one['label']} {one['exhibit']}" for one in whole)
        line = Text(f"{names}. {view.speech.pair(strings.OVER_FILES, count=len(whole))}", SMALL)
        line.before = 8
        yield line
    for one in whole:
        yield _reference(view, one)


def _reference(view: View, mark: Json) -> Block:
    """The reference on one line and in one piece, so that it is copied whole."""
    words, label, size = mark["reference"], view.speech.pair(strings.REFERENCE), 7.2
    left = text_width(label, LABEL.font, LABEL.size) + 8
    while text_width(words, "Mono", size) > MEASURE - 16 - left:
        size -= 0.1
    line = Beside(
        [(left, Text(label, LABEL)), (MEASURE - 16 - left, Text(words, Face("Mono", size, LABEL.leading)))], gap=0
    )
    panel = Panel(line, tint=TINT, pad=3.0, indent=8)
    panel.before = 8
    return panel


def _withdrawn(view: View, mark: Json) -> list[Block | list[Block]]:
    place = mark["place"]
    if place["kind"] == "span":
        where: list[Block] = [
            Text(f"{mark['exhibit']} {format_time(place['in_us'])}", FIGURES),
            Text(wall_words(view, mark), FIGURES_GREY),
        ]
    else:
        where = [Text(f"{mark['exhibit']} {view.speech.say(strings.PAGE_NUMBER, page=place['page'])}", FIGURES)]
    return [
        Text(mark["label"], FIGURES),
        where,
        Text(mark["point"], FIGURES),
        Worded(mark["verdict"], label_of(mark["verdict_label"]), view.speech, second=False),
        [
            Passage(mark["quote"] or "–", CELL, at_most=3, more=view.more),
            Passage(mark["note"], CELL_GREY, at_most=3, more=view.more) if mark["note"].strip() else Gap(0),
            Text(f"{mark['by']}, {clock_time(mark['at'])}", CELL_GREY),
        ],
    ]
