"""The words of the letters, in English and Chinese."""

from __future__ import annotations

from evidence.labels import Label

RESPONSE = Label("Response to the complaint", "关于投诉事项的答复")
NOTICE = Label("Early internal notice", "内部先行报告")
FOOT = Label(
    "Draft from case {case}, journal entry {seq}, copy “{copy}”. Read it before it is signed.",
    "据案件 {case} 日志第 {seq} 条（{copy}）拟稿，签发前请审阅。",
)
NOT_ADVICE = Label("Rules are quoted as data and are no legal advice.", "所引规则仅为数据，不构成法律意见。")

# What a claim rests on
CITE_TIME = Label("{exhibit}, {mark} at {time}", "{exhibit}，{mark}，{time} 处")
CITE_PAGE = Label("{exhibit}, {mark} on page {page}", "{exhibit}，{mark}，第 {page} 页")
OWN_RECORD = Label("the bank’s own record", "本行记录")
CUSTOMER = Label("as the customer states", "客户陈述")
AS_STATED = Label("as stated, no exhibit", "仅为陈述，无证据")
FINDING_OF = Label("finding {name}", "认定 {name}")
DECISION_OF = Label("decision {name}", "处理决定 {name}")

# Head
REFERENCE = Label("Our reference", "本行编号")
REGULATOR_REFERENCE = Label("Your reference", "贵方编号")
DAY = Label("Date", "日期")
AS_OF = Label("State of the file", "案卷截至")
BLANK = Label("to be filled in", "待填写")

# Response
RECEIVED = Label("Receipt of the complaint and contacts made", "收到投诉及联系情况")
RECEIVED_SAYS = Label("The complaint was received on {day} by way of: {channel}.", "{day} 收到投诉，渠道：{channel}。")
RECEIVED_UNKNOWN = Label("The day on which the complaint was received is not recorded.", "收到投诉的日期未记录。")
STEP_SAYS = Label("{when}: {kind}{text}.", "{when}：{kind}{text}。")
COLON = Label(": {text}", "：{text}")
UNDERSTOOD = Label("The complaint as understood", "投诉内容")
ALLEGATION = Label("Allegation {count}: {text}", "指称 {count}：{text}")
ASKED = Label("The customer asks for: {demand}.", "客户诉求：{demand}。")
ASKED_AMOUNT = Label("The customer asks for: {demand}, {amount}.", "客户诉求：{demand}，{amount}。")
FACTS = Label("Facts", "事实")
FACT_SAYS = Label("{point}: {reason}", "{point}：{reason}")
NO_FACTS = Label("No point of the checklist has been concluded on.", "尚未就任何检查要点得出结论。")
DATE_SAYS = Label("{name}: {day}.", "{name}：{day}。")
RULES = Label("Rules applied", "适用规则")
RULES_SAYS = Label("Rules: {title}, version {version} ({state}).", "规则：{title}，版本 {version}（{state}）。")
CHECKLIST_SAYS = Label(
    "Checklist: {title}, version {version} ({state}).", "检查表：{title}，版本 {version}（{state}）。"
)
VERIFIED = Label("verified", "已核实")
UNVERIFIED = Label("not verified", "未经核实")
ARITHMETIC_SAYS = Label("{title}: {outcome} {steps}", "{title}：{outcome}{steps}")
FINDINGS = Label("Findings", "认定")
FINDING_SAYS = Label(
    "Allegation {count}: {result} ({standard}). {reasoning}", "指称 {count}：{result}（{standard}）。{reasoning}"
)
NO_FINDING = Label("Allegation {count}: no finding has been written yet.", "指称 {count}：尚未作出认定。")
MISSING_SAYS = Label("Missing evidence: {text}", "缺少的证据：{text}")
DECISION = Label("Decision and redress", "处理决定与补救")
DECISION_SAYS = Label("{outcome}; redress: {redress}{amount}. {text}", "{outcome}；补救：{redress}{amount}。{text}")
NO_DECISION = Label("No decision has been recorded yet.", "尚未记录处理决定。")
TOLD = Label("What the customer was told", "对客户的告知")
LETTER_SENT = Label("The decision was sent on {day}.", "{day} 已送达处理决定。")
RIGHTS_TOLD = Label(
    "The customer was told of the rights of review and of other ways.", "已告知客户申请复核及其他救济途径。"
)
RIGHTS_NOT_TOLD = Label(
    "That the customer was told of the rights of review is not recorded.", "未记录已告知客户救济权利。"
)
CAUSE = Label("Cause and corrective actions", "原因与整改")
CAUSE_SAYS = Label("Reported cause: {reported}; true cause: {true}.", "反映的原因：{reported}；实际原因：{true}。")
MEASURE_SAYS = Label(
    "{kind} ({scope}): {what} Owner: {owner}. Due: {due}. State: {status}.",
    "{kind}（{scope}）：{what}负责人：{owner}。期限：{due}。状态：{status}。",
)
NO_CAUSE = Label("No cause has been recorded yet.", "尚未记录原因。")
THIRD = Label("Position of third parties", "第三方意见")
REQUEST_SAYS = Label("{to} was asked on {day}: {what}. {reply}", "{day} 向{to}提出：{what}。{reply}")
REPLIED = Label("Answer of {day}: {reply}{text}.", "{day} 答复：{reply}{text}。")
NO_REPLY = Label("No answer is recorded.", "未记录答复。")
STATEMENT_SAYS = Label("{of} states: {text}", "{of}陈述：{text}")
NO_THIRD = Label("Nothing was asked of third parties.", "未向第三方调证。")
EXHIBITS = Label("List of exhibits", "证据清单")
EXHIBITS_SAY = Label(
    "Each exhibit is told apart by the digest (SHA-256) of its bytes.", "每件证据以其字节的 SHA-256 摘要识别。"
)
EXHIBIT_HEAD = (
    Label("No.", "编号"), Label("What it is", "内容"), Label("Length", "长度"), Label("SHA-256", "SHA-256"),
)  # fmt: skip
PAGE = Label("one page", "1 页")
PAGES = Label("{count} pages", "{count} 页")
SIGN = (
    Label("Contact for questions: ____________________", "联系人：____________________"),
    Label("Responsible officer: ____________________", "负责人：____________________"),
    Label("Place, date, signature: ____________________", "地点、日期、签字：____________________"),
)

