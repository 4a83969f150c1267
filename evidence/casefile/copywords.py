"""What a copy that leaves the house can leave out, in words: each kind with its name and its reason."""

from __future__ import annotations

from evidence.labels import Label, Labelled


class Copy(Labelled):
    """For whom a case file is."""

    INTERNAL = "internal", "Internal copy", "内部副本"
    REGULATOR = "regulator", "Copy for the regulator", "监管副本"
    CUSTOMER = "customer", "Copy for the customer", "客户副本"


class LeftOut(Labelled):
    """What is left out, in the order in which it is told."""

    NAMES = "names", "Names", "姓名"
    NUMBERS = "numbers", "Numbers", "号码"
    DETAILS = "details", "Personal details", "个人情况"
    PICTURES = "pictures", "Pictures", "画面"
    PARTS = "parts", "Parts of pictures", "画面局部"
    WORDS = "words", "Words heard", "听到的原话"
    TRANSCRIPTS = "transcripts", "Transcripts", "文字稿"
    STATEMENTS = "statements", "Statements of others", "他人陈述"
    NOTES = "notes", "Notes and appraisals", "备注与评价"
    SECOND = "second", "Differences between reviews", "审查分歧"
    CAUSES = "causes", "Causes and measures", "原因与措施"
    INNER = "inner", "Work within the house", "内部工作"
    RESTRICTED = "restricted", "Restricted exhibits", "受限证据"
    WITHDRAWN = "withdrawn", "What was taken back", "已撤回内容"
    JOURNAL = "journal", "Contents of the journal", "日志内容"

    @property
    def why(self) -> Label:
        """What stands in its place, and the reason for which it is left out."""
        return _WHY[self]


_WHY = {
    LeftOut.NAMES: Label(
        "A stand-in such as [P2] or a chosen pseudonym takes the place of a name, to protect the persons.",
        "以 [P2] 等代称或所选化名替代姓名，以保护当事人。",
    ),
    LeftOut.NUMBERS: Label(
        "Of policy, account, telephone and identity numbers the last four digits are shown at most; they are enough to "
        "recognise one.",
        "保单、账户、电话及证件号码最多显示末四位，足以辨认。",
    ),
    LeftOut.DETAILS: Label(
        "Age, income, budget and circumstances are as sensitive as a name.", "年龄、收入、预算及境况与姓名同样敏感。"
    ),
    LeftOut.PICTURES: Label(
        "Nobody has decided and checked what of this picture may be shown.", "尚未决定并核对此画面可以展示的部分。"
    ),
    LeftOut.PARTS: Label(
        "They are covered in black, as was decided and checked by a person.", "经决定并由人员核对，以黑色遮挡。"
    ),
    LeftOut.WORDS: Label(
        "No basis is recorded on which the voice of a third person may leave the house.",
        "未记录可将第三人声音对外提供的依据。",
    ),
    LeftOut.TRANSCRIPTS: Label(
        "They hold everything that anybody said; what matters stands with a mark.", "其中载有所有言语；要点由标注引用。"
    ),
    LeftOut.STATEMENTS: Label("They belong to those who made them.", "属于陈述人本人。"),
    LeftOut.NOTES: Label("They are the house’s own work on the evidence.", "属本机构对证据的内部工作。"),
    LeftOut.SECOND: Label(
        "How two reviewers differed, and how that was settled, is about their work and not about the complaint.",
        "两轮审查的分歧及其协调涉及审查工作，而非投诉本身。",
    ),
    LeftOut.CAUSES: Label(
        "Causes and corrective measures are about staff and procedures of the house.",
        "原因与整改措施涉及本机构的人员与流程。",
    ),
    LeftOut.INNER: Label(
        "Tasks, owners, internal steps and groups of complaints say how work was shared, not what happened.",
        "任务、负责人、内部步骤与投诉群组说明内部分工，而非事实经过。",
    ),
    LeftOut.RESTRICTED: Label(
        "Exhibits that are legally privileged or for named persons only are shown to nobody outside, nor what rests on "
        "them, nor marks on points that the checklist keeps internal.",
        "受法律特权保护或仅限指定人员的证据及以其为据的内容，以及检查表规定仅限内部的标注，不对外提供。",
    ),
    LeftOut.WITHDRAWN: Label("Nothing rests on them any more.", "已不再作为依据。"),
    LeftOut.JOURNAL: Label(
        "Each entry stands by its hash alone: it tells nothing of the entry, and still shows if one was changed.",
        "每条记录仅以哈希值列出：不透露内容，但仍可显示是否被改动。",
    ),
}
