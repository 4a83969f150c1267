"""The time in question, the decision, and the customer's withdrawal: each its own paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.session import OpenCase
from app.window.papers.findings import allegation_text
from app.window.papers.kind import ShelfKind, exhibit_cell, exhibit_options, key_or_none, moment_cell
from evidence.labels import Label
from evidence.model.findings import Decision, Interval, Outcome, Redress
from evidence.model.record import Record
from evidence.model.requests import Withdrawal
from evidence.store.findings import DECISIONS, INTERVALS
from evidence.store.requests import WITHDRAWALS
from widgets.papers.specs import Amount, Block, Day, OneOf, Option, PaperRow, Pick, SectionSpec, Tick, When
from widgets.papers.words import CHOOSE
from widgets.signs import WARNING

NOT_NOTIFIED = Label("The customer was not told of their rights yet.", "尚未告知客户其权利。")
TOLD = Label("Rights notified", "已告知权利")
NOT_TOLD = Label("Not yet", "尚未")


class Intervals(ShelfKind[Interval]):
    """The time on the wall clock that an allegation is about."""

    held, shelf = "intervals", INTERVALS
    spec = SectionSpec(
        "intervals",
        Label("Time in question", "所涉时段"),
        Label(
            "No time in question yet. It says from when until when the conversation took place; only a stretch that "
            "was recorded without a gap and played in full can carry “not given”.",
            "尚未确定所涉时段。请写明交谈的起止时间；只有录制无缺口且完整播放的时段，才能得出“未告知”的结论。",
        ),
        Label("New time in question", "新增所涉时段"),
        (Label("Allegation", "主张"), Label("From", "自"), Label("Until", "至")),
        (
            OneOf("allegation", Label("Allegation", "主张"), Label("Choose the allegation.", "请选择主张。")),
            When("begin", Label("From", "自"), Label("Say when it begins.", "请填写开始时间。")),
            When("end", Label("Until", "至"), Label("Say when it ends.", "请填写结束时间。")),
        ),
        frozenset({"end"}),
    )

    def options(self, opened: OpenCase) -> Mapping[str, Sequence[Option]]:
        """The allegations."""
        return {"allegation": [Option(one.id, one.text) for one in opened.case.allegations]}

    def row(self, record: Record[Interval], opened: OpenCase, today: date) -> PaperRow:
        """A time in question."""
        value = record.value
        cells = (allegation_text(opened, value.allegation), moment_cell(value.begin), moment_cell(value.end))
        return PaperRow(record.id, (f"{record.label}  {cells[0]}", *cells[1:]))

    def values_of(self, value: Interval) -> dict[str, Any]:
        """What the sheet shows."""
        return {"allegation": value.allegation, "begin": value.begin, "end": value.end}

    def value_from(self, values: Mapping[str, Any], before: Interval | None) -> Interval:
        """The time in question.

        Raises:
            WrongUse: it ends before it begins.
        """
        allegation = key_or_none(values["allegation"])
        assert allegation is not None  # the sheet asks for it
        return Interval(allegation, values["begin"], values["end"])


class Decisions(ShelfKind[Decision]):
    """How the complaint was decided, and what the customer was told."""

    held, shelf = "decisions", DECISIONS
    spec = SectionSpec(
        "decisions",
        Label("Decision", "处理决定"),
        Label(
            "No decision yet. It rests on the findings; a withdrawn complaint keeps its findings all the same.",
            "尚无处理决定。决定以认定为依据；投诉撤回后，认定依然保留。",
        ),
        Label("New decision", "新增决定"),
        (
            Label("Outcome", "结果"),
            Label("Redress", "救济"),
            Label("Letter sent", "告知函发出"),
            Label("Rights", "权利告知"),
        ),
        (
            Pick(
                "outcome",
                Label("Outcome", "结果"),
                Label("Choose how the complaint was decided.", "请选择处理结果。"),
                kind=Outcome,
                unset=CHOOSE,
            ),
            Pick("redress", Label("Redress", "救济"), kind=Redress),
            Amount("amount", Label("Amount", "金额")),
            Block(
                "text",
                Label("Decision and its reasons, as the customer is told", "决定及理由（告知客户的内容）"),
                lines=8,
            ),
            When("letter_sent", Label("Letter sent", "告知函发出时间")),
            Tick(
                "rights_notified", Label("The customer was told of their rights of review", "已告知客户复核及救济权利")
            ),
        ),
        frozenset({"redress"}),
    )

    def row(self, record: Record[Decision], opened: OpenCase, today: date) -> PaperRow:
        """A decision, with a sign where the customer was not told of their rights."""
        value = record.value
        told = TOLD if value.rights_notified else NOT_TOLD
        outcome = value.outcome.label
        named = Label(f"{record.label}  {outcome.en}", f"{record.label}  {outcome.zh}")
        cells = (named, value.redress.label, moment_cell(value.letter_sent), told)
        warn = not value.rights_notified and not record.withdrawn
        return PaperRow(record.id, cells, WARNING if warn else None, NOT_NOTIFIED if warn else None)

    def values_of(self, value: Decision) -> dict[str, Any]:
        """What the sheet shows."""
        return {name: getattr(value, name) for name in _DECISION}

    def value_from(self, values: Mapping[str, Any], before: Decision | None) -> Decision:
        """The decision."""
        return Decision(**{name: values[name] for name in _DECISION})


_DECISION = ("outcome", "redress", "amount", "text", "letter_sent", "rights_notified")


class Withdrawals(ShelfKind[Withdrawal]):
    """That the customer took the complaint back, and how that came about."""

    held, shelf = "withdrawals", WITHDRAWALS
    spec = SectionSpec(
        "withdrawals",
        Label("Withdrawal", "撤回投诉"),
        Label(
            "The complaint was not withdrawn. A withdrawal ends the procedure; it is not a finding.",
            "投诉未撤回。撤回使处理程序终止，但并非认定。",
        ),
        Label("New withdrawal", "登记撤回"),
        (Label("How it came about", "撤回经过"), Label("Day", "日期"), Label("Exhibit", "证据")),
        (
            Day("day", Label("Day", "日期"), Label("Give the day.", "请填写日期。")),
            OneOf("exhibit", Label("Written or recorded in", "载于证据")),
            Block(
                "circumstances",
                Label("How it came about, in the customer’s words", "撤回经过（客户原话）"),
                Label("Say how it came about.", "请填写撤回经过。"),
                lines=6,
            ),
            Block("voluntariness", Label("Whether it was of their own free will, and how this is known",
                                         "是否自愿及如何得知"), lines=3),
        ),
        frozenset({"exhibit"}),
    )  # fmt: skip

    def options(self, opened: OpenCase) -> Mapping[str, Sequence[Option]]:
        """Exhibits that may hold it."""
        return {"exhibit": exhibit_options(opened)}

    def row(self, record: Record[Withdrawal], opened: OpenCase, today: date) -> PaperRow:
        """A withdrawal."""
        value = record.value
        what = f"{record.label}  {value.circumstances}"
        return PaperRow(record.id, (what, value.day.isoformat(), exhibit_cell(opened, value.exhibit)))

    def values_of(self, value: Withdrawal) -> dict[str, Any]:
        """What the sheet shows."""
        return {name: getattr(value, name) for name in ("day", "circumstances", "voluntariness", "exhibit")}

    def value_from(self, values: Mapping[str, Any], before: Withdrawal | None) -> Withdrawal:
        """The withdrawal."""
        exhibit = key_or_none(values["exhibit"])
        return Withdrawal(values["day"], values["circumstances"], values["voluntariness"], exhibit)
