"""A stretch that another program has marked, and what of its file could not be taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from evidence.errors import Refused
from evidence.labels import Label

MOST_BYTES = 64 << 20
MOST_NOTES = 100_000
LONGEST_TEXT = 100_000
_LAST_S = 10**7  # some 115 days


@dataclass(frozen=True, slots=True)
class Note:
    """From and to in microseconds of the recording (equal: a moment), who or which row, and the words."""

    from_us: int
    to_us: int
    text: str
    who: str = ""
    code: str = ""
    """The name of the behaviour, where the form has such."""


@dataclass(frozen=True, slots=True)
class Annotations:
    """What a file holds, in the order of its times, and what of it was left out."""

    notes: tuple[Note, ...]
    lost: tuple[Label, ...] = ()


def refused(place: Label, en: str, zh: str) -> Refused:
    """Why a file is not taken, and where."""
    return Refused(
        f"The marks cannot be read: {place.en}: {en}. Nothing was imported.",
        f"无法读取标注文件：{place.zh}：{zh}。未导入任何内容。",
    )


def seconds(text: str, place: Label) -> int:
    """Microseconds of a time in seconds; a comma may stand for the point.

    Raises:
        Refused: it is no time.
    """
    try:
        value = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or not 0 <= value <= _LAST_S:
        raise refused(place, f"“{text[:40]}” is no time in seconds", f"“{text[:40]}”不是以秒计的时间")
    return int((value * 1_000_000).to_integral_value())


def in_order(notes: Sequence[Note], lost: Sequence[Label]) -> Annotations:
    """Notes by their times, within the limits.

    Raises:
        Refused: there are too many, or one is too long.
    """
    if len(notes) > MOST_NOTES:
        place = Label(f"entry {MOST_NOTES + 1}", f"第 {MOST_NOTES + 1} 项")
        raise refused(place, f"more than {MOST_NOTES:,} marks", f"超过 {MOST_NOTES:,} 个标注")
    for number, note in enumerate(notes, 1):
        if len(note.text) > LONGEST_TEXT:
            place = Label(f"entry {number}", f"第 {number} 项")
            raise refused(place, f"more than {LONGEST_TEXT:,} characters", f"超过 {LONGEST_TEXT:,} 个字符")
    return Annotations(tuple(sorted(notes, key=lambda one: (one.from_us, one.to_us))), tuple(lost))
