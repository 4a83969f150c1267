"""What the window itself says, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from app.bundling import Bundled
from app.exporting import Exported
from evidence.intake.adding import Added, Declined, Linked
from evidence.labels import Label
from evidence.media.facts import Playable
from evidence.model.mark import Mark
from evidence.model.recording import Exhibit

ADD = Label("Add files", "添加文件")
CHECK = Label("Check originals", "核对原件")
EXPORT = Label("Export case file", "导出案卷")
BUNDLE = Label("Bundle…", "证据包……")
VERIFY = Label("Verify a case file", "验证案卷")
KEYS = Label("Keys", "快捷键")
LANGUAGE = Label("中文", "English")
PAPERS = Label("Papers", "材料")
RECORDINGS = Label("Recordings", "录音录像")
BACK = Label("‹ All complaints", "‹ 全部投诉")
LIBRARY = Label("Library: {folder}", "资料库：{folder}")
READ_ONLY = Label("Read only", "只读")

CHECKING = Label("Checking the originals", "正在核对原件")
LINKING = Label("Linking files", "正在关联文件")
EXPORTING = Label("Exporting the case file", "正在导出案卷")
VERIFYING = Label("Verifying the case file", "正在验证案卷")
BUNDLING = Label("Making the bundle", "正在生成证据包")
NOT_EXPORTED = Label("Stopped. No file was written.", "已停止，未写入任何文件。")
UNSAVED_FORM = Label("the form of the complaint", "投诉登记表")
UNSAVED_PAPER = Label("a paper that you were filling in", "正在填写的材料")
BEGUN_ELSEWHERE = Label(
    "The mark was begun on a recording that is not shown here now: show it again, or throw the mark away.",
    "该标注始于一份当前未显示的录音录像：请重新显示该录音录像，或放弃该标注。",
)
NOT_LINKED = Label(
    "Stopped. Files linked before stay; adding the same files again goes on from there.",
    "已停止。此前已关联的文件保留；再次添加相同文件即可继续。",
)
NO_CASE_FOR_FILES = Label(
    "Open the complaint first to which the files belong, then drop them again.",
    "请先打开文件所属的投诉，再重新拖入。",
)
FREE_AGAIN = Label(
    "The other window was closed: this one can change the library now.",
    "另一窗口已关闭：现在可在此更改资料库。",
)


def wrong_originals(exhibits: Sequence[Exhibit]) -> Label:
    """Which originals are missing or altered."""
    names = ", ".join(f"{exhibit.label} ({exhibit.source_name})" for exhibit in exhibits)
    return Label(
        f"The original is missing or was altered: {names}. Put the unaltered file back by adding it again.",
        f"原件缺失或被改动：{names}。请重新添加未改动的文件。",
    )


def unsound_original(exhibit: Exhibit) -> Label:
    """Why nothing is marked on an exhibit whose original is not what was registered."""
    return Label(
        f"The original of {exhibit.label} is missing or was altered, so nothing is marked on it. Add the unaltered "
        "file again first.",
        f"{exhibit.label} 的原件缺失或被改动，不能标注。请先重新添加未改动的文件。",
    )


def no_such_frame(mark: Mark) -> Label:
    """A mark's time stamp is not in the recording's table."""
    return Label(
        f"{mark.label} names a time stamp that no frame of {mark.exhibit_label} has here. The frame nearest before "
        "it is shown; check the originals.",
        f"{mark.label} 所记时间戳在 {mark.exhibit_label} 中没有对应的帧。现显示其之前最近的一帧；请核对原件。",
    )


def marked_in_parts(marks: Sequence[Mark]) -> Label:
    """A stretch over the border of two files has become a mark in each."""
    en = ", ".join(f"{mark.label} in {mark.exhibit_label}" for mark in marks)
    zh = "、".join(f"{mark.exhibit_label} 中的 {mark.label}" for mark in marks)
    return Label(
        f"One mark over {len(marks)} files, with a reference to each: {en}. It is changed, withdrawn and "
        "undone as one.",
        f"一处标注跨越 {len(marks)} 个文件，各有引用编号：{zh}。更改、撤回和撤销均整体进行。",
    )


def linked(added: Added, also: Sequence[Label] = ()) -> Label | None:
    """What became exhibits, and what was one before, and what else is to be said of it; None if nothing did."""
    new = ", ".join(one.exhibit.label for one in added.linked if not one.already_linked)
    known = ", ".join(one.exhibit.label for one in added.linked if one.already_linked)
    en = " ".join(
        part for part in (f"Linked: {new}." if new else "", f"Linked before: {known}." if known else "") if part
    )
    zh = "".join(
        part for part in (f"已关联：{new}。" if new else "", f"此前已关联：{known}。" if known else "") if part
    )
    if not en:
        return None
    return Label("\n".join([en, *(one.en for one in also)]), "\n".join([zh, *(one.zh for one in also)]))


def unusable(one: Linked) -> Label | None:
    """A file that was linked and is neither a recording that plays nor a paper that can be shown: why, what to do."""
    recording, label = one.exhibit.recording, one.exhibit.label
    if one.already_linked or recording.facts.playable is not Playable.NO:
        return None
    why = recording.facts.reason or Label("Nothing in it could be read.", "其中没有可读取的内容。")
    return Label(
        f"{one.path.name} is kept as {label}, but cannot be played or shown: {why.en} "
        "Ask whoever gave it for a common form, such as MP4, WAV, PDF or JPEG, and link that too.",
        f"{one.path.name} 已保存为 {label}，但无法播放或显示：{why.zh}"
        "请向提供方索取常用格式（如 MP4、WAV、PDF 或 JPEG），并一并关联。",
    )


def declined(one: Declined) -> Label:
    """Which file was not linked, and why."""
    return Label(f"{one.path.name}: {one.reason.en}", f"{one.path.name}：{one.reason.zh}")


def bundled(done: Bundled) -> Label:
    """Where the bundle lies, what is in it, and its digest."""
    bag, none = done.bag, done.bag.clips.get("none", 0)
    without = (f" {none} clips could not be made.", f"有 {none} 个片段无法生成。") if none else ("", "")
    return Label(
        f"Written: {done.path} ({bag.files} files).{without[0]} It is not signed: tell the receiver its SHA-256 by "
        f"another way: {bag.sha256}",
        f"已写入：{done.path}（{bag.files} 个文件）。{without[1]}未签名：请通过其他途径将其 SHA-256 告知接收方："
        f"{bag.sha256}",
    )


def exported(done: Exported) -> Label:
    """Where the case file lies, and its digest."""
    return Label(
        f"Written: {done.path} ({done.pages} pages). SHA-256 {done.sha256}",
        f"已写入：{done.path}（{done.pages} 页）。SHA-256 {done.sha256}",
    )
