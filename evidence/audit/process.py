"""Checks of how the case was handled: 4, 8, 9, 10, 13, 14 and 16 of the auditor's list."""

from __future__ import annotations

from evidence.audit.facts import Facts
from evidence.audit.words import cannot_tell, failed, listed
from evidence.check import Check
from evidence.labels import Label
from evidence.model.kinds import Answer, Role
from evidence.rules.dates import CitedDate
from evidence.rules.deadlines import Deadline, deadline
from evidence.rules.kinds import StartEvent
from evidence.rules.packs import load_packs

_SELLERS = (Role.SELLER_BANK, Role.SELLER_INSURER)


def findings(facts: Facts) -> Check:
    """4: every finding cites a mark or a document, or says that it cannot be determined."""
    return _not_kept("findings", "findings", "认定结论")


def people(facts: Facts) -> Check:
    """8: reviewer, approver and accused are different people, and each declared whether interests conflict."""
    by_role = {
        role: {person.name.strip().casefold() for person in facts.frozen.case.people if person.role in roles}
        for role, roles in (
            ("reviewer", (Role.REVIEWER, Role.SECOND_REVIEWER)),
            ("approver", (Role.APPROVER,)),
            ("seller", _SELLERS),
        )
    }
    shared = sorted(
        (by_role["reviewer"] & by_role["approver"])
        | (by_role["reviewer"] & by_role["seller"])
        | (by_role["approver"] & by_role["seller"])
    )
    if any(shared):
        told = listed(shared)
        return failed(
            "people",
            f"The same person reviews, approves or is accused: {told.en}.",
            f"同一人同时担任审查、审批或被投诉：{told.zh}。",
            shared,
        )
    return _not_kept("people", "declarations of conflicting interests", "利益冲突声明")


def deadlines(facts: Facts) -> Check:
    """9: the deadlines for the decision were met, or extended with approval and notice."""
    complaint = facts.frozen.case.complaint
    if complaint.received is None:
        return cannot_tell(
            "deadlines", "The day on which the complaint came in is not stated.", "未注明收到投诉的日期。"
        )
    pack = load_packs()[complaint.rule_pack]
    start = CitedDate(complaint.received)
    limits = [
        deadline(clock, pack, start, facts.today)
        for clock in pack.clocks
        if clock.start_event is StartEvent.COMPLAINT_RECEIVED and clock.length is not None
    ]
    due = [one for one in limits if one.due is not None]
    if not due:
        return cannot_tell("deadlines", f"Pack {pack.id} gives no number of days.", f"规则包 {pack.id} 未规定天数。")
    return _undecided(due)


def _undecided(due: list[Deadline]) -> Check:
    """While no decision is registered: too late under every limit, or nothing to tell yet."""
    days = sorted({str(one.due) for one in due})
    told = listed(days)
    if all((one.days_left or 0) < 0 for one in due):
        return failed(
            "deadlines",
            f"No decision is registered, and the last day of every limit has passed ({told.en}).",
            f"未登记处理决定，且各时限均已届满（{told.zh}）。",
        )
    return cannot_tell(
        "deadlines",
        f"No decision is registered; by kind of case it is due on {told.en}.",
        f"未登记处理决定；视案件类别，期限为 {told.zh}。",
    )


def requests(facts: Facts) -> Check:
    """10: requests for evidence were answered, or chased."""
    return _not_kept("requests", "requests for evidence", "调证请求")


def disclosures(facts: Facts) -> Check:
    """13: every exhibit may be used on a stated basis, and every showing and export is in the log."""
    without = [exhibit.label for exhibit in facts.frozen.exhibits if not exhibit.legal_basis.strip()]
    if without:
        told = listed(without)
        return failed(
            "disclosures",
            f"No legal basis for the use is stated: {told.en}.",
            f"未注明使用的法律依据：{told.zh}。",
            without,
        )
    return _not_kept("disclosures", "showings to people", "出示记录")


def approval(facts: Facts) -> Check:
    """14: nothing changed after the approval, or there is a new version with its reason."""
    return _not_kept("approval", "approvals", "审批")


def retention(facts: Facts) -> Check:
    """16: until when each recording is kept, or that it is on hold, is set."""
    return _not_kept("retention", "times of retention", "保存期限")


def _not_kept(name: str, en: str, zh: str) -> Check:
    return Check(
        name,
        Answer.CANNOT_TELL,
        Label(f"This version of the library keeps no {en}.", f"此版本的资料库不保存{zh}。"),
    )
