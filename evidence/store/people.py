"""The people who work with a library: accounts with a name chosen once, their duties, their declarations."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from evidence.canonical import clean_text, is_blank
from evidence.errors import NotFound, Refused, WrongUse
from evidence.model.people import Conflict, Declaration, Duty, DutyHeld, Member
from evidence.store.library import Change, Library
from evidence.store.separation import refuse_duty
from evidence.store.sql import insert_row, moment_of
from evidence.timecode import Moment, rfc3339

_CASES_OF = (
    "SELECT case_id FROM duty WHERE member_id = ?1 UNION SELECT case_id FROM declaration WHERE member_id = ?1 "
    "ORDER BY case_id"
)


def members(library: Library) -> tuple[Member, ...]:
    """Everybody who works or worked with this library, in the order they came."""
    return tuple(_member(row) for row in library.rows("SELECT * FROM member ORDER BY at, os_user"))


def this_member(library: Library) -> Member | None:
    """The member of this library's account; None until it has done something that needs one."""
    row = library.row("SELECT * FROM member WHERE os_user = ?", [library.writer.os_user])
    return _member(row) if row else None


def enrol(change: Change, os_user: str) -> Member:
    """The member of an account, made if there is none yet."""
    row = change.library.row("SELECT * FROM member WHERE os_user = ?", [os_user])
    if row is None:
        row = {"id": str(uuid4()), "os_user": os_user, "name": "", "at": rfc3339(change.at)}
        change.db.execute(*insert_row("member", row))
        change.record(change.library.id, "member_joined", row)
    return _member(row)


def add_member(library: Library, os_user: str) -> Member:
    """Make an account known before its first visit, so that it can be given a duty.

    Raises:
        WrongUse: no account was named.
    """
    account = clean_text(os_user).strip()
    if not account:
        raise WrongUse("Type the account's name, as the operating system knows it.", "请输入操作系统账户名。")
    with library.change() as change:
        return enrol(change, account)


def choose_name(library: Library, name: str) -> Member:
    """Give this account's member the name that is shown and printed. It is chosen once.

    Raises:
        WrongUse: the name is empty.
        Refused: a name was chosen before, or another account has it: names tell people apart in what is printed.
    """
    chosen = clean_text(name).strip()
    if is_blank(chosen):
        raise WrongUse("Type your name, as it is to be printed.", "请输入您的姓名（将印在案卷中）。")
    with library.change() as change:
        member = enrol(change, library.writer.os_user)
        if member.name:
            raise Refused(
                f"The name {member.name} was chosen for this account before, and is printed in what it did.",
                f"此账户已选定姓名“{member.name}”，并已印在其经办的内容中。",
            )
        if twin := next((one for one in members(library) if one.name.casefold() == chosen.casefold()), None):
            raise Refused(
                f"The account {twin.os_user} has this name. If that is you, work under that account; if it is somebody "
                "else, add what tells you apart, such as your staff number.",
                f"账户 {twin.os_user} 已使用此姓名。如为您本人，请使用该账户；如为他人，请加注工号等以示区别。",
            )
        change.db.execute("UPDATE member SET name = ? WHERE id = ?", [chosen, str(member.id)])
        body = {"id": str(member.id), "name": chosen}
        change.record(library.id, "member_named", body)
        for row in library.rows(_CASES_OF, [str(member.id)]):  # their case files print the name
            change.record(row["case_id"], "member_named", body)
    return Member(member.id, member.os_user, chosen)


def give_duty(library: Library, case_id: UUID, member: Member, duty: Duty) -> None:
    """Give a member a duty in a case, from now on. Giving one that they have changes nothing.

    Raises:
        Refused: they cannot have it beside what they are or did in this case.
    """
    with library.change() as change:
        if _standing(library, case_id, member, duty):
            return
        refuse_duty(change, str(case_id), str(member.id), duty)
        row = {
            "id": str(uuid4()),
            "case_id": str(case_id),
            "member_id": str(member.id),
            "duty": duty.value,
            "since": rfc3339(change.at),
            "until": None,
            "by": library.writer.actor,
        }
        change.record(str(case_id), "duty_given", {**row, "os_user": member.os_user, "name": member.name})
        change.db.execute(*insert_row("duty", row))


def end_duty(library: Library, case_id: UUID, member: Member, duty: Duty) -> None:
    """End a duty; that it was held stays.

    Raises:
        NotFound: the member does not have it.
    """
    with library.change() as change:
        row = _standing(library, case_id, member, duty)
        if row is None:
            raise NotFound(
                f"{member.shown} does not have the duty “{duty.label.en}” in this case.",
                f"{member.shown} 在本案中没有“{duty.label.zh}”职责。",
            )
        until = rfc3339(change.at)
        change.record(str(case_id), "duty_ended", {"id": row["id"], "until": until})  # while an auditor still is one
        change.db.execute("UPDATE duty SET until = ? WHERE id = ?", [until, row["id"]])


def list_duties(library: Library, case_id: UUID) -> tuple[DutyHeld, ...]:
    """All duties in a case, ended ones among them, in the order they were given."""
    rows = library.rows(
        'SELECT d.duty, d.since, d.until, d."by", m.id, m.os_user, m.name FROM duty d '
        "JOIN member m ON m.id = d.member_id WHERE d.case_id = ? ORDER BY d.since, d.rowid",
        [str(case_id)],
    )
    return tuple(
        DutyHeld(
            _member(row),
            Duty(row["duty"]),
            _instant(row["since"], library),
            moment_of(row["until"], library.zone),
            row["by"],
        )
        for row in rows
    )


def declare(library: Library, case_id: UUID, conflict: Conflict, text: str = "") -> None:
    """Declare, for this account's member, whether there is a conflict of interest in a case.

    Raises:
        WrongUse: there is one, and it is not said which.
    """
    if conflict is Conflict.HAS and is_blank(text):
        raise WrongUse("Say what the conflict of interest is.", "请说明利益冲突的内容。")
    with library.change() as change:
        member = enrol(change, library.writer.os_user)
        row = {
            "id": str(uuid4()),
            "case_id": str(case_id),
            "member_id": str(member.id),
            "conflict": conflict.value,
            "text": clean_text(text),
            "at": rfc3339(change.at),
        }
        change.db.execute(*insert_row("declaration", row))
        change.record(str(case_id), "conflict_declared", row)


def list_declarations(library: Library, case_id: UUID) -> tuple[Declaration, ...]:
    """What was declared in a case, the last declaration of a member last."""
    rows = library.rows(
        "SELECT d.conflict, d.text, d.at, m.id, m.os_user, m.name FROM declaration d "
        "JOIN member m ON m.id = d.member_id WHERE d.case_id = ? ORDER BY d.at, d.rowid",
        [str(case_id)],
    )
    return tuple(
        Declaration(_member(row), Conflict(row["conflict"]), row["text"], _instant(row["at"], library)) for row in rows
    )


def _standing(library: Library, case_id: UUID, member: Member, duty: Duty) -> dict[str, Any] | None:
    return library.row(
        "SELECT * FROM duty WHERE case_id = ? AND member_id = ? AND duty = ? AND until IS NULL",
        [str(case_id), str(member.id), duty.value],
    )


def _member(row: dict[str, Any]) -> Member:
    return Member(UUID(row["id"]), row["os_user"], row["name"])


def _instant(text: str, library: Library) -> Moment:
    return Moment(datetime.fromisoformat(text), library.zone, "")
