"""Section 10 and the annexes: method and limits, terms, and how to check this file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.metadata import version

from exports.fonts import FONTS
from exports.pdf import copy_strings, strings
from exports.pdf.blocks import Block, Group, NewPage, Panel, Text
from exports.pdf.leaving import is_outside
from exports.pdf.lines import Span
from exports.pdf.parts import Ledger, Section, bullets, heading, paragraphs
from exports.pdf.style import BODY, CELL, CELL_BOLD, GREY, INK, MEASURE, MM, SMALL, TINT, Face
from exports.pdf.table import Table
from exports.pdf.view import View

MAKERS = ("reportlab", "pikepdf", "segno")


@cache
def made_with() -> str:
    """Names and versions of what lays the file out; the same versions give the same bytes."""
    return ", ".join(f"{name} {version(name)}" for name in MAKERS)


def method(view: View) -> Iterator[Block]:
    """The blocks of section 10."""
    speech, software = view.speech, view.content["software"]
    yield NewPage()
    yield Section("10", strings.METHOD, speech)
    yield heading(strings.HOW_DONE, speech)
    yield from bullets(
        [speech.sentences(label, version=software["version"]) for label in strings.HOW_DONE_SAYS], numbered=True
    )
    yield heading(strings.LIMITS, speech)
    limits = [copy_strings.PICTURES_SAY if one is copy_strings.INSIDE_PICTURES and is_outside(view) else one
              for one in strings.LIMITS_SAY]  # fmt: skip
    yield from bullets([speech.sentences(label) for label in limits], numbered=True)
    yield heading(strings.MADE_WITH, speech)
    files = ", ".join(sorted({font.file.rsplit(".", 1)[0] for font in FONTS.values()}))
    rows: list[tuple[str, Block]] = [
        (speech.pair(strings.MADE_WITH), Text(f"{software['name']} {software['version']}; {made_with()}", CELL)),
        (speech.pair(strings.TYPEFACES), Text(files, CELL)),
    ]
    yield Ledger(rows, pad=3.2, after=6)
    yield from paragraphs(strings.NOT_ADVICE, speech, SMALL)


def terms(view: View) -> Iterator[Block]:
    """The blocks of annex A."""
    speech = view.speech
    yield NewPage()
    yield Section("A", strings.TERMS, speech)
    rows: list[list[Block]] = []
    insurance = any(one["id"] == "hesitation" for one in view.content["dates"])
    for term, meaning in strings.TERM_LIST:
        if term.en in strings.OF_INSURANCE and not insurance:
            continue
        name = [Span(speech.say(term), CELL_BOLD.font, INK)]
        if other := speech.beside(term):
            name.append(Span(f"  {other}", "Sans", GREY))
        rows.append([Text(name, CELL), Text("  ".join(speech.sentences(meaning)), CELL)])
    head = [speech.pair(strings.TERM_NAME), speech.pair(strings.MEANING)]
    yield Table([168, MEASURE - 168], head, rows, pad=3.4)


def checking(view: View) -> Iterator[Block]:
    """The blocks of annex B."""
    speech = view.speech
    yield NewPage(90 * MM)
    yield Section("B", strings.CHECKING, speech)
    for count, (label, command) in enumerate(strings.CHECK_STEPS, 1):
        words: list[Block] = [
            Text(sentence, BODY, number=f"{count}." if at == 0 else "", indent=16)
            for at, sentence in enumerate(speech.sentences(label))
        ]
        line = Panel(Text(command, Face("Mono", 8.2, 11.4)), tint=TINT, pad=4, indent=16)
        line.before = 3
        yield Group([*words, line], after=8)
    yield from paragraphs(strings.CHECK_NOTE, speech, BODY)
