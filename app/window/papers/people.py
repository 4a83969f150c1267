"""Who does what in a case, who declared which interest, and where two reviews differ."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from app.session import OpenCase
from app.window.papers.kind import Kind, moment_cell
from evidence.errors import NotFound, Refused, WrongUse
from evidence.labels import Label
from evidence.model.findings import Settlement
from evidence.model.kinds import Verdict
from evidence.model.people import Conflict, Declaration, Duty, DutyHeld, Member
from evidence.review.agreement import Given, PointCompared, compare_rounds
from evidence.review.marking import point_of
from evidence.store import people as store
from evidence.store.findings import SETTLEMENTS
from evidence.store.library import Library
from widgets.papers.specs import Block, Line, PaperRow, Pick, SectionSpec
from widgets.signs import WARNING

ENDED = Label("Ended {until}", "已于 {until} 结束")
STANDS = Label("Since {since}", "自 {since}")
UNDECLARED = Label("Has not declared to be free of a conflict of interest.", "尚未声明无利益冲突。")
NOT_DECLARED = Label("Not declared", "未声明")
OPEN_DIFFERENCE = Label("The two reviews differ; the difference is not settled.", "两轮审查不一致，尚未协调。")
NOT_MARKED = Label("Not marked", "未标注")
NOT_SETTLED = Label("Open", "未协调")
SAME = Label("The same", "一致")


class Duties(Kind):
    """Duties in a case: reviewer, second reviewer, approver, compliance, auditor."""

    spec = SectionSpec(
        "duties",
        Label("People and duties", "人员与职责"),
        Label(
            "Nobody has a duty in this case yet. Reviewer, second reviewer, approver and the person complained about "
            "are different people; the program holds them apart.",
            "本案尚未分配职责。审查人、复审人、审批人与被投诉人必须是不同的人，程序对此加以控制。",
        ),
        Label("Give a duty", "分配职责"),
        (Label("Who", "人员"), Label("Duty", "职责"), Label("Time", "期间"), Label("Interest", "利益声明")),
        (
            Line(
                "account",
                Label("Account on this machine", "本机账户"),
                Label("Type the account’s name, as the operating system knows it.", "请输入操作系统账户名。"),
            ),
            Pick("duty", Label("Duty", "职责"), kind=Duty),
        ),
    )

    def rows(self, opened: OpenCase, today: date) -> list[PaperRow]:
        """Duties that stand first; a sign where no declaration is there yet."""
        declared = {one.member.id: one.conflict for one in opened.papers.declarations}
        held = sorted(opened.papers.duties, key=lambda one: one.until is not None)
        return [self._row(one, declared.get(one.member.id)) for one in held]

    @staticmethod
    def _row(held: DutyHeld, conflict: Conflict | None) -> PaperRow:
        time = (
            ENDED.filled(until=moment_cell(held.until)) if held.until else STANDS.filled(since=moment_cell(held.since))
        )
        missing = held.until is None and held.duty is not Duty.COMPLIANCE and conflict is None
        interest = conflict.label if conflict else NOT_DECLARED
        cells = (held.member.shown, held.duty.label, time, interest)
        return PaperRow(_duty_id(held), cells, WARNING if missing else None, UNDECLARED if missing else None)

    def show(self, opened: OpenCase, paper: UUID) -> dict[str, Any]:
        """Whose duty it is."""
        held = self._held(opened, paper)
        return {"account": held.member.os_user, "duty": held.duty}

    def check(self, opened: OpenCase, paper: UUID | None, values: Mapping[str, Any]) -> None:
        """A duty is given or ended; it does not become another."""
        if paper is not None:
            raise Refused(
                "A duty is not changed into another: end this one and give a new one.",
                "职责不能直接更改：请先结束此职责，再另行分配。",
            )

    def save(self, library: Library, opened: OpenCase, paper: UUID | None, values: Mapping[str, Any]) -> None:
        """Give a duty, making the account known first if it never was here."""
        account = values["account"].strip()
        known = {one.os_user: one for one in store.members(library)}
        member: Member = known.get(account) or store.add_member(library, account)
        store.give_duty(library, opened.id, member, values["duty"])

    def withdraw(self, library: Library, opened: OpenCase, paper: UUID) -> None:
        """End a duty; that it was held stays."""
        held = self._held(opened, paper)
        store.end_duty(library, opened.id, held.member, held.duty)

    def stands(self, opened: OpenCase, paper: UUID) -> bool:
        """Whether it has not ended."""
        return self._held(opened, paper).until is None

    @staticmethod
    def _held(opened: OpenCase, paper: UUID) -> DutyHeld:
        for held in opened.papers.duties:
            if _duty_id(held) == paper:
                return held
        raise NotFound("This duty is not in the case any more.", "本案中已没有该职责。")


class Declarations(Kind):
    """What everybody declared about an interest of their own; the last one of a person holds."""

    spec = SectionSpec(
        "declarations",
        Label("Conflicts of interest", "利益冲突声明"),
        Label(
            "Nobody declared anything yet. Everybody with a duty declares for themselves, under their own account.",
            "尚无声明。每位承担职责的人员须在本人账户下自行声明。",
        ),
        Label("Declare for myself", "本人声明"),
        (Label("Who", "人员"), Label("Declaration", "声明"), Label("When", "时间")),
        (
            Pick("conflict", Label("I declare", "本人声明"), kind=Conflict),
            Block("text", Label("Which interest", "利益冲突的内容"), lines=4),
        ),
    )

    def rows(self, opened: OpenCase, today: date) -> list[PaperRow]:
        """The latest first."""
        return [self._row(one) for one in reversed(opened.papers.declarations)]

    @staticmethod
    def _row(one: Declaration) -> PaperRow:
        has = one.conflict is Conflict.HAS
        cells = (one.member.shown, one.conflict.label, moment_cell(one.at))
        return PaperRow(_declaration_id(one), cells, WARNING if has else None, one.conflict.label if has else None)

    def show(self, opened: OpenCase, paper: UUID) -> dict[str, Any]:
        """What was declared."""
        for one in opened.papers.declarations:
            if _declaration_id(one) == paper:
                return {"conflict": one.conflict, "text": one.text}
        raise NotFound("This declaration is not in the case any more.", "本案中已没有该声明。")

    def check(self, opened: OpenCase, paper: UUID | None, values: Mapping[str, Any]) -> None:
        """A conflict is named."""
        if values["conflict"] is Conflict.HAS and not values["text"]:
            raise WrongUse("Say what the conflict of interest is.", "请说明利益冲突的内容。")

    def save(self, library: Library, opened: OpenCase, paper: UUID | None, values: Mapping[str, Any]) -> None:
        """Declare anew; earlier declarations stay in the history."""
        store.declare(library, opened.id, values["conflict"], values["text"])

    def withdraw(self, library: Library, opened: OpenCase, paper: UUID) -> None:
        """A declaration is replaced by a new one, not taken back."""
        raise Refused("A declaration is not taken back: declare anew.", "声明不能撤回：请重新声明。")

    def stands(self, opened: OpenCase, paper: UUID) -> bool:
        """Never to be taken back."""
        return False


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
        point = point_of(opened.case.complaint.kind, one.point)
        settled = one.settled.verdict.label if one.settled else SAME if one.agrees else NOT_SETTLED
        name = Label(f"{one.point}  {point.label.en}", f"{one.point}  {point.label.zh}")
        cells = (name, _given(one.first), _given(one.second), settled)
        return PaperRow(
            _point_id(one.point), cells, WARNING if one.open else None, OPEN_DIFFERENCE if one.open else None
        )

    def show(self, opened: OpenCase, paper: UUID) -> dict[str, Any]:
        """The point, with the settlement that holds or what the first review said."""
        for one in compared(opened):
            if _point_id(one.point) == paper:
                if one.settled:
                    return {"point": one.point, "verdict": one.settled.verdict, "reason": one.settled.reason}
                return {"point": one.point, "verdict": (one.first or one.second)[0], "reason": ""}
        raise NotFound("This point is not marked any more.", "该要点已无标注。")

    def check(self, opened: OpenCase, paper: UUID | None, values: Mapping[str, Any]) -> None:
        """The point is one of the case's checklist."""
        point_of(opened.case.complaint.kind, values["point"])

    def save(self, library: Library, opened: OpenCase, paper: UUID | None, values: Mapping[str, Any]) -> None:
        """Settle a point; an earlier settlement of it is corrected, and stays in the history."""
        point = point_of(opened.case.complaint.kind, values["point"]).code
        value = Settlement(point, values["verdict"], values["reason"])
        for record in opened.papers.settlements:
            if record.value.point == point and not record.withdrawn:
                SETTLEMENTS.change(library, opened.id, record.label, value)
                return
        SETTLEMENTS.add(library, opened.id, value)

    def withdraw(self, library: Library, opened: OpenCase, paper: UUID) -> None:
        """Take a settlement back: the difference is open again."""
        for record in opened.papers.settlements:
            if _point_id(record.value.point) == paper and not record.withdrawn:
                SETTLEMENTS.withdraw(library, opened.id, record.label)
                return
        raise NotFound("This difference is not settled.", "该差异尚未协调。")

    def stands(self, opened: OpenCase, paper: UUID) -> bool:
        """Whether it is settled."""
        return any(_point_id(one.value.point) == paper and not one.withdrawn for one in opened.papers.settlements)


def compared(opened: OpenCase) -> tuple[PointCompared, ...]:
    """Every point in both rounds; nothing while only one of the two has marked."""
    if len({one.round for one in opened.marks if not one.withdrawn}) < 2:
        return ()
    settlements = [one.value for one in opened.papers.settlements if not one.withdrawn]
    return compare_rounds(opened.marks, settlements).points


def _given(given: Given) -> Label:
    if not given:
        return NOT_MARKED
    return Label(", ".join(one.label.en for one in given), "、".join(one.label.zh for one in given))


# Rows need an identity; these have none of their own in the store.


def _duty_id(held: DutyHeld) -> UUID:
    return uuid5(held.member.id, f"{held.duty.value} {held.since.text(6)}")


def _declaration_id(one: Declaration) -> UUID:
    return uuid5(one.member.id, f"declaration {one.at.text(6)}")


def _point_id(point: str) -> UUID:
    return uuid5(NAMESPACE_OID, f"point {point}")
