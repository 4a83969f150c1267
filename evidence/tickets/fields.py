"""What a column of a ticket list may hold, guessed from its heading in English and Chinese, or said by a person."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from evidence.errors import WrongUse
from evidence.labels import Labelled


class Field(Labelled):
    """What a column holds, by the word that is written and remembered."""

    TICKET = "ticket", "Number elsewhere", "外部工单号"
    RECEIVED = "received", "Received on", "收到日期"
    KIND = "kind", "Kind of dispute", "争议类型"
    TITLE = "title", "Title", "标题"
    CUSTOMER = "customer", "Customer", "客户"
    BRANCH = "branch", "Branch", "网点"
    CHANNEL = "channel", "Came in through", "受理渠道"
    AMOUNT = "amount", "Amount in dispute", "争议金额"
    REFERENCE = "reference", "Regulator's reference", "监管编号"
    WORDS = "words", "The customer's own words", "客户原话"


class DayOrder(Labelled):
    """In which order a date is written."""

    YMD = "ymd", "year, month, day", "年、月、日"
    DMY = "dmy", "day, month, year", "日、月、年"
    MDY = "mdy", "month, day, year", "月、日、年"


_HEADINGS: dict[Field, tuple[str, ...]] = {
    Field.TICKET: (
        "ticket", "ticketnumber", "ticketno", "ticketid", "complaintid", "complaintnumber", "caseid", "caseno",
        "casenumber", "id", "工单号", "工单编号", "工单", "投诉编号", "投诉单号", "编号", "单号", "流水号",
        "受理编号",
    ),
    Field.RECEIVED: (
        "datereceived", "received", "receivedon", "receiveddate", "date", "complaintdate", "created", "createdat",
        "收到日期", "受理日期", "受理时间", "投诉日期", "投诉时间", "登记日期", "来电时间", "日期", "创建时间",
        "接收日期",
    ),
    Field.KIND: (
        "kind", "type", "category", "product", "complainttype", "kindofdispute", "争议类型", "投诉类型", "投诉类别",
        "业务类型", "业务类别", "类型", "类别", "纠纷类型",
    ),
    Field.TITLE: (
        "title", "subject", "summary", "issue", "标题", "主题", "投诉事由", "事由", "摘要", "问题",
    ),
    Field.CUSTOMER: (
        "customer", "customername", "complainant", "client", "name", "客户", "客户姓名", "投诉人", "姓名",
        "投诉人姓名", "客户名称",
    ),
    Field.BRANCH: (
        "branch", "branchname", "office", "outlet", "state", "网点", "支行", "机构", "被投诉机构", "所属机构",
        "网点名称", "机构名称",
    ),
    Field.CHANNEL: (
        "channel", "source", "submittedvia", "via", "受理渠道", "渠道", "来源", "投诉渠道", "投诉来源",
    ),
    Field.AMOUNT: (
        "amount", "amountindispute", "sum", "金额", "争议金额", "涉及金额", "涉诉金额",
    ),
    Field.REFERENCE: (
        "reference", "regulatorreference", "regulatorsreference", "监管编号", "监管转办编号", "转办编号", "转办单号",
    ),
    Field.WORDS: (
        "words", "narrative", "consumercomplaintnarrative", "description", "details", "complaint", "content",
        "客户原话", "投诉内容", "内容", "诉求内容", "描述", "详情", "工单内容", "投诉描述",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which column (from 0) holds what, and what a person said of values that do not tell."""

    columns: tuple[tuple[Field, int], ...]
    order: DayOrder | None = None
    kind: str = ""
    """The kind of dispute of rows that name none, or none that is known."""

    def column(self, field: Field) -> int | None:
        """The column of a field."""
        return dict(self.columns).get(field)

    def text_form(self) -> str:
        """What `parse` reads again."""
        parts = [f"{field.value}={column + 1}" for field, column in self.columns]
        return ",".join([*parts, *([f"dates={self.order.value}"] if self.order else []),
                         *([f"default={self.kind}"] if self.kind else [])])  # fmt: skip


def plain(heading: str) -> str:
    """A heading without what people write differently."""
    return re.sub(r"[\s_\-.:：*＊?？'’()（）]", "", heading).casefold()


def guess(headings: tuple[str, ...]) -> Mapping:
    """The columns as their headings call them; where two would do, the word that stands first in the list."""
    names = [plain(heading) for heading in headings]
    taken: dict[Field, int] = {}
    for field, words in _HEADINGS.items():
        found = [names.index(word) for word in words if word in names and names.index(word) not in taken.values()]
        if found:
            taken[field] = found[0]
    return Mapping(tuple(taken.items()))


def parse(text: str, headings: tuple[str, ...], before: Mapping | None = None) -> Mapping:
    """Read `ticket=1,received=Date,kind=-,dates=mdy,default=FE`: a number from 1, a heading, or - for none.

    Raises:
        WrongUse: it is not of this form, or there is no such column.
    """
    mapping = before or guess(headings)
    columns = dict(mapping.columns)
    for piece in filter(None, (one.strip() for one in text.split(","))):
        name, _, value = (one.strip() for one in piece.partition("="))
        if name == "dates" and value in {one.value for one in DayOrder}:
            mapping = replace(mapping, order=DayOrder(value))
        elif name == "default" and re.fullmatch(r"[A-Za-z]{2}|", value):
            mapping = replace(mapping, kind=value.upper())
        elif name in {one.value for one in Field} and value == "-":
            columns.pop(Field(name), None)
        elif name in {one.value for one in Field} and (place := _place(value, headings)) is not None:
            columns[Field(name)] = place
        else:
            raise WrongUse(
                f"“{piece[:60]}” names no column: write a field, = and a heading or a number from 1 to "
                f"{len(headings)}, for example ticket=1. Fields: "
                f"{', '.join(one.value for one in Field)}; also dates and default.",
                f"“{piece[:60]}”未指明列：请写字段、= 和列名或 1 到 {len(headings)} 的列号，例如 ticket=1。"
                f"字段：{'、'.join(one.value for one in Field)}；另有 dates 和 default。",
            )
    return replace(mapping, columns=tuple(columns.items()))


def _place(value: str, headings: tuple[str, ...]) -> int | None:
    if value in headings:
        return headings.index(value)
    if value.isascii() and value.isdigit() and 0 < int(value[:6]) <= len(headings):
        return int(value) - 1
    return next((n for n, one in enumerate(headings) if plain(one) == plain(value) != ""), None)
