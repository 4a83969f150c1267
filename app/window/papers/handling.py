"""How the complaint is handled: steps, tasks, who answers for it, and its closing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from app.session import OpenCase
from app.window.papers.kind import ShelfKind, exhibit_cell, exhibit_options, key_or_none, moment_cell
from evidence.errors import WrongUse
from evidence.labels import Label
from evidence.model.handling import Assignment, Closing, Direction, Step, StepKind, Task
from evidence.model.record import Record
from evidence.store.handling import ASSIGNMENTS, CLOSINGS, STEPS, TASKS
from evidence.store.library import Library
from evidence.store.lock import account
from evidence.store.people import add_member
from widgets.papers.specs import Block, Day, Line, OneOf, Option, PaperRow, Pick, SectionSpec, When
from widgets.signs import ERROR_TRIANGLE, WARNING

Value = TypeVar("Value")
_NOT_KNOWN_YET = UUID(int=0)
"""Stands for an account until it is made known, which happens with the saving."""
NOT_COUNTED = Label(
    "This extension does not count yet: it needs approver, reason and proof that the complainant was told.",
    "此次延长尚不计入：须有批准人、理由以及已告知投诉人的证明。",
)
OVERDUE = Label("This task is overdue.", "此任务已逾期。")
OWNER = Label("Owner", "责任人")
DUE = Label("Due", "期限")


class Steps(ShelfKind[Step]):
    """Steps of handling."""

    held, shelf = "steps", STEPS
    spec = SectionSpec(
        "steps",
        Label("Steps of handling", "处理步骤"),
        Label(
            "No step was recorded yet: acknowledgement, extension, decision told, letters and calls belong here, each "
            "with what proves it.",
            "尚无处理步骤。受理告知、延长期限、告知决定、信函与通话均在此登记，并附证明。",
        ),
        Label("New step", "登记处理步骤"),
        (Label("What", "步骤"), Label("When", "时间"), Label("With whom", "对象"), Label("Proof", "证明")),
        (
            Pick("kind", Label("What was done", "步骤"), kind=StepKind),
            Pick("direction", Label("Direction", "方向"), kind=Direction),
            When("when", Label("When", "时间"), Label("Give day and time.", "请填写日期和时间。")),
            Line("whom", Label("With whom", "对象")),
            Line("who", Label("By whom", "经办人")),
            Block("text", Label("What was said or done", "内容"), lines=3),
            Day("new_due", Label("Extension: new last day", "延长：新期限")),
            Line("approver", Label("Extension: approved by", "延长：批准人")),
            Block("reason", Label("Extension: reason", "延长：理由"), lines=2),
            OneOf("exhibit", Label("Proof (exhibit)", "证明（证据）")),
        ),
        frozenset({"direction", "whom", "approver"}),
    )

    def options(self, opened: OpenCase) -> Mapping[str, Sequence[Option]]:
        """Exhibits that may prove it."""
        return {"exhibit": exhibit_options(opened)}

    def row(self, record: Record[Step], opened: OpenCase, today: date) -> PaperRow:
        """A step; an extension that does not count says so."""
        value = record.value
        lacks = value.kind is StepKind.EXTENSION and not (value.approver and value.reason and value.exhibit)
        kind = value.kind.label
        cells = (
            Label(f"{record.label}  {kind.en}", f"{record.label}  {kind.zh}"),
            moment_cell(value.when),
            value.whom,
            exhibit_cell(opened, value.exhibit),
        )
        return PaperRow(record.id, cells, WARNING if lacks else None, NOT_COUNTED if lacks else None)

    def values_of(self, value: Step) -> dict[str, Any]:
        """What the sheet shows."""
        return {one.name: getattr(value, one.name) for one in fields(value)}

    def value_from(self, values: Mapping[str, Any], before: Step | None) -> Step:
        """The step; only an extension has a new last day."""
        if values["new_due"] is not None and values["kind"] is not StepKind.EXTENSION:
            raise WrongUse(
                "Only an extension gives a new last day. Choose it, or leave the day empty.",
                "只有“延长处理期限”才填写新期限。请选择该步骤，或将日期留空。",
            )
        return Step(**{**values, "exhibit": key_or_none(values["exhibit"])})


class Owned(ShelfKind[Value]):
    """Papers that name somebody who works here; whoever sits at the window can be named before anybody knows them."""

    chosen: ClassVar[str] = "owner"
    """The field in which somebody is chosen."""

    def options(self, opened: OpenCase) -> Mapping[str, Sequence[Option]]:
        """Members of the library, and whoever sits here."""
        return {self.chosen: member_options(opened)}

    def member_of(self, values: Mapping[str, Any]) -> UUID | None:
        """Who was chosen; of an account that is not known yet, only that somebody was."""
        return _NOT_KNOWN_YET if isinstance(values[self.chosen], str) else key_or_none(values[self.chosen])

    def made_known(self, library: Library, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """The same with the member of an account that never was here."""
        owner = values[self.chosen]
        return {**values, self.chosen: add_member(library, owner).id} if isinstance(owner, str) else values

    def save(self, library: Library, opened: OpenCase, paper: UUID | None, values: Mapping[str, Any]) -> None:
        """Make the account known first."""
        super().save(library, opened, paper, self.made_known(library, values))


class Tasks(Owned[Task]):
    """Things to do."""

    held, shelf = "tasks", TASKS
    spec = SectionSpec(
        "tasks",
        Label("Tasks", "任务"),
        Label(
            "No task yet. A task says what is to be done, by whom and until when.",
            "尚无任务。任务写明事项、责任人与期限。",
        ),
        Label("New task", "新建任务"),
        (Label("What", "事项"), OWNER, DUE, Label("Done", "完成")),
        (
            Block("what", Label("What is to be done", "事项"), Label("Say what is to be done.", "请填写事项。")),
            OneOf("owner", OWNER),
            Day("due", DUE),
            Day("done", Label("Done on", "完成日期")),
            Line("done_by", Label("Done by", "完成人")),
        ),
        frozenset({"due", "done_by"}),
    )  # fmt: skip

    def row(self, record: Record[Task], opened: OpenCase, today: date) -> PaperRow:
        """A task, with a sign when it is overdue."""
        value = record.value
        late = value.done is None and value.due is not None and value.due < today
        days = (value.due.isoformat() if value.due else "", value.done.isoformat() if value.done else "")
        cells = (f"{record.label}  {value.what}", member_cell(opened, value.owner), *days)
        return PaperRow(record.id, cells, ERROR_TRIANGLE if late else None, OVERDUE if late else None)

    def values_of(self, value: Task) -> dict[str, Any]:
        """What the sheet shows."""
        return {one.name: getattr(value, one.name) for one in fields(value)}

    def value_from(self, values: Mapping[str, Any], before: Task | None) -> Task:
        """The task."""
        return Task(**{**values, "owner": self.member_of(values)})


class Assignments(Owned[Assignment]):
    """Who answers for the complaint; earlier owners stay in the list."""

    held, shelf = "assignments", ASSIGNMENTS
    spec = SectionSpec(
        "assignments",
        Label("Owner", "责任人"),
        Label(
            "No owner yet. Name who answers for this complaint; the owner named last holds, earlier ones stay here.",
            "尚未指定责任人。以最后登记的责任人为准，先前的记录仍保留。",
        ),
        Label("New owner", "指定责任人"),
        (OWNER, DUE, Label("Note", "备注"), Label("Since", "起始时间")),
        (
            OneOf("owner", OWNER, Label("Choose who answers for it.", "请选择责任人。")),
            Day("due", Label("To be done by", "办结期限")),
            Block("note", Label("Note", "备注"), lines=2),
        ),
        frozenset({"due"}),
    )

    def row(self, record: Record[Assignment], opened: OpenCase, today: date) -> PaperRow:
        """An owner."""
        value = record.value
        due = value.due.isoformat() if value.due else ""
        name = member_cell(opened, value.owner)
        return PaperRow(record.id, (f"{record.label}  {name}", due, value.note, moment_cell(record.at)))

    def values_of(self, value: Assignment) -> dict[str, Any]:
        """What the sheet shows."""
        return {"owner": value.owner, "due": value.due, "note": value.note}

    def value_from(self, values: Mapping[str, Any], before: Assignment | None) -> Assignment:
        """The owner."""
        return Assignment(self.member_of(values) or _NOT_KNOWN_YET, values["due"], values["note"])


class Closings(ShelfKind[Closing]):
    """That the complaint was closed, and opened again."""

    held, shelf = "closings", CLOSINGS
    spec = SectionSpec(
        "closings",
        Label("Closing", "结案"),
        Label(
            "The complaint is not closed. Closing it says when and why; it is opened again in the same sheet.",
            "投诉尚未结案。结案须写明日期与理由；重新受理在同一表单登记。",
        ),
        Label("Close the complaint", "结案"),
        (Label("Reason", "理由"), Label("Closed on", "结案日期"), Label("Opened again", "重新受理")),
        (
            Day("day", Label("Closed on", "结案日期"), Label("Give the day.", "请填写日期。")),
            Block("reason", Label("Why it is closed", "结案理由"), Label("Say why.", "请填写理由。"), lines=3),
            Day("reopened", Label("Opened again on", "重新受理日期")),
            Block("reopened_reason", Label("Why it is opened again", "重新受理理由"), lines=3),
        ),
    )

    def row(self, record: Record[Closing], opened: OpenCase, today: date) -> PaperRow:
        """A closing."""
        value = record.value
        again = value.reopened.isoformat() if value.reopened else ""
        return PaperRow(record.id, (f"{record.label}  {value.reason}", value.day.isoformat(), again))

    def values_of(self, value: Closing) -> dict[str, Any]:
        """What the sheet shows."""
        return {one.name: getattr(value, one.name) for one in fields(value)}

    def value_from(self, values: Mapping[str, Any], before: Closing | None) -> Closing:
        """The closing."""
        return Closing(**values)


def member_options(opened: OpenCase) -> list[Option]:
    """The members of the library by name or account, and the account at the window if it is none of them yet."""
    found = [Option(one.id, one.shown) for one in opened.members]
    here = account()
    return found if any(one.os_user == here for one in opened.members) else [Option(here, here), *found]


def member_cell(opened: OpenCase, member: UUID | None) -> str:
    """The name of a member; empty where there is none."""
    return next((one.shown for one in opened.members if one.id == member), "")
