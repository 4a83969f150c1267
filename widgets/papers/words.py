"""Words of the papers of a complaint."""

from __future__ import annotations

from evidence.labels import Label

NOTHING = Label("None", "无")
NOTHING_TO_CHOOSE = Label("There is nothing to choose from yet.", "暂无可选内容。")
NOW = Label("Now", "现在")
WHEN_HINT = Label("2026-03-12 10:14", "2026-03-12 10:14")
SAVE = Label("Save", "保存")
FINISH_FIRST = Label("Save or cancel this one first; what was typed is kept.", "请先保存或取消此项；已输入的内容仍在。")
PAPERS = Label("Papers of the complaint", "投诉材料")
COUNTED = Label("{name} ({count})", "{name}（{count}）")
ATTENTION = Label("{name}: {count}, {attention} need attention", "{name}：{count} 项，{attention} 项需要处理")
