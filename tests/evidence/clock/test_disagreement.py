"""Clocks that disagree are shown with how far, and against which doubt; nothing is settled by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.clock.disagreement import Piece, about_events, against_claims, claims_of, compare, overlaps, standing
from evidence.clock.known_events import KnownEvent
from evidence.clock.proposals import from_file_name
from evidence.labels import Label
from evidence.model.kinds import Answer, ClockMethod
from evidence.model.recording import Clock
from evidence.timecode import parse_wall

START = parse_wall("2026-03-12T10:00:00+08:00", "UTC")
HOUR_US = 3_600_000_000


def named(text: str) -> Label:
    return Label(text, text)


def clock(offset_us: int, doubt_us: int | None = 500_000) -> Clock:
    return Clock(START, offset_us, doubt_us, ClockMethod.KNOWN_EVENT)


@pytest.mark.parametrize(
    ("offset_us", "doubt_us", "answer", "words"),
    [
        (47_300_000, 500_000, Answer.FAILED, "47.300 s later than EX-01. That is more than their doubt of 1.500 s"),
        (-900_000, 500_000, Answer.PASSED, "0.900 s earlier than EX-01. That is within their doubt of 1.500 s"),
        (1_500_000, 500_000, Answer.PASSED, "within"),
        (1_500_001, 500_000, Answer.FAILED, "more than"),
        (0, 500_000, Answer.PASSED, "same time"),
        (0, None, Answer.CANNOT_TELL, "same time"),
        (5_000_000, None, Answer.CANNOT_TELL, "cannot be told"),
        (HOUR_US - 2_000_000, 500_000, Answer.FAILED, "daylight saving"),
        (-8 * HOUR_US, None, Answer.CANNOT_TELL, "08:00:00.000 earlier"),
    ],
)  # fmt: skip
def test_two_clocks_are_held_against_their_doubt(
    offset_us: int, doubt_us: int | None, answer: Answer, words: str
) -> None:
    first = standing(named("EX-01"), clock(0), 60_000_000, 500_000)
    second = standing(named("EX-02"), clock(offset_us, doubt_us), 60_000_000, 0)
    [found] = compare([first, second])
    assert (found.apart_us, found.answer) == (offset_us, answer)
    assert words in found.sentence.en and found.sentence.zh


def test_minutes_apart_are_no_zone() -> None:
    [found] = compare([standing(named("a"), clock(0), 0), standing(named("b"), clock(15 * 60_000_000), 0)])
    assert not found.looks_like_zone


def test_a_recording_without_a_place_is_left_out_and_three_give_three_pairs() -> None:
    places = [standing(named(str(number)), clock(number), 0) for number in range(3)]
    assert standing(named("x"), Clock(), 0) is None
    assert [(one.first.name.en, one.second.name.en) for one in compare([*places, None])] == [
        ("0", "1"), ("0", "2"), ("1", "2")
    ]  # fmt: skip


def test_pieces_of_one_device_cannot_claim_the_same_time() -> None:
    pieces = [
        Piece(named(name), clock(at), 60_000_000) for name, at in (("b", 58_000_000), ("a", 0), ("c", 118_000_000))
    ]
    found = overlaps([*pieces, Piece(named("nowhere"), Clock(), 60_000_000)])
    assert [(one.first.en, one.second.en, one.overlap_us) for one in found] == [("a", "b", 2_000_000)]
    assert "claim the same 2.000 s" in found[0].sentence.en and found[0].sentence.zh


@given(st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)), max_size=6))
def test_every_overlap_is_found_whatever_the_order(spans: list[tuple[int, int]]) -> None:
    pieces = [Piece(named(str(number)), clock(at), length) for number, (at, length) in enumerate(spans)]
    expected = sum(min(a + m, b + n) > max(a, b) for i, (a, m) in enumerate(spans) for b, n in spans[i + 1 :])
    assert len(overlaps(pieces)) == expected


def test_what_a_recording_claims_of_itself_is_held_against_its_clock() -> None:
    proposals = from_file_name("cam_2026-03-12_10-00-30.mp4", "Asia/Shanghai")
    [apart] = against_claims(named("EX-01"), clock(0), proposals)
    assert apart.sentence.en.startswith("EX-01 puts it 30.000 s earlier than File name.")
    assert against_claims(named("EX-01"), clock(30_000_000), proposals) == ()
    vague = from_file_name("cam_03-04-2026_10-00-30.mp4", "Asia/Shanghai")
    assert len(vague) == 2 and claims_of(vague) == ()


def test_two_clocks_are_compared_about_every_event_that_both_show() -> None:
    events = [KnownEvent(5_000_000, 2_000_000, 200_000), KnownEvent(65_000_000, 62_100_000, None)]
    found = about_events(named("EX-01"), clock(0), named("EX-02"), clock(0), events)
    assert [each.apart_us for each in found] == [-3_000_000, -2_900_000]
    assert [each.doubt_us for each in found] == [1_200_000, None]
