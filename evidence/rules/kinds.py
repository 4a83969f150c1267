"""The closed lists of the rules files: how sure an entry is, units of time, events that start a clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from evidence.labels import Label, Labelled
from evidence.rules.fields import Fields


class Certainty(Labelled):
    """How sure the project is of an entry. None of these means that a person has confirmed it."""

    FOUND = "F", "wording found, not checked with the issuer", "见过条文，未向发布机关核对"
    RECALLED = "R", "recalled, confident", "凭记忆，较有把握"
    RECALLED_UNSURE = "R?", "recalled, not sure", "凭记忆，没有把握"
    STORY = "S", "from the article the product grew from", "来自本产品所依据的文章"
    JUDGEMENT = "J", "the project's own judgement", "项目自身的判断"


class Unit(Labelled):
    """The unit of a period."""

    CALENDAR_DAY = "calendar_day", "calendar days", "自然日"
    BUSINESS_DAY = "business_day", "business days", "工作日"
    WEEK = "week", "weeks", "周"
    MONTH = "month", "months", "个月"
    YEAR = "year", "years", "年"

    def amount(self, length: int) -> Label:
        """`15 calendar days`, `1 month`."""
        en = self.label.en[:-1] if length == 1 else self.label.en
        measure = "个" if self in (Unit.CALENDAR_DAY, Unit.BUSINESS_DAY) else ""
        return Label(f"{length} {en}", f"{length} {measure}{self.label.zh}")


class StartEvent(Labelled):
    """What starts a clock."""

    SALE_DATE = "sale_date", "sale", "销售日"
    CONTRACT_CONCLUDED = "contract_concluded", "conclusion of the contract", "合同成立"
    TERMS_RECEIVED = "terms_received", "receipt of the terms", "收到条款"
    POLICY_RECEIVED = "policy_received", "signed receipt of the policy", "签收保单"
    POLICY_DELIVERED = "policy_delivered", "delivery of the policy", "交付保单"
    COOLING_OFF_NOTICE_DELIVERED = (
        "cooling_off_notice_delivered",
        "delivery of the cooling-off notice",
        "送达冷静期通知",
    )
    POLICY_OR_NOTICE_DELIVERED = (
        "policy_or_notice_delivered",
        "delivery of the policy or of the cooling-off notice",
        "交付保单或送达冷静期通知",
    )
    COMPLAINT_RECEIVED = "complaint_received", "receipt of the complaint", "收到投诉"
    REGULATOR_RECEIVED = "regulator_received", "receipt by the regulator", "监管部门收到投诉"
    REGULATOR_FORWARDED = "regulator_forwarded", "forwarding by the regulator", "监管部门转送"
    DECISION_SENT = "decision_sent", "sending of the decision", "发出处理决定"
    REVIEW_REQUESTED = "review_requested", "request for a review", "申请核查"
    CASE_CLOSED = "case_closed", "closing of the case", "结案"
    CONTRACT_END = "contract_end", "end of the contract", "合同终止"
    DISPUTE_END = "dispute_end", "end of the dispute", "争议终结"
    PRODUCT_END = "product_end", "end of the product", "产品到期"
    RECORDING_DATE = "recording_date", "recording", "录制日"
    QUARTER_END = "quarter_end", "end of the quarter", "季度末"


class StoppedBy(Labelled):
    """The step of handling that stops a clock of the institution other than that of the decision."""

    ACKNOWLEDGEMENT = "acknowledgement", "acknowledgement", "告知受理"
    INTERIM = "interim", "interim answer", "阶段性答复"


class StartRule(Labelled):
    """Which of several events starts a clock."""

    LATER_OF = "later_of", "the later of", "以较晚者为准"
    EARLIER_OF = "earlier_of", "the earlier of", "以较早者为准"


class RollIfHoliday(Labelled):
    """Whether a period that ends on a holiday moves to the next working day."""

    YES = "yes", "moves to the next working day", "顺延至下一工作日"
    NO = "no", "does not move", "不顺延"
    UNKNOWN = "unknown", "not settled", "未确定"


class Status(Labelled):
    """Whether a list or pack as a whole has been confirmed."""

    UNVERIFIED = "unverified", "unverified", "未核实"
    VERIFIED = "verified", "verified", "已核实"


class LookIn(Labelled):
    """Where to look for a point."""

    DUAL_RECORDING = "D", "dual recording", "销售双录"
    SILENT_CCTV = "V", "silent CCTV", "无声监控"
    CALLBACK = "K", "call-back", "回访"
    PAPERS = "P", "papers", "书面材料"
    INTERVIEW = "I", "complaint interview", "投诉接待"
    SERVICE_CALL = "C", "service call", "客服通话"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouched:
    """An entry of a rules file: how sure the project is, and who has confirmed it."""

    certainty: Certainty
    verified_by: str | None
    verified_on: date | None
    own: int | None = None
    """The version of the house's own figure that stands here; None: it is the file's."""

    @property
    def verified(self) -> bool:
        """Whether a person has confirmed it with the issuer."""
        return self.verified_by is not None and self.verified_on is not None

    @property
    def standing(self) -> Label:
        """`recalled, confident; unverified`, or who verified it and when; own figures say that they are."""
        verified = Label(
            f"verified by {self.verified_by} on {self.verified_on}",
            f"由 {self.verified_by} 于 {self.verified_on} 核实",
        )
        if self.own is not None:
            told = verified if self.verified else Label("unverified", "未核实")
            return Label(f"own figure (version {self.own}), {told.en}", f"自有数据（第 {self.own} 版），{told.zh}")
        if self.verified:
            return verified
        return Label(f"{self.certainty.label.en}; unverified", f"{self.certainty.label.zh}；未核实")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced(Vouched):
    """An entry with its source, as it was noted. To print it, use `RulePack.citation`: sites are not quoted."""

    source: str
    certainty_note: str | None = None


def vouched(fields: Fields) -> tuple[Certainty, str | None, date | None]:
    """Read certainty, verified_by and verified_on; the last two go together."""
    certainty = fields.word("certainty", Certainty)
    by, on = fields.text_or_none("verified_by"), fields.day_or_none("verified_on")
    if (by is None) != (on is None):
        raise fields.wrong("verified_by and verified_on go together", "verified_by 与 verified_on 须同时填写")
    return certainty, by, on
