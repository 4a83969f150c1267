"""Reviewer, second reviewer, approver and the accused are different people: what keeps them apart."""

from __future__ import annotations

from evidence.errors import Refused
from evidence.model.people import Duty
from evidence.store.gate import ACCUSED, SAME_PERSON, accused
from evidence.store.library import Change

_WORK = (
    'SELECT 1 FROM mark WHERE case_id = ?1 AND "by" = ?2 UNION ALL '
    'SELECT 1 FROM finding WHERE case_id = ?1 AND "by" = ?2 UNION ALL '
    'SELECT 1 FROM settlement WHERE case_id = ?1 AND "by" = ?2 UNION ALL '
    "SELECT 1 FROM act WHERE case_id = ?1 AND \"by\" = ?2 AND subject IN ('mark', 'finding', 'settlement')"
)
_STANDING = " UNION ".join(
    f'SELECT "by" FROM {table} WHERE case_id = ?1 AND withdrawn = 0'
    for table in ("mark", "finding", "settlement", "opinion")
)
_JUDGING = (Duty.REVIEWER, Duty.SECOND_REVIEWER, Duty.APPROVER)


def refuse_duty(change: Change, case_id: str, member_id: str, duty: Duty) -> None:
    """Keep a duty from a member who cannot have it beside what they are or did in this case.

    Raises:
        Refused: they are the accused, reviewed what they would approve or review again, or audit what they worked on.
    """
    if duty is Duty.COMPLIANCE:
        return
    if is_accused(change, case_id, member_id):
        raise Refused(
            "The complaint is about what this person did, so they have no say in its review. Choose somebody else.",
            "投诉涉及此人的行为，因此不能参与本案审查。请另选人员。",
        )
    held = {
        Duty(row["duty"])
        for row in change.library.rows(
            "SELECT DISTINCT duty FROM duty WHERE case_id = ? AND member_id = ?", [case_id, member_id]
        )
    }
    if held & ({*_JUDGING, Duty.AUDITOR} - {duty}) or (
        duty is not Duty.REVIEWER and _worked(change, case_id, member_id)
    ):
        raise Refused(
            "This person had another part in the review of this case. Reviewer, second reviewer, approver and auditor "
            "are different people: choose somebody else.",
            "此人在本案审查中另有职责。审查人、复审人、审批人和审计人员必须是不同的人：请另选人员。",
        )
    if duty is Duty.SECOND_REVIEWER and duty in held:
        raise Refused(
            "This person was the second reviewer before and may have seen the first review since. "
            "Choose somebody else.",
            "此人曾任复审人，此后可能已看到初审内容。请另选人员。",
        )


def refuse_accused(change: Change, case_id: str) -> None:
    """Keep somebody from being named the accused while they judge the case.

    Raises:
        Refused: a member who is named has such a duty.
    """
    row = change.library.row(
        f"SELECT p.name FROM person p JOIN member m ON {SAME_PERSON} "
        "JOIN duty d ON d.member_id = m.id AND d.case_id = p.case_id "
        "WHERE p.case_id = ? AND p.current = 1 AND p.accused = 1 AND d.until IS NULL "
        f"AND d.duty IN ({', '.join('?' * len(_JUDGING))})",
        [case_id, *(duty.value for duty in _JUDGING)],
    )
    if row:
        raise Refused(
            f"{row['name']} has a duty in the review of this case. End that duty first.",
            f"{row['name']} 在本案审查中担任职责。请先解除该职责。",
        )


def is_accused(change: Change, case_id: str, member_id: str) -> bool:
    """Whether the complaint is about what this member did."""
    member = change.library.row("SELECT os_user FROM member WHERE id = ?", [member_id])
    return member is not None and accused(change.library, case_id, member["os_user"])


def _worked(change: Change, case_id: str, member_id: str) -> bool:
    """Whether a member has made, changed or taken back a mark or a finding in this case, their own or another's."""
    member = change.library.row("SELECT os_user FROM member WHERE id = ?", [member_id])
    return bool(member and change.library.row(_WORK, [case_id, member["os_user"]]))


def refuse_approver(change: Change, case_id: str, member_id: str) -> None:
    """Keep an approval from somebody who worked on what is approved, or is accused, whatever duty they have.

    Raises:
        Refused: they made, changed or took back a mark or finding, or the complaint is about them.
    """
    if is_accused(change, case_id, member_id) or _worked(change, case_id, member_id):
        raise Refused(
            "Whoever reviewed a case, or is accused in it, does not approve it. Let somebody else approve.",
            "审查过本案或被投诉的人不能审批本案。请由他人审批。",
        )


def standing_work(change: Change, case_id: str) -> frozenset[str]:
    """The accounts whose marks, findings, opinions or settled points stand in a case."""
    return frozenset(row["by"] for row in change.library.rows(_STANDING, [case_id]))


def refuse_own_pardon(change: Change, case_id: str, was_accused: bool) -> None:
    """Keep the accused from taking themselves out of the accusation.

    Raises:
        Refused: this account was accused before the change, and is not after it.
    """
    if was_accused and not accused(change.library, case_id, change.library.writer.os_user):
        raise Refused(*ACCUSED)
