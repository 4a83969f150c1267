"""The whole print: sections in their order, laid out, then drawn page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from evidence.labels import Label
from exports.pdf import copy_strings, strings
from exports.pdf.blocks import Block
from exports.pdf.contents import MARKS_AT_MOST, Contents, Entry
from exports.pdf.cover import copy_words, draw_cover
from exports.pdf.coverage import coverage
from exports.pdf.coverage_strings import COVERAGE
from exports.pdf.dates import dates
from exports.pdf.findings import findings
from exports.pdf.journal import journal
from exports.pdf.leaving import is_outside, left_out
from exports.pdf.marks import marks
from exports.pdf.method import checking, method, terms
from exports.pdf.pages import Page, Pages
from exports.pdf.paper_strings import PAPERS
from exports.pdf.papers import papers
from exports.pdf.parties import parties
from exports.pdf.parts import Section
from exports.pdf.recordings import recordings
from exports.pdf.sheet import Sheet
from exports.pdf.style import GREY, INK, MARGIN, MEASURE, MM, PAGE_HEIGHT, PAGE_WIDTH, RULE
from exports.pdf.summary import summary
from exports.pdf.view import View

SECTIONS = (
    ("1", strings.SUMMARY, summary),
    ("2", strings.PARTIES, parties),
    ("3", strings.DATES, dates),
    ("4", strings.FINDINGS, findings),
    ("5", strings.MARKS, marks),
    ("6", strings.RECORDINGS, recordings),
    ("7", COVERAGE, coverage),
    ("8", PAPERS, papers),
    ("9", strings.JOURNAL, journal),
    ("10", strings.METHOD, method),
    ("A", strings.TERMS, terms),
    ("B", strings.CHECKING, checking),
)

OUTSIDE = ("C", copy_strings.ABOUT_COPY, left_out)
"""What a copy that leaves the house has beside."""

Steps = Callable[[int, int], None]


def draw_document(sheet: Sheet, view: View, laid_out: Callable[[], None], drawn: Steps) -> None:
    """Lay out and draw everything.

    `laid_out` is called after each block that found its place, `drawn` with the pages drawn, of all pages.
    """
    front, body = Pages(), Pages()
    front.fill(_contents(view), laid_out)
    body.fill((block for _, _, section in _sections(view) for block in section(view)), laid_out)
    pages = [*front.pages, *body.pages]
    before = 1 + len(front.pages)
    sheet.pages = 1 + len(pages)
    sheet.page_numbers = {place: before + page for place, page in body.numbers.items()}
    sheet.begin_page()
    draw_cover(sheet, view)
    sheet.end_page()
    drawn(1, sheet.pages)
    for page in pages:
        sheet.begin_page()
        _furniture(sheet, view, page)
        for block, top in page.blocks:
            block.draw(sheet, MARGIN, top)
        sheet.end_page()
        page.blocks.clear()
        drawn(sheet.page, sheet.pages)


def _sections(view: View) -> tuple[tuple[str, Label, Callable[[View], Iterator[Block]]], ...]:
    return (*SECTIONS, OUTSIDE) if is_outside(view) else SECTIONS


def _contents(view: View) -> Iterator[Block]:
    yield Section("", strings.CONTENTS, view.speech)
    entries: list[Entry] = []
    for number, label, _ in _sections(view):
        entries.append(Entry(number, label, f"section {number}"))
        if number == "5" and len(view.marks) <= MARKS_AT_MOST:
            entries += [_mark_entry(view, mark) for mark in view.marks]
    yield Contents(entries, view)


def _mark_entry(view: View, mark: dict[str, str]) -> Entry:
    point = view.point_label(mark["point"])
    head = f"{mark['label']}  {mark['exhibit']}  "
    label = Label(f"{head}{point.en}", f"{head}{point.zh}")
    return Entry("", label, f"mark {mark['label']}", mark["verdict"])


def _furniture(sheet: Sheet, view: View, page: Page) -> None:
    """Head and foot: case, section, copy, content hash, number of the page among all pages ever printed, page."""
    say, right = view.speech.say, MARGIN + MEASURE
    y = PAGE_HEIGHT - 15 * MM
    sheet.text(MARGIN, y, view.case["label"], "Mono-Md", 7.6, INK)
    sheet.text(MARGIN + 82, y, page.title, "Sans", 7.6, GREY)
    sheet.text(right, y, copy_words(view), "Sans", 7.6, GREY, "right")
    sheet.rule(MARGIN, y - 6, MEASURE, RULE, 0.5)
    y = 13 * MM
    sheet.rule(MARGIN, y + 11, MEASURE, RULE, 0.5)
    digits = f"{view.digest[:16]}…{view.digest[-4:]}"
    sheet.text(MARGIN, y, say(strings.CONTENT_HASH, digits=digits), "Mono", 6.8, GREY)
    sheet.text(PAGE_WIDTH / 2, y, view.bates(sheet.page), "Mono", 6.8, INK, "centre")
    sheet.text(right, y, say(strings.PAGE_OF, page=sheet.page, pages=sheet.pages), "Sans", 7.6, GREY, "right")
