"""Lines of conclusions and matrix after an act are those that making all of them gives, and most are the same ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.covering import Judged
from app.reading import OpenCase
from app.window.lines import GONE, Results
from evidence.casefile.content import conclusions_of
from evidence.model.kinds import DisputeKind, Verdict
from evidence.model.mark import Mark
from evidence.review.absence import Grounds
from evidence.review.marking import lists_of
from tests.widgets import samples

EXHIBITS = tuple(samples.exhibits()[:3])
CASE = replace(samples.case(), complaint=replace(samples.case().complaint, kind=DisputeKind.BA))


def opened(marks: tuple[Mark, ...]) -> OpenCase:
    judged = Judged(tuple(conclusions_of(CASE, marks, Grounds())))
    return OpenCase(CASE, EXHIBITS, marks, judged, True, False)


def all_lines(results: Results, marks: tuple[Mark, ...]) -> list[object]:
    return [*results.conclusions(opened(marks)), *results.matrix(opened(marks))[1]]


def test_after_an_act_the_lines_are_those_made_anew_and_those_of_other_points_are_kept() -> None:
    marks = tuple(
        samples.mark(number, point=("BA01", "BA02", "BA10")[number % 3], exhibit=number % 2 + 1) for number in range(30)
    )
    results = Results()
    all_lines(results, marks)
    acts: tuple[Callable[[tuple[Mark, ...]], tuple[Mark, ...]], ...] = (
        lambda marks: (*marks, samples.mark(31, point="BA10", verdict=Verdict.CONTRADICTED)),
        lambda marks: (*marks[:4], replace(marks[4], withdrawn=True), *marks[5:]),
        lambda marks: (*marks[:7], replace(marks[7], point="BA07", quote="elsewhere"), *marks[8:]),
        lambda marks: (*marks[:7], replace(marks[7], withdrawn=True), *marks[8:]),
        lambda marks: marks[1:],
    )
    for act in acts:
        before = all_lines(results, marks)
        marks = act(marks)
        after = all_lines(results, marks)
        assert after == all_lines(Results(), marks)
        made = sum(one is not two for one, two in zip(before, after, strict=True))
        assert made <= 4 or len(marks) == 30, "only of the points that the act is about"


def test_a_point_that_is_asked_no_more_is_named_with_its_marks_and_nothing_follows_from_them() -> None:
    own, handling = lists_of(DisputeKind.BA)
    left = replace(own, points=tuple(one for one in own.points if one.code != "BA10"))
    case = replace(CASE, checklists=(left, handling), versions_had=(own, handling))
    marks = (samples.mark(1, point="BA10"), replace(samples.mark(2, point="BA10"), withdrawn=True))
    judged = Judged(tuple(conclusions_of(case, marks, Grounds())))
    now = OpenCase(case, EXHIBITS, marks, judged, True, False)
    line, row = Results().conclusions(now)[-1], Results().matrix(now)[1][-1]
    assert (line.code, line.result, line.reason) == ("BA10", None, GONE)
    assert [link.label for link in line.marks_there] == [marks[0].label]
    assert (row.code, row.result, row.marked) == ("BA10", None, True)
    assert judged.conclusions == ()
