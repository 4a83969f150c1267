"""Every word of the print that is not in the case itself, in English and Chinese."""

from __future__ import annotations

from evidence.casefile.copywords import Copy
from evidence.labels import Label
from exports.pdf import copy_strings

# Cover
KIND = Label("Evidence review · Case file", "证据审查 · 案卷")
OUTCOME = Label("Where the review stands", "审查现状")
DRAFT = Label("Draft for review", "待审稿")
DRAFT_SAYS = Label(
    "No decision has been recorded. {marked} of the {points} points of the checklist carry marks.",
    "尚未记录决定。检查表共 {points} 项，其中 {marked} 项有标注。",
)
DRAFT_EMPTY = Label(
    "No decision has been recorded, and no marks have been made yet.",
    "尚未记录决定，也尚未作任何标注。",
)
OF_POINTS = Label("of {points} points", "共 {points} 项")
NO_MARK = Label("No mark", "无标注")
COMPLAINANT = Label("Complainant", "投诉人")
RECEIVED = Label("Complaint received", "投诉收到")
PRODUCT = Label("Product", "产品")
PREPARED_BY = Label("Review", "审查")
COPY = {one.value: one.label for one in Copy}
CONFIDENTIAL = Label("Confidential", "机密")
IDENTITY = Label("Identity of this file", "本文件标识")
HASH_OF = Label("SHA-256 of the case content (attached case.json)", "案件内容（附件 case.json）的 SHA-256")
AS_OF = Label("As of {at}, journal entry {seq}", "截至 {at}，日志第 {seq} 条")
NOT_STATED = Label("not stated", "未填写")
QR_SAYS = Label("QR code with the text {text}", "二维码，内容为 {text}")

# Head and foot
CONTENT_HASH = Label("Content {digits}", "内容 {digits}")
PAGE_OF = Label("Page {page} of {pages}", "第 {page} 页，共 {pages} 页")
CONTENTS = Label("Contents", "目录")
CONTINUED = Label("… continued in case.json ({count} more characters)", "……其余见 case.json（另有 {count} 字）")
TO_MARK = Label("Mark", "标注")

# 1 Summary
SUMMARY = Label("Executive summary", "摘要")
SUMMARY_LEAD = Label(
    "Complaint received: {received}. Channel: {channel}. Asked for: {demand}. {recordings} and {marks} "
    "stand behind this file.",
    "收到日期：{received}。渠道：{channel}。诉求：{demand}。本案卷依据{recordings}、{marks}。",
)
RECORDINGS_COUNT = (Label("One exhibit", "1 件证据"), Label("{count} exhibits", "{count} 件证据"))
MARKS_COUNT = (Label("one mark", "1 个标注"), Label("{count} marks", "{count} 个标注"))
OWN_WORDS = Label("In the customer’s own words", "客户原话")
NO_WORDS = Label("The customer’s own words are not recorded.", "未记录客户原话。")
FINDINGS_BY_QUESTION = Label("What the marks say, question by question", "逐问结论")
ALLEGATION = Label("Allegation {count}", "指称 {count}")
ABOUT = Label("About", "涉及")
QUESTION = Label("Question", "问题")
FINDING = Label("Finding", "结论")
MARKS_CITED = Label("Marks", "标注")
NO_QUESTIONS = Label("No testable question has been put for this allegation.", "此项指称尚未拆成可检验的问题。")
NO_ALLEGATIONS = Label("No allegation has been registered.", "尚未登记指称。")
NO_POINT = Label("No point of the checklist is tied to this question.", "此问题未对应检查表项目。")
CANNOT_SAY = Label("What this review cannot say", "本审查不能说明的事项")
CANNOT_COVERAGE = Label(
    "What was played to a reviewer is recorded (section 7); what they heard or saw, nobody knows. “Not found” holds "
    "for the stretches that are marked, and for no others. “Not given” is concluded only where the whole time in "
    "question was played.",
    "向审查人播放的内容有记录（第 7 节）；实际听到或看到什么，无从得知。“未发现”仅就已标注的部分而言，不及其余；只有所"
    "涉时段已全部播放，才会得出“未告知”的结论。",
)
CANNOT_UNPLAYED = Label(
    "Nothing of these was played to a reviewer: {exhibits}.",
    "以下录音录像未向审查人播放任何部分：{exhibits}。",
)
CANNOT_LEDGER = Label(
    "This file does not hold what was played to a reviewer. Where nothing was found, that holds for the stretches that "
    "are marked, and for no others.",
    "本文件不含向审查人播放的记录。“未发现”仅就已标注的部分而言，不及其余。",
)
CANNOT_POINTS = Label(
    "{count} of the {points} points of the checklist carry no mark: nothing is said about them.",
    "检查表 {points} 项中有 {count} 项没有标注：对其不作任何说明。",
)
CANNOT_CRITICAL = Label("Critical points among them: {codes}.", "其中关键项目：{codes}。")
CANNOT_SOUND = Label(
    "No usable sound, so nothing can be said about what was spoken: {exhibits}.",
    "无可用声音，无法说明说过什么：{exhibits}。",
)
CANNOT_SOUND_UNKNOWN = Label(
    "Whether the sound can be understood was not assessed: {exhibits}.",
    "声音能否听清未经评估：{exhibits}。",
)
CANNOT_CLOCK = Label(
    "The clock was not checked, so the time of day is not established: {exhibits}.",
    "时钟未核对，实际时刻未经确认：{exhibits}。",
)
CANNOT_PLAY = Label("Not playable here, fully or at all: {exhibits}.", "在此无法播放或无法完整播放：{exhibits}。")
CANNOT_GAPS = Label("The recording has gaps in time: {exhibits}.", "录制存在时间缺口：{exhibits}。")
CANNOT_DATES = Label(
    "Dates that rest on a statement and on no exhibit: {dates}.",
    "仅为陈述、没有证据证明的日期：{dates}。",
)

