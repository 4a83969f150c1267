"""Why a complaint came about and what is done about it: causes, asked process first, and corrective actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

from app.session import OpenCase
from app.window.papers.handling import OWNER, Owned, member_cell
from app.window.papers.kind import ShelfKind
from evidence.labels import Label
from evidence.model.causes import (
    CHECKED,
    RECUR_DAYS,
    Cause,
    Measure,
    MeasureKind,
    MeasureScope,
    MeasureStatus,
    TrueCause,
    WhyNot,
)
from evidence.model.record import Record
from evidence.rules.causes import load_causes
from evidence.store.causes import CAUSES, MEASURES, add_measure, change_measure
from evidence.store.library import Library
from widgets.papers.specs import Block, Day, Line, OneOf, Option, PaperRow, Pick, SectionSpec
from widgets.papers.words import CHOOSE
from widgets.signs import ERROR_TRIANGLE, WARNING

UNVERIFIED = Label("{name} (not verified)", "{name}（未核实）")
BESIDE = Label("{name} (beside the standard)", "{name}（标准之外）")
OVERDUE = Label("The action is overdue.", "整改措施已逾期。")
CHECK_OVERDUE = Label("The effectiveness check is due.", "效果验证已到期。")
CAME_AGAIN = Label("{status}; same cause again: {count}", "{status}；同因再次投诉：{count} 件")


class Causes(ShelfKind[Cause]):
    """The reported and the true cause."""

    held, shelf = "causes", CAUSES
    spec = SectionSpec(
        "causes",
        Label("Causes", "原因分析"),
        Label(
            "No cause yet. The process is asked first: which department owns it, who was to follow up, what was done "
            "after the first report, what the process has to add. Only then what lay behind the complaint.",
            "尚未分析原因。先查流程：归口部门、跟进职责、首次反映后的处理、流程应补充的内容；再判断根本原因。",
        ),
        Label("New cause", "新增原因"),
        (Label("True cause", "根本原因"), Label("Reported cause", "投诉原因"), Label("Department", "归口部门")),
        (
            OneOf(
                "reported",
                Label("Reported cause (JR/T 0169-2018)", "投诉原因（JR/T 0169-2018）"),
                Label("Choose the reported cause.", "请选择投诉原因。"),
                nothing=CHOOSE,
            ),
            Line(
                "owner",
                Label("1. Which department owns the process?", "1. 流程归口部门"),
                Label("Say which department owns the process.", "请填写流程归口部门。"),
            ),
            Line("follow_up", Label("2. Who was to follow up (role)?", "2. 应由谁跟进（岗位）")),
            Block("first_report", Label("3. What was done after the first report?", "3. 首次反映后的处理"), lines=2),
            Block("process_adds", Label("4. What does the process have to add?", "4. 流程应补充的内容"), lines=2),
            Block("whys", Label("5. Why did it come about? One why a line", "5. 追问原因（每行一问）"), lines=5),
            Pick(
                "why_not",
                Label("6. Why was a step not done?", "6. 步骤未执行的原因"),
                kind=WhyNot,
                unset=Label("Not asked", "未询问"),
            ),
            Pick("true_cause", Label("True cause", "根本原因"), kind=TrueCause, unset=CHOOSE,
                 missing=Label("Choose the true cause; “not established” is an answer.",
                               "请选择根本原因；“尚未查明”也可。")),
        ),
        frozenset({"follow_up", "true_cause"}),
    )  # fmt: skip

    def options(self, opened: OpenCase) -> Mapping[str, Sequence[Option]]:
        """The classes of the standard, with what nobody has verified shown as such."""
        return {"reported": [Option(one.code, class_label(one.code)) for one in load_causes().classes]}

    def row(self, record: Record[Cause], opened: OpenCase, today: date) -> PaperRow:
        """A cause."""
        value, true = record.value, record.value.true_cause.label
        named = Label(f"{record.label}  {true.en}", f"{record.label}  {true.zh}")
        return PaperRow(record.id, (named, class_label(value.reported), value.owner))

    def values_of(self, value: Cause) -> dict[str, Any]:
        """What the sheet shows; one why a line."""
        return {one.name: getattr(value, one.name) for one in fields(value)} | {"whys": "\n".join(value.whys)}

    def value_from(self, values: Mapping[str, Any], before: Cause | None) -> Cause:
        """The cause.

        Raises:
            WrongUse: conduct is named before the process was asked.
        """
        whys = tuple(line.strip() for line in values["whys"].splitlines() if line.strip())
        told = {one.name: values[one.name] for one in fields(Cause)}
        return Cause(**told | {"whys": whys, "reported": str(values["reported"])})


def class_label(code: str) -> Label:
    """A class of the reported cause, with what is to be known of it."""
    classes = load_causes()
    label = classes.label_of(code)
    if any(one.code == code and one.beside for one in classes.classes):
        return BESIDE.filled(name=label)
    return label if classes.verified(code) else UNVERIFIED.filled(name=label)


class Measures(Owned[Measure]):
    """What is done so that it does not come again, and whether it helped."""

    held, shelf = "measures", MEASURES
    spec = SectionSpec(
        "measures",
        Label("Corrective actions", "整改措施"),
        Label(
            "No corrective action yet. It names who carries it out, a day, and the day on which somebody looks whether "
            f"it helped; complaints of the same cause in the {RECUR_DAYS} days after it are counted.",
            f"尚无整改措施。请写明责任人或责任部门、期限及效果验证日期；其后 {RECUR_DAYS} 日内的同因投诉会自动统计。",
        ),
        Label("New action", "新增措施"),
        (Label("Action", "措施"), OWNER, Label("Due", "期限"), Label("Status", "状态")),
        (
            Pick("kind", Label("Kind", "类型"), kind=MeasureKind),
            Pick("scope", Label("Scope", "范围"), kind=MeasureScope),
            Block("what", Label("What is done", "措施内容"), Label("Say what is done.", "请填写措施内容。")),
            OneOf("member", Label("Who carries it out", "整改责任人"),
                  nothing=Label("nobody of this library", "非本资料库人员")),
            Line("owner", Label("Department or role", "责任部门或岗位")),
            Day("due", Label("Due on", "期限")),
            Pick("status", Label("Status", "状态"), kind=MeasureStatus),
            Day("done", Label("Done on", "完成日期")),
            Day("check_due", Label("Effectiveness to be checked on", "效果验证期限")),
            Day("checked", Label("Checked on", "验证日期")),
            Block("check_result", Label("What the check found", "验证结果"), lines=2),
        ),
        frozenset({"scope", "owner", "status", "check_due"}),
    )  # fmt: skip
    chosen = "member"

    def row(self, record: Record[Measure], opened: OpenCase, today: date) -> PaperRow:
        """An action, with a sign while it or its check is overdue, and with how often the cause came again."""
        value = record.value
        sign, meaning = None, None
        if not record.withdrawn and value.status not in CHECKED:
            if value.done is None and value.due and value.due < today:
                sign, meaning = ERROR_TRIANGLE, OVERDUE
            elif value.done and value.check_due and value.check_due <= today:
                sign, meaning = WARNING, CHECK_OVERDUE
        status, again = value.status.label, opened.papers.came_again.get(record.label)
        if again is not None:
            status = CAME_AGAIN.filled(status=status, count=again)
        due = value.due.isoformat() if value.due else ""
        owner = " · ".join(one for one in (member_cell(opened, value.member), value.owner) if one)
        return PaperRow(record.id, (f"{record.label}  {value.what}", owner, due, status), sign, meaning)

    def values_of(self, value: Measure) -> dict[str, Any]:
        """What the sheet shows."""
        return {one.name: getattr(value, one.name) for one in fields(value) if one.name != "recurred"}

    def value_from(self, values: Mapping[str, Any], before: Measure | None) -> Measure:
        """The action.

        Raises:
            WrongUse: nobody is named, or its days speak against each other.
        """
        told = {one.name: values[one.name] for one in fields(Measure) if one.name != "recurred"}
        return Measure(**{**told, "member": self.member_of(values)})

    def save(self, library: Library, opened: OpenCase, paper: UUID | None, values: Mapping[str, Any]) -> None:
        """A new action, or another in the place of one; a check is kept with what the register counts."""
        values = self.made_known(library, values)
        if paper is None:
            add_measure(library, opened.id, self.value_from(values, None))
            return
        record = self._find(opened, paper)
        change_measure(library, opened.id, record.label, self.value_from(values, record.value))
