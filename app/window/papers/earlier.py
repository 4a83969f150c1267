"""The earlier handling of the same matter beside this one, and the list on handling that judges both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from app.session import OpenCase
from app.window.papers.kind import Kind, moment_cell
from evidence.labels import Label
from evidence.model.case import Case
from evidence.model.mark import Mark
from evidence.model.papers import Papers
from evidence.model.record import Record
from evidence.review.marking import label_of
from evidence.rules.checklists import HANDLING
from evidence.store.earlier import name_earlier
from evidence.store.library import Library
from widgets.papers.specs import Line, PaperRow, SectionSpec

Told = tuple[str, str, Label]
"""When, the label that makes it a row of its own, and what was done."""


class EarlierHandling(Kind):
    """Steps, findings and decisions of this complaint and of the one that it repeats, in the order of time."""

    spec = SectionSpec(
        "earlier",
        Label("Earlier handling", "前次处理"),
        Label(
            "This complaint repeats no earlier one. Give the number of the complaint that was handled before: its "
            "steps and findings then stand beside these, with how it was handled (list CH).",
            "本投诉未关联前次投诉。填写前次投诉的编号后，其处理步骤与认定将与本案并列，"
            "并列出投诉处理过程（CH 表）的判定。",
        ),
        Label("Name the earlier complaint", "关联前次投诉"),
        (Label("When", "时间"), Label("This complaint", "本次投诉"), Label("Earlier complaint", "前次投诉")),
        (
            Line(
                "earlier",
                Label("Number of the earlier complaint", "前次投诉编号"),
                Label("Give its number.", "请填写编号。"),
                Label("C-2026-0003", "C-2026-0003"),
            ),
        ),
    )

    def rows(self, opened: OpenCase, today: date) -> list[PaperRow]:
        """Both complaints by time; nothing where none is repeated."""
        before = opened.earlier
        if before is None:
            return []
        marks = tuple(one for one in opened.marks if not one.withdrawn and one.point.startswith(HANDLING))
        found = [(*told, False) for told in _told(opened.case, opened.papers, marks)]
        found += [(*told, True) for told in _told(before.case, before.papers, before.handling)]
        head = PaperRow(opened.id, ("", opened.case.complaint.label, before.label))
        return [head, *(_row(*one) for one in sorted(found, key=lambda one: (one[0], one[1])))]

    def show(self, opened: OpenCase, paper: UUID) -> dict[str, Any]:
        """Which complaint it is."""
        return {"earlier": opened.earlier.label if opened.earlier else ""}

    def check(self, opened: OpenCase, paper: UUID | None, values: Mapping[str, Any]) -> None:
        """The store knows which complaints there are."""

    def save(self, library: Library, opened: OpenCase, paper: UUID | None, values: Mapping[str, Any]) -> None:
        """Name the earlier complaint."""
        name_earlier(library, opened.id, values["earlier"].strip())

    def withdraw(self, library: Library, opened: OpenCase, paper: UUID) -> None:
        """It repeats none after all."""
        name_earlier(library, opened.id, None)

    def stands(self, opened: OpenCase, paper: UUID) -> bool:
        """Whether it repeats one."""
        return opened.earlier is not None


def _row(when: str, label: str, what: Label, earlier: bool) -> PaperRow:
    said = Label(f"{label}  {what.en}", f"{label}  {what.zh}")
    cells = (when, "", said) if earlier else (when, said, "")
    return PaperRow(uuid5(NAMESPACE_OID, f"{earlier}:{label}"), cells)


def _told(case: Case, papers: Papers, marks: tuple[Mark, ...]) -> Iterator[Told]:
    for step in _standing(papers.steps):
        yield moment_cell(step.value.when), step.label, _with(step.value.kind.label, step.value.text)
    for finding in _standing(papers.findings):
        yield moment_cell(finding.at), finding.label, _with(finding.value.result.label, finding.value.reasoning)
    for decision in _standing(papers.decisions):
        yield moment_cell(decision.at), decision.label, _with(decision.value.outcome.label, decision.value.text)
    for mark in marks:
        point, verdict = label_of(case, mark.point), mark.verdict.label
        yield (
            moment_cell(mark.at),
            mark.label,
            Label(f"{mark.point} {point.en}: {verdict.en}", f"{mark.point} {point.zh}：{verdict.zh}"),
        )


def _standing(records: tuple[Record[Any], ...]) -> list[Record[Any]]:
    return [one for one in records if not one.withdrawn]


def _with(label: Label, text: str) -> Label:
    return Label(f"{label.en}: {text}", f"{label.zh}：{text}") if text else label
