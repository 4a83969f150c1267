"""Response clocks: the last day, what is left, and when an extension counts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from evidence.model.kinds import Answer
from evidence.rules.dates import CitedDate
from evidence.rules.deadlines import Alarm, GrantedExtension, deadline
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
