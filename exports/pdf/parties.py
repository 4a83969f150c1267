"""Section 2: the complaint, the people, the product and its money."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.labels import Label
from evidence.model.kinds import CaseStatus
from exports.pdf import paper_strings, strings
from exports.pdf.blocks import Block, NewPage, Passage, Text
from exports.pdf.data import Json
from exports.pdf.papers import stage_of
from exports.pdf.parts import Ledger, Section, both_lines, heading
from exports.pdf.speech import label_of
from exports.pdf.style import BODY, CELL, CELL_BOLD, CELL_GREY, MEASURE
from exports.pdf.table import Table
from exports.pdf.view import View

NAME_LINES = 4


def parties(view: View) -> Iterator[Block]:
    """The blocks of the section."""
    speech = view.speech
    yield NewPage()
    yield Section("2", strings.PARTIES, speech)
    yield heading(strings.COMPLAINT, speech)
    yield _ledger(view, _complaint(view))
    yield heading(strings.PEOPLE, speech)
    people = view.content["people"]
    if people:
        head = [speech.pair(words) for words in (strings.ROLE, strings.NAME, strings.ORGANISATION)]
        yield Table([128, 168, MEASURE - 296], head, [_person(view, person) for person in people], pad=3.6)
    else:
        yield Text(speech.say(strings.NO_PEOPLE), BODY)
    yield heading(strings.PRODUCT, speech)
    if view.content["product"] is not None:
        yield _ledger(view, _product(view, view.content["product"]))
    else:
        yield Text(speech.say(strings.NO_PRODUCT), BODY)


def _ledger(view: View, rows: list[tuple[Label, str]]) -> Ledger:
    return Ledger(
        [
            (
                view.speech.pair(label),
                Passage(value, CELL_BOLD if at == 0 else CELL, at_most=NAME_LINES, more=view.more),
            )
            for at, (label, value) in enumerate(row for row in rows if row[1])
        ],
        left=150,
        pad=3.6,
    )


def _complaint(view: View) -> list[tuple[Label, str]]:
    case, speech = view.case, view.speech
    checklist, rules = view.content["checklist"], view.content["rules"]
    return [
        (strings.KIND_OF_DISPUTE, f"{case['kind']}  {speech.pair(label_of(case['kind_label']))}"),
        (strings.RECEIVED, case["received"] or speech.say(strings.NOT_STATED)),
        (strings.CHANNEL, speech.pair(label_of(case["channel_label"]))),
        (strings.DEMAND, speech.pair(label_of(case["demand_label"]))),
        (strings.AMOUNT, case["amount"]["text"] if case["amount"] else ""),
        (strings.REGULATOR_REFERENCE, case["regulator_reference"]),
        (paper_strings.BRANCH, case["branch"]),
        (paper_strings.TICKET, case["ticket"]),
        (strings.STATUS, f"{speech.pair(CaseStatus(case['status']).label)} · {speech.pair(stage_of(view))}"),
        *_lists(view, checklist),
        (strings.RULES, f"{rules['pack']} {rules['title']}, {_version(view, rules)}"),
    ]


def _lists(view: View, checklist: Json) -> list[tuple[Label, str]]:
    """The lists with their versions, whose they are, and their digests; older case files name one."""
    say = view.speech.say
    told = [
        (strings.CHECKLIST, f"{checklist['id']} {say(label_of(checklist['label']))}, {_version(view, checklist)}"),
    ]
    if "lists" not in checklist:
        return told
    rows = []
    for one in checklist["lists"]:
        own = one["own"]
        whose = say(strings.OWN_LIST, by=own["by"], day=own["at"][:10], reason=own["reason"]) if own else ""
        versioned = {"verified": one["verified_on"] is not None, "version": one["version"]}
        name = f"{one['id']} {say(label_of(one['judged_by']['label']))}, {_version(view, versioned)}"
        rows.append((strings.CHECKLIST, f"{name}; {whose or say(strings.BUILT_IN)}"))
        rows.append((strings.LIST_DIGEST, one["digest"]))
    return rows


def _version(view: View, versioned: Json) -> str:
    state = strings.VERIFIED if versioned["verified"] else strings.UNVERIFIED
    version = view.speech.say(strings.VERSION, version=versioned["version"])
    return f"{version} ({view.speech.pair(state)})"


def _day(fact: Json | None) -> str:
    if fact is None:
        return ""
    return f"{fact['day']} ({fact['exhibit']})" if fact["exhibit"] else str(fact["day"])


def _person(view: View, person: Json) -> list[Block | list[Block]]:
    name: list[Block] = [Passage(person["name"] or person["pseudonym"], CELL_BOLD, at_most=2, more=view.more)]
    if person["pseudonym"] and person["name"]:
        name.append(Text(person["pseudonym"], CELL_GREY, at_most=1))
    born = view.speech.say(paper_strings.BORN, year=person["birth_year"]) if person["birth_year"] is not None else ""
    told = ", ".join(part for part in (born, person["registration"]) if part)
    if told:
        name.append(Text(told, CELL_GREY, at_most=1))
    return [
        both_lines(label_of(person["role_label"]), view.speech),
        name,
        Passage(person["organisation"], CELL, at_most=2, more=view.more),
    ]


def _product(view: View, product: Json) -> list[tuple[Label, str]]:
    say = view.speech.say
    payment = [product["payment_form"]]
    if product["payment_years"] is not None:
        payment.append(say(strings.YEARS, count=product["payment_years"]))
    hesitation = product["contract_hesitation_days"]
    amounts = {name: product[name]["text"] if product[name] else "" for name in paper_strings.AMOUNTS}
    if amounts["cash_value"] and product["cash_value_on"]:
        amounts["cash_value"] += f" ({product['cash_value_on']})"
    return [
        (strings.PRODUCT, product["name"]),
        (strings.PRODUCT_KIND, view.speech.pair(label_of(product["kind_label"]))),
        (strings.INSURER, product["insurer"]),
        (strings.DISTRIBUTOR, product["distributor"]),
        (strings.POLICY_NUMBER, product["policy_number"]),
        (strings.PREMIUM, product["premium"]["text"] if product["premium"] else ""),
        (strings.PAYMENT, ", ".join(part for part in payment if part)),
        (strings.TERM, say(strings.YEARS, count=product["term_years"]) if product["term_years"] is not None else ""),
        (strings.HESITATION, say(strings.DAYS, count=hesitation) if hesitation is not None else ""),
        *((paper_strings.AMOUNTS[name], text) for name, text in amounts.items()),
        *((words, _day(product["dates"][name])) for name, words in paper_strings.PRODUCT_DATES.items()),
    ]
