"""Response clocks: the last day, what is left, and when an extension counts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.model.kinds import Answer
from evidence.rules.dates import CitedDate
from evidence.rules.deadlines import (
    Alarm,
    GrantedExtension,
    clocks_in_force,
    days_to_decide,
    deadline,
    decision_deadline,
)
from evidence.rules.packs import load_packs

CN = load_packs()["CN"]
RECEIVED = CitedDate(date(2026, 3, 2), "EX-07")


def test_fifteen_days_from_receipt() -> None:
    result = deadline(CN.clock("cn_decide_simple"), CN, RECEIVED, date(2026, 3, 5))
    assert result.due == date(2026, 3, 17)
    assert result.days_left == 12
    assert result.met is Answer.CANNOT_TELL
    assert "银行业保险业消费投诉处理管理办法" in result.source.zh
    assert "unverified" in result.standing.en
    assert "Calendar or working days: not settled" in result.steps[1].en


@pytest.mark.parametrize(
    ("left", "alarm"),
    [(15, Alarm.GREEN), (4, Alarm.GREEN), (3, Alarm.AMBER), (1, Alarm.AMBER), (0, Alarm.RED), (-5, Alarm.RED)],
)
def test_amber_at_a_quarter_and_red_at_nothing(left: int, alarm: Alarm) -> None:
    today = date(2026, 3, 17) - timedelta(days=left)
    assert deadline(CN.clock("cn_decide_simple"), CN, RECEIVED, today).alarm is alarm


def test_without_the_receipt_date_nothing_can_be_told() -> None:
    result = deadline(CN.clock("cn_decide_simple"), CN, None, date(2026, 3, 5))
    assert (result.due, result.alarm) == (None, Alarm.CANNOT_TELL)
    assert "receipt of the complaint" in result.needed[0].en


def test_a_clock_without_a_number_says_so() -> None:
    uk = load_packs()["UK"]
    result = deadline(uk.clock("uk_ack"), uk, RECEIVED, date(2026, 3, 5))
    assert result.alarm is Alarm.CANNOT_TELL
    assert "gives no number" in result.steps[1].en


@pytest.mark.parametrize(
    "extension",
    [
        GrantedExtension("", "complex", RECEIVED),
        GrantedExtension("Head office", " ", RECEIVED),
        GrantedExtension("Head office", "complex", None),
        GrantedExtension("Head office", "complex", CitedDate(date(2026, 3, 20))),
    ],
)
def test_an_extension_without_approver_reason_or_proof_of_notice_does_not_count(extension: GrantedExtension) -> None:
    result = deadline(CN.clock("cn_decide_complex"), CN, RECEIVED, date(2026, 3, 5), extension=extension)
    assert result.due == date(2026, 4, 1)
    assert "does not count" in result.steps[-1].en


def test_a_proper_extension_counts_from_the_start() -> None:
    extension = GrantedExtension("Head office", "complex", CitedDate(date(2026, 3, 20), "EX-08"))
    result = deadline(CN.clock("cn_decide_complex"), CN, RECEIVED, date(2026, 3, 5), extension=extension)
    assert result.due == RECEIVED.day + timedelta(days=60)
    simple = deadline(CN.clock("cn_decide_simple"), CN, RECEIVED, date(2026, 3, 5), extension=extension)
    assert simple.due == date(2026, 3, 17)


@pytest.mark.parametrize(("day", "met"), [(17, Answer.PASSED), (18, Answer.FAILED)])
def test_done_in_time_or_not(day: int, met: Answer) -> None:
    done = CitedDate(date(2026, 3, day), "EX-09")
    assert deadline(CN.clock("cn_decide_simple"), CN, RECEIVED, date(2026, 5, 1), done=done).met is met


def test_business_days_are_flagged() -> None:
    result = deadline(CN.clock("cn_regulator_transfer"), CN, RECEIVED, date(2026, 3, 5))
    assert result.due == date(2026, 3, 11)
    assert "Public holidays not considered" in result.steps[1].en


@pytest.mark.parametrize(
    ("pack", "kind", "clock"),
    [
        ("CN", "simple", ["cn_decide_simple"]),
        ("CN", "complex", ["cn_decide_complex"]),
        ("UK", "simple", ["uk_final", "uk_summary"]),
        ("UK", "payments", ["uk_final", "uk_summary", "uk_payments"]),
        ("US", "simple", []),
        ("GENERIC", "simple", ["gen_ack", "gen_update", "gen_decision"]),
    ],
)
def test_each_kind_of_case_has_its_clocks(pack: str, kind: str, clock: list[str]) -> None:
    assert [one.id for one in clocks_in_force(load_packs()[pack], RECEIVED.day, kind)] == clock


@pytest.mark.parametrize(
    ("pack", "due"),
    [("CN", "2026-03-17"), ("UK", "2026-04-27"), ("HK", "2026-04-01"), ("SG", "2026-04-13"), ("AU", "2026-04-01"),
     ("GENERIC", "2026-04-01")],
)  # fmt: skip
def test_the_decision_is_due_by_the_last_clock_of_the_pack(pack: str, due: str) -> None:
    found = decision_deadline(load_packs()[pack], RECEIVED, date(2026, 3, 5))
    assert found is not None and found.due == date.fromisoformat(due)
    assert not found.verified
    assert "unverified" in found.standing.en and "未核实" in found.standing.zh


def test_a_pack_without_a_number_in_force_has_no_deadline() -> None:
    assert decision_deadline(load_packs()["US"], RECEIVED, date(2026, 3, 5)) is None
    before = CitedDate(date(2020, 2, 29))
    assert decision_deadline(CN, before, date(2026, 3, 5)) is None
    assert decision_deadline(CN, CitedDate(date(2020, 3, 1)), date(2026, 3, 5)) is not None
    assert days_to_decide(CN, before.day, date(2026, 3, 5)) is None
    assert days_to_decide(CN, None, date(2026, 3, 5)) is None


def test_an_extension_prolongs_a_complex_case_only_with_proof_of_notice() -> None:
    told = GrantedExtension("Head office", "records abroad", CitedDate(date(2026, 3, 20), "EX-08"))
    silent = GrantedExtension("Head office", "records abroad", CitedDate(date(2026, 3, 20)))
    today = date(2026, 3, 21)
    long = decision_deadline(CN, RECEIVED, today, kind_of_case="complex", extension=told)
    short = decision_deadline(CN, RECEIVED, today, kind_of_case="complex", extension=silent)
    assert long is not None and long.due == date(2026, 5, 1)
    assert short is not None and short.due == date(2026, 4, 1)
    assert "does not count" in short.steps[-1].en


@given(st.sampled_from(sorted(load_packs())), st.dates(date(2021, 1, 1), date(2080, 1, 1)), st.integers(-500, 500))
def test_days_left_and_last_day_agree_in_every_pack(pack: str, received: date, passed: int) -> None:
    today = received + timedelta(days=passed)
    found = decision_deadline(load_packs()[pack], CitedDate(received), today)
    if found is None:
        return
    assert found.due is not None and found.days_left is not None
    assert today + timedelta(days=found.days_left) == found.due
    assert found.due > received
    assert (found.alarm is Alarm.RED) == (found.days_left <= 0)


@given(st.dates(date(2021, 1, 1), date(2080, 1, 1)), st.text(max_size=3), st.text(max_size=3), st.booleans())
def test_an_extension_never_shortens_and_counts_only_when_whole(
    received: date, approver: str, reason: str, proven: bool
) -> None:
    told = CitedDate(received + timedelta(days=20), "EX-08" if proven else None)
    extension = GrantedExtension(approver, reason, told)
    clock = CN.clock("cn_decide_complex")
    plain = deadline(clock, CN, CitedDate(received), received)
    longer = deadline(clock, CN, CitedDate(received), received, extension=extension)
    assert plain.due is not None and longer.due is not None
    whole = bool(approver.strip() and reason.strip()) and proven
    assert (longer.due > plain.due) is whole
