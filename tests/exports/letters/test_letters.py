"""Letters drafted from a case: every claim tied, read back by programs that know nothing of ours."""

from __future__ import annotations

import copy
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import page
import pytest
from docx import Document

from exports.letters.draft import Claim, Letter, Part
from exports.letters.notice import early_notice
from exports.letters.printed import write_print
from exports.letters.response import response
from exports.letters.word import write_word
from exports.pdf.conform import FLAVOUR
from tests.exports.pdf import sample
from tests.exports.pdf.tools import needs_poppler

AS_OF = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
HOSTILE = 'a\x00b\x1b[31m\u202e<b>&"quoted"</b> =cmd() 退保'


def record(label: str, **parts: Any) -> dict[str, Any]:
    return {"id": label, "label": label, "by": "reviewer", "at": "2026-11-24T12:00:00Z", "withdrawn": False, **parts}


@pytest.fixture
def content() -> dict[str, Any]:
    """D1 with what follows a review, a withdrawn record among it."""
    made = copy.deepcopy(sample.content())
    allegation = made["allegations"][0]["id"]
    found = {"result": "partly", "result_label": sample.pair("Partly supported", "部分有证据支持"), "missing": "",
             "standard": "high_probability", "standard_label": sample.pair("High probability", "高度可能性"),
             "allegation": allegation, "question": None, "marks_against": []}  # fmt: skip
    made["findings"] = [
        record("F-01", reasoning="Told in part", marks_for=[made["marks"][0]["label"]], **found),
        record("F-02", reasoning="Taken back", marks_for=[], **found) | {"withdrawn": True},
    ]
    made["steps"] = [
        record("H-01", kind="call", kind_label=sample.pair("Call", "通话"), direction="outgoing", exhibit=None,
               direction_label=sample.pair("From us", "我方发出"), when="2026-04-01T09:30:00.000000+08:00", whom="",
               who="", text=HOSTILE, new_due=None, approver="", reason=""),
    ]  # fmt: skip
    return made


def claims(letter: Letter, heading: str) -> list[Claim]:
    [part] = [part for part in letter.parts if part.heading == heading]
    return list(part.claims)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("make", [response, early_notice])
def test_every_claim_says_what_it_rests_on(content: dict[str, Any], make: Any, language: str) -> None:
    letter = make(content, language)
    assert sum(len(part.claims) for part in letter.parts) > 5
    assert letter.untied == ()


def test_a_claim_that_rests_on_nothing_is_named() -> None:
    bare = Claim("It rained.")
    assert Letter("en", "", (), (Part("", (bare, Claim("So it says.", ("EX-01",)))),), (), "").untied == (bare,)


def test_findings_cite_their_marks_and_withdrawn_ones_are_left_out(content: dict[str, Any]) -> None:
    [first, *others] = claims(response(content, "en"), "Findings")
    mark = content["marks"][0]
    assert "Told in part" in first.text and first.cites[0].startswith(f"{mark['exhibit']}, {mark['label']} at ")
    assert all("Taken back" not in one.text for one in others)


def test_a_date_without_an_exhibit_is_as_stated(content: dict[str, Any]) -> None:
    content["product"]["dates"]["called_back"] = {"day": "2026-03-16", "exhibit": None}
    content["product"]["dates"]["sold"] = {"day": "2026-03-10", "exhibit": "EX-03"}
    tails = {one.text: one.tail for one in claims(response(content, "en"), "Facts")}
    assert [tail for text, tail in tails.items() if "2026-03-16" in text] == ["[as stated, no exhibit]"]
    assert "[EX-03]" in [tail for text, tail in tails.items() if "2026-03-10" in text]


def test_a_copy_without_causes_drafts_a_letter_without_them(content: dict[str, Any]) -> None:
    content.pop("causes", None)
    content["measures"] = None
    [only] = claims(response(content, "en"), "Cause and corrective actions")
    assert only.text == "No cause has been recorded yet."


def test_the_word_document_opens_elsewhere_and_is_the_same_twice(content: dict[str, Any], tmp_path: Path) -> None:
    letter = response(content, "zh")
    for name in ("one.docx", "two.docx"):
        write_word(letter, tmp_path / name, AS_OF)
    assert (tmp_path / "one.docx").read_bytes() == (tmp_path / "two.docx").read_bytes()
    document = Document(str(tmp_path / "one.docx"))
    told = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for part in letter.parts:
        assert part.heading in told
    assert 'a[U+0000]b[U+001B][31m[U+202E]<b>&"quoted"</b> =cmd() 退保' in told
    assert document.tables[1].rows[1].cells[3].text == content["recordings"][0]["sha256"]
    assert document.core_properties.modified == AS_OF


@needs_poppler
def test_the_print_is_valid_and_says_the_same(content: dict[str, Any], tmp_path: Path) -> None:
    letter = response(content, "zh")
    pages = write_print(letter, tmp_path / "a.pdf", content, "ab" * 32)
    assert page.validate_pdf(str(tmp_path / "a.pdf"), profile=FLAVOUR).is_compliant
    said = subprocess.run(["pdftotext", tmp_path / "a.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert f"1/{pages}" in said.replace(" ", "") and "[U+202E]" in said
    assert all(part.heading in said for part in letter.parts)
    assert b"EmbeddedFile" not in (tmp_path / "a.pdf").read_bytes()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_early_notice_stays_on_one_page(content: dict[str, Any], tmp_path: Path, language: str) -> None:
    content["case"]["verbatim"] = "退保损失，没有人告诉我。" * 10_000
    content["recordings"] = [
        {**content["recordings"][0], "exhibit": f"EX-{number:02}", "title": "Branch lobby, camera, " * 40}
        for number in range(1, 60)
    ]
    content["tasks"] = [record(f"J-{at:02}", what="Send the letter " * 60, due=None, done=None) for at in range(60)]
    letter = early_notice(content, language)
    assert any("55" in claim.text for part in letter.parts for claim in part.claims), "what is left out is counted"
    assert write_print(letter, tmp_path / "a.pdf", content, "ab" * 32) == 1
