"""Who looks at a case, told by the account that opened the library: what they get follows from it (decision 8)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from evidence.errors import Refused
from evidence.model.people import Duty, Member, Viewer
from evidence.store.library import Library

_VERSION = "1 + (SELECT count(*) FROM reopening o WHERE o.case_id = d.case_id)"
_OPEN = (
    "SELECT d.case_id, d.member_id, CASE d.duty WHEN 'second_reviewer' THEN 2 ELSE 1 END AS round FROM duty d "
    "WHERE d.until IS NULL AND d.duty IN ('reviewer', 'second_reviewer') "
    "AND EXISTS (SELECT 1 FROM duty s WHERE s.case_id = d.case_id AND s.duty = 'second_reviewer' AND s.until IS NULL) "
    f"AND NOT EXISTS (SELECT 1 FROM approval a WHERE a.case_id = d.case_id AND a.version = {_VERSION}) "
    "AND NOT EXISTS (SELECT 1 FROM round_done r WHERE r.case_id = d.case_id AND r.member_id = d.member_id "
    f"AND r.round = CASE d.duty WHEN 'second_reviewer' THEN 2 ELSE 1 END AND r.version = {_VERSION})"
)
"""The rounds that are not done in the versions which are worked on and reviewed twice."""
SECOND_ACCOUNTS = (
    "SELECT m.os_user FROM duty d JOIN member m ON m.id = d.member_id "
    "WHERE d.case_id = {case} AND d.duty = 'second_reviewer'"
)
"""The accounts that are or were the second reviewer of a case."""


def viewer_of(library: Library, case_id: UUID | str) -> Viewer:
    """The person of this library's account, with what they do in a case."""
    writer = library.writer
    rows = library.rows(
        "SELECT m.id, m.os_user, m.name, d.duty, EXISTS (SELECT 1 FROM duty s WHERE s.case_id = ?1 "
        "AND s.member_id = m.id AND s.duty = 'second_reviewer') AS second FROM member m "
        "LEFT JOIN duty d ON d.member_id = m.id AND d.case_id = ?1 AND d.until IS NULL WHERE m.os_user = ?2",
        [str(case_id), writer.os_user],
    )
    open_rounds = frozenset(
        row["round"] for row in library.rows(f"SELECT round FROM ({_OPEN}) WHERE case_id = ?", [str(case_id)])
    )
    if not rows:
        return Viewer(writer.actor, None, frozenset(), round_done=False, open_rounds=open_rounds)
    member = Member(UUID(rows[0]["id"]), rows[0]["os_user"], rows[0]["name"])
    duties = frozenset(Duty(row["duty"]) for row in rows if row["duty"])
    left = bool(rows[0]["second"]) and Duty.SECOND_REVIEWER not in duties
    done = library.row(
        "SELECT 1 FROM round_done d WHERE d.case_id = ? AND d.member_id = ? AND d.round = ? "
        f"AND d.version = {_VERSION}",
        [str(case_id), str(member.id), 2 if Duty.SECOND_REVIEWER in duties else 1],
    )
    kept = library.kept_points.get(str(case_id), frozenset()) if Duty.AUDITOR in duties else frozenset[str]()
    return Viewer(writer.actor, member, duties, done is not None, left, open_rounds, kept)


def kept_apart(library: Library, case_id: str, alias: str = "t", identity: str = "t.id") -> tuple[str, list[Any]]:
    """The condition that leaves out what second reviewers did since the last approval, of rows called `alias`."""
    return (
        f'AND ({alias}."by" = ? OR {alias}."by" NOT IN ({SECOND_ACCOUNTS.format(case="?")}) OR {identity} NOT IN '
        "(SELECT a.subject_id FROM act a WHERE a.case_id = ? AND a.seq > "
        "(SELECT coalesce(max(p.act_seq), 0) FROM approval p WHERE p.case_id = ?))) ",
        [library.writer.actor, case_id, case_id, case_id],
    )


def kept_unmarked(viewer: Viewer, table: str) -> tuple[str, list[Any]]:
    """The condition that keeps points from an auditor until they have marked them again; of a table called t.

    What rests on the marks as a whole, such as a finding, waits until the last of them.
    """
    if table in ("mark", "settlement"):
        return f"AND t.point NOT IN ({', '.join('?' * len(viewer.kept))}) ", sorted(viewer.kept)
    return ("", []) if table == "mask" else ("AND FALSE ", [])


def kept_in_all(library: Library, alias: str, identity: str, subjects: tuple[str, ...] = ()) -> tuple[str, list[Any]]:
    """The same for rows of all cases; with `subjects`, only rows of these kinds are kept from anybody."""
    conditions, parameters = "", []
    kinds = f"{alias}.subject NOT IN ({', '.join('?' * len(subjects))}) OR " if subjects else ""
    for row in library.rows(f"SELECT DISTINCT case_id FROM ({_OPEN}) ORDER BY case_id"):
        case_id, viewer = row["case_id"], viewer_of(library, row["case_id"])
        if viewer.blind:
            kept, values = f'AND {alias}."by" = ? ', [library.writer.actor]
        elif viewer.apart:
            kept, values = kept_apart(library, case_id, alias, identity)
        else:
            continue
        conditions += f"AND ({alias}.case_id <> ? OR {kinds}(TRUE {kept})) "
        parameters += [case_id, *subjects, *values]
    for case_id in library.kept_points:
        if viewer_of(library, case_id).kept:
            conditions += f"AND ({alias}.case_id <> ? OR {kinds}FALSE) "
            parameters += [case_id, *subjects]
    return conditions, parameters


def refuse_blind(library: Library, case_id: UUID | str) -> None:
    """Keep what shows the work of others from people whom it is kept from while a case is reviewed twice.

    Raises:
        Refused: they are one.
    """
    viewer = viewer_of(library, case_id)
    if viewer.blind and not viewer.round_done:
        raise Refused(
            "Until both rounds are done, the work of the first reviewer is not shown to you, and a case file holds "
            "it. Finish your round first.",
            "两轮审查全部完成之前，初审的工作内容不向您展示，而案卷包含这些内容。请先完成您的复审。",
        )
    if viewer.blind or viewer.apart:
        raise Refused(
            "Until both rounds are done, neither review is shown to the other, and a case file holds both. "
            "Wait until the reviewer and the second reviewer have finished, or end the duty of whoever will not.",
            "两轮审查全部完成之前，双方的工作内容互不展示，而案卷包含两轮内容。"
            "请等待审查人和复审人均完成，或解除未能完成者的职责。",
        )