DATE_AND_DAY = Label("{date} {day}", "{date} {day}")

# 2 Parties
PARTIES = Label("Parties, product and money", "当事人、产品与金额")
PEOPLE = Label("People", "人员")
ROLE = Label("Role", "角色")
NAME = Label("Name", "姓名")
ORGANISATION = Label("Organisation", "单位")
NO_PEOPLE = Label("No people have been registered.", "尚未登记人员。")
NO_PRODUCT = Label("No product has been registered.", "尚未登记产品。")
COMPLAINT = Label("Complaint", "投诉")
KIND_OF_DISPUTE = Label("Kind of dispute", "纠纷类型")
CHANNEL = Label("Channel", "渠道")
DEMAND = Label("Demand", "诉求")
AMOUNT = Label("Amount in dispute", "争议金额")
REGULATOR_REFERENCE = Label("Regulator’s reference", "监管编号")
STATUS = Label("Status", "状态")
CHECKLIST = Label("Checklist", "检查表")
RULES = Label("Rules", "规则")
VERSION = Label("version {version}", "版本 {version}")
UNVERIFIED = Label("unverified", "未经核实")
VERIFIED = Label("verified", "已核实")
PRODUCT_KIND = Label("Kind", "种类")
INSURER = Label("Insurer", "保险公司")
DISTRIBUTOR = Label("Distributor", "代理机构")
POLICY_NUMBER = Label("Policy number", "保单号")
PREMIUM = Label("Premium", "保费")
PAYMENT = Label("Payment", "缴费")
TERM = Label("Term", "保险期间")
YEARS = Label("{count} years", "{count} 年")
HESITATION = Label("Hesitation period in the contract", "合同约定的犹豫期")
DAYS = Label("{count} days", "{count} 天")

