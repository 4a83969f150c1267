"""A transcript: lines that somebody wrote down for a recording. It helps to find the place and proves nothing."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from evidence.labels import Labelled
from evidence.timecode import Moment


class TranscriptFormat(Labelled):
    """The kind of file that a transcript came in."""

    SRT = "srt", "SubRip (SRT)", "SRT 字幕"
    VTT = "vtt", "WebVTT", "WebVTT 字幕"
    CSV = "csv", "Table (CSV)", "表格（CSV）"
    WHISPER = "whisper_json", "Whisper JSON", "Whisper JSON"


@dataclass(frozen=True, slots=True)
class Cue:
    """One line: from `from_us` up to `to_us` (never before it) of recording time, who spoke as the file says, words."""

    from_us: int
    to_us: int
    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """The lines of one imported file, in the order of their times.

    `sha256` is that of the bytes that were imported. `offset_us` was added to every time of the file, so that the
    times of the cues are those of the recording. `language` is a tag such as "zh", "und" where nobody said it.
    """

    id: UUID
    label: str
    exhibit: UUID
    exhibit_label: str
    format: TranscriptFormat
    file_name: str
    sha256: str
    language: str
    offset_us: int
    by: str
    at: Moment
    withdrawn: bool
    cues: tuple[Cue, ...]
