"""Until when a complaint has to be decided, with its extensions, and when the complainant was told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from evidence.labels import Label
from evidence.model.case import Complaint
from evidence.model.circumstances import Complexity
from evidence.model.handling import StepKind
from evidence.model.kinds import Answer
from evidence.model.papers import Papers
from evidence.model.recording import Exhibit
from evidence.rules.dates import CitedDate
from evidence.rules.deadlines import SIMPLE, Deadline, GrantedExtension, decision_deadline
from evidence.rules.inforce import RulesInForce
from evidence.timecode import Moment, zone_of

COMPLEX = "complex"
"""The word of the packs for every case that is not simple."""
RESPONSE = Label("Decision and answer to the complainant", "作出处理决定并告知投诉人")


def told_on(complaint: Complaint, papers: Papers) -> date | None:
    """The day on which the complainant was first told of the decision, by its letter or by a step of handling."""
    letters = [one.value.letter_sent for one in papers.decisions if not one.withdrawn]
    steps = [one.value for one in papers.steps if not one.withdrawn]
    told = [one.when for one in steps if one.kind is StepKind.DECISION_TOLD]
    return min((_day(one, complaint.zone) for one in (*letters, *told) if one is not None), default=None)


def response_of(
    complaint: Complaint, papers: Papers, exhibits: Sequence[Exhibit], today: date, rules: RulesInForce
) -> Deadline | None:
    """The deadline of the decision by the rules of the day of receipt; None where that or a number is not known."""
    if complaint.received is None:
        return None
    done = told_on(complaint, papers)
    return decision_deadline(
        rules.pack(complaint.rule_pack, complaint.received),
        CitedDate(complaint.received),
        today,
        kind_of_case=SIMPLE if complaint.complexity is Complexity.SIMPLE else COMPLEX,
        done=CitedDate(done) if done else None,
        extension=_extension(complaint, papers, exhibits),
    )


def told_in_words(found: Deadline, done: date) -> Label:
    """Say when the complainant was told, and whether that was in time."""
    word = Label("in time", "按期") if found.met is Answer.PASSED else Label("after the last day", "逾期")
    return Label(f"Told on {done}, {word.en} ({found.due}).", f"已于 {done} 告知，{word.zh}（期限 {found.due}）。")


def _extension(complaint: Complaint, papers: Papers, exhibits: Sequence[Exhibit]) -> GrantedExtension | None:
    """The last extension that stands, whether it counts or not: the arithmetic says so."""
    steps = [one for one in papers.steps if not one.withdrawn and one.value.kind is StepKind.EXTENSION]
    if not steps:
        return None
    step = max(steps, key=lambda one: one.value.when.at).value
    proof = next((one.label for one in exhibits if one.id == step.exhibit), None)
    told = CitedDate(_day(step.when, complaint.zone), proof)
    return GrantedExtension(step.approver, step.reason, told, until=step.new_due)


def _day(moment: Moment, zone: str) -> date:
    return moment.at.astimezone(zone_of(zone)).date()
