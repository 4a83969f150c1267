"""What is said of files that belong together, or may."""

from __future__ import annotations

from evidence.labels import Label, Labelled
from evidence.timecode import format_length, format_time


class Doubt(Labelled):
    """Why files whose names say that they belong together are not shown as one recording."""

    TWICE = "twice", "they hold the same time", "录制时间重叠"
    MISSING = "missing", "a file between them may be missing", "中间可能缺少文件"
    OTHER_FORMAT = "other_format", "their pictures or sounds have another form", "画面或声音格式不同"
    NOT_PLAYABLE = "not_playable", "how long it is cannot be told", "时长无法确定"


def named(length_us: int) -> str:
    """A short length exactly, a long one as people say it."""
    return f"{length_us / 1_000_000:.6f}".rstrip("0").rstrip(".") + " s" if length_us < 60_000_000 else (
        format_length(length_us)
    )  # fmt: skip


def gap_words(gap_us: int) -> Label:
    """What lies between two files: a gap, an overlap (negative), or nothing."""
    if gap_us > 0:
        return Label(f"gap of {named(gap_us)}", f"缺口 {named(gap_us)}")
    if gap_us < 0:
        return Label(f"overlap of {named(-gap_us)}", f"重叠 {named(-gap_us)}")
    return Label("no gap", "无缺口")


def doubt_words(doubt: Doubt, labels: tuple[str, ...], name: str) -> Label:
    """Which files are left alone, and why."""
    shown = ", ".join(labels[:8]) + (" …" if len(labels) > 8 else "")
    return Label(
        f"{shown}: the names say that these files belong together ({name}), but {doubt.label.en}: they are not joined.",
        f"{shown}：按文件名应属同一录像（{name}），但{doubt.label.zh}，因此未合并显示。",
    )


def taken_words(
    label: str, name: str, files: int, begin: str, end: str, gaps: int, overlaps: int, *, by_hand: bool = False
) -> Label:
    """Which files are shown as one recording."""
    more = [Label("1 gap", "1 处缺口") if gaps == 1 else Label(f"{gaps} gaps", f"{gaps} 处缺口")] if gaps else []
    more += (
        [Label("1 overlap", "1 处重叠") if overlaps == 1 else Label(f"{overlaps} overlaps", f"{overlaps} 处重叠")]
        if overlaps
        else []
    )
    en = "".join(f", {one.en}" for one in more)
    zh = "".join(f"，{one.zh}" for one in more)
    if by_hand:
        return Label(
            f"{label}: {files} files were joined by hand to one recording, {name}, {begin} to {end}{en}.",
            f"{label}：{files} 个文件已手动合并为同一录像 {name}，{begin} 至 {end}{zh}。",
        )
    return Label(
        f"{label}: {files} files are shown as one recording, {name}, {begin} to {end}{en}.",
        f"{label}：{files} 个文件显示为同一录像 {name}，{begin} 至 {end}{zh}。",
    )


FEW = Label("Choose two or more recordings.", "请选择两个或更多录像。")


def no_recording(label: str) -> Label:
    """A document among files to be joined."""
    return Label(f"{label} is a document or photo, no part of a recording.", f"{label} 是文件或照片，不是录像。")


def no_length(label: str) -> Label:
    """A file that does not play among those to be joined."""
    return Label(
        f"How long {label} is cannot be told, so it cannot be joined.", f"{label} 的时长无法确定，因此不能合并。"
    )


def other_form(label: str, form: str, first: str, first_form: str) -> Label:
    """Files whose pictures or sounds cannot be one recording."""
    return Label(
        f"{label} has {form}, {first} has {first_form}: these cannot be one recording.",
        f"{label} 为 {form}，{first} 为 {first_form}：不可能是同一录像。",
    )


def no_start(label: str) -> Label:
    """A file of which nobody knows when it begins."""
    return Label(
        f"It is not known when {label} begins. Type its start, or set its clock first.",
        f"{label} 的起始时间未知。请填写起始时间，或先设定其时钟。",
    )


def same_time(label: str, before: str, shared_us: int) -> Label:
    """Files that recorded at the same time."""
    return Label(
        f"{before} and {label} hold the same time for {named(shared_us)}: files of one recording follow each other.",
        f"{before} 与 {label} 有 {named(shared_us)} 录制时间重叠：同一录像的文件应前后相接。",
    )


def far_apart(label: str, before: str, gap_us: int) -> Label:
    """Files too far from each other for one timeline."""
    return Label(
        f"Between {before} and {label} lie {format_length(gap_us)}: more than a day is no pause of a recording.",
        f"{before} 与 {label} 相隔 {format_length(gap_us)}：超过一天，不能视为同一录像的缺口。",
    )


def in_another(label: str, series: str) -> Label:
    """A file that belongs to another series, not all of whose files were chosen."""
    return Label(
        f"{label} is part of {series}. Choose all of that, or take it apart first.",
        f"{label} 属于 {series}。请选择其全部文件，或先将其拆开。",
    )


def over_border(label: str, after: str, length_us: int) -> tuple[str, str]:
    """Why no clip reaches from one file into the next."""
    length = format_time(length_us, 6)
    return (
        f"{label} ends at {length}; the recording goes on in {after}, which is another file. A clip comes from one "
        f"file, so that its paper can name its original: make one from {label} and one from {after}.",
        f"{label} 到 {length} 为止；录像在另一个文件 {after} 中继续。片段只能取自一个文件，以便注明其原件："
        f"请从 {label} 截取到最后一帧，再从 {after} 另行截取。",
    )
