"""What the readers of the formats have in common: the line as it stands in the file, and its limits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evidence.labels import Label
from evidence.transcripts.notices import line_place, refusal

MOST_BYTES = 16 << 20
MOST_LINES = 1_000_000
MOST_CUES = 100_000
LONGEST_TEXT = 100_000
LONGEST_SPEAKER = 200

_ENDS = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class RawCue:
    """One line as the file has it: times in microseconds of the file, no end where it has none."""

    place: Label
    from_us: int
    to_us: int | None
    speaker: str
    text: str


def lines_of(text: str) -> list[str]:
    """Lines by the ends that text files have; other separators of Unicode stay in the words.

    Raises:
        Refused: there are too many, or a NUL stands in one.
    """
    if text.count("\n") + text.count("\r") > 2 * MOST_LINES:
        raise _too_many_lines()
    lines = _ENDS.split(text)
    if len(lines) > MOST_LINES + 1:
        raise _too_many_lines()
    if "\0" in text:
        line = next(number for number, one in enumerate(lines, 1) if "\0" in one)
        raise refusal(line_place(line), "a NUL stands there, so this is no text file", "此处有 NUL，不是文本文件")
    return lines


def _too_many_lines() -> Exception:
    return refusal(
        line_place(MOST_LINES + 1), f"more than {MOST_LINES:,} lines are not read", f"最多读取 {MOST_LINES:,} 行"
    )


def within_limits(cues: Iterable[RawCue]) -> Iterator[RawCue]:
    """Pass on what is not too much.

    Raises:
        Refused: there are too many lines, or one of them is too long.
    """
    for number, cue in enumerate(cues, 1):
        if number > MOST_CUES:
            raise refusal(cue.place, f"more than {MOST_CUES:,} entries are not read", f"最多读取 {MOST_CUES:,} 条")
        if len(cue.text) > LONGEST_TEXT:
            raise refusal(
                cue.place,
                f"its words are longer than {LONGEST_TEXT:,} characters",
                f"文字超过 {LONGEST_TEXT:,} 个字符",
            )
        if len(cue.speaker) > LONGEST_SPEAKER:
            raise refusal(
                cue.place,
                f"the name of its speaker is longer than {LONGEST_SPEAKER} characters",
                f"说话人名称超过 {LONGEST_SPEAKER} 个字符",
            )
        yield cue
