"""The disclosure log: who was shown what, where, why, and on which basis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.session import OpenCase
from app.window.papers.kind import ShelfKind, exhibit_options, key_or_none, moment_cell
from evidence.labels import Label
from evidence.model.record import Record
from evidence.model.requests import Disclosure
from evidence.store.requests import DISCLOSURES
from widgets.papers.specs import Block, Line, OneOf, Option, PaperRow, SectionSpec, Tick, When

MASKED = Label("Masked", "已遮挡")
UNMASKED = Label("Not masked", "未遮挡")
COPY = Label("{masked}, copy given", "{masked}，已提供副本")


class Disclosures(ShelfKind[Disclosure]):
    """The disclosure log."""

    held, shelf = "disclosures", DISCLOSURES
    spec = SectionSpec(
        "disclosures",
        Label("Disclosure log", "披露记录"),
        Label(
            "Nothing was shown to anybody yet. Show mode writes its showings here; what was shown by other means is "
            "entered by hand.",
            "尚未向任何人展示。展示模式的展示会自动记入；以其他方式展示的，请在此登记。",
        ),
        Label("New entry", "新增记录"),
        (Label("Shown to", "展示对象"), Label("When", "时间"), Label("What", "内容"), Label("Masked", "遮挡")),
        (
            Line("shown_to", Label("Shown to", "展示对象"), Label("Say to whom it was shown.", "请填写展示对象。")),
            When("shown", Label("When", "时间"), Label("Say when it was shown.", "请填写展示时间。")),
            Block(
                "what",
                Label("What was shown", "展示内容"),
                Label("Say what was shown.", "请填写展示内容。"),
                Label("Marks, stills or pages: M-003, EX-02 page 4", "标注、画面或页面：M-003、EX-02 第 4 页"),
                lines=2,
            ),
            Line("place", Label("Place", "地点")),
            Line("purpose", Label("Purpose", "目的")),
            Line(
                "basis",
                Label("Basis on which it was shown", "展示依据"),
                Label("Say on which basis it was shown.", "请填写展示依据。"),
            ),
            OneOf("exhibit", Label("Exhibit", "证据")),
            Tick("masked", Label("Bystanders and data were masked", "已遮挡无关人员与信息")),
            Tick("copy_given", Label("A copy was given", "已提供副本")),
        ),
        frozenset({"shown", "purpose", "copy_given"}),
    )

    def options(self, opened: OpenCase) -> Mapping[str, Sequence[Option]]:
        """Exhibits that may have been shown."""
        return {"exhibit": exhibit_options(opened)}

    def row(self, record: Record[Disclosure], opened: OpenCase, today: date) -> PaperRow:
        """A showing."""
        value = record.value
        masked = MASKED if value.masked else UNMASKED
        if value.copy_given:
            masked = COPY.filled(masked=masked)
        cells = (f"{record.label}  {value.shown_to}", moment_cell(value.shown), value.what, masked)
        return PaperRow(record.id, cells)

    def values_of(self, value: Disclosure) -> dict[str, Any]:
        """What the sheet shows."""
        return {name: getattr(value, name) for name in _FIELDS}

    def value_from(self, values: Mapping[str, Any], before: Disclosure | None) -> Disclosure:
        """The showing."""
        return Disclosure(**{name: values[name] for name in _FIELDS if name != "exhibit"},
                          exhibit=key_or_none(values["exhibit"]))  # fmt: skip


_FIELDS = ("shown_to", "what", "place", "purpose", "basis", "masked", "copy_given", "shown", "exhibit")
