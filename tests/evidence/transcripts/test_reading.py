"""Transcripts as other programs write them: whole microseconds, and what is odd is told with its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evidence.model.transcript import Cue, TranscriptFormat
from evidence.transcripts.notices import Oddity
from evidence.transcripts.reading import Reading, Wish, look_at, read_transcript
from evidence.transcripts.tables import Columns, Heading

SAID = "这款产品有十五天的犹豫期"


def read(text: str, name: str, wish: Wish | None = None, duration_us: int | None = None) -> Reading:
    return read_transcript(text.encode(), name, wish, duration_us)


def times(reading: Reading) -> list[tuple[int, int]]:
    return [(cue.from_us, cue.to_us) for cue in reading.cues]


def oddities(reading: Reading) -> dict[Oddity, int]:
    return {notice.oddity: notice.count for notice in reading.notices}


def test_subrip_with_and_without_numbers_and_with_formatting() -> None:
    found = read(
        f"1\n00:00:01,500 --> 00:00:04,000\n<i>{SAID}</i>\n第二行\n\n"
        "00:00:04.0001 --> 00:00:05,000 X1:1 X2:2\n{\\an8}Yes.\n"
        "3\n01:00:00,000 --> 01:00:00,001\n[SPEAKER_01]: no blank line before\n",
        "a.srt",
    )
    assert found.format is TranscriptFormat.SRT and found.encoding == "utf-8" and found.language == "und"
    assert found.cues == (
        Cue(1_500_000, 4_000_000, "", f"{SAID}\n第二行"),
        Cue(4_000_100, 5_000_000, "", "Yes."),
        Cue(3_600_000_000, 3_600_001_000, "SPEAKER_01", "no blank line before"),
    )
    assert found.notices == ()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_on_any_system_and_other_separators_stay_in_the_words(end: str) -> None:
    found = read(f"1{end}00:00:01,000 --> 00:00:02,000{end}a\x0bb\u2028c{end}{end}", "a.srt")
    assert found.cues[0].text == "a\x0bb\u2028c" and oddities(found) == {Oddity.HIDDEN: 1}


def test_webvtt_keeps_its_speakers_and_leaves_out_asides() -> None:
    found = read(
        "WEBVTT - a call\nKind: captions\nLanguage: zh-CN\n\nNOTE\nnot said\n\nSTYLE\n::cue {}\n\n"
        "intro\n00:01.000 --> 00:02.000 align:start\n"
        "<v.loud Wang &amp; Li>We <b>may</b> lose <00:01.500>money &lt;5%</v>\n\n"
        "00:02.000 --> 00:03.000\n<v Wang>One</v> <v Li>Two</v>\n",
        "a.vtt",
    )
    assert found.language == "zh-CN"
    assert found.cues == (
        Cue(1_000_000, 2_000_000, "Wang & Li", "We may lose money <5%"),
        Cue(2_000_000, 3_000_000, "Wang", "One"),
        Cue(2_000_000, 3_000_000, "Li", "Two"),
    )


def test_the_content_counts_and_not_the_ending() -> None:
    assert read("WEBVTT\n\n00:01.000 --> 00:02.000\nhi\n", "a.srt").format is TranscriptFormat.VTT
    assert read("1\n00:00:01,000 --> 00:00:02,000\nhi\n", "a.txt").format is TranscriptFormat.SRT
    assert read('{"segments": [{"start": 1, "end": 2, "text": "hi"}]}', "a.srt").format is TranscriptFormat.WHISPER


@pytest.mark.parametrize(
    "table",
    [
        "start,end,speaker,text\n1.5,2.5,柜员,您好\n",
        "开始时间;结束时间;说话人;内容\n00:00:01,500;00:00:02,500;柜员;您好\n",
        "start_ms\tend_ms\tspeaker\ttext\n1500\t2500\t柜员\t您好\n",
        "开始（毫秒）,结束（毫秒）,角色,文本\n1500,2500,柜员,您好\n",
        "id,Start Time,End Time,Role,Content\n7,0:00:01.5,0:00:02.5,柜员,您好\n",
    ],
)
def test_tables_by_their_headings(table: str) -> None:
    found = read(table, "a.csv")
    assert found.cues == (Cue(1_500_000, 2_500_000, "柜员", "您好"),) and found.notices == ()


def test_tables_of_speech_programs_count_milliseconds_and_that_is_told() -> None:
    found = read("start\tend\ttext\n0\t2500\tone, two\n2500\t3000\tthree\n", "a.tsv")
    assert times(found) == [(0, 2_500_000), (2_500_000, 3_000_000)]
    assert oddities(found) == {Oddity.UNIT: 1}


def test_columns_named_by_a_person_leave_the_headings_out_and_can_be_kept_as_text() -> None:
    text = "who;von;bis;gesagt\nAda;1.5;2.5;two years\n"
    look = look_at(text.encode(), "a.csv")
    assert look.format is TranscriptFormat.CSV and look.encoding == "utf-8"
    assert look.heading == Heading(("who", "von", "bis", "gesagt"), None)
    columns = Columns(start=1, end=2, speaker=0, text=3, unit_us=1_000_000)
    assert columns.text_form() == "start=2,end=3,speaker=1,text=4,unit=s"
    assert Columns.parse(columns.text_form()) == columns
    assert read(text, "a.csv", Wish(columns=columns)).cues == (Cue(1_500_000, 2_500_000, "Ada", "two years"),)


def test_columns_that_are_guessed_are_told_before_the_file_is_read() -> None:
    guessed = look_at("开始,结束,内容\n1,2,你好\n".encode("gb18030"), "a.csv")
    assert guessed.encoding == "gb18030" and guessed.heading is not None
    assert guessed.heading.guessed == Columns(start=0, end=1, text=2)
    assert look_at(b"1\n00:00:01,000 --> 00:00:02,000\nx\n", "a.srt").heading is None


def test_columns_may_be_named_and_words_may_hold_line_ends() -> None:
    columns = Columns.parse("text=1,start=4,unit=s")
    found = read('"one\n""two""",x,y,3\nnext,x,y,5\n', "a.csv", Wish(columns=columns))
    assert found.cues == (Cue(3_000_000, 5_000_000, "", 'one\n"two"'), Cue(5_000_000, 5_000_000, "", "next"))
    assert oddities(found) == {Oddity.ENDLESS: 2}


