"""Words of the papers of a complaint."""

from __future__ import annotations

from evidence.labels import Label

NOTHING = Label("None", "无")
NOTHING_TO_CHOOSE = Label("There is nothing to choose from yet.", "暂无可选内容。")
NOW = Label("Now", "现在")
WHEN_HINT = Label("YYYY-MM-DD HH:MM", "年-月-日 时:分")
CHOOSE = Label("Choose …", "请选择……")
WITHDRAW = Label("Withdraw", "撤回此项")
SAVE = Label("Save", "保存")
FINISH_FIRST = Label("Save or cancel this one first; what was typed is kept.", "请先保存或取消此项；已输入的内容仍在。")
PAPERS = Label("Papers of the complaint", "投诉材料")
COUNTED = Label("{name} ({count})", "{name}（{count}）")
ATTENTION = Label("{name}: {count}, {attention} need attention", "{name}：{count} 项，{attention} 项需要处理")

# signing off
SIGN_OFF = Label("Rounds and approval", "审查轮次与审批")
YOU = Label("You", "您")
YOU_ARE = Label("{name} (account {account})", "{name}（账户 {account}）")
NO_NAME = Label("Account {account}, without a name yet", "账户 {account}，尚未填写姓名")
NAME_HINT = Label("Your name, as it is to be printed; chosen once", "您的姓名（将印在案卷中，只能填写一次）")
CHOOSE_NAME = Label("This is my name", "确认姓名")
NAME_EMPTY = Label("Type your name first.", "请先输入姓名。")
YOUR_DUTIES = Label("Your duties here: {duties}", "您在本案的职责：{duties}")
NO_DUTY = Label("You have no duty in this case yet.", "您在本案中尚无职责。")
ROUNDS = Label("Rounds of the review", "审查轮次")
FINISH_ROUND = Label("My round is done", "本轮审查已完成")
BLIND = Label(
    "Until both rounds are done, the first review is not shown to you.", "两轮审查全部完成之前，不向您展示初审内容。"
)
VERSION = Label("Version and approval", "版本与审批")
APPROVE = Label("Approve this version", "批准此版本")
REOPEN = Label("Open a new version", "开启新版本")
REASON_HINT = Label("Why a new version is needed", "需要新版本的原因")
REASON_EMPTY = Label("Give the reason first.", "请先填写原因。")
