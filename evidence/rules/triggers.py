"""What the affordability and age triggers of a pack are measured by, and how their limits are written as figures."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evidence.labels import Label, Labelled
from evidence.model.case import Money, Person, Product
from evidence.model.kinds import ProductKind, Role
from evidence.rules.pack import AffordabilityTrigger

VALUE = "{value}"
"""Stands in the words of a trigger for its limit."""


class Limit(Labelled):
    """In what a limit is written that is no length of time."""

    TIMES = "times", "times", "倍"
    PERCENT = "percent", "percent", "%"
    AGE = "age", "years of age", "岁"

    def amount(self, length: int) -> Label:
        """`4 times`, `20 %`, `65 years of age`."""
        if self is Limit.PERCENT:
            return Label(f"{length} %", f"{length}%")
        return Label(f"{length} {self.label.en}", f"{length} {self.label.zh}")

    def inside(self, length: int) -> Label:
        """The same in the words of a trigger: `4 x`, `20 % of`, `65`."""
        said = {
            Limit.TIMES: Label(f"{length} x", f"{length} 倍"),
            Limit.PERCENT: Label(f"{length} % of", f"{length}%"),
            Limit.AGE: Label(f"{length}", f"{length}"),
        }
        return said[self]

    def compared(self, length: int) -> float:
        """The number that is compared."""
        return length / 100 if self is Limit.PERCENT else length


@dataclass(frozen=True, slots=True)
class Facts:
    """What the triggers of a pack are measured by."""

    product: Product
    age: int | None

    @property
    def single(self) -> bool:
        """Whether the premium is paid once."""
        return self.product.kind is ProductKind.LIFE_SINGLE or self.product.payment_years in (0, 1)

    @property
    def instalments(self) -> bool:
        """Whether it is paid over years."""
        return not self.single and (self.product.kind is ProductKind.LIFE_REGULAR or bool(self.product.payment_years))


@dataclass(frozen=True, slots=True)
class Metric:
    """How a trigger is measured, what it is called among the figures, and how a value is said.

    `field`: what of the form a hit is shown beside.
    """

    field: str
    name: Label
    limits: tuple[Limit, ...]
    """In what its limit may be written, the usual one first."""
    measure: Callable[[Facts], float | None]
    said: Label


def age_at_sale(product: Product, people: Iterable[Person]) -> int | None:
    """The age that the applicant, or else the complainant, reaches in the year of the sale."""
    sold = product.sold or product.applied or product.issued or product.receipt_signed
    born = {one.role: one.birth_year for one in people if one.birth_year is not None}
    year = born.get(Role.APPLICANT, born.get(Role.COMPLAINANT))
    return sold.day.year - year if sold is not None and year is not None and sold.day.year >= year else None


def _ratio(amount: Money | None, base: Money | None) -> float | None:
    if amount is None or base is None or base.minor <= 0 or amount.currency != base.currency:
        return None
    return amount.minor / base.minor


_RATIO = (Limit.PERCENT, Limit.TIMES)
METRICS: Mapping[str, Metric] = {
    "single_premium / household_annual_income": Metric(
        "premium",
        Label("single premium against household income", "趸交保费与家庭年收入之比"),
        (Limit.TIMES, Limit.PERCENT),
        lambda facts: _ratio(facts.product.premium, facts.product.household_income) if facts.single else None,
        Label(
            "The single premium is {value:.2f} times the household income of a year",
            "趸交保费为家庭年收入的 {value:.2f} 倍",
        ),
    ),
    "annual_instalment / household_annual_income": Metric(
        "premium",
        Label("instalment of a year against household income", "年交保费与家庭年收入之比"),
        _RATIO,
        lambda facts: _ratio(facts.product.premium, facts.product.household_income) if facts.instalments else None,
        Label("The instalment of a year is {value:.0%} of the household income", "年交保费为家庭年收入的 {value:.0%}"),
    ),
    "premium / stated_budget": Metric(
        "stated_budget",
        Label("premium against the stated budget", "保费与自述预算之比"),
        _RATIO,
        lambda facts: _ratio(facts.product.premium, facts.product.stated_budget),
        Label("The premium is {value:.0%} of the stated budget", "保费为自述预算的 {value:.0%}"),
    ),
    "payment_years + age": Metric(
        "birth_year",
        Label("years of payment and age together", "缴费年限与年龄之和"),
        (Limit.AGE,),
        lambda facts: (
            facts.product.payment_years + facts.age
            if facts.product.payment_years is not None and facts.age is not None
            else None
        ),
        Label("Years of payment and age make {value:.0f}", "缴费年限与年龄之和为 {value:.0f}"),
    ),
    "age": Metric(
        "birth_year",
        Label("age from which a customer has extra care", "须加强保护的客户年龄"),
        (Limit.AGE,),
        lambda facts: facts.age,
        Label("The customer reaches {value:.0f} in the year of the sale", "客户在销售当年满 {value:.0f} 岁"),
    ),
    "age_with_instalments": Metric(
        "birth_year",
        Label("age of customers who pay in instalments", "期交客户年龄"),
        (Limit.AGE,),
        lambda facts: facts.age if facts.instalments else None,
        Label(
            "The customer reaches {value:.0f} in the year of the sale and pays in instalments",
            "客户在销售当年满 {value:.0f} 岁，且为期交",
        ),
    ),
}  # fmt: skip
"""What a trigger of a pack may be measured by."""
OPERATORS: Mapping[str, Callable[[float, float], bool]] = {">": operator.gt, ">=": operator.ge}


def hits(
    product: Product, people: Sequence[Person], triggers: Iterable[AffordabilityTrigger]
) -> Iterator[tuple[str, AffordabilityTrigger, Label]]:
    """The triggers that are hit: beside which field, which one, what was measured.

    Amounts in different currencies are not compared. The premium of a product paid in instalments is taken as that of a
    year, as the form asks for it.
    """
    facts = Facts(product, age_at_sale(product, people))
    for trigger in triggers:
        metric, compare = METRICS.get(trigger.metric), OPERATORS.get(trigger.operator)
        value = metric.measure(facts) if metric else None
        if metric and compare and value is not None and compare(value, trigger.value):
            yield metric.field, trigger, metric.said.filled(value=value)


def limit_of(trigger: AffordabilityTrigger) -> tuple[int, Limit] | None:
    """The limit of a trigger as a whole number and its unit; None where it cannot be written so."""
    for limit in METRICS[trigger.metric].limits if trigger.metric in METRICS else ():
        length = round(trigger.value * 100) if limit is Limit.PERCENT else round(trigger.value)
        if abs(limit.compared(length) - trigger.value) < 1e-9:
            return length, limit
    return None


def limited(trigger: AffordabilityTrigger, length: int, limit: Limit) -> AffordabilityTrigger:
    """The trigger with another limit, in its words too."""
    number, words = limit.inside(length), trigger.words
    if VALUE not in words.en + words.zh:  # a file from before limits were figures says its own number
        amount = limit.amount(length)
        words = Label(f"{words.en} (limit: {amount.en})", f"{words.zh}（限值：{amount.zh}）")
    text = Label(words.en.replace(VALUE, number.en), words.zh.replace(VALUE, number.zh))
    return replace(trigger, value=limit.compared(length), text=text)


def spelled(trigger: AffordabilityTrigger) -> AffordabilityTrigger:
    """The trigger with its own limit in its words."""
    found = limit_of(trigger)
    if VALUE not in trigger.words.en + trigger.words.zh:
        return trigger
    if found is None:
        text = Label(*(words.replace(VALUE, f"{trigger.value:g}") for words in (trigger.words.en, trigger.words.zh)))
        return replace(trigger, text=text)
    return limited(trigger, *found)
