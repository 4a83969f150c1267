"""The groups of complaints about one product, seller or branch that this complaint belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

from app.session import OpenCase
from app.window.papers.kind import ShelfKind
from evidence.errors import WrongUse
from evidence.labels import Label
from evidence.model.groups import GroupAbout, Membership
from evidence.model.record import Record
from evidence.store.groups import MEMBERSHIPS, begin_group, reword_group
from evidence.store.library import Library
from widgets.papers.specs import Block, Day, Line, OneOf, Option, PaperRow, Pick, SectionSpec

_OF_GROUP = ("title", "about", "note")
"""What is asked of the group itself."""


class Groups(ShelfKind[Membership]):
    """That the complaint belongs to a group; leaving says when and why in the same sheet."""

    held, shelf = "memberships", MEMBERSHIPS
    spec = SectionSpec(
        "memberships",
        Label("Groups", "投诉群组"),
        Label(
            "This complaint belongs to no group. A group holds complaints about one product, seller or branch.",
            "该投诉不属于任何群组。群组汇集涉及同一产品、销售人员或网点的投诉。",
        ),
        Label("Add to a group", "列入群组"),
        (
            Label("Group", "投诉群组"), Label("Complaints in it", "其中投诉件数"), Label("Reason", "理由"),
            Label("Left", "退出日期"),
        ),
        (
            OneOf("group", Label("Group", "投诉群组"), nothing=Label("a new group", "新建群组")),
            Line("title", Label("Title of the group", "群组标题")),
            Pick("about", Label("In common", "共同点"), kind=GroupAbout),
            Block("note", Label("Note about the group", "群组备注"), lines=2),
            Block("reason", Label("Why it belongs there", "列入理由"), Label("Say why.", "请填写理由。"), lines=2),
            Day("left_on", Label("Left on", "退出日期")),
            Block("left_reason", Label("Why it left", "退出理由"), lines=2),
        ),
        frozenset({"about"}),
    )  # fmt: skip

    def options(self, opened: OpenCase) -> Mapping[str, Sequence[Option]]:
        """The groups of the library."""
        return {"group": [Option(one.label, f"{one.label} {one.title}") for one in opened.papers.groups]}

    def row(self, record: Record[Membership], opened: OpenCase, today: date) -> PaperRow:
        """A group, and how many complaints are in it."""
        value = record.value
        group = next(one for one in opened.papers.groups if one.label == value.group)
        left = value.left_on.isoformat() if value.left_on else ""
        name = f"{record.label}  {group.label} {group.title}"
        return PaperRow(record.id, (name, str(group.members), value.reason, left))

    def values_of(self, value: Membership) -> dict[str, Any]:
        """What the sheet shows of the place in a group; `show` adds the group."""
        return {one.name: getattr(value, one.name) for one in fields(value)}

    def show(self, opened: OpenCase, paper: UUID) -> dict[str, Any]:
        """The place in a group and the group itself: both can be changed."""
        values = super().show(opened, paper)
        group = next(one for one in opened.papers.groups if one.label == values["group"])
        return {**values, **{name: getattr(group, name) for name in _OF_GROUP}}

    def value_from(self, values: Mapping[str, Any], before: Membership | None) -> Membership:
        """The place in a group; a title belongs to a new one only."""
        group = values["group"]
        if group is None and not values["title"].strip():
            raise WrongUse("Choose a group, or give the new one a title.", "请选择群组，或填写新群组的标题。")
        if group is None and before is not None:
            raise WrongUse("Choose the group that is meant.", "请选择所指的群组。")
        if group is not None and before is None and (values["title"].strip() or values["note"].strip()):
            raise WrongUse(
                "This group has a title already. Leave title and note empty, or choose “a new group”; what a group is "
                "called is changed in the sheet of a complaint that is in it.",
                "该群组已有标题。请将标题和备注留空，或选择“新建群组”；群组名称可在已列入投诉的表单中更改。",
            )
        if before is not None and group != before.group and group is not None:
            raise WrongUse(
                "A complaint leaves one group with day and reason, and is added to another.",
                "请填写退出日期和理由以退出原群组，再列入另一群组。",
            )
        if group is None and (values["left_on"] is not None or values["left_reason"].strip()):
            raise WrongUse(
                "A complaint does not leave a group that begins with it. Leave day and reason empty.",
                "新建群组时投诉不能同时退出。请将退出日期和理由留空。",
            )
        told = {name: value for name, value in values.items() if name not in _OF_GROUP}
        return Membership(**{**told, "group": str(group or "")})

    def save(self, library: Library, opened: OpenCase, paper: UUID | None, values: Mapping[str, Any]) -> None:
        """Begin the group with this complaint, put it into one that is there, or change either."""
        if values["group"] is not None:
            with library.change():
                super().save(library, opened, paper, values)
                if paper is not None:
                    reword_group(library, str(values["group"]), *(values[name] for name in ("about", "title", "note")))
            return
        value = self.value_from(values, None)
        begin_group(library, opened.id, values["about"], values["title"], values["note"], value.reason)
