"""The case as plain data: the content of case.json, as docs/case-json.md describes it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from evidence.casefile.agreement import agreement_content
from evidence.casefile.checklist import checklist_content
from evidence.casefile.coverage import coverage_content
from evidence.casefile.dates import dates_of
from evidence.casefile.plain import money, words
from evidence.casefile.review import instant, labelled, review_content
from evidence.casefile.series import series_content
from evidence.journal.chain import genesis
from evidence.model.case import Case, DatedFact, Product
from evidence.model.coverage import PageShown, Played
from evidence.model.entry import Entry
from evidence.model.grouping import Grouping
from evidence.model.kinds import MarkStatus
from evidence.model.mark import Mark, Span
from evidence.model.papers import Papers
from evidence.model.people import Member
from evidence.model.recording import Clock, Exhibit
from evidence.model.transcript import Transcript
from evidence.review.absence import Grounds
from evidence.review.conclusions import Conclusion, conclude
from evidence.review.marking import lists_of, reference_of
from evidence.rules.checklists import ChecklistPoint
from evidence.rules.figures import OwnFigure
from evidence.rules.inforce import RulesInForce
from evidence.version import software_version

SCHEMA = "replaydesk.case/2"
DATES = (
    "sold", "issued", "receipt_signed", "called_back", "surrender_requested", "applied", "surrender_effective",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frozen:
    """One state of a case: everything that was registered, marked and journalled."""

    case: Case
    exhibits: tuple[Exhibit, ...]
    marks: tuple[Mark, ...]
    entries: tuple[Entry, ...]
    papers: Papers = field(default_factory=Papers)
    played: tuple[Played, ...] = ()
    transcripts: tuple[tuple[Transcript, int], ...] = ()
    """With the number of their lines, which are not read."""
    members: tuple[Member, ...] = ()
    groupings: tuple[Grouping, ...] = ()
    """Which files somebody joined by hand, or keeps apart."""
    shown: tuple[PageShown, ...] = ()
    grounds: Grounds = field(default_factory=Grounds)
    """What bears on absence; computed from the rest and from the originals."""
    rules: RulesInForce = field(default_factory=RulesInForce)
    """What it is judged by: the packs, and the house's own figures as they stood."""


