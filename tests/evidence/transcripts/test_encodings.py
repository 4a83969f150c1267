"""Encodings of transcripts: marks and UTF-8 are beyond doubt, everything else is a guess that is told, or refused."""

from __future__ import annotations

import pytest

from evidence.errors import Refused, WrongUse
from evidence.transcripts.encodings import decode
from evidence.transcripts.notices import Oddity
from evidence.transcripts.reading import Wish, read_transcript

SIMPLE = "1\n00:00:01,000 --> 00:00:02,000\n这款产品有十五天的犹豫期，期满后退保会有损失。\n"
TRADITIONAL = "1\n00:00:01,000 --> 00:00:02,000\n這款產品有十五天的猶豫期，期滿後退保會有損失。\n"
FRENCH = "1\n00:00:01,000 --> 00:00:02,000\nL’assuré a été informé : « à perte »\n"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_is_marked_or_utf_8_is_beyond_doubt(codec: str) -> None:
    found = read_transcript(SIMPLE.encode(codec), "a.srt")
    assert "犹豫期" in found.cues[0].text and found.notices == ()


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (SIMPLE, "gb18030", "gb18030"),
        (SIMPLE, "gbk", "gb18030"),
        (TRADITIONAL, "big5", "big5"),
        (FRENCH, "windows-1252", "windows-1252"),
        (SIMPLE, "utf-16-le", "utf-16"),
        (SIMPLE, "utf-16-be", "utf-16"),
    ],
)
def test_what_is_guessed_is_right_and_told(text: str, codec: str, name: str) -> None:
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.encoding) == (text, name) and decoded.doubt
    notice = read_transcript(text.encode(codec), "a.srt").notices[0]
    assert notice.oddity is Oddity.ENCODING and name.split("-")[0] in notice.sentence.en.lower()


def test_an_encoding_that_a_person_names_is_no_doubt() -> None:
    found = read_transcript(TRADITIONAL.encode("big5"), "a.srt", Wish(encoding="big5"))
    assert "猶豫期" in found.cues[0].text and found.notices == ()
    assert decode(SIMPLE.encode("utf-16-be"), "utf-16").text == SIMPLE


def test_a_named_encoding_that_does_not_fit_is_refused_with_the_line() -> None:
    with pytest.raises(Refused, match=r"line 3: the byte 0x[0-9A-F]{2} cannot be read as UTF-8"):
        decode(SIMPLE.encode("gb18030"), "utf-8")
    with pytest.raises(WrongUse, match="choose one of utf-8"):
        decode(b"", "rot13")


def test_damaged_utf_8_is_refused_with_the_line_rather_than_read_as_something_else() -> None:
    data = SIMPLE.encode().replace("退".encode(), b"\xff", 1)
    with pytest.raises(Refused, match="line 3: the byte 0xFF cannot be read as UTF-8"):
        decode(data)


def test_a_mark_that_lies_is_refused() -> None:
    with pytest.raises(Refused, match="line 1: the bytes cannot be read as UTF-16"):
        decode(b"\xff\xfe\x00\xd8a")


@pytest.mark.parametrize("data", [bytes(range(256)), b"a\nb\x81\xfe\xff\x8d\n", "Это русский текст".encode("koi8-r")])
def test_what_is_none_of_them_is_refused_with_the_line(data: bytes) -> None:
    with pytest.raises(Refused, match=r"line [12]: the encoding is none that is recognised"):
        decode(data)
