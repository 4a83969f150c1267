"""Finished rounds, approvals that lock a version of a case, and new versions with their reason."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from evidence.canonical import clean_text, is_blank
from evidence.errors import Refused, WrongUse
from evidence.model.findings import Approval, Reopening, RoundDone
from evidence.model.people import Conflict, Duty
from evidence.store import deeds
from evidence.store.comparing import unsettled
from evidence.store.gate import accused, approved_version
from evidence.store.library import Change, Library
from evidence.store.people import list_declarations, list_duties
from evidence.store.separation import refuse_approver, standing_work
from evidence.store.sql import insert_row
from evidence.store.viewers import viewer_of
from evidence.timecode import Moment, rfc3339

_JUDGING = (Duty.REVIEWER, Duty.SECOND_REVIEWER, Duty.APPROVER)


def finish_round(library: Library, case_id: UUID) -> None:
    """Note that this person's round of the present version is done. Once all are, each sees what the others did.

    Raises:
        Refused: they have no round in this case, or have finished it.
    """
    with library.change() as change:
        viewer = viewer_of(library, case_id)
        if viewer.member is None or not viewer.duties & {Duty.REVIEWER, Duty.SECOND_REVIEWER}:
            raise Refused(
                "Only a reviewer or second reviewer of this case has a round to finish.",
                "只有本案的审查人或复审人才有可完成的审查轮次。",
            )
        member = str(viewer.member.id)
        if viewer.round_done:
            raise Refused("Your round is done already.", "您的本轮审查已完成。")
        row = {
            "case_id": str(case_id),
            "member_id": member,
            "round": viewer.round,
            "version": _version(library, str(case_id)),
            "at": rfc3339(change.at),
        }
        change.db.execute(*insert_row("round_done", row))
        change.record(str(case_id), "round_done", row)


def rounds_done(library: Library, case_id: UUID) -> tuple[RoundDone, ...]:
    """The rounds that were finished in a case."""
    rows = library.rows("SELECT * FROM round_done WHERE case_id = ? ORDER BY version, at, round", [str(case_id)])
    return tuple(
        RoundDone(UUID(row["member_id"]), row["round"], row["version"], _instant(row["at"], library)) for row in rows
    )


def approve(library: Library, case_id: UUID) -> Approval:
    """Approve the case as it stands; from then on it stands as it is until a new version is opened.

    Raises:
        Refused: this person is not its approver, worked on it or is accused in it; a review is not done, or the two
            differ on a point that is not settled;
            somebody's declaration is missing or tells of a conflict; work of the accused stands; or the version is
            approved already.
    """
    with library.change() as change:
        viewer = viewer_of(library, case_id)
        if viewer.member is None or Duty.APPROVER not in viewer.duties:
            raise Refused(
                "Only the approver of this case approves it. Give somebody that duty first.",
                "只有本案的审批人才能审批。请先指定审批人。",
            )
        refuse_approver(change, str(case_id), str(viewer.member.id))
        _refuse_unfinished(library, case_id)
        _refuse_undeclared(change, case_id)
        _refuse_unsettled(library, case_id)
        head = library.head(str(case_id))
        assert head is not None  # a case begins with an entry
        approval = Approval(
            _version(library, str(case_id)), head.seq, head.hash, viewer.member.id, Moment(change.at, library.zone, "")
        )
        row = {
            "case_id": str(case_id),
            "version": approval.version,
            "head_seq": head.seq,
            "head_hash": head.hash,
            "act_seq": deeds.last_act(library, str(case_id)),
            "member_id": str(approval.member),
            "at": rfc3339(change.at),
        }
        change.record(str(case_id), "case_approved", row)
        change.db.execute(*insert_row("approval", row))
        deeds.touch(change, str(case_id))
    return approval


def reopen(library: Library, case_id: UUID, reason: str) -> int:
    """Open a new version of an approved case; the number of it.

    Raises:
        WrongUse: no reason is given.
        Refused: the present version is not approved, so it can be worked on as it is.
    """
    if is_blank(reason):
        raise WrongUse("Give the reason for a new version.", "请说明开启新版本的原因。")
    with library.change() as change:
        if approved_version(library, str(case_id)) is None:
            raise Refused(
                "The present version is not approved, so it can be changed as it is.",
                "当前版本尚未审批，可以直接更改。",
            )
        version = _version(library, str(case_id)) + 1
        row = {
            "case_id": str(case_id),
            "version": version,
            "reason": clean_text(reason),
            "by": library.writer.actor,
            "at": rfc3339(change.at),
        }
        _open_version(change, row)
    return version


def _open_version(change: Change, row: dict[str, object]) -> None:
    case_id = str(row["case_id"])
    change.record(case_id, "case_reopened", row)
    change.db.execute(*insert_row("reopening", row))
    deeds.touch(change, case_id)


def list_approvals(library: Library, case_id: UUID) -> tuple[Approval, ...]:
    """The approvals of a case, one for each version that was approved."""
    rows = library.rows("SELECT * FROM approval WHERE case_id = ? ORDER BY version", [str(case_id)])
    return tuple(
        Approval(
            row["version"], row["head_seq"], row["head_hash"], UUID(row["member_id"]), _instant(row["at"], library)
        )
        for row in rows
    )


def list_reopenings(library: Library, case_id: UUID) -> tuple[Reopening, ...]:
    """Why each later version of a case was opened."""
    rows = library.rows("SELECT * FROM reopening WHERE case_id = ? ORDER BY version", [str(case_id)])
    return tuple(Reopening(row["version"], row["reason"], row["by"], _instant(row["at"], library)) for row in rows)


def _version(library: Library, case_id: str) -> int:
    row = library.row("SELECT count(*) AS number FROM reopening WHERE case_id = ?", [case_id])
    return 1 + (row["number"] if row else 0)


def _refuse_unfinished(library: Library, case_id: UUID) -> None:
    """Where a second review was asked for, both have been given.

    Raises:
        Refused: a reviewer or second reviewer is not done.
    """
    done = {(one.member, one.round) for one in rounds_done(library, case_id)
            if one.version == _version(library, str(case_id))}  # fmt: skip
    held = sorted(
        (one for one in list_duties(library, case_id) if one.until is None), key=lambda one: one.duty is Duty.REVIEWER
    )  # the second review first
    if not any(one.duty is Duty.SECOND_REVIEWER for one in held):
        return
    for one in held:
        shown = one.member.shown
        if one.duty is Duty.SECOND_REVIEWER and (one.member.id, 2) not in done:
            raise Refused(
                f"The second review is not done ({shown}). Wait for it, or end that duty.",
                f"复审（{shown}）尚未完成。请等待复审完成，或解除该职责。",
            )
        if one.duty is Duty.REVIEWER and (one.member.id, 1) not in done:
            raise Refused(
                f"The first review is not done ({shown}), so it cannot be compared with the second. "
                "Wait for it, or end that duty.",
                f"初审（{shown}）尚未完成，无法与复审比较。请等待初审完成，或解除该职责。",
            )


def _refuse_unsettled(library: Library, case_id: UUID) -> None:
    """Where two reviews differ, somebody has said with a reason what holds.

    Raises:
        Refused: a difference is not settled.
    """
    duties, rounds = list_duties(library, case_id), rounds_done(library, case_id)
    if points := unsettled(library, case_id, duties, rounds, _version(library, str(case_id))):
        raise Refused(
            f"The two reviews differ on {', '.join(points)}, and it is not settled what holds. Settle each of these "
            "points with its reason, under “Two reviews compared”, then approve.",
            f"两轮审查在要点 {'、'.join(points)} 上不一致，尚未协调。"
            "请在“两轮审查比较”中逐项说明理由并协调，然后再审批。",
        )


def _refuse_undeclared(change: Change, case_id: UUID) -> None:
    """Whoever judges the case, or whose work stands in it, is free of a conflict of interest and not accused.

    Raises:
        Refused: somebody has not declared so, or is.
    """
    library, working = change.library, standing_work(change, str(case_id))
    for one in sorted(working):
        if accused(library, str(case_id), one):
            raise Refused(
                f"The complaint is about what {one} did, and marks or findings of theirs stand in it. "
                "Take these back first.",
                f"投诉涉及 {one} 的行为，而其标注或认定在本案中仍然有效。请先将其撤回。",
            )
    last = {one.member.id: one for one in list_declarations(library, case_id)}
    for held in list_duties(library, case_id):
        declared = last.get(held.member.id)
        judges = held.until is None or held.member.os_user in working
        if held.duty in _JUDGING and judges and (declared is None or declared.conflict is not Conflict.NONE):
            raise Refused(
                f"{held.member.shown} ({held.duty.label.en}) has not declared to be free of a conflict of interest.",
                f"{held.member.shown}（{held.duty.label.zh}）尚未声明无利益冲突。",
            )
    for declared in last.values():
        if declared.conflict is not Conflict.NONE and declared.member.os_user in working:
            raise Refused(
                f"{declared.member.shown} declared a conflict of interest, and marks or findings of theirs stand. "
                "Take these back first.",
                f"{declared.member.shown} 已声明有利益冲突，而其标注或认定仍然有效。请先将其撤回。",
            )


def _instant(text: str, library: Library) -> Moment:
    return Moment(datetime.fromisoformat(text), library.zone, "")
