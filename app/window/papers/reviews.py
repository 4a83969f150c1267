"""The two reviews of a version, compared point by point, and how a difference is settled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from app.session import OpenCase
from app.window.papers.kind import Kind
from evidence.errors import NotFound
from evidence.labels import Label
from evidence.model.findings import Settlement
from evidence.model.kinds import Verdict
from evidence.model.record import Record
from evidence.review.agreement import Agreement, PointCompared, SecondReviews, compare_with, said_all, second_reviews
from evidence.review.marking import label_of, point_of
from evidence.store.findings import SETTLEMENTS
from evidence.store.library import Library
from widgets.papers.specs import Block, Line, PaperRow, Pick, SectionSpec
from widgets.signs import WARNING

OPEN_DIFFERENCE = Label("The two reviews differ; the difference is not settled.", "两轮审查不一致，尚未协调。")
CHANGED = Label("{then}, now {now}", "{then}，现为{now}")
CHANGED_SINCE = Label(
    "The first review was changed after both reviews were done; say what holds.",
    "两轮审查完成之后，初审又有更改；请说明采用的判定。",
)
NOT_SETTLED = Label("Open", "未协调")
SAME = Label("The same", "一致")


class Reviews(Kind):
    """Both rounds of the review, point by point, and how a difference was settled."""

    spec = SectionSpec(
        "reviews",
        Label("Two reviews compared", "两轮审查比较"),
        Label(
            "Nothing to compare yet. The second reviewer marks without seeing the first review; when both are done, "
            "differences stand here and are settled one by one, with the reason.",
            "尚无可比较的内容。复审人在看不到初审的情况下独立标注；两轮完成后，差异列于此处，逐项说明理由并协调。",
        ),
        Label("Settle", "协调差异"),
        (Label("Point", "要点"), Label("First", "初审"), Label("Second", "复审"), Label("Settled", "协调结果")),
        (
            Line("point", Label("Point", "要点"), Label("Choose a point in the table.", "请在表中选择要点。")),
            Pick("verdict", Label("The verdict that holds", "采用的判定"), kind=Verdict),
            Block("reason", Label("Reason", "理由"), Label("Give the reason.", "请填写理由。"), lines=5),
        ),
    )

    def rows(self, opened: OpenCase, today: date) -> list[PaperRow]:
        """Open differences first."""
        points = sorted(compared(opened), key=lambda one: (not one.open, one.agrees, one.point))
        return [self._row(opened, one) for one in points]

    @staticmethod
    def _row(opened: OpenCase, one: PointCompared) -> PaperRow:
        point = label_of(opened.case, one.point)
        settled = one.settled.verdict.label if one.settled else NOT_SETTLED if one.open else SAME
        name = Label(f"{one.point}  {point.en}", f"{one.point}  {point.zh}")
        first = said_all(one.first)
        if one.later is not None:
            first = CHANGED.filled(then=first, now=said_all(one.later))
        meaning = OPEN_DIFFERENCE if not one.agrees else CHANGED_SINCE
        cells = (name, first, said_all(one.second), settled)
        return PaperRow(_point_id(one.point), cells, WARNING if one.open else None, meaning if one.open else None)

    def show(self, opened: OpenCase, paper: UUID) -> dict[str, Any]:
        """The point, with the settlement that holds or what the first review said."""
        for one in compared(opened):
            if _point_id(one.point) == paper:
                if one.settled:
                    return {"point": one.point, "verdict": one.settled.verdict, "reason": one.settled.reason}
                return {
                    "point": one.point,
                    "verdict": (one.first or one.second or one.later or tuple(Verdict))[0],
                    "reason": "",
                }
        raise NotFound("This point is not marked any more.", "该要点已无标注。")

    def check(self, opened: OpenCase, paper: UUID | None, values: Mapping[str, Any]) -> None:
        """The point is one of the case's checklist."""
        point_of(opened.case, values["point"])

    def save(self, library: Library, opened: OpenCase, paper: UUID | None, values: Mapping[str, Any]) -> None:
        """Settle a point; an earlier settlement of it is corrected, and stays in the history."""
        point = point_of(opened.case, values["point"]).code
        value = Settlement(point, values["verdict"], values["reason"])
        if record := _in_force(opened, point):
            SETTLEMENTS.change(library, opened.id, record.label, value)
        else:
            SETTLEMENTS.add(library, opened.id, value)

    def withdraw(self, library: Library, opened: OpenCase, paper: UUID) -> None:
        """Take a settlement back: the difference is open again."""
        for one in compared(opened):
            if _point_id(one.point) == paper and (record := _in_force(opened, one.point)):
                SETTLEMENTS.withdraw(library, opened.id, record.label)
                return
        raise NotFound("This difference is not settled.", "该差异尚未协调。")

    def stands(self, opened: OpenCase, paper: UUID) -> bool:
        """Whether it is settled."""
        return any(_point_id(one.point) == paper and one.settled for one in compared(opened))


def compared(opened: OpenCase) -> tuple[PointCompared, ...]:
    """Every point in both rounds; nothing until both are done."""
    agreement = agreement_of(opened)[1]
    return agreement.points if agreement else ()


def agreement_of(opened: OpenCase) -> tuple[SecondReviews, Agreement | None]:
    """The second reviews of this version, and how far the current one agrees with the first once both are done."""
    papers = opened.papers
    reviews = second_reviews(papers.duties, papers.rounds, 1 + len(papers.reopenings))
    if reviews.current is None or papers.marks_then is None:
        return reviews, None
    return reviews, compare_with(reviews.current, papers.marks_then, opened.marks, papers.settlements)


def _in_force(opened: OpenCase, point: str) -> Record[Settlement] | None:
    """What settles a point in this version; what settled it in an earlier one stays as it was."""
    current = agreement_of(opened)[0].current
    done = current.done if current else None
    held = [one for one in opened.papers.settlements if one.value.point == point and not one.withdrawn]
    return next((one for one in reversed(held) if done and one.at.at >= done), None)


def _point_id(point: str) -> UUID:
    """Rows need an identity; a point has none of its own in the store."""
    return uuid5(NAMESPACE_OID, f"point {point}")
