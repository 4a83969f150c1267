"""Who does what in a case, and who declared which interest in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from app.session import OpenCase
from app.window.papers.kind import Kind, moment_cell
from evidence.errors import NotFound, Refused, WrongUse
from evidence.labels import Label
from evidence.model.people import Conflict, Declaration, Duty, DutyHeld, Member
from evidence.store import people as store
from evidence.store.library import Library
from widgets.papers.specs import Block, Line, PaperRow, Pick, SectionSpec
from widgets.signs import WARNING

ENDED = Label("Ended {until}", "已于 {until} 结束")
STANDS = Label("Since {since}", "自 {since}")
UNDECLARED = Label("Has not declared to be free of a conflict of interest.", "尚未声明无利益冲突。")
NOT_DECLARED = Label("Not declared", "未声明")


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


# Rows need an identity; these have none of their own in the store.


def _duty_id(held: DutyHeld) -> UUID:
    return uuid5(held.member.id, f"{held.duty.value} {held.since.text(6)}")


def _declaration_id(one: Declaration) -> UUID:
    return uuid5(one.member.id, f"declaration {one.at.text(6)}")
