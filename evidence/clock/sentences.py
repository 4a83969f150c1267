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
LATER_THAN_LINKED = Label(
    "It lies after the moment at which the file was linked, so the device's clock was wrong or this is no start.",
    "晚于文件关联的时刻，说明设备时钟有误或这不是起始时间。",
)
NEVER_SET = Label(
    "This is where the calendars of devices begin: its clock was never set.", "这是设备日历的起点：其时钟从未设置。"
)
UNREADABLE = Label("It cannot be read as a time.", "无法理解为时间。")
OWN_OFFSET = Label("The device wrote its own offset from UTC.", "设备写明了自身的时区偏移。")
AS_UTC = Label(
    "The container means UTC by its standard; many recorders write local time there instead.",
    "按标准容器时间为 UTC；但许多录像设备写入的是当地时间。",
)
AS_LOCAL = Label(
    "Read as local time, although the container calls it UTC, as many recorders write it.",
    "按当地时间理解：许多录像设备如此写入，尽管容器标为 UTC。",
)
LOCAL_IN_CONTAINER = Label(
    "The container gives it without an offset: taken as local time.", "容器未写时区偏移：按当地时间理解。"
)
MAY_BE_ANOTHER = Label(
    "It may also be the time at which the recording ended, or at which the file was exported.",
    "也可能是录制结束或文件导出的时间。",
)
AGREES = Label("It agrees with the file name.", "与文件名一致。")
IS_END = Label("By the file name it is the time at which the recording ended.", "对照文件名，这是录制结束的时间。")
SKIPPED = Label(
    "This local time does not exist in {zone}: clocks were put forward over it.",
    "该当地时间在 {zone} 不存在：当时时钟被拨快。",
)
TWICE = Label(
    "Clocks in {zone} were put back and showed this time twice; this is the {which} of the two.",
    "{zone} 的时钟曾被拨慢，该时间出现两次；此为第{which}次。",
)
FIRST, SECOND = Label("first", "一"), Label("second", "二")
LOCAL_TIME = Label("Taken as local time in {zone}.", "按 {zone} 当地时间理解。")
FITS_LENGTH = Label("The recording is as long as the name says.", "录制时长与文件名相符。")
OTHER_LENGTH = Label("By its name it lasts {said}, but it is {real} long.", "按文件名应长 {said}，实际长 {real}。")


def joined(*labels: Label | None) -> Label:
    """Sentences one after the other."""
    said = [label for label in labels if label is not None]
    return Label(" ".join(label.en for label in said), "".join(label.zh for label in said))


ONE_EVENT = Label(
    "Set by one event that both recordings show: the offset is known, a drift is not.",
    "按两段录制中的同一事件设定：已知偏差，未知走时。",
)
TWO_EVENTS = Label(
    "Set by two events that both recordings show: offset and drift are known.",
    "按两段录制中的两个相同事件设定：已知偏差和走时。",
)
DRIFT_IN_DOUBT = Label(
    "The drift is no greater than the doubt of the events, so it may be none.",
    "走时偏差未超出事件的不确定度，可能并不存在。",
)
STAYS_UNCHECKED = Label(
    "The clock stays unchecked, because the doubt of the other clock or of the event is not known.",
    "另一时钟或事件的不确定度未知，时钟仍为未核对。",
)

SAME = Label("{first} and {second} put it at the same time.", "{first}与{second}所示时间相同。")
LATER = Label("{second} puts it {apart} later than {first}.", "{second}比{first}晚 {apart}。")
EARLIER = Label("{second} puts it {apart} earlier than {first}.", "{second}比{first}早 {apart}。")
WITHIN = Label("That is within their doubt of {doubt}.", "在两者的不确定度 {doubt} 之内。")
BEYOND = Label("That is more than their doubt of {doubt}.", "超出两者的不确定度 {doubt}。")
DOUBT_UNKNOWN = Label(
    "Whether they agree cannot be told, because not both were checked.", "并非都已核对，无法判断是否一致。"
)
WHOLE_QUARTERS = Label(
    "Whole quarters of an hour point to a time zone or daylight saving, not to a wrong clock.",
    "相差整刻钟，多为时区或夏令时所致，而非时钟走错。",
)
OVERLAP = Label(
    "{first} and {second} claim the same {apart}, which one device cannot record twice.",
    "{first}与{second}有 {apart} 重叠，同一设备不可能重复录制。",
)
