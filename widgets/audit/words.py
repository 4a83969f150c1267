"""The words of an auditor's own marks."""

from __future__ import annotations

from evidence.labels import Label


class A:
    """The catalogue; used like `widgets.words.W`."""

    BAR = Label("Your own marks as an auditor", "您作为审计人员的复核标注")
    NO_FILE = Label(
        "You audit this complaint. Your marks go into a file of your own and change nothing here; where it lies is "
        "asked with the first one.",
        "您对本投诉进行审计。您的标注存入您自己的文件，不更改本案内容；首次标注时询问文件位置。",
    )
    FILE = Label("Your own marks are in {file}: {count}.", "您的复核标注存于 {file}：{count} 项。")
    KEPT = Label(
        "The marks of the case on {points} are not shown until you have marked them yourself; findings and decision "
        "neither.",
        "在您自行标注之前，不显示本案对 {points} 的标注，也不显示认定与处理决定。",
    )
    THEN = Label(" ", "")
    CHOOSE = Label("Choose the file", "选择文件")
    SAMPLE = Label("Mark a sample blind", "盲审抽样标注")
    COMPARE = Label("Point by point", "逐项比较")

    SAMPLE_TITLE = Label("Mark a sample blind", "盲审抽样标注")
    SAMPLE_NOTE = Label(
        "Of the points that you choose, the marks of the case are hidden until you have marked each of them yourself. "
        "Which points they are is written into your file.",
        "您所选要点在本案中的标注将被隐藏，直到您自行标注各要点为止。所选要点记入您的文件。",
    )
    POINTS = Label("Points with marks in the case", "本案中已有标注的要点")
    NO_POINTS = Label("No point of the case has marks that you could mark again.", "本案没有可供复核标注的要点。")
    AT_RANDOM = Label("Points drawn at random", "随机抽取要点数")
    DRAW = Label("Draw", "抽取")
    HIDE = Label("Hide their marks", "隐藏其标注")
    NONE_CHOSEN = Label("Choose at least one point.", "请至少选择一个要点。")

    COMPARED_TITLE = Label("Your marks beside those of the case", "您的标注与本案标注比较")
    POINT = Label("Point", "要点")
    CASE = Label("In the case", "本案")
    YOURS = Label("Yours", "您的标注")
    SAME = Label("Same", "是否一致")
    YES = Label("Yes", "一致")
    NO = Label("No", "不一致")
