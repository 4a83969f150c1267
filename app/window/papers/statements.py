"""Statements: what customer, staff and insurer say of the matter, in their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.session import OpenCase
from app.window.papers.kind import ShelfKind, exhibit_cell, exhibit_options, key_or_none, moment_cell
from evidence.labels import Label
from evidence.model.record import Record
from evidence.model.requests import Statement, StatementHow, StatementOf
from evidence.store.requests import STATEMENTS
from widgets.papers.specs import Block, Line, OneOf, Option, PaperRow, Pick, SectionSpec, When


class Statements(ShelfKind[Statement]):
    """Statements."""

    held, shelf = "statements", STATEMENTS
    spec = SectionSpec(
        "statements",
        Label("Statements", "各方陈述"),
        Label(
            "No statement was taken yet. Both sides are heard: the customer and the member of staff concerned.",
            "尚无陈述。应听取双方意见：客户与相关工作人员。",
        ),
        Label("New statement", "新增陈述"),
        (Label("Who", "陈述人"), Label("Side", "身份"), Label("Taken", "时间"), Label("Exhibit", "证据")),
        (
            Pick("of", Label("Side", "身份"), kind=StatementOf),
            Pick("how", Label("How it was taken", "取得方式"), kind=StatementHow),
            Line("who", Label("Who", "陈述人"), Label("Say whose statement it is.", "请填写陈述人。")),
            When("taken", Label("Taken", "取得时间")),
            Block(
                "text",
                Label("In their own words", "陈述原文"),
                Label("Write down what was said.", "请填写陈述内容。"),
                lines=9,
            ),
            OneOf("exhibit", Label("Recorded or written in", "载于证据")),
        ),
        frozenset({"how", "taken"}),
    )

    def options(self, opened: OpenCase) -> Mapping[str, Sequence[Option]]:
        """Exhibits that may hold it."""
        return {"exhibit": exhibit_options(opened)}

    def row(self, record: Record[Statement], opened: OpenCase, today: date) -> PaperRow:
        """A statement."""
        value = record.value
        taken, exhibit = moment_cell(value.taken), exhibit_cell(opened, value.exhibit)
        return PaperRow(record.id, (f"{record.label}  {value.who}", value.of.label, taken, exhibit))

    def values_of(self, value: Statement) -> dict[str, Any]:
        """What the sheet shows."""
        return {
            "of": value.of,
            "how": value.how,
            "who": value.who,
            "taken": value.taken,
            "text": value.text,
            "exhibit": value.exhibit,
        }

    def value_from(self, values: Mapping[str, Any], before: Statement | None) -> Statement:
        """The statement."""
        exhibit = key_or_none(values["exhibit"])
        return Statement(values["of"], values["who"], values["text"], values["how"], values["taken"], exhibit)
