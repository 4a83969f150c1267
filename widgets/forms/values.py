"""What a person entered about a complaint. Identities and versions are added by the owner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from evidence.model.case import DatedFact, Money
from evidence.model.circumstances import Complexity, Risk, Vulnerability
from evidence.model.kinds import Channel, Demand, DisputeKind, ProductKind, Responsible, Role


@dataclass(frozen=True, slots=True)
class PersonValues:
    """Somebody in the case; `id` None: not registered yet."""

    id: UUID | None
    role: Role
    name: str
    organisation: str = ""
    pseudonym: str = ""
    birth_year: int | None = None
    registration: str = ""


@dataclass(frozen=True, slots=True)
class AllegationValues:
    """One thing that is said to have happened or not; `id` None: not registered yet."""

    id: UUID | None
    text: str
    responsible: Responsible = Responsible.BANK
    questions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """What can be tested of it: the words, and the codes of the points that answer it."""


@dataclass(frozen=True, slots=True)
class ProductValues:
    """The product or policy in dispute."""

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
    stated_budget: Money | None = None
    sum_insured: Money | None = None
    cash_value: Money | None = None
    cash_value_on: date | None = None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What decides how a complaint is handled; the names are those of a `Complaint`."""

    complexity: Complexity = Complexity.SIMPLE
    risk: Risk = Risk.NOT_STATED
    vulnerability: tuple[Vulnerability, ...] = ()
    group_size: int | None = None
    transfer_received: date | None = None


@dataclass(frozen=True, slots=True)
class CaseValues:
    """A complaint as it was entered."""

    title: str
    kind: DisputeKind
    received: date | None
    channel: Channel
    regulator_reference: str
    verbatim: str
    demand: Demand
    amount: Money | None
    people: tuple[PersonValues, ...]
    product: ProductValues | None
    allegations: tuple[AllegationValues, ...]
    branch: str = ""
    ticket: str = ""
    circumstances: Circumstances = Circumstances()
