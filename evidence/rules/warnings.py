"""What a person who types a complaint should know now: each warning with its reason, its source, and how sure that is.

Pure functions. Nothing here decides or forbids: what is not known makes no warning, and nobody is blamed by one.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from evidence.labels import Label, Labelled
from evidence.model.case import Case, Money, Person, Product
from evidence.model.kinds import Answer, ProductKind, RecordingKind, Role
from evidence.model.recording import Exhibit
from evidence.rules.dates import CitedDate, days
from evidence.rules.hesitation import Hesitation, Place, hesitation
from evidence.rules.keeping import Footage, branch_footage
from evidence.rules.kinds import Certainty
from evidence.rules.pack import AffordabilityTrigger, Duty, RulePack

ENDING_DAYS = 3
"""A hesitation period that ends within so many days is about to end."""
INSURANCE = frozenset(
    {
        ProductKind.LIFE_SINGLE, ProductKind.LIFE_REGULAR, ProductKind.PARTICIPATING, ProductKind.UNIVERSAL,
        ProductKind.UNIT_LINKED, ProductKind.ANNUITY, ProductKind.HEALTH,
    }
)  # fmt: skip
SELLERS = frozenset({Role.SELLER_BANK, Role.SELLER_INSURER})
JUDGES = (Role.HANDLER, Role.REVIEWER, Role.SECOND_REVIEWER, Role.APPROVER)
NO_INTEREST = "no direct interest"
"""In the text of the duty of a pack that complaints are handled by persons without an interest in them."""


class About(Labelled):
    """What a warning is about; the form shows it beside the field of the same name."""

    HESITATION = "hesitation_days", "Hesitation period", "犹豫期"
    RECEIPT = "receipt_signed", "Receipt of the policy", "保单签收"
    CALLBACK = "called_back", "Call-back", "回访"
    PREMIUM = "premium", "Affordability", "可负担性"
    BUDGET = "stated_budget", "Stated budget", "自述预算"
    AGE = "birth_year", "Age at the sale", "销售时年龄"
    PEOPLE = "people", "Who reviews", "审查人"
    FOOTAGE = "footage", "Footage", "监控录像"
    LEGAL_BASIS = "legal_basis", "Legal basis of footage", "使用录像的法律依据"


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to know, why, and by which rule."""

    about: About
    reason: Label
    source: Label
    standing: Label

    @property
    def sentence(self) -> Label:
        """Reason, source and standing in one line."""
        return Label(
            f"{self.reason.en} ({self.source.en}; {self.standing.en})",
            f"{self.reason.zh}（{self.source.zh}；{self.standing.zh}）",
        )


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the triggers of a pack are measured by."""

    product: Product
    age: int | None

    @property
    def single(self) -> bool:
        return self.product.kind is ProductKind.LIFE_SINGLE or self.product.payment_years in (0, 1)

    @property
    def instalments(self) -> bool:
        return not self.single and (self.product.kind is ProductKind.LIFE_REGULAR or bool(self.product.payment_years))


def warnings_of(
    case: Case, exhibits: Sequence[Exhibit], pack: RulePack, handling: RulePack, today: date
) -> tuple[Notice, ...]:
    """All warnings about a complaint as it stands. `pack` held at the sale, `handling` when it was received."""
    found: list[Notice] = []
    if case.product is not None:
        labels = {one.id: one.label for one in exhibits}
        found += _dates(case.product, pack, labels, today)
        found += _triggers(case.product, case.people, pack)
    found += _people(case.people, handling)
    found += _footage(exhibits, handling, today)
    return tuple(found)


def age_at_sale(product: Product, people: Iterable[Person]) -> int | None:
    """The age that the applicant, or else the complainant, reaches in the year of the sale."""
    sold = product.sold or product.applied or product.issued or product.receipt_signed
    born = {one.role: one.birth_year for one in people if one.birth_year is not None}
    year = born.get(Role.APPLICANT, born.get(Role.COMPLAINANT))
    return sold.day.year - year if sold is not None and year is not None and sold.day.year >= year else None


def _dates(product: Product, pack: RulePack, labels: Mapping[UUID, str], today: date) -> Iterator[Notice]:
    found = hesitation(product, pack, labels, today)
    if product.kind in INSURANCE and product.receipt_signed is None:
        yield Notice(
            About.RECEIPT,
            Label(
                "No date of the signed receipt: the hesitation period cannot be counted. Ask for the receipt.",
                "缺少签收日期：无法计算犹豫期。请调取签收回执。",
            ),
            found.source,
            found.standing,
        )
    if found.place is Place.NO_REQUEST and found.days_left is not None and 0 <= found.days_left <= ENDING_DAYS:
        yield _ending(found)
    if found.callback is Answer.FAILED:
        yield Notice(About.CALLBACK, found.callback_reason, found.source, found.standing)


def _ending(found: Hesitation) -> Notice:
    left = days(found.days_left or 0)
    return Notice(
        About.HESITATION,
        Label(
            f"The hesitation period ends on {found.last_day}: {left.en} left.",
            f"犹豫期于 {found.last_day} 届满：剩余 {left.zh}。",
        ),
        found.source,
        found.standing,
    )


def _ratio(amount: Money | None, base: Money | None) -> float | None:
    if amount is None or base is None or base.minor <= 0 or amount.currency != base.currency:
        return None
    return amount.minor / base.minor


@dataclass(frozen=True, slots=True)
class _Metric:
    """How a trigger's metric is measured, and how the value is said."""

    about: About
    measure: Callable[[_Facts], float | None]
    said: Label


