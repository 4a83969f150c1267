"""The section on what was played to whom: its words, its bars, and what it says where nothing is known."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest

from exports.pdf import PdfWritten, write_case_file
from exports.pdf import coverage_strings as strings
from exports.pdf.played import Bar, draw_counts, draw_counts_not, draw_unusable
from exports.pdf.sheet import Sheet
from exports.pdf.speech import Speech
from exports.pdf.view import View
from exports.verify import Answer, verify_case_file
from exports.verify.extract import extract
from exports.verify.percent import check_coverage
from tests.exports.pdf import covered
from tests.exports.pdf.tools import needs_poppler, plain_text_of


@pytest.fixture(scope="module", params=["en", "zh", "both"])
def played(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, PdfWritten]:
    """The case with its ledger in each edition."""
    folder = tmp_path_factory.mktemp("played")
    return request.param, write_case_file(covered.case(), folder / "case.pdf", language=request.param)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _section(path: Path) -> str:
    text = _squeezed(plain_text_of(path))
    begin = max(text.rfind(_squeezed(words)) for words in ("7 What was played to whom", "7 播放记录"))
    return text[begin:]


@needs_poppler
def test_it_says_to_whom_what_was_played_how_fast_and_how_much(played: tuple[str, PdfWritten]) -> None:
    language, written = played
    text = _section(written.path)
    english = ("Played to 李薇 (liwei)", "first review", "Speeds that counted: 1×, 1.5×, 2×.", "99 %", "77 %",
               "sound without any signal of 18.0 s at 00:05:00.000", "Its clock is not checked",
               "Not played to anybody", "The sound of EX-03 is not usable")  # fmt: skip
    chinese = ("已向 李薇 (liwei) 播放", "复审", "计入的播放速度：1×、1.5×、2×。", "00:05:00.000 处有声音无信号",
               "时钟未核对", "审查期间未向任何人播放", "另有 2 处见 case.json")  # fmt: skip
    wanted = {"en": english, "zh": chinese, "both": (*english[1:], *chinese[2:])}[language]
    for words in wanted:
        assert _squeezed(words) in text, words
    assert "99%" in text and "100%" in text


def test_validators_and_the_verifier_accept_it(played: tuple[str, PdfWritten]) -> None:
    path = played[1].path
    report = page.validate_pdf(str(path), profile="3b")
    assert report.is_compliant, report.failures
    rules = {failure.rule_id for failure in page.validate_pdf(str(path), profile="ua1").failures}
    assert rules == {"PDFUA1-ID-PART-001", "PDFUA1-ID-SCHEMA-001"}
    passed = {check.name for check in verify_case_file(path).checks if check.verdict is Answer.PASSED}
    assert passed >= {"file", "seal", "revision", "contents", "attachment", "printed_hash", "printed_marks", "pictures"}


def test_a_percentage_that_was_forged_in_the_data_or_in_print_is_named(played: tuple[str, PdfWritten]) -> None:
    parts = extract(played[1].path.read_bytes())
    data = parts.attachments[0].data
    assert data is not None
    case = json.loads(data)
    case["recordings"][2]["clock"]["checked"] = False  # as it was when its playing was measured

    def told(change: Callable[[dict[str, Any]], None]) -> str:
        forged = copy.deepcopy(case)
        change(forged["coverage"]["recordings"][0])
        found = check_coverage(parts, forged)
        assert found.verdict is Answer.FAILED
        return found.reason.en

    def better(name: str) -> Callable[[dict[str, Any]], None]:
        return lambda one: one["played_to"][0]["senses"][0].update({name: 12})

    def played_all(one: dict[str, Any]) -> None:
        one["played_to"][0]["senses"][0]["counted"] = [[0, one["length_us"]]]

    assert check_coverage(parts, case).verdict is Answer.PASSED, check_coverage(parts, case).reason.en
    assert "EX-01: 12 % of the recording is stated" in told(better("percent_of_recording"))
    assert "EX-01: 12 % of the time in question is stated" in told(better("percent_of_question"))
    assert "does not follow from what was played" in told(played_all)
    assert "time in question of EX-01" in told(lambda one: one.update(question=[[0, 1]]))
    assert "is missing or of the wrong kind" in told(lambda one: one.update(length_us="long"))
    printed = replace(parts, texts=tuple(text.replace("77", "97") for text in parts.texts))
    assert "printed in section 7 are not those of the data" in check_coverage(printed, case).reason.en


def test_each_bar_is_told_in_words_to_a_screen_reader(played: tuple[str, PdfWritten]) -> None:
    language, written = played
    with pikepdf.open(written.path) as pdf:
        told = [str(thing.Alt) for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)
                and thing.get("/S") == "/Figure" and "EX-0" in str(thing.Alt)]  # fmt: skip
    bars = [words for words in told if ("as played to" if language != "zh" else "播放的情况") in words]
    assert len(bars) == 3
    assert all(words in bars[0] for words in ("李薇", "00:01:40.000–00:08:00.000", "99", "100", "46"))


def test_the_same_case_gives_the_same_bytes(played: tuple[str, PdfWritten], tmp_path: Path) -> None:
    language, written = played
    assert write_case_file(covered.case(), tmp_path / "again.pdf", language=language).sha256 == written.sha256


@needs_poppler
@pytest.mark.parametrize(
    ("asked", "shown", "says"),
    [
        (False, True, ("No time in question is stated.", "46 %")),
        (True, False, ("Not played to anybody", "Nothing of these was played to a reviewer: EX-01, EX-02, EX-03.")),
    ],
)
def test_what_is_not_known_is_said(tmp_path: Path, asked: bool, shown: bool, says: tuple[str, ...]) -> None:
    write_case_file(covered.case(asked, shown), tmp_path / "case.pdf")
    text = _squeezed(plain_text_of(tmp_path / "case.pdf"))
    for words in says:
        assert _squeezed(words) in text


@needs_poppler
def test_a_file_without_a_ledger_says_that_it_has_none(empty: PdfWritten) -> None:
    text = _squeezed(plain_text_of(empty.path))
    assert _squeezed(strings.NO_LEDGER.en) in text
    assert "Thisversiondoesnotrecord" not in text


def test_each_pattern_is_drawn_by_other_strokes_and_stays_in_its_box() -> None:
    """So that the bars can be read in grey print, and by every eye."""
    drawn = {}
    for draw in (draw_counts, draw_counts_not, draw_unusable):
        sheet = Sheet("en-GB")
        draw(sheet, [(100.0, 200.0, 30.0, 9.0), (150.0, 200.0, 0.6, 9.0)])
        numbers = [line.split() for line in sheet._pdf._code[1:] if line.endswith(" S")]
        drawn[draw] = [tuple(map(float, line[at : at + 5 : 3] + line[at + 1 : at + 5 : 3]))
                       for line in numbers for at in range(0, len(line) - 1, 6)]  # fmt: skip
    assert drawn[draw_counts] == []
    assert drawn[draw_counts_not] and all(a != c and b != d for a, c, b, d in drawn[draw_counts_not])
    assert drawn[draw_unusable] and all(a == c or b == d for a, c, b, d in drawn[draw_unusable])
    for a, c, b, d in drawn[draw_counts_not] + drawn[draw_unusable]:
        assert all(100 <= x <= 130 or 150 <= x <= 150.61 for x in (a, c)) and all(200 <= y <= 209 for y in (b, d))


def test_a_ledger_of_many_stretches_is_drawn_as_finely_as_the_eye_sees() -> None:
    case = covered.case()
    recording = case.content["coverage"]["recordings"][0]
    bar = Bar(View(case, Speech("en")), recording, recording["played_to"][0], {}, "李薇")
    boxes = bar._boxes([(at * 9_000, at * 9_000 + 4_000) for at in range(100_000)], (0.0, 0.0, 300.0, 9.0))
    assert len(boxes) < 1000
    ((_, _, wide, _),) = bar._boxes([(912_399_999, 912_400_000)], (0.0, 0.0, 300.0, 9.0))
    assert wide == pytest.approx(0.6)
