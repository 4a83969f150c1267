"""From the bytes of a file to the lines of a transcript: all of it, or one sentence why not."""

from __future__ import annotations

import itertools
import os
import re
import stat
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from evidence.canonical import clean_text, sha256_hex
from evidence.errors import NotFound, Refused, WrongUse
from evidence.labels import Label
from evidence.model.transcript import Cue, TranscriptFormat
from evidence.timecode import format_time
from evidence.transcripts import webvtt, whisper
from evidence.transcripts.encodings import decode
from evidence.transcripts.notices import NOTHING, Notice, Notices, Oddity, line_place, refusal
from evidence.transcripts.raw import MOST_BYTES, RawCue, lines_of, within_limits
from evidence.transcripts.subrip import read_srt
from evidence.transcripts.tables import Columns, Heading, heading_of, read_table
from evidence.transcripts.webvtt import read_vtt
from evidence.transcripts.whisper import parse_json, read_whisper

LONGEST_CUE_US = 600 * 1_000_000
_ENDINGS = {
    ".srt": TranscriptFormat.SRT,
    ".vtt": TranscriptFormat.VTT,
    ".csv": TranscriptFormat.CSV,
    ".tsv": TranscriptFormat.CSV,
    ".json": TranscriptFormat.WHISPER,
}
ENDINGS = tuple(_ENDINGS)
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3}")
_HIDDEN = {"Cc", "Cf", "Zl", "Zp", "Cs", "Co"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says: its lines in the order of their times, and what is odd about it."""

    format: TranscriptFormat
    encoding: str
    sha256: str
    language: str
    offset_us: int
    cues: tuple[Cue, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person says about a file; whatever is not said is found out, or taken as said by the file."""

    encoding: str | None = None
    language: str | None = None
    offset_us: int = 0
    columns: Columns | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What a file is, before it is read: its kind, its encoding, and of a table what its columns are chosen by."""

    format: TranscriptFormat
    encoding: str
    heading: Heading | None = None


def look_at(data: bytes, name: str, encoding: str | None = None) -> Look:
    """Tell what a file is.

    Raises:
        WrongUse: no such encoding is known.
        Refused: it is no transcript of a kind that is read here, or not in that encoding; names the line.
    """
    decoded = decode(data, encoding)
    text = decoded.text.removeprefix("\ufeff")
    kind = _kind(text, name)
    return Look(kind, decoded.encoding, heading_of(text) if kind is TranscriptFormat.CSV else None)


def read_transcript(data: bytes, name: str, wish: Wish | None = None, duration_us: int | None = None) -> Reading:
    """Read a file. `name` is only looked at for its ending, `duration_us` is that of the recording.

    Raises:
        WrongUse: the wish names no encoding or columns that there are.
        Refused: it is no transcript of a kind that is read here; names the line.
    """
    wish, notices = wish or Wish(), Notices()
    if len(data) > MOST_BYTES:
        raise _too_large()
    decoded = decode(data, wish.encoding)
    if decoded.doubt:
        notices.add(Oddity.ENCODING, NOTHING, decoded.doubt)
    text = decoded.text.removeprefix("\ufeff")
    kind = _kind(text, name)
    raw, language = _cues(kind, text, notices, wish.columns)
    cues = _tidy(raw, wish.offset_us, duration_us, notices)
    if not cues:
        raise refusal(line_place(1), "it holds no lines with words", "其中没有带文字的条目")
    language = wish.language or (language if _LANGUAGE.fullmatch(language) else "") or "und"
    return Reading(kind, decoded.encoding, sha256_hex(data), language, wish.offset_us, cues, notices.all())


def language_tag(text: str) -> str:
    """A language as a person names it.

    Raises:
        WrongUse: it is no tag such as zh, en or zh-CN.
    """
    if not _LANGUAGE.fullmatch(text.strip()):
        raise WrongUse(
            f"“{text[:40]}” is no language: write a tag such as zh, en or zh-CN.",
            f"“{text[:40]}”不是语言标签：请写成 zh、en 或 zh-CN。",
        )
    return text.strip()


def read_file(path: Path) -> bytes:
    """The bytes of a file that somebody chose; never more than a transcript can have.

    Raises:
        NotFound: there is none.
        Refused: it is no regular file, too large, or cannot be opened.
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError as gone:
        raise NotFound(f"There is no file {path}.", f"没有文件 {path}。") from gone
    except OSError as closed:
        raise Refused(f"{path} cannot be opened.", f"无法打开 {path}。") from closed
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise Refused(f"{path} is no file.", f"{path} 不是文件。")
        with os.fdopen(handle, "rb", closefd=False) as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as unreadable:
        raise Refused(f"{path} cannot be read.", f"无法读取 {path}。") from unreadable
    finally:
        os.close(handle)
    if len(data) > MOST_BYTES:
        raise _too_large()
    return data


def _too_large() -> Refused:
    size = MOST_BYTES >> 20
    return Refused(
        f"The transcript is larger than {size} MiB and was not read.", f"文字稿文件超过 {size} MiB，未读取。"
    )


def _kind(text: str, name: str) -> TranscriptFormat:
    """The format: what the content shows beyond doubt, otherwise what the ending says."""
    head = text[:4096].lstrip()
    if text.startswith("WEBVTT"):
        return TranscriptFormat.VTT
    if head.startswith(("{", "[{")):
        return TranscriptFormat.WHISPER
    ending = os.path.splitext(name)[1].casefold()
    if ending in _ENDINGS:
        return _ENDINGS[ending]
    if "-->" in head:
        return TranscriptFormat.SRT
    raise Refused(
        "It is none of the transcripts that are read here: SRT, WebVTT, CSV, or JSON of a Whisper program.",
        "不是此处可读取的文字稿文件：SRT、WebVTT、CSV 或 Whisper 类程序的 JSON。",
    )


def _cues(kind: TranscriptFormat, text: str, notices: Notices, columns: Columns | None) -> tuple[Iterable[RawCue], str]:
    """The lines of the file as they stand, and the language that it names."""
    lines = lines_of(text)
    if kind is TranscriptFormat.SRT:
        return read_srt(lines, notices), ""
    if kind is TranscriptFormat.VTT:
        return read_vtt(lines, notices), webvtt.language_of(lines)
    if kind is TranscriptFormat.CSV:
        return read_table(text, notices, columns), ""
    document = parse_json(text)
    return read_whisper(document), whisper.language_of(document)


def _tidy(raw: Iterable[RawCue], offset_us: int, duration_us: int | None, notices: Notices) -> tuple[Cue, ...]:
    """In the order of their times, on the recording's time, each with an end; what had to be done is told."""
    spoken = []
    for cue in within_limits(raw):
        if cue.text.strip():
            spoken.append(cue)
        else:
            notices.add(Oddity.SILENT, cue.place)
    for one, following in itertools.pairwise(spoken):
        if following.from_us < one.from_us:
            notices.add(Oddity.UNORDERED, following.place)
    spoken.sort(key=lambda cue: cue.from_us)
    cues, latest = [], None
    for number, cue in enumerate(spoken):
        after = spoken[number + 1].from_us if number + 1 < len(spoken) else cue.from_us
        end = _end(cue, after, notices)
        if latest is not None and cue.from_us < latest:
            notices.add(Oddity.OVERLAPPING, cue.place)
        latest = end if latest is None else max(latest, end)
        _look_at(cue, offset_us, duration_us, notices)
        cues.append(Cue(cue.from_us + offset_us, end + offset_us, clean_text(cue.speaker), clean_text(cue.text)))
    return tuple(cues)


def _end(cue: RawCue, after: int, notices: Notices) -> int:
    if cue.to_us is None:
        notices.add(Oddity.ENDLESS, cue.place)
        return after
    if cue.to_us < cue.from_us:
        notices.add(Oddity.REVERSED, cue.place)
        return cue.from_us
    if cue.to_us - cue.from_us > LONGEST_CUE_US:
        notices.add(Oddity.ENDLESS, cue.place)
    return cue.to_us


def _look_at(cue: RawCue, offset_us: int, duration_us: int | None, notices: Notices) -> None:
    begin = cue.from_us + offset_us
    if begin < 0:
        notices.add(Oddity.BEFORE_START, cue.place)
    if duration_us is not None and begin >= duration_us:
        length = format_time(duration_us)
        notices.add(Oddity.PAST_END, cue.place, Label(f"; it ends at {length}", f"；结束于 {length}"))
    if any(unicodedata.category(sign) in _HIDDEN and sign not in "\n\t\r" for sign in cue.speaker + cue.text):
        notices.add(Oddity.HIDDEN, cue.place)
