"""Groups of complaints in the library, and the complaints in them.

A group is journalled in the library's own chain. That a complaint joined or left is an act in the complaint's chain, so
that its own journal tells it, the act is undone like every other, and no complaint tells of another.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from evidence.canonical import clean_text, is_blank
from evidence.errors import NotFound, WrongUse
from evidence.model.groups import Group, GroupAbout, Membership
from evidence.model.record import Record
from evidence.store.library import Change, Library
from evidence.store.shelf import Shelf
from evidence.store.sql import insert_row
from evidence.timecode import rfc3339

_IN_IT = "d.withdrawn = 0 AND d.left_on IS NULL"
_NEWEST = "SELECT * FROM group_wording WHERE rowid IN (SELECT max(rowid) FROM group_wording GROUP BY group_label)"
MEMBERS = f"SELECT d.case_id FROM membership d WHERE d.group_label = ? AND {_IN_IT}"
"""The complaints that are in a group now."""


def list_groups(library: Library) -> tuple[Group, ...]:
    """All groups of the library, in the order of their labels."""
    rows = library.rows(
        "SELECT g.id, g.label, coalesce(w.about, g.about) AS about, coalesce(w.title, g.title) AS title, "
        "coalesce(w.note, g.note) AS note, (SELECT count(DISTINCT d.case_id) FROM membership d "
        f"WHERE d.group_label = g.label AND {_IN_IT}) AS members "
        f"FROM complaint_group g LEFT JOIN ({_NEWEST}) w ON w.group_label = g.label ORDER BY length(g.label), g.label"
    )
    return tuple(
        Group(UUID(row["id"]), row["label"], GroupAbout(row["about"]), row["title"], row["note"], row["members"])
        for row in rows
    )


def new_group(library: Library, about: GroupAbout, title: str, note: str = "") -> Group:
    """Make a group without members, under the next free label of the year.

    Raises:
        WrongUse: it has no title.
    """
    _refuse_untitled(title)
    with library.change() as change:
        begin = f"G-{change.at.year}-"
        last = library.row(
            f"SELECT max(CAST(substr(label, {len(begin) + 1}) AS INTEGER)) AS number FROM complaint_group "
            f"WHERE substr(label, 1, {len(begin)}) = ?",
            [begin],
        )
        row = {
            "id": str(uuid4()),
            "label": f"{begin}{(last['number'] if last and last['number'] else 0) + 1:03}",
            "about": about.value,
            "title": clean_text(title),
            "note": clean_text(note),
            "by": library.writer.actor,
            "at": rfc3339(change.at),
        }
        change.db.execute(*insert_row("complaint_group", row))
        change.record(library.id, "group_made", row)
    return next(one for one in list_groups(library) if one.label == row["label"])


def reword_group(library: Library, label: str, about: GroupAbout, title: str, note: str = "") -> Group:
    """Call a group otherwise from now on, in all its complaints; what it was called before stays.

    Raises:
        NotFound: there is no such group.
        WrongUse: the title is empty.
    """
    _refuse_untitled(title)
    with library.change() as change:
        before = next((one for one in list_groups(library) if one.label == label), None)
        if before is None:
            raise NotFound(f"There is no group {label[:20]} in this library.", f"资料库中没有群组 {label[:20]}。")
        after = {"about": about.value, "title": clean_text(title), "note": clean_text(note)}
        if after != {"about": before.about.value, "title": before.title, "note": before.note}:
            row = {
                "id": str(uuid4()),
                "group_label": label,
                **after,
                "by": library.writer.actor,
                "at": rfc3339(change.at),
            }
            change.db.execute(*insert_row("group_wording", row))
            change.record(library.id, "group_reworded", row)
    return next(one for one in list_groups(library) if one.label == label)


def _refuse_untitled(title: str) -> None:
    if is_blank(title):
        raise WrongUse("Give the group a title.", "请填写群组的标题。")


def begin_group(
    library: Library, case_id: UUID, about: GroupAbout, title: str, note: str, reason: str
) -> Record[Membership]:
    """Make a group and let a complaint be its first member: both, or neither.

    Raises:
        Refused, WrongUse: something speaks against it.
    """
    with library.change():
        made = new_group(library, about, title, note)
        return MEMBERSHIPS.add(library, case_id, Membership(made.label, reason))


def _row(value: Membership) -> dict[str, Any]:
    return {
        "group_label": value.group,
        "reason": clean_text(value.reason),
        "left_on": value.left_on.isoformat() if value.left_on else None,
        "left_reason": clean_text(value.left_reason),
    }


def _membership(row: dict[str, Any], zone: str) -> Membership:
    left = date.fromisoformat(row["left_on"]) if row["left_on"] else None
    return Membership(row["group_label"], row["reason"], left, row["left_reason"])


def _refuse(change: Change, case_id: UUID, value: Membership) -> None:
    if change.library.row("SELECT 1 FROM complaint WHERE id = ?", [str(case_id)]) is None:
        raise WrongUse("There is no such complaint in this library.", "资料库中没有该投诉。")
    if change.library.row("SELECT 1 FROM complaint_group WHERE label = ?", [value.group]) is None:
        raise WrongUse(
            f"There is no group {value.group[:20]} in this library. Choose one of the list, or begin a new one.",
            f"资料库中没有群组 {value.group[:20]}。请从列表中选择，或新建群组。",
        )
    if is_blank(value.reason):
        raise WrongUse("Say why the complaint belongs to this group.", "请填写列入该群组的理由。")
    if (value.left_on is None) != is_blank(value.left_reason):
        raise WrongUse("A complaint leaves a group with a day and a reason. Give both.", "退出群组须填写日期和理由。")


def _once_in_each(change: Change, case_id: UUID) -> None:
    twice = change.library.row(
        f"SELECT d.group_label AS label FROM membership d WHERE d.case_id = ? AND {_IN_IT} "
        "GROUP BY d.group_label HAVING count(*) > 1",
        [str(case_id)],
    )
    if twice is not None:
        raise WrongUse(f"The complaint is in {twice['label']} already.", f"该投诉已在群组 {twice['label']} 中。")


MEMBERSHIPS = Shelf("membership", _row, _membership, _refuse, _once_in_each)
