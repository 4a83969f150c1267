"""The forms in which recorders, telephones and people write a time into a file name."""

from __future__ import annotations

import re

_YEAR = "(?:199[0-9]|20[0-9]{2})"
_TWO = "[0-9]{2}"
_FEW = "[0-9]{1,2}"
_SEPARATOR = "[-._/ ]"

# Days: the year first, in one run, with separators, or in Chinese.
_DAY_RUN = rf"(?P<year>{_YEAR})(?P<month>{_TWO})(?P<day>{_TWO})"
_DAY_APART = rf"(?P<year>{_YEAR})(?P<ys>{_SEPARATOR})(?P<month>{_FEW})(?P=ys)(?P<day>{_FEW})"
_DAY_CHINESE = rf"(?P<year>{_YEAR}) ?年 ?(?P<month>{_FEW}) ?月 ?(?P<day>{_FEW}) ?[日号]"
# Days: the year last or in two digits; which number is the day, the file name does not say.
_DAY_LAST = rf"(?P<a>{_FEW})(?P<ys>{_SEPARATOR})(?P<b>{_FEW})(?P=ys)(?P<year>{_YEAR})"
_DAY_LAST_RUN = rf"(?P<a>{_TWO})(?P<b>{_TWO})(?P<year>{_YEAR})"
_DAY_SHORT = rf"(?P<a>{_TWO})(?P<ys>[-._/ ]?)(?P<b>{_TWO})(?P=ys)(?P<c>{_TWO})"

# Times of day: in one run (with thousandths), with separators, with letters, in Chinese.
_TIME_RUN = rf"(?P<hour>{_TWO})(?P<minute>{_TWO})(?:(?P<second>{_TWO})(?:\.?(?P<part>[0-9]{{3}}))?)?"
_TIME_FULL_RUN = rf"(?P<hour>{_TWO})(?P<minute>{_TWO})(?P<second>{_TWO})(?:\.?(?P<part>[0-9]{{3}}))?"
_TIME_APART = (
    rf"(?P<hour>{_FEW})(?P<ts>[-._:])(?P<minute>{_TWO})(?:(?P=ts)(?P<second>{_TWO})(?:[.,](?P<part>[0-9]{{3,6}}))?)?"
)
_TIME_FULL_APART = (
    rf"(?P<hour>{_FEW})(?P<ts>[-._: ])(?P<minute>{_TWO})(?P=ts)(?P<second>{_TWO})(?:[.,](?P<part>[0-9]{{3,6}}))?"
)
_TIME_LETTERS = rf"(?P<hour>{_FEW})[hH](?P<minute>{_TWO})(?:[mM](?:in)?(?P<second>{_TWO})?[sS]?)?"
_TIME_CHINESE = (
    rf"(?P<half>上午|下午|晚上|凌晨|中午)? ?(?P<hour>{_FEW}) ?[时時点點] ?"
    rf"(?:(?P<minute>{_FEW}) ?分 ?(?:(?P<second>{_FEW}) ?秒)?)?"
)
_HALF = r"(?: ?(?P<ampm>[AaPp][Mm])(?![A-Za-z]))?"
_ZONE = r"(?: ?(?P<zone>[Zz](?![A-Za-z0-9])|(?:UTC|GMT)?[+][0-9]{2}:?[0-9]{2}(?![0-9])))?"
_ZONE_ISO = r"(?P<zone>[Zz](?![A-Za-z0-9])|[+-][0-9]{2}[:-]?[0-9]{2}(?![0-9]))?"

_JOINT = r"(?:[-_., ]{1,3}|[-_., ]?(?:at|um|à|时间)[-_., ]?)"
_FAR = r"[-_. ](?:[A-Za-z][A-Za-z0-9]{0,15})[-_. ]"
_HEAD, _TAIL = "(?<![0-9])", "(?![0-9])"


def _compiled(*parts: str) -> re.Pattern[str]:
    return re.compile(_HEAD + "".join(parts) + _TAIL)


def _times(*forms: str) -> str:
    """One of several forms of a time of day; the names of their groups get a number each."""
    return f"(?:{'|'.join(_numbered(form, number) for number, form in enumerate(forms))})"


def _numbered(form: str, number: int) -> str:
    return re.sub(r"(\(\?P[<=])([a-z]+)", rf"\g<1>\g<2>{number}", form)


_ANY_TIME = _times(_TIME_FULL_APART, _TIME_APART, _TIME_LETTERS, _TIME_CHINESE, _TIME_RUN)
_FULL_TIME = _times(_TIME_FULL_APART, _TIME_LETTERS, _TIME_CHINESE, _TIME_FULL_RUN)
_DAYS = (_DAY_RUN, _DAY_APART, _DAY_CHINESE)

ISO = tuple(_compiled(day, "[Tt]", _times(_TIME_APART, _TIME_LETTERS, _TIME_RUN), _ZONE_ISO) for day in _DAYS[:2])
"""With the T of ISO 8601: an offset may follow, also a negative one."""
JOINED = (
    _compiled(_DAY_CHINESE, f"{_JOINT}?", _ANY_TIME, _HALF, _ZONE),
    *(_compiled(day, _JOINT, _ANY_TIME, _HALF, _ZONE) for day in _DAYS[:2]),
    _compiled(_DAY_APART, _times(_TIME_CHINESE, _TIME_FULL_RUN), _ZONE),
)
"""Day and time with something short between them."""
RUN = _compiled(_DAY_RUN, _TIME_FULL_RUN, _ZONE)
"""Fourteen digits, or seventeen with thousandths."""
FAR = tuple(_compiled(day, _FAR, _times(_TIME_FULL_APART, _TIME_FULL_RUN)) for day in _DAYS[:2])
"""A word stands between day and time."""
YEAR_LAST = tuple(_compiled(day, f"(?:{_JOINT}|[Tt])", _ANY_TIME, _HALF) for day in (_DAY_LAST, _DAY_LAST_RUN))
YEAR_SHORT = (_compiled(_DAY_SHORT, f"(?:{_JOINT}|[Tt])", _FULL_TIME, _HALF), _compiled(_DAY_SHORT, _TIME_FULL_RUN))
DAY_ALONE = tuple(_compiled(day) for day in _DAYS)
TIME_ALONE = _compiled(
    _times(_TIME_CHINESE + "(?<=[分秒])", _TIME_LETTERS + "(?<=[sSmM])", rf"(?={_TWO}[.:]){_TIME_FULL_APART}")
)
EPOCH = _compiled("(?P<seconds>1[0-9]{9})(?P<part>[0-9]{3})?")
END = re.compile(
    rf"[-_ ]{{0,2}}(?:[-_~～ ]|至|到|to)[-_ ]{{0,2}}(?:{_DAY_RUN}[-_T ]?)?{_TIME_FULL_RUN}{_TAIL}"
    rf"|[-_ ]{{0,2}}(?:[-_~～ ]|至|到|to)[-_ ]{{0,2}}(?:{_numbered(_DAY_APART, 7)}[-_T ]{{1,3}})?"
    rf"{_numbered(_TIME_FULL_APART, 7)}{_TAIL}"
)
"""What may follow a start: the end of the recording, with or without its day."""
IDENTITY = re.compile(r"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}")
"""UUIDs: their groups of digits may look like a day and a time."""


def fields_of(match: re.Match[str]) -> dict[str, str]:
    """The groups that took part, without the numbers of the forms."""
    return {name.rstrip("0123456789"): value for name, value in match.groupdict().items() if value is not None}
