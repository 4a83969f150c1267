"""The only place where time becomes text and text becomes time. Media times are whole microseconds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from evidence.errors import WrongUse

MICROSECONDS = 1_000_000
FIRST_YEAR, LAST_YEAR = 1900, 2999
LONGEST_US = 10**15  # over 31 years; anything longer is a slip of the keyboard

_CLOCK = re.compile(r"(-?)([0-9]{1,6}):([0-5][0-9]):([0-5][0-9])(?:\.([0-9]{1,6}))?")
_SECONDS = re.compile(r"(-?)([0-9]{1,9})(?:\.([0-9]{1,6}))?")
_WHOLE_US = re.compile(r"(-?)([0-9]{1,15})us")
_CUE = re.compile(r"(?:([0-9]{1,6}):)?([0-5]?[0-9]):([0-5]?[0-9])(?:[.,]([0-9]{1,9}))?")
_MOST_DIGITS = 40  # of a number that somebody else wrote as a time


def us_of(pts: int, time_base: Fraction) -> int:
    """Microseconds of a time stamp: `pts * time_base`, rounded half to even (decisions: shown_us)."""
    return rounded(pts * time_base.numerator * MICROSECONDS, time_base.denominator)


def rounded(above: int, below: int) -> int:
    """`above / below`, rounded half to even; in whole numbers, which takes a fifth of the time of fractions."""
    whole, rest = divmod(above, below)
    return whole + (2 * rest > below or (2 * rest == below and whole % 2))


def pts_at_or_before(us: int, time_base: Fraction) -> int:
    """Largest time stamp whose time is not after `us`."""
    ticks = Fraction(us, MICROSECONDS) / time_base
    return ticks.numerator // ticks.denominator


def parse_time(text: str) -> int:
    """Recording time in microseconds from `HH:MM:SS[.ffffff]`, `SECONDS[.ffffff]` or `123456us`.

    Raises:
        WrongUse: it is none of these.
    """
    text = text.strip()
    us: int | None = None
    if match := _CLOCK.fullmatch(text):
        sign, hours, minutes, seconds, part = match.groups()
        whole = int(hours) * 3600 + int(minutes) * 60 + int(seconds)
        us = whole * MICROSECONDS + int((part or "").ljust(6, "0"))
    elif match := _SECONDS.fullmatch(text):
        sign, seconds, part = match.groups()
        us = int(seconds) * MICROSECONDS + int((part or "").ljust(6, "0"))
    elif match := _WHOLE_US.fullmatch(text):
        sign, digits = match.groups()
        us = int(digits)
    if us is None or us > LONGEST_US:
        raise WrongUse(
            f"“{text[:40]}” is not a time: write HH:MM:SS.ffffff, seconds such as 83.25, or 123456us.",
            f"“{text[:40]}”不是时间：请写成 时:分:秒.微秒、秒数（如 83.25）或 123456us。",
        )
    return -us if sign else us


def parse_cue_time(text: str) -> int | None:
    """Microseconds of a time as subtitles write it: `[HH:]MM:SS` with `.` or `,` before parts of a second.

    Rounded half to even; None where it is no such time, or a longer one than any recording.
    """
    match = _CUE.fullmatch(text.strip())
    if match is None:
        return None
    hours, minutes, seconds, part = match.groups()
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    us = round((whole + Fraction(int(part or 0), 10 ** len(part or ""))) * MICROSECONDS)
    return us if us <= LONGEST_US else None


def us_of_number(number: Decimal, unit_us: int) -> int | None:
    """Microseconds of a number of units that somebody else wrote, rounded half to even; None where it is no time."""
    if not number.is_finite() or len(number.as_tuple().digits) > _MOST_DIGITS or number.adjusted() > _MOST_DIGITS:
        return None
    if number.adjusted() < -_MOST_DIGITS:
        return 0
    us = round(Fraction(number) * unit_us)
    return us if abs(us) <= LONGEST_US else None


def format_time(us: int, digits: int = 3) -> str:
    """`HH:MM:SS.mmm` of a recording time; `digits` of the second (0 to 6), cut, never rounded up to a later time."""
    sign, rest = ("-", -us) if us < 0 else ("", us)
    seconds, part = divmod(rest, MICROSECONDS)
    text = f"{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{text}.{part:06}"[: len(text) + 1 + digits] if digits else text


def format_length(us: int) -> str:
    """A duration for people: `12:05` or `1:02:05`, seconds with one decimal below a minute."""
    seconds = us // MICROSECONDS
    if seconds < 60:
        return f"{us // 100_000 / 10:.1f} s"
    hours, minutes = seconds // 3600, seconds // 60 % 60
    return f"{hours}:{minutes:02}:{seconds % 60:02}" if hours else f"{minutes}:{seconds % 60:02}"


@dataclass(frozen=True, slots=True)
class Moment:
    """One instant on the wall clock: UTC, the zone it was meant in, and the text as it was given."""

    at: datetime
    zone: str
    given: str

    def text(self, digits: int = 0) -> str:
        """ISO 8601 in the zone it was given in, with the UTC offset; `digits` of the second."""
        local = self.at.astimezone(zone_of(self.zone))
        return local.isoformat(timespec={0: "seconds", 3: "milliseconds", 6: "microseconds"}[digits])

    def plus_us(self, us: int) -> Moment:
        """The instant `us` microseconds later."""
        return Moment(self.at + timedelta(microseconds=us), self.zone, "")


def us_between(one: datetime, other: datetime) -> int:
    """Microseconds from one instant to the other."""
    return (other - one) // timedelta(microseconds=1)


def zone_of(name: str) -> tzinfo:
    """The zone of a name such as `Asia/Shanghai`, `UTC` or a fixed offset `+08:00`.

    Raises:
        WrongUse: there is no such zone.
    """
    if name == "UTC":
        return UTC
    if re.fullmatch(r"[+-][0-9]{2}:[0-9]{2}", name):
        return datetime.fromisoformat(f"2000-01-01T00:00:00{name}").tzinfo or UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
        raise WrongUse(
            f"There is no time zone “{name[:40]}”: use a name such as Asia/Shanghai, or an offset such as +08:00.",
            f"没有名为“{name[:40]}”的时区：请使用 Asia/Shanghai 这样的名称，或 +08:00 这样的偏移。",
        ) from unknown


def instants_of(local: datetime, zone: str) -> tuple[datetime, ...]:
    """The instants (UTC, in order) at which clocks in `zone` show this local time.

    None where they are put forward over it, two where they are put back and show it twice. A year at the edge of the
    calendar that no zone can be applied to gives none.
    """
    there = zone_of(zone)
    found = []
    for fold in (0, 1):
        try:
            at = local.replace(tzinfo=there, fold=fold).astimezone(UTC)
            if at.astimezone(there).replace(tzinfo=None, fold=0) == local.replace(fold=0) and at not in found:
                found.append(at)
        except OverflowError:
            continue
    return tuple(sorted(found))


def not_once(given: str, instants: tuple[datetime, ...], zone: str) -> tuple[str, str]:
    """Why a local time is no single instant, and what to write instead."""
    if not instants:
        return (
            f"“{given[:40]}” does not exist in {zone}: clocks were put forward over it. Write it with its offset.",
            f"“{given[:40]}”在 {zone} 不存在：当时时钟被拨快。请写明时区偏移。",
        )
    forms = [at.astimezone(zone_of(zone)).isoformat() for at in instants]
    return (
        f"“{given[:40]}” occurs twice in {zone}, when clocks were put back: write {' or '.join(forms)}.",
        f"“{given[:40]}”在 {zone} 出现两次（时钟被拨慢）：请写成 {' 或 '.join(forms)}。",
    )


def walls_of(text: str, zone: str) -> tuple[Moment, ...]:
    """Every instant that a wall-clock time in ISO 8601 may mean; without an offset it is taken in `zone`.

    One as a rule; none where clocks in `zone` were put forward over it, two where they were put back and showed it
    twice.

    Raises:
        WrongUse: it is no ISO 8601 date and time from 1900 to 2999.
    """
    given = text.strip()
    try:
        parsed = datetime.fromisoformat(given)
    except ValueError as unreadable:
        raise WrongUse(
            f"“{given[:40]}” is not a date and time: write 2026-03-12T10:14:00+08:00.",
            f"“{given[:40]}”不是日期时间：请写成 2026-03-12T10:14:00+08:00。",
        ) from unreadable
    if not FIRST_YEAR <= parsed.year <= LAST_YEAR:
        raise WrongUse(
            f"“{given[:40]}” is no time of a recording: the year lies outside {FIRST_YEAR} to {LAST_YEAR}.",
            f"“{given[:40]}”不是录制时间：年份不在 {FIRST_YEAR} 至 {LAST_YEAR} 之间。",
        )
    if "T" not in given and " " not in given:
        raise WrongUse(
            f"“{given[:40]}” has no time of day: write 2026-03-12T10:14:00+08:00.",
            f"“{given[:40]}”没有时刻：请写成 2026-03-12T10:14:00+08:00。",
        )
    if parsed.tzinfo is None:
        return tuple(Moment(at, zone, given) for at in instants_of(parsed, zone))
    return (Moment(parsed.astimezone(UTC), offset_text(parsed.utcoffset() or timedelta()), given),)


def parse_wall(text: str, zone: str) -> Moment:
    """The one instant that a wall-clock time means.

    Raises:
        WrongUse: it is no date and time (see `walls_of`), or no single instant in `zone`.
    """
    found = walls_of(text, zone)
    if len(found) == 1:
        return found[0]
    raise WrongUse(*not_once(text.strip(), tuple(one.at for one in found), zone))


def offset_text(offset: timedelta) -> str:
    """`+08:00`: an offset from UTC, in whole minutes."""
    minutes = int(offset.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def rfc3339(at: datetime) -> str:
    """`2026-03-12T10:14:00.000000+08:00`: an instant with its offset, as it stands in journals and exports.

    Raises:
        ValueError: the instant has no zone.
    """
    if at.tzinfo is None:
        raise ValueError("an instant without a zone is not an instant")
    return at.isoformat(timespec="microseconds")
