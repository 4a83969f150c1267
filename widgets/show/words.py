"""Words of show mode."""

from __future__ import annotations

from evidence.labels import Label


class S:
    """Everything that show mode says."""

    BUTTON = Label("Show…", "展示……")
    TITLE = Label("Show marks in the office", "现场展示标注")
    MARKS = Label("Marks to be shown, in this order", "要展示的标注（按此顺序）")
    NO_MARKS = Label("This complaint has no marks yet.", "本案尚无标注。")
    UP = Label("Up", "上移")
    DOWN = Label("Down", "下移")
    DECIDE = Label("Decide what may be shown", "决定可展示的范围")
    HINT = Label(
        "A picture about which nothing is decided and checked is shown grey. Nothing but pictures, their time and a "
        "count is on the screen that is shown: no notes, names, verdicts or titles.",
        "尚未决定并核对的画面显示为灰色。展示屏幕上只有画面、时间和序号，没有说明、姓名、判定或标题。",
    )
    SHOWN_TO = Label("Shown to", "展示对象")
    SHOWN_TO_EMPTY = Label("Say to whom it is shown.", "请填写展示对象。")
    PLACE = Label("Place", "地点")
    PURPOSE = Label("Purpose", "目的")
    BASIS = Label("Basis on which it is shown", "展示依据")
    BASIS_EMPTY = Label("Say on which basis it is shown.", "请填写展示依据。")
    COMPARE = Label("Two side by side", "两个并排比较")
    SOUND = Label("With sound", "播放声音")
    SOUND_BASIS = Label("Basis on which sound is played", "播放声音的依据")
    SOUND_EMPTY = Label("Sound is played only on a recorded basis: give it, or leave sound off.",
                        "播放声音须记录依据：请填写依据，或不播放声音。")  # fmt: skip
    SCREEN = Label("Screen", "屏幕")
    THIS_SCREEN = Label("This one", "当前屏幕")
    BEGIN = Label("Show", "开始展示")
    CHOOSE = Label("Choose at least one mark.", "请至少选择一个标注。")
    BUSY = Label("Something is being shown already. End that first.", "正在展示中，请先结束展示。")
    # the bar
    COUNT = Label("{at} of {total}", "{at} / {total}")
    NOW = Label("Showing {count}: {marks}", "正在展示 {count}：{marks}")
    PREVIOUS = Label("Previous", "上一个")
    NEXT = Label("Next", "下一个")
    PLAY = Label("Play or pause", "播放或暂停")
    REPLAY = Label("From its start", "重放")
    END = Label("End the showing", "结束展示")
    SCREEN_NAME = Label("Showing", "展示")
    PICTURE = Label("Picture that is shown", "展示的画面")
    # afterwards
    DONE = Label(
        "What was shown to {who} stands in the disclosure log. What the customer says now can be recorded.",
        "向 {who} 展示的内容已记入披露记录。可登记客户此后的陈述或撤回。",
    )
    NOTHING = Label(
        "Nothing was to be seen or heard, so nothing was written into the disclosure log.",
        "没有展示任何画面或声音，因此未记入披露记录。",
    )
    NOT_WRITTEN = Label(
        "The showing could not be written into the disclosure log: {reason} Enter it by hand: {what}",
        "展示未能记入披露记录：{reason} 请手工登记：{what}",
    )
    NEW_STATEMENT = Label("New statement", "新增陈述")
    WITHDRAWAL = Label("Withdrawal", "登记撤回")
    CLOSE = Label("Close", "关闭")
