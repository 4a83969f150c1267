"""Words of the print about a copy that leaves the house."""

from __future__ import annotations

from evidence.labels import Label

ABOUT_COPY = Label("What this copy leaves out", "本副本未提供的内容")
ABOUT_SAYS = Label(
    "This is a copy for use outside the house. It was made by fixed rules from the internal case file; the attached "
    "case.json leaves out the same. Verdicts, times, digests and references are those of the internal file.",
    "本副本供对外使用，依固定规则由内部案卷生成；所附 case.json 作同样处理。判定、时间、摘要与引用编号均与内部案卷"
    "一致。",
)
SHORT = Label("Parts are left out (annex C): {parts}.", "部分内容未提供（附录 C）：{parts}。")
PART = Label("{what} {count}", "{what} {count}")
WHAT = Label("What", "内容")
HOW_MANY = Label("Places", "处数")
WHY = Label("What stands in its place, and why", "替代方式与理由")
COMPLETE = Label("Nothing had to be left out.", "没有未提供的内容。")
DERIVED = Label("Made from the internal case content", "所依据的内部案件内容")
DERIVED_HASH = Label("Internal content, SHA-256", "内部内容 SHA-256")
DERIVED_SAYS = Label(
    "Whoever holds the internal case file in the same language can compare: the SHA-256 of its case.json is this one, "
    "and the hashes of the journal’s entries are the same in both.",
    "持有同语言内部案卷者可作比对：其 case.json 的 SHA-256 即为此值，且两者的日志哈希值逐条相同。",
)
JOURNAL_SAY = Label(
    "Each entry carries the hash of the entry before it, so that none can be changed or taken out without breaking all "
    "later ones. In this copy an entry stands by its hash alone ({entries} entries).",
    "每条记录都包含前一条记录的哈希值，改动或删去任何一条都会使其后各条不再相符。本副本仅列出各条的哈希值"
    "（共 {entries} 条）。",
)
INSIDE_PICTURES = Label(
    "Pictures in this internal copy are printed as they are; what may be shown of them to others is decided apart.",
    "本内部副本按原样印制画面；可向他人展示的范围另行决定。",
)
PICTURES_SAY = Label(
    "Pictures in this copy are covered as a person decided and checked; where nothing was decided there is a grey "
    "frame.",
    "本副本的画面按经人员核对的决定遮挡；未作决定的以灰框替代。",
)
NO_WORDS = Label("Words left out", "原话未提供")
PICTURE_HELD = Label("Picture left out", "画面未提供")
