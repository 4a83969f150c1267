"""Words of the page of trends."""

from __future__ import annotations

from evidence.labels import Label


class N:
    """The catalogue of the trends; used like `widgets.words.W`."""

    TRENDS = Label("Trends", "趋势")
    YEAR = Label("Last twelve months", "最近十二个月")
    OF_YEAR = Label("Year {year}", "{year} 年")
    PERIOD_FIELD = Label("Period", "期间")
    BRANCH_FIELD = Label("Branch", "网点")
    ANY_BRANCH = Label("All branches", "全部网点")
    TOTAL = Label("{total} complaints received from {first} to {last}", "{first} 至 {last} 收到投诉 {total} 件")
    READING = Label("Counting…", "正在统计……")
    NOTHING = Label("Nothing to count in this period.", "本期间无可统计的数据。")
    TABLE = Label("Table", "表格")
    CHART = Label("Chart", "图表")
    TABLE_TIP = Label("{name}: as a table, or drawn", "{name}：表格或图形")
    SAVE_PICTURE = Label("Save as picture", "存为图片")
    SAVE_TABLE = Label("Save as table", "存为表格")
    BACK = Label("Back to the list", "返回列表")
    HINT = Label(
        "Arrow keys move from bar to bar; Enter or a click shows the complaints behind it.",
        "方向键在图形间移动；按回车键或单击可查看对应的投诉。",
    )
    WHAT = Label("What", "项目")
    NUMBER = Label("Complaints", "投诉件数")
    MEDIAN = Label("Median, days", "中位数（日）")
    NINETIETH = Label("90th percentile, days", "第 90 百分位（日）")
    BAR = Label("{what}: {value}", "{what}：{value} 件")
    SPAN = Label(
        "{what}: median {value} days, 90th percentile {high} days, {count} decisions",
        "{what}：中位数 {value} 日，第 90 百分位 {high} 日，共 {count} 件",
    )
    AT = Label("{name}. {bar}", "{name}。{bar}")
    PART = Label("From the trends: {part}", "来自趋势：{part}")
