"""What is odd about a transcript and does not stop it, and the one sentence of what does. Both name the place."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.errors import Refused
from evidence.labels import Label, Labelled


class Oddity(Labelled):
    """Something about a transcript that a reader of it must know."""

    ENCODING = "encoding", "The encoding was guessed", "编码为推测"
    UNIT = "unit", "Whole numbers were taken as milliseconds", "整数按毫秒处理"
    SHIFT = "shift", "The file names a shift of its times, which was not applied", "文件注明了时间平移，未予应用"
    LOOSE = (
        "loose",
        "Words after an empty line, without a time, belong to the line before",
        "空行后无时间的文字归入上一条",
    )
    SILENT = "silent", "Lines without words were left out", "没有文字的条目已略去"
    UNORDERED = (
        "unordered",
        "Lines do not stand in the order of their times and were put in it",
        "条目未按时间排列，已重新排序",
    )
    OVERLAPPING = "overlapping", "Lines overlap in time", "条目时间重叠"
    REVERSED = (
        "reversed",
        "Lines end before they begin; only their begin was kept",
        "条目的结束早于开始；只保留开始时间",
    )
    ENDLESS = "endless", "Lines have no end, or last longer than ten minutes", "条目没有结束时间，或超过十分钟"
    BEFORE_START = "before_start", "Lines begin before the recording", "条目开始于录音录像之前"
    PAST_END = "past_end", "Lines begin after the end of the recording", "条目开始于录音录像结束之后"
    HIDDEN = (
        "hidden",
        "Lines hold control or direction signs; they are kept, and shown by their numbers",
        ("条目含控制符或方向符；予以保留，以编号显示"),
    )


NOTHING = Label("", "")


@dataclass(frozen=True, slots=True)
class Notice:
    """One oddity: how many lines show it, where the first of them stands in the file, and both in words."""

    oddity: Oddity
    place: Label
    count: int
    detail: Label = NOTHING

    @property
    def sentence(self) -> Label:
        """The oddity with its first place and how often it is there."""
        more = Label(f" ({self.count} in all)", f"（共 {self.count} 处）") if self.count > 1 else NOTHING
        where = Label(f": {self.place.en}", f"：{self.place.zh}") if self.place.en else self.place
        return Label(
            f"{self.oddity.label.en}{where.en}{more.en}{self.detail.en}.",
            f"{self.oddity.label.zh}{where.zh}{more.zh}{self.detail.zh}。",
        )


class Notices:
    """Gathers oddities while a file is read; each is told once, with its first place."""

    def __init__(self) -> None:
        """Begin with none."""
        self._first: dict[Oddity, tuple[Label, Label]] = {}
        self._counts: dict[Oddity, int] = {}

    def add(self, oddity: Oddity, place: Label, detail: Label = NOTHING) -> None:
        """One more line shows this."""
        self._first.setdefault(oddity, (place, detail))
        self._counts[oddity] = self._counts.get(oddity, 0) + 1

    def all(self) -> tuple[Notice, ...]:
        """All of them, in the order in which `Oddity` lists them."""
        return tuple(
            Notice(oddity, self._first[oddity][0], self._counts[oddity], self._first[oddity][1])
            for oddity in Oddity
            if oddity in self._first
        )


def line_place(number: int) -> Label:
    """A line of a text file, from 1."""
    return Label(f"line {number}", f"第 {number} 行")


def entry_place(number: int) -> Label:
    """An entry of a list in a JSON file, from 1."""
    return Label(f"entry {number}", f"第 {number} 项")


class Unreadable(Refused):
    """A file that is not taken, with the place and the reason for whoever has a sentence of their own."""

    def __init__(self, place: Label, reason: Label) -> None:
        """The sentence about a transcript."""
        super().__init__(
            f"The transcript is not usable: {place.en}: {reason.en}. Nothing of it was imported.",
            f"文字稿文件无法使用：{place.zh}：{reason.zh}。未导入任何内容。",
        )
        self.place, self.reason = place, reason


def refusal(place: Label, en: str, zh: str) -> Refused:
    """Why a file is not taken, and where: nothing of it is imported."""
    return Unreadable(place, Label(en, zh))
