"""Words of the page of rules."""

from __future__ import annotations

from evidence.labels import Label


class Q:
    """The catalogue of this page."""

    RULES = Label("Rules", "规则")
    FILES = Label("Files of rules", "规则文件")
    FILES_ABOUT = Label(
        "A file of rule packs is read strictly. What it holds is in force from then on, the packs before are kept; a "
        "file with a mistake changes nothing.",
        "规则包文件按严格格式读取。读取成功后即生效，原规则包仍予保留；有错误的文件不会改变任何内容。",
    )
    BRING_PACKS = Label("Bring in rule packs …", "导入规则包……")
    IN_FORCE = Label("In force: {packs}.", "现行规则包：{packs}。")
    NOT_IN_FORCE = Label(
        "Not brought in; what was in force before stays so. {problem}", "未导入；原有规则继续有效。{problem}"
    )
    BROUGHT_IN = Label("{name} is in force.", "{name} 已生效。")
    NO_FIGURES = Label("This pack has no figures.", "此规则包没有数据。")
    FIGURE = Label("Figure", "数据")
    VALUE = Label("Value", "数值")
    HOLDS = Label("In force", "有效期")
    SOURCE = Label("Source", "来源")
    STANDING = Label("How sure", "可靠程度")
    LENGTH = Label("Value (whole number)", "数值（整数）")
    LENGTH_MISSING = Label("Enter the value.", "请填写数值。")
    LENGTH_WRONG = Label("The value is a whole number.", "数值应为整数。")
    UNIT = Label("Unit", "单位")
    TITLE = Label("Instrument: title", "文件名称")
    TITLE_MISSING = Label("Name the instrument that the figure stands in.", "请填写该数据所依据的文件名称。")
    NUMBER = Label("Its number", "文号")
    ARTICLE = Label("Article", "条款")
    FROM = Label("In force from", "生效日期")
    TO = Label("In force until", "失效日期")
    VERIFIED = Label("I read it in the instrument itself on", "本人已核对原文，日期")
    VERIFIED_LATER = Label(
        "A new version is verified by somebody else with the compliance duty once it is saved. Leave the day empty.",
        "新版本保存后须由另一名具有合规职责的人员核对原文并确认，请将核对日期留空。",
    )
    NOTE = Label("Note", "备注")
    NAMED = Label("{name} · now {amount}", "{name} · 现为 {amount}")
    EARLIER = Label("    version {version} of {at}, by {by}", "    第 {version} 版，{at}，{by}")
    SHIPPED = Label("    as in the pack", "    规则包原有数据")
    UNVERIFIED_MEANING = Label("Nobody has verified this figure.", "此数据尚未核实。")
    ONLY_COMPLIANCE = Label(
        "Figures are entered by whoever has the compliance duty in a case; here they are shown.",
        "数据由在案件中具有合规职责的人员录入；此处仅供查看。",
    )
    ALWAYS = Label("no dates given", "未注明日期")
    SINCE = Label("from {day}", "自 {day} 起")
    UNTIL = Label("until {day}", "至 {day} 止")
    BETWEEN = Label("{begin} to {end}", "{begin} 至 {end}")
    PACK_FILE = Label("Rule packs (*.json)", "规则包 (*.json)")
