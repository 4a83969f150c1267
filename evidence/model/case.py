"""A complaint with its people, its product, and what is alleged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from evidence.model.circumstances import Complexity, Risk, Vulnerability
from evidence.model.kinds import (
    AllegationStatus,
    CaseStatus,
    Category,
    Channel,
    Demand,
    DisputeKind,
    ProductKind,
    Responsible,
    Role,
)

if TYPE_CHECKING:
    from evidence.rules.checklists import Checklist


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in the smallest unit of its currency (fen, cent)."""

    minor: int
    currency: str

    def text(self) -> str:
        """`CNY 50,000.00`."""
        return f"{self.currency} {self.minor // 100:,}.{self.minor % 100:02}"


@dataclass(frozen=True, slots=True)
class DatedFact:
    """A date that enters the arithmetic, and the exhibit that proves it (None: stated, not evidenced)."""

    day: date
    exhibit: UUID | None = None


@dataclass(frozen=True, slots=True)
class Complaint:
    """One complaint as it was received. `label` is unique within the library, `id` everywhere."""

    id: UUID
    label: str
    kind: DisputeKind
    title: str
    category: Category
    checklist_version: str
    rule_pack: str
    zone: str
    received: date | None = None
    channel: Channel = Channel.NOT_STATED
    verbatim: str = ""
    demand: Demand = Demand.NOT_STATED
    amount: Money | None = None
    regulator_reference: str = ""
    status: CaseStatus = CaseStatus.OPEN
    branch: str = ""
    """Where the complaint belongs; empty: the register shows the organisation of the bank's person."""
    ticket: str = ""
    """The number that the complaint has in another system."""
    complexity: Complexity = Complexity.SIMPLE
    risk: Risk = Risk.NOT_STATED
    vulnerability: tuple[Vulnerability, ...] = ()
    group_size: int | None = None
    """How many people complain together; None: one."""
    transfer_received: date | None = None
    """The day on which the complaint came from a regulator or another office."""
    repeat_of: UUID | None = None
    """The complaint of the same matter that was handled before."""
    handling_version: str = ""
    """The version of the list on complaint handling that it was registered with, as `checklist_version` is that of its
    own list; empty where only one had ever come with the program. What holds now is in `Case.checklists`."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the case. The pseudonym stands for the name in copies that leave the house."""

    id: UUID
    role: Role
    name: str
    organisation: str = ""
    pseudonym: str = ""
    accused: bool = False
    """Whether the complaint is about what this person did."""
    member: UUID | None = None
    """The member who this person is, where it is somebody who works with this library."""
    birth_year: int | None = None
    """From which the age at the sale follows. Sensitive: copies that leave the house cover it as they do the name."""
    registration: str = ""
    """The number under which a seller is registered."""


@dataclass(frozen=True, slots=True)
class Product:
    """The product or policy in dispute, with its money and its dates."""

    id: UUID
    kind: ProductKind
    name: str
    insurer: str = ""
    distributor: str = ""
    policy_number: str = ""
    premium: Money | None = None
    payment_form: str = ""
    payment_years: int | None = None
    term_years: int | None = None
    contract_hesitation_days: int | None = None
    sold: DatedFact | None = None
    issued: DatedFact | None = None
    receipt_signed: DatedFact | None = None
    called_back: DatedFact | None = None
    surrender_requested: DatedFact | None = None
    applied: DatedFact | None = None
    surrender_effective: DatedFact | None = None
    household_income: Money | None = None
    """Of a year, as it was stated. Sensitive: copies that leave the house cover it as they cover names."""
    stated_budget: Money | None = None
    """What the customer said they could spend on it; sensitive too."""
    sum_insured: Money | None = None
    cash_value: Money | None = None
    cash_value_on: date | None = None
    """The day that the cash value is of."""


@dataclass(frozen=True, slots=True)
class Question:
    """A testable question under an allegation, with the checklist points that answer it."""

    id: UUID
    text: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Allegation:
    """One thing the customer says happened or did not happen."""

    id: UUID
    text: str
    responsible: Responsible = Responsible.BANK
    status: AllegationStatus = AllegationStatus.OPEN
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A complaint with everything that was registered about it (its exhibits and marks are asked for apart)."""

    complaint: Complaint
    people: tuple[Person, ...] = ()
    product: Product | None = None
    allegations: tuple[Allegation, ...] = ()
    checklists: tuple[Checklist, ...] = ()
    """The lists that it is judged by, in its versions and with the points of its days; none where it has no library."""
    versions_had: tuple[Checklist, ...] = ()
    """Every version that it is or was judged by, whole: what marks on points that are gone were about."""

    @property
    def sale_day(self) -> date | None:
        """The day by whose rules conduct is judged: that of the sale, or of the contract where only that is known."""
        product = self.product
        known = (product.sold or product.issued or product.receipt_signed) if product else None
        return known.day if known else None
