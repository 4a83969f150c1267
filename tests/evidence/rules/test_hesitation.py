"""The hesitation period: the receipt decides, the contract's number comes first, doubt is a third answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.labels import Label
from evidence.model.case import DatedFact, Product
from evidence.model.kinds import Answer, ProductKind
from evidence.rules.hesitation import Hesitation, Place, hesitation
from evidence.rules.kinds import StartEvent, StartRule, Unit
from evidence.rules.packs import load_packs

DAY_0 = date(2026, 3, 1)
RECEIPT, LOG = uuid4(), uuid4()
EXHIBITS: dict[UUID, str] = {RECEIPT: "EX-05", LOG: "EX-04"}
TODAY = date(2026, 4, 1)


def day(number: int, exhibit: UUID | None = None) -> DatedFact:
    return DatedFact(DAY_0 + timedelta(days=number), exhibit)


D1 = Product(
    uuid4(),
    ProductKind.LIFE_SINGLE,
    "five-year endowment",
    term_years=5,
    sold=day(0),
    receipt_signed=day(1, RECEIPT),
    called_back=day(6, LOG),
    surrender_requested=day(16),
)
"""Case D1: sold on day 0, receipt signed on day 1, call-back on day 6, surrender requested on day 16."""


def look(product: Product, pack: str = "CN", today: date = TODAY) -> Hesitation:
    return hesitation(product, load_packs()[pack], EXHIBITS, today)


def said(result: Hesitation) -> str:
    return " ".join(step.en for step in result.steps)


def test_case_d1_the_request_on_day_16_is_still_inside_with_an_edge_flag() -> None:
    result = look(D1)
    assert result.last_day == DAY_0 + timedelta(days=16)
    assert result.place is Place.INSIDE
    assert result.edge
    assert result.callback is Answer.PASSED
    assert "24:00 of 2026-03-17" in said(result)
    assert "that day not counted" in said(result)
    assert "2026-03-02 (EX-05)" in said(result)
    assert "2026-03-17 (stated, not evidenced)" in said(result)


def test_case_d1_counts_the_number_of_the_contract_when_it_has_one() -> None:
    result = look(replace(D1, contract_hesitation_days=20))
    assert result.last_day == DAY_0 + timedelta(days=21)
    assert result.from_contract
    assert not result.edge
    assert "contract's own number" in result.standing.en


def test_case_d1b_without_a_receipt_nothing_can_be_told_and_the_receipt_is_asked_for() -> None:
    result = look(replace(D1, receipt_signed=None))
    assert result.place is Place.CANNOT_TELL
    assert result.last_day is None
    assert result.callback is Answer.CANNOT_TELL
    assert not result.edge
    assert "signed receipt of the policy" in result.reason.en
    assert "签收保单" in result.reason.zh
    assert [need.en for need in result.needed] == ["the dated proof of: signed receipt of the policy"]


@pytest.mark.parametrize(("request_day", "place", "edge"), [
    (14, Place.INSIDE, False), (15, Place.INSIDE, True), (16, Place.INSIDE, True),
    (17, Place.OUTSIDE, True), (18, Place.OUTSIDE, False),
])  # fmt: skip
def test_one_day_around_the_end_is_flagged(request_day: int, place: Place, edge: bool) -> None:
    result = look(replace(D1, surrender_requested=day(request_day)))
    assert (result.place, result.edge) == (place, edge)


def test_the_source_is_an_instrument_with_its_certainty_and_no_web_address() -> None:
    result = look(D1)
    assert "关于进一步规范商业银行代理保险业务销售行为的通知" in result.source.en
    assert "保监发〔2014〕3号" in result.source.en
    assert result.standing == Label("recalled, confident; unverified", "凭记忆，较有把握；未核实")
    assert not result.verified
    assert result.standing.en == "recalled, confident; unverified"
    assert ".com" not in said(result) + result.source.en


def test_a_contract_below_the_minimum_is_left_to_a_person() -> None:
    result = look(replace(D1, contract_hesitation_days=10))
    assert result.below_minimum
    assert result.length == 10
    assert "below the minimum of 15 days" in said(result)


@pytest.mark.parametrize("number", [0, -3, 10**9])
def test_an_impossible_number_of_days_cannot_be_told(number: int) -> None:
    result = look(replace(D1, contract_hesitation_days=number))
    assert result.place is Place.CANNOT_TELL
    assert str(number) in result.reason.en


def test_a_pack_without_a_number_asks_for_the_contract() -> None:
    result = look(D1, "GENERIC")
    assert result.place is Place.CANNOT_TELL
    assert "number of days in the contract" in result.reason.en
    assert look(replace(D1, contract_hesitation_days=15), "GENERIC").place is Place.INSIDE


def test_a_range_in_the_pack_is_not_a_number() -> None:
    assert "14 to 30" in look(D1, "EU").reason.en


def test_a_rule_for_longer_terms_does_not_fit_a_one_year_policy() -> None:
    assert look(replace(D1, term_years=1)).place is Place.CANNOT_TELL
    assert "term of the policy is not registered" in said(look(replace(D1, term_years=None)))


def test_another_channel_has_another_number() -> None:
    result = hesitation(D1, load_packs()["CN"], EXHIBITS, TODAY, bank=False)
    assert (result.length, result.standing.en) == (10, "recalled, not sure; unverified")


def test_no_request_is_not_an_answer_about_one() -> None:
    result = look(replace(D1, surrender_requested=None), today=DAY_0 + timedelta(days=12))
    assert result.place is Place.NO_REQUEST
    assert result.days_left == 4
    assert "4 days left" in said(result)


def test_a_late_call_back_is_seen() -> None:
    assert look(replace(D1, called_back=day(17))).callback is Answer.FAILED
    assert look(replace(D1, called_back=None)).callback is Answer.CANNOT_TELL


def test_where_the_later_of_two_events_counts_both_must_be_known() -> None:
    pack = load_packs()["CN"]
    rule = replace(
        pack.cooling_off[0],
        start_rule=StartRule.LATER_OF,
        start_events=(StartEvent.SALE_DATE, StartEvent.POLICY_RECEIVED),
    )
    both = hesitation(D1, pack, EXHIBITS, TODAY, rule=rule)
    assert both.start is not None
    assert both.start.day == DAY_0 + timedelta(days=1)
    one = hesitation(replace(D1, sold=None), pack, EXHIBITS, TODAY, rule=rule)
    assert one.place is Place.CANNOT_TELL
    assert "sale" in one.reason.en


def test_business_days_are_counted_and_flagged() -> None:
    pack = load_packs()["CN"]
    rule = replace(pack.cooling_off[0], unit=Unit.BUSINESS_DAY)
    result = hesitation(D1, pack, EXHIBITS, TODAY, rule=rule)
    assert "Public holidays not considered" in said(result)


@given(st.integers(1, 3660), st.integers(0, 4000))
def test_inside_means_that_no_more_days_have_passed_than_the_period_has(length: int, passed: int) -> None:
    product = replace(D1, contract_hesitation_days=length, surrender_requested=day(1 + passed))
    result = look(product)
    assert (result.place is Place.INSIDE) == (passed <= length)
    assert result.edge == (abs(passed - length) <= 1)


def test_every_sentence_is_there_in_both_languages() -> None:
    for product in (D1, replace(D1, receipt_signed=None), replace(D1, contract_hesitation_days=3)):
        result = look(product)
        for label in (*result.steps, *result.needed, result.reason, result.callback_reason, result.standing):
            assert label.en.strip()
            assert any("一" <= character <= "鿿" for character in label.zh)
