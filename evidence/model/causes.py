"""Why a complaint came about, asked of the process first, and what is done so that it does not come again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from evidence.errors import WrongUse
from evidence.labels import Labelled

RECUR_DAYS = 90
"""How long after a corrective action complaints of the same cause count as coming again."""
WHYS = 5


class TrueCause(Labelled):
    """What lay behind a complaint; the process is asked before anybody's conduct."""

    PROCESS_MISSING = "process_missing", "No process for it", "缺少相应流程"
    PROCESS_NOT_FOLLOWED = "process_not_followed", "Process not followed", "流程未执行"
    PROCESS_UNWORKABLE = "process_unworkable", "Process cannot be worked", "流程难以执行"
    DISCLOSURE_MATERIAL = "disclosure_material", "Disclosure material", "披露材料"
    PRODUCT_DESIGN = "product_design", "Product design", "产品设计"
    SYSTEM_FAULT = "system_fault", "System fault", "系统故障"
    SUPPLY_STOCK = "supply_stock", "Supply or stock", "物料供应"
    STAFFING_QUEUE = "staffing_queue", "Staffing or queue", "人手或排队"
    TRAINING = "training", "Training", "培训"
    SUPERVISION_INCENTIVE = "supervision_incentive", "Supervision or incentives", "管理或激励"
    INDIVIDUAL_CONDUCT = "individual_conduct", "Individual conduct", "个人行为"
    THIRD_PARTY = "third_party", "Third party", "第三方"
    CUSTOMER_CIRCUMSTANCE = "customer_circumstance", "Customer’s circumstances", "客户自身情况"
    EXTERNAL = "external", "External event", "外部事件"
    NOT_ESTABLISHED = "not_established", "Not established", "尚未查明"


class WhyNot(Labelled):
    """Why what the process asks for was not done."""

    UNAWARE = "unaware", "Not known", "不知晓"
    FORGOT = "forgot", "Forgotten", "遗忘"
    OVERLOADED = "overloaded", "Too much at once", "工作量过大"
    UNWILLING = "unwilling", "Not wished", "不愿执行"
    OTHER = "other", "Otherwise", "其他"


@dataclass(frozen=True, slots=True)
class Cause:
    """The reported cause (a class for statistics) and the true one, with the questions that lead to it in their order.

    `owner` is the department that owns the process; `follow_up` who was to follow up, as a role; `first_report` what
    was done after the first report; `process_adds` what the process has to add.
    """

    reported: str
    owner: str
    true_cause: TrueCause = TrueCause.NOT_ESTABLISHED
    follow_up: str = ""
    first_report: str = ""
    process_adds: str = ""
    why_not: WhyNot | None = None
    whys: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse conduct as a cause before the process was asked.

        Raises:
            WrongUse: a question about the process has no answer.
        """
        asked = (self.owner, self.follow_up, self.first_report, self.process_adds)
        if self.true_cause is TrueCause.INDIVIDUAL_CONDUCT and not all(one.strip() for one in asked):
            raise WrongUse(
                "The process is asked first: answer the questions about department, follow-up, first report and "
                "process before conduct is named as the cause.",
                "请先查流程：在认定个人行为为原因之前，请先回答归口部门、跟进职责、首次反映后的处理及流程改进等问题。",
            )


class MeasureKind(Labelled):
    """What kind of corrective action it is."""

    REDRESS = "redress", "Redress", "补救"
    APOLOGY = "apology", "Apology", "道歉"
    EXPLANATION = "explanation", "Explanation", "解释说明"
    RECORD_CORRECTION = "record_correction", "Correction of records", "更正记录"
    COACHING = "coaching", "Coaching", "辅导"
    SCRIPT_CHANGE = "script_change", "Change of script", "修改话术"
    DOCUMENT_CHANGE = "document_change", "Change of document", "修改文件"
    PROCESS_CHANGE = "process_change", "Change of process", "修改流程"
    SYSTEM_FIX = "system_fix", "System mended", "系统修复"
    STOCK_CONTROL = "stock_control", "Stock control", "物料管理"
    STAFFING = "staffing", "Staffing", "人员配置"
    THIRD_PARTY_ACTION = "third_party_action", "Action by a third party", "第三方整改"
    LOOK_BACK = "look_back", "Look back at earlier cases", "回溯检查"
    POLICY_REPORT = "policy_report", "Report on the rules", "制度建议"
    DISCIPLINE_REFERRAL = "discipline_referral", "Passed on to another procedure", "转其他程序处理"


class MeasureScope(Labelled):
    """How far a corrective action reaches."""

    INDIVIDUAL = "individual", "This case", "本案"
    BRANCH = "branch", "Branch", "网点"
    NETWORK = "network", "All branches", "全部网点"


class MeasureStatus(Labelled):
    """How far a corrective action has come."""

    PROPOSED = "proposed", "Proposed", "已提出"
    APPROVED = "approved", "Approved", "已批准"
    IN_PROGRESS = "in_progress", "Under way", "进行中"
    IMPLEMENTED = "implemented", "Done", "已完成"
    EFFECTIVE = "verified_effective", "Checked: effective", "已验证有效"
    INEFFECTIVE = "ineffective", "Checked: not effective", "已验证无效"


CHECKED = (MeasureStatus.EFFECTIVE, MeasureStatus.INEFFECTIVE)


@dataclass(frozen=True, slots=True)
class Measure:
    """A corrective action: by whom, until when, and whether it helped.

    `owner` is a department or role in words, `member` somebody who works here; one of them at least. `check_due` and
    `checked` are the days of the effectiveness check; `recurred` is how many complaints of the same cause came in the
    90 days after it, as the register said when the check was recorded.
    """

    kind: MeasureKind
    scope: MeasureScope
    what: str
    owner: str
    due: date | None = None
    status: MeasureStatus = MeasureStatus.PROPOSED
    done: date | None = None
    check_due: date | None = None
    checked: date | None = None
    check_result: str = ""
    recurred: int | None = None
    member: UUID | None = None

    def __post_init__(self) -> None:
        """Refuse an action of nobody, and dates that speak against each other.

        Raises:
            WrongUse: it is, or they do.
        """
        if self.member is None and not self.owner.strip():
            raise WrongUse(
                "Choose who carries the action out, or name the department or role.",
                "请选择整改责任人，或填写责任部门或岗位。",
            )
        if self.status in CHECKED and self.checked is None:
            raise WrongUse("The effectiveness was checked: give the day of the check.", "已验证效果：请填写验证日期。")
        if self.checked and (self.done is None or self.checked < self.done):
            raise WrongUse(
                "The effectiveness is checked after the action is done: give both days in this order.",
                "效果验证应在整改完成之后：请依次填写完成日期与验证日期。",
            )
