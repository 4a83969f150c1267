"""A believable register of many complaints, for trying out, pictures and benchmarks. Nobody in it exists."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

from app.demo.complaints import BRANCHES, MATTERS, TITLES, WORDS
from app.demo.learning import PRODUCTS, days_until_decision, learn, one_of
from evidence.labels import Label
from evidence.model.case import Allegation, Case, Complaint, DatedFact, Money, Person, Product
from evidence.model.findings import Decision, Outcome, Redress
from evidence.model.handling import Step, StepKind
from evidence.model.kinds import CATEGORY_OF, CaseStatus, Channel, Demand, DisputeKind, ProductKind, Role
from evidence.model.people import Duty
from evidence.model.requests import EvidenceRequest, RequestTo, Withdrawal
from evidence.progress import Progress, no_progress
from evidence.register.lines import CaseState
from evidence.rules.checklists import load_checklists
from evidence.store.findings import add_decision
from evidence.store.handling import STEPS
from evidence.store.library import Library
from evidence.store.people import add_member, give_duty
from evidence.store.registering import Numbering, register_cases
from evidence.store.requests import add_request, add_withdrawal
from evidence.timecode import Moment

SEED = 20260302
YEARS = 3
"""Over how many years before today the complaints are spread."""
AT_ONCE = 500
"""Complaints of one transaction."""
PACK = "CN"
_YOUNG = (
    (CaseState.OPEN, 18), (CaseState.ACKNOWLEDGED, 12), (CaseState.EVIDENCE_ASKED, 24),
    (CaseState.IN_REVIEW, 22), (CaseState.SECOND_REVIEW, 6),
    (CaseState.DECIDED, 8), (CaseState.SENT, 6), (CaseState.WITHDRAWN, 4),
)  # fmt: skip
_MIDDLE = (
    (CaseState.CLOSED, 48), (CaseState.SENT, 22), (CaseState.DECIDED, 8), (CaseState.IN_REVIEW, 10),
    (CaseState.WITHDRAWN, 6), (CaseState.SECOND_REVIEW, 4), (CaseState.EVIDENCE_ASKED, 2),
)  # fmt: skip
_OLD = ((CaseState.CLOSED, 90), (CaseState.SENT, 3), (CaseState.WITHDRAWN, 7))
_BY_AGE = ((16, _YOUNG), (50, _MIDDLE))
"""Up to so many days old; beyond the last, everything has been decided."""
_OUTCOMES = (
    (Outcome.UPHELD, 22), (Outcome.PARTLY_UPHELD, 27), (Outcome.NOT_UPHELD, 34), (Outcome.GOODWILL, 11),
    (Outcome.REFERRED, 3), (Outcome.OUT_OF_SCOPE, 3),
)  # fmt: skip
_KINDS = (
    (DisputeKind.BA, 30), (DisputeKind.WP, 16), (DisputeKind.FE, 15), (DisputeKind.AR, 9), (DisputeKind.SC, 12),
    (DisputeKind.SU, 9), (DisputeKind.BE, 6), (DisputeKind.CF, 3),
)  # fmt: skip
_CHANNELS = (
    Channel.BRANCH,
    Channel.HOTLINE,
    Channel.REGULATOR_12378,
    Channel.GOV_12345,
    Channel.LETTER,
    Channel.ONLINE,
)
_SECOND = "second-reviewer"
_NEEDS_DECISION = (CaseState.DECIDED, CaseState.SENT, CaseState.CLOSED)


@dataclass(frozen=True, slots=True)
class Planned:
    """What one complaint of the register is to be."""

    received: date
    kind: DisputeKind
    state: CaseState
    title: Label
    branch: Label
    customer: str
    outcome: Outcome


def plan(count: int, today: date, seed: int = SEED) -> tuple[Planned, ...]:
    """So many complaints, the oldest first; the same for the same day and seed."""
    chance = random.Random(seed)  # a sample, nothing is kept secret by it
    days = sorted(_day(chance) for _ in range(count))
    return tuple(
        _planned(chance, today - timedelta(days=back), back, number) for number, back in enumerate(reversed(days))
    )


def build_register(
    library: Library, count: int, language: str, progress: Progress = no_progress, seed: int = SEED
) -> None:
    """Register so many complaints as a ticket list is, and do in each, as the window does, what its state needs.

    Raises:
        Cancelled: the person stopped it; whole transactions stay.
    """
    today = library.moment().at.date()
    planned = plan(count, today, seed)
    chance = random.Random(seed)  # a sample, nothing is kept secret by it
    later = random.Random(seed + 1)  # likewise
    second, numbering = add_member(library, _SECOND), Numbering(library)
    for first in range(0, count, AT_ONCE):
        progress(first, count)
        with library.change() as change:
            some = planned[first : first + AT_ONCE]
            cases = [_case(library.zone, one, numbering.label(one.received.year), language, chance) for one in some]
            register_cases(change, cases, [{"sample": seed}] * len(cases))
            for one, case in zip(some, cases, strict=True):
                _bring_to_state(library, case, one, today, later)
                if one.state in _NEEDS_DECISION:
                    learn(library, case.complaint.id, one.kind, one.received, today, language, later)
                if one.state is CaseState.SECOND_REVIEW:
                    give_duty(library, case.complaint.id, second, Duty.SECOND_REVIEWER)
    progress(count, count)


def _day(chance: random.Random) -> int:
    """How many days ago; somewhat more of late, as registers grow."""
    return int(YEARS * 365 * chance.random() ** 1.15)


def _planned(chance: random.Random, received: date, back: int, number: int) -> Planned:
    kind = one_of(chance, _KINDS)
    return Planned(
        received,
        kind,
        one_of(chance, next((states for days, states in _BY_AGE if back <= days), _OLD)),
        chance.choice(TITLES[kind]),
        chance.choice(BRANCHES),
        f"K-{(number * 7919 + 1013) % 1_000_000:06}",
        one_of(chance, _OUTCOMES),
    )


def _case(zone: str, one: Planned, label: str, language: str, chance: random.Random) -> Case:
    """The complaint with its people, product and what is alleged."""
    amount = Money(chance.randrange(5, 2_000) * 10_000, "CNY") if one.kind in (DisputeKind.BA, DisputeKind.WP) else None
    return Case(
        Complaint(
            uuid4(),
            label,
            one.kind,
            one.title.text(language),
            CATEGORY_OF[one.kind],
            load_checklists()[one.kind.value].version,
            PACK,
            zone,
            received=one.received,
            channel=chance.choice(_CHANNELS),
            verbatim=chance.choice(WORDS[one.kind]).text(language),
            demand=chance.choice(list(Demand)[1:]),
            amount=amount,
            status=CaseStatus.CLOSED if one.state is CaseState.CLOSED else
            CaseStatus.IN_REVIEW if one.state in (CaseState.IN_REVIEW, CaseState.SECOND_REVIEW) else CaseStatus.OPEN,
        ),
        (
            Person(uuid4(), Role.COMPLAINANT, one.customer, "", one.customer),
            Person(uuid4(), Role.BRANCH_MANAGER, "", one.branch.text(language)),
        ),
        _product(one, amount, chance) if amount else None,
        (Allegation(uuid4(), chance.choice(MATTERS[one.kind]).text(language)),),
    )  # fmt: skip


def _product(one: Planned, amount: Money, chance: random.Random) -> Product:
    """A policy or fund, sold half a year before and received three days later."""
    insurance = one.kind is DisputeKind.BA
    sold = one.received - timedelta(days=180)
    return Product(
        uuid4(),
        ProductKind.LIFE_SINGLE if insurance else ProductKind.WEALTH,
        one_of(chance, PRODUCTS[one.kind]),
        premium=amount,
        term_years=5 if insurance else None,
        sold=DatedFact(sold),
        receipt_signed=DatedFact(sold + timedelta(days=3)) if insurance else None,
    )


def _bring_to_state(library: Library, case: Case, one: Planned, today: date, chance: random.Random) -> None:
    """Let that stand in the case from which its state follows."""
    identity = case.complaint.id
    if one.state is CaseState.EVIDENCE_ASKED:
        asked = EvidenceRequest(
            RequestTo.CCTV_TEAM, one.title.en, sent=_moment(one.received, library), due=one.received + timedelta(days=7)
        )
        add_request(library, identity, asked)
    elif one.state is CaseState.ACKNOWLEDGED:
        told = _moment(min(one.received + timedelta(days=2), today), library)
        STEPS.add(library, identity, Step(StepKind.ACKNOWLEDGEMENT, told))
    elif one.state is CaseState.WITHDRAWN:
        add_withdrawal(library, identity, Withdrawal(one.received + timedelta(days=5), "by telephone"))
    elif one.state in _NEEDS_DECISION:
        day = min(one.received + timedelta(days=days_until_decision(chance, one.received)), today)
        sent = None if one.state is CaseState.DECIDED else _moment(day, library)
        redress = Redress.REFUND_PART if one.outcome is Outcome.PARTLY_UPHELD else Redress.EXPLANATION
        add_decision(
            library, identity, Decision(one.outcome, redress, letter_sent=sent, rights_notified=sent is not None)
        )


def _moment(day: date, library: Library) -> Moment:
    return Moment(datetime.combine(day, time(2, 0), UTC), library.zone, "")