# 3 Dates
DATES = Label("Dates and their arithmetic", "日期与计算")
DATES_SAY = Label(
    "Every date is printed with the exhibit that proves it, or as stated only. The rules are data of the version "
    "named in section 2; what is marked unverified has not been confirmed against the issuer’s text by a person.",
    "每个日期均注明证明它的证据，或注明仅为陈述。规则为第 2 节所列版本的数据；标注“未经核实”的内容尚未由人对照发布机"
    "关原文确认。",
)
DATE = Label("Date", "日期")
DAY = Label("Day", "日")
PROVED_BY = Label("Proved by", "证明")
STATED_ONLY = Label("stated, not evidenced", "仅为陈述，无证据")
DATE_NAMES = {
    "sold": Label("Sold", "销售"),
    "issued": Label("Policy issued", "出单"),
    "receipt_signed": Label("Receipt signed", "签收回执"),
    "called_back": Label("Called back", "回访"),
    "surrender_requested": Label("Surrender requested", "申请退保"),
}
NO_DATES = Label("No dates have been registered.", "尚未登记日期。")
EDGE = Label("At the edge: one day decides", "临界：一日之差")
ANSWERS = {"yes": Label("Yes", "是"), "no": Label("No", "否"), "cannot_tell": Label("Cannot tell", "无法判断")}
SOURCE = Label("Source", "依据")
CERTAINTY = Label("Certainty", "确定程度")
NOT_ADVICE = Label("This file is not legal advice.", "本文件不构成法律意见。")

# 4 Findings
FINDINGS = Label("Findings by checklist point", "逐项结论")
FINDINGS_SAY = Label(
    "Each row is a point of the checklist “{checklist}”, each column an exhibit. A sign is a mark that a reviewer "
    "made; "
    "below, the conclusion that follows from the marks, with the marks for and against it and the evidence that is "
    "missing. ★ marks the critical points.",
    "每行为检查表“{checklist}”的一项，每列为一件证据。符号为审查人所作的标注；其后列出由标注得出的结论、支持与不支持"
    "的标注以及欠缺的证据。★ 为关键项目。",
)
NO_FINDINGS = Label("No marks have been made yet, so there are no findings.", "尚未作任何标注，因此没有结论。")
POINT = Label("Point", "项目")
FOR = Label("For", "支持")
AGAINST = Label("Against", "不支持")
MISSING = Label("Missing", "欠缺")
NONE_NAMED = Label("none", "无")
WITHOUT_MARKS = Label("Points without any mark", "没有标注的项目")
WITHOUT_MARKS_SAY = Label("Nothing is concluded about them.", "对这些项目不作结论。")
GONE_POINT = Label("asked no more in this version", "本版不再列入")
BUILT_IN = Label("came with the program", "程序自带")
OWN_LIST = Label("own version, by {by} on {day}: {reason}", "自有版，{by} 于 {day} 制定：{reason}")
LIST_DIGEST = Label("SHA-256 of what is judged by", "判定依据的 SHA-256")
OTHER_POINT = Label("Point of another checklist version", "其他版本检查表的项目")

