"""Whether a case takes a change now: an auditor changes nothing, and an approved version stands as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Database

from evidence.errors import Refused

if TYPE_CHECKING:
    from evidence.store.library import Library

AFTER_APPROVAL = frozenset(
    {
        "case_reopened",
        "case_received",
        "body_erased",
        "disclosure_made",
        "mask_made",
        "mask_revise",
        "mask_withdraw",
        "mask_check",
        "mask_undo",
        "mask_redo",
        "decision_letter",
        "recording_kept",
        "duty_given",
        "duty_ended",
        "conflict_declared",
        "member_named",
        *(
            f"{noun}_{verb}"
            for noun in ("step", "task", "assignment", "closing", "membership")
            for verb in ("made", "revise", "withdraw", "undo", "redo")
        ),
        *(f"{one}_{verb}" for one in ("cause", "measure") for verb in ("made", "revise", "withdraw", "undo", "redo")),
    }
)
"""What is entered about an approved case without making a new version of it: what is done with its result."""

_JUDGES = (
    "mark_", "finding_", "opinion_", "settlement_", "decision_", "interval_", "round_done", "case_approved",
    "case_reopened", "sound_judged", "clock_set", "series_", "cause_", "list_change_",
)  # fmt: skip
"""How the entries begin that belong to the review itself, whatever duty somebody has: not for whom it is about."""

AUDITS = (
    "You are an auditor here, so you can read everything and change nothing.",
    "您在此是审计人员，可以查看全部内容，但不能更改。",
)


ACCUSED = (
    "The complaint is about what you did, so you have no say in its review. Let somebody else do this.",
    "投诉涉及您的行为，因此您不能参与本案审查。请由他人处理。",
)


SAME_PERSON = "(m.id = p.member_id OR (p.member_id IS NULL AND m.name <> '' AND trim(p.name) = m.name))"
"""Whether a person of a case (p) is a member (m): by the account that was given, or, where none was, by the name."""


def accused(library: Library, case_id: str, os_user: str) -> bool:
    """Whether the complaint is about what the member of this account did."""
    sql = f"SELECT 1 FROM person p JOIN member m ON {SAME_PERSON} WHERE p.case_id = ? AND m.os_user = ? AND "
    return library.row(f"{sql}p.accused = 1 AND p.current = 1", [case_id, os_user]) is not None


def only_audits(db: Database, os_user: str) -> bool:
    """Whether an account has the duty of an auditor in this library, and no other duty."""
    rows = db.execute(
        "SELECT DISTINCT d.duty FROM duty d JOIN member m ON m.id = d.member_id "
        "WHERE m.os_user = ? AND d.until IS NULL",
        [os_user],
    ).fetchall()
    return rows == [("auditor",)]


def refuse_change(library: Library, case_id: str, action: str) -> None:
    """Keep an entry out of the journal of a case that does not take it; the change it tells of goes with it.

    Raises:
        Refused: this account audits the case or is accused in it, or the case is approved.
    """
    audits = library.row(
        "SELECT 1 FROM duty d JOIN member m ON m.id = d.member_id "
        "WHERE d.case_id = ? AND m.os_user = ? AND d.duty = 'auditor' AND d.until IS NULL",
        [case_id, library.writer.os_user],
    )
    if audits:
        raise Refused(*AUDITS)
    if action.startswith(_JUDGES) and accused(library, case_id, library.writer.os_user):
        raise Refused(*ACCUSED)
    if action not in AFTER_APPROVAL and (version := approved_version(library, case_id)) is not None:
        row = library.row("SELECT label FROM complaint WHERE id = ?", [case_id])
        label = row["label"] if row else case_id
        raise Refused(
            f"Version {version} of {label} is approved and stands as it is. "
            "Open a new version, with the reason, first.",
            f"{label} 的第 {version} 版已审批，不再更改。请先说明原因并开启新版本。",
        )


def approved_version(library: Library, case_id: str) -> int | None:
    """The number of the present version if it is approved; None while it is worked on."""
    row = library.row(
        "SELECT a.version FROM approval a WHERE a.case_id = ? AND a.version = 1 + "
        "(SELECT count(*) FROM reopening r WHERE r.case_id = a.case_id)",
        [case_id],
    )
    return int(row["version"]) if row else None
