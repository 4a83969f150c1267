"""The closed lists of the domain. The stored words never change; the labels may."""

from __future__ import annotations

from evidence.labels import Labelled


class Verdict(Labelled):
    """What a mark shows about a checklist point. "Not given" is never stored: it is a conclusion (decision 6)."""

    GIVEN = "given", "Given", "已告知"
    GIVEN_PARTLY = "given_partly", "Given partly", "部分告知"
    GIVEN_LATE = "given_late", "Given late", "告知过迟"
    NOT_FOUND = "not_found", "Not found", "未发现"
    CONTRADICTED = "contradicted", "Contradicted", "与之相反"
    UNCLEAR = "unclear", "Unclear", "不清楚"
    NOT_COVERED = "not_covered", "Not covered", "未覆盖"
    NOT_APPLICABLE = "not_applicable", "Not applicable", "不适用"


class How(Labelled):
    """How a mark is known."""

    HEARD = "heard", "Heard", "听到"
    SEEN = "seen", "Seen", "看到"
    READ = "read", "Read", "读到"
    SIGNED = "signed", "Signed", "签署"
    INFERRED = "inferred", "Inferred", "推断"


class Prompted(Labelled):
    """Whether something was said or done only after somebody asked for it."""

    YES = "yes", "Prompted", "经提示"
    NO = "no", "Unprompted", "未经提示"
    UNKNOWN = "unknown", "Not known whether prompted", "是否经提示未知"


class Strength(Labelled):
    """How directly a mark shows what it is about."""

    DIRECT = "direct", "Direct", "直接"
    CORROBORATING = "corroborating", "Corroborating", "佐证"
    WEAK = "weak", "Weak", "较弱"


class MarkStatus(Labelled):
    """Where a mark stands in the work."""

    DRAFT = "draft", "Draft", "草稿"
    FINAL = "final", "Final", "定稿"
    SUPERSEDED = "superseded", "Superseded", "已被取代"


class Confidentiality(Labelled):
    """Who may see an exhibit."""

    NOT_STATED = "not_stated", "Not stated", "未说明"
    INTERNAL = "internal", "Internal", "内部"
    CONFIDENTIAL = "confidential", "Confidential", "秘密"
    STRICT = "strict", "Named persons only", "仅限指定人员"
    PRIVILEGED = "privileged", "Legally privileged", "受法律特权保护"


class Act(Labelled):
    """The kind of act a checklist point is about."""

    SAID = "said", "Said", "口头说明"
    SHOWN = "shown", "Shown", "出示"
    SIGNED = "signed", "Signed", "签署"
    DONE = "done", "Done", "实施"
    RECORDED = "recorded", "Recorded", "留痕"


class DisputeKind(Labelled):
    """The kind of dispute; its value names the checklist."""

    BA = "BA", "Insurance bought at the bank", "银行代理保险"
    WP = "WP", "Fund or wealth product", "基金理财"
    FE = "FE", "Fee or charge", "收费"
    AR = "AR", "Account or card refused", "开户办卡被拒"
    SC = "SC", "Staff conduct", "服务态度"
    SU = "SU", "Service not available", "服务不可用"
    BE = "BE", "Billing explained by telephone", "电话计费解释"
    CF = "CF", "Counterfeit note taken in", "假币收缴"


class Category(Labelled):
    """What the complaint is about, for statistics."""

    BANCASSURANCE = "bancassurance", "Insurance sold by the bank", "银保"
    WEALTH = "wealth", "Wealth product", "理财"
    FEE = "fee", "Fee", "收费"
    ACCOUNT_CARD = "account_card", "Account or card", "账户与银行卡"
    CONDUCT = "conduct", "Conduct", "服务态度"
    SERVICE_UNAVAILABLE = "service_unavailable", "Service not available", "服务不可用"
    BILLING = "billing", "Billing", "计费"
    COUNTERFEIT = "counterfeit", "Counterfeit note", "假币"
    OTHER = "other", "Other", "其他"


