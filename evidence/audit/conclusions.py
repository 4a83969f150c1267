"""Checks of what is concluded: 4, 5 and 6 of the auditor's list."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.audit.facts import Facts
from evidence.audit.words import cannot_tell, failed, listed, passed
from evidence.check import Check
from evidence.labels import Label
from evidence.model.findings import FindingResult
from evidence.model.kinds import Result, Verdict
from evidence.model.mark import Span
from evidence.review.conclusions import Conclusion
from evidence.rules.checklists import ChecklistPoint


def findings(facts: Facts) -> Check:
    """4: every finding cites marks that stand, or says that it cannot be determined."""
    standing = [record for record in facts.frozen.papers.findings if not record.withdrawn]
    marks = {mark.label for mark in facts.standing}
    bare = [
        record.label
        for record in standing
        if record.value.result is not FindingResult.CANNOT_DETERMINE
        and not marks & {*record.value.marks_for, *record.value.marks_against}
    ]
    if bare:
        told = listed(bare)
        return failed(
            "findings",
            f"Rests on no mark that stands: {told.en}.",
            f"没有仍有效的标注作为依据：{told.zh}。",
            bare,
        )
    if not standing:
        return cannot_tell("findings", "Nothing was found yet about the allegations.", "尚未就投诉事项作出认定。")
    return passed(
        "findings",
        f"Every finding ({len(standing)}) cites marks, or says that it cannot be determined.",
        f"每项认定（{len(standing)}）均引用标注，或说明无法确定。",
    )


def absences(facts: Facts) -> Check:
    """5: every "not given" rests on marks that say not found, each over a stretch that was looked through."""
    return resting(facts, facts.conclusions)


def resting(facts: Facts, found: Sequence[Conclusion]) -> Check:
    """The same for these conclusions."""
    concluded = [one for one in found if one.result is Result.NOT_GIVEN]
    looked = {
        mark.label
        for mark in facts.standing
        if mark.verdict is Verdict.NOT_FOUND and isinstance(mark.place, Span) and mark.place.out_us > mark.place.in_us
    }
    on_papers = {
        mark.label for mark in facts.standing if mark.verdict is Verdict.NOT_FOUND and not isinstance(mark.place, Span)
    }
    bare = []
    for one in concluded:
        may_be = on_papers if one.absence is not None and one.absence.on_paper else looked
        if not may_be & {*one.marks_for, *one.marks_against}:
            bare.append(one.point)
    if bare:
        told = listed(bare)
        return failed(
            "absences",
            f"Concluded as not given without a stretch marked as not found: {told.en}.",
            f"认定为未告知，但没有标注为未发现的时段：{told.zh}。",
            bare,
        )
    short = [
        mark.label
        for mark in facts.standing
        if mark.verdict is Verdict.NOT_FOUND and mark.label not in looked and isinstance(mark.place, Span)
    ]
    if short:
        told = listed(short)
        return failed(
            "absences",
            f"Marked as not found at a moment instead of over a stretch: {told.en}.",
            f"“未发现”标注在某一时刻而非一段时间：{told.zh}。",
            short,
        )
    if not concluded:
        return passed("absences", "No point is concluded as not given.", "没有检查要点被认定为未告知。")
    return passed(
        "absences",
        f"Every point concluded as not given ({len(concluded)}) rests on a stretch marked as not found.",
        f"每个认定为未告知的检查要点（{len(concluded)}）均以标注为未发现的时段为依据。",
    )


def points(facts: Facts) -> Check:
    """6: every checklist point has a verdict, or does not apply, with the reason."""
    marked = {mark.point for mark in facts.standing}
    open_points = [point.code for point in facts.points if "." not in point.code and not _settled(point, marked)]
    bare = [mark.label for mark in facts.standing if mark.verdict is Verdict.NOT_APPLICABLE and not mark.note.strip()]
    if bare:
        told = listed(bare)
        return failed(
            "points", f"Does not apply, and no reason is given: {told.en}.", f"不适用但未说明理由：{told.zh}。", bare
        )
    gone = _gone(facts)
    if open_points:
        told = listed(open_points)
        return failed(
            "points",
            f"{len(open_points)} checklist points have no verdict: {told.en}.{gone.en}",
            f"{len(open_points)} 个检查要点没有判定：{told.zh}。{gone.zh}",
            open_points,
        )
    return passed("points", f"Every checklist point has a verdict.{gone.en}", f"每个检查要点均有判定。{gone.zh}")


def _gone(facts: Facts) -> Label:
    """Marks on points that the lists ask no more, in a sentence behind another one; empty where there are none."""
    gone = facts.gone
    marks = [f"{mark.label} ({mark.point})" for mark in facts.standing if mark.point in gone]
    told = listed(marks)
    return (
        Label(
            f" Marks stay on points that the version of the checklist asks no more: {told.en}.",
            f"以下标注所对应的要点本版检查表不再列入，标注仍予保留：{told.zh}。",
        )
        if marks
        else Label("", "")
    )


def _settled(point: ChecklistPoint, marked: set[str]) -> bool:
    """Whether a point has a verdict itself, or each of its parts has one."""
    parts = {part.code for part in point.sub_points}
    return point.code in marked or (bool(parts) and parts <= marked)