def case_content(frozen: Frozen, copy: str, language: str, pictures: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The content of case.json; `pictures` holds digest, size and type of each mark's still by the mark's label."""
    case, last = frozen.case, frozen.entries[-1]
    exhibit_of = {exhibit.id: exhibit for exhibit in frozen.exhibits}
    accounts = {member.id: member.os_user for member in frozen.members}
    conclusions = conclusions_of(case, frozen.marks, frozen.grounds)
    return {
        "schema": SCHEMA,
        "software": {"name": "replaydesk", "version": software_version()},
        "copy": copy,
        "language": language,
        "version": {"head": {"seq": last.seq, "hash": last.hash, "at": last.at}, "as_of": last.at},
        "case": _complaint(case),
        "people": [
            {
                "id": str(person.id),
                "role": person.role.value,
                "role_label": words(person.role.label),
                "name": person.name,
                "organisation": person.organisation,
                "pseudonym": person.pseudonym,
                "accused": person.accused,
                "account": accounts.get(person.member) if person.member else None,
                "birth_year": person.birth_year,  # as sensitive as the name
                "registration": person.registration,
            }
            for person in case.people
        ],
        "product": _product(case.product, frozen.exhibits) if case.product else None,
        "allegations": [
            {
                "id": str(allegation.id),
                "text": allegation.text,
                "responsible": allegation.responsible.value,
                "responsible_label": words(allegation.responsible.label),
                "status": allegation.status.value,
                "status_label": words(allegation.status.label),
                "questions": [
                    {"id": str(question.id), "text": question.text, "points": list(question.points)}
                    for question in allegation.questions
                ],
            }
            for allegation in case.allegations
        ],
        "checklist": checklist_content(case, frozen.marks),
        "rules": _rules(case, frozen.rules),
        "dates": dates_of(case, frozen.exhibits, frozen.papers, date.fromisoformat(last.at[:10]), frozen.rules),
        "recordings": [_recording(exhibit) for exhibit in frozen.exhibits],
        "marks": [
            _mark(case, mark, exhibit_of[mark.exhibit].recording.clock, pictures.get(mark.label))
            for mark in frozen.marks
        ],
        "conclusions": [_conclusion(one) for one in conclusions],
        "agreement": agreement_content(frozen.papers, frozen.marks),
        "series": series_content(frozen.grounds),
        "coverage": coverage_content(frozen.grounds, conclusions, frozen.played, frozen.shown, accounts),
        **review_content(
            frozen.papers, frozen.played, frozen.shown, frozen.transcripts, frozen.exhibits, frozen.members
        ),
        "journal": _journal(str(case.complaint.id), frozen.entries),
    }


def conclusions_of(case: Case, marks: Sequence[Mark], grounds: Grounds) -> list[Conclusion]:
    """The conclusions about every point that has a mark, in the order of the checklist; superseded ones don't count."""
    of_point: dict[str, list[Mark]] = {}
    for mark in marks:
        if mark.status is not MarkStatus.SUPERSEDED:
            of_point.setdefault(mark.point, []).append(mark)
    found = (conclude(point, of_point.get(point.code, ()), grounds) for point in points_of(case))
    return [one for one in found if one is not None]


def points_of(case: Case) -> list[ChecklistPoint]:
    """All points (sub-points behind their point) of the lists of this kind of dispute."""
    return [point for checklist in lists_of(case) for point in checklist.every_point()]


def _complaint(case: Case) -> dict[str, Any]:
    one = case.complaint
    return {
        "id": str(one.id),
        "label": one.label,
        "kind": one.kind.value,
        "kind_label": words(one.kind.label),
        "title": one.title,
        "category": one.category.value,
        "status": one.status.value,
        "received": one.received.isoformat() if one.received else None,
        "channel": one.channel.value,
        "channel_label": words(one.channel.label),
        "verbatim": one.verbatim,
        "demand": one.demand.value,
        "demand_label": words(one.demand.label),
        "amount": money(one.amount),
        "regulator_reference": one.regulator_reference,
        "branch": one.branch,
        "ticket": one.ticket,
        **labelled("complexity", one.complexity),
        **labelled("risk", one.risk),
        "vulnerability": [{"word": each.value, "label": words(each.label)} for each in one.vulnerability],
        "group_size": one.group_size,
        "transfer_received": one.transfer_received.isoformat() if one.transfer_received else None,
        "repeat_of": str(one.repeat_of) if one.repeat_of else None,
        "zone": one.zone,
    }


def _product(product: Product, exhibits: Sequence[Exhibit]) -> dict[str, Any]:
    label_of = {exhibit.id: exhibit.label for exhibit in exhibits}

    def fact(value: DatedFact | None) -> dict[str, Any] | None:
        if value is None:
            return None
        return {"day": value.day.isoformat(), "exhibit": label_of.get(value.exhibit) if value.exhibit else None}

    return {
        "id": str(product.id),
        "kind": product.kind.value,
        "kind_label": words(product.kind.label),
        "name": product.name,
        "insurer": product.insurer,
        "distributor": product.distributor,
        "policy_number": product.policy_number,
        "premium": money(product.premium),
        "payment_form": product.payment_form,
        "payment_years": product.payment_years,
        "term_years": product.term_years,
        "contract_hesitation_days": product.contract_hesitation_days,
        # Income and budget tell of a person: copies that leave the house have to leave them out as they do names.
        "household_income": money(product.household_income),
        "stated_budget": money(product.stated_budget),
        "sum_insured": money(product.sum_insured),
        "cash_value": money(product.cash_value),
        "cash_value_on": product.cash_value_on.isoformat() if product.cash_value_on else None,
        "dates": {name: fact(getattr(product, name)) for name in DATES},
    }


def _rules(case: Case, rules: RulesInForce) -> dict[str, Any]:
    pack = rules.packs[case.complaint.rule_pack]
    figures = [_figure(one) for one in rules.used(pack.id, case.sale_day, case.complaint.received)]
    return {
        "pack": pack.id,
        "title": pack.title,
        "version": pack.version,
        "verified": pack.verified_by is not None,
        **({"figures": figures} if figures else {}),  # left out elsewhere: older exports come out the same
    }


def _figure(one: OwnFigure) -> dict[str, Any]:
    return {
        "entry": one.entry,
        "version": one.version,
        "length": one.length,
        "unit": one.unit.value,
        "amount": words(one.unit.amount(one.length)),
        "source": one.citation,
        "effective_from": one.effective_from.isoformat() if one.effective_from else None,
        "effective_to": one.effective_to.isoformat() if one.effective_to else None,
        "note": one.note,
        "verified_by": one.verified_by,
        "verified_on": one.verified_on.isoformat() if one.verified_on else None,
        "by": one.by,
        "at": one.at.text(6),
    }


def _recording(exhibit: Exhibit) -> dict[str, Any]:
    recording, facts = exhibit.recording, exhibit.recording.facts
    return {
        "exhibit": exhibit.label,
        "exhibit_id": str(exhibit.id),
        "recording_id": str(recording.id),
        "title": exhibit.title,
        "kind": recording.kind.value,
        "kind_label": words(recording.kind.label),
        "file_name": exhibit.source_name,
        "size": recording.size,
        "sha256": recording.sha256,
        "container": facts.container,
        "duration_us": facts.duration_us,
        "frames": facts.frames,
        "first_us": facts.first_us,
        "last_us": facts.last_us,
        "variable_rate": facts.variable_rate,
        "gaps": [dataclasses.asdict(gap) for gap in facts.gaps],
        "sound": facts.sound is not None,
        "playable": facts.playable.value,
        "playable_label": words(facts.playable.label),
        "reason": words(facts.reason) if facts.reason else None,
        "warnings": [words(warning) for warning in facts.warnings],
        "table": facts.table,
        "pages": facts.pages,
        "audio_usable": recording.audio_usable.value,
        "audio_usable_label": words(recording.audio_usable.label),
        "received_from": exhibit.received_from,
        "legal_basis": exhibit.legal_basis,
        "received_by": exhibit.received_by,
        "received": instant(exhibit.received),
        "transfer_method": exhibit.transfer_method,
        **labelled("confidentiality", exhibit.confidentiality),
        "retention_until": recording.retention_until.isoformat() if recording.retention_until else None,
        "hold": recording.hold,
        "linked": recording.linked.text(6),
        "clock": {
            "start": recording.clock.start.text(6) if recording.clock.start else None,
            "offset_us": recording.clock.offset_us,
            "drift_ppb": recording.clock.drift_ppb,
            "uncertainty_us": recording.clock.uncertainty_us,
            "method": recording.clock.method.value,
            "method_label": words(recording.clock.method.label),
            "checked": recording.clock.checked,
        },
    }


def _mark(case: Case, mark: Mark, clock: Clock, picture: dict[str, Any] | None) -> dict[str, Any]:
    place: dict[str, Any]
    wall = None
    if isinstance(mark.place, Span):
        base = mark.place.first.time_base
        place = {
            "kind": "span",
            "stream": mark.place.first.stream,
            "time_base": f"{base.numerator}/{base.denominator}",
            "in_pts": mark.place.first.pts,
            "out_pts": mark.place.last.pts,
            "in_us": mark.place.in_us,
            "out_us": mark.place.out_us,
            "frame": mark.place.frame,
        }
        begin, end = clock.wall(mark.place.in_us), clock.wall(mark.place.out_us)
        if begin and end:
            wall = {"in": begin.text(3), "out": end.text(3), "checked": clock.checked}
    else:
        box = mark.place.box
        place = {"kind": "page", "page": mark.place.page, "box": dataclasses.asdict(box) if box else None}
    return {
        "id": str(mark.id),
        "label": mark.label,
        "exhibit": mark.exhibit_label,
        "reference": str(reference_of(case.complaint.label, mark)),
        "point": mark.point,
        "verdict": mark.verdict.value,
        "verdict_label": words(mark.verdict.label),
        "how": mark.how.value,
        "how_label": words(mark.how.label),
        "quote": mark.quote,
        "note": mark.note,
        "speaker": mark.speaker,
        **labelled("prompted", mark.prompted),
        **labelled("strength", mark.strength),
        "translation": mark.translation,
        "allegation": str(mark.allegation) if mark.allegation else None,
        **labelled("status", mark.status),
        "round": mark.round,
        "by": mark.by,
        "at": mark.at.text(6),
        "withdrawn": mark.withdrawn,
        "place": place,
        "wall": wall,
        "picture": picture,
        **({"goes_on": mark.goes_on} if mark.goes_on else {}),  # left out elsewhere: older exports come out the same
    }


def _conclusion(conclusion: Conclusion) -> dict[str, Any]:
    return {
        "point": conclusion.point,
        "result": conclusion.result.value,
        "result_label": words(conclusion.result.label),
        "reason": words(conclusion.reason),
        "marks_for": list(conclusion.marks_for),
        "marks_against": list(conclusion.marks_against),
        "missing": [words(label) for label in conclusion.missing],
    }


def _journal(chain: str, chained: Sequence[Entry]) -> dict[str, Any]:
    return {
        "chain": chain,
        "genesis": genesis(chain),
        "entries": [dataclasses.asdict(entry) for entry in chained],
    }