_METRICS: Mapping[str, _Metric] = {
    "single_premium / household_annual_income": _Metric(
        About.PREMIUM,
        lambda facts: _ratio(facts.product.premium, facts.product.household_income) if facts.single else None,
        Label(
            "The single premium is {value:.2f} times the household income of a year",
            "趸交保费为家庭年收入的 {value:.2f} 倍",
        ),
    ),
    "annual_instalment / household_annual_income": _Metric(
        About.PREMIUM,
        lambda facts: _ratio(facts.product.premium, facts.product.household_income) if facts.instalments else None,
        Label("The instalment of a year is {value:.0%} of the household income", "年交保费为家庭年收入的 {value:.0%}"),
    ),
    "premium / stated_budget": _Metric(
        About.BUDGET,
        lambda facts: _ratio(facts.product.premium, facts.product.stated_budget),
        Label("The premium is {value:.0%} of the stated budget", "保费为自述预算的 {value:.0%}"),
    ),
    "payment_years + age": _Metric(
        About.AGE,
        lambda facts: (
            facts.product.payment_years + facts.age
            if facts.product.payment_years is not None and facts.age is not None
            else None
        ),
        Label("Years of payment and age make {value:.0f}", "缴费年限与年龄之和为 {value:.0f}"),
    ),
    "age": _Metric(
        About.AGE,
        lambda facts: facts.age,
        Label("The customer reaches {value:.0f} in the year of the sale", "客户在销售当年满 {value:.0f} 岁"),
    ),
    "age_with_instalments": _Metric(
        About.AGE,
        lambda facts: facts.age if facts.instalments else None,
        Label(
            "The customer reaches {value:.0f} in the year of the sale and pays in instalments",
            "客户在销售当年满 {value:.0f} 岁，且为期交",
        ),
    ),
}  # fmt: skip
METRICS = frozenset(_METRICS)
"""What a trigger of a pack may be measured by."""
_OPERATORS: Mapping[str, Callable[[float, float], bool]] = {">": operator.gt, ">=": operator.ge}


def _triggers(product: Product, people: Sequence[Person], pack: RulePack) -> Iterator[Notice]:
    """The triggers of the pack that are hit. Amounts in different currencies are not compared.

    The premium of a product paid in instalments is taken as that of a year, as the form asks for it.
    """
    if product.kind not in INSURANCE:
        return
    facts = _Facts(product, age_at_sale(product, people))
    for trigger in pack.affordability_triggers:
        metric = _METRICS.get(trigger.metric)
        value = metric.measure(facts) if metric else None
        compare = _OPERATORS.get(trigger.operator)
        if metric and compare and value is not None and compare(value, trigger.value):
            yield _hit(metric, value, trigger, pack)


def _hit(metric: _Metric, value: float, trigger: AffordabilityTrigger, pack: RulePack) -> Notice:
    told = metric.said.filled(value=value)
    return Notice(
        metric.about,
        Label(f"{told.en}: {trigger.text.en}.", f"{told.zh}：{trigger.text.zh}。"),
        pack.citation(trigger.source),
        trigger.standing,
    )


def _people(people: Sequence[Person], pack: RulePack) -> Iterator[Notice]:
    """Somebody whose conduct is in question and who judges it: the same name, or the same member."""
    duty = next((one for one in pack.duties if NO_INTEREST in one.text.en), None)
    concerned = [one for one in people if one.role in SELLERS or one.accused]
    for judge in people:
        if judge.role in JUDGES and any(_same(judge, one) for one in concerned):
            yield _conflict(judge, duty, pack)


def _same(one: Person, other: Person) -> bool:
    if one.id == other.id:
        return one.accused
    if one.member is not None and one.member == other.member:
        return True
    return bool(one.name.strip()) and one.name.strip().casefold() == other.name.strip().casefold()


def _conflict(judge: Person, duty: Duty | None, pack: RulePack) -> Notice:
    role = judge.role.label
    return Notice(
        About.PEOPLE,
        Label(
            f"{judge.name} is named for the sale and as {role.en.lower()}: somebody else should review it.",
            f"{judge.name} 既为销售或被投诉人员，又为{role.zh}：应由他人审查。",
        ),
        pack.citation(duty.source) if duty else Label("practice: nobody reviews their own work", "惯例：不得自审"),
        duty.standing if duty else Certainty.JUDGEMENT.label,
    )


def _footage(exhibits: Sequence[Exhibit], pack: RulePack, today: date) -> Iterator[Notice]:
    for one in exhibits:
        recording = one.recording
        if recording.kind is not RecordingKind.CCTV:
            continue
        begun = recording.clock.wall(0)
        recorded = CitedDate(begun.at.date(), one.label) if begun else None
        kept = branch_footage(pack, recorded, today, own_day=recording.retention_until, held=recording.hold)
        if kept is not None and kept.state in (Footage.SOON, Footage.PERHAPS_GONE):
            yield Notice(
                About.FOOTAGE,
                Label(
                    f"What the camera of {one.label} recorded may be overwritten from {kept.overwritten_on} on: "
                    "ask its keeper now for everything that is needed.",
                    f"{one.label} 摄像机的录像自 {kept.overwritten_on} 起可能被覆盖：请立即向保管方调取所需内容。",
                ),
                kept.source,
                kept.standing,
            )
        if not one.legal_basis.strip():
            yield _no_basis(one, pack)


def _no_basis(one: Exhibit, pack: RulePack) -> Notice:
    offered = pack.legal_bases
    source = pack.citation(offered[0].source) if offered else Label(f"rule pack {pack.id}", f"规则包 {pack.id}")
    return Notice(
        About.LEGAL_BASIS,
        Label(
            f"No legal basis is written down for using the footage {one.label}. A person decides which.",
            f"未记录使用录像 {one.label} 的法律依据。由人选定。",
        ),
        source,
        offered[0].standing if offered else Label("no rule found", "未找到规则"),
    )
