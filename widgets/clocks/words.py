"""The words about clocks."""

from __future__ import annotations

from evidence.labels import Label


class C:
    """The catalogue of this room; used like `widgets.words.W`."""

    CLOCK = Label("Clock", "时钟")
    CLOCKS = Label("Clocks", "时钟")
    CLOCK_OF = Label("Clock of {name}", "{name} 的时钟")
    SET = Label("Set clock", "设定时钟")
    SET_OF = Label("Set the clock of {name}", "设定 {name} 的时钟")
    CANCEL = Label("Cancel", "取消")
    FOR_ALL = Label("For all {count} files of this recording ({name})", "用于该录像的全部 {count} 个文件（{name}）")
    FOR_ALL_NOTE = Label(
        "Each begins where its name puts it. {time}, which names cannot tell, is added to the uncertainty.",
        "各文件按文件名所示时间开始；文件名无法区分的 {time} 计入不确定度。",
    )
    FOR_ONE_NOTE = Label(
        "For this file alone: the files no longer count as one recording for “not given”.",
        "仅用于此文件：认定“未告知”时，各文件不再视为同一录像。",
    )

    # what it stands on
    NOW = Label("Now", "当前")
    AFTER = Label("After", "设定后")
    START = Label("Start, as the device had it", "起始时间（设备所示）")
    OFFSET = Label("Offset", "偏差")
    DRIFT = Label("Drift", "走时偏差")
    DOUBT = Label("Uncertainty", "不确定度")
    KNOWN_BY = Label("How it is known", "依据")
    STATE = Label("State", "状态")
    NONE = Label("not known", "未知")
    NO_DRIFT = Label("none known", "未知")
    NOT_CHECKED = Label("not checked", "未核对")
    CHECKED = Label("checked", "已核对")
    SECONDS = Label("{seconds} s", "{seconds} 秒")
    UNIT_SECOND = Label("s", "秒")
    PLUS_MINUS = Label("±{seconds} s", "±{seconds} 秒")
    PPM = Label("{ppm} ppm", "百万分之 {ppm}")

    # ways
    PROPOSALS = Label("Proposed", "建议")
    READING = Label("Time at a moment", "某一时刻的时间")
    EVENT = Label("Same event", "相同事件")
    NUMBERS = Label("Numbers", "数值")
    PAST = Label("Earlier clocks", "以前的时钟")

    PROPOSALS_NOTE = Label(
        "What the recording itself proposes. Nobody has compared it with another clock yet.",
        "录制本身给出的建议，尚未与其他时钟核对。",
    )
    PROPOSALS_NONE = Label(
        "Neither the file name nor the file holds a time. Use one of the other ways.",
        "文件名和文件内均无时间。请使用其他方式。",
    )
    NO_INSTANT = Label("no instant", "并非时刻")
    READING_NOTE = Label(
        "The true time of one moment is known: a clock in the picture, a receipt, a telephone held up to the camera.",
        "已知某一时刻的准确时间：画面中的时钟、回单，或举到镜头前的手机。",
    )
    AT = Label("Recording time", "录像时间")
    READS = Label("The clock says", "时钟所示")
    WALL_HINT = Label("2026-03-12 10:14:22", "2026-03-12 10:14:22")
    ZONE = Label("Time zone", "时区")
    ONCE_OR_TWICE = Label(
        "Clocks in {zone} were put back and showed this time twice. Which of the two?",
        "{zone} 的时钟曾被拨慢，该时间出现两次。是哪一次？",
    )
    FIRST_TIME = Label("the first, before they were put back ({offset})", "第一次，拨慢之前（{offset}）")
    SECOND_TIME = Label("the second, after they were put back ({offset})", "第二次，拨慢之后（{offset}）")
    SKIPPED = Label(
        "This time does not exist in {zone}: clocks were put forward over it. Is it another zone, or another time?",
        "该时间在 {zone} 不存在：当时时钟被拨快。是否为其他时区或其他时间？",
    )
    CHOOSE_TIME = Label("Say which of the two times it is.", "请选择是哪一次。")
    EVENT_NOTE = Label(
        "One event is seen or heard in two recordings: a door, a stamp, a word. Press {first} at it in both; {second} "
        "marks a second event, which gives the drift.",
        "两段录制中有同一事件：开门、盖章、一句话。在两段中各按 {first}；{second} 标记第二个事件，由此得出走时偏差。",
    )
    OTHER = Label("The other recording", "另一段录制")
    OTHERS_NONE = Label("There is no other recording in this complaint.", "本投诉没有其他录音录像。")
    EVENT_ONE = Label("Event 1", "事件 1")
    EVENT_TWO = Label("Event 2", "事件 2")
    EVENT_IN = Label("{event} in {name}", "{event}，{name}")
    OPTIONAL = Label("(for the drift)", "（用于走时）")
    NOT_MARKED = Label("not marked", "未标记")
    NEEDS_BOTH = Label("Give the moment in both recordings.", "请给出两段录制中的时刻。")
    NUMBERS_NOTE = Label(
        "Offset is true time minus device time. A drift is positive where the device runs too slow.",
        "偏差＝准确时间减设备时间。设备走得慢时，走时偏差为正。",
    )
    OFFSET_FIELD = Label("Offset in seconds", "偏差（秒）")
    DRIFT_FIELD = Label("Drift in millionths (ppm)", "走时偏差（百万分率）")
    PAST_NOTE = Label(
        "Every clock this recording has had since it was linked here. Going back is a new entry in the journal.",
        "该录制关联以来的全部时钟。恢复旧值会在日志中新增一条。",
    )
    PAST_LINE = Label("{clock}\n{method}, set {at} by {by}", "{clock}\n{method}，{by} 于 {at} 设定")
    PAST_NONE = Label("It has had no other clock here.", "此前没有其他时钟。")
    NO_PLACE = Label("No place on the wall clock", "不设实际时间")
    NO_PLACE_NOTE = Label("takes it off the wall clock, as if nothing were known", "取消实际时间，视为未知")

    # doubt
    MAY_BE_OFF = Label("It may be off by", "可能误差")
    MAY_BE_APART = Label("The two moments may be apart by", "两处时刻可能相差")
    DOUBT_FIELD = Label("Uncertainty in seconds", "不确定度（秒）")
    DOUBT_NOTE = Label("Left empty, the clock stays unchecked and is printed so.", "留空则时钟仍为未核对，并如此打印。")
    DOUBT_ADDED = Label(
        "The uncertainty of the other clock is added. Left empty, this clock stays unchecked.",
        "另一时钟的不确定度会计入。留空则时钟仍为未核对。",
    )

    # what changes
    CHANGES = Label("What changes", "变化")
    NO_MARK_CHANGES = Label(
        "No mark changes: each keeps its frame. Only where it stands on the wall clock does.",
        "标注均不改变，仍对应原来的帧；只改变其实际时间。",
    )
    IN_CASES = Label(
        "The recording is used in {count} complaints: the clock is the same in all of them.",
        "该录制用于 {count} 件投诉：各投诉中的时钟相同。",
    )
    FIRST_FRAME = Label("Beginning", "开头")
    LAST_FRAME = Label("End", "结尾")
    MORE_MARKS = Label("and {count} more marks", "另有 {count} 条标注")
    SAME = Label("unchanged", "不变")
    LATER = Label("{time} later", "晚 {time}")
    EARLIER = Label("{time} earlier", "早 {time}")
    AS_IT_IS = Label("This is the clock it has now.", "与当前时钟相同。")
    CHOOSE = Label("Choose or type where it stands.", "请选择或输入时间。")
    BECOMES_UNCHECKED = Label(
        "It is checked now; without an uncertainty it will be unchecked.", "当前为已核对；不填不确定度则变为未核对。"
    )
    STAYS_UNCHECKED = Label("Without an uncertainty it stays unchecked.", "未填不确定度，仍为未核对。")

    # disagreement
    AGREEMENT = Label("How far they agree", "是否一致")
    NOTHING_TO_COMPARE = Label("No other time disagrees with it.", "没有与之不一致的时间。")
    PICTURE_ACCESS = Label("Where each puts the same moment, with its uncertainty", "各自所示的时间及不确定度")
    NO_UNCERTAINTY = Label("uncertainty not known", "不确定度未知")

    # together
    BY_CLOCK_UNCHECKED = Label("clock not checked", "时钟未核对")
    BY_HAND = Label("placed by hand: display only", "手动定位：仅影响显示")
    MAKE_CLOCK = Label("Make it the clock", "设为时钟")
    PINNED = Label("{event} at {time}", "{event}：{time}")
