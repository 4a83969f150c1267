"""Warnings while a complaint is typed: each with its reason and its source, and silence where nothing is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from evidence.model.case import Case, Complaint, DatedFact, Money, Person, Product
from evidence.model.kinds import Category, DisputeKind, ProductKind, RecordingKind, Role
from evidence.model.recording import Exhibit
from evidence.rules.dates import days
from evidence.rules.packs import load_packs
from evidence.rules.triggers import METRICS
from evidence.rules.warnings import About, Notice, warnings_of
from tests.widgets import samples

CN = load_packs()["CN"]
TODAY = date(2026, 3, 24)
COMPLAINT = Complaint(
    UUID(int=1), "C-2026-0001", DisputeKind.BA, "t", Category.BANCASSURANCE, "1", "CN", "Asia/Shanghai"
)
SINGLE = Product(
    UUID(int=2),
    ProductKind.LIFE_SINGLE,
    "Evergreen",
    premium=Money(30_000_000, "CNY"),
    sold=DatedFact(date(2026, 3, 1)),
    receipt_signed=DatedFact(date(2026, 3, 2)),
    surrender_requested=DatedFact(date(2026, 3, 10)),
)


def told(product: Product | None = None, *people: Person, exhibits: tuple[Exhibit, ...] = ()) -> dict[About, Notice]:
    found = warnings_of(Case(COMPLAINT, people, product), exhibits, CN, CN, TODAY)
    return {one.about: one for one in found}


def person(role: Role, name: str, born: int | None = None) -> Person:
    return Person(uuid4(), role, name, birth_year=born)


def camera(**changes: Any) -> Exhibit:
    one = samples.exhibits()[0]
    recording = replace(one.recording, kind=RecordingKind.CCTV, retention_until=None, hold=False)
    return replace(one, recording=replace(recording, **changes), legal_basis="")


def test_an_ordinary_complaint_warns_of_nothing() -> None:
    assert told(SINGLE, person(Role.SELLER_BANK, "Adviser"), person(Role.REVIEWER, "Zhao Min")) == {}
    assert told() == {}


@pytest.mark.parametrize(("today", "left"), [(date(2026, 3, 14), 3), (date(2026, 3, 17), 0)])
def test_the_end_of_the_hesitation_period_is_told_with_the_days_left(today: date, left: int) -> None:
    waiting = replace(SINGLE, surrender_requested=None)
    (found,) = warnings_of(Case(COMPLAINT, (), waiting), (), CN, CN, today)
    assert (
        found.about is About.HESITATION
        and f"{days(left).en} left" in found.reason.en
        and "2026-03-17" in found.reason.zh
    )
    assert "保监发〔2014〕3号" in found.source.en and "unverified" in found.standing.en


@pytest.mark.parametrize("today", [date(2026, 3, 13), date(2026, 3, 18)])
def test_before_and_after_it_nothing_is_told(today: date) -> None:
    assert warnings_of(Case(COMPLAINT, (), replace(SINGLE, surrender_requested=None)), (), CN, CN, today) == ()


def test_without_the_receipts_date_it_is_asked_for_and_only_of_insurance() -> None:
    assert set(told(replace(SINGLE, receipt_signed=None))) == {About.RECEIPT}
    assert told(replace(SINGLE, receipt_signed=None, kind=ProductKind.FUND)) == {}


def test_a_call_back_after_the_period_is_told() -> None:
    assert About.CALLBACK in told(replace(SINGLE, called_back=DatedFact(date(2026, 3, 18))))
    assert told(replace(SINGLE, called_back=DatedFact(date(2026, 3, 17)))) == {}


@pytest.mark.parametrize(
    ("about", "hit", "just_not"),
    [
        (About.PREMIUM, {"household_income": Money(7_499_999, "CNY")}, {"household_income": Money(7_500_000, "CNY")}),
        (About.BUDGET, {"stated_budget": Money(20_000_000, "CNY")}, {"stated_budget": Money(20_000_001, "CNY")}),
        (
            About.PREMIUM,
            {"kind": ProductKind.LIFE_REGULAR, "payment_years": 5, "household_income": Money(149_999_999, "CNY")},
            {"kind": ProductKind.LIFE_REGULAR, "payment_years": 5, "household_income": Money(150_000_000, "CNY")},
        ),
    ],
)
def test_a_trigger_of_affordability_is_hit_exactly_where_the_pack_says(
    about: About, hit: dict[str, Any], just_not: dict[str, Any]
) -> None:
    found = told(replace(SINGLE, **hit))
    assert set(found) == {about} and "保监发〔2014〕3号" in found[about].source.zh
    assert "xhyuejin" not in found[about].sentence.en and "未核实" in found[about].sentence.zh
    assert told(replace(SINGLE, **just_not)) == {}


def test_amounts_of_two_currencies_are_not_compared() -> None:
    assert told(replace(SINGLE, household_income=Money(1, "USD"))) == {}


def test_age_is_told_by_the_year_of_the_sale_and_by_how_the_premium_is_paid() -> None:
    regular = replace(SINGLE, kind=ProductKind.LIFE_REGULAR, payment_years=3)
    aged = {born: told(SINGLE, person(Role.COMPLAINANT, "Lin", born)) for born in (1961, 1962)}
    assert "65" in aged[1961][About.AGE].reason.en and aged[1962] == {}
    assert About.AGE in told(regular, person(Role.APPLICANT, "Lin", 1965))
    assert told(regular, person(Role.APPLICANT, "Lin", 1970)) == {}
    both = warnings_of(Case(COMPLAINT, (person(Role.APPLICANT, "Lin", 1965),), regular), (), CN, CN, TODAY)
    assert len(both) == 2  # payment years and age, and instalments over 60


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.SECOND_REVIEWER, Role.APPROVER])
def test_a_seller_who_reviews_or_approves_is_told(role: Role) -> None:
    found = told(None, person(Role.SELLER_BANK, "Chen Hao"), person(role, " chen hao "))
    assert role.label.en.lower() in found[About.PEOPLE].reason.en and "消费投诉" in found[About.PEOPLE].source.zh


def test_footage_about_to_be_overwritten_and_without_a_legal_basis_is_told_of_cameras_only() -> None:
    found = told(None, exhibits=(camera(retention_until=date(2026, 3, 25)),))
    assert "2026-03-26" in found[About.FOOTAGE].reason.en and About.LEGAL_BASIS in found
    held = camera(retention_until=date(2026, 3, 25), hold=True)
    assert set(told(None, exhibits=(held,))) == {About.LEGAL_BASIS}
    assert told(None, exhibits=(camera(kind=RecordingKind.DUAL_RECORDING),)) == {}
    assert told(None, exhibits=(replace(held, legal_basis="PIPL art. 13"),)) == {}


def test_every_trigger_that_ships_is_measured() -> None:
    assert {one.metric for pack in load_packs().values() for one in pack.affordability_triggers} <= set(METRICS)
