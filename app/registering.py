"""From what a person typed into the form to the values of the domain, keeping what was registered before."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

from evidence.model.case import Allegation, Case, Person, Product
from evidence.model.kinds import CATEGORY_OF
from widgets.forms.values import AllegationValues, CaseValues, ProductValues


def described(before: Case, values: CaseValues) -> Case:
    """The case as the form says it; identities, questions and what the form does not show stay."""
    complaint = replace(
        before.complaint,
        title=values.title,
        kind=values.kind,
        category=CATEGORY_OF[values.kind],
        received=values.received,
        channel=values.channel,
        regulator_reference=values.regulator_reference,
        verbatim=values.verbatim,
        demand=values.demand,
        amount=values.amount,
        branch=values.branch,
        ticket=values.ticket,
    )
    people = tuple(
        Person(person.id or uuid4(), person.role, person.name, person.organisation, person.pseudonym)
        for person in values.people
    )
    product = _product(before.product, values.product)
    return Case(complaint, people, product, _allegations(before, values.allegations))


def _product(before: Product | None, values: ProductValues | None) -> Product | None:
    if values is None:
        return before
    return Product(
        id=before.id if before else uuid4(),
        kind=values.kind,
        name=values.name,
        insurer=values.insurer,
        distributor=values.distributor,
        policy_number=values.policy_number,
        premium=values.premium,
        payment_form=values.payment_form,
        payment_years=values.payment_years,
        term_years=values.term_years,
        contract_hesitation_days=values.contract_hesitation_days,
        sold=values.sold,
        issued=values.issued,
        receipt_signed=values.receipt_signed,
        called_back=values.called_back,
        surrender_requested=values.surrender_requested,
    )


def _allegations(before: Case, values: tuple[AllegationValues, ...]) -> tuple[Allegation, ...]:
    known: dict[UUID, Allegation] = {one.id: one for one in before.allegations}
    result = []
    for one in values:
        old = known.get(one.id) if one.id else None
        result.append(
            replace(old, text=one.text, responsible=one.responsible)
            if old
            else Allegation(uuid4(), one.text, one.responsible)
        )
    return tuple(result)
