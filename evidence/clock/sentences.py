"""What is said about starts and clocks, in both languages."""

from __future__ import annotations

from evidence.labels import Label

READ = Label("Day and time stand in the file name.", "文件名中有日期和时间。")
READ_ZONE = Label("Day, time and offset stand in the file name.", "文件名中有日期、时间和时区偏移。")
READ_RANGE = Label("Start and end stand in the file name.", "文件名中有起止时间。")
SEVERAL = Label(
    "The file name holds several times; which of them is the start of the recording, it does not say.",
    "文件名中有多个时间，未说明哪一个是录制起点。",
)
FAR = Label(
    "A word stands between day and time, so they may not belong together.", "日期与时间之间夹有文字，二者未必相关。"
)
NO_SECONDS = Label("The time stands there without seconds.", "时间没有秒。")
MAYBE_NUMBER = Label(
    "The time has no seconds, and its digits may also be a number of another kind.",
    "时间没有秒，这些数字也可能是其他编号。",
)
PIXEL = Label(
    "Telephones that name files PXL_… write the time in UTC as a rule.", "以 PXL_ 命名的手机通常使用 UTC 时间。"
)
MIDNIGHT = Label("24:00 is read as the beginning of the next day.", "24:00 按次日零时理解。")
EPOCH = Label(
    "A number of this length counts the seconds since 1970 with many recorders, but it may be any number.",
    "许多设备以 1970 年以来的秒数命名，但该数字也可能是其他编号。",
)
DAY_FIRST = Label("Read as day, month, year.", "按“日-月-年”理解。")
MONTH_FIRST = Label("Read as month, day, year.", "按“月-日-年”理解。")
ONE_ORDER = Label("Only one order of day and month is a day.", "日、月只有一种顺序成立。")
SHORT_YEAR_FIRST = Label("The year has two digits. Read as year, month, day.", "年份只有两位。按“年-月-日”理解。")
SHORT_DAY_FIRST = Label("The year has two digits. Read as day, month, year.", "年份只有两位。按“日-月-年”理解。")
SHORT_MONTH_FIRST = Label("The year has two digits. Read as month, day, year.", "年份只有两位。按“月-日-年”理解。")
NO_SUCH_DAY = Label("There is no such day.", "不存在这一天。")
NO_SUCH_TIME = Label("There is no such time of day.", "不存在这一时刻。")
NO_TIME = Label("A day without a time of day.", "只有日期，没有时刻。")
NO_DAY = Label("A time of day without a day.", "只有时刻，没有日期。")
