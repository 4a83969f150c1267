"""Words of the plain lines that verbs print: the codes of the contract in English, what they mean in Chinese."""

from __future__ import annotations

from evidence.labels import Label, Labelled

PAGES = Label("{count} p.", "{count} 页")
PAGE = Label("page {page}", "第 {page} 页")
FRAME = Label("frame {frame}", "第 {frame} 帧")
WITHDRAWN = Label("(withdrawn)", "（已撤回）")
VERDICT = Label("integrity {integrity}, origin {origin}: {verdict}", "完整性{integrity}，来源{origin}：{verdict}")
FRAMES = Label("{frames} frames ({table}), {rate}, {duration}", "{frames} 帧（{table}），{rate}，{duration}")
TABLES = {
    "confirmed": Label("confirmed", "已确认"),
    "unconfirmed": Label("unconfirmed", "未确认"),
    "none": Label("none", "无"),
}
STREAMS = {
    "picture": Label("picture", "画面"),
    "sound": Label("sound", "声音"),
    "subtitle": Label("subtitle", "字幕"),
    "data": Label("data", "数据"),
    "cover": Label("cover", "封面"),
}
VARIABLE = Label("variable rate", "可变帧率")
CONSTANT = Label("constant rate", "恒定帧率")
GAP = Label("gap {begin}-{end}", "缺口 {begin}-{end}")


def said(value: Labelled, language: str) -> str:
    """A value as a plain line names it."""
    return value.label.text(language) if language == "zh" else str(value.value)


def filled(label: Label, language: str, **values: object) -> str:
    """A label with its places filled."""
    return label.filled(**values).text(language)
