"""What a person who types a complaint should know now: each warning with its reason, its source, and how sure that is.

Pure functions. Nothing here decides or forbids: what is not known makes no warning, and nobody is blamed by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from evidence.labels import Label, Labelled
from evidence.model.case import Case, Person, Product
from evidence.model.kinds import INSURANCE, Answer, RecordingKind, Role
from evidence.model.recording import Exhibit
from evidence.rules.dates import days
from evidence.rules.hesitation import Hesitation, Place, hesitation
from evidence.rules.keeping import Footage, footage_kept
from evidence.rules.kinds import Certainty
from evidence.rules.pack import Duty, RulePack
from evidence.rules.triggers import hits

ENDING_DAYS = 3
"""A hesitation period that ends within so many days is about to end."""
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


def warnings_of(
    case: Case,
    exhibits: Sequence[Exhibit],
    pack: RulePack,
    handling: RulePack,
    today: date,
    keeping: Callable[[date | None], RulePack] | None = None,
) -> tuple[Notice, ...]:
    """All warnings about a complaint as it stands. `pack` held at the sale, `handling` when it was received.

    `keeping`: the pack as it held on a day, for recordings; without it that of the handling.
    """
    found: list[Notice] = []
    if case.product is not None:
        labels = {one.id: one.label for one in exhibits}
        found += _dates(case.product, pack, labels, today)
        found += _triggers(case.product, case.people, pack)
    found += _people(case.people, handling)
    found += _footage(exhibits, handling, keeping or (lambda day: handling), case.complaint.zone, today)
    return tuple(found)


def _dates(product: Product, pack: RulePack, labels: Mapping[UUID, str], today: date) -> Iterator[Notice]:
    if product.kind not in INSURANCE and product.contract_hesitation_days is None:
        return
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


def _triggers(product: Product, people: Sequence[Person], pack: RulePack) -> Iterator[Notice]:
    """The triggers of the pack that are hit."""
    if product.kind not in INSURANCE:
        return
    for field, trigger, told in hits(product, people, pack.affordability_triggers):
        yield Notice(
            About(field),
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


def _footage(
    exhibits: Sequence[Exhibit], pack: RulePack, keeping: Callable[[date | None], RulePack], zone: str, today: date
) -> Iterator[Notice]:
    for one in exhibits:
        if one.recording.kind is not RecordingKind.CCTV:
            continue
        kept = footage_kept(one, keeping, zone, today)
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
