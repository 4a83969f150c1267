"""What a review comes to: the time in question, findings, second opinions, settled differences, decision, approval."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from evidence.errors import WrongUse
from evidence.labels import Labelled
from evidence.model.case import Money
from evidence.model.kinds import Verdict
from evidence.timecode import Moment


class FindingResult(Labelled):
    """What the evidence says of an allegation."""

    SUPPORTED = "supported", "Supported", "有证据支持"
    PARTLY = "partly", "Partly supported", "部分有证据支持"
    NOT_SUPPORTED = "not_supported", "Not supported", "无证据支持"
    CANNOT_DETERMINE = "cannot_determine", "Cannot be determined", "无法确定"


class Standard(Labelled):
    """How sure a finding has to be."""

    BALANCE_OF_PROBABILITIES = "balance_of_probabilities", "Balance of probabilities", "优势证据"
    HIGH_PROBABILITY = "high_probability", "High probability", "高度可能性"
    BEYOND_REASONABLE_DOUBT = "beyond_reasonable_doubt", "Beyond reasonable doubt", "排除合理怀疑"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about an allegation, or about one question under it, and on which marks it rests.

    `marks_for` and `marks_against` are labels such as M-003.
    """

    allegation: UUID
    result: FindingResult
    reasoning: str
    question: UUID | None = None
    standard: Standard = Standard.BALANCE_OF_PROBABILITIES
    marks_for: tuple[str, ...] = ()
    marks_against: tuple[str, ...] = ()
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """Whether the second reviewer agrees with a finding, by its label, and why."""

    finding: str
    agrees: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Interval:
    """The time on the wall clock that an allegation is about: from `begin` up to `end`."""

    allegation: UUID
    begin: Moment
    end: Moment

    def __post_init__(self) -> None:
        """Refuse a time that ends before it begins.

        Raises:
            WrongUse: it does.
        """
        if self.end.at <= self.begin.at:
            raise WrongUse(
                "The time in question has to end after it begins. Give the earlier time first.",
                "所涉时段的结束必须晚于开始。请先填写较早的时间。",
            )


@dataclass(frozen=True, slots=True)
class Settlement:
    """The verdict that holds for a point on which the two rounds differ, and why."""

    point: str
    verdict: Verdict
    reason: str


class Outcome(Labelled):
    """How the complaint was decided."""

    UPHELD = "upheld", "Upheld", "成立"
    PARTLY_UPHELD = "partly_upheld", "Partly upheld", "部分成立"
    NOT_UPHELD = "not_upheld", "Not upheld", "不成立"
    GOODWILL = "goodwill", "Settled as goodwill", "善意解决"
    WITHDRAWN = "withdrawn", "Withdrawn", "已撤回"
    OUT_OF_SCOPE = "out_of_scope", "Out of scope", "不属受理范围"
    REFERRED = "referred", "Referred", "已转办"


class Redress(Labelled):
    """What the customer is offered."""

    NONE = "none", "None", "无"
    REFUND_FULL = "refund_full", "Full refund", "全额退款"
    REFUND_PART = "refund_part", "Part refund", "部分退款"
    COMPENSATION = "compensation", "Compensation", "赔偿"
    CANCELLATION = "cancellation", "Cancellation", "解除合同"
    CORRECTION = "correction", "Correction of records", "更正记录"
    SERVICE = "service", "Service", "办理业务"
    APOLOGY = "apology", "Apology", "道歉"
    EXPLANATION = "explanation", "Explanation", "解释"
    OTHER = "other", "Other", "其他"


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision on a complaint, and whether and when the customer was told of it and of their rights."""

    outcome: Outcome
    redress: Redress = Redress.NONE
    amount: Money | None = None
    text: str = ""
    letter_sent: Moment | None = None
    rights_notified: bool = False


@dataclass(frozen=True, slots=True)
class RoundDone:
    """That a reviewer finished their round in a version; when all have, each sees what the others have done."""

    member: UUID
    round: int
    version: int
    at: Moment


@dataclass(frozen=True, slots=True)
class Approval:
    """A version of the case that was approved: the journal's head that it ends with."""

    version: int
    head_seq: int
    head_hash: str
    member: UUID
    at: Moment


@dataclass(frozen=True, slots=True)
class Reopening:
    """That work on a case was taken up again after an approval: the new version's number, and why."""

    version: int
    reason: str
    by: str
    at: Moment
