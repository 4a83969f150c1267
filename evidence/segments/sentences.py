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


def taken_words(label: str, name: str, files: int, begin: str, end: str, gaps: int, overlaps: int) -> Label:
    """Which files are shown as one recording."""
    more = [Label("1 gap", "1 处缺口") if gaps == 1 else Label(f"{gaps} gaps", f"{gaps} 处缺口")] if gaps else []
    more += (
        [Label("1 overlap", "1 处重叠") if overlaps == 1 else Label(f"{overlaps} overlaps", f"{overlaps} 处重叠")]
        if overlaps
        else []
    )
    en = "".join(f", {one.en}" for one in more)
    zh = "".join(f"，{one.zh}" for one in more)
    return Label(
        f"{label}: {files} files are shown as one recording, {name}, {begin} to {end}{en}.",
        f"{label}：{files} 个文件显示为同一录像 {name}，{begin} 至 {end}{zh}。",
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