# 5 Marks
MARKS = Label("Marks", "标注")
MARKS_SAY = Label(
    "One block for each mark. A still is the decoded frame at the in-point; its bytes are not changed by this file, "
    "and "
    "the dark bar below it is no part of the picture. Recording time counts from the first frame or sample of the "
    "file; the tinted part of a sound strip is the marked span.",
    "每个标注一个版块。静帧为入点处解码的画面，其字节未经本文件改动，下方深色条不属于画面。录制时间自文件首帧或首个采"
    "样起算；声音条着色部分为标注区间。",
)
OVER_FILES = Label(
    "One mark over {count} files of one recording, made in one act. Its references:",
    "一处标注，跨越同一录像的 {count} 个文件，一次作成。各文件的引用编号：",
)
IN_OUT = Label("In – out, recording time", "入点–出点，录制时间")
AT_POINT = Label("At, recording time", "时点，录制时间")
WALL_TIME = Label("Wall clock at the in-point", "入点的实际时间")
CLOCK_NOT_CHECKED = Label("clock not checked", "时钟未核对")
CLOCK_SAYS = Label("offset {offset} s, ±{uncertainty} s, {method}", "偏差 {offset} 秒，±{uncertainty} 秒，{method}")
CLOCK_DRIFT = Label("drift {drift} ppm", "走时偏差 {drift} ppm")
WALL_UNKNOWN = Label("not known", "未知")
FRAME = Label("Frame, time stamp, unit", "帧号、时间戳、单位")
SAMPLE = Label("Time stamp, unit", "时间戳、单位")
FRAME_SAYS = Label("no. {frame}", "第 {frame} 帧")
KNOWN = Label("How it is known · marked by", "认定方式 · 标注人")
HASHES = Label("SHA-256, first 16 digits", "SHA-256 前 16 位")
OF_RECORDING = Label("recording", "文件")
OF_STILL = Label("still", "静帧")
EXHIBIT = Label("Exhibit", "证据")
PLACE = Label("Page", "页")
PAGE_NUMBER = Label("page {page}", "第 {page} 页")
QUOTED = Label("Words", "原话")
NOTED = Label("Reviewer’s note", "审查人备注")
REFERENCE = Label("Reference", "引用编号")
STILL_SAYS = Label("Still of {exhibit} at {at}: {point}, {verdict}", "{exhibit} 在 {at} 的静帧：{point}，{verdict}")
PAGE_SAYS = Label("Page {page} of {exhibit}: {point}, {verdict}", "{exhibit} 第 {page} 页：{point}，{verdict}")
WAVE_SAYS = Label(
    "Sound level of {exhibit} from {start} to {end}; marked from {first} to {last}",
    "{exhibit} 从 {start} 到 {end} 的声音电平；标注区间 {first} 至 {last}",
)
DETAIL = Label("The marked part, enlarged", "标注部分放大")
NO_PICTURE = Label("No picture of this place is available", "没有此处的画面")
NO_SOUND_TRACK = Label("The recording has no sound track", "录制文件没有声音")
NO_WAVE = Label("No sound strip is available", "没有声音条")
NO_MARKS = Label("No marks have been made.", "尚未作标注。")
WITHDRAWN = Label("Withdrawn marks", "已撤回的标注")
WITHDRAWN_SAY = Label(
    "Withdrawn marks count for no finding. They keep their numbers, and the journal keeps who withdrew them and why.",
    "已撤回的标注不计入任何结论；编号保留，撤回人与理由见日志。",
)
VERDICT = Label("Verdict", "判断")
QUOTE_NOTE = Label("Words and note", "原话与备注")

# 6 Recordings
RECORDINGS = Label("Recordings and documents", "录音录像与文件清单")
RECORDINGS_SAY = Label(
    "SHA-256 is taken over the whole file as it was received, before anything opens it.",
    "SHA-256 对收到的完整文件计算，先于任何打开操作。",
)
NO_RECORDINGS = Label("No recordings or documents have been linked.", "尚未关联录音录像或文件。")
FILE = Label("File and SHA-256", "文件与 SHA-256")
CONTAINS = Label("Length and frames", "时长与帧")
STATE = Label("State and clock", "状态与时钟")
BYTES = Label("{count} bytes", "{count} 字节")
FRAMES = Label("{count} frames", "{count} 帧")
PAGES_COUNT = Label("Pages: {count}", "页数：{count}")
VARIABLE = Label("variable frame rate", "可变帧率")
CONSTANT = Label("constant frame rate", "固定帧率")
GAPS = Label("gaps: {spans}", "缺口：{spans}")
MORE_GAPS = Label("{spans} and {count} more, see case.json", "{spans} 等，另有 {count} 处见 case.json")
UNCONFIRMED = Label("frame table unconfirmed", "帧表未确认")
NO_TRACK = Label("no sound track", "无声音轨")
STARTS = Label("starts {at}", "起始 {at}")
FROM = Label("From {source}", "来源：{source}")
BASIS = Label("Basis: {basis}", "依据：{basis}")
LINKED = Label("Linked {at}", "关联于 {at}")

