"""The words of the list of complaints."""

from __future__ import annotations

from evidence.labels import Label


class R:
    """The catalogue of the register; used like `widgets.words.W`."""

    ANY_KIND = Label("All kinds", "全部类型")
    ANY_STATE = Label("All states", "全部状态")
    ANY_BRANCH = Label("All branches", "全部网点")
    ANY_DEADLINE = Label("All deadlines", "全部期限")
    OVERDUE_ONLY = Label("Overdue", "已逾期")
    WITHIN_DAY = Label("Due today or overdue", "今日到期或已逾期")
    WITHIN = Label("Due within {days} days", "{days} 日内到期")
    KIND_FIELD = Label("Kind of dispute", "争议类型")
    STATE_FIELD = Label("State of the complaint", "投诉状态")
    BRANCH_FIELD = Label("Branch", "网点")
    DEADLINE_FIELD = Label("Next deadline", "下一期限")
    CLEAR = Label("Show all", "显示全部")
    COUNT = Label("{total} complaints", "共 {total} 件投诉")
    COUNT_ONE = Label("1 complaint", "共 1 件投诉")
    COUNT_OF = Label("{total} of {all} complaints", "{all} 件投诉中的 {total} 件")
    NONE_LEFT = Label(
        "No complaint fits what was chosen above. “Show all” shows all {all} again.",
        "没有符合上述条件的投诉。按“显示全部”可重新显示全部 {all} 件。",
    )
    UNVERIFIED = Label(
        "Deadlines follow from figures of the rule packs that nobody has verified yet.",
        "期限依据规则包中的数据计算，这些数据尚未经人核实。",
    )
    READING = Label("Reading the list of complaints…", "正在读取投诉列表……")
    LATE_ONE = Label("1 day overdue", "逾期 1 日")
    LATE = Label("{days} days overdue", "逾期 {days} 日")
    TODAY = Label("Due today", "今日到期")
    LEFT_ONE = Label("1 day left", "剩余 1 日")
    LEFT = Label("{days} days left", "剩余 {days} 日")
    DUE_TIP = Label("{of}: last day {due}, {left}", "{of}：最后一日 {due}，{left}")
    DUE_HEAD = Label("{of}: {left} ({due})", "{of}：{left}（{due}）")
    NOT_VERIFIED = Label("figure not verified", "数据未核实")
    NO_DEADLINE = Label("No deadline runs", "无进行中的期限")
    NO_OUTCOME = Label("Not decided", "尚未决定")
    RECEIVED = Label("Received {day}", "收到日期 {day}")
    ANY_OWNER = Label("All owners", "全部责任人")
    MINE = Label("Mine", "我负责的")
    NOBODYS = Label("Nobody’s", "未指定责任人")
    NOBODY = Label("nobody named", "未指定")
    ANY_GROUP = Label("All groups", "全部群组")
    GROUP_FIELD = Label("Group", "投诉群组")
    OWNER_FIELD = Label("Owner", "责任人")
    TODAY_LIST = Label("Due today or overdue", "今日到期或已逾期")
    DUE_MINE = Label("Today: {total} due for you", "今日：您有 {total} 项到期")
    DUE_MINE_NONE = Label("Today: nothing is due for you", "今日：您没有到期事项")
    DUE_ALL = Label("Today: {total} due for everybody", "今日：全部人员共 {total} 项到期")
    DUE_NONE = Label("Today: nothing is due for anybody", "今日：没有到期事项")
    DUE_FIRST = Label(
        "Today: {total} due, the {shown} oldest are listed", "今日：共 {total} 项到期，列出最早的 {shown} 项"
    )
    EVERYBODYS = Label("Everybody’s ({all})", "全部人员（{all}）")
    ONLY_MINE = Label("Only mine", "仅看我的")
    FIRST = Label("Newest complaints first", "最新投诉在前")
