"""The words of coverage. They say "played to": nobody knows who listened."""

from __future__ import annotations

from evidence.labels import Label


class V:
    """The catalogue of what was played; used like `widgets.words.W`."""

    PICTURE = Label("Picture", "画面")
    SOUND = Label("Sound", "声音")
    PLAYED_TO = Label("Played to {who}: {what}", "已向 {who} 播放：{what}")
    NOT_PLAYED = Label("Not played to {who} yet", "尚未向 {who} 播放")
    AND = Label(" and ", "和")
    LEFT = Label("Left to watch", "尚须播放")
    NOTHING_LEFT = Label(
        "Nothing is left to watch: set the time in question under Papers, or mark what was not found.",
        "没有尚须播放的部分：请在“投诉材料”中设定所涉时段，或标注未发现之处。",
    )
    ALL_POINTS = Label("All open points", "全部未定要点")
    POINT = Label("{code}: {left}", "{code}：{left}")
    CHOICE_ACCESS = Label("Points for which something is left to watch", "尚有部分须播放的要点")
    PLAY_LEFT = Label("Play what is left", "播放尚须播放的部分")
    STOP_LEFT = Label("Stop", "停止")
    ITEM = Label("{number} of {count}: {name}, {begin} to {end}", "第 {number}/{count} 段：{name}，{begin} 至 {end}")
    PERCENT = Label("{percent} % of the time in question was played to {who}", "所涉时段已向 {who} 播放 {percent}%")
    SETTLES = Label("playing it settles the point", "播放后即可得出结论")
    MARK_TOO = Label("then mark what you found, or that it was not found", "播放后请标注发现或未发现")
    MORE_MISSING = Label("more is missing, see its conclusion", "尚缺其他条件，见该要点的结论")
    DEADLINE = Label("Decision due on {day} ({left} days left)", "处理期限 {day}（剩余 {left} 天）")
    OVERDUE = Label("Decision was due on {day}", "处理期限 {day} 已过")
    TOO_SMALL = Label(
        "The picture is smaller than {least} pixels or not seen whole, so playing does not count. Enlarge it: {key}.",
        "画面小于 {least} 像素或未完整显示，播放不计入。请放大画面：{key}。",
    )
    NOT_HEARD = Label(
        "This recording cannot be heard now, so playing does not count for what is said.",
        "目前听不到此录音录像，播放不计入口头说明的审查。",
    )
    READ_SETTLES = Label("showing these pages settles the point", "展示这些页后即可得出结论")
    BOTH_SETTLES = Label("playing and showing all of it settles the point", "全部播放并展示后即可得出结论")
    READ_TOO = Label("then mark what you found, or that it was not found", "阅看后请标注发现或未发现")
    PAGES_READ = Label("{count} of {all} pages were shown to {who}", "已向 {who} 展示 {count}/{all} 页")
    PAGE_SHOWN = Label("counts as shown to {who}", "已计为向 {who} 展示")
    PAGE_SMALL = Label("too small to count as shown: enlarge it ({key})", "过小，不计为已展示：请放大（{key}）")
    PAGE_PART = Label("{percent} % of the page shown long enough", "页面已展示 {percent}%")
    DONE = Label(
        "The list was played to its end. What is left now stands under Conclusions.",
        "列表已播放完毕。尚须播放的部分见“结论”。",
    )
