"""From what a person typed into the form to the values of the domain, keeping what was registered before."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from uuid import UUID, uuid4

from evidence.model.case import Allegation, Case, Person, Product, Question
from evidence.model.kinds import CATEGORY_OF, DisputeKind
from evidence.rules.packs import DEFAULT_PACK
from evidence.store.cases import get_case, new_case, save_case
from evidence.store.library import Library
from widgets.forms.values import AllegationValues, CaseValues, PersonValues, ProductValues


def register_case(library: Library, values: CaseValues) -> str:
    """Register a new complaint; its identity."""
    complaint = new_case(library, kind=DisputeKind(values.kind), rule_pack=DEFAULT_PACK, title=values.title)
    save_case(library, described(Case(complaint), values))
    return str(complaint.id)


def describe_case(library: Library, label_or_id: str, values: CaseValues) -> None:
    """Correct what was registered about a complaint."""
    save_case(library, described(get_case(library, label_or_id), values))


def described(before: Case, values: CaseValues) -> Case:
    """The case as the form says it; identities and what the form does not show stay."""
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
        **{one.name: getattr(values.circumstances, one.name) for one in fields(values.circumstances)},
    )
    known = {one.id: one for one in before.people}
    people = tuple(_person(known.get(one.id) if one.id else None, one) for one in values.people)
    product = _product(before.product, values.product)
    return Case(complaint, people, product, _allegations(before, values.allegations))


def drafted(
    before: Case, received: date | None, people: tuple[PersonValues, ...], product: ProductValues | None
) -> Case:
    """The case as far as it is typed, to be looked at and never saved."""
    known = {one.id: one for one in before.people}
    return replace(
        before,
        complaint=replace(before.complaint, received=received),
        people=tuple(_person(known.get(one.id) if one.id else None, one) for one in people),
        product=_product(before.product, product),
    )


def _person(before: Person | None, values: PersonValues) -> Person:
    return Person(
        values.id or uuid4(),
        values.role,
        values.name,
        values.organisation,
        values.pseudonym,
        accused=before.accused if before else False,
        member=before.member if before else None,
        birth_year=values.birth_year,
        registration=values.registration,
    )


def _product(before: Product | None, values: ProductValues | None) -> Product | None:
    if values is None:
        return before
    return Product(before.id if before else uuid4(), **{one.name: getattr(values, one.name) for one in fields(values)})


def _allegations(before: Case, values: tuple[AllegationValues, ...]) -> tuple[Allegation, ...]:
    known: dict[UUID, Allegation] = {one.id: one for one in before.allegations}
    result = []
    for one in values:
        old = known.get(one.id) if one.id else None
        made = replace(old, text=one.text, responsible=one.responsible) if old else None
        made = made or Allegation(uuid4(), one.text, one.responsible)
        result.append(replace(made, questions=_questions(made.questions, one.questions)))
    return tuple(result)


def _questions(before: tuple[Question, ...], asked: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[Question, ...]:
    """The questions as they are asked now; one that says the same, or stands where it stood, keeps its identity."""
    same = {one.text: one for one in before}
    kept = {text: same[text].id for text, _ in asked if text in same}
    result = []
    for place, (text, points) in enumerate(asked):
        there = before[place].id if place < len(before) and before[place].id not in kept.values() else None
        result.append(Question(kept.get(text) or there or uuid4(), text, points))
    return tuple(result)
