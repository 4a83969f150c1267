"""Who looks at a case, told by the account that opened the library: what they get follows from it (decision 8)."""

from __future__ import annotations

from uuid import UUID

from evidence.errors import Refused
from evidence.model.people import Duty, Member, Viewer
from evidence.store.library import Library


def viewer_of(library: Library, case_id: UUID | str) -> Viewer:
    """The person of this library's account, with what they do in a case."""
    writer = library.writer
    rows = library.rows(
        "SELECT m.id, m.os_user, m.name, d.duty, EXISTS (SELECT 1 FROM round_done r WHERE r.case_id = ? "
        "AND r.member_id = m.id AND r.round = 2) AS done, EXISTS (SELECT 1 FROM duty s WHERE s.case_id = ? "
        "AND s.member_id = m.id AND s.duty = 'second_reviewer') AS second FROM member m "
        "LEFT JOIN duty d ON d.member_id = m.id AND d.case_id = ? AND d.until IS NULL WHERE m.os_user = ?",
        [str(case_id), str(case_id), str(case_id), writer.os_user],
    )
    if not rows:
        return Viewer(writer.actor, None, frozenset(), round_done=False)
    member = Member(UUID(rows[0]["id"]), rows[0]["os_user"], rows[0]["name"])
    duties = frozenset(Duty(row["duty"]) for row in rows if row["duty"])
    left = bool(rows[0]["second"]) and Duty.SECOND_REVIEWER not in duties
    return Viewer(writer.actor, member, duties, bool(rows[0]["done"]), left)


def blind_cases(library: Library) -> frozenset[str]:
    """The cases in which this account is a second reviewer who is not done."""
    rows = library.rows(
        "SELECT d.case_id FROM duty d JOIN member m ON m.id = d.member_id "
        "WHERE m.os_user = ? AND d.duty = 'second_reviewer' AND d.until IS NULL AND NOT EXISTS "
        "(SELECT 1 FROM round_done r WHERE r.case_id = d.case_id AND r.member_id = m.id AND r.round = 2)",
        [library.writer.os_user],
    )
    return frozenset(row["case_id"] for row in rows)


def refuse_blind(library: Library, case_id: UUID | str) -> None:
    """Keep what shows the work of others from a second reviewer who is not done.

    Raises:
        Refused: they are one.
    """
    if viewer_of(library, case_id).blind:
        raise Refused(
            "Until your own round is done, the work of the first reviewer is not shown to you, and a case file holds "
            "it. Finish your round first.",
            "您的复审尚未完成，初审的工作内容不向您展示，而案卷包含这些内容。请先完成复审。",
        )
