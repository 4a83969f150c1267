"""Tables of times: made from what a decoder gives, kept as bytes, and proof against garbage."""

from __future__ import annotations

import struct
from array import array
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.media.facts import Gap, MediaFacts
from evidence.media.frames import UNKNOWN, FrameTable, SeekPoints
from evidence.media.peaks import Peaks
from evidence.media.plain import Fields
from evidence.media.sounds import SoundPoints, SoundTable
from evidence.media.structure import claimed_size, early_end
from evidence.media.times import times_of

MS = Fraction(1, 1000)


def column(*values: int) -> array[int]:
    return array("q", values)


def table_of(stamps: list[int], base: Fraction = MS) -> FrameTable:
    points = SeekPoints(*(column(0) for _ in range(5)))
    return FrameTable(
        0, "mov", "h264", base, column(*stamps), stamps[-1] + 40, points, True, True, "d", array("I", stamps)
    )


def sound_table() -> SoundTable:
    points = SoundPoints(*(column(0, 4000) for _ in range(4)))
    return SoundTable(1, "wav", "pcm", 8000, 1, MS, Fraction(-1, 3), column(-5, 9000), column(8000, 7), points)


def test_a_gap_is_longer_than_a_second_and_than_five_steps() -> None:
    quick = table_of([0, 40, 80, 1080, 1120, 2121, 2161])
    assert quick.gaps == (Gap(1_120_000, 2_121_000),)
    slow = table_of([0, 1000, 2000, 3000, 4000, 9000, 10_000, 15_001, 16_001])
    assert slow.gaps == (Gap(10_000_000, 15_001_000),) and slow.variable
    assert not table_of([0, 1000, 2000, 3000, 9000, 10_000]).variable


def test_rounding_is_not_a_variable_rate() -> None:
    thirty = [round(number * 1001 / 30) for number in range(200)]
    assert not table_of(thirty).variable
    assert not table_of([33 * number for number in range(50)]).variable
    assert table_of([0, 40, 80, 120, 165, 205]).variable
    assert not table_of([7]).variable and table_of([7]).gaps == ()


def test_times_that_are_fine_are_left_alone() -> None:
    times = times_of([10, 20, 35, 50], MS, Fraction(25))
    assert list(times.pts) == [10, 20, 35, 50] and times.as_decoded and times.time_base == MS


@pytest.mark.parametrize(
    ("stamps", "expected", "filled"),
    [
        ([0, 40, UNKNOWN, 120], [0, 40, 80, 120], 1),
        ([UNKNOWN, 40, 80, 120], [0, 40, 80, 120], 1),
        ([0, 40, 80, UNKNOWN, UNKNOWN], [0, 40, 80, 120, 160], 2),
        ([0, 40, 40, 120], [0, 40, 80, 120], 1),
        ([0, 40, 30, 120], [0, 15, 30, 120], 1),
        ([0, 40, 500_000, 120, 160], [0, 40, 80, 120, 160], 1),
    ],
)
def test_missing_repeated_and_stray_stamps_are_interpolated(
    stamps: list[int], expected: list[int], filled: int
) -> None:
    times = times_of(stamps, MS, Fraction(25))
    assert (list(times.pts), times.filled, times.as_decoded) == (expected, filled, False)


def test_a_finer_time_base_makes_room_between_neighbours() -> None:
    times = times_of([5, UNKNOWN, UNKNOWN, 6], Fraction(1, 25), Fraction(25))
    assert times.time_base == Fraction(1, 75) and list(times.pts) == [15, 16, 17, 18]


def test_a_clock_that_was_set_back_goes_on_with_the_usual_step() -> None:
    times = times_of([9000, 9040, 9080, 100, 140, 180], MS, Fraction(25))
    assert (list(times.pts), times.restarts) == ([9000, 9040, 9080, 9120, 9160, 9200], 1)


def test_h11c_a_clock_that_wraps_is_counted_on() -> None:
    base = Fraction(1, 90_000)
    times = times_of([2**33 - 7200, 2**33 - 3600, 100, 3700, 7300], base, Fraction(25))
    assert list(times.pts) == [2**33 - 7200, 2**33 - 3600, 2**33 + 100, 2**33 + 3700, 2**33 + 7300]
    assert times.restarts == 0


def test_without_any_stamps_or_with_absurd_ones_times_are_nominal() -> None:
    for stamps in ([UNKNOWN] * 4, [0, 40, 2**62, 2**62 + 40]):
        times = times_of(stamps, MS, Fraction(20))
        assert times.nominal and list(times.pts) == [0, 1, 2, 3] and times.time_base == Fraction(1, 20)


