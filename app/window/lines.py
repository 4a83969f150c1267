"""Conclusions and dates of a case as the lines that the panels show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Generic, TypeVar
from uuid import UUID

from app.session import OpenCase
from app.window.advising import advice
from app.window.datelines import kept_lines, response_lines
from evidence.casefile.content import points_of
from evidence.casefile.dates import hesitation_of
from evidence.labels import Label
from evidence.model.changes import changes
from evidence.model.kinds import Answer
from evidence.model.mark import Mark
from evidence.review.conclusions import Conclusion
from evidence.review.marking import gone_points
from evidence.rules.checklists import ChecklistPoint
from evidence.rules.hesitation import Place
from widgets.results.conclusions import ConclusionLine, MarkLink
from widgets.results.dates import DateLine
from widgets.results.matrix import CellMark, MatrixLine

Line = TypeVar("Line")
GONE = Label(
    "The version of the checklist that the case is judged by does not ask this point. Its marks stay; nothing is "
    "concluded from them.",
    "本案适用的检查表版本不含此要点。标注仍予保留，但不据以得出结论。",
)
_ANSWER = {
    Place.INSIDE: Answer.PASSED,
    Place.OUTSIDE: Answer.FAILED,
    Place.CANNOT_TELL: Answer.CANNOT_TELL,
    Place.NO_REQUEST: None,
}


class Results:
    """What follows in the open case as lines of the panels; after an act only the lines of its points are made anew."""

    def __init__(self) -> None:
        """Nothing is shown yet."""
        self._concluded = _Kept[ConclusionLine]()
        self._rows = _Kept[MatrixLine]()

    def conclusions(self, opened: OpenCase) -> list[ConclusionLine]:
        """Every point of the checklists, with its conclusion where there are marks on it."""
        return [*self._concluded.lines(opened, _conclusion_line), *_gone_lines(opened)]

    def matrix(self, opened: OpenCase) -> tuple[list[tuple[str, str]], list[MatrixLine]]:
        """The exhibits with label and title, and every point with its marks on each of them."""
        columns = [(one.label, one.title or one.recording.file_name) for one in opened.exhibits]
        return columns, [*self._rows.lines(opened, _matrix_line), *_gone_rows(opened)]


class _Kept(Generic[Line]):
    """A line for each point, and the case that they were made from."""

    def __init__(self) -> None:
        self._case: OpenCase | None = None
        self._lines: dict[str, Line] = {}

    def lines(self, opened: OpenCase, make: Callable[[OpenCase, ChecklistPoint, list[Mark]], Line]) -> list[Line]:
        """The lines of all points, in the order of the checklists."""
        points = points_of(opened.case)
        anew = _other_points(self._case, opened) if self._case else None
        wanted = {point.code for point in points if anew is None or point.code in anew}
        of_point: dict[str, list[Mark]] = {}
        for mark in opened.marks:
            if mark.point in wanted:
                of_point.setdefault(mark.point, []).append(mark)
        made = {one.code: make(opened, one, of_point.get(one.code, [])) for one in points if one.code in wanted}
        self._case, self._lines = opened, self._lines | made
        return [self._lines[point.code] for point in points]


def _gone_rows(opened: OpenCase) -> list[MatrixLine]:
    """The same points in the matrix."""
    gone = gone_points(opened.case, opened.marks)
    made = {code: _matrix_line(opened, one, [m for m in opened.marks if m.point == code]) for code, one in gone.items()}
    return [replace(line, reason=GONE) for line in made.values()]


def _gone_lines(opened: OpenCase) -> list[ConclusionLine]:
    """Points that marks are about and that the lists ask no more: nothing follows, and the marks are named."""
    found = []
    for code, point in gone_points(opened.case, opened.marks).items():
        marks = [mark for mark in opened.marks if mark.point == code and not mark.withdrawn]
        links = tuple(MarkLink(mark.id, mark.label) for mark in marks)
        found.append(ConclusionLine(code, point.label, False, None, GONE, marks_there=links))
    return found


def _other_points(before: OpenCase, after: OpenCase) -> set[str] | None:
    """The points whose lines are not what they were; None: any may be."""
    changed = changes(before.marks, after.marks)
    if changed is None or before.case is not after.case or before.exhibits is not after.exhibits:
        return None
    concluded = {one.point: one for one in before.conclusions}
    others = {one.point for one in after.conclusions if concluded.pop(one.point, None) != one}
    return others | concluded.keys() | {mark.point for pair in changed for mark in pair if mark is not None}


def _concluded(opened: OpenCase, code: str) -> Conclusion | None:
    return next((one for one in opened.conclusions if one.point == code), None)


def _conclusion_line(opened: OpenCase, point: ChecklistPoint, marks: list[Mark]) -> ConclusionLine:
    one, ids = _concluded(opened, point.code), {mark.label: mark.id for mark in marks}
    return ConclusionLine(
        point.code,
        point.label,
        point.critical,
        one.result if one else None,
        one.reason if one else None,
        _links(ids, one.marks_for) if one else (),
        _links(ids, one.marks_against) if one else (),
        one.missing if one else (),
    )


def _matrix_line(opened: OpenCase, point: ChecklistPoint, marks: list[Mark]) -> MatrixLine:
    cells: dict[UUID, list[CellMark]] = {}
    for mark in marks:
        if not mark.withdrawn:
            one = CellMark(mark.id, mark.label, mark.verdict, mark.place, mark.quote)
            cells.setdefault(mark.exhibit, []).append(one)
    row = tuple(tuple(cells.get(one.id, ())) for one in opened.exhibits)
    known = _concluded(opened, point.code)
    result, reason = (known.result, known.reason) if known else (None, None)
    return MatrixLine(point.code, point.label, point.critical, row, result, reason)


def _links(ids: Mapping[str, UUID], labels: tuple[str, ...]) -> tuple[MarkLink, ...]:
    return tuple(MarkLink(ids[label], label) for label in labels if label in ids)


def date_lines(opened: OpenCase, today: date) -> list[DateLine]:
    """The arithmetic of the hesitation period, the call-back, the response clock and the keeping of recordings."""
    known = [*response_lines(opened, today), *kept_lines(opened, today), *_advice_lines(opened, today)]
    found = hesitation_of(opened.case, opened.exhibits, today, opened.rules)
    if found is None:
        return known
    steps = tuple(step for step in found.steps if step != found.callback_reason)
    outcome = Label(f"{found.place.label.en}. {found.reason.en}", f"{found.place.label.zh}。{found.reason.zh}")
    return [
        DateLine(
            Label("Hesitation period", "犹豫期"),
            outcome,
            _ANSWER[found.place],
            steps,
            (found.source,),
            found.standing,
            found.verified,
            found.edge,
        ),
        DateLine(
            Label("Call-back within the period", "犹豫期内回访"),
            found.callback_reason,
            found.callback,
            (),
            (found.source,),
            found.standing,
            found.verified,
        ),
        *known,
    ]


def _advice_lines(opened: OpenCase, today: date) -> list[DateLine]:
    """What should be known about the complaint as it stands, the same as its form says while one types."""
    return [
        DateLine(one.about.label, one.reason, None, (), (one.source,), one.standing)
        for one in advice(opened.case, tuple(opened.exhibits), opened.rules, today)
    ]
