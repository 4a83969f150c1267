"""The conclusions: each rests on marks that exist, still stand, and prove that kind of act."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from exports.verify.absence import not_borne_out
from exports.verify.problems import Problem, check_of
from exports.verify.report import Check, Label, Question

GIVEN = {"given", "given_partly", "given_late"}
RESULTS = GIVEN | {"not_found_in_part", "contradicted", "not_applicable", "cannot_determine"}
NOT_GIVEN = "not_given"
"""Possible only where the file carries a record of what was played, which could grant it."""


def check_conclusions(case: dict[str, Any]) -> Check:
    """Every conclusion of the case."""
    conclusions = case["conclusions"]
    marks = {mark["label"]: mark for mark in case["marks"]}
    points = {point["code"]: point for point in case["checklist"]["points"]}
    problems, seen = [], set()
    for conclusion in conclusions:
        code = conclusion["point"][:20]
        if code in seen:
            problems.append(Problem(code, f"Point {code} has two conclusions", f"要点 {code} 有两个结论"))
        seen.add(code)
        problems.extend(
            Problem(code, f"The conclusion on {code} {en}", f"要点 {code} 的结论{zh}")
            for en, zh in _problems(case, conclusion, points.get(conclusion["point"]), marks)
        )
    fine = Label(
        f"All conclusions ({len(conclusions)}) rest on marks that are there and that can prove them.",
        f"全部 {len(conclusions)} 个结论都以现有且足以证明的标注为依据。",
    )
    return check_of("conclusions", Question.INTEGRITY, problems, fine, ("case.json",))


def _problems(
    case: dict[str, Any], conclusion: dict[str, Any], point: dict[str, Any] | None, marks: dict[str, dict[str, Any]]
) -> Iterator[tuple[str, str]]:
    """What is wrong with one conclusion, as ends of a sentence in both languages."""
    result = conclusion["result"]
    if result == NOT_GIVEN and point is not None:
        yield from not_borne_out(case, point)
    elif result not in RESULTS and result != NOT_GIVEN:
        yield f"reads “{result[:30]}”, which this file cannot support", f"为“{result[:30]}”，本文件无法支持"
    if point is None:
        yield "is about a point that the checklist does not have", "所对应的要点不在清单中"
        return
    cited = [*conclusion["marks_for"], *conclusion["marks_against"]]
    for label in cited:
        mark = marks.get(label)
        if mark is None:
            yield f"cites mark {label[:20]}, which is not there", f"引用了不存在的标注 {label[:20]}"
        elif mark["withdrawn"]:
            yield f"cites mark {label}, which was withdrawn", f"引用了已撤回的标注 {label}"
        elif mark["point"] != conclusion["point"]:
            yield f"cites mark {label}, which is about another point", f"引用了属于另一要点的标注 {label}"
    carried = [marks[label] for label in conclusion["marks_for"] if label in marks and not marks[label]["withdrawn"]]
    if result in GIVEN:
        yield from _unproven(point, [mark for mark in carried if mark["verdict"] in GIVEN])
    if result == "contradicted" and not any(
        marks[label]["verdict"] == "contradicted" for label in cited if label in marks
    ):
        yield "reads contradicted, but cites no mark that says so", "为“与之相反”，但未引用任何如此判定的标注"
    if result in ("given", "given_late") and _dropped(conclusion, marks):
        yield "leaves out marks that contradict it", "遗漏了与之相反的标注"


def _unproven(point: dict[str, Any], carried: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Whether the ways of knowing of the marks meet one sufficient combination of the point."""
    hows = {mark["how"] for mark in carried}
    if not carried:
        yield "reads given, but cites no mark that shows it", "为“已告知”，但未引用任何证明它的标注"
    elif "said" in point["acts"] and hows <= {"seen", "inferred"}:
        yield "says that something was said, but rests on pictures alone", "认定曾口头说明，但仅以画面为依据"
    elif not any(combination and set(combination) <= hows for combination in point["proved_by"]):
        yield (
            f"rests on what was {', '.join(sorted(hows))}, which does not prove this point",
            "所依据的认知方式不足以证明该要点",
        )


def _dropped(conclusion: dict[str, Any], marks: dict[str, dict[str, Any]]) -> bool:
    """Whether a standing mark that contradicts this point is cited nowhere in its conclusion."""
    return any(
        mark["verdict"] == "contradicted"
        and mark["point"] == conclusion["point"]
        and not mark["withdrawn"]
        and label not in conclusion["marks_against"]
        and label not in conclusion["marks_for"]
        for label, mark in marks.items()
    )