def segment(begin: object, end: object, text: str, **more: object) -> dict[str, object]:
    return {"start": begin, "end": end, "text": text, **more}


def test_json_of_whisper_programs_to_the_microsecond() -> None:
    spoken = {"text": "…", "language": "zh", "segments": [segment(0.1, 2.00000051, " 您好", id=0, words=[])]}
    found = read(json.dumps(spoken), "a.json")
    assert found.language == "zh" and found.cues == (Cue(100_000, 2_000_001, "", "您好"),)
    whisperx = {"segments": [segment(1, 2, "hi", speaker="SPEAKER_00", words=[{"word": "hi"}])], "word_segments": []}
    assert read(json.dumps(whisperx), "a.json").cues[0].speaker == "SPEAKER_00"
    faster = [segment(0.0, 1e-7, "a"), segment(1, None, "b")]
    assert times(read(json.dumps(faster), "a.json")) == [(0, 0), (1_000_000, 1_000_000)]
    cpp = {
        "result": {"language": "en"},
        "transcription": [
            {"timestamps": {"from": "00:00:01,000", "to": "00:00:02,500"}, "offsets": {"from": 1000, "to": 2500},
             "text": " hello"},
            {"timestamps": {"from": "00:00:02,500", "to": "00:00:03,000"}, "text": " you"},
        ],
    }  # fmt: skip
    found = read(json.dumps(cpp), "a.json")
    assert found.language == "en" and times(found) == [(1_000_000, 2_500_000), (2_500_000, 3_000_000)]


