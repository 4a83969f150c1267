"""Check of who judges the case: 8 of the auditor's list."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from evidence.audit.facts import Facts
from evidence.audit.words import cannot_tell, failed, listed, passed
from evidence.check import Check
from evidence.model.kinds import Role
from evidence.model.people import Conflict, Duty, Member

JUDGING = (Duty.REVIEWER, Duty.SECOND_REVIEWER, Duty.APPROVER)
_ROLES = {
    Role.REVIEWER: "reviewer",
    Role.SECOND_REVIEWER: "second_reviewer",
    Role.APPROVER: "approver",
    Role.SELLER_BANK: "accused",
    Role.SELLER_INSURER: "accused",
}


def people(facts: Facts) -> Check:
    """8: reviewers, approver and accused are different people, and who judges declared their interests."""
    twice = sorted({name for name in _in_two_chairs(facts)})
    if twice:
        told = listed(twice)
        return failed(
            "people",
            f"The same person reviews, approves or is accused: {told.en}.",
            f"同一人兼任审查、复审、审批或为被投诉人：{told.zh}。",
            twice,
        )
    judging = {held.member.id: held.member for held in facts.frozen.papers.duties if held.duty in JUDGING}
    last = {one.member.id: one.conflict for one in facts.frozen.papers.declarations}
    torn = [member.shown for member in judging.values() if last.get(member.id) is Conflict.HAS]
    mute = [member.shown for member in judging.values() if member.id not in last]
    if torn or mute:
        told, silent = listed(torn), listed(mute)
        return failed(
            "people",
            " ".join(
                ([f"Declared a conflict of interest: {told.en}."] if torn else [])
                + ([f"Declared nothing about their interests: {silent.en}."] if mute else [])
            ),
            "".join(
                ([f"声明有利益冲突：{told.zh}。"] if torn else [])
                + ([f"未作利益冲突声明：{silent.zh}。"] if mute else [])
            ),
            [*torn, *mute],
        )
    held = {one.duty for one in facts.frozen.papers.duties}
    if not {Duty.REVIEWER, Duty.APPROVER} <= held:
        return cannot_tell(
            "people",
            "No reviewer or no approver is named, so it cannot be told that they are different people.",
            "未指定审查人或审批人，无法确认其为不同人员。",
        )
    return passed(
        "people",
        "Reviewers, approver and accused are different people, and all who judge declared to be free of conflicts.",
        "审查人、审批人与被投诉人各不相同，且均声明无利益冲突。",
    )


def _in_two_chairs(facts: Facts) -> Iterator[str]:
    """People in two of the chairs that have to be apart: by their duties and what they did, and by registered names."""
    by_member: dict[UUID, set[str]] = {}
    members: dict[UUID, Member] = {one.id: one for one in facts.frozen.members}
    for held in facts.frozen.papers.duties:
        if held.duty in JUDGING:
            members[held.member.id] = held.member
            by_member.setdefault(held.member.id, set()).add(held.duty.value)
    for approval in facts.frozen.papers.approvals:
        by_member.setdefault(approval.member, set()).add(Duty.APPROVER.value)
    by_name: dict[str, set[str]] = {}
    for person in facts.frozen.case.people:
        chairs = {"accused"} if person.accused else {_ROLES[person.role]} if person.role in _ROLES else set()
        if person.member is not None and person.accused:
            by_member.setdefault(person.member, set()).add("accused")
        if chairs and person.name.strip():
            by_name.setdefault(person.name.strip().casefold(), set()).update(chairs)
    workers = {mark.by for mark in facts.standing}
    workers |= {record.by for record in facts.frozen.papers.findings if not record.withdrawn}
    for one in facts.frozen.members:  # whoever marks or finds is a reviewer, whatever duty they were given
        reviews = by_member.get(one.id, set()) & {Duty.REVIEWER.value, Duty.SECOND_REVIEWER.value}
        if one.os_user in workers and not reviews:
            by_member.setdefault(one.id, set()).add(Duty.REVIEWER.value)
    for member, chairs in by_member.items():
        if len(chairs) > 1:
            yield members[member].shown if member in members else str(member)
    yield from (name for name, chairs in by_name.items() if len(chairs) > 1)
