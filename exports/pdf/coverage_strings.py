"""Every word of section 7 that is not in the case itself, in English and Chinese."""

from __future__ import annotations

from evidence.labels import Label

COVERAGE = Label("What was played to whom", "播放记录")
SAYS = Label(
    "What was played to each reviewer while the case was reviewed. Whether they heard or saw it, no program knows. "
    "Playing counts where it runs forward, no faster than the speed named, in a window that is in sight: for what is "
    "said, in the one recording that can be heard; for what is seen, with the picture at a readable size. Nothing "
    "counts twice.",
    "列出审查期间向每位审查人播放的内容；是否实际听到或看到，程序无从得知。正向播放、不超过所列速度且窗口可见时计入：口"
    "头内容须为当时唯一可听到的录制，可见行为须画面大小可辨。重复播放不重复计算。",
)
PERCENT_SAYS = Label(
    "Percentages are rounded down: 100 % stands only where nothing is missing. The time in question is widened by the "
    "doubt of the clock; what cannot be used is left out of its percentage, and named.",
    "百分比只截断不进位：仅在无任何缺失时为 100%。所涉时段两端已计入时钟误差；其百分比不含不可用部分，不可用部分另行"
    "列明。",
)
COUNTS = Label("played, counts", "已播放，计入")
COUNTS_NOT = Label("played, does not count (too fast, silent or too small)", "已播放，不计入（过快、无声或过小）")
PLAYED_NOT = Label("not played", "未播放")
UNUSABLE = Label("cannot be used", "不可用")
QUESTION = Label("time in question", "所涉时段")
SENSES = {"sound": Label("Sound", "声音"), "picture": Label("Picture", "画面")}
OF_QUESTION = Label("Of the time in question", "占所涉时段")
OF_RECORDING = Label("Of the recording", "占全部录制")
PERCENT = Label("{percent} %", "{percent}%")
NO_PERCENT = Label("–", "–")
PLAYED_TO = Label("Played to {who}", "已向 {who} 播放")
ROUNDS = {1: Label("first review", "初审"), 2: Label("second review", "复审")}
SPEEDS = Label("Speeds that counted: {speeds}. {rules}.", "计入的播放速度：{speeds}。{rules}。")
NO_SPEEDS = Label("Nothing of it counts. {rules}.", "均不计入。{rules}。")
RULES = Label(
    "Limit: {speech} for what is said, {visible} for what is seen, in a picture at least {pixels} pixels high",
    "上限：口头内容 {speech}，可见行为 {visible}，画面高度至少 {pixels} 像素",
)
NOBODY = Label("Not played to anybody while the case was reviewed.", "审查期间未向任何人播放。")
IN_QUESTION = Label("Time in question: {spans} in this recording.", "所涉时段：对应本录制 {spans}。")
NOT_IN_IT = Label(
    "Nothing of the time in question lies in this recording.",
    "所涉时段不在本录制之内。",
)
NONE_STATED = Label("No time in question is stated.", "未设定所涉时段。")
CLOCK_UNCHECKED = Label(
    "Its clock is not checked, so any part of it may lie in the time in question.",
    "时钟未核对，本录制任何部分均可能属于所涉时段。",
)
DOUBT = Label("{reason}.", "{reason}。")
HOLES = Label("{sense} cannot be used: {holes}.", "{sense}不可用：{holes}。")
MORE = Label("{found} and {count} more, see case.json", "{found} 等，另有 {count} 处见 case.json")
NO_RECORDINGS = Label("No recording that can be played is linked.", "未关联可播放的录音录像。")
PAGES = Label("Pages that were shown", "页面展示记录")
PAGES_SAY = Label(
    "A page counts where the window was in sight and each part of the page was on screen, at a readable size, for the "
    "time named. Whether it was read, no program knows.",
    "窗口可见、页面各部分均以可辨大小在屏幕上停留所列时长的，该页计入；是否实际阅读，程序无从得知。",
)
SHOWN_TO = Label("Shown to", "展示对象")
PAGES_COUNTED = Label("Pages that count", "计入的页")
OF_PAGES = Label("{count} of {all} pages", "共 {all} 页，计 {count} 页")
LEAST = Label("Least size and time", "最小尺寸与时长")
READ_RULES = Label("{pixels} pixels, {seconds} s", "{pixels} 像素，{seconds} 秒")
PAPER = Label("Exhibit", "证据")
NO_PAGES = Label("No page was shown to anybody while the case was reviewed.", "审查期间未向任何人展示页面。")
NO_LEDGER = Label("What was played is not part of this file’s data.", "本文件的数据不含播放记录。")
STRIP_SAYS = Label(
    "{exhibit}, 0 to {length}, as played to {who}. {senses}",
    "{exhibit}，0 至 {length}，向 {who} 播放的情况。{senses}",
)
SENSE_SAYS = Label(
    "{sense}: counts from {counted}; {question} of the time in question, {recording} of the recording. ",
    "{sense}：计入 {counted}；占所涉时段 {question}，占全部录制 {recording}。",
)
NOTHING = Label("nothing", "无")
