"""Checks of how the case was handled: 9, 10, 13, 14 and 16 of the auditor's list."""

from __future__ import annotations

from datetime import date

from evidence.audit.facts import Facts
from evidence.audit.words import cannot_tell, failed, listed, passed
from evidence.check import Check
from evidence.model.kinds import Answer
from evidence.model.record import Record
from evidence.model.requests import EvidenceRequest, Reply
from evidence.rules.dates import CitedDate
from evidence.rules.deadlines import deadline
from evidence.rules.kinds import StartEvent
from evidence.store.gate import AFTER_APPROVAL
from evidence.timecode import zone_of

INTERNAL = "internal"


def deadlines(facts: Facts) -> Check:
    """9: the deadlines for the decision were met. No extension is kept in the library, so none is counted."""
    complaint = facts.frozen.case.complaint
    if complaint.received is None:
        return cannot_tell(
            "deadlines", "The day on which the complaint came in is not stated.", "未注明收到投诉的日期。"
        )
    sent, pack = _letter_day(facts), facts.frozen.rules.pack(complaint.rule_pack, complaint.received)
    limits = [
        deadline(clock, pack, CitedDate(complaint.received), facts.today, done=CitedDate(sent) if sent else None)
        for clock in pack.clocks
        if clock.start_event is StartEvent.COMPLAINT_RECEIVED and clock.length is not None
    ]
    due = [one for one in limits if one.due is not None]
    if not due:
        return cannot_tell("deadlines", f"Pack {pack.id} gives no number of days.", f"规则包 {pack.id} 未规定天数。")
    days = listed(sorted({str(one.due) for one in due}))
    if sent is None:
        if all((one.days_left or 0) < 0 for one in due):
            return failed(
                "deadlines",
                f"No letter with the decision was sent, and the last day of every limit has passed ({days.en}).",
                f"处理决定尚未告知，且各时限均已届满（{days.zh}）。",
            )
        return cannot_tell(
            "deadlines",
            f"No letter with the decision was sent; by kind of case it is due on {days.en}.",
            f"处理决定尚未告知；视案件类别，期限为 {days.zh}。",
        )
    answers = {one.met for one in due}
    if answers == {Answer.PASSED}:
        return passed(
            "deadlines",
            f"The decision was sent on {sent}, inside every limit ({days.en}).",
            f"处理决定于 {sent} 告知，在各时限之内（{days.zh}）。",
        )
    if answers == {Answer.FAILED}:
        return failed(
            "deadlines",
            f"The decision was sent on {sent}, after every limit ({days.en}).",
            f"处理决定于 {sent} 告知，晚于各时限（{days.zh}）。",
        )
    return cannot_tell(
        "deadlines",
        f"The decision was sent on {sent}; which limit ({days.en}) applies is not kept, nor an extension.",
        f"处理决定于 {sent} 告知；未登记适用哪一时限（{days.zh}），资料库也不保存延期。",
    )


def _letter_day(facts: Facts) -> date | None:
    """The first day on which a decision that stands was sent, where the branch is."""
    zone = zone_of(facts.frozen.case.complaint.zone)
    days = [
        record.value.letter_sent.at.astimezone(zone).date()
        for record in facts.frozen.papers.decisions
        if not record.withdrawn and record.value.letter_sent is not None
    ]
    return min(days, default=None)


def requests(facts: Facts) -> Check:
    """10: requests for evidence were answered, or chased."""
    standing = [record for record in facts.frozen.papers.requests if not record.withdrawn]
    idle = [record.label for record in standing if not _looked_after(record, facts.today)]
    if idle:
        told = listed(idle)
        return failed(
            "requests",
            f"Not sent, or overdue without a reminder: {told.en}.",
            f"未发出，或逾期而未催办：{told.zh}。",
            idle,
        )
    if not standing:
        return passed("requests", "No evidence was asked of others.", "未向他人调取证据。")
    return passed(
        "requests",
        f"Every request for evidence ({len(standing)}) was answered, is not due yet, or was chased.",
        f"每项调证请求（{len(standing)}）均已答复、未到期或已催办。",
    )


