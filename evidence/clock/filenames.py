"""Start times that file names tell: read where the form leaves no doubt, otherwise candidates with the reason."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone

from evidence.clock import patterns
from evidence.clock import sentences as say
from evidence.labels import Label, Labelled

LONGEST_NAME = 400
EPOCH_LAST = 2_000_000_000  # the year 2033
FIRST_SHORT_YEAR = 2005  # two digits of a year before this are taken for something else


class Certainty(Labelled):
    """How far a text can be relied on to be the start of the recording."""

    CERTAIN = "certain", "Certain", "确定"
    LIKELY = "likely", "Likely", "很可能"
    AMBIGUOUS = "ambiguous", "Ambiguous", "有歧义"
    INCOMPLETE = "incomplete", "Incomplete", "不完整"
    IMPOSSIBLE = "impossible", "Impossible", "不可能"

    @property
    def usable(self) -> bool:
        """Whether there is an instant to propose at all."""
        return self in (Certainty.CERTAIN, Certainty.LIKELY, Certainty.AMBIGUOUS)


@dataclass(frozen=True, slots=True)
class NameTime:
    """One reading of a part of a file name.

    `start` and `end` are aware where the name itself gives the zone, otherwise local time where the device stood; None
    where the text is no instant.
    """

    text: str
    at: int
    """Place of the text in the name."""
    start: datetime | None
    end: datetime | None
    certainty: Certainty
    reason: Label


def read_name(name: str) -> tuple[NameTime, ...]:
    """Every reading of a file name, the most certain first. Never raises, whatever the name."""
    stem = re.sub(r"\.(?=[A-Za-z0-9]{1,5}$)(?:[0-9]*[A-Za-z][A-Za-z0-9]*|26[45])$", "", name[-LONGEST_NAME:])
    rest = patterns.IDENTITY.sub(_mask, unicodedata.normalize("NFKC", stem))
    found: list[NameTime] = []
    for read in (_iso, _joined, _run, _far, _year_last, _year_short, _epoch, _alone):
        if read is _epoch and any(one.certainty.usable for one in found):
            continue  # beside a day and a time any other number is a number
        for (begin, end), readings in read(rest):
            if "\0" not in rest[begin:end]:
                found.extend(readings)
                rest = rest[:begin] + "\0" * (end - begin) + rest[end:]
    order = list(Certainty)
    return tuple(sorted(_one_of(found), key=lambda one: (order.index(one.certainty), one.at)))


def certain_start(name: str) -> NameTime | None:
    """The one reading that may be taken without asking; None where there is a doubt of any kind."""
    usable = [reading for reading in read_name(name) if reading.certainty.usable]
    return usable[0] if len(usable) == 1 and usable[0].certainty is Certainty.CERTAIN else None


Found = Iterator[tuple[tuple[int, int], list[NameTime]]]
Day = tuple[int, int, int]
"""Year, month, day."""


def _mask(match: re.Match[str]) -> str:
    return "\0" * len(match[0])


def _one_of(found: list[NameTime]) -> list[NameTime]:
    """Two different certain starts in one name are no certainty."""
    certain = [one for one in found if one.certainty is Certainty.CERTAIN]
    if len({one.start for one in certain}) < 2:
        return found
    return [
        replace(one, certainty=Certainty.AMBIGUOUS, reason=say.SEVERAL)
        if one.certainty is Certainty.CERTAIN else one for one in found
    ]  # fmt: skip


def _iso(text: str) -> Found:
    for pattern in patterns.ISO:
        for match in pattern.finditer(text):
            yield from _year_first(text, match, Certainty.CERTAIN)


def _joined(text: str) -> Found:
    for pattern in patterns.JOINED:
        for match in pattern.finditer(text):
            yield from _year_first(text, match, Certainty.CERTAIN)


def _run(text: str) -> Found:
    for match in patterns.RUN.finditer(text):
        before, after = _beside(text, match)
        if not any(char.isdigit() for char in before):  # letters and digits in turn are an identifier
            yield from _year_first(text, match, Certainty.LIKELY if after else Certainty.CERTAIN)


def _far(text: str) -> Found:
    for pattern in patterns.FAR:
        for match in pattern.finditer(text):
            yield from _year_first(text, match, Certainty.LIKELY, say.FAR)


def _beside(text: str, match: re.Match[str]) -> tuple[str, str]:
    """Letters and digits that touch the match on either side."""
    before, after = re.search(r"[0-9A-Za-z]*$", text[: match.start()]), re.match(r"[0-9A-Za-z]*", text[match.end() :])
    return before[0] if before else "", after[0] if after else ""


def _year_first(text: str, match: re.Match[str], certainty: Certainty, why: Label | None = None) -> Found:
    fields = patterns.fields_of(match)
    day = _day(fields)
    in_one_run = "ys" not in fields and "ts" not in fields and "年" not in match[0]
    if in_one_run and not (1 <= day[1] <= 12 and 1 <= day[2] <= 31 and int(fields["hour"]) <= 24):
        return  # a number that looks like no day at all
    start, reason = _instant(day, fields)
    if start is None:
        yield match.span(), [_reading(text, match.span(), None, Certainty.IMPOSSIBLE, reason)]
        return
    if "second" not in fields:
        spoken = re.search("[时時点點hH]", match[0])
        certainty, why = Certainty.LIKELY, say.NO_SECONDS if spoken else say.MAYBE_NUMBER
    elif re.search(r"PXL_$", text[: match.start()]) and start.tzinfo is None:
        start, certainty, why = start.replace(tzinfo=UTC), Certainty.LIKELY, say.PIXEL
    elif reason is not say.READ:
        certainty, why = Certainty.LIKELY, reason
    end, until = _end_after(text, match.end(), start)
    span = (match.start(), until)
    reason = why or (say.READ_ZONE if start.tzinfo else say.READ_RANGE if end else say.READ)
    yield span, [replace(_reading(text, span, start, certainty, reason), end=end)]


def _year_last(text: str) -> Found:
    for pattern in patterns.YEAR_LAST:
        for match in pattern.finditer(text):
            fields = patterns.fields_of(match)
            year, a, b = int(fields["year"]), int(fields["a"]), int(fields["b"])
            orders = {(year, b, a): say.DAY_FIRST, (year, a, b): say.MONTH_FIRST}
            yield from _orders(text, match, fields, orders, Certainty.LIKELY)


def _year_short(text: str) -> Found:
    for pattern in patterns.YEAR_SHORT:
        for match in pattern.finditer(text):
            fields = patterns.fields_of(match)
            a, b, c = int(fields["a"]), int(fields["b"]), int(fields["c"])
            orders = {
                (2000 + a, b, c): say.SHORT_YEAR_FIRST,
                (2000 + c, b, a): say.SHORT_DAY_FIRST,
                (2000 + c, a, b): say.SHORT_MONTH_FIRST,
            }
            orders = {day: why for day, why in orders.items() if day[0] >= FIRST_SHORT_YEAR}
            yield from _orders(text, match, fields, orders, Certainty.AMBIGUOUS)


def _orders(
    text: str,
    match: re.Match[str],
    fields: dict[str, str],
    orders: dict[Day, Label],
    alone: Certainty,
) -> Found:
    """A reading for every order of the numbers that is a day; `alone`: the certainty where there is only one."""
    starts = {start: why for day, why in orders.items() if (start := _instant(day, fields)[0]) is not None}
    certainty = alone if len(starts) == 1 else Certainty.AMBIGUOUS
    readings = [_reading(text, match.span(), start, certainty, why) for start, why in starts.items()]
    if len(starts) == 1 and alone is Certainty.LIKELY:
        readings = [replace(readings[0], reason=say.ONE_ORDER)]
    if readings:
        yield match.span(), readings
    elif alone is Certainty.LIKELY and "ys" in fields:
        yield match.span(), [_reading(text, match.span(), None, Certainty.IMPOSSIBLE, say.NO_SUCH_DAY)]


def _epoch(text: str) -> Found:
    for match in patterns.EPOCH.finditer(text):
        before, after = _beside(text, match)
        seconds = int(match["seconds"])
        if after or any(char.isdigit() for char in before) or seconds > EPOCH_LAST:
            continue
        start = datetime.fromtimestamp(seconds, UTC) + timedelta(milliseconds=int(match["part"] or 0))
        yield match.span(), [_reading(text, match.span(), start, Certainty.LIKELY, say.EPOCH)]


def _alone(text: str) -> Found:
    for pattern in patterns.DAY_ALONE:
        for match in pattern.finditer(text):
            fields = patterns.fields_of(match)
            if _instant(_day(fields), {"hour": "0"})[0]:
                yield match.span(), [_reading(text, match.span(), None, Certainty.INCOMPLETE, say.NO_TIME)]
    for match in patterns.TIME_ALONE.finditer(text):
        if _instant((2000, 1, 1), patterns.fields_of(match))[0]:
            yield match.span(), [_reading(text, match.span(), None, Certainty.INCOMPLETE, say.NO_DAY)]


def _reading(text: str, span: tuple[int, int], start: datetime | None, certainty: Certainty, reason: Label) -> NameTime:
    return NameTime(text[span[0] : span[1]].strip(" _-"), span[0], start, None, certainty, reason)


def _day(fields: dict[str, str]) -> Day:
    return int(fields["year"]), int(fields["month"]), int(fields["day"])


def _instant(day: Day, fields: dict[str, str]) -> tuple[datetime | None, Label]:
    """The instant that the numbers say, or None with the reason why they say none."""
    hour, minute, second = (int(fields.get(name, "0")) for name in ("hour", "minute", "second"))
    part = int(fields.get("part", "").ljust(6, "0"))
    half = fields.get("ampm", fields.get("half", "")).lower()
    reason = say.READ
    if half and not 1 <= hour <= 12 and half not in ("凌晨", "中午"):
        half = ""  # "下午 14 时" means what it says
    if half in ("pm", "下午", "晚上") or (half == "中午" and hour < 10):
        hour = hour % 12 + 12
    elif half in ("am", "上午", "凌晨"):
        hour %= 12
    try:
        midnight = datetime(*day)
    except ValueError:
        return None, say.NO_SUCH_DAY
    if minute > 59 or second > 59 or hour > 24 or (hour == 24 and (minute, second, part) != (0, 0, 0)):
        return None, say.NO_SUCH_TIME
    if hour == 24:
        reason = say.MIDNIGHT
    start = midnight + timedelta(hours=hour, minutes=minute, seconds=second, microseconds=part)
    return (start, reason) if "zone" not in fields else _with_zone(start, fields["zone"])


def _with_zone(start: datetime, zone: str) -> tuple[datetime | None, Label]:
    if zone in "Zz":
        return start.replace(tzinfo=UTC), say.READ
    sign, digits = (-1 if "-" in zone[:1] else 1), re.sub(r"[^0-9]", "", zone)
    hours, minutes = int(digits[:2]), int(digits[2:])
    if hours > 14 or minutes > 59:
        return None, say.NO_SUCH_TIME
    return start.replace(tzinfo=timezone(sign * timedelta(hours=hours, minutes=minutes))), say.READ


def _end_after(text: str, at: int, start: datetime) -> tuple[datetime | None, int]:
    """The end of a range that follows a start, and where the range stops in the text."""
    match = patterns.END.match(text, at)
    if match is None:
        return None, at
    fields = patterns.fields_of(match)
    day = _day(fields) if "year" in fields else (start.year, start.month, start.day)
    end, _ = _instant(day, fields)
    if end is None:
        return None, at
    end = end.replace(tzinfo=start.tzinfo)
    if "year" not in fields and end <= start:
        end += timedelta(days=1)
    return (end, match.end()) if end > start else (None, at)
