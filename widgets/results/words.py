"""Words of the sheet before an export."""

from __future__ import annotations

from evidence.labels import Label


class X:
    """Everything that the sheet says."""

    TITLE = Label("Export the case file", "导出案卷")
    COPY = Label("For whom", "用途")
    LANGUAGE = Label("Language of the print", "印刷语言")
    ENGLISH = Label("English", "英文")
    CHINESE = Label("Chinese", "中文")
    BOTH = Label("English and Chinese", "中英文")
    LEFT_OUT = Label("What this copy leaves out", "此副本不提供的内容")
    WHAT = Label("What", "内容")
    COUNT = Label("Places", "处数")
    WHY = Label("What stands in its place, and why", "替代方式与理由")
    INSIDE = Label(
        "The internal copy holds everything, names and pictures as they are. Keep it in the house.",
        "内部副本包含全部内容，姓名与画面均未处理。请勿对外提供。",
    )
    LOOKING = Label("Looking what will be left out…", "正在查看将不提供的内容……")
    NOTHING = Label("Nothing has to be left out.", "没有需要略去的内容。")
    CHECK = Label(
        "Names are found by the people entered with the case and by the fields that name somebody; whoever is called "
        "otherwise in a text is not found. Read the copy before it leaves the house.",
        "姓名依案件登记的人员及填写姓名的栏目查找；文中以其他方式称呼的人无法识别。对外提供前请通读副本。",
    )
    NEEDED = Label(
        "Decide about pictures with H on the mark’s recording, or in “Show…”; record the basis of a voice with the "
        "exhibit.",
        "画面的展示范围可在标注所在录像上按 H 或在“展示……”中决定；声音的依据登记在证据资料中。",
    )
    EXPORT = Label("Choose where…", "选择位置……")
    DRAFT_LETTER = Label("Draft a letter", "起草信函")
    LETTER = Label("Letter", "信函")
    LANGUAGE_OF_LETTER = Label("Language", "语言")
    KIND_OF_FILE = Label("File", "文件类型")
    DOCX = Label("Word document (DOCX), to be changed", "Word 文档（DOCX），可修改")
    PDF = Label("PDF", "PDF")
    IS_A_DRAFT = Label(
        "Behind each statement stands what it rests on. Nothing is sent or signed.",
        "每项陈述均注明依据。不会发送，也不会签署。",
    )
