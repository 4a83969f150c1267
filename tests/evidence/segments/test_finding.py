"""Files whose names, form and times fit become one; every doubt is said and leaves them alone."""

from __future__ import annotations

from dataclasses import replace
from uuid import NAMESPACE_OID, uuid5

import pytest

from evidence.media.facts import MediaFacts, Playable, StreamFacts
from evidence.model.kinds import AudioUsable, RecordingKind
from evidence.model.recording import Clock, Exhibit, Recording
from evidence.segments.finding import Found, find_series
from evidence.segments.sentences import Doubt, gap_words
from tests.evidence.review.values import AT

SECOND = 1_000_000
MINUTES = 600 * SECOND


def piece(
    number: int, name: str, length_us: int = MINUTES, width: int = 1920, playable: Playable = Playable.YES
) -> Exhibit:
    stream = StreamFacts(0, "picture", "h264", width=width, height=1080)
    facts = MediaFacts("mov,mp4", (stream,), duration_us=length_us, picture=0, playable=playable)
    known = uuid5(NAMESPACE_OID, f"{number} {name}")
    recording = Recording(known, f"{number:064}", 1, RecordingKind.CCTV, name, facts, AudioUsable.NO, Clock(), AT)
    return Exhibit(known, f"EX-{number:02}", "", recording, name)


def day(*times: str, form: str = "ch01_20231001{}.mp4") -> list[Exhibit]:
    return [piece(number, form.format(time)) for number, time in enumerate(times, 1)]


def said(found: Found) -> tuple[list[str], list[tuple[Doubt, tuple[str, ...]]]]:
    return [one.label for one in found.series], [(one.doubt, one.labels) for one in found.doubts]


def test_six_files_of_an_hour_are_one_recording() -> None:
    found = find_series(day("140000", "141000", "142000", "143000", "144000", "145000"))
    [series] = found.series
    assert (series.label, series.name, found.doubts) == ("EX-01…EX-06", "ch01", ())
    assert series.gaps_us == (0,) * 5
    assert series.time.begins == tuple(MINUTES * number for number in range(6))
    assert series.sentence.en == ("EX-01…EX-06: 6 files are shown as one recording, ch01, 14:00:00 to 15:00:00.")


@pytest.mark.parametrize(
    "names",
    [
        ("NVR_20231001-140000_cam2.ts", "NVR_20231001-141000_cam2.ts"),
        ("20231001140000-20231001141000.mp4", "20231001141000-20231001142000.mp4"),
        ("cam 2023-10-01 14-00-00.mkv", "CAM 2023-10-01 14-10-00.MKV"),
        ("20231001T060000Z.ts", "20231001T061000Z.ts"),
    ],
)
def test_the_names_of_many_recorders_fit(names: tuple[str, str]) -> None:
    found = find_series([piece(number, name) for number, name in enumerate(names, 1)])
    assert said(found) == (["EX-01…EX-02"], [])


def test_the_order_is_that_of_time_not_of_exhibits() -> None:
    [series] = find_series(day("142000", "140000", "141000")).series
    assert [one.label for one in series.pieces] == ["EX-02", "EX-03", "EX-01"]


def test_gaps_and_overlaps_are_known_to_the_microsecond() -> None:
    pieces = [
        piece(1, "ch01_20231001140000.mp4", MINUTES - 300_000),
        piece(2, "ch01_20231001141000.mp4", MINUTES + 2 * SECOND),
        piece(3, "ch01_20231001142000.mp4", MINUTES - 30 * SECOND),
        piece(4, "ch01_20231001143000.mp4", MINUTES),
    ]
    [series] = find_series(pieces).series
    assert series.gaps_us == (300_000, -2 * SECOND, 30 * SECOND)
    assert (series.gaps, series.overlaps) == (1, 1)  # 0.3 s is less than names of whole seconds can tell
    assert [gap_words(gap).en for gap in series.gaps_us] == ["gap of 0.3 s", "overlap of 2 s", "gap of 30 s"]
    # What overlaps follows: no frame of any file is out of reach.
    assert series.time.begins == (0, MINUTES, 2 * MINUTES + 2 * SECOND, 3 * MINUTES + 2 * SECOND)
    assert series.sentence.zh.endswith("1 处缺口，1 处重叠。")
    assert f"{series.until:%H:%M:%S}" == "14:40:00"


