"""Words about joining files to one recording by hand, and taking a recording apart."""

from __future__ import annotations

from evidence.labels import Label


class J:
    """Everything that is said about it."""

    JOIN = Label("Join…", "合并……")
    APART = Label("Take apart…", "拆开……")
    JOIN_MENU = Label("Show as one recording…", "合并显示为同一录像……")
    APART_MENU = Label("Take this recording apart…", "拆开此录像……")
    JOIN_TITLE = Label("{count} files as one recording", "将 {count} 个文件作为同一录像")
    JOIN_NOTE = Label(
        "They are shown one after the other, on one timeline. Each stays an exhibit of its own: files, marks and "
        "clocks do not change.",
        "这些文件将在同一时间轴上前后相接显示。每个文件仍是单独的证据：文件、标注和时钟均不变。",
    )
    APART_TITLE = Label("Take {name} apart", "拆开 {name}")
    APART_NOTE = Label(
        "Each of these files is shown on its own from now on, whatever its name says. Files, marks and clocks do not "
        "change.",
        "以后每个文件单独显示，不再按文件名合并。文件、标注和时钟均不变。",
    )
    FILE = Label("File", "文件")
    BEGINS = Label("Begins", "开始时间")
    KNOWN_BY = Label("Known by", "依据")
    LENGTH = Label("Length", "时长")
    BEGINS_OF = Label("{name} begins", "{name} 的开始时间")
    ORDER_NOTE = Label(
        "The order follows from when the files begin. Where that is wrong, type it here: it says only how they stand "
        "to each other, and sets no clock.",
        "顺序由开始时间决定。如有误可在此更改：仅表示文件之间的先后，不设定时钟。",
    )
    REASON = Label("Reason", "理由")
    JOIN_HINT = Label("for example: same camera, the export had cut it", "例如：同一摄像头，导出时被切分")
    APART_HINT = Label("for example: two cameras with the same name", "例如：两个摄像头名称相同")
    JOIN_NOW = Label("Show as one", "合并显示")
    APART_NOW = Label("Take apart", "拆开")
    CANCEL = Label("Cancel", "取消")
    REASON_NEEDED = Label(
        "Give the reason; it stands in the journal with your name.", "请填写理由；将与您的姓名一起记入日志。"
    )
    JOINED = Label("{name}: shown as one recording. Undo takes it back.", "{name}：已合并显示为同一录像，可撤销。")
    PARTED = Label(
        "{name}: each file is shown on its own. Undo takes it back.", "{name}：已拆开，各文件单独显示，可撤销。"
    )
    BY_HAND = Label("Joined by hand by {by}: {reason}", "由 {by} 手动合并：{reason}")
    NOT_ONE = Label("Choose the files of one recording that are to be taken apart.", "请选择要拆开的录像。")
    SOURCE_UNTIL = Label("At its source overwritten from {day}; {left}", "源头录像自 {day} 起可能被覆盖；{left}")
    SOURCE_SHORT = Label("At its source: {left}", "源头录像：{left}")
    SOURCE_GONE_SHORT = Label("At its source perhaps gone", "源头录像或已覆盖")
    SOURCE_GONE = Label("At its source perhaps overwritten since {day}", "源头录像自 {day} 起可能已被覆盖")
