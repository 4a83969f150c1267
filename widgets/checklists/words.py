"""Words of the page of checklists."""

from __future__ import annotations

from evidence.labels import Label

CHECKLISTS = Label("Checklists", "检查表")
LIST = Label("Checklist", "检查表")
VERSION = Label("Version", "版本")
COMPARE = Label("Compared with", "对照版本")
NOTHING = Label("nothing", "不对照")
ABOUT = Label("This version has no points.", "此版本没有要点。")
LIST_LINE = Label("{id} · {name}", "{id} · {name}")
VERSION_LINE = Label("{name} · {day} · {by}", "{name} · {day} · {by}")
DRAFT_LINE = Label("new version, not saved yet", "新版本，尚未保存")
BUILT_IN = Label(
    "Came with the program; {points} points, {verified}. New cases are judged by the newest version, cases that are "
    "there keep theirs.",
    "程序自带；{points} 个要点，{verified}。新案件按最新版本判定，已有案件保持原版本。",
)
OWN = Label(
    "Own version of {at}, by {by}: {reason} {points} points, {verified}.",
    "自有版，{by} 于 {at} 制定：{reason} {points} 个要点，{verified}。",
)
DRAFT = Label(
    "A new version of {list}, from {base}: {changes} points differ. Nothing is kept until you save it.",
    "{list} 的新版本，以{base}为基础：{changes} 个要点有差异。保存之前不作任何改动。",
)
VERIFIED = Label("checked by {by} on {day}", "由 {by} 于 {day} 核对")
UNVERIFIED = Label("checked by nobody", "未经核对")

POINT = Label("Point", "要点")
LOOKED_FOR = Label("What is looked for", "查看内容")
ACT = Label("Act", "行为")
PROVED_BY = Label("Proved by", "证明方式")
ASKED = Label("Asked", "适用日期")
SOURCE = Label("Source", "来源")

EN = Label("Point, in English", "要点（英文）")
EN_MISSING = Label("Name the point in English.", "请填写要点的英文名称。")
ZH = Label("Point, in Chinese", "要点（中文）")
ZH_MISSING = Label("Name the point in Chinese.", "请填写要点的中文名称。")
TEST_EN = Label("What is looked for, in English", "查看内容（英文）")
TEST_EN_MISSING = Label("Say in English what is looked for.", "请用英文填写查看内容。")
TEST_ZH = Label("What is looked for, in Chinese", "查看内容（中文）")
TEST_ZH_MISSING = Label("Say in Chinese what is looked for.", "请用中文填写查看内容。")
ACTS = Label("What kind of act it is", "属于何种行为")
ACTS_MISSING = Label("Tick at least one kind of act.", "请至少勾选一种行为。")
WAYS = Label("Any of these proves it", "以下任一方式即可证明")
WAYS_MISSING = Label("Tick at least one way that proves it.", "请至少勾选一种证明方式。")
CRITICAL = Label("A critical point", "关键要点")
FROM = Label("Asked from", "自何日起适用")
TO = Label("Asked until", "至何日止适用")
NOTE = Label("Note", "备注")

BEGIN = Label("Begin a new version", "编制新版本")
ADD_POINT = Label("Add a point", "新增要点")
KEEP_POINT = Label("Take into the version", "写入新版本")
RETIRE = Label("Retire", "停用")
RETURN = Label("Ask again", "恢复")
UP = Label("Move up", "上移")
DOWN = Label("Move down", "下移")
TAKE_BACK = Label("Undo", "撤销")
DO_AGAIN = Label("Redo", "重做")
SAVE_VERSION = Label("Save as a new version …", "保存为新版本……")
THROW = Label("Throw away", "放弃")
IMPORT = Label("Bring in a file …", "导入文件……")
EXPORT = Label("Write to a file …", "导出文件……")
REASON = Label("Why this version is made", "制定新版本的理由")
REASON_MISSING = Label("Say why this version is made.", "请填写制定新版本的理由。")
CHECKED_ON = Label("I compared it with its instruments on", "本人已与所依据文件核对，日期")
NEW_POINT = Label("New point {code}", "新要点 {code}")
EDITED = Label("{code} {name}", "{code} {name}")
DRAFT_UNSAVED = Label("a new version of a checklist", "检查表的新版本")

FILE = Label("Checklists (*.json)", "检查表 (*.json)")
FILE_REASON = Label("brought in from {name}", "由 {name} 导入")
BROUGHT_IN = Label("Brought in from {name}: {lists}.", "已由 {name} 导入：{lists}。")
NOT_BROUGHT_IN = Label("Nothing was brought in. {problem}", "未导入任何内容。{problem}")
WRITTEN = Label("Written to {name}.", "已导出至 {name}。")
SAVED = Label("Saved as {version}. New cases are judged by it.", "已保存为{version}，新案件按此判定。")
ONLY_COMPLIANCE = Label(
    "New versions are made by whoever has the compliance duty in a case; here they are shown.",
    "新版本由在案件中具有合规职责的人员编制；此处仅供查看。",
)

NO_CHANGES = Label("The two versions say the same.", "两个版本内容一致。")
BEFORE = Label("before", "原为")
AFTER = Label("now", "现为")
SQUARE = Label("{code} {name}: {kind}", "{code} {name}：{kind}")
SUMMARY = Label("{kind}: {count}", "{kind}：{count}")
