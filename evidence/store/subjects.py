"""What changes by acts that can be undone: marks, and everything else that stands in a case under its own label."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """One table of such things; its name is also the first part of its entries in the journal.

    `searched` are the columns in which words are found. `private` ones are kept from a second reviewer who is not
    done, unless they are their own.
    """

    table: str
    prefix: str
    en: str
    zh: str
    searched: tuple[str, ...] = ()
    private: bool = False
    digits: int = 2


SUBJECTS: dict[str, Subject] = {
    one.table: one
    for one in (
        Subject("mark", "M", "mark", "标注", ("quote", "note", "translation"), private=True, digits=3),
        Subject("request", "R", "request", "调证请求", ("what", "reply_text")),
        Subject("statement", "S", "statement", "陈述", ("who", "text")),
        Subject("disclosure", "D", "disclosure", "披露记录", ("shown_to", "what")),
        Subject("withdrawal", "W", "withdrawal", "撤诉", ("circumstances", "voluntariness")),
        Subject("finding", "F", "finding", "认定", ("reasoning", "missing"), private=True),
        Subject("opinion", "O", "opinion", "复审意见", ("reason",), private=True),
        Subject("interval", "I", "time in question", "所涉时段"),
        Subject("settlement", "P", "settled point", "已协调要点", ("reason",), private=True),
        Subject("decision", "B", "decision", "处理决定", ("text",), private=True),
        Subject("mask", "K", "mask", "遮挡决定", private=True),
        Subject("step", "H", "step of handling", "处理步骤", ("text", "whom", "who", "reason")),
        Subject("task", "J", "task", "任务", ("what",)),
        Subject("assignment", "U", "owner", "责任人", ("note",)),
        Subject("closing", "Z", "closing", "结案", ("reason", "reopened_reason")),
        Subject("membership", "MG", "place in a group", "所属投诉群组", ("reason", "left_reason")),
        Subject("list_change", "LV", "checklist version", "检查表版本", ("reason",)),
        Subject("transcript", "T", "transcript", "文字稿"),
        Subject("cause", "RC", "cause", "原因", ("owner", "first_report", "process_adds"), private=True),
        Subject("measure", "CA", "corrective action", "整改措施", ("what", "owner", "check_result"), private=True),
    )
}

SERIES = Subject("series", "", "files shown as one recording", "合并显示的文件")
"""Lives in acts only, without a table: see `evidence.store.groupings`."""

PRIVATE_ACTIONS = (
    "round_done",
    "played",
    "pages_shown",
    *(f"{one.table}_" for one in SUBJECTS.values() if one.private),
)
"""How the journal's actions begin whose bodies are kept from a second reviewer who is not done."""
