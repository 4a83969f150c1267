"""Text from outside: shown as it is, broken where a reader expects it, never read as markup."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pikepdf
import pytest

from exports.pdf import write_case_file
from exports.pdf.lines import NEVER_FIRST, NEVER_LAST, Span, break_lines, break_paragraphs
from exports.pdf.style import BODY, INK
from exports.pdf.text import fit, runs, text_width, visible
from tests.exports.pdf import sample
from tests.exports.pdf.tools import needs_poppler, plain_text_of


def lines_of(text: str, width: float, size: float = 9.3) -> list[str]:
    return [
        "".join(piece.text for piece in line.pieces) for line in break_lines([Span(text, "Sans", INK)], size, width)
    ]


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() -> None:
    text = "销售人员说：“可能会有一点损失”，但没有说明金额（见现金价值表）；客户回答“嗯”。EX-01（00:06:12）！……" * 6
    for width in range(60, 400, 7):
        for line in lines_of(text, width):
            assert line[0] not in NEVER_FIRST, (width, line)
            assert line[-1] not in NEVER_LAST, (width, line)


def test_latin_words_and_amounts_stay_whole() -> None:
    words = "The premium of CNY 50,000.00 was paid on 2026-03-01 in a single payment."
    for width in range(70, 300, 11):
        for line in lines_of(words, width):
            assert set(line.split()) <= set(words.split()), line
        assert " ".join(lines_of(words, width)) == words


def test_nothing_is_lost_and_no_line_is_too_wide() -> None:
    text = "混排 mixed，含 https://bank.example/very/long/address?with=parameters&and=more 与数字 38,650.00 元。" * 4
    for width in (40.0, 97.0, 250.0):
        lines = lines_of(text, width)
        assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
        assert all(text_width(line, "Sans", 9.3) <= width + 0.1 for line in lines)


def test_a_word_of_two_hundred_thousand_characters_is_broken_in_no_time() -> None:
    begun = time.process_time()
    lines = lines_of("x" * 200_000, 480)
    assert time.process_time() - begun < 2
    assert sum(map(len, lines)) == 200_000


def test_a_text_that_is_too_long_is_cut_and_the_rest_is_counted() -> None:
    text = "line of words " * 500
    cut = break_paragraphs(text, BODY, 300, 5)
    printed = sum(len(piece.text) for line in cut.lines for piece in line.pieces)
    assert len(cut.lines) == 5
    assert 0 < cut.left_out <= len(text) - printed
    assert break_paragraphs("two\nlines", BODY, 300, 5).left_out == 0
    assert len(break_paragraphs("two\nlines", BODY, 300, 5).lines) == 2


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202eb\u202c", "a[U+202E]b[U+202C]"),
        ("tab\there", "tab here"),
        ("esc\x1b[31m", "esc[U+001B][31m"),
        ("nul\x00", "nul[U+0000]"),
        ("joined\u200d\ufe0f", "joined"),
        ("e\u0301", "é"),
        ("two\r\nlines", "two\nlines"),
        ("half \ud800", "half [U+D800]"),
    ],
)
def test_what_cannot_be_seen_is_shown_as_its_code(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_each_character_is_set_in_a_typeface_that_has_it() -> None:
    assert runs("Plex 中文 \U0002cc56", "Sans") == (
        ("Sans", "Plex "),
        ("CJK", "中文"),
        ("Sans", " "),
        ("CJK", "\U0002cc56"),
    )
    assert runs("😀 مر", "Mono") == (("Mono", "[U+1F600] [U+0645][U+0631]"),)
    assert runs("说“好”", "Sans") == (("CJK", "说“好”"),)
    assert runs("say “yes”", "Sans") == (("Sans", "say “yes”"),)


def test_what_does_not_fit_ends_with_dots() -> None:
    assert fit("short", "Sans", 8, 100) == "short"
    cut = fit("a very long name that does not fit at all", "Sans", 8, 60)
    assert cut.endswith("…")
    assert text_width(cut, "Sans", 8) <= 60
    assert fit("x" * 300_000, "Sans", 8, 60).endswith("…")


HOSTILE = (
    '<img src="/etc/passwd">',
    "<b>bold</b> & <i>more",
    "AT&T <fees> & 5 < 6",
    '<a href="javascript:alert(1)">press</a>',
    '<link href="https://bank.example">x</link>',
    "<onDraw name=x/>",
    "</para><para>",
    "{curly} %s %(name)s $x",
    "]]>&lt;&#x41;",
    "(unbalanced \\ ) ET BT /F1",
)


@needs_poppler
def test_markup_in_a_case_is_printed_and_never_followed(tmp_path: Path) -> None:
    body = sample.content()
    body["case"]["verbatim"] = "\n".join(HOSTILE)
    body["case"]["title"] = HOSTILE[0]
    body["people"][0].update(name=HOSTILE[1], organisation=HOSTILE[3])
    body["allegations"][0]["text"] = HOSTILE[4]
    body["recordings"][0].update(title=HOSTILE[5], file_name=HOSTILE[7])
    body["marks"] = [sample.mark("M-001", "EX-01", "BA02", "given", "heard", (0, 9), quote=text) for text in HOSTILE]
    for at, mark in enumerate(body["marks"], 1):
        mark.update(label=f"M-{at:03}", note=HOSTILE[-at])
    body["journal"]["entries"][0].update(actor=HOSTILE[2], action=HOSTILE[9])
    target = tmp_path / "case.pdf"
    write_case_file(sample.freeze(body), target)
    printed = re.sub(r"\s", "", plain_text_of(target))
    for text in HOSTILE:
        assert re.sub(r"\s", "", text) in printed, text
    with pikepdf.open(target) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary):
                assert "/URI" not in thing
                assert "/JS" not in thing
                assert thing.get("/S") not in ("/URI", "/JavaScript", "/Launch")
        assert not any("/Subtype" in thing and thing.Subtype == "/Image" for thing in _streams(pdf))


def _streams(pdf: pikepdf.Pdf) -> list[pikepdf.Stream]:
    return [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream)]


LONG = "字" * 200_000


@needs_poppler
@pytest.mark.parametrize("text", ["x" * 200_000, LONG, "a b\n" * 50_000, "<" * 200_000, "！" * 200_000])
def test_a_field_of_any_length_is_cut_with_a_word_about_it(tmp_path: Path, text: str) -> None:
    body = sample.content()
    body["case"].update(verbatim=text, title=text)
    body["people"][0].update(name=text, organisation=text)
    body["product"].update(name=text, insurer=text)
    body["allegations"][0]["text"] = text
    body["allegations"][0]["questions"][0]["text"] = text
    body["recordings"][0].update(title=text, file_name=text, received_from=text)
    body["marks"][0].update(quote=text, note=text, by=text)
    body["marks"][-1].update(quote=text, note=text)
    body["conclusions"][0]["reason"] = sample.pair(text, text)
    body["journal"]["entries"][0].update(actor=text, action=text)
    case = sample.freeze(body)
    begun = time.process_time()
    written = write_case_file(case, tmp_path / "case.pdf")
    assert time.process_time() - begun < 5
    assert written.pages < 40
    printed = plain_text_of(written.path)
    assert printed.count("continued in case.json") >= 8
    assert case.content_bytes.count(json.dumps(text[:40], ensure_ascii=False)[1:-1].encode()) > 10


@needs_poppler
def test_letters_of_every_kind_are_legible_or_named(tmp_path: Path) -> None:
    body = sample.content()
    words = ("مرحبا", "שלום", "😊👍🏽", "中文𠮷", "q̃ ñ é", "Ελληνικά", "Кириллица", "ไทย")
    body["case"]["verbatim"] = "\n".join(words)
    write_case_file(sample.freeze(body), tmp_path / "case.pdf")
    printed = plain_text_of(tmp_path / "case.pdf")
    for word in words:
        shown = "".join(text for _, text in runs(word, "Sans"))
        assert shown in printed
        assert not re.search(r"[\ufffd\u0000]", printed)
    assert "中文[U+20BB7]" in printed, "no typeface here has it"
    assert "Кириллица" in printed
