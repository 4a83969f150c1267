"""Recordings propose a start, with what speaks against it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.clock.filenames import Certainty
from evidence.clock.proposals import certain_clock, from_container, from_file_name
from evidence.media.facts import MediaFacts
from evidence.model.kinds import ClockMethod
from evidence.timecode import instants_of, zone_of

LATEST = datetime(2026, 11, 24, tzinfo=UTC)
HOUR_US = 3_600_000_000


def facts(created: str | None = None, duration_us: int = HOUR_US, pages: int | None = None) -> MediaFacts:
    return MediaFacts("mov,mp4", duration_us=duration_us, created=created, pages=pages)


def starts(found: object) -> list[tuple[str | None, str]]:
    assert isinstance(found, tuple)
    return [(one.clock.start.text() if one.clock else None, one.certainty.value) for one in found]


def test_a_name_is_taken_in_the_zone_and_stays_unchecked() -> None:
    clock = certain_clock("NVR_20231001-140000_cam2.ts", facts(), "Asia/Shanghai", LATEST)
    assert clock is not None and clock.start is not None
    assert clock.start.text() == "2023-10-01T14:00:00+08:00"
    assert clock.start.given == "20231001-140000"
    assert (clock.method, clock.checked, clock.offset_us) == (ClockMethod.FILENAME, False, 0)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("20231001T060000Z.ts", "2023-10-01T14:00:00+08:00"),
        ("2023-10-01T09-00-00+03:00.ts", "2023-10-01T09:00:00+03:00"),
        ("1696140000.ts", "2023-10-01T14:00:00+08:00"),
    ],
)
def test_a_time_with_its_own_offset_needs_no_zone(name: str, text: str) -> None:
    [one] = from_file_name(name, "Asia/Shanghai")
    assert one.clock and one.clock.start
    assert one.clock.start.text() == text
    assert one.clock.start.at == datetime(2023, 10, 1, 6, tzinfo=UTC)


def test_daylight_saving_leaves_none_or_two() -> None:
    zone = "Europe/Berlin"
    assert starts(from_file_name("20261025_023000.mp4", zone)) == [
        ("2026-10-25T02:30:00+02:00", "ambiguous"),
        ("2026-10-25T02:30:00+01:00", "ambiguous"),
    ]
    [skipped] = from_file_name("20260329_023000.mp4", zone)
    assert (skipped.clock, skipped.certainty) == (None, Certainty.IMPOSSIBLE)
    assert "put forward" in skipped.because.en and zone in skipped.because.zh
    assert certain_clock("20261025_023000.mp4", facts(), zone, LATEST) is None
    assert certain_clock("20260329_023000.mp4", facts(), zone, LATEST) is None


def test_a_range_across_the_change_ends_by_the_length_it_says() -> None:
    [one] = from_file_name("20261025013000_20261025014500.dav", "Europe/Berlin")
    assert one.clock and one.clock.start and one.end
    assert one.end.at - one.clock.start.at == timedelta(minutes=15)


def test_a_range_is_held_against_the_length_of_the_recording() -> None:
    name = "20231001140000_20231001150000.dav"
    [good] = from_file_name(name, "Asia/Shanghai", duration_us=HOUR_US + 1_500_000)
    [bad] = from_file_name(name, "Asia/Shanghai", duration_us=12 * 60_000_000)
    assert (good.certainty, bad.certainty) == (Certainty.CERTAIN, Certainty.LIKELY)
    assert "as long as" in good.because.en
    assert "lasts 1:00:00, but it is 12:00 long" in bad.because.en
    assert certain_clock(name, facts(duration_us=12 * 60_000_000), "UTC", LATEST) is None


@pytest.mark.parametrize("name", ["20280101_140000.mp4", "20000101_000013.mp4", "2000-01-01_07-00-13.mp4"])
def test_a_clock_that_cannot_have_been_right_is_not_taken(name: str) -> None:
    [one] = from_file_name(name, "Asia/Shanghai", latest=LATEST)
    assert one.certainty is Certainty.AMBIGUOUS
    assert certain_clock(name, facts(), "Asia/Shanghai", LATEST) is None


def test_a_document_has_no_clock() -> None:
    assert certain_clock("IMG_20231001_140000.jpg", facts(pages=1), "UTC", LATEST) is None


@pytest.mark.parametrize(
    ("created", "found"),
    [
        (None, []),
        ("2023-10-01T06:00:00.000000Z", [("2023-10-01T14:00:00+08:00", "ambiguous"),
                                         ("2023-10-01T06:00:00+08:00", "ambiguous")]),
        ("2023-10-01T14:00:00+0800", [("2023-10-01T14:00:00+08:00", "likely")]),
        ("2023-10-01T14:00:00+00:00", [("2023-10-01T22:00:00+08:00", "likely")]),
        ("2023-10-01 14:00:00", [("2023-10-01T14:00:00+08:00", "likely")]),
        ("2023:10:01 14:00:00", [("2023-10-01T14:00:00+08:00", "likely")]),
        ("Sun Oct  1 14:00:00 2023", [("2023-10-01T14:00:00+08:00", "likely")]),
        ("1904-01-01T00:00:00Z", [(None, "impossible")]),
        ("1970-01-01T00:00:00.000000Z", [(None, "impossible")]),
        ("0001-01-01T00:00:00Z", [(None, "impossible")]),
        ("9999-12-31T23:59:59Z", [(None, "impossible")]),
        ("2023-10-01", [(None, "impossible")]),
        ("Sun Foo  1 14:00:00 2023", [(None, "impossible")]),
        ("soon", [(None, "impossible")]),
    ],
)  # fmt: skip
def test_what_the_container_says_is_read_as_it_may_be_meant(
    created: str | None, found: list[tuple[str | None, str]]
) -> None:
    proposals = from_container(facts(created), "Asia/Shanghai", latest=LATEST)
    assert starts(proposals) == found
    assert all(one.because.en and one.because.zh and one.method is ClockMethod.CONTAINER for one in proposals)


def test_where_local_time_is_utc_there_is_one_reading() -> None:
    assert starts(from_container(facts("2023-10-01T06:00:00Z"), "UTC")) == [("2023-10-01T06:00:00+00:00", "likely")]
    assert len(from_container(facts("2023-07-01T06:00:00Z"), "Europe/London")) == 2


ZONES = st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC", "+05:45"])


@given(st.datetimes(datetime(1991, 1, 1), datetime(2036, 1, 1)), ZONES)
def test_a_name_gives_every_instant_that_it_can_mean(at: datetime, zone: str) -> None:
    at = at.replace(microsecond=0)
    found = from_file_name(f"{at:%Y%m%d%H%M%S}.mp4", zone)
    proposed = tuple(one.clock.start.at for one in found if one.clock and one.clock.start)
    assert proposed == instants_of(at, zone)
    assert all(one.astimezone(zone_of(zone)).replace(tzinfo=None) == at for one in proposed)
    certain = [one for one in found if one.certainty is Certainty.CERTAIN]
    assert len(certain) == (len(proposed) == 1 and (at.month, at.day, at.year) != (1, 1, 2000))


@given(st.text(), ZONES)
def test_no_text_breaks_it(text: str, zone: str) -> None:
    from_container(facts(text), zone)
    from_file_name(text, zone, duration_us=1, latest=LATEST)