# 9 Journal
JOURNAL = Label("Journal", "日志")
JOURNAL_SAY = Label(
    "Each entry carries the hash of the entry before it, so that none can be changed or taken out without breaking all "
    "later ones. Entries are printed in brief; case.json holds them whole.",
    "每条记录都包含前一条记录的哈希值，改动或删去任何一条都会使其后各条不再相符。此处为简要形式，完整内容见 case.jso"
    "n。",
)
HEAD = Label("Head of the journal", "日志末条")
HEAD_SAYS = Label("entry {seq} of {at}", "第 {seq} 条，{at}")
SEQ = Label("No.", "序号")
TIME = Label("Time", "时间")
WHO = Label("Who", "何人")
ACTION = Label("Action", "操作")
HASH = Label("Hash", "哈希值")
ERASED = Label("content erased", "内容已删除")
NO_ENTRIES = Label("The journal has no entries.", "日志没有记录。")

# 10 Method
METHOD = Label("Method and limits", "方法与局限")
HOW_DONE = Label("Method", "方法")
HOW_DONE_SAYS = (
    Label(
        "Recordings are hashed as they come in, kept byte for byte and only ever opened for reading. Stills and sound "
        "strips were made from them by Replaydesk {version}.",
        "录制文件在接收时计算哈希值，逐字节保存，仅以只读方式打开。静帧与声音条由 Replaydesk {version} 从中制作。",
    ),
    Label(
        "A time in a recording is the presentation time stamp of a decoded frame or sample, in the unit of its stream, "
        "not a count of frames and not the position of a slider. It is printed as hours, minutes, seconds and "
        "thousandths, cut and not rounded; the reference of a mark carries the exact time stamp.",
        "录制时间为解码帧或采样的显示时间戳，以其码流的时间单位计，既不是帧计数，也不是进度条位置；按时、分、秒、毫秒"
        "印出，只截断不进位；标注的引用编号含有精确时间戳。",
    ),
    Label(
        "Wall-clock time is the start of the recording plus the clock offset plus the recording time, and what a drift "
        "adds to it where one is printed (ppm, positive where the device runs too slow). The offset is true time minus "
        "device time; ± is the doubt that remains. A clock that nobody compared is printed as not checked.",
        "实际时间 = 录制起始时间 + 时钟偏差 + 录制时间；印有走时偏差时再按其修正（ppm，设备走慢为正）。时钟偏差为真实时"
        "间减设备时间；± 为剩余误差。无人核对过的时钟印为“时钟未核对”。",
    ),
    Label(
        "Pictures of marks are printed as they are meant to be looked at: with square pixels, and turned where the "
        "recording asks for it. A still that is exported keeps the pixels as stored and says so.",
        "标注画面按应有的观看方式印出：像素为方形，录像要求旋转的已旋转。导出的静帧保留存储的原始像素并予以注明。",
    ),
    Label(
        "Every mark says how it is known: heard, seen, read, signed, inferred. Pictures without usable sound do not "
        "show "
        "what was spoken.",
        "每个标注都注明认定方式：听到、看到、读到、签署、推断。没有可用声音的画面不能说明说过什么。",
    ),
    Label(
        "A conclusion is computed from the marks of its point by fixed rules, with the marks for and against it. A "
        "person "
        "makes the marks and a person decides; no face and no voice is recognised by the program.",
        "结论由该项目的标注按固定规则得出，并列出支持与不支持的标注。标注由人作出，决定由人作出；程序不作人脸或声纹识"
        "别。",
    ),
)
LIMITS = Label("Limits of this version", "本版本的局限")
LIMITS_SAY = (
    Label(
        "What was played to a reviewer is recorded, not what they heard or saw. “Not given” is concluded only where "
        "the whole time in question was recorded without a gap, can be used, and was played (section 7).",
        "记录的是向审查人播放了什么，而非其听到或看到了什么。只有所涉时段录制无缺口、可用，且已全部播放（第 7 节），才"
        "会得出“未告知”的结论。",
    ),
    copy_strings.INSIDE_PICTURES,
    Label(
        "The file carries no signature of its own: it shows that nothing was changed since it was made, not who made "
        "it.",
        "本文件自身不带签名：它能表明制作后未被改动，但不能表明由谁制作。",
    ),
    Label(
        "Characters for which no typeface is embedded, and those that are invisible, are printed as their code, for "
        "example [U+202E]. case.json holds the exact text.",
        "没有内嵌字体的字符和不可见字符以编码印出，例如 [U+202E]。准确文本见 case.json。",
    ),
)
MADE_WITH = Label("Made with", "制作工具")
TYPEFACES = Label("Typefaces", "字体")

