"""What follows from the marks about each checklist point: pure functions, each with its reason in words.

The rules (decisions 5 to 7): what proves a point is data (`proved_by`); silent video never proves words; absence is
concluded only where the time in question was played in full, otherwise it stays "not found in the part reviewed"; marks
that say the contrary are cited, and decide where they carry it: words are heard, read or signed, acts are seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evidence.labels import Label
from evidence.model.kinds import How, Result, Verdict
from evidence.model.mark import Mark, label_order
from evidence.review.absence import Absence, Grounds, absence, carries, left_in_words, may_be_on_paper
from evidence.review.overlaps import holes_under
from evidence.review.reading import unread_in_words
from evidence.rules.checklists import ChecklistPoint, proves, why_not

_FOR = {Verdict.GIVEN, Verdict.GIVEN_PARTLY, Verdict.GIVEN_LATE}
_AGAINST = {Verdict.CONTRADICTED, Verdict.NOT_FOUND}
_WEAKEST_FIRST = (Verdict.GIVEN, Verdict.GIVEN_LATE, Verdict.GIVEN_PARTLY)
_RESULT = {
    Verdict.GIVEN: Result.GIVEN,
    Verdict.GIVEN_PARTLY: Result.GIVEN_PARTLY,
    Verdict.GIVEN_LATE: Result.GIVEN_LATE,
}


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The conclusion about one point, the marks it rests on, those that speak against it, and what is missing."""

    point: str
    result: Result
    reason: Label
    marks_for: tuple[str, ...] = ()
    marks_against: tuple[str, ...] = ()
    missing: tuple[Label, ...] = ()
    absence: Absence | None = None
    """What the ledger of what was played says, where the marks come to "not found"; None: no ground bears on it."""


_NOTHING_KNOWN = Grounds()


def conclude(point: ChecklistPoint, marks: Iterable[Mark], grounds: Grounds = _NOTHING_KNOWN) -> Conclusion | None:
    """The conclusion about a point from its marks; None where there is no mark on it (and nothing to conclude)."""
    standing = [mark for mark in marks if mark.point == point.code and not mark.withdrawn]
    standing.sort(key=lambda mark: label_order(mark.label))  # the conclusion does not hang on their order
    if not standing:
        return None
    positive = [mark for mark in standing if mark.verdict in _FOR]
    negative = [mark for mark in standing if mark.verdict in _AGAINST]
    contradicted = [mark for mark in negative if mark.verdict is Verdict.CONTRADICTED]
    carried = [mark for mark in contradicted if carries(point, mark.how)]
    if positive and (not carried or proves(point, frozenset(mark.how for mark in positive))):
        return _from_positive(point, positive, negative, carried)
    if carried:
        return _from_contradiction(point, carried, standing)
    if contradicted:
        return _from_weak_contradiction(point, contradicted, standing)
    if negative:
        holes = holes_under(point, negative, grounds.sources)
        papers = bool(grounds.papers) and may_be_on_paper(point)
        return _from_absence(point, negative, standing, absence(point, standing, grounds), holes, papers)
    return _from_doubt(point, standing)


def _from_absence(
    point: ChecklistPoint,
    negative: list[Mark],
    standing: list[Mark],
    found: Absence,
    holes: tuple[Label, ...],
    papers: bool,
) -> Conclusion:
    """From marks of "looked for and not found"; `found` is what the ledger grants, `holes` lie under the marks.

    `papers`: a paper is linked and may show it.
    """
    others = _labels(_beside(standing, negative))
    if found.granted:
        en, zh = f"Not given: not found in {_names(negative)}, and ", f"未告知：{_names_zh(negative)}中未发现，且"
        reason = Label(
            f"{en}all of the time in question was played to {found.who}.",
            f"{zh}所涉时段已全部向 {found.who} 播放。",
        )
        if papers:
            reason = Label(
                f"{en}all of the time in question was played, and every page of every linked paper was shown, to "
                f"{found.who}.",
                f"{zh}所涉时段已全部向 {found.who} 播放，全部已关联文件的每一页也均已向其展示。",
            )
        if found.on_paper:
            reason = Label(
                f"{en}every page of every linked paper was shown to {found.who}.",
                f"{zh}全部已关联文件的每一页均已向 {found.who} 展示。",
            )
        return Conclusion(point.code, Result.NOT_GIVEN, reason, _labels(negative), others, (), found)
    missing = [*found.obstacles, *holes]
    if found.left:
        left = left_in_words(found.left)
        missing.append(Label(f"{left.en} left to play", f"须继续播放：{left.zh}"))
    if found.unread:
        pages = unread_in_words(found.unread)
        missing.append(Label(f"{pages.en} left to read", f"须继续阅看：{pages.zh}"))
    if not any(carries(point, mark.how) for mark in negative):
        return Conclusion(
            point.code,
            Result.CANNOT_DETERMINE,
            Label(
                f"{_names(negative)} cannot show that it is absent: words have to be listened for, and what is "
                "inferred shows nothing.",
                f"{_names_zh(negative)}不能证明其缺失：口头说明须以听取为准，推断不足为据。",
            ),
            _labels(negative),
            others,
            tuple(missing),
            found,
        )
    if found.percent is None:
        reason = Label(
            f"Not found in the part marked in {_names(negative)}. “Not given” cannot be concluded.",
            f"在{_names_zh(negative)}标注的部分未发现，不能得出“未告知”的结论。",
        )
    else:
        reason = Label(
            f"Not found in {_names(negative)}; {found.percent} % of the time in question was played to {found.who}. "
            "“Not given” cannot be concluded.",
            f"{_names_zh(negative)}中未发现；所涉时段已向 {found.who} 播放 {found.percent}%，不能得出“未告知”的结论。",
        )
    return Conclusion(point.code, Result.NOT_FOUND_IN_PART, reason, _labels(negative), others, tuple(missing), found)


