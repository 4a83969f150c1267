"""JSON of speech programs: Whisper, whisperX and faster-whisper (`segments`), whisper.cpp (`transcription`)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from evidence.errors import Refused
from evidence.labels import Label
from evidence.timecode import MICROSECONDS, parse_cue_time, us_of_number
from evidence.transcripts.notices import entry_place, line_place, refusal
from evidence.transcripts.raw import RawCue


def parse_json(text: str) -> Any:
    """The document, with numbers exactly as they were written.

    Raises:
        Refused: it is not JSON; names the line.
    """
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_no_number)
    except json.JSONDecodeError as wrong:
        raise refusal(line_place(wrong.lineno), f"it is not JSON ({wrong.msg})", f"不是 JSON（{wrong.msg}）") from wrong
    except (ValueError, RecursionError) as wrong:
        raise refusal(
            line_place(1), "it is JSON of an unusual kind that is not read", "JSON 形式异常，无法读取"
        ) from wrong


def _no_number(name: str) -> Decimal:
    raise ValueError(name)


def read_whisper(document: Any) -> Iterator[RawCue]:
    """The segments of a document.

    Raises:
        Refused: it has none, or one of them lacks times or words; names the entry.
    """
    segments = _segments(document)
    for number, segment in enumerate(segments, 1):
        place = entry_place(number)
        if not isinstance(segment, dict):
            raise _wrong(place)
        begin, end = _times(segment, place)
        text, speaker = segment.get("text"), segment.get("speaker")
        if not isinstance(text, str) or not (speaker is None or isinstance(speaker, str | int)):
            raise _wrong(place)
        yield RawCue(place, begin, end, "" if speaker is None else str(speaker), text.strip())


def language_of(document: Any) -> str:
    """The language that the document names; empty where it names none."""
    if not isinstance(document, dict):
        return ""
    result = document.get("result")
    named = document.get("language") or (result.get("language") if isinstance(result, dict) else None)
    return named if isinstance(named, str) else ""


def _segments(document: Any) -> list[Any]:
    found = document
    if isinstance(document, dict):
        found = document.get("segments", document.get("transcription"))
    if not isinstance(found, list):
        raise refusal(
            line_place(1),
            "it has neither “segments” nor “transcription”, as files of Whisper programs do",
            "没有 Whisper 类程序文件应有的“segments”或“transcription”",
        )
    return found


def _times(segment: dict[str, Any], place: Label) -> tuple[int, int | None]:
    offsets, stamps = segment.get("offsets"), segment.get("timestamps")
    if isinstance(offsets, dict):  # whisper.cpp: milliseconds
        return _number(offsets.get("from"), 1000, place), _number(offsets.get("to"), 1000, place)
    if isinstance(stamps, dict):
        begin, end = (parse_cue_time(str(stamps.get(name))) for name in ("from", "to"))
        if begin is None or end is None:
            raise _wrong(place)
        return begin, end
    ending = segment.get("end")
    return (
        _number(segment.get("start"), MICROSECONDS, place),
        None if ending is None else _number(ending, MICROSECONDS, place),
    )


def _number(value: Any, unit_us: int, place: Label) -> int:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise _wrong(place)
    us = us_of_number(Decimal(value), unit_us)
    if us is None:
        raise _wrong(place)
    return us


def _wrong(place: Label) -> Refused:
    return refusal(
        place,
        "it needs “start” and “end” as numbers and “text” as text (or “offsets” of whisper.cpp)",
        "需有数字“start”“end”和文字“text”（或 whisper.cpp 的“offsets”）",
    )
