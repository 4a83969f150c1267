"""File names tell a start where they leave no doubt, and otherwise what the doubt is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.clock.filenames import Certainty, certain_start, read_name

TWO = datetime(2023, 10, 1, 14)
THREE = datetime(2023, 10, 1, 15)


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("ch01_20231001140000.mp4", TWO),
        ("NVR_20231001-140000_cam2.ts", TWO),
        ("2023-10-01_14-00-00", TWO),
        ("2023-10-01 14.00.00", TWO),
        ("2023_10_01_14_00_00.mp4", TWO),
        ("record-2023.10.01-14.00.00-cam1.mp4", TWO),
        ("IMG_20231001_140000.mp4", TWO),
        ("VID20231001140000.mp4", TWO),
        ("D01_20231001_140000_M.avi", TWO),
        ("20231001140000.264", TWO),
        ("20231001140000123.mp4", TWO + timedelta(milliseconds=123)),
        ("20231001_140000.123.mp4", TWO + timedelta(milliseconds=123)),
        ("DT_2025-02-19T06-01-22.mp4", datetime(2025, 2, 19, 6, 1, 22)),
        ("2023-10-01_14h00m00s.mp4", TWO),
        ("监控2023年10月01日14时00分00秒.mp4", TWO),
        ("2023年10月1日 下午2时0分0秒.mp4", TWO),
        ("２０２３年１０月１日14點00分00秒.mp4", TWO),
        ("WhatsApp Video 2023-10-01 at 2.00.00 PM.mp4", TWO),
        ("Recording 2023-10-01 at 12.00.00 AM.mp4", datetime(2023, 10, 1)),
        ("回访录音_20231001_140000.wav", TWO),
        ("13812345678_20231001140000.amr", TWO),
        ("1234567890_20231001140000.amr", TWO),
        ("20231001T140000Z.ts", TWO.replace(tzinfo=UTC)),
        ("20231001_140000Z.ts", TWO.replace(tzinfo=UTC)),
        ("2023-10-01T14:00:00+08:00.mp4", TWO.replace(tzinfo=timezone(timedelta(hours=8)))),
        ("2023-10-01T14-00-00-0530.mp4", TWO.replace(tzinfo=timezone(-timedelta(hours=5, minutes=30)))),
        ("20231001T140000.123Z.mp4", TWO.replace(tzinfo=UTC) + timedelta(milliseconds=123)),
    ],
)
def test_a_form_without_doubt_is_a_certain_start(name: str, start: datetime) -> None:
    found = certain_start(name)
    assert found is not None, read_name(name)
    assert (found.start, found.start and found.start.tzinfo is None) == (start, start.tzinfo is None)
    assert found.reason.en and found.reason.zh


@pytest.mark.parametrize(
    ("name", "end"),
    [
        ("20231001140000_20231001150000.dav", THREE),
        ("CH07_20231001140000_20231001150000.dav.ts", THREE),
        ("20231001_140000_150000.mp4", THREE),
        ("2023-10-01 14-00-00~15-00-00.mp4", THREE),
        ("2023-10-01_14-00-00_2023-10-01_15-00-00.mp4", THREE),
        ("20231001140000-20231001150000", THREE),
        ("20231001140000至20231001150000.mp4", THREE),
        ("20231001_140000_003000.mp4", datetime(2023, 10, 2, 0, 30)),
        ("20231001140000_20230901150000.mp4", None),
        ("20231001_140000_cam2.mp4", None),
        ("20231001_140000_999999.mp4", None),
    ],
)
def test_a_range_gives_start_and_end(name: str, end: datetime | None) -> None:
    found = read_name(name)[0]
    assert (found.start, found.end) == (TWO, end)


@pytest.mark.parametrize(
    ("name", "certainty", "starts", "words"),
    [
        ("01-10-2023_14-00-00.mp4", "ambiguous", [TWO, datetime(2023, 1, 10, 14)], "day, month, year"),
        ("10012023_140000.mp4", "ambiguous", [datetime(2023, 1, 10, 14), TWO], "month, day, year"),
        ("25-10-2023 14.00.00.mp4", "likely", [datetime(2023, 10, 25, 14)], "one order"),
        ("05.05.2023 14.00.00.mp4", "likely", [datetime(2023, 5, 5, 14)], "one order"),
        ("231001_140000.mp4", "ambiguous", [TWO], "two digits"),
        ("231001140000.avi", "ambiguous", [TWO], "two digits"),
        ("10-11-12 14-00-00.avi", "ambiguous", [datetime(2010, 11, 12, 14), datetime(2012, 11, 10, 14),
                                                datetime(2012, 10, 11, 14)], "two digits"),
        ("20231001_1400.mp4", "likely", [TWO], "another kind"),
        ("2023年10月1日14点.mp4", "likely", [TWO], "without seconds"),
        ("1696168800.mp4", "likely", [TWO.replace(tzinfo=UTC)], "since 1970"),
        ("cam_1696168800123.mp4", "likely", [TWO.replace(tzinfo=UTC) + timedelta(milliseconds=123)], "since 1970"),
        ("PXL_20231001_140000000.mp4", "likely", [TWO.replace(tzinfo=UTC)], "UTC"),
        ("20231001_main_140000.mp4", "likely", [TWO], "word stands between"),
        ("20231001_240000.mp4", "likely", [datetime(2023, 10, 2)], "24:00"),
        ("export_20260101_120000_from_20231001_140000.mp4", "ambiguous", [datetime(2026, 1, 1, 12), TWO], "several"),
    ],
)  # fmt: skip
def test_what_may_be_read_in_several_ways_is_never_taken(
    name: str, certainty: str, starts: list[datetime], words: str
) -> None:
    found = read_name(name)
    assert [one.start for one in found] == starts
    assert {one.certainty.value for one in found} == {certainty}
    assert any(words in one.reason.en for one in found)
    assert certain_start(name) is None


@pytest.mark.parametrize(
    ("name", "certainty"),
    [
        ("20230230_140000.mp4", Certainty.IMPOSSIBLE),
        ("20230230140000.mp4", Certainty.IMPOSSIBLE),
        ("2023-02-30 14-00-00.mp4", Certainty.IMPOSSIBLE),
        ("2023-02-29T14-00-00Z.mp4", Certainty.IMPOSSIBLE),
        ("2023-13-01_14-00-00.mp4", Certainty.IMPOSSIBLE),
        ("30-02-2023 14.00.00.mp4", Certainty.IMPOSSIBLE),
        ("2023年2月30日14时00分00秒.mp4", Certainty.IMPOSSIBLE),
        ("2023-10-01_14-60-00.mp4", Certainty.IMPOSSIBLE),
        ("2023-10-01_25-00-00.mp4", Certainty.IMPOSSIBLE),
        ("2023-10-01T14:00:00+15:00.mp4", Certainty.IMPOSSIBLE),
        ("2023-10-01.mp4", Certainty.INCOMPLETE),
        ("20231001.mp4", Certainty.INCOMPLETE),
        ("14h00m00s.mp4", Certainty.INCOMPLETE),
        ("14时00分00秒.mp4", Certainty.INCOMPLETE),
        ("14.00.00-14.30.00[R][0@0][0].dav", Certainty.INCOMPLETE),
    ],
)
def test_impossible_and_incomplete_times_propose_nothing_and_say_why(name: str, certainty: Certainty) -> None:
    found = read_name(name)
    assert found and {one.certainty for one in found} == {certainty}
    assert all(one.start is None and one.reason.en and one.reason.zh for one in found)
    assert certain_start(name) is None


@pytest.mark.parametrize(
    "name",
    [
        "6222020231001140000.pdf",  # a bank card
        "20231001140000123456.pdf",
        "2023100114000012.pdf",
        "110101199003078515.pdf",  # an identity card with a birthday
        "11010119900307851X.jpg",
        "13812345678.amr",  # a telephone
        "4008895566.wav",
        "20231001-1400-4000-8123-123456789abc.mp4",  # a UUID
        "3f20231001140000ab.mp4",
        "a94f20231001140000.mp4",
        "20239901140000.mp4",
        "hiv00012.mp4",
        "C-2026-0001.pdf",
        "1.2.3.mp4",
        "1080p25_2160.mp4",
        "",
        ".mp4",
    ],
)
def test_a_number_that_only_looks_like_a_date_is_none(name: str) -> None:
    assert read_name(name) == ()


FORMS = ["%Y%m%d%H%M%S", "%Y%m%d_%H%M%S", "%Y-%m-%d_%H-%M-%S", "%Y%m%dT%H%M%SZ", "%Y年%m月%d日%H时%M分%S秒",
         "%Y-%m-%dT%H-%M-%S", "%Y.%m.%d %H.%M.%S", "%Y_%m_%d %Hh%Mm%Ss"]  # fmt: skip


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2099, 12, 31)),
    st.sampled_from(FORMS),
    st.sampled_from(["", "ch01_", "NVR-", "柜台3_", "IMG"]),
    st.sampled_from(["", "_cam2", ".mp4", " (1).mkv", "[R].dav"]),
)
def test_every_instant_is_read_in_every_form(at: datetime, form: str, before: str, after: str) -> None:
    at = at.replace(microsecond=0)
    found = certain_start(before + at.strftime(form) + after)
    assert found is not None and found.start is not None
    assert found.start.replace(tzinfo=None) == at


PIECES = st.sampled_from(
    ["2023", "10", "01", "14", "00", "30", "20231001", "140000", "1696140000", "-", "_", "T", "Z", ".", ":", " ", "年",
     "月", "日", "时", "分", "秒", "at", "PM", "+08:00", "-0800", "h", "m", "s", "PXL_", "\0", "9999", "~", "１", "²"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join)))
def test_no_name_breaks_it(name: str) -> None:
    for one in read_name(name):
        assert (one.start is None) != one.certainty.usable
        assert one.end is None or (one.start is not None and one.end > one.start)
