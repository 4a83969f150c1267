"""The words of the import of ticket lists."""

from __future__ import annotations

from evidence.labels import Label


class T:
    """The catalogue of the import; used like `widgets.words.W`."""

    IMPORT = Label("Import…", "导入……")
    SAVE_LIST = Label("Save as table…", "另存为表格……")
    SHEET = Label("Import a ticket list", "导入工单列表")
    FILE = Label("{file}  ·  rows: {rows}  ·  {encoding}", "{file}  ·  {rows} 行  ·  {encoding}")
    COLUMNS = Label("What the columns hold", "各列内容")
    NO_COLUMN = Label("(none)", "（无）")
    ORDER = Label("Order of dates", "日期顺序")
    ORDER_FOUND = Label("found from the column", "按整列判断")
    DEFAULT = Label("Kind of rows that name none", "未写明类型的行")
    NO_DEFAULT = Label("(refuse them)", "（不予登记）")
    PREVIEW = Label("The first rows as they will be registered", "前几行将登记为")
    PROBLEMS = Label("Problems", "问题")
    ALL_GOOD = Label("Every row can be registered.", "各行均可登记。")
    SOME_GOOD = Label(
        "Rows that can be registered: {good}. Refused: {refused}.", "{good} 行可以登记，{refused} 行不能登记。"
    )
    KEEP_GOOD = Label("Register the good rows although others are refused", "其余各行不能登记时，仍登记可登记的行")
    TAKE = Label("Register {count} complaints", "登记 {count} 件投诉")
    TAKE_ONE = Label("Register 1 complaint", "登记 1 件投诉")
    TAKE_NONE = Label("Register", "登记")
    REPORT = Label("Save the problems…", "保存问题列表……")
    READING = Label("Reading the ticket list", "正在读取工单列表")
    REGISTERING = Label("Registering complaints", "正在登记投诉")
    WRITING = Label("Writing the register", "正在写出登记簿")
    DONE = Label("{count} complaints were registered, {first} to {last}.", "已登记 {count} 件投诉，{first} 至 {last}。")
    DONE_ONE = Label("1 complaint was registered, {first}.", "已登记 1 件投诉，{first}。")
    STOPPED = Label("Stopped: nothing was registered.", "已停止：未登记任何内容。")
    WRITTEN = Label("Complaints written to {file}: {count}.", "已将 {count} 件投诉写入 {file}。")
    LISTS = Label("Ticket lists (*.csv *.tsv *.txt *.xlsx)", "工单列表 (*.csv *.tsv *.txt *.xlsx)")
    TABLES = Label("Tables (*.csv *.xlsx)", "表格 (*.csv *.xlsx)")