TERMS = Label("Terms used", "术语")
TERM_NAME = Label("Term", "术语")
MEANING = Label("Meaning here", "在此的含义")
_TERMS = (
    ("Exhibit", "证据", "A recording, document or photo in its use for this case.", "用于本案的录音录像、文件或照片。"),
    ("Mark", "标注", "A span or a place, and what it shows about one point.", "一段或一处，及其对某一项目的说明。"),
    ("Verdict", "判断", "What a reviewer says of one mark.", "审查人对单个标注的判断。"),
    ("Conclusion", "结论", "What follows from all marks of a point.", "由某一项目的全部标注得出的结论。"),
    (
        "Not found",
        "未发现",
        "Not in the stretch that is marked; nothing is said of the rest.",
        "在所标注区间内未见，不及其余。",
    ),
    ("Recording time", "录制时间", "Time since the first frame or sample.", "自文件首帧或首个采样起的时间。"),
    ("Wall clock", "实际时间", "Time of day at the place of the recording.", "录制地点的实际时刻。"),
    ("Clock offset", "时钟偏差", "True time minus the time the device showed.", "真实时间减设备所示时间。"),
    ("Hesitation period", "犹豫期", "Days in which all of the premium comes back.", "可解除合同并全额退还保费的天数。"),
    ("Surrender", "退保", "Giving the policy up against its cash value.", "解除合同并领取现金价值。"),
    ("Cash value", "现金价值", "What the insurer pays on surrender.", "退保时保险公司支付的金额。"),
    ("Journal", "日志", "The hash-linked record of all that was done.", "案件中一切操作的哈希链记录。"),
    (
        "SHA-256",
        "SHA-256",
        "64 digits that differ if one bit of a file differs.",
        "64 位数字，文件任一比特不同即不同。",
    ),
)
OF_INSURANCE = ("Hesitation period", "Surrender", "Cash value")
"""Terms of a case in which a hesitation period is counted."""
TERM_LIST = tuple((Label(term, zh), Label(meaning, meaning_zh)) for term, zh, meaning, meaning_zh in _TERMS)
CHECKING = Label("Checking this file", "核验本文件")
CHECK_STEPS = (
    (
        Label(
            "Take the attached case out of the file and compare its digest with the cover:",
            "取出附件并将其摘要与封面比对：",
        ),
        "pdfdetach -saveall FILE.pdf && sha256sum case.json",
    ),
    (
        Label("Compare each recording that you hold with section 6:", "将所持的每个录制文件与第 6 节比对："),
        "sha256sum FILE",
    ),
    (
        Label("Let the program check everything at once, without the library:", "由程序一次完成全部核验，无需资料库："),
        "replaydesk verify FILE.pdf",
    ),
    (
        Label(
            "Go from a printed reference to the frame, with the recording alone:",
            "由印出的引用编号找到原画面，只需录制文件：",
        ),
        "replaydesk locate REFERENCE FILE",
    ),
)
CHECK_NOTE = Label(
    "The foot of every page carries the first 16 and the last 4 digits of the content’s SHA-256. The file itself is "
    "sealed: "
    "the second half of the identifier in its trailer is computed over all of its bytes. Where print and case.json "
    "differ, "
    "case.json is what was hashed.",
    "每页页脚印有内容 SHA-256 的前 16 位与末 4 位。文件本身带有封印：文件尾标识的后一半由全部字节计算得出。印刷内容与"
    " case.json 不一致时，以 case.json 为准。",
)
ATTACHMENT = Label("The case as data: everything that is printed here", "案件数据：此处所印的全部内容")
SUBJECT = Label("Case file of {case}", "{case} 案卷")

# Errors
DISK = Label(
    "The case file could not be written to “{folder}” ({reason}). Nothing was changed: choose another folder or make "
    "room, and export again.",
    "案卷无法写入“{folder}”（{reason}）。没有任何改动：请选择其他文件夹或腾出空间后重新导出。",
)
