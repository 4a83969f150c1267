"""Lanes after any acts on marks are those that laying all of them anew gives."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as some

from evidence.model.changes import FEW
from evidence.model.mark import Mark
from tests.widgets import samples
from widgets.timeline.lanes import Lanes

Act = tuple[str, int, tuple[int, int]]
PLACES = some.tuples(some.integers(0, 40), some.integers(0, 12))
ACTS = some.lists(
    some.one_of(
        some.tuples(some.just("make"), some.just(0), PLACES),
        some.tuples(some.just("move"), some.integers(0, 99), PLACES),
        some.tuples(some.just("turn"), some.integers(0, 99), PLACES),
    ),
    max_size=12,
)


def made(number: int, place: tuple[int, int]) -> Mark:
    begin, length = place
    return samples.mark(number, in_s=begin, out_s=begin + length)


def acted(marks: tuple[Mark, ...], act: str, which: int, place: tuple[int, int]) -> tuple[Mark, ...]:
    if act == "make" or not marks:
        return (*marks, made(len(marks) + 1, place))
    row = which % len(marks)
    old = marks[row]
    new = replace(old, withdrawn=not old.withdrawn) if act == "turn" else replace(old, place=made(1, place).place)
    return (*marks[:row], new, *marks[row + 1 :])


def seen(lanes: Lanes) -> object:
    return lanes.marks, lanes.lane.tolist(), lanes.in_us.tolist(), lanes.out_us.tolist(), lanes.count


@settings(max_examples=60)
@given(some.lists(PLACES, max_size=14), ACTS)
def test_lanes_after_any_acts_are_those_laid_anew(places: list[tuple[int, int]], acts: list[Act]) -> None:
    marks = tuple(made(number, place) for number, place in enumerate(places, 1))
    lanes = Lanes(marks)
    for act, which, place in acts:
        marks = acted(marks, act, which, place)
        lanes.set_marks(marks)
        assert seen(lanes) == seen(Lanes(marks))
        assert [lanes.row_of(mark.id) for mark in lanes.marks] == list(range(len(lanes.marks)))


def test_where_few_marks_lie_on_each_other_only_those_around_a_change_are_laid_again() -> None:
    marks = tuple(made(number, (number * 10, 8)) for number in range(1, 500))
    lanes = Lanes(marks)
    marks = (*marks, made(500, (2000, 8)))
    lanes.set_marks(marks)
    assert lanes.laid == 1
    lanes.set_marks((replace(marks[0], quote="other words"), *marks[1:]))
    assert lanes.laid == 0 and lanes.marks[0].quote == "other words"


def test_many_other_marks_are_laid_anew() -> None:
    marks = tuple(made(number, (number, 3)) for number in range(1, 60))
    lanes = Lanes(marks)
    other = tuple(replace(mark, withdrawn=True) for mark in marks[: FEW + 1]) + marks[FEW + 1 :]
    lanes.set_marks(other)
    assert seen(lanes) == seen(Lanes(other))
