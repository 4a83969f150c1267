"""What a finding has to rest on before it may be written: marks, the contrary ones too, and no more than they carry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from evidence.errors import Refused
from evidence.labels import Label
from evidence.model.case import Allegation
from evidence.model.findings import Finding, FindingResult
from evidence.model.kinds import Result, Verdict
from evidence.model.mark import Mark
from evidence.review.conclusions import Conclusion
from evidence.rules.checklists import ChecklistPoint, proves, why_not

DECISIVE = (
    Verdict.GIVEN, Verdict.GIVEN_PARTLY, Verdict.GIVEN_LATE, Verdict.NOT_FOUND, Verdict.CONTRADICTED,
)  # fmt: skip
"""Verdicts that say something for or against; the others are doubt and need not be cited."""


def refuse_unsupported(
    finding: Finding,
    marks: Iterable[Mark],
    conclusions: Iterable[Conclusion],
    points: Mapping[str, ChecklistPoint],
    allegations: Iterable[Allegation],
) -> None:
    """Refuse a finding that outruns its evidence; “cannot be determined” only has to cite what speaks either way.

    Raises:
        Refused: with what would be needed.
    """
    standing = [mark for mark in marks if not mark.withdrawn]
    cited_labels = {*finding.marks_for, *finding.marks_against}
    cited = [mark for mark in standing if mark.label in cited_labels]
    _refuse_uncited(finding, standing, cited, _points_asked(finding, allegations))
    if finding.result is FindingResult.CANNOT_DETERMINE:
        return
    if not cited:
        raise Refused(
            "A finding rests on marks. Cite at least one, or find that it cannot be determined.",
            "认定须以标注为依据。请至少引用一个标注，或认定为“无法确定”。",
        )
    _refuse_unproved(cited, points)
    _refuse_absence(cited, {one.point: one for one in conclusions})


def _points_asked(finding: Finding, allegations: Iterable[Allegation]) -> set[str]:
    """The checklist points that answer the question, or all questions of the allegation."""
    wanted: UUID | None = finding.question
    return {
        point
        for each in allegations
        if each.id == finding.allegation
        for question in each.questions
        if wanted is None or question.id == wanted
        for point in question.points
    }


def _refuse_uncited(finding: Finding, standing: list[Mark], cited: list[Mark], asked: set[str]) -> None:
    """Every mark that says something about the points in question is cited, on one side or the other."""
    concerned = asked | {mark.point for mark in cited}
    left = [
        mark.label
        for mark in standing
        if mark not in cited
        and mark.verdict in DECISIVE
        and (mark.point in concerned or mark.allegation == finding.allegation)
    ]
    if left:
        raise Refused(
            f"{', '.join(left)} say something about the same points and are cited on neither side. "
            "Cite them for the finding or against it.",
            f"{'、'.join(left)} 涉及相同要点，但两边均未引用。请将其列为支持或相反的标注。",
        )


def _refuse_unproved(cited: list[Mark], points: Mapping[str, ChecklistPoint]) -> None:
    """Of each point that is cited as given, the ways of knowing prove it together: silent pictures prove no words."""
    positive = (Verdict.GIVEN, Verdict.GIVEN_PARTLY, Verdict.GIVEN_LATE)
    for code in sorted({mark.point for mark in cited if mark.verdict in positive}):
        point = points.get(code)
        hows = frozenset(mark.how for mark in cited if mark.point == code and mark.verdict in positive)
        if point is not None and not proves(point, hows):
            reason = why_not(point, hows) or Label("", "")
            raise Refused(
                f"What is cited does not carry {code}. {reason.en}", f"所引用的标注不足以证明 {code}。{reason.zh}"
            )


def _refuse_absence(cited: list[Mark], conclusions: Mapping[str, Conclusion]) -> None:
    """Absence is found only where the rule of full coverage grants it."""
    absent = {mark.point for mark in cited if mark.verdict is Verdict.NOT_FOUND}
    told = {mark.point for mark in cited if mark.verdict in DECISIVE and mark.verdict is not Verdict.NOT_FOUND}
    for code in sorted(absent - told):
        conclusion = conclusions.get(code)
        if conclusion is None or conclusion.result is not Result.NOT_GIVEN:
            reason = conclusion.reason if conclusion else Label("Nothing is concluded about it.", "尚无结论。")
            raise Refused(
                f"{code} was not found, which is no proof yet that it was not given. {reason.en} "
                "Play what is left (Conclusions), or find that it cannot be determined.",
                f"{code} 未发现，但尚不足以证明未告知。{reason.zh}请播放剩余部分（见“结论”），或认定为“无法确定”。",
            )
