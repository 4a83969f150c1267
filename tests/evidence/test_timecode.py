"""Times as text and back."""

from datetime import UTC, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import WrongUse
from evidence.timecode import (
    Moment,
    format_length,
    format_time,
    instants_of,
    parse_time,
    parse_wall,
    pts_at_or_before,
    rfc3339,
    rounded,
    us_of,
    zone_of,
)


@pytest.mark.parametrize(
    ("text", "us"),
    [
        ("00:00:00", 0),
        ("01:02:03.5", 3_723_500_000),
        ("83.25", 83_250_000),
        ("83", 83_000_000),
        ("123456us", 123_456),
        ("-5us", -5),
        ("-00:00:01", -1_000_000),
        (" 6.000001 ", 6_000_001),
        ("100:00:00.000001", 360_000_000_001),
    ],
)
def test_every_form_of_the_contract_is_read(text: str, us: int) -> None:
    assert parse_time(text) == us


@pytest.mark.parametrize(
    "text",
    ["", "1:2", "6:12", "00:60:00", "00:00:60", "1.1234567", "abc", "1e3", "١٢", "5 us", "1,5", "00:00:00:00", "nan",
     "99999999:00:00", "9999999999999999us", "--1", "+1"],
)  # fmt: skip
def test_what_is_no_time_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(WrongUse) as refusal:
        parse_time(text)
    assert "HH:MM:SS" in refusal.value.sentence.en


@given(st.integers(-(10**12), 10**12))
def test_a_printed_time_leads_back_to_the_microsecond(us: int) -> None:
    assert parse_time(format_time(us, 6)) == us
    assert parse_time(f"{us}us") == us


@given(st.integers(0, 10**12))
def test_a_shortened_time_is_never_later_than_the_time(us: int) -> None:
    assert us - 1000 < parse_time(format_time(us)) <= us
    assert us - 1_000_000 < parse_time(format_time(us, 0)) <= us


def test_microseconds_are_rounded_half_to_even() -> None:
    assert us_of(1, Fraction(1, 2_000_000)) == 0
    assert us_of(3, Fraction(1, 2_000_000)) == 2
    assert us_of(90_013_500, Fraction(1, 90_000)) == 1_000_150_000


@given(st.integers(-(10**10), 10**10), st.integers(1, 10**6))
def test_the_time_stamp_at_or_before_a_time_is_the_last_one(us: int, rate: int) -> None:
    base = Fraction(1, rate)
    pts = pts_at_or_before(us, base)
    assert pts * base * 1_000_000 <= us < (pts + 1) * base * 1_000_000


def test_a_wall_time_keeps_its_offset_and_text() -> None:
    moment = parse_wall("2026-03-12T10:14:00+08:00", "UTC")
    assert moment.at == datetime(2026, 3, 12, 2, 14, tzinfo=UTC)
    assert moment.text() == "2026-03-12T10:14:00+08:00"
    assert moment.given == "2026-03-12T10:14:00+08:00"


def test_a_wall_time_without_an_offset_is_taken_in_the_zone_given() -> None:
    moment = parse_wall("2026-03-12 10:14:00", "Asia/Shanghai")
    assert moment.text(3) == "2026-03-12T10:14:00.000+08:00"


def test_daylight_saving_is_the_zones_business() -> None:
    summer = parse_wall("2026-07-01T12:00:00", "Europe/London")
    winter = parse_wall("2026-01-01T12:00:00", "Europe/London")
    assert summer.text().endswith("+01:00")
    assert winter.text().endswith("+00:00")


# Zone, a local time that clocks jump over, one that they show twice, and the two offsets.
EDGES = [
    ("Europe/London", "2026-03-29T01:30:00", "2026-10-25T01:30:00", ("+01:00", "+00:00")),
    ("Europe/Berlin", "2026-03-29T02:00:00", "2026-10-25T02:59:59", ("+02:00", "+01:00")),
    ("America/New_York", "2026-03-08T02:30:00", "2026-11-01T01:00:00", ("-04:00", "-05:00")),
    ("Australia/Lord_Howe", "2026-10-04T02:15:00", "2026-04-05T01:45:00", ("+11:00", "+10:30")),
    ("Asia/Shanghai", "1986-05-04T02:30:00", "1986-09-14T01:30:00", ("+09:00", "+08:00")),
]


@pytest.mark.parametrize(("zone", "skipped", "twice", "offsets"), EDGES)
def test_a_local_time_that_does_not_exist_or_exists_twice_is_refused_with_what_to_write(
    zone: str, skipped: str, twice: str, offsets: tuple[str, str]
) -> None:
    assert instants_of(datetime.fromisoformat(skipped), zone) == ()
    with pytest.raises(WrongUse, match="does not exist"):
        parse_wall(skipped, zone)
    first, second = instants_of(datetime.fromisoformat(twice), zone)
    assert [Moment(at, zone, "").text() for at in (first, second)] == [twice + offset for offset in offsets]
    with pytest.raises(WrongUse) as refusal:
        parse_wall(twice, zone)
    assert all(twice + offset in refusal.value.sentence.en for offset in offsets)
    assert parse_wall(twice + offsets[0], zone).at == first
    assert parse_wall(twice + offsets[1], zone).at == second


@given(st.datetimes(datetime(1970, 1, 1), datetime(2037, 1, 1)), st.sampled_from([edge[0] for edge in EDGES]))
def test_every_instant_is_among_those_of_its_local_time(at: datetime, zone: str) -> None:
    instant = at.replace(tzinfo=UTC)
    assert instant in instants_of(instant.astimezone(zone_of(zone)).replace(tzinfo=None), zone)


@pytest.mark.parametrize(
    "text",
    [
        "yesterday",
        "2026-02-30T10:00:00",
        "2026-03-12",
        "10:14",
        "",
        "0001-01-01T00:00:00+08:00",
        "9999-12-31T23:59:59-08:00",
        "1899-12-31T23:00:00",
    ],
)
def test_what_is_no_wall_time_is_refused(text: str) -> None:
    with pytest.raises(WrongUse):
        parse_wall(text, "UTC")


@pytest.mark.parametrize("name", ["Mars/Olympus", "../../etc/passwd", "", "+99", "/etc/localtime"])
def test_an_unknown_zone_is_refused(name: str) -> None:
    with pytest.raises(WrongUse):
        zone_of(name)


def test_an_instant_without_a_zone_is_not_written_down() -> None:
    with pytest.raises(ValueError, match="zone"):
        rfc3339(datetime(2026, 1, 1))


def test_lengths_are_short_words() -> None:
    assert [format_length(us) for us in (5_300_000, 725_000_000, 3_725_000_000)] == ["5.3 s", "12:05", "1:02:05"]


def test_a_moment_moves_by_microseconds() -> None:
    moment = Moment(datetime(2026, 3, 12, tzinfo=UTC), "+08:00", "")
    assert moment.plus_us(1_500_000).text(3) == "2026-03-12T08:00:01.500+08:00"


def test_rounding_in_whole_numbers_is_that_of_fractions() -> None:
    for below in (1, 2, 3, 4, 7, 90_000):
        for above in (*range(-40, 41), 10**15 + 1, -(10**15) - below // 2):
            assert rounded(above, below) == round(Fraction(above, below)), (above, below)
