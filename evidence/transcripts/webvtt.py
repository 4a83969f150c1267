"""WebVTT: blocks parted by empty lines; names of speakers stand in voice tags."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from evidence.timecode import parse_cue_time
from evidence.transcripts.notices import Notices, Oddity, line_place, refusal
from evidence.transcripts.raw import RawCue

_ARROW = "-->"
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t\n]([^<>]*)>")
_TAG = re.compile(r"<[^<>\n]*>")
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t].*)?")
_LANGUAGE = re.compile(r"Language:\s*([A-Za-z0-9-]{2,35})\s*", re.IGNORECASE)


def read_vtt(lines: list[str], notices: Notices) -> Iterator[RawCue]:
    """The cues of a file. A cue in which several people speak becomes one line for each of them.

    Raises:
        Refused: it has no header, or a cue has no readable times; names the line.
    """
    if not lines or not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]):
        raise refusal(line_place(1), "a WebVTT file begins with the word WEBVTT", "WebVTT 文件以 WEBVTT 一词开头")
    for first, block in _blocks(lines):
        if first == 0:
            if any(line.startswith("X-TIMESTAMP-MAP") for line in block):
                notices.add(Oddity.SHIFT, line_place(2))
            continue
        if _ASIDE.fullmatch(block[0]):
            continue
        at = 0 if _ARROW in block[0] else 1
        if at >= len(block) or _ARROW not in block[at]:
            raise refusal(
                line_place(first + 1),
                "times such as 00:01.000 --> 00:04.000 belong there",
                "此处应为 00:01.000 --> 00:04.000 这样的时间",
            )
        begin, end = _times(block[at], first + at)
        for speaker, text in _voices("\n".join(block[at + 1 :])):
            yield RawCue(line_place(first + at + 1), begin, end, speaker, text)


def language_of(lines: list[str]) -> str:
    """The language that the header names; empty where it names none."""
    for line in lines[1:20]:
        if not line.strip():
            break
        if named := _LANGUAGE.fullmatch(line):
            return named[1]
    return ""


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Blocks with the number of their first line, from 0. Times also begin one where the empty line is missing."""
    block: list[str] = []
    for number, line in enumerate([*lines, ""]):
        if line.strip() and not (block and _ARROW in line and any(_ARROW in one for one in block)):
            block.append(line)
            continue
        if block:
            yield number - len(block), block
        block = [line] if line.strip() else []


def _times(line: str, at: int) -> tuple[int, int | None]:
    before, _, behind = line.partition(_ARROW)
    begin, ending = parse_cue_time(before), behind.split(maxsplit=1)[:1]
    end = parse_cue_time(ending[0]) if ending else None
    if begin is None or (ending and end is None):
        raise refusal(
            line_place(at + 1),
            f"“{line.strip()[:60]}” are no times such as 00:01.000 --> 00:04.000",
            f"“{line.strip()[:60]}”不是 00:01.000 --> 00:04.000 这样的时间",
        )
    return begin, end


def _voices(text: str) -> Iterator[tuple[str, str]]:
    """Speaker and words, for each voice in a cue; tags are taken off, references become their signs."""
    pieces = _VOICE.split(text)
    for speaker, words in zip(["", *pieces[1::2]], pieces[0::2], strict=True):
        plain = html.unescape(_TAG.sub("", words)).strip()
        if plain or len(pieces) == 1:
            yield html.unescape(speaker).strip(), plain
