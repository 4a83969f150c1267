"""What becomes of the rows of a list, and why some are refused."""

from __future__ import annotations

from datetime import date

import pytest

from evidence.errors import WrongUse
from evidence.model.case import Money
from evidence.model.kinds import Channel, DisputeKind
from evidence.tickets import fields
from evidence.tickets.fields import DayOrder, Field, Mapping
from evidence.tickets.judging import Judged, NotClear, judge
from evidence.tickets.sheets import Row, Table
from evidence.tickets.values import channel_of, day_of, kind_of, money_of, order_of

HEADINGS = ("工单号", "受理日期", "投诉类型", "渠道", "涉及金额", "投诉内容")


def table(*rows: tuple[str, ...], headings: tuple[str, ...] = HEADINGS) -> Table:
    return Table("list.csv", "0" * 64, "utf-8", None, headings, tuple(Row("", n, row) for n, row in enumerate(rows, 2)))


def judged(*rows: tuple[str, ...], known: dict[str, str] | None = None, said: str = "") -> Judged:
    made = table(*rows)
    return judge(made, fields.parse(said, made.headings), known or {})


def test_a_good_row_becomes_a_complaint() -> None:
    [one] = judged(("GD1", "2026年3月10日 09:30", "银行代理保险", "客服热线", "￥1,200.5", "=1+1 不知道会亏")).tickets
    assert (one.ticket, one.received, one.kind, one.channel) == (
        "GD1", date(2026, 3, 10), DisputeKind.BA, Channel.HOTLINE,
    )  # fmt: skip
    assert one.amount == Money(120_050, "CNY") and one.words == one.title == "=1+1 不知道会亏" and one.row == 2


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (("1", "2026-02-30", "FE"), "受理日期", "“2026-02-30” is no day that exists"),
        (("1", "=TODAY()", "FE"), "受理日期", "a formula is kept as its text and never computed"),
        (("1", "2026-03-10", "weather"), "投诉类型", "none of the eight kinds"),
        (("1", "2026-03-10", "FE", "", "much"), "涉及金额", "“much” is no amount"),
        (("1", "2026-03-10", "FE", "", "", "x" * 200_001), "投诉内容", "200,001 characters"),
        (("1" * 1001, "2026-03-10", "FE"), "工单号", "1,001 characters"),
        (("1", "2026-03-10", "FE", "", "", "\udcff"), "投诉内容", "bytes cannot be read"),
        (("1", "2026-03-10", "FE", "", "", "", "more"), "", "7 cells, and there are 6 headings"),
        (("K1", "2026-03-10", "FE"), "工单号", "registered already as C-2026-0007"),
    ],
)
def test_a_row_is_refused_with_its_column_and_a_plain_reason(row: tuple[str, ...], column: str, words: str) -> None:
    found = judged(row, ("2", "2026-03-10", "FE"), known={"K1": "C-2026-0007"})
    [problem] = found.problems
    assert (problem.row, problem.column, problem.refused) == (2, column, True) and words in problem.reason.en
    assert problem.reason.zh and [one.ticket for one in found.tickets] == ["2"] and found.refused == 1


def test_the_same_number_twice_names_the_first_row() -> None:
    found = judged(("A", "2026-03-10", "FE"), ("A", "2026-03-11", "FE"))
    assert len(found.tickets) == 1 and "stands in row 2 already" in found.problems[0].reason.en


def test_long_words_control_signs_and_unknown_ways_are_kept_and_told() -> None:
    found = judged(("1", "2026-03-10", "FE", "pigeon", "", "\u202eabc" + "长" * 100_000))
    assert [one.refused for one in found.problems] == [False, False] and len(found.tickets[0].words) == 100_004
    assert found.tickets[0].channel is Channel.OTHER


def test_the_order_of_dates_comes_from_the_whole_column_and_is_asked_for_where_it_cannot() -> None:
    assert order_of(["9/24/19", "1/2/19"]) is DayOrder.MDY
    assert order_of(["1.2.2026", "31.1.2026"]) is DayOrder.DMY
    assert order_of(["2026-01-02", "20260103"]) is not None
    assert order_of(["1/2/2026", "3/4/2026"]) is None
    with pytest.raises(NotClear, match=r"受理日期.*1/2/2026"):
        judged(("1", "1/2/2026", "FE"))
    assert judged(("1", "1/2/2026", "FE"), said="dates=dmy").tickets[0].received == date(2026, 2, 1)
    mixed = judged(("1", "24/9/2026", "FE"), ("2", "25/9/2026", "FE"), ("3", "9/26/2026", "FE"))
    assert [one.row for one in mixed.problems] == [4]


def test_values_are_understood_or_not() -> None:
    assert day_of("29/2/2025", DayOrder.DMY) is None and day_of("29/2/2024", DayOrder.DMY) == date(2024, 2, 29)
    assert kind_of("Life insurance") is DisputeKind.BA and kind_of("insurance fee") is None
    assert channel_of("Postal mail") is Channel.LETTER and channel_of("Web") is Channel.ONLINE
    assert money_of("$1,000") == Money(100_000, "USD") and money_of("-5") is None and money_of("1,00") is None


def test_columns_are_guessed_changed_and_remembered_as_text() -> None:
    guessed = fields.guess(HEADINGS)
    assert dict(guessed.columns)[Field.KIND] == 2
    changed = fields.parse("ticket=-,words=渠道,default=fe,dates=mdy", HEADINGS, guessed)
    assert changed.column(Field.TICKET) is None and changed.column(Field.WORDS) == 3 and changed.kind == "FE"
    assert fields.parse(changed.text_form(), HEADINGS, Mapping(())) == changed
    for wrong in ("nothing=1", "ticket=99", "ticket", "dates=xyz"):
        with pytest.raises(WrongUse, match="names no column"):
            fields.parse(wrong, HEADINGS)


def test_without_a_kind_nothing_is_registered_by_chance() -> None:
    with pytest.raises(WrongUse, match="kind of dispute"):
        judge(table(("1", "x"), headings=("Ticket", "Words")), fields.guess(("Ticket", "Words")), {})