CATEGORY_OF: dict[DisputeKind, Category] = {
    DisputeKind.BA: Category.BANCASSURANCE,
    DisputeKind.WP: Category.WEALTH,
    DisputeKind.FE: Category.FEE,
    DisputeKind.AR: Category.ACCOUNT_CARD,
    DisputeKind.SC: Category.CONDUCT,
    DisputeKind.SU: Category.SERVICE_UNAVAILABLE,
    DisputeKind.BE: Category.BILLING,
    DisputeKind.CF: Category.COUNTERFEIT,
}


class Channel(Labelled):
    """The way the complaint came in."""

    NOT_STATED = "not_stated", "Not stated", "未说明"
    BRANCH = "branch", "Branch", "网点"
    HOTLINE = "hotline", "Hotline", "客服热线"
    INSURER = "insurer", "Insurer", "保险公司"
    REGULATOR_12378 = "regulator_12378", "Regulator (12378)", "金融监管 12378"
    PBOC_12363 = "pboc_12363", "Central bank (12363)", "人民银行 12363"
    GOV_12345 = "gov_12345", "Government line (12345)", "政务热线 12345"
    LETTER = "letter", "Letter", "信函"
    ONLINE = "online", "Online", "网络"
    MEDIA = "media", "Media", "媒体"
    COURT = "court", "Court", "法院"
    MEDIATION = "mediation", "Mediation", "调解"
    OTHER = "other", "Other", "其他"


class Demand(Labelled):
    """What the customer asks for."""

    NOT_STATED = "not_stated", "Not stated", "未说明"
    EXPLANATION = "explanation", "Explanation", "解释"
    APOLOGY = "apology", "Apology", "道歉"
    REFUND_FULL = "refund_full", "Full refund", "全额退款"
    REFUND_PART = "refund_part", "Part refund", "部分退款"
    CANCEL = "cancel", "Cancellation", "解除合同"
    SERVICE = "service", "Service", "办理业务"
    STAFF_ACTION = "staff_action", "Action on staff conduct", "处理工作人员"
    OTHER = "other", "Other", "其他"


class CaseStatus(Labelled):
    """Where the complaint stands."""

    OPEN = "open", "Open", "处理中"
    IN_REVIEW = "in_review", "In review", "审查中"
    CLOSED = "closed", "Closed", "已结案"


class Role(Labelled):
    """What a person is in the case."""

    COMPLAINANT = "complainant", "Complainant", "投诉人"
    COMPANION = "companion", "Companion", "陪同人"
    APPLICANT = "applicant", "Applicant", "投保人"
    INSURED = "insured", "Insured", "被保险人"
    SELLER_BANK = "seller_bank", "Seller (bank)", "销售人员（银行）"
    SELLER_INSURER = "seller_insurer", "Seller (insurer)", "销售人员（保险公司）"
    LOBBY_MANAGER = "lobby_manager", "Lobby manager", "大堂经理"
    BRANCH_MANAGER = "branch_manager", "Branch manager", "网点负责人"
    HANDLER = "handler", "Handler", "经办人"
    REVIEWER = "reviewer", "Reviewer", "审查人"
    SECOND_REVIEWER = "second_reviewer", "Second reviewer", "复审人"
    APPROVER = "approver", "Approver", "审批人"
    COMPLIANCE = "compliance", "Compliance", "合规人员"
    AUDITOR = "auditor", "Auditor", "审计人员"
    INSURER_CONTACT = "insurer_contact", "Insurer contact", "保险公司联系人"
    BYSTANDER = "bystander", "Bystander", "在场他人"


class ProductKind(Labelled):
    """The product in dispute."""

    LIFE_SINGLE = "life_single", "Life, single premium", "趸交寿险"
    LIFE_REGULAR = "life_regular", "Life, regular premium", "期交寿险"
    PARTICIPATING = "participating", "Participating", "分红险"
    UNIVERSAL = "universal", "Universal life", "万能险"
    UNIT_LINKED = "unit_linked", "Unit linked", "投连险"
    ANNUITY = "annuity", "Annuity", "年金险"
    HEALTH = "health", "Health", "健康险"
    WEALTH = "wealth", "Wealth product", "理财产品"
    FUND = "fund", "Fund", "基金"
    DEPOSIT = "deposit", "Deposit", "存款"
    CARD = "card", "Card", "银行卡"
    ACCOUNT = "account", "Account", "账户"
    SERVICE = "service", "Service", "服务"
    OTHER = "other", "Other", "其他"


