"""Tables (CSV and its kin): columns found by their headings, by their content, or named by a person."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from evidence.errors import Refused, WrongUse
from evidence.labels import Label
from evidence.timecode import MICROSECONDS, parse_cue_time, us_of_number
from evidence.transcripts.notices import Notices, Oddity, line_place, refusal
from evidence.transcripts.raw import RawCue

_NAMES = {
    "start": {"start", "from", "begin", "time", "starttime", "begintime", "timestamp", "in", "开始", "开始时间", "起始",
              "起始时间", "起", "时间"},
    "end": {"end", "to", "stop", "finish", "endtime", "stoptime", "out", "结束", "结束时间", "终止", "终止时间", "止"},
    "speaker": {"speaker", "who", "channel", "role", "name", "party", "说话人", "发言人", "角色", "声道", "通道"},
    "text": {"text", "content", "words", "transcript", "sentence", "utterance", "quote", "line", "文本", "内容", "文字",
             "话术", "转写", "原话", "句子"},
}  # fmt: skip
_UNITS = {"us": 1, "微秒": 1, "ms": 1000, "毫秒": 1000, "s": MICROSECONDS, "sec": MICROSECONDS, "秒": MICROSECONDS}
_UNIT = re.compile(r"[\s_(（\[]*(us|ms|sec|s|微秒|毫秒|秒)[)）\]]*$")
_SEPARATORS = (",", "\t", ";", "|")
_NUMBER = re.compile(r"-?[0-9]{1,30}(?:[.,][0-9]{1,30})?")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what, from 0; and the unit of plain numbers in microseconds (None: not said)."""

    start: int
    text: int
    end: int | None = None
    speaker: int | None = None
    unit_us: int | None = None

    @classmethod
    def parse(cls, text: str) -> Columns:
        """Read `start=1,end=2,speaker=3,text=4` (columns from 1), with `unit=ms` where numbers are no seconds.

        Raises:
            WrongUse: it is not of this form.
        """
        given = dict(part.partition("=")[::2] for part in text.replace(" ", "").split(",") if part)
        unit = given.pop("unit", None)
        numbers = {name: int(value) - 1 for name, value in given.items() if re.fullmatch(r"[1-9][0-9]{0,2}", value)}
        if (
            set(numbers) != set(given)
            or not {"start", "text"} <= set(given) <= set(_NAMES)
            or (unit is not None and unit not in _UNITS)
        ):
            raise WrongUse(
                f"“{text[:60]}” names no columns: write start=1,end=2,speaker=3,text=4 and, if needed, unit=ms.",
                f"“{text[:60]}”未指明列：请写成 start=1,end=2,speaker=3,text=4，必要时加 unit=ms。",
            )
        return cls(**numbers, unit_us=_UNITS[unit] if unit else None)

    def text_form(self) -> str:
        """What `parse` reads again."""
        numbers = {"start": self.start, "end": self.end, "speaker": self.speaker, "text": self.text}
        parts = [f"{name}={number + 1}" for name, number in numbers.items() if number is not None]
        units = [f"unit={name}" for name, us in _UNITS.items() if us == self.unit_us][:1]
        return ",".join(parts + units)

    @property
    def last(self) -> int:
        """The rightmost column that is needed."""
        return max(self.start, self.text, self.end or 0, self.speaker or 0)


@dataclass(frozen=True, slots=True)
class Heading:
    """The first row of a table, and the columns as they would be taken (None: they cannot be told)."""

    cells: tuple[str, ...]
    guessed: Columns | None


def heading_of(text: str) -> Heading:
    """What a person chooses columns by.

    Raises:
        Refused: the table is broken; names the line.
    """
    rows = _rows(text)
    if not rows:
        return Heading((), None)
    try:
        guessed = _found(rows)[0]
    except Refused:
        guessed = None
    return Heading(tuple(rows[0][1]), guessed)


