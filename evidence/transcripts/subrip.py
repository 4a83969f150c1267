"""SubRip (SRT): blocks of a number, two times with an arrow, and words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.timecode import parse_cue_time
from evidence.transcripts.notices import Notices, Oddity, line_place, refusal
from evidence.transcripts.raw import RawCue

_ARROW = "-->"
_MARKUP = re.compile(r"</?(?:i|b|u|s|font)(?:\s[^<>]{0,200})?>|\{\\[^{}]{1,100}\}", re.IGNORECASE)
_NUMBER = re.compile(r"\s*[0-9]{1,9}\s*")
_MACHINE = re.compile(r"\[(SPEAKER_[0-9]{1,4})\]:\s*")


def read_srt(lines: list[str], notices: Notices) -> Iterator[RawCue]:
    """The blocks of a file. A missing number is no fault; formatting is taken off the words.

    Raises:
        Refused: a line with an arrow has no times, or words stand where times belong; names the line.
    """
    times = [number for number, line in enumerate(lines) if _ARROW in line]
    _refuse_words_before(lines, times)
    for turn, at in enumerate(times):
        begin, end = _times(lines[at], at)
        after = times[turn + 1] if turn + 1 < len(times) else len(lines)
        words = lines[at + 1 : _without_number(lines, at + 1, after) if turn + 1 < len(times) else after]
        while words and not words[-1].strip():
            words.pop()
        _look_at(words, at + 2, notices)
        text = _MARKUP.sub("", "\n".join(words)).strip()
        machine = _MACHINE.match(text)
        yield RawCue(
            line_place(at + 1), begin, end, machine[1] if machine else "", text[machine.end() :] if machine else text
        )


def _refuse_words_before(lines: list[str], times: list[int]) -> None:
    """Before the first times only their number may stand."""
    first = times[0] if times else len(lines)
    for number, line in enumerate(lines[: _without_number(lines, 0, first)] if times else lines):
        if line.strip() and not _NUMBER.fullmatch(line):
            raise refusal(
                line_place(number + 1),
                "times such as 00:00:01,000 --> 00:00:04,000 belong there",
                "此处应为 00:00:01,000 --> 00:00:04,000 这样的时间",
            )


def _without_number(lines: list[str], begin: int, at: int) -> int:
    """Where the words before the times in line `at` end: their number is left out."""
    return at - 1 if at > begin and _NUMBER.fullmatch(lines[at - 1]) else at


def _times(line: str, at: int) -> tuple[int, int | None]:
    before, _, behind = line.partition(_ARROW)
    begin = parse_cue_time(before)
    ending = behind.split(maxsplit=1)[:1]
    end = parse_cue_time(ending[0]) if ending else None
    if begin is None or (ending and end is None):
        raise refusal(
            line_place(at + 1),
            f"“{line.strip()[:60]}” are no times such as 00:00:01,000 --> 00:00:04,000",
            f"“{line.strip()[:60]}”不是 00:00:01,000 --> 00:00:04,000 这样的时间",
        )
    return begin, end


def _look_at(words: list[str], first: int, notices: Notices) -> None:
    """Words behind an empty line: a number there is a block that lost its times, anything else is only told."""
    for number, line in enumerate(words):
        if number == 0 or words[number - 1].strip() or not line.strip():
            continue
        if _NUMBER.fullmatch(line) and number + 1 < len(words) and words[number + 1].strip():
            raise refusal(
                line_place(first + number + 1),
                "after a number, times such as 00:00:01,000 --> 00:00:04,000 belong there",
                "编号之后应为 00:00:01,000 --> 00:00:04,000 这样的时间",
            )
        notices.add(Oddity.LOOSE, line_place(first + number))
