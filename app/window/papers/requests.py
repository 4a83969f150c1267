"""Requests for evidence: what was asked of whom, until when, and what came back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.session import OpenCase
from app.window.papers.kind import ShelfKind, exhibit_cell, exhibit_options, key_or_none
from evidence.labels import Label
from evidence.model.record import Record
from evidence.model.requests import EvidenceRequest, Reminder, Reply, RequestTo
from evidence.store.requests import REQUESTS
from widgets.papers.specs import Block, Day, Line, OneOf, Option, PaperRow, Pick, SectionSpec, When
from widgets.signs import ERROR_TRIANGLE, WARNING

OPEN = Label("Open", "未答复")
OVERDUE = Label("Overdue since {due}", "已逾期（期限 {due}）")
OVERDUE_MEANING = Label(
    "The answer is overdue: send a reminder, or record what was answered.", "已逾期：请催办，或登记对方的答复。"
)
DUE_SOON = Label("The answer is due within three days.", "三日内到期。")
SOON_DAYS = 3


class Requests(ShelfKind[EvidenceRequest]):
    """Requests for evidence."""

    held, shelf = "requests", REQUESTS
    spec = SectionSpec(
        "requests",
        Label("Evidence requests", "调证请求"),
        Label(
            "Nothing was asked of others yet. A request names what is needed, from whom, and until when; an answer "
            "such as “overwritten” or “refused” is kept as an answer.",
            "尚未向其他部门或机构提出调证请求。调证请求写明所需材料、对象与期限；“已被覆盖”“被拒绝”等答复同样予以记录。",
        ),
        Label("New request", "新建调证请求"),
        (Label("What", "内容"), Label("Asked of", "调证对象"), Label("Due", "期限"), Label("Answer", "答复")),
        (
            Pick("to", Label("Asked of", "调证对象"), kind=RequestTo),
            Day("due", Label("Answer due on", "答复期限")),
            Block(
                "what",
                Label("What is asked for", "所需材料"),
                Label("Say what is asked for.", "请填写所需材料。"),
                Label("Recording, time, policy or call number", "录音录像、时间、保单号或通话编号"),
            ),
            Line("legal_basis", Label("Legal basis", "法律依据")),
            When("sent", Label("Sent", "发出时间")),
            When("reminded", Label("Reminded again", "再次催办时间")),
            Pick("reply", Label("Answer", "答复"), kind=Reply, unset=OPEN),
            When("replied", Label("Answered", "答复时间")),
            Block("reply_text", Label("The answer in its words", "答复原文"), lines=2),
            OneOf("exhibit", Label("What was received", "收到的材料")),
        ),
        frozenset({"due", "reminded", "replied"}),
    )

    def options(self, opened: OpenCase) -> Mapping[str, Sequence[Option]]:
        """Exhibits that may have been received."""
        return {"exhibit": exhibit_options(opened)}

    def row(self, record: Record[EvidenceRequest], opened: OpenCase, today: date) -> PaperRow:
        """A request, with a sign while its answer is due or overdue."""
        value = record.value
        sign, meaning = None, None
        if value.reply is None and value.due is not None and not record.withdrawn:
            if value.due < today:
                sign, meaning = ERROR_TRIANGLE, OVERDUE_MEANING
            elif (value.due - today).days <= SOON_DAYS:
                sign, meaning = WARNING, DUE_SOON
        answer = value.reply.label if value.reply else OPEN
        exhibit = exhibit_cell(opened, value.exhibit)
        if exhibit:
            answer = Label(f"{answer.en}: {exhibit}", f"{answer.zh}：{exhibit}")
        due = value.due.isoformat() if value.due else ""
        return PaperRow(record.id, (f"{record.label}  {value.what}", value.to.label, due, answer), sign, meaning)

    def values_of(self, value: EvidenceRequest) -> dict[str, Any]:
        """What the sheet shows."""
        return {
            "to": value.to,
            "due": value.due,
            "what": value.what,
            "legal_basis": value.legal_basis,
            "sent": value.sent,
            "reminded": value.reminders[-1].at if value.reminders else None,
            "reply": value.reply,
            "replied": value.replied,
            "reply_text": value.reply_text,
            "exhibit": value.exhibit,
        }

    def value_from(self, values: Mapping[str, Any], before: EvidenceRequest | None) -> EvidenceRequest:
        """The request; another time of reminding is one more reminder, earlier ones stay."""
        reminders = before.reminders if before else ()
        reminded = values["reminded"]
        if reminded is not None and (not reminders or reminders[-1].at != reminded):
            reminders = (*reminders, Reminder(reminded))
        return EvidenceRequest(
            values["to"],
            values["what"],
            values["legal_basis"],
            values["sent"],
            values["due"],
            reminders,
            values["reply"],
            values["replied"],
            values["reply_text"],
            key_or_none(values["exhibit"]),
        )
