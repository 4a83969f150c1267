"""The marks on what is on stage after any acts are those that placing all of them gives."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.window.opening import Opened, OpenedSeries
from app.window.ownmarks import OwnMarks
from evidence.media.door import Probed
from evidence.model.mark import Mark, Span
from evidence.segments.reel import Piece, Reel
from tests.widgets import samples

LENGTH_US = samples.facts().duration_us


def opened(number: int) -> Opened:
    return Opened(samples.exhibit(number), Path("nowhere"), Probed(samples.facts()))


def series() -> OpenedSeries:
    row = (opened(2), opened(3))
    pieces = tuple(Piece(one.path, one.probed, number * LENGTH_US) for number, one in enumerate(row))
    return OpenedSeries(samples.exhibit(2), Path("nowhere"), Reel(samples.facts(), pieces=pieces), row)


def placed_anew(on: Opened, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    own = OwnMarks()
    own.take(on, marks)
    return own.marks


@pytest.mark.parametrize("on", [opened(2), series()])
def test_after_an_act_only_its_mark_is_placed_and_all_is_as_placed_anew(on: Opened) -> None:
    marks = tuple(samples.mark(number, exhibit=number % 3 + 1, in_s=number) for number in range(40))
    own = OwnMarks()
    own.take(on, marks)
    assert own.placed == 40
    later = (
        (*marks, samples.mark(41, exhibit=2, in_s=3)),
        (*marks, samples.mark(41, exhibit=1, in_s=3)),
        (*marks[:7], replace(marks[7], quote="other"), *marks[8:]),
        (*marks[:4], replace(marks[4], withdrawn=True), *marks[5:]),
    )
    for other in later:
        own.take(on, marks)
        first = own.marks
        own.take(on, other)
        assert own.placed == 1 and own.marks == placed_anew(on, other)
        assert sum(one is not two for one, two in zip(first, own.marks, strict=False)) <= 1


def test_marks_of_the_second_file_of_a_series_lie_behind_the_first() -> None:
    mark = samples.mark(1, exhibit=3, in_s=5)
    [own] = placed_anew(series(), (mark, samples.mark(2, exhibit=1)))
    assert isinstance(own.place, Span) and own.place.in_us == 5_000_000 + LENGTH_US and own.id == mark.id


def test_another_recording_on_stage_has_its_own_marks() -> None:
    marks = tuple(samples.mark(number, exhibit=number % 3 + 1) for number in range(9))
    own = OwnMarks()
    for on in (opened(1), opened(2), None, series()):
        own.take(on, marks)
        assert own.marks == (placed_anew(on, marks) if on else ())
