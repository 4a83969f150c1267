"""Sets of stretches against sets of whole numbers: what lies in them, each instant once, whatever the order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evidence.review.intervals import Intervals, percent

PAIRS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8)


def instants(intervals: Intervals) -> set[int]:
    return {at for begin, end in intervals for at in range(begin, end)}


def plain(pairs: list[tuple[int, int]]) -> set[int]:
    return {at for begin, end in pairs for at in range(begin, end)}


@given(PAIRS)
def test_each_instant_is_held_once_in_one_form(pairs: list[tuple[int, int]]) -> None:
    found = Intervals.of(pairs)
    assert instants(found) == plain(pairs) and found.total_us == len(plain(pairs))
    assert found == Intervals.of([*pairs, *reversed(pairs)])
    assert all(one[1] < other[0] for one, other in zip(found.pieces, found.pieces[1:], strict=False))


@given(PAIRS, PAIRS)
def test_either_both_and_one_only(ones: list[tuple[int, int]], others: list[tuple[int, int]]) -> None:
    one, other = Intervals.of(ones), Intervals.of(others)
    assert instants(one | other) == plain(ones) | plain(others)
    assert instants(one & other) == plain(ones) & plain(others)
    assert instants(one - other) == plain(ones) - plain(others)
    for result in (one | other, one & other, one - other):
        assert result == Intervals.of(result.pieces)
    assert one.covers(other) == (plain(others) <= plain(ones))


@given(PAIRS, st.integers(0, 5))
def test_moved_by_a_doubt(pairs: list[tuple[int, int]], doubt: int) -> None:
    found, inside = Intervals.of(pairs), plain(pairs)
    near = range(-10, 60)
    assert instants(found.narrowed(doubt)) == {
        at for at in near if all(at + off in inside for off in range(-doubt, doubt + 1))
    }
    assert instants(found.widened(doubt)) == {
        at for at in near if any(at + off in inside for off in range(-doubt, doubt + 1))
    }


@given(PAIRS, PAIRS)
def test_a_hundred_percent_is_all_of_it(ones: list[tuple[int, int]], others: list[tuple[int, int]]) -> None:
    one, other = Intervals.of(ones), Intervals.of(others)
    share = percent(one, other)
    assert 0 <= share <= 100
    if other:
        assert (share == 100) == one.covers(other)
    else:
        assert share == 0
