"""By which versions of its checklists the complaint is judged, and its deliberate move to another one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.session import OpenCase
from app.window.papers.kind import ShelfKind
from evidence.errors import WrongUse
from evidence.labels import Label
from evidence.model.listing import ListChange
from evidence.model.record import Record
from evidence.review.marking import lists_of
from evidence.rules.checklists import Checklist
from evidence.rules.listversions import version_name
from evidence.store.listing import CHANGES
from widgets.papers.specs import Block, OneOf, Option, PaperRow, SectionSpec

CHOOSE = Label("Choose a version.", "请选择版本。")


class ListChanges(ShelfKind[ListChange]):
    """That the complaint is judged by another version than it was registered with, and why."""

    held, shelf = "list_changes", CHANGES
    spec = SectionSpec(
        "list_changes",
        Label("Checklist version", "检查表版本"),
        Label(
            "This complaint is judged by the versions of its checklists that were the newest when it was registered. "
            "It stays so until somebody moves it to another version, with a reason; marks stay.",
            "本投诉按登记时的最新检查表版本判定。除非有人说明理由并改用其他版本，否则不变；标注保留。",
        ),
        Label("Judge by another version", "改用其他版本"),
        (
            Label("List and version", "清单与版本"), Label("Reason", "理由"), Label("By", "操作人"),
        ),
        (
            OneOf("version", Label("List and version", "清单与版本"), CHOOSE),
            Block("reason", Label("Why", "理由"), Label("Say why.", "请填写理由。"), lines=3),
        ),
    )  # fmt: skip

    def options(self, opened: OpenCase) -> Mapping[str, Sequence[Option]]:
        """All versions of the two lists, the newest first; those that hold now say so."""
        now = {(one.id, one.version) for one in lists_of(opened.case)}
        made = [_option(one, (one.id, one.version) in now) for one in reversed(opened.papers.list_versions)]
        return {"version": sorted(made, key=lambda one: str(one.key).partition(" ")[0])}

    def row(self, record: Record[ListChange], opened: OpenCase, today: date) -> PaperRow:
        """Which version, why, and who did it."""
        value = record.value
        name = _named(opened, value)
        return PaperRow(record.id, (Label(f"{record.label}  {name.en}", f"{record.label}  {name.zh}"), value.reason,
                                    record.by))  # fmt: skip

    def values_of(self, value: ListChange) -> dict[str, Any]:
        """What the sheet shows."""
        return {"version": f"{value.list} {value.version}", "reason": value.reason}

    def value_from(self, values: Mapping[str, Any], before: ListChange | None) -> ListChange:
        """The version that was chosen."""
        if values["version"] is None:
            raise WrongUse(CHOOSE.en, CHOOSE.zh)
        id, _, version = str(values["version"]).partition(" ")
        return ListChange(id, version, values["reason"])


def _named(opened: OpenCase, value: ListChange) -> Label:
    known = {(one.id, one.version): one for one in opened.papers.list_versions}
    one = known.get((value.list, value.version))
    if one is None:  # of the list of another kind of dispute, that the complaint was taken for then
        return Label(f"{value.list} {value.version}", f"{value.list} {value.version}")
    told = version_name(one)
    return Label(f"{one.id}, {told.en}", f"{one.id}，{told.zh}")


def _option(one: Checklist, now: bool) -> Option:
    told = version_name(one)
    day = f" · {one.own.at.text()[:10]} · {one.own.reason[:60]}" if one.own else ""
    here = Label(" (now)", "（现用）") if now else Label("", "")
    return Option(
        f"{one.id} {one.version}",
        Label(f"{one.id} {told.en}{day}{here.en}", f"{one.id} {told.zh}{day}{here.zh}"),
    )
