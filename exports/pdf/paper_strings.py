"""Every word of section 8 that is not in the case itself, in English and Chinese."""

from __future__ import annotations

from evidence.labels import Label

PAPERS = Label("Papers and decision", "材料与处理决定")
NUMBER = Label("No.", "编号")
NO_PAPERS = Label(
    "No request, statement, finding or decision has been recorded.", "尚未记录调证请求、陈述、认定或决定。"
)
REQUESTS = Label("Requests for evidence", "调证请求")
STATEMENTS = Label("Statements", "各方陈述")
DISCLOSURES = Label("What was shown to whom", "披露记录")
MASKS = Label("What of pictures may be shown", "画面可展示的范围")
OF_WHAT = Label("Of what", "适用范围")
MAY = Label("What may be shown, and why", "可展示内容及原因")
CHECK = Label("Checked", "核对")
NOT_CHECKED = Label("not checked yet", "尚未核对")
PAGE = Label("page {page}", "第 {page} 页")
RECTANGLES = Label("rectangles covered: {count}", "遮挡矩形：{count} 个")
STEPS = Label("Steps of handling", "处理步骤")
WHEN_WHAT = Label("When, what", "时间与步骤")
WITH_WHOM = Label("With whom, by whom", "对象与经办人")
SAID = Label("What was said or done", "内容")
NEW_DUE = Label("Extended to", "延长至")
APPROVER = Label("Approved by", "批准人")
REASON = Label("Reason", "理由")
PROOF = Label("Proof", "证明")
NO_PROOF = Label(
    "Without approver, reason and proof of notice this extension does not count.",
    "缺少批准人、理由或告知证明，此次延长不予计入。",
)
TASKS = Label("Tasks", "任务")
OWNER = Label("Owner", "责任人")
DONE = Label("Done", "完成")
OWNERS = Label("Who answered for the complaint", "投诉责任人")
CLOSINGS = Label("Closing", "结案")
GROUPS = Label("Groups of complaints that it belongs to", "所属投诉群组")
GROUP = Label("Group", "投诉群组")
MEMBERS = Label("Complaints in it", "其中投诉件数")
LEFT_ON = Label("Left", "退出日期")
REOPENED = Label("Opened again", "重新受理")
WITHDRAWALS = Label("Withdrawal of the complaint", "撤诉")
INTERVALS = Label("Time in question", "所涉时段")
FINDINGS = Label("Findings", "认定")
SETTLEMENTS = Label("Points on which the two reviews differed", "两轮审查有差异的要点")
AGREEMENT = Label("How far the two reviews agree", "两轮审查的一致程度")
FIRST_REVIEW = Label("First review", "初审")
SECOND_REVIEW = Label("Second review", "复审")
SETTLED_AS = Label("Settled as", "协调结果")
NOT_SETTLED = Label("Not settled", "尚未协调")
NOW = Label("{then}; now {now}", "{then}；现为{now}")
ALL_SAME = Label("They differ on no point.", "没有判定不同的要点。")
DECISION = Label("Decision", "处理决定")
ASKED = Label("Asked", "请求内容")
DAYS = Label("Days", "日期")
ANSWER = Label("Answer", "答复")
OPEN = Label("No answer yet", "尚未答复")
SENT = Label("Sent", "发出")
DUE = Label("Due", "期限")
REMINDED = Label("Asked again", "催办")
BASIS = Label("Basis", "依据")
EXHIBIT = Label("Exhibit", "证据")
WHO = Label("Who", "陈述人")
WORDS = Label("In their words", "陈述内容")
SHOWN_TO = Label("When, to whom", "时间与对象")
WHAT = Label("What", "内容")
WHY = Label("Basis, purpose, place", "依据、目的、地点")
MASKED = Label("masked", "已遮挡")
NOT_MASKED = Label("not masked", "未遮挡")
COPY_GIVEN = Label("copy given", "已提供副本")
NO_COPY = Label("no copy given", "未提供副本")
DAY = Label("Day", "日期")
CIRCUMSTANCES = Label("How it came about", "撤诉经过")
ALLEGATION = Label("Allegation", "指称")
NO_LONGER = Label("an allegation that is no longer in the case", "已不在案件中的指称")
TIME = Label("From – to", "起止")
RESULT = Label("Finding", "认定")
FOR = Label("For", "支持")
AGAINST = Label("Against", "反对")
MISSING = Label("Missing", "缺失")
AGREES = Label("The second reviewer agrees.", "复审人同意。")
DISAGREES = Label("The second reviewer does not agree:", "复审人不同意：")
REASONING = Label("Reasoning", "理由")
POINT = Label("Point", "要点")
VERDICT = Label("Verdict", "判定")
BRANCH = Label("Branch", "网点")
TICKET = Label("Number elsewhere", "外部工单号")
OUTCOME = Label("Outcome", "结果")
REDRESS = Label("Redress", "补救")
CAUSES = Label("Causes", "原因分析")
CAUSE = Label("Reported and true cause", "投诉原因与根本原因")
PROCESS = Label("The process, asked first", "流程核查（先于人员）")
MEASURES = Label("Corrective actions", "整改措施")
MEASURE = Label("Action", "措施")
EFFECT = Label("Effectiveness", "效果验证")
CLASS_UNVERIFIED = Label("{standard}, class not verified", "{standard}，分类未核实")
OWNER = Label("Department", "归口部门")
FOLLOW_UP = Label("To follow up", "跟进职责")
FIRST_REPORT = Label("Done after the first report", "首次反映后的处理")
PROCESS_ADDS = Label("The process has to add", "流程应补充")
WHY_NOT = Label("Why it was not done", "未执行的原因")
DONE = Label("Done", "完成")
CHECK_DUE = Label("Check due", "验证期限")
CHECKED = Label("Checked", "已验证")
RECURRED = Label("Complaints of the same cause in 90 days after it: {count}", "其后 90 日内同因投诉：{count} 件")
TEXT = Label("Text and notice", "内容与通知")
NOT_SENT = Label("The customer has not been told yet.", "尚未告知客户。")
RIGHTS = Label("The customer was told of their rights.", "已告知客户其权利。")
NO_RIGHTS = Label("That the customer was told of their rights is not recorded.", "未记录已告知客户其权利。")
DECIDED_SAYS = Label(
    "A decision is recorded: {outcome}. {marked} of the {points} points of the checklist carry marks.",
    "已记录处理决定：{outcome}。检查表共 {points} 项，其中 {marked} 项有标注。",
)
DECIDED = Label("Decision recorded", "已有处理决定")
APPROVED = Label("Approved, version {version}", "已审批，第 {version} 版")

BORN = Label("born in {year}", "{year} 年出生")
AMOUNTS = {
    "household_income": Label("Household income in a year", "家庭年收入"),
    "stated_budget": Label("Budget as stated", "自述预算"),
    "sum_insured": Label("Sum insured", "保险金额"),
    "cash_value": Label("Cash value", "现金价值"),
}
PRODUCT_DATES = {
    "applied": Label("Applied for", "投保日期"),
    "surrender_effective": Label("Surrender effective", "退保生效日期"),
}
