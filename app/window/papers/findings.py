"""Findings: what the evidence says of each allegation, on which marks it rests, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from app.session import OpenCase
from app.window.papers.kind import ShelfKind, key_or_none, mark_options
from evidence.casefile.content import points_of
from evidence.errors import WrongUse
from evidence.labels import Label
from evidence.model.findings import Finding, FindingResult, Opinion, Standard
from evidence.model.record import Record
from evidence.review.support import refuse_unsupported
from evidence.store.findings import FINDINGS, OPINIONS
from widgets.papers.specs import Block, OneOf, Option, PaperRow, Pick, SectionSpec, SomeOf, Tick
from widgets.papers.words import CHOOSE
from widgets.signs import WARNING

WHOLE = Label("The whole allegation", "整项主张")
RESTS = Label("{marks_for} for, {marks_against} against", "支持 {marks_for}，相反 {marks_against}")
DISSENT = Label("The second reviewer does not agree.", "复审人不同意。")


class Findings(ShelfKind[Finding]):
    """Findings."""

    held, shelf = "findings", FINDINGS
    spec = SectionSpec(
        "findings",
        Label("Findings", "认定"),
        Label(
            "No finding yet. A finding names the marks it rests on, those that speak against it, and what is missing; "
            "“cannot be determined” is a finding too.",
            "尚无认定。认定应写明所依据的标注、相反的标注以及缺失的证据；“无法确定”也是一种认定。",
        ),
        Label("New finding", "新增认定"),
        (Label("Allegation", "主张"), Label("Finding", "认定"), Label("Rests on", "依据")),
        (
            OneOf(
                "allegation",
                Label("Allegation", "主张"),
                Label(
                    "Choose the allegation. They are written in the complaint’s data.",
                    "请选择主张（在投诉信息中填写）。",
                ),
            ),
            OneOf("question", Label("Question", "问题"), nothing=WHOLE),
            Pick(
                "result",
                Label("Finding", "认定"),
                Label("Choose what the evidence says of it.", "请选择认定结果。"),
                kind=FindingResult,
                unset=CHOOSE,
            ),
            Pick("standard", Label("Standard of proof", "证明标准"), kind=Standard),
            SomeOf("marks_for", Label("Marks it rests on", "所依据的标注"), rows=3),
            SomeOf("marks_against", Label("Marks that speak against it", "相反的标注"), rows=3),
            Block("reasoning", Label("Reasoning", "理由"), Label("Give the reasoning.", "请填写理由。"), lines=4),
            Block("missing", Label("Evidence that is missing", "缺失的证据"), lines=2),
        ),
        frozenset({"standard"}),
    )

    def options(self, opened: OpenCase) -> Mapping[str, Sequence[Option]]:
        """Allegations, their questions, and marks."""
        marks = mark_options(opened)
        return {
            "allegation": [Option(one.id, one.text) for one in opened.case.allegations],
            "question": [Option(one.id, one.text) for each in opened.case.allegations for one in each.questions],
            "marks_for": marks,
            "marks_against": marks,
        }

    def row(self, record: Record[Finding], opened: OpenCase, today: date) -> PaperRow:
        """A finding, with a sign where the second reviewer does not agree."""
        value = record.value
        said = allegation_text(opened, value.allegation)
        rests = {"marks_for": len(value.marks_for), "marks_against": len(value.marks_against)}
        dissent = any(
            not one.value.agrees and one.value.finding == record.label and not one.withdrawn
            for one in opened.papers.opinions
        )
        return PaperRow(
            record.id,
            (
                f"{record.label}  {said}",
                value.result.label,
                RESTS.filled(**rests),
            ),
            WARNING if dissent else None,
            DISSENT if dissent else None,
        )

    def values_of(self, value: Finding) -> dict[str, Any]:
        """What the sheet shows."""
        return {name: getattr(value, name) for name in _FIELDS}

    def check(self, opened: OpenCase, paper: UUID | None, values: Mapping[str, Any]) -> None:
        """Refuse a finding that outruns its evidence; what is refused says what would be needed."""
        points = {point.code: point for point in points_of(opened.case)}
        finding = self.value_from(values, None)
        refuse_unsupported(finding, opened.marks, opened.conclusions, points, opened.case.allegations)

    def value_from(self, values: Mapping[str, Any], before: Finding | None) -> Finding:
        """The finding.

        Raises:
            WrongUse: one mark is named both for it and against it.
        """
        both = sorted(set(values["marks_for"]) & set(values["marks_against"]))
        if both:
            raise WrongUse(
                f"{', '.join(both)} cannot speak for the finding and against it. Choose one.",
                f"{'、'.join(both)} 不能既支持又反对同一认定，请择一。",
            )
        allegation = key_or_none(values["allegation"])
        assert allegation is not None  # the sheet asks for it
        rest = {name: values[name] for name in _FIELDS if name not in ("allegation", "question")}
        return Finding(allegation=allegation, question=key_or_none(values["question"]), **rest)


_FIELDS = ("allegation", "question", "result", "standard", "marks_for", "marks_against", "reasoning", "missing")


class Opinions(ShelfKind[Opinion]):
    """What the second reviewer says of each finding."""

    held, shelf = "opinions", OPINIONS
    spec = SectionSpec(
        "opinions",
        Label("Second opinions", "复审意见"),
        Label(
            "No second opinion yet. The second reviewer says of each finding whether they agree, and why.",
            "尚无复审意见。复审人对每项认定表明是否同意及理由。",
        ),
        Label("New opinion", "新增意见"),
        (Label("Finding", "认定"), Label("Opinion", "意见"), Label("Reason", "理由")),
        (
            OneOf("finding", Label("Finding", "认定"), Label("Choose the finding.", "请选择认定。")),
            Tick("agrees", Label("I agree with it", "同意该认定")),
            Block("reason", Label("Reason", "理由"), lines=5),
        ),
    )

    def options(self, opened: OpenCase) -> Mapping[str, Sequence[Option]]:
        """The findings that stand."""
        standing = [one for one in opened.papers.findings if not one.withdrawn]
        return {"finding": [Option(one.label, finding_words(opened, one)) for one in standing]}

    def row(self, record: Record[Opinion], opened: OpenCase, today: date) -> PaperRow:
        """An opinion."""
        value = record.value
        agrees = AGREES if value.agrees else DISAGREES
        sign = None if value.agrees else WARNING
        return PaperRow(record.id, (f"{record.label}  {value.finding}", agrees, value.reason), sign, agrees)

    def values_of(self, value: Opinion) -> dict[str, Any]:
        """What the sheet shows."""
        return {"finding": value.finding, "agrees": value.agrees, "reason": value.reason}

    def value_from(self, values: Mapping[str, Any], before: Opinion | None) -> Opinion:
        """The opinion.

        Raises:
            WrongUse: a dissent without a reason.
        """
        if not values["agrees"] and not values["reason"]:
            raise WrongUse("Say why you do not agree.", "请写明不同意的理由。")
        return Opinion(str(values["finding"]), values["agrees"], values["reason"])


AGREES = Label("Agrees", "同意")
DISAGREES = Label("Does not agree", "不同意")


def allegation_text(opened: OpenCase, allegation: UUID) -> str:
    """The words of an allegation."""
    return next((one.text for one in opened.case.allegations if one.id == allegation), "")


def finding_words(opened: OpenCase, record: Record[Finding]) -> Label:
    """A finding in one line."""
    result, said = record.value.result.label, allegation_text(opened, record.value.allegation)
    return Label(f"{record.label}  {result.en}: {said}", f"{record.label}  {result.zh}：{said}")