# Early notice
ABOUT = Label("What is complained of", "投诉内容")
NOTICE_SAYS = Label(
    "This notice states what is recorded so far. It judges nobody.", "本报告仅陈述目前已记录的事实，不作任何评判。"
)
CONTEXT = Label(
    "{kind}; branch: {branch}; amount: {amount}; risk: {risk}.",
    "{kind}；机构：{branch}；金额：{amount}；风险：{risk}。",
)
VULNERABLE = Label("Circumstances to be mindful of: {words}.", "需留意的情况：{words}。")
SECURED = Label("What is secured", "已保全的证据")
SECURED_SAYS = Label("{exhibit}: {kind}, {title}{until}.", "{exhibit}：{kind}，{title}{until}。")
UNTIL = Label("; kept by its source until {day}", "；来源方保存至 {day}")
HELD = Label("; under legal hold", "；已设法律保全")
NOTHING_SECURED = Label("No recording and no paper has been linked yet.", "尚未关联任何录音录像或文件。")
OPEN = Label("What is open", "未决事项")
OPEN_REQUEST = Label("{to}: {what}, due {day}.", "{to}：{what}，期限 {day}。")
OPEN_TASK = Label("{what}, due {day}.", "{what}，期限 {day}。")
NOTHING_OPEN = Label("No request and no task is open.", "没有未完成的调证请求或任务。")
NEXT = Label("Dates", "日期")
NONE = Label("not stated", "未填写")
MORE = Label("and {count} more, see the case file.", "另有 {count} 项，见案卷。")