@given(st.lists(st.one_of(st.just(UNKNOWN), st.integers(-(2**63) + 1, 2**63 - 1), st.integers(0, 900)), min_size=1))
@settings(max_examples=300, deadline=None)
def test_whatever_the_stamps_times_rise(stamps: list[int]) -> None:
    times = times_of(stamps, MS, Fraction(25))
    assert len(times.pts) == len(stamps) and times.step >= 1
    assert all(before < after for before, after in zip(times.pts, times.pts[1:], strict=False))


@given(st.lists(st.integers(1, 10**6), max_size=60), st.integers(-(10**9), 10**9), st.integers(-(10**8), 10**8))
@settings(max_examples=200, deadline=None)
def test_the_frame_at_a_time_is_the_last_not_after_it(steps: list[int], first: int, at_us: int) -> None:
    stamps = [first]
    for step in steps:
        stamps.append(stamps[-1] + step)
    table = FrameTable(0, "", "", Fraction(1, 90_000), column(*stamps), stamps[-1] + 1, SeekPoints())
    number = table.frame_at(at_us)
    assert number == 0 or table.shown_us(number) <= at_us
    assert number == table.frames - 1 or table.shown_us(number + 1) > at_us
    assert all(table.frame_at(table.shown_us(n)) == n for n in range(table.frames))
    assert FrameTable.from_bytes(table.to_bytes()) == table


@given(st.integers(1, 200_000), st.integers(-(10**6), 10**6), st.fractions(-100, 100, max_denominator=90_000))
@settings(max_examples=200, deadline=None)
def test_the_sample_at_a_time_is_found_again(rate: int, place: int, zero: Fraction) -> None:
    table = SoundTable(0, "", "", rate, 1, MS, zero, column(-(2**40)), column(2**41), SoundPoints())
    shown = table.shown_us(place)
    assert table.place_at(shown) == place
    assert table.place_from(shown) == place
    assert table.shown_us(table.place_from(shown + 1)) >= shown + 1


def test_tables_are_the_same_bytes_each_time() -> None:
    one, other = table_of([0, 40, 80]), table_of([0, 40, 80])
    assert one.to_bytes() == other.to_bytes() and FrameTable.from_bytes(one.to_bytes()) == one
    assert SoundTable.from_bytes(sound_table().to_bytes()) == sound_table()


READERS = (FrameTable.from_bytes, SoundTable.from_bytes, Peaks.from_bytes)


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_garbage_is_no_table(blob: bytes) -> None:
    for read in READERS:
        with pytest.raises(ValueError, match=r"."):
            read(blob)


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_a_changed_table_is_no_table(data: st.DataObject) -> None:
    import zlib

    for made, read in (
        (table_of([0, 40, 80]).to_bytes(), FrameTable.from_bytes),
        (sound_table().to_bytes(), SoundTable.from_bytes),
    ):
        at = data.draw(st.integers(0, len(made) - 1))
        changed = bytearray(made)
        changed[at] ^= data.draw(st.integers(1, 255))
        with pytest.raises(ValueError, match=r"."):
            read(bytes(changed))
        with pytest.raises(ValueError, match=r"."):
            read(made[:at])
        # With the checksum set right again it is read or refused, and nothing else.
        body = bytes(changed[:-4])
        try:
            read(body + struct.pack("<I", zlib.crc32(body)))
        except ValueError:
            continue


@given(st.recursive(st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5)), lambda inner: st.one_of(
    st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(list(MediaFacts("").to_json())), inner, max_size=15)
)))  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_strange_facts_are_refused(values: object) -> None:
    whole = MediaFacts("mov").to_json()
    for given_values in (values, whole | values if isinstance(values, dict) else values):
        try:
            MediaFacts.from_json(given_values)
        except ValueError:
            continue


def test_json_that_is_nested_too_deeply_is_refused() -> None:
    for text in ("[" * 100_000, "{}x", "5", '{"a": ' * 50_000):
        with pytest.raises(ValueError, match=r"."):
            Fields.read(text)


@given(
    st.sampled_from([b"\x00\x00\x00\x18ftyp", b"RIFF\x10\x00\x00\x00AVI strfvids", b"\x1a\x45\xdf\xa3\xe0"]),
    st.binary(max_size=300),
)
@settings(max_examples=200, deadline=None)
def test_headers_however_broken_are_read_without_fail(
    tmp_path_factory: pytest.TempPathFactory, head: bytes, rest: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "broken"
    path.write_bytes(head + rest)
    early_end(str(path))
    claimed_size(str(path))