def test_odd_times_are_kept_in_order_and_told_with_their_lines() -> None:
    found = read(
        "00:00:10,000 --> 00:00:12,000\nsecond\n\n00:00:01,000 --> 00:00:11,000\nfirst, over it\n\n"
        "00:00:20,000 --> 00:00:19,000\nreversed\n\n00:00:30,000 -->\nendless\n\n"
        "00:00:40,000 --> 99:59:59,999\nwithout end\n\n00:00:50,000 --> 00:00:51,000\n\n\n"
        "00:01:00,000 --> 00:01:01,000\nlast\n",
        "a.srt",
        duration_us=60_000_000,
    )
    assert [cue.text for cue in found.cues] == [
        "first, over it",
        "second",
        "reversed",
        "endless",
        "without end",
        "last",
    ]
    assert times(found)[2:4] == [(20_000_000, 20_000_000), (30_000_000, 40_000_000)]
    assert oddities(found) == {
        Oddity.SILENT: 1,
        Oddity.UNORDERED: 1,
        Oddity.OVERLAPPING: 2,
        Oddity.REVERSED: 1,
        Oddity.ENDLESS: 2,
        Oddity.PAST_END: 1,
    }
    told = {notice.oddity: notice.sentence for notice in found.notices}
    assert "line 7" in told[Oddity.REVERSED].en and "第 7 行" in told[Oddity.REVERSED].zh
    assert "line 19" in told[Oddity.PAST_END].en and "00:01:00.000" in told[Oddity.PAST_END].en
    assert "2 in all" in told[Oddity.ENDLESS].en


def test_an_offset_moves_every_line_and_lines_before_the_recording_are_told() -> None:
    found = read("00:00:01,000 --> 00:00:02,000\na\n", "a.srt", Wish(offset_us=-1_500_000))
    assert times(found) == [(-500_000, 500_000)] and found.offset_us == -1_500_000
    assert oddities(found) == {Oddity.BEFORE_START: 1}


def test_words_after_an_empty_line_stay_with_their_line_and_are_told() -> None:
    found = read("1\n00:00:01,000 --> 00:00:02,000\na\n\nb\n\n2\n00:00:03,000 --> 00:00:04,000\nc\n", "a.srt")
    assert [cue.text for cue in found.cues] == ["a\n\nb", "c"] and oddities(found) == {Oddity.LOOSE: 1}


def test_control_and_direction_signs_are_kept_and_told() -> None:
    text = "evil \u202etxt.exe\u202c \x1b[31m and \u200b"
    found = read(f"00:00:01,000 --> 00:00:02,000\n{text}\n", "a.srt")
    assert found.cues[0].text == text and oddities(found) == {Oddity.HIDDEN: 1}


def test_nul_and_half_signs_in_json_are_made_visible_as_everywhere_in_the_library() -> None:
    found = read('[{"start": 0, "end": 1, "text": "a\\u0000b\\ud800"}]', "a.json")
    assert found.cues[0].text == "a\\u0000b\\ud800" and found.cues[0].text.encode()


def test_a_line_of_100_000_characters_is_taken() -> None:
    assert len(read(f"00:00:01,000 --> 00:00:02,000\n{'长' * 100_000}\n", "a.srt").cues[0].text) == 100_000


def test_the_digest_is_that_of_the_bytes_and_not_of_the_text() -> None:
    one = read_transcript(b"00:00:01,000 --> 00:00:02,000\na\n", "a.srt")
    other = read_transcript(b"\xef\xbb\xbf00:00:01,000 --> 00:00:02,000\na\n", "a.srt")
    assert one.cues == other.cues and one.sha256 != other.sha256


@pytest.mark.parametrize(
    ("name", "kind", "lines", "last_us"),
    [
        ("sonnet001.srt", "srt", 15, 53_240_000),
        ("sonnet001.vtt", "vtt", 15, 53_240_000),
        ("sonnet001.csv", "csv", 15, 53_240_000),
        ("sonnet001.tsv", "csv", 15, 53_240_000),
        ("example.vtt", "vtt", 1847, 6_537_731_000),
        ("srt/utf-8.srt", "srt", 1332, 5_849_634_000),
        ("srt/bom-utf-16-le.srt", "srt", 7, 50_000_000),
        ("srt/bom-utf-8.srt", "srt", 7, 50_000_000),
        ("srt/no-indexes.srt", "srt", 7, 50_000_000),
    ],
)
def test_files_of_other_people(shared_media: Path, name: str, kind: str, lines: int, last_us: int) -> None:
    found = read_transcript((shared_media / "labels" / name).read_bytes(), name)
    assert (found.format.value, len(found.cues), found.cues[-1].to_us) == (kind, lines, last_us)
