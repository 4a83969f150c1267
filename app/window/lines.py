"""Conclusions and dates of a case as the lines that the panels show."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from app.session import OpenCase
from evidence.casefile.content import points_of
from evidence.casefile.dates import hesitation_of
from evidence.labels import Label
from evidence.model.kinds import Answer
from evidence.rules.hesitation import Place
from widgets.results.conclusions import ConclusionLine, MarkLink
from widgets.results.dates import DateLine
from widgets.results.matrix import CellMark, MatrixLine

_ANSWER = {
    Place.INSIDE: Answer.PASSED,
    Place.OUTSIDE: Answer.FAILED,
    Place.CANNOT_TELL: Answer.CANNOT_TELL,
    Place.NO_REQUEST: None,
}


def conclusion_lines(opened: OpenCase) -> list[ConclusionLine]:
    """Every point of the checklists, with its conclusion where there are marks on it."""
    found = {one.point: one for one in opened.conclusions}
    ids = {mark.label: mark.id for mark in opened.marks}
    lines = []
    for point in points_of(opened.case):
        one = found.get(point.code)
        lines.append(
            ConclusionLine(
                point.code,
                point.label,
                point.critical,
                one.result if one else None,
                one.reason if one else None,
                _links(ids, one.marks_for) if one else (),
                _links(ids, one.marks_against) if one else (),
                one.missing if one else (),
            )
        )
    return lines


def matrix_of(opened: OpenCase) -> tuple[list[tuple[str, str]], list[MatrixLine]]:
    """The exhibits with label and title, and every point with its marks on each of them."""
    found = {one.point: one for one in opened.conclusions}
    cells: dict[tuple[str, UUID], list[CellMark]] = {}
    for mark in opened.marks:
        if not mark.withdrawn:
            one = CellMark(mark.id, mark.label, mark.verdict, mark.place, mark.quote)
            cells.setdefault((mark.point, mark.exhibit), []).append(one)
    columns = [(one.label, one.title or one.recording.file_name) for one in opened.exhibits]
    lines = []
    for point in points_of(opened.case):
        row = tuple(tuple(cells.get((point.code, one.id), ())) for one in opened.exhibits)
        known = found.get(point.code)
        result, reason = (known.result, known.reason) if known else (None, None)
        lines.append(MatrixLine(point.code, point.label, point.critical, row, result, reason))
    return columns, lines


def _links(ids: Mapping[str, UUID], labels: tuple[str, ...]) -> tuple[MarkLink, ...]:
    return tuple(MarkLink(ids[label], label) for label in labels if label in ids)


def date_lines(opened: OpenCase, today: date) -> list[DateLine]:
    """The arithmetic of the hesitation period and of the call-back."""
    found = hesitation_of(opened.case, opened.exhibits, today)
    if found is None:
        return []
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
    ]
