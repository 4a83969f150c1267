"""Marks as a table, JSON, WebVTT, Audacity labels and a BORIS project.

The forms are those that the programs themselves document: WebVTT of the W3C, Audacity's manual on label tracks (start,
end and text, tab between them, seconds), BORIS's project file (JSON; an event is time, subject, behaviour, modifiers,
comment).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence.errors import Refused
from evidence.labels import Label, Labelled
from evidence.model.kinds import How, Verdict
from evidence.model.mark import Mark, Span
from evidence.model.places import PagePlace
from evidence.review.marking import reference_of
from evidence.tables import csv_bytes
from evidence.timecode import format_time


class Form(Labelled):
    """A form, and the ending of its files."""

    CSV = ".csv", "table (CSV)", "表格（CSV）"
    JSON = ".json", "JSON", "JSON"
    VTT = ".vtt", "WebVTT", "WebVTT"
    AUDACITY = ".txt", "Audacity labels", "Audacity 标签"
    BORIS = ".boris", "BORIS project", "BORIS 项目"


@dataclass(frozen=True, slots=True)
class Written:
    """A file of marks, and what of them it could not hold."""

    data: bytes
    marks: int
    lost: tuple[Label, ...]


PAGES = Label("{count} marks on pages: they have no time.", "{count} 个页面标注：没有时间。")
WITHDRAWN = Label("{count} withdrawn marks.", "{count} 个已撤回的标注。")
MICROSECONDS = Label("Times are rounded to milliseconds.", "时间精确到毫秒。")
STAMPS = Label(
    "Time stamps and digests: a mark leads back to its frame through its reference only.",
    "时间戳与摘要：只能通过引用回到原帧。",
)
ONE_LINE = Label("Line breaks and tabs in quotes and notes became spaces.", "原话和说明中的换行与制表符变为空格。")
OVERLAPS = Label(
    "Marks on one point that overlap: BORIS pairs start and stop by order, so look at their comments.",
    "同一要点上重叠的标注：BORIS 按先后配对起止，请看备注。",
)
SEVERAL = Label(
    "This form holds the marks of one recording. Say which exhibit.", "此格式只能容纳一份录音录像的标注。请指明证据。"
)

COLUMNS = (
    "mark", "exhibit", "in", "out", "in_us", "out_us", "frame", "page", "box", "point", "verdict", "how", "speaker",
    "prompted", "strength", "quote", "translation", "note", "by", "at", "withdrawn", "reference",
)  # fmt: skip


def write_marks(case: str, marks: Sequence[Mark], form: Form, files: Mapping[str, str]) -> Written:
    """Marks of a case in a form. `files` names the file of each exhibit by its label.

    Raises:
        Refused: the form holds one recording, and the marks lie in several.
    """
    return _WRITERS[form](case, marks, files)


def _table(case: str, marks: Sequence[Mark], _: Mapping[str, str]) -> Written:
    rows = [[_cell(value) for value in mark_fields(case, mark).values()] for mark in marks]
    return Written(csv_bytes([COLUMNS, *rows]), len(marks), ())


def _json(case: str, marks: Sequence[Mark], files: Mapping[str, str]) -> Written:
    used = {mark.exhibit_label for mark in marks}
    document = {
        "case": case,
        "exhibits": {label: name for label, name in files.items() if label in used},
        "marks": [mark_fields(case, mark) for mark in marks],
    }
    return Written((json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode(), len(marks), ())


def _vtt(case: str, marks: Sequence[Mark], _: Mapping[str, str]) -> Written:
    timed, lost = _timed(marks, one=True)
    cues = ["WEBVTT"]
    for mark, span in timed:
        first, last = _millis(span.in_us), max(_millis(span.out_us), _millis(span.in_us) + 1)
        text = _one_line(_words(mark)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        cues.append(f"{mark.label}\n{_clock(first)} --> {_clock(last)}\n{text}")
    return Written(("\n\n".join(cues) + "\n").encode(), len(timed), (*lost, MICROSECONDS, STAMPS, *_joined(timed)))


def _audacity(case: str, marks: Sequence[Mark], _: Mapping[str, str]) -> Written:
    timed, lost = _timed(marks, one=True)
    lines = [
        f"{span.in_us / 1_000_000:.6f}\t{span.out_us / 1_000_000:.6f}\t{mark.label} {_one_line(_words(mark))}\n"
        for mark, span in timed
    ]
    return Written("".join(lines).encode(), len(timed), (*lost, STAMPS, *_joined(timed)))


def _boris(case: str, marks: Sequence[Mark], files: Mapping[str, str]) -> Written:
    timed, lost = _timed(marks, one=False)
    codes = sorted({mark.point for mark, _ in timed})
    choices = {"0": _choices("verdict", Verdict), "1": _choices("how", How)}
    behaviours = {
        str(place): {
            "type": "State event", "key": "", "code": code, "description": "", "color": "", "category": "",
            "modifiers": choices, "excluded": "", "coding map": "",
        }
        for place, code in enumerate(codes)
    }  # fmt: skip
    observations = {}
    for exhibit in sorted({mark.exhibit_label for mark, _ in timed}):
        own = [(mark, span) for mark, span in timed if mark.exhibit_label == exhibit]
        events = [event for mark, span in own for event in _events(mark, span)]
        observations[exhibit] = {
            "file": {"1": [files.get(exhibit, "")], **{str(place): [] for place in range(2, 9)}},
            "type": "MEDIA",
            "date": own[0][0].at.text()[:19],
            "description": case,
            "time offset": 0.0,
            "events": sorted(events, key=lambda event: event[0]),
            "independent_variables": {},
        }
    project = {
        "time_format": "hh:mm:ss", "project_date": "", "project_name": case, "project_description": "",
        "project_format_version": "7.0", "subjects_conf": {}, "behaviors_conf": behaviours,
        "observations": observations, "behavioral_categories": [], "independent_variables": {}, "coding_map": {},
        "behaviors_coding_map": [], "converters": {},
    }  # fmt: skip
    overlapping = (OVERLAPS,) if _overlap(timed) else ()
    return Written(
        (json.dumps(project, ensure_ascii=False, indent=1) + "\n").encode(), len(timed), (*lost, STAMPS, *overlapping)
    )


_WRITERS: dict[Form, Callable[[str, Sequence[Mark], Mapping[str, str]], Written]] = {
    Form.CSV: _table,
    Form.JSON: _json,
    Form.VTT: _vtt,
    Form.AUDACITY: _audacity,
    Form.BORIS: _boris,
}


def mark_fields(case: str, mark: Mark) -> dict[str, str | int | bool | None]:
    """Everything a mark says, by the names of `COLUMNS`."""
    span = mark.place if isinstance(mark.place, Span) else None
    page = mark.place if isinstance(mark.place, PagePlace) else None
    values: tuple[str | int | bool | None, ...] = (
        mark.label,
        mark.exhibit_label,
        format_time(span.in_us, 6) if span else None,
        format_time(span.out_us, 6) if span else None,
        span.in_us if span else None,
        span.out_us if span else None,
        span.frame if span else None,
        page.page if page else None,
        str(page.box) if page and page.box else None,
        mark.point,
        mark.verdict.value,
        mark.how.value,
        mark.speaker,
        mark.prompted.value,
        mark.strength.value if mark.strength else None,
        mark.quote,
        mark.translation,
        mark.note,
        mark.by,
        mark.at.text(6),
        mark.withdrawn,
        str(reference_of(case, mark)),
    )
    return dict(zip(COLUMNS, values, strict=True))


def _timed(marks: Sequence[Mark], *, one: bool) -> tuple[list[tuple[Mark, Span]], tuple[Label, ...]]:
    """Marks that stand and have a time, in its order, and what was left out."""
    standing = [mark for mark in marks if not mark.withdrawn]
    timed = [(mark, mark.place) for mark in standing if isinstance(mark.place, Span)]
    if one and len({mark.exhibit for mark, _ in timed}) > 1:
        raise Refused(SEVERAL.en, SEVERAL.zh)
    counts = ((PAGES, len(standing) - len(timed)), (WITHDRAWN, len(marks) - len(standing)))
    lost = tuple(label.filled(count=count) for label, count in counts if count)
    return sorted(timed, key=lambda pair: (pair[0].exhibit_label, pair[1].in_us, pair[0].label)), lost


def _joined(timed: Sequence[tuple[Mark, Span]]) -> tuple[Label, ...]:
    return (ONE_LINE,) if any(_words(mark) != _one_line(_words(mark)) for mark, _ in timed) else ()


def _overlap(timed: Sequence[tuple[Mark, Span]]) -> bool:
    ends: dict[tuple[str, str, str], int] = {}
    for mark, span in timed:
        key = (mark.exhibit_label, mark.point, mark.speaker)
        if span.in_us <= ends.get(key, -1):
            return True
        ends[key] = max(span.out_us, ends.get(key, -1))
    return False


def _words(mark: Mark) -> str:
    """What a mark says in one string: `BA10 given_partly heard “quote” — note`."""
    said = [mark.point, mark.verdict.value, mark.how.value]
    quote = [f"“{mark.quote}”"] if mark.quote else []
    return " ".join([*said, *quote, *(["—", mark.note] if mark.note else [])])


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _events(mark: Mark, span: Span) -> list[list[Any]]:
    comment = f"{mark.label} {_words(mark)}"
    modifiers = f"{mark.verdict.value}|{mark.how.value}"
    return [[at / 1_000_000, mark.speaker, mark.point, modifiers, comment] for at in (span.in_us, span.out_us)]


def _choices(name: str, values: type[Verdict] | type[How]) -> dict[str, Any]:
    return {"name": name, "description": "", "type": 0, "values": [value.value for value in values]}


def _millis(us: int) -> int:
    return (us + 500) // 1000


def _clock(millis: int) -> str:
    hours, rest = divmod(millis, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"


def _cell(value: str | int | bool | None) -> str:
    if value is None:
        return ""
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