def _looked_after(record: Record[EvidenceRequest], today: date) -> bool:
    request = record.value
    if request.reply is not None and request.reply is not Reply.NO_REPLY:
        return True
    return request.sent is not None and (bool(request.reminders) or request.due is None or request.due >= today)


def disclosures(facts: Facts) -> Check:
    """13: every exhibit may be used on a stated basis, and every showing and copy that left is in the log."""
    without = [exhibit.label for exhibit in facts.frozen.exhibits if not exhibit.legal_basis.strip()]
    logged = [record for record in facts.frozen.papers.disclosures if not record.withdrawn]
    without += [record.label for record in logged if not record.value.basis.strip()]
    if without:
        told = listed(without)
        return failed(
            "disclosures",
            f"No legal basis is stated for the use or the showing: {told.en}.",
            f"未注明使用或出示的法律依据：{told.zh}。",
            without,
        )
    left = [record.file_name for record in facts.exports if record.copy != INTERNAL]
    if left and not any(record.value.copy_given for record in logged):
        told = listed(left)
        return failed(
            "disclosures",
            f"Copies were made for others, and the log tells of none given: {told.en}.",
            f"已制作对外副本，但披露记录中没有交付：{told.zh}。",
            left,
        )
    return passed(
        "disclosures",
        f"Every exhibit and each of the {len(logged)} showings in the log has its legal basis.",
        f"每份证据及记录中的 {len(logged)} 次出示均有法律依据。",
    )


def approval(facts: Facts) -> Check:
    """14: nothing changed after the approval, or there is a new version with its reason."""
    approvals = facts.frozen.papers.approvals
    if not approvals:
        return cannot_tell("approval", "No version of the case is approved.", "本案尚无已审批的版本。")
    hashes = {entry.seq: entry.hash for entry in facts.frozen.entries}
    foreign = [str(one.version) for one in approvals if hashes.get(one.head_seq) != one.head_hash]
    if foreign:
        return failed(
            "approval",
            f"The journal is not the one that was approved: version {', '.join(foreign)}.",
            f"日志与审批时不同：第 {'、'.join(foreign)} 版。",
        )
    changed, approved = [], False
    for entry in facts.frozen.entries:
        if entry.action == "case_reopened":
            approved = False
        elif approved and entry.action not in AFTER_APPROVAL:
            changed.append(str(entry.seq))
        approved = approved or entry.action == "case_approved"
    if changed:
        told = listed(changed)
        return failed(
            "approval",
            f"The case changed after its approval, without a new version: entry {told.en}.",
            f"审批后案件有变更而未开启新版本：第 {told.zh} 条。",
        )
    mute = [str(one.version) for one in facts.frozen.papers.reopenings if not one.reason.strip()]
    if mute:
        return failed("approval", f"No reason for version {', '.join(mute)}.", f"第 {'、'.join(mute)} 版未说明原因。")
    last = approvals[-1].version
    return passed(
        "approval",
        f"Version {last} is the last that was approved; nothing changed after an approval without a new version.",
        f"第 {last} 版为最近审批的版本；审批后的变更均另立新版本。",
    )


def retention(facts: Facts) -> Check:
    """16: until when each recording is kept, or that it is on hold, is set."""
    unset = [
        exhibit.label
        for exhibit in facts.frozen.exhibits
        if exhibit.recording.retention_until is None and not exhibit.recording.hold
    ]
    if unset:
        told = listed(unset)
        return failed(
            "retention",
            f"Neither a last day of keeping nor a legal hold is set: {told.en}.",
            f"既未设定保存期限，也未设定法律保全：{told.zh}。",
            unset,
        )
    if not facts.frozen.exhibits:
        return cannot_tell("retention", "The case has no exhibits.", "本案没有证据。")
    return passed(
        "retention",
        f"Every original ({len(facts.frozen.exhibits)}) has its last day of keeping or is on hold.",
        f"每份原件（{len(facts.frozen.exhibits)}）均设定了保存期限或法律保全。",
    )
