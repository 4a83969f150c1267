"""What the cells of a ticket list say: days, kinds of dispute, channels and amounts; None where they say none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from evidence.model.case import Money
from evidence.model.kinds import Channel, DisputeKind
from evidence.tickets.fields import DayOrder

_DAY = re.compile(
    r"(\d{1,4})\s*(?:[-/.]|年)\s*(\d{1,2})\s*(?:[-/.]|月)\s*(\d{1,4})\s*日?(?:[T\s]+\d{1,2}[:：时]\d{1,2}.{0,24})?"
)
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_AMOUNT = re.compile(r"(?:(?P<before>[A-Za-z]{3}|[¥￥$£€])\s*)?(?P<sum>\d{1,3}(?:[,，]\d{3})+|\d{1,15})"
                     r"(?:\.(?P<part>\d{1,2})0*)?\s*(?P<after>[A-Za-z]{3}|元|人民币)?")  # fmt: skip
_CURRENCIES = {"¥": "CNY", "￥": "CNY", "元": "CNY", "人民币": "CNY", "RMB": "CNY", "$": "USD", "£": "GBP", "€": "EUR"}
_KIND_WORDS: dict[DisputeKind, tuple[str, ...]] = {
    DisputeKind.BA: ("insurance", "bancassurance", "policy", "保险", "银保", "保单"),
    DisputeKind.WP: ("fund", "wealth", "investment", "理财", "基金"),
    DisputeKind.FE: ("fee", "fees", "charge", "charges", "收费", "年费", "手续费"),
    DisputeKind.AR: ("account opening", "card refused", "开户", "办卡"),
    DisputeKind.SC: ("conduct", "attitude", "态度"),
    DisputeKind.SU: ("outage", "unavailable", "不可用", "故障", "吞卡"),
    DisputeKind.BE: ("billing", "计费", "账单"),
    DisputeKind.CF: ("counterfeit", "假币"),
}
_CHANNEL_WORDS: dict[Channel, tuple[str, ...]] = {
    Channel.BRANCH: ("branch", "counter", "walk-in", "in person", "网点", "柜面", "现场"),
    Channel.HOTLINE: (
        "phone",
        "hotline",
        "telephone",
        "call",
        "call centre",
        "call center",
        "客服",
        "热线",
        "电话",
        "客服热线",
    ),
    Channel.INSURER: ("insurer", "保险公司"),
    Channel.REGULATOR_12378: ("12378", "regulator", "referral", "监管", "银保监", "金融监管"),
    Channel.PBOC_12363: ("12363", "人民银行", "人行"),
    Channel.GOV_12345: ("12345", "政务热线"),
    Channel.LETTER: ("letter", "postal mail", "mail", "post", "fax", "信函", "来信"),
    Channel.ONLINE: ("web", "online", "email", "e-mail", "app", "网络", "网站", "手机银行", "微信", "邮件"),
    Channel.MEDIA: ("media", "媒体"),
    Channel.COURT: ("court", "法院"),
    Channel.MEDIATION: ("mediation", "调解"),
    Channel.OTHER: ("other", "其他"),
}


@lru_cache(maxsize=16_384)
def day_of(text: str, order: DayOrder) -> date | None:
    """The day that a cell names, a time of day left aside; None: no day, or one that does not exist."""
    text = text.strip()
    if compact := _COMPACT.fullmatch(text):
        return _day(compact[1], compact[2], compact[3])
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    first, second, third = found[1], found[2], found[3]
    if len(first) == 4:
        return _day(first, second, third)
    if order is DayOrder.YMD:
        return _day(first, second, third) if len(first) == 2 else None
    if len(third) not in (2, 4):
        return None
    return _day(third, second, first) if order is DayOrder.DMY else _day(third, first, second)


def _day(year: str, month: str, day: str) -> date | None:
    if len(day) > 2 or len(year) not in (2, 4):
        return None
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None


def order_of(cells: Iterable[str]) -> DayOrder | None:
    """The order in which most cells of a column are days; None where two do equally well and differ."""
    counts = dict.fromkeys(DayOrder, 0)
    differ = False
    for cell in cells:
        days = {order: day_of(cell, order) for order in DayOrder}
        differ = differ or len(set(days.values())) > 1
        for order, day in days.items():
            counts[order] += day is not None
    best = max(counts.values())
    among = [order for order, count in counts.items() if count == best]
    return among[0] if len(among) == 1 or not differ else None


@lru_cache(maxsize=4096)
def kind_of(text: str) -> DisputeKind | None:
    """The kind of dispute that a cell names by code, by name, or by words of one kind alone."""
    said = text.strip().casefold()
    exact = [kind for kind in DisputeKind if said in (kind.value.casefold(), kind.label.en.casefold(), kind.label.zh)]
    if exact:
        return exact[0]
    found = [kind for kind, words in _KIND_WORDS.items() if any(_stands(word, said) for word in words)]
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=4096)
def channel_of(text: str) -> Channel | None:
    """The way that a cell names, by its word, by its name, or by words of one way alone."""
    said = text.strip().casefold()
    for one in Channel:
        if said in (one.value, one.label.en.casefold(), one.label.zh):
            return one
    found = [one for one, words in _CHANNEL_WORDS.items() if any(_stands(word, said) for word in words)]
    return found[0] if len(found) == 1 else None


def _stands(word: str, said: str) -> bool:
    """Whether a word stands in a text; of Latin letters only as a whole word."""
    return (
        word in said
        if not word.isascii()
        else re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", said) is not None
    )


def money_of(text: str) -> Money | None:
    """The amount that a cell names; without a currency it is taken as CNY."""
    found = _AMOUNT.fullmatch(text.strip())
    if found is None:
        return None
    named = (found["before"] or found["after"] or "CNY").upper()
    whole = int(re.sub("[,，]", "", found["sum"]))
    return Money(whole * 100 + int((found["part"] or "0").ljust(2, "0")), _CURRENCIES.get(named, named))