INSURANCE = frozenset(
    {
        ProductKind.LIFE_SINGLE, ProductKind.LIFE_REGULAR, ProductKind.PARTICIPATING, ProductKind.UNIVERSAL,
        ProductKind.UNIT_LINKED, ProductKind.ANNUITY, ProductKind.HEALTH,
    }
)  # fmt: skip
"""What a hesitation period and triggers of affordability belong to."""


class Responsible(Labelled):
    """Whose conduct an allegation is about."""

    BANK = "bank", "Bank", "银行"
    INSURER = "insurer", "Insurer", "保险公司"
    BOTH = "both", "Both", "双方"
    OTHER = "other", "Other", "其他"


class AllegationStatus(Labelled):
    """What the review says of an allegation."""

    OPEN = "open", "Open", "未定"
    SUPPORTED = "supported", "Supported", "有证据支持"
    PARTLY_SUPPORTED = "partly_supported", "Partly supported", "部分有证据支持"
    NOT_SUPPORTED = "not_supported", "Not supported", "无证据支持"
    CANNOT_DETERMINE = "cannot_determine", "Cannot be determined", "无法确定"
    WITHDRAWN = "withdrawn", "Withdrawn", "已撤回"


class RecordingKind(Labelled):
    """What a recording is."""

    DUAL_RECORDING = "dual_recording", "Sales desk recording", "销售双录"
    CCTV = "cctv", "CCTV", "监控录像"
    CALLBACK_AUDIO = "callback_audio", "Call-back recording", "回访录音"
    CALLBACK_LOG = "callback_log", "Call-back log", "回访记录"
    SERVICE_CALL = "service_call", "Service call", "客服通话"
    COMPLAINT_INTERVIEW = "complaint_interview", "Complaint interview", "投诉接待录音录像"
    SCREEN_LOG = "screen_log", "Screen log", "屏幕记录"
    DOCUMENT = "document", "Document", "文件"
    PHOTO = "photo", "Photo", "照片"
    OTHER = "other", "Other", "其他"


class AudioUsable(Labelled):
    """Whether speech can be understood in a recording."""

    YES = "yes", "Sound usable", "声音可用"
    PARTIAL = "partial", "Sound partly usable", "声音部分可用"
    NO = "no", "No usable sound", "无可用声音"
    UNKNOWN = "unknown", "Sound not assessed", "声音未评估"


class ClockMethod(Labelled):
    """How the place of a recording on the wall clock is known."""

    TYPED = "typed", "Typed", "手工录入"
    FILENAME = "filename", "File name", "文件名"
    CONTAINER = "container", "Container time", "文件内时间"
    KNOWN_EVENT = "known_event", "Known event", "已知事件"
    BURNED_IN_CLOCK = "burned_in_clock", "Clock in the picture", "画面时钟"
    NTP_LOG = "ntp_log", "Time server log", "校时日志"
    PHONE_COMPARE = "phone_compare", "Compared with a telephone", "与手机对时"
    UNKNOWN = "unknown", "Not known", "未知"


class Answer(Labelled):
    """The answer of a check: doubt is a result with a reason."""

    PASSED = "passed", "Passed", "通过"
    FAILED = "failed", "Failed", "未通过"
    CANNOT_TELL = "cannot_tell", "Cannot tell", "无法判断"


class Result(Labelled):
    """The conclusion about one checklist point (computed, never stored)."""

    GIVEN = "given", "Given", "已告知"
    GIVEN_PARTLY = "given_partly", "Given partly", "部分告知"
    GIVEN_LATE = "given_late", "Given late", "告知过迟"
    NOT_GIVEN = "not_given", "Not given", "未告知"
    NOT_FOUND_IN_PART = "not_found_in_part", "Not found in the part reviewed", "在已审查部分未发现"
    CONTRADICTED = "contradicted", "Contradicted", "与之相反"
    NOT_APPLICABLE = "not_applicable", "Not applicable", "不适用"
    CANNOT_DETERMINE = "cannot_determine", "Cannot be determined", "无法确定"
