"""Checklists of the house's own: kept as files of rules, and by which of them a case is judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from evidence.canonical import canonical, clean_text, is_blank
from evidence.errors import Refused, WrongUse
from evidence.model.listing import ListChange
from evidence.rules.checklists import HANDLING, Checklist, ChecklistPoint, checklist_in, checklists_in
from evidence.rules.fields import text_of, unseen_sign
from evidence.rules.listversions import OWN, refuse_missing, version_name
from evidence.store.cases import get_case
from evidence.store.library import Change, Library
from evidence.store.listbook import CHECKLIST, Versions, lists_of
from evidence.store.people import enrol
from evidence.store.rules import keep_file, refuse_without_compliance
from evidence.store.shelf import Shelf

LONGEST = 2_000
"""Characters of a text of a point at most: it stands in one line of tables and prints."""
_FRAME = ("version", "status", "verified_by", "verified_on")
MOST = 400
"""Points of a list at most."""


@dataclass(frozen=True, slots=True)
class ListDraft:
    """The next version of a list: its points as plain data, why it is made, and when somebody checked it, if so."""

    plain: Mapping[str, Any]
    reason: str
    verified_on: date | None = None


def all_versions(library: Library) -> Versions:
    """All versions of every list."""
    return lists_of(library.db, library.zone)


def versions_for(library: Library, case_id: UUID) -> tuple[Checklist, ...]:
    """All versions of the two lists of a complaint."""
    row = library.row("SELECT kind FROM complaint WHERE id = ?", [str(case_id)])
    versions = all_versions(library)
    return (*versions[row["kind"]], *versions[HANDLING]) if row else ()


def enter_version(library: Library, draft: ListDraft) -> Checklist:
    """Keep a version of a list as its newest; cases keep theirs, new ones are judged by this one.

    Raises:
        Refused: this account has not the compliance duty.
        WrongUse: it has no reason, changes nothing, or a point of it says too much or nothing.
        RulesProblem: a point of it cannot be judged by.
    """
    with library.change() as change:
        refuse_without_compliance(library)
        made = _enter(change, draft)
    return all_versions(library)[made.id][-1]


def bring_in_lists(library: Library, path: Path, reason: str) -> tuple[Checklist, ...]:
    """Keep every list of a file that differs from its newest version as the next one: all of them, or none.

    Raises:
        Refused: this account has not the compliance duty, or the file says nothing new.
        WrongUse: a point is left out, or no reason is given.
        RulesProblem: the file is not what it should be; names the line.
    """
    read = checklists_in(text_of(path.name, path), path.name)
    with library.change() as change:
        refuse_without_compliance(library)
        known = all_versions(library)
        if unknown := [id for id in read if id not in known]:
            raise WrongUse(
                f"{path.name}: there is no kind of dispute for the list “{unknown[0][:20]}”. "
                f"Known are {', '.join(known)}.",
                f"{path.name}：没有与清单“{unknown[0][:20]}”对应的争议类型。已知：{'、'.join(known)}。",
            )
        new = [one for one in read.values() if _differs(known[one.id][-1], one)]
        if not new:
            raise Refused(
                f"{path.name} says nothing that the newest versions do not say. Nothing was brought in.",
                f"{path.name} 与各清单的最新版本一致，未导入任何内容。",
            )
        made = [_enter(change, ListDraft(one.plain, reason), one.verified_by, one.verified_on) for one in new]
    versions = all_versions(library)
    return tuple(next(one for one in versions[own.id] if one.version == own.version) for own in made)


def _enter(change: Change, draft: ListDraft, by: str | None = None, on: date | None = None) -> Checklist:
    """Keep one version; `by` and `on` as a file tells who verified it."""
    library = change.library
    versions = lists_of(change.db, library.zone)[draft.plain["id"]]
    number = sum(one.own is not None for one in versions) + 1
    day = draft.verified_on or on
    if draft.verified_on and draft.verified_on > library.moment().at.date():
        raise WrongUse("The day on which it was checked lies in the future.", "核对日期晚于今天。")
    who = enrol(change, library.writer.os_user).shown if draft.verified_on else by
    plain = {
        **draft.plain,
        "version": f"{OWN}{number}",
        "status": "verified" if day else "unverified",
        "verified_by": who if day else None,
        "verified_on": day.isoformat() if day else None,
    }
    name = f"{plain['id']} {plain['version']}"
    if is_blank(draft.reason):
        raise WrongUse("Say why this version is made.", "请填写制定新版本的理由。")
    made = checklist_in(canonical(plain).decode(), name)
    refuse_missing(versions[-1], made)
    _refuse_unfit(made)
    if not _differs(versions[-1], made):
        raise WrongUse(
            f"Nothing differs from {version_name(versions[-1]).en}. Change a point first.",
            f"与{version_name(versions[-1]).zh}没有差异。请先更改要点。",
        )
    content = {"reason": clean_text(draft.reason).strip(), "checklist": plain}
    keep_file(change, CHECKLIST, name, canonical(content).decode())
    return made


def _differs(before: Checklist, after: Checklist) -> bool:
    """Whether a list says something else than another one, or was checked on another day."""
    checked = after.verified_on is not None and after.verified_on != before.verified_on
    return checked or _content(before.plain) != _content(after.plain)


def _content(value: Any) -> Any:
    """What a list says, whatever its version and whether a field that says nothing is written out."""
    if isinstance(value, Mapping):
        return {key: _content(one) for key, one in value.items() if one is not None and key not in _FRAME}
    return [_content(one) for one in value] if isinstance(value, list) else value


def _refuse_unfit(made: Checklist) -> None:
    points = list(made.every_point())
    if len(points) > MOST:
        raise WrongUse(f"A list has at most {MOST} points.", f"一份清单最多 {MOST} 个要点。")
    if all(one.retired_on is not None for one in points):
        raise WrongUse("A list needs a point that is asked.", "清单须至少有一个适用的要点。")
    for point in points:
        _refuse_unfit_point(point)


def _refuse_unfit_point(point: ChecklistPoint) -> None:
    for text in (point.label.en, point.label.zh, point.looked_for.en, point.looked_for.zh, point.source or ""):
        if len(text) > LONGEST:
            raise WrongUse(
                f"{point.code}: a text has at most {LONGEST:,} characters.", f"{point.code}：文字最多 {LONGEST:,} 字。"
            )
        if sign := unseen_sign(text):
            told = f"U+{ord(sign):04X}"
            raise WrongUse(
                f"{point.code}: a text holds the invisible sign {told}. Type the text anew.",
                f"{point.code}：文字含有不可见字符 {told}。请重新输入。",
            )
    if point.active_from and point.active_to and point.active_to < point.active_from:
        raise WrongUse(
            f"{point.code}: the last day lies before the first one.", f"{point.code}：截止日期早于起始日期。"
        )


def refuse_other_lists(library: Library, case_id: str, digests: Mapping[str, str]) -> None:
    """Keep a case from being judged here by other lists than where it comes from, though they have the same names.

    Raises:
        Refused: one of its lists, by the digest of what it is judged by, is not here under that version.
    """
    for one in get_case(library, case_id).checklists:
        told = digests.get(one.id)
        if told is not None and told != one.digest:
            raise Refused(
                f"The case is judged by a version of the checklist {one.id} that is not here (SHA-256 {told[:16]}). "
                "Keep the bundle as it is, and read it with its viewer.",
                f"本案所依据的检查表 {one.id} 版本不在本资料库中（SHA-256 {told[:16]}）。"
                "请保留证据包，并用其中的查看页查阅。",
            )


def _row(value: ListChange) -> dict[str, Any]:
    return {"list": value.list, "version": value.version, "reason": clean_text(value.reason)}


def _change(row: dict[str, Any], zone: str) -> ListChange:
    return ListChange(row["list"], row["version"], row["reason"])


def _refuse(change: Change, case_id: UUID, value: ListChange) -> None:
    known = {(one.id, one.version) for one in versions_for(change.library, case_id)}
    if (value.list, value.version) not in known:
        raise WrongUse(
            "There is no such version of a checklist of this complaint. Choose one of the list.",
            "该投诉的检查表没有此版本。请从列表中选择。",
        )
    if is_blank(value.reason):
        raise WrongUse("Say why the case is judged by another version.", "请填写改用其他版本的理由。")


CHANGES = Shelf("list_change", _row, _change, _refuse)
