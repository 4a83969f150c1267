"""A letter as PDF/A, set with the typefaces of the case file."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from exports.clips.writing import part_of
from exports.letters.draft import Claim, Letter, Part
from exports.pdf.blocks import Block, Gap, Panel, Text
from exports.pdf.conform import conform
from exports.pdf.data import CaseFileData, Json
from exports.pdf.lines import Span
from exports.pdf.pages import Pages
from exports.pdf.sheet import Sheet
from exports.pdf.speech import Speech
from exports.pdf.style import (
    ACCENT,
    BODY,
    CELL,
    FIGURES,
    FIGURES_GREY,
    GREY,
    HEADING,
    INK,
    LABEL,
    MARGIN,
    MEASURE,
    MM,
    PAGE_WIDTH,
    QUOTE,
    RULE,
    TINT,
    TITLE,
)
from exports.pdf.table import Cell, Table
from exports.pdf.text import visible


def write_print(letter: Letter, target: Path, content: Json, content_sha256: str) -> int:
    """Write it, from the content of case.json that it was drafted from; the number of pages.

    Raises:
        DiskProblem: it could not be written; `target` is as before.
    """
    speech = Speech(letter.language)
    pages = Pages()
    pages.fill(_blocks(letter), lambda: None)
    sheet = Sheet(speech.tag)
    sheet.pages = len(pages.pages)
    for page in pages.pages:
        sheet.begin_page()
        _foot(sheet, letter)
        for block, top in page.blocks:
            block.draw(sheet, MARGIN, top)
        sheet.end_page()
    digest = hashlib.sha256(f"{letter.title} {content_sha256}".encode()).hexdigest()
    with part_of(target) as file, tempfile.TemporaryDirectory(prefix="replaydesk-letter-") as folder:
        drawn = Path(folder) / "pages.pdf"
        with drawn.open("wb") as raw:
            sheet.write(raw, lambda done, of: None)
        whole = Path(folder) / "whole.pdf"
        with whole.open("w+b") as made:
            conform(
                drawn, made, CaseFileData(content, b"", digest), title=visible(letter.title),
                subject=visible(letter.facts[0][1]), attachment="", written=lambda percent: None,
            )  # fmt: skip
        file.write(0, whole.read_bytes())
    return len(pages.pages)


def _foot(sheet: Sheet, letter: Letter) -> None:
    y = 13 * MM
    sheet.rule(MARGIN, y + 11, MEASURE, RULE, 0.5)
    sheet.text(MARGIN, y, visible(letter.foot), "Sans", 6.8, GREY)
    sheet.text(PAGE_WIDTH - MARGIN, y, f"{sheet.page} / {sheet.pages}", "Sans", 7.6, GREY, "right")


def _blocks(letter: Letter) -> Iterator[Block]:
    yield Text(visible(letter.title), TITLE, tag="H1", after=8)
    yield Table([120.0, MEASURE - 120], (), [[Text(visible(name), LABEL), Text(visible(value), CELL)]
                                             for name, value in letter.facts], pad=3)  # fmt: skip
    for number, part in enumerate(letter.parts, 1):
        yield from _part(number, part)
    yield Gap(10)
    for line in letter.sign:
        yield Text(visible(line), BODY, before=16)


def _part(number: int, part: Part) -> Iterator[Block]:
    title = [Span(f"{number}  ", HEADING.font, ACCENT), Span(visible(part.heading), HEADING.font, INK)]
    yield Text(title, HEADING, tag="H2", before=12, after=4, keeps_next=True)
    for claim in part.claims:
        yield _claim(claim)
    if part.table is not None:
        rows: list[list[Cell]] = [
            [
                Text(visible(words), FIGURES_GREY if at == len(row) - 1 else FIGURES if not at else CELL)
                for at, words in enumerate(row)
            ]
            for row in part.table.rows
        ]
        yield Table([44.0, MEASURE - 44 - 70 - 190, 70.0, 190.0], part.table.head, rows, pad=3)


def _claim(claim: Claim) -> Block:
    face = QUOTE if claim.quoted else BODY
    text = Text([Span(visible(claim.text), face.font, INK), *_tail(claim)], face, after=5)
    return Panel(text, tint=TINT, bar=ACCENT, pad=4) if claim.quoted and len(claim.text) < _PANEL else text


def _tail(claim: Claim) -> list[Span]:
    return [Span(f"  {visible(claim.tail)}", "Sans", GREY)] if claim.tail else []


_PANEL = 2_000
"""Longer words of somebody may part over pages, which a panel does not."""