def read_table(text: str, notices: Notices, columns: Columns | None = None) -> Iterator[RawCue]:
    """The rows of a table.

    Raises:
        Refused: the columns cannot be told, a row lacks them, or a time cannot be read; names the line.
    """
    rows = _rows(text)
    if not rows:
        return
    if columns is None:
        columns, rows = _found(rows)
    elif _is_heading(rows[0][1], columns):
        rows = rows[1:]
    unit_us = columns.unit_us
    if unit_us is None:
        unit_us = _doubtful_unit(rows, columns, notices)
    for number, row in rows:
        place = line_place(number)
        if len(row) <= columns.last:
            raise refusal(place, f"the row has only {len(row)} columns", f"该行只有 {len(row)} 列")
        begin = _time(row[columns.start], unit_us, place)
        ending = row[columns.end].strip() if columns.end is not None else ""
        yield RawCue(
            place,
            begin,
            _time(ending, unit_us, place) if ending else None,
            row[columns.speaker].strip() if columns.speaker is not None else "",
            row[columns.text].strip(),
        )


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Rows that are not empty, with the line on which each begins."""
    head = text[:10_000].split("\n", 1)[0]
    separator = max(_SEPARATORS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows, line = [], 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((line, row))
            line = reader.line_num + 1
    except csv.Error as broken:
        raise refusal(
            line_place(line), f"the table is broken there ({broken})", f"表格在此处损坏（{broken}）"
        ) from broken
    return rows


def _found(rows: list[tuple[int, list[str]]]) -> tuple[Columns, list[tuple[int, list[str]]]]:
    """The columns by the headings, otherwise by what stands in the first rows; and the rows that hold lines."""
    first = rows[0][1]
    names: dict[str, int] = {}
    unit_us: int | None = None
    for number, cell in enumerate(first):
        plain = cell.strip().casefold()
        stripped = re.sub(r"[\s_-]", "", plain)
        unit = None if any(stripped in known for known in _NAMES.values()) else _UNIT.search(plain)
        stem = re.sub(r"[\s_-]", "", plain[: unit.start()] if unit else plain)
        kind = next((kind for kind, known in _NAMES.items() if stem in known), None)
        if kind and kind not in names:
            names[kind] = number
            unit_us = _UNITS[unit[1]] if unit and kind == "start" else unit_us
    if "start" in names and "text" in names:
        return Columns(**names, unit_us=unit_us), rows[1:]
    sample = [row for _, row in rows[:50] if len(row) == len(first)]
    times = [number for number in range(len(first)) if all(_is_time(row[number]) for row in sample)]
    words = [number for number in range(len(first)) if number not in times]
    if len(times) == 2 and words and not names:
        behind = [number for number in words if number > times[1]]
        return Columns(start=times[0], end=times[1], text=(behind or words)[-1]), rows
    raise refusal(
        line_place(rows[0][0]),
        "the columns cannot be told; call them start, end, speaker and text, or name their numbers",
        "无法判断各列；请以 start、end、speaker、text 作列名，或指明列号",
    )


def _is_heading(first: list[str], columns: Columns) -> bool:
    """Whether names stand in the first row, where the columns were named by a person: no digit where a time is due."""
    start = first[columns.start] if columns.start < len(first) else ""
    return bool(start.strip()) and not any(sign.isdigit() for sign in start)


def _doubtful_unit(rows: list[tuple[int, list[str]]], columns: Columns, notices: Notices) -> int:
    """Seconds; where every time is a whole number milliseconds, as speech programs write them, and that is told."""
    times = [row[columns.start].strip() for _, row in rows if len(row) > columns.start]
    if any(not re.fullmatch(r"-?[0-9]+", time) for time in times) or len(times) == 0:
        return MICROSECONDS
    notices.add(Oddity.UNIT, line_place(rows[0][0]))
    return 1000


def _is_time(cell: str) -> bool:
    return parse_cue_time(cell) is not None or _NUMBER.fullmatch(cell.strip()) is not None


def _time(cell: str, unit_us: int, place: Label) -> int:
    cell = cell.strip()
    us = parse_cue_time(cell)
    if us is None and _NUMBER.fullmatch(cell):
        try:
            us = us_of_number(Decimal(cell.replace(",", ".")), unit_us)
        except InvalidOperation:
            us = None
    if us is None:
        raise refusal(place, f"“{cell[:40]}” is no time", f"“{cell[:40]}”不是时间")
    return us
