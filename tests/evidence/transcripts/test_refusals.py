"""Transcripts that are not taken: one sentence, with the line; and random bytes never do anything else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import NotFound, Refused, WorldError, WrongUse
from evidence.transcripts.raw import MOST_BYTES, MOST_CUES, MOST_LINES
from evidence.transcripts.reading import ENDINGS, read_file, read_transcript
from evidence.transcripts.tables import Columns

TIMES = "00:00:01,000 --> 00:00:02,000"
ENTRY = '{"start": 0, "end": 1, "text": "a"}'


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("a.srt", "hello\n", "line 1: times such as"),
        ("a.srt", f"1\n{TIMES}\na\n\n2\n00:00:03 -> 00:00:04\nb\n", "line 6: after a number, times"),
        ("a.srt", f"1\n{TIMES}\na\n\n2\n00:00:03,000 --> later\nb\n", "line 6: “00:00:03,000 --> later”"),
        ("a.srt", "1\n00:99:00,000 --> 00:00:02,000\na\n", "line 2: "),
        ("a.srt", "1\n999999:00:00,000 --> 00:00:02,000\na\n", "line 2: "),
        ("a.srt", "1\n-00:00:01,000 --> 00:00:02,000\na\n", "line 2: "),
        ("a.srt", f"1\n{TIMES}\na\0b\n", "line 3: a NUL"),
        ("a.srt", f"1\n{TIMES}\n" + "a" * 100_001, "line 2: its words are longer than 100,000"),
        ("a.srt", f"1\n{TIMES}\n\n", "line 1: it holds no lines with words"),
        ("a.srt", "", "line 1: "),
        ("a.vtt", "00:01.000 --> 00:02.000\na\n", "line 1: a WebVTT file begins"),
        ("a.vtt", "WEBVTT\n\nhello\nthere\n", "line 3: times such as"),
        ("a.vtt", "WEBVTT\n\nx --> y\nthere\n", "line 3: “x --> y”"),
        ("a.vtt", f"WEBVTT\n\n00:01.000 --> 00:02.000\n<v {'x' * 201}>a</v>\n", "line 3: the name of its speaker"),
        ("a.csv", "name,age\nx,3\n", "line 1: the columns cannot be told"),
        ("a.csv", "start,end,text\n1,2,a\n1,2\n", "line 3: the row has only 2 columns"),
        ("a.csv", "start,end,text\n1,2,a\nsoon,2,b\n", "line 3: “soon” is no time"),
        ("a.csv", 'start,end,text\n1,2,a\n3,4,"b\n', "line 3: the table is broken there"),
        ("a.json", '{"segments":\n [}', "line 2: it is not JSON"),
        ("a.json", "[" * 100_000, "line 1: it is JSON of an unusual kind"),
        ("a.json", f"[{ENTRY.replace('1', '9' * 5000)}]", "line 1: it is JSON of an unusual kind"),
        ("a.json", f"[{ENTRY.replace('1', 'NaN')}]", "line 1: it is JSON of an unusual kind"),
        ("a.json", f"[{ENTRY}, {ENTRY.replace('1', '1e400')}]", "entry 2: it needs"),
        ("a.json", f"[{ENTRY}, {ENTRY.replace('1', 'true')}]", "entry 2: it needs"),
        ("a.json", f"[{ENTRY}, {ENTRY.replace('1', '1e99999999999')}]", "entry 2: it needs"),
        ("a.json", f"[{ENTRY}, 5]", "entry 2: it needs"),
        ("a.json", '{"fragments": []}', "line 1: it has neither “segments”"),
    ],
)
def test_it_is_refused_with_its_place(name: str, text: str, place: str) -> None:
    with pytest.raises(Refused) as refused:
        read_transcript(text.encode(), name)
    sentence = refused.value.sentence
    assert place in sentence.en and len(sentence.en) < 300
    assert sentence.en.count(". ") <= 1 and "Nothing of it was imported" in sentence.en and "未导入" in sentence.zh


def test_too_many_lines_entries_and_bytes_are_refused_without_reading_on() -> None:
    with pytest.raises(Refused, match=f"line {MOST_LINES + 1}: more than 1,000,000 lines"):
        read_transcript(b"\n" * (3 * MOST_LINES), "a.srt")
    with pytest.raises(Refused, match="more than 100,000 entries"):
        read_transcript(("start,text\n" + "1,a\n" * (MOST_CUES + 1)).encode(), "a.csv")
    with pytest.raises(Refused, match="larger than 16 MiB"):
        read_transcript(b" " * (MOST_BYTES + 1), "a.srt")


def test_a_file_of_another_kind_is_refused() -> None:
    with pytest.raises(Refused, match="none of the transcripts that are read here"):
        read_transcript(b"\\relax", "a.tex")


def test_only_regular_files_of_some_size_are_opened(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_file(tmp_path / "a.srt")
    with pytest.raises(Refused, match="is no file"):
        read_file(tmp_path)
    large = tmp_path / "large.srt"
    with large.open("wb") as file:
        file.truncate(10 * MOST_BYTES)
    with pytest.raises(Refused, match="larger than 16 MiB"):
        read_file(large)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.srt")
        with pytest.raises(Refused, match="is no file"):
            read_file(tmp_path / "pipe.srt")


@pytest.mark.parametrize("text", ["", "start", "start=0,text=1", "start=1,words=2", "start=1,text=2,unit=h", "text=1"])
def test_columns_that_cannot_be_understood_are_wrong_use(text: str) -> None:
    with pytest.raises(WrongUse, match="names no columns"):
        Columns.parse(text)


SCRAPS = st.sampled_from(
    ["\n", "\n\n", "1\n", TIMES, "00:01.000 --> 00:02.000", "WEBVTT\n\n", "<v Li>", "</v>", "NOTE", ",", "\t", '"',
     "start,end,text\n", "1.5", "00:00:01", "{", "[", "]", "}", '{"segments":[', ENTRY, "\0", "\ufeff", "\u202e", "词",
     "-->", "&lt;", "99999:00:00,000"]
)  # fmt: skip


@given(
    st.lists(SCRAPS | st.text(max_size=5), max_size=12), st.sampled_from(ENDINGS), st.sampled_from(["utf-8", "gb18030"])
)
def test_scraps_of_transcripts_are_read_or_refused_in_a_sentence(scraps: list[str], ending: str, codec: str) -> None:
    check("".join(scraps).encode(codec, errors="replace"), ending)


@given(st.binary(max_size=80), st.sampled_from(ENDINGS))
def test_any_bytes_are_read_or_refused_in_a_sentence(data: bytes, ending: str) -> None:
    check(data, ending)


def check(data: bytes, ending: str) -> None:
    try:
        found = read_transcript(data, "a" + ending, duration_us=1_000_000)
    except WorldError as refused:
        assert refused.sentence.en.endswith(".") and refused.sentence.zh.endswith("。")
        return
    begins = [cue.from_us for cue in found.cues]
    assert begins == sorted(begins) and all(cue.from_us <= cue.to_us and cue.text.strip() for cue in found.cues)
    assert all(cue.text.encode() and "\0" not in cue.text for cue in found.cues)
    assert all(notice.count > 0 and notice.sentence.zh.endswith("。") for notice in found.notices)