def _from_positive(
    point: ChecklistPoint, positive: list[Mark], negative: list[Mark], contradicted: list[Mark]
) -> Conclusion:
    """From marks that show it; `contradicted` are those that carry the opposite."""
    lacking = why_not(point, frozenset(mark.how for mark in positive))
    if lacking is not None:
        return Conclusion(
            point.code,
            Result.CANNOT_DETERMINE,
            lacking,
            _labels(positive),
            _labels(negative),
            (_what_would_prove(point),),
        )
    if contradicted:
        return Conclusion(
            point.code,
            Result.CANNOT_DETERMINE,
            Label(
                f"The marks disagree: {_names(positive)} for it, {_names(contradicted)} against it.",
                f"标注相互矛盾：{_names_zh(positive)}支持，{_names_zh(contradicted)}相反。",
            ),
            _labels(positive),
            _labels(negative),
            (Label("a decision which passage prevails, with its reason", "说明以哪一处为准及其理由"),),
        )
    proven = [way for way in point.proved_by if way <= {mark.how for mark in positive}]
    used = [mark for mark in positive if any(mark.how in way for way in proven)]
    worst = max((mark.verdict for mark in used), key=_WEAKEST_FIRST.index)
    how_en = ", ".join(sorted({mark.how.label.en.lower() for mark in used}))
    how_zh = "、".join(sorted({mark.how.label.zh for mark in used}))
    return Conclusion(
        point.code,
        _RESULT[worst],
        Label(
            f"{_RESULT[worst].label.en}: {how_en} in {_names(used)}.",
            f"{_RESULT[worst].label.zh}：见{_names_zh(used)}（{how_zh}）。",
        ),
        _labels(positive),
        _labels(negative),
    )


def _from_contradiction(point: ChecklistPoint, contradicted: list[Mark], standing: list[Mark]) -> Conclusion:
    others = _beside(standing, contradicted)
    return Conclusion(
        point.code,
        Result.CONTRADICTED,
        Label(
            f"The opposite is shown in {_names(contradicted)}.",
            f"{_names_zh(contradicted)}显示与之相反的情形。",
        ),
        _labels(contradicted),
        _labels(others),
    )


def _from_weak_contradiction(point: ChecklistPoint, contradicted: list[Mark], standing: list[Mark]) -> Conclusion:
    others = _beside(standing, contradicted)
    return Conclusion(
        point.code,
        Result.CANNOT_DETERMINE,
        Label(
            f"{_names(contradicted)} speaks against it, but words are contradicted only by what was heard, read or "
            "signed, and no act by what was inferred.",
            f"{_names_zh(contradicted)}与之相反，但口头说明只能由听到、读到或签署的内容反驳，推断不能反驳任何行为。",
        ),
        _labels(others),
        _labels(contradicted),
        (Label("a passage that carries the opposite", "能够证明相反情形的部分"),),
    )


def _from_doubt(point: ChecklistPoint, standing: list[Mark]) -> Conclusion:
    not_applicable = [mark for mark in standing if mark.verdict is Verdict.NOT_APPLICABLE]
    if len(not_applicable) == len(standing):
        return Conclusion(
            point.code,
            Result.NOT_APPLICABLE,
            Label(f"Does not apply: {standing[0].note}", f"不适用：{standing[0].note}"),
            _labels(standing),
        )
    words_en = ", ".join(f"{mark.label} {mark.verdict.label.en.lower()}" for mark in standing)
    words_zh = "、".join(f"{mark.label} {mark.verdict.label.zh}" for mark in standing)
    return Conclusion(
        point.code,
        Result.CANNOT_DETERMINE,
        Label(f"The recordings do not settle it: {words_en}.", f"录音录像无法确定：{words_zh}。"),
        _labels(standing),
        (),
        (_what_would_prove(point),),
    )


def _what_would_prove(point: ChecklistPoint) -> Label:
    ways_en = ", or ".join(" and ".join(how.label.en.lower() for how in How if how in way) for way in point.proved_by)
    ways_zh = "；或".join("并".join(how.label.zh for how in How if how in way) for way in point.proved_by)
    return Label(f"a passage known as {ways_en}", f"需要可{ways_zh}的部分")


def _names(marks: list[Mark]) -> str:
    return ", ".join(f"{mark.label} ({mark.exhibit_label})" for mark in marks)


def _names_zh(marks: list[Mark]) -> str:
    return "、".join(f"{mark.label}（{mark.exhibit_label}）" for mark in marks)


def _beside(standing: list[Mark], named: list[Mark]) -> list[Mark]:
    """The marks that are not named."""
    labels = {mark.label for mark in named}
    return [mark for mark in standing if mark.label not in labels]


def _labels(marks: list[Mark]) -> tuple[str, ...]:
    return tuple(mark.label for mark in marks)
