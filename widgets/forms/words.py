"""Words of the forms: what sound without a header is asked, and what is asked of a product and a person."""

from __future__ import annotations

from evidence.labels import Label

TITLE = Label("What is this sound?", "这是什么声音？")
EXPLAIN = Label(
    "The file has no header that says how its sound is written. In the right line speech stands out from silence; in a "
    "wrong one the same bytes look like noise. Choose and listen. The file itself is never changed.",
    "该文件没有说明声音编码方式的文件头。正确的一行中，语音与静音分明；错误的行中，同样的数据看起来像噪声。请选择并试听。"
    "文件本身不会被更改。",
)
RATE = Label("Samples per second", "采样率（次/秒）")
CHANNELS = Label("Channels", "声道数")
LISTEN = Label("Listen", "试听")
STOP = Label("Stop", "停止")
READ = Label("Read it so", "按此读取")
LEAVE = Label("Leave it unread", "暂不读取")
NO_DEVICE = Label("There is no sound device here: judge by the pictures.", "本机没有声音设备：请根据波形判断。")
NO_SOUND = Label("gives no sound", "没有声音")
CODECS = {
    "mulaw": Label("G.711 µ-law", "G.711 µ 律"),
    "alaw": Label("G.711 A-law", "G.711 A 律"),
    "s16le": Label("PCM 16 bit, low byte first", "PCM 16 位，低字节在前"),
    "s16be": Label("PCM 16 bit, high byte first", "PCM 16 位，高字节在前"),
    "u8": Label("PCM 8 bit", "PCM 8 位"),
    "g722": Label("G.722", "G.722"),
    "g726": Label("G.726, 32 kbit/s", "G.726，32 kbit/s"),
    "gsm": Label("GSM 06.10", "GSM 06.10"),
}
"""What is offered, the most usual first."""

COMPLEXITY = Label("Complexity", "复杂程度")
RISK = Label("Risk", "风险")
GROUP_SIZE = Label("People complaining together", "共同投诉人数")
TRANSFER_RECEIVED = Label("Transferred to us on", "转办收到日期")
VULNERABILITY = Label("Particular care", "需特别关照")
SECTION_CIRCUMSTANCES = Label("How it is handled", "处理要求")

HOUSEHOLD_INCOME = Label("Household income in a year", "家庭年收入")
STATED_BUDGET = Label("Budget as stated", "自述预算")
SUM_INSURED = Label("Sum insured", "保险金额")
CASH_VALUE = Label("Cash value", "现金价值")
CASH_VALUE_ON = Label("Cash value of the day", "现金价值日期")
DATE_APPLIED = Label("Applied for on", "投保日期")
DATE_EFFECTIVE = Label("Surrender effective on", "退保生效日期")
QUESTIONS = Label(
    "Questions that can be tested, one a line; behind each the codes of its points in brackets",
    "可核实的问题，每行一个；其后在方括号内写检查要点编号",
)
BAD_ALLEGATION = Label(
    "Write what is said to have happened before its questions.", "请先填写所称之事，再填写可核实的问题。"
)
BAD_CODES = Label(
    "“{codes}” is no list of points: write codes such as [SC02, SC05] behind the question.",
    "“{codes}”不是检查要点编号：请在问题之后写 [SC02, SC05] 这样的编号。",
)
BIRTH_YEAR = Label("Year of birth", "出生年份")
REGISTRATION = Label("Registration number", "执业登记号")
BAD_YEAR = Label(
    "“{name}” is not a year of birth: write four digits, such as 1958.", "“{name}”不是出生年份：请写四位数字，如 1958。"
)
