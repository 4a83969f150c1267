"""One time for several files: every moment of every file has one place in it, and no place is two moments."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.media.facts import Gap
from evidence.segments.virtual import Part, Place, VirtualTime

PIECES = st.lists(
    st.tuples(st.integers(-40, 40), st.integers(1, 100)), min_size=1, max_size=6
)  # gap before (negative: overlap), length


def laid_out(pieces: list[tuple[int, int]]) -> VirtualTime:
    begins: list[int] = []
    for number, (gap, _) in enumerate(pieces):
        before = begins[-1] + pieces[number - 1][1] if begins else 0
        begins.append(max(before + gap, begins[-1] + 1) if begins else gap)
    return VirtualTime(begins, [length for _, length in pieces])


@given(PIECES)
def test_every_virtual_instant_leads_to_one_moment_and_back(pieces: list[tuple[int, int]]) -> None:
    time = laid_out(pieces)
    seen: set[Place] = set()
    for virtual_us in range(time.begins[0] - 5, time.end_us + 5):
        place = time.at(virtual_us)
        inside = any(gap.from_us <= virtual_us < gap.to_us for gap in time.gaps)
        assert (place is None) == (inside or not time.begins[0] <= virtual_us < time.end_us)
        if place is not None:
            assert time.of(place.piece, place.at_us) == virtual_us
            assert 0 <= place.at_us < time.lengths[place.piece]
            assert time.near(virtual_us) == place
            assert place not in seen, "an instant twice"
            seen.add(place)


@given(PIECES.filter(lambda pieces: all(gap >= 0 for gap, _ in pieces)))
def test_without_overlaps_nothing_of_any_piece_is_hidden(pieces: list[tuple[int, int]]) -> None:
    time = laid_out(pieces)
    for piece, (_, length) in enumerate(pieces):
        for at_us in (0, length // 2, length - 1):
            assert time.at(time.of(piece, at_us)) == Place(piece, at_us)
    held = sum(gap.to_us - gap.from_us for gap in time.gaps) + sum(length for _, length in pieces)
    assert held == time.end_us - time.begins[0]


@given(PIECES, st.integers(-50, 400), st.integers(0, 400))
def test_parts_hold_exactly_the_moments_of_a_stretch(pieces: list[tuple[int, int]], from_us: int, length: int) -> None:
    time = laid_out(pieces)
    wanted = {place for us in range(from_us, from_us + length) if (place := time.at(us)) is not None}
    parts = time.parts(from_us, from_us + length)
    held = [Place(part.piece, us) for part in parts for us in range(part.from_us, part.to_us)]
    assert set(held) - {time.at(from_us + length)} == wanted - {time.at(from_us + length)}
    assert len(held) == len(set(held))
    assert [part.piece for part in parts] == sorted({part.piece for part in parts})


@given(PIECES, st.integers(-100, 700))
def test_near_a_gap_is_the_end_of_what_was_before(pieces: list[tuple[int, int]], virtual_us: int) -> None:
    time = laid_out(pieces)
    place = time.near(virtual_us)
    if time.at(virtual_us) is None:
        before = [end for end in time.ends if end <= virtual_us]
        assert time.of(place.piece, place.at_us) == (before[-1] if before else time.begins[0])


def test_a_single_moment_is_a_part_too() -> None:
    time = VirtualTime([0, 10], [10, 5])
    assert time.parts(10, 10) == (Part(1, 0, 0),)
    assert time.parts(8, 12) == (Part(0, 8, 10), Part(1, 0, 2))
    assert time.gaps == ()
    assert VirtualTime([0, 13], [10, 5]).gaps == (Gap(10, 13),)


@pytest.mark.parametrize(("begins", "lengths"), [([], []), ([0], [0]), ([0, 0], [5, 5]), ([5, 0], [1, 1]), ([0], [])])
def test_what_does_not_follow_each_other_is_refused(begins: list[int], lengths: list[int]) -> None:
    with pytest.raises(ValueError, match="pieces"):
        VirtualTime(begins, lengths)
