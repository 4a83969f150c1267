"""A letter as a document for word processors (DOCX), to be read, changed and signed by a person."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from exports.clips.writing import part_of
from exports.letters.draft import Claim, Letter, Rows
from exports.pdf.text import visible

GREY = RGBColor(0x56, 0x61, 0x6D)
_FACES = {"en": ("Calibri", "SimSun"), "zh": ("Calibri", "SimSun")}
"""For Latin and for Chinese letters."""
_PACKED = (1980, 1, 1, 0, 0, 0)
"""The date of every part of the file: the same letter gives the same bytes."""


def write_word(letter: Letter, target: Path, as_of: datetime) -> None:
    """Write it; whatever happens, `target` is whole or as before.

    Raises:
        DiskProblem: it could not be written.
    """
    document = Document()
    _set_up(document, letter, as_of)
    document.add_heading(visible(letter.title), 0)
    facts = document.add_table(0, 2)
    for name, value in letter.facts:
        cells = facts.add_row().cells
        cells[0].text, cells[1].text = visible(name), visible(value)
    for number, part in enumerate(letter.parts, 1):
        document.add_heading(f"{number}  {visible(part.heading)}", 1)
        for claim in part.claims:
            _add(document, claim)
        if part.table is not None:
            _add_rows(document, part.table)
    document.add_paragraph()
    for line in letter.sign:
        document.add_paragraph(visible(line)).paragraph_format.space_before = Pt(18)
    held = io.BytesIO()
    document.save(held)
    with part_of(target) as file:
        file.write(0, _with_fixed_dates(held.getvalue()))


def _set_up(document: WordDocument, letter: Letter, as_of: datetime) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(22)
    own = document.core_properties
    own.title, own.author, own.comments = visible(letter.title), "Replaydesk", ""
    own.language = "zh-CN" if letter.language == "zh" else "en-GB"
    own.created = own.modified = as_of.astimezone(UTC).replace(microsecond=0)
    latin, chinese = _FACES[letter.language]
    for name in ("Normal", "Title", "Heading 1", "Quote"):
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        style.font.name = latin
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(qn("w:eastAsia"), chinese)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)
        style.font.color.rgb = RGBColor(0x18, 0x21, 0x2B)
    normal, title, heading = (document.styles[name] for name in ("Normal", "Title", "Heading 1"))
    for style, size in ((normal, 10.5), (title, 18), (heading, 12.5)):
        assert isinstance(style, ParagraphStyle)
        style.font.size = Pt(size)
    _foot(section.footer.paragraphs[0], letter.foot)


def _add(document: WordDocument, claim: Claim) -> None:
    paragraph = document.add_paragraph(style="Quote" if claim.quoted else "Normal")
    paragraph.add_run(visible(claim.text))
    if claim.tail:
        tail = paragraph.add_run(f" {visible(claim.tail)}")
        tail.italic = False
        tail.font.size, tail.font.color.rgb = Pt(8.5), GREY


def _add_rows(document: WordDocument, table: Rows) -> None:
    made = document.add_table(1, len(table.head), "Table Grid")
    for cell, words in zip(made.rows[0].cells, table.head, strict=True):
        cell.text = visible(words)
        for run in cell.paragraphs[0].runs:
            run.bold = True
    for row in table.rows:
        for cell, words in zip(made.add_row().cells, row, strict=True):
            cell.text = visible(words)
    for each in made.rows:
        for cell in each.cells:
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(8.5)


def _foot(paragraph: Paragraph, words: str) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(f"{visible(words)}   ")
    number = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        number._r.append(part)
    for each in (run, number):
        each.font.size, each.font.color.rgb = Pt(8), GREY


def _with_fixed_dates(data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, _PACKED), source.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()
