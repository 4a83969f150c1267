"""What a stranger's tools find in a case file."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from exports.pdf import PdfWritten, write_case_file
from exports.pdf.marks import clock_words
from exports.pdf.speech import Speech
from exports.pdf.view import View
from tests.exports.pdf import sample
from tests.exports.pdf.tools import needs_poppler, needs_qpdf, plain_text_of, run, text_of

pytestmark = needs_poppler


def test_the_attached_case_has_the_digest_on_the_cover(d1: PdfWritten, tmp_path: Path) -> None:
    run("pdfdetach", "-saveall", "-o", tmp_path, d1.path)
    attached = (tmp_path / "case.json").read_bytes()
    digest = hashlib.sha256(attached).hexdigest()
    groups = [digest[at : at + 8] for at in range(0, 64, 8)]
    cover = run("pdftotext", "-l", "1", d1.path, "-")
    assert digest == d1.content_sha256
    assert " ".join(groups[:4]) in cover
    assert " ".join(groups[4:]) in cover
    assert attached == sample.case_d1().content_bytes


def test_names_quotes_and_references_are_copied_as_they_were_written(d1: PdfWritten) -> None:
    text = re.sub(r"\s+", "", plain_text_of(d1.path))
    content = sample.case_d1().content
    for mark in content["marks"]:
        if not mark["withdrawn"]:
            assert re.sub(r"\s+", "", mark["quote"]) in text, mark["label"]
    for person in content["people"]:
        assert re.sub(r"\s+", "", person["name"]) in text
    for recording in content["recordings"]:
        assert recording["sha256"] in text
        assert recording["file_name"] in text


def test_a_reference_stands_on_one_line(d1: PdfWritten) -> None:
    lines = {word for line in plain_text_of(d1.path).splitlines() for word in line.split()}
    for mark in sample.case_d1().content["marks"]:
        if not mark["withdrawn"]:
            assert mark["reference"] in lines


def test_rare_characters_are_copied_and_what_has_no_form_is_printed_as_its_code(d1: PdfWritten) -> None:
    text = plain_text_of(d1.path)
    assert "\U0002cc56 (U+2CC56), 㐂, 镕" in text
    assert "Őrsi Žofie" in text
    assert "[U+1F600]" in text.replace("\n", "")
    assert "[U+202E]evil[U+202C]" in text.replace("\n", "")
    assert "[U+0645]" in text
    assert "\u202e" not in text


def test_stills_come_out_as_the_bytes_that_went_in(d1: PdfWritten, tmp_path: Path) -> None:
    run("pdfimages", "-all", d1.path, tmp_path / "still")
    found = {hashlib.sha256(path.read_bytes()).hexdigest() for path in tmp_path.glob("still-*.jpg")}
    assert found == {still.sha256 for still in sample.case_d1().pictures.values()}


def test_every_typeface_is_embedded_and_none_is_helvetica(edition: PdfWritten) -> None:
    rows = run("pdffonts", edition.path).splitlines()[2:]
    assert rows
    for row in rows:
        assert row.split()[-5:-2] == ["yes", "yes", "yes"], row
        assert "Helvetica" not in row


def test_the_properties_name_the_case_and_no_time_of_making(d1: PdfWritten) -> None:
    properties = run("pdfinfo", "-isodates", d1.path)
    assert re.search(r"^Title: +C-2026-0001 Surrender of Evergreen 5", properties, re.M)
    assert re.search(r"^Producer: +Replaydesk 0\.1\.0$", properties, re.M)
    assert re.search(r"^CreationDate: +2026-03-18T01:34:07Z$", properties, re.M)
    assert re.search(r"^ModDate: +2026-03-18T01:34:07Z$", properties, re.M)
    assert re.search(rf"^Pages: +{d1.pages}$", properties, re.M)
    assert re.search(r"^Tagged: +yes$", properties, re.M)
    assert re.search(r"^JavaScript: +no$", properties, re.M)


@needs_qpdf
def test_qpdf_finds_nothing_wrong(edition: PdfWritten) -> None:
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", edition.path)


def test_every_page_says_which_page_of_which_case_it_is(d1: PdfWritten) -> None:
    pages = text_of(d1.path).split("\f")[:-1]
    assert len(pages) == d1.pages
    digest = d1.content_sha256
    for number, page in enumerate(pages, 1):
        assert f"C20260001-{number:06}" in page
        if number > 1:
            assert f"Page {number} of {d1.pages}" in page
            assert f"{digest[:16]}…{digest[-4:]}" in page
            assert "Internal copy · Confidential" in page


def test_both_clocks_stand_beside_a_mark_and_an_unchecked_one_is_called_so(d1: PdfWritten) -> None:
    text = plain_text_of(d1.path)
    assert "00:06:12.040 – 00:06:36.800" in text
    assert "2026-03-01 10:20:59.340 +08:00" in text
    assert "offset +47.300 s, ±0.500 s, Clock in the picture" in text
    assert "2026-03-01 10:28:20.000 +08:00" in text
    assert "clock not checked" in text


def test_a_drift_is_printed_only_where_there_is_one(d1: PdfWritten) -> None:
    assert " ppm" not in plain_text_of(d1.path).replace("(ppm", "")
    view, recordings = View(sample.case_d1(), Speech("en")), sample.recordings()
    recordings[0]["clock"]["drift_ppb"], recordings[1]["clock"]["drift_ppb"] = 12_500, -3_000_000
    assert clock_words(view, recordings[0]).endswith("Clock in the picture, drift +12.5 ppm")
    assert "File name, drift -3000 ppm" in clock_words(view, recordings[1])


def test_dates_show_their_steps_their_source_and_what_is_only_stated(d1: PdfWritten) -> None:
    text = plain_text_of(d1.path).replace("\n", " ")
    assert "15 days: day 15 is 2026-03-17, until 24:00" in text
    assert "At the edge: one day decides" in text
    assert "Measures for Insurance Sales Conduct, art. 28" in text
    assert "unverified" in text
    assert "stated, not evidenced" in text


def test_withdrawn_marks_are_named_and_count_for_nothing(d1: PdfWritten) -> None:
    text = plain_text_of(d1.path)
    assert "Withdrawn marks" in text
    assert "M-011" in text[text.index("Withdrawn: on a second hearing") - 200 :]
    assert "/M-011@" not in text
    contents = run("pdftotext", "-f", "2", "-l", "2", d1.path, "-")
    assert "M-010" in contents
    assert "M-011" not in contents


def test_points_without_marks_are_listed_and_nothing_is_concluded_about_them(d1: PdfWritten) -> None:
    text = plain_text_of(d1.path)
    listed = text[text.index("Points without any mark") : text.index("One block for each mark")]
    marked = {mark["point"] for mark in sample.case_d1().content["marks"] if not mark["withdrawn"]}
    codes = {point["code"] for point in sample.case_d1().content["checklist"]["points"]}
    assert set(re.findall(r"BA\d\d", listed)) == codes - marked


def test_the_print_blames_nobody_and_never_says_not_given(d1: PdfWritten) -> None:
    text = plain_text_of(d1.path).replace("\n", " ")
    for word in ("fault of the customer", "customer’s fault", "negligen", "liar", "guilty"):
        assert word not in text.lower()
    assert "No decision has been recorded" in text
    assert re.findall(r"[Nn]ot given", text.replace("“not given”", "").replace("“Not given”", "")) == []


def test_a_case_without_anything_prints_and_says_so(empty: PdfWritten) -> None:
    text = plain_text_of(empty.path)
    for words in (
        "No people have been registered.",
        "No product has been registered.",
        "No dates have been registered.",
        "No allegation has been registered.",
        "No marks have been made.",
        "No recordings or documents have been linked.",
        "no marks have been made yet",
    ):
        assert words in text.replace("\n", " ")


def test_an_erased_entry_of_the_journal_is_printed_as_erased(tmp_path: Path) -> None:
    body = sample.content()
    body["journal"]["entries"][4].update(salt=None, body=None)
    write_case_file(sample.freeze(body), tmp_path / "case.pdf")
    assert plain_text_of(tmp_path / "case.pdf").count("content erased") == 1


def test_a_copy_that_leaves_the_house_says_so_and_why_a_picture_is_held_back(tmp_path: Path) -> None:
    case = sample.case_d1()
    held = {"what": "picture", "reason": {"en": "Nobody has decided.", "zh": "尚未决定。"}}
    names = {"what": "names", "what_label": {"en": "Names", "zh": "姓名"}, "count": 7,
             "why": {"en": "A stand-in takes its place.", "zh": "以代称替代。"}}  # fmt: skip
    marks = [{**mark, "picture": None, "withheld": [held] if mark["label"] in case.pictures else []}
             for mark in case.content["marks"]]  # fmt: skip
    body = {**case.content, "copy": "regulator", "marks": marks, "left_out": [names],
            "derived_from": {"copy": "internal", "sha256": "ab" * 32}}  # fmt: skip
    write_case_file(replace(sample.freeze(body), pictures={}), tmp_path / "case.pdf")
    text = plain_text_of(tmp_path / "case.pdf")
    cover, rest = text.split("\f", 1)
    for words in ("Copy for the regulator", "Parts are left out (annex C): Names 7.", "ab" * 32):
        assert words in cover, words
    assert "What this copy leaves out" in rest and "A stand-in takes its place." in rest
    assert rest.count("Nobody has decided.") == len(case.pictures)


def test_every_link_and_bookmark_leads_to_a_page(fifty: PdfWritten) -> None:
    with pikepdf.open(fifty.path) as pdf:
        pages = {page.obj.objgen for page in pdf.pages}
        links = [note for page in pdf.pages for note in page.get("/Annots", [])]
        assert len(links) > 100
        for link in links:
            assert link.Subtype == "/Link"
            assert "/A" not in link
            assert link.Dest[0].objgen in pages
        with pdf.open_outline() as outline:
            sections = [str(item.title) for item in outline.root]
            marks = next(item for item in outline.root if str(item.title) == "5  Marks")
            assert len(marks.children) == 50
    assert sections[1:3] == ["Contents", "1  Executive summary"]


@pytest.mark.parametrize("label", ["M-001", "M-050"])
def test_a_mark_stands_on_one_page_from_its_head_to_its_reference(fifty: PdfWritten, label: str) -> None:
    pages = text_of(fifty.path).split("\f")
    with_reference = [page for page in pages if re.search(rf"/{label}@pts=\d+;tb=1/12800;sha256=[0-9a-f]{{16}}", page)]
    assert len(with_reference) == 1
    assert re.search(rf"^ *{label} +BA\d\d ", with_reference[0], re.M)


def test_no_heading_stands_alone_at_the_foot_of_a_page(fifty: PdfWritten) -> None:
    headings = ("Points without any mark", "People", "Product", "Limits of this version", "Withdrawn marks")
    for page in text_of(fifty.path).split("\f")[1:-1]:
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        assert not lines[-2].startswith(headings), lines[-3:]


@pytest.mark.parametrize("sheet", ["d1", "fifty"])
def test_contents_name_the_page_where_each_section_begins(sheet: str, request: pytest.FixtureRequest) -> None:
    written: PdfWritten = request.getfixturevalue(sheet)
    pages = text_of(written.path).split("\f")
    for line in pages[1].splitlines():
        found = re.match(r"^ *(\d+|[AB]) {1,}(\S.*?) {2,}.*?(\d+)$", line)
        if found:
            number, page = found[1], int(found[3])
            assert re.search(rf"^ *{number} +[A-Z]", pages[page - 1], re.M), line


def test_the_marked_part_of_a_page_is_shown_enlarged_from_the_same_picture(d1: PdfWritten) -> None:
    assert "The marked part, enlarged" in plain_text_of(d1.path)
    with pikepdf.open(d1.path) as pdf:
        drawn = [str(name) for page in pdf.pages for name in page.Resources.get("/XObject", {})]
        pictures = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream)]
        images = [thing for thing in pictures if thing.get("/Subtype") == "/Image"]
    assert len(images) == len(sample.case_d1().pictures) == len(set(drawn))


def test_documents_have_no_clock_and_no_sound_to_be_missing(d1: PdfWritten) -> None:
    summary = run("pdftotext", "-f", "3", "-l", "3", d1.path, "-")
    said = summary[summary.index("What this review cannot say") :]
    assert "EX-04" in said
    assert "EX-05" not in said
    assert "EX-06" not in said