def test_names_with_thousandths_tell_smaller_gaps() -> None:
    pieces = [piece(1, "ch01_20231001140000.100.mp4"), piece(2, "ch01_20231001141000.400.mp4")]
    assert find_series(pieces).series[0].gaps == 1


def test_two_cameras_are_two_series() -> None:
    found = find_series([*day("140000", "141000"), *day("140000", "141000", form="ch02_20231001{}.mp4")])
    assert [one.name for one in found.series] == ["ch01", "ch02"]


def test_a_missing_file_is_said_and_nothing_is_joined_over_it() -> None:
    found = find_series(day("140000", "141000", "143000", "144000"))
    assert said(found) == (["EX-01…EX-02", "EX-03…EX-04"], [(Doubt.MISSING, ("EX-02", "EX-03"))])
    assert "a file between them may be missing" in found.doubts[0].sentence.en


def test_files_of_another_day_are_not_missed() -> None:
    pieces = [piece(1, "VID_20231001_140000.mp4"), piece(2, "VID_20231002_140000.mp4")]
    assert find_series(pieces) == Found()


def test_two_files_of_the_same_time_are_in_doubt() -> None:
    pieces = [*day("140000", "141000", "142000"), piece(4, "ch01_20231001141200.mp4")]
    series, doubts = said(find_series(pieces))
    assert series == []
    assert doubts[0] == (Doubt.TWICE, ("EX-02", "EX-04", "EX-03"))


def test_another_form_of_picture_is_in_doubt() -> None:
    pieces = day("140000", "141000")
    pieces[1] = piece(2, "ch01_20231001141000.mp4", width=704)
    assert said(find_series(pieces)) == ([], [(Doubt.OTHER_FORMAT, ("EX-01", "EX-02"))])


def test_what_cannot_be_played_breaks_the_row() -> None:
    pieces = day("140000", "141000", "142000", "143000")
    pieces[1] = piece(2, "ch01_20231001141000.mp4", 0, playable=Playable.NO)
    assert said(find_series(pieces)) == (["EX-03…EX-04"], [(Doubt.NOT_PLAYABLE, ("EX-02",))])


@pytest.mark.parametrize(
    "names",
    [
        ("hiv00012.mp4", "hiv00013.mp4"),
        ("cam 01.10.2023 14.00.00.avi", "cam 01.10.2023 14.10.00.avi"),  # day and month may be the other way
        ("ch01_20231001140000.mp4", "ch01_20231001141000.ts"),
        ("a_20231001140000.mp4", "b_20231001141000.mp4"),
    ],
)
def test_names_that_do_not_say_so_join_nothing(names: tuple[str, str]) -> None:
    assert find_series([piece(number, name) for number, name in enumerate(names, 1)]) == Found()


def test_papers_and_single_files_are_left_alone() -> None:
    paper = piece(1, "scan_20231001140000.pdf")
    paper = replace(paper, recording=replace(paper.recording, facts=MediaFacts("pdf", pages=2)))
    assert find_series([paper, piece(2, "scan_20231001141000.pdf")]) == Found()


def test_a_series_keeps_its_identity_when_it_grows() -> None:
    short, longer = day("140000", "141000"), day("140000", "141000", "142000")
    assert find_series(short).series[0].id == find_series(longer).series[0].id
    assert find_series(short).series[0].id not in {one.id for one in short}
    assert find_series(longer).of(longer[1].id) is not None
    assert find_series(longer).of(piece(9, "x.mp4").id) is None
