"""The checklists once more: versions are those of the journal, digests fit, and the points follow from them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import Any

from exports.verify.problems import Problem, check_of
from exports.verify.report import Check, Label, Question
from exports.verify.strictjson import canonical

Json = dict[str, Any]
_HANDLING = "CH"


def check_lists(case: Json) -> Check:
    """The lists that the case is judged by. Case files made before lists had versions are not asked."""
    lists = case["checklist"]["lists"]
    problems = [*_lists(lists), *_versions(case, lists), *_points(case, lists), *_gone(case, lists)]
    told = ", ".join(f"{one['id']} {one['version']}" for one in lists)
    fine = Label(
        f"The points are those of the checklist versions that the journal names: {told}.",
        f"检查要点与日志所述的检查表版本一致：{told}。",
    )
    return check_of("checklists", Question.INTEGRITY, problems, fine, ("case.json",))


def _lists(lists: list[Json]) -> Iterator[Problem]:
    """Each list is what its digest says, and one of a kind."""
    for one in lists:
        name, judged = one["id"][:20], one["judged_by"]
        if hashlib.sha256(canonical(judged)).hexdigest() != one["digest"]:
            yield Problem(name, f"The digest of checklist {name} is that of another", f"检查表 {name} 的摘要与内容不符")
        if (judged["id"], judged["version"]) != (one["id"], one["version"]):
            yield Problem(name, f"Checklist {name} holds another list", f"检查表 {name} 的内容属于另一清单")
        codes = [point["code"] for point in judged["points"]]
        if len(codes) != len(set(codes)):
            yield Problem(name, f"Checklist {name} has a code twice", f"检查表 {name} 的编号重复")
        if (one["own"] is None) == one["version"].startswith("own-"):
            yield Problem(name, f"Checklist {name} does not say whose it is", f"检查表 {name} 未说明是内置版还是自有版")
    first = lists[0]["id"] if lists else ""
    if [one["id"] for one in lists] != [first, _HANDLING]:
        yield Problem("checklist", "The case is not judged by its own list and that on handling", "检查表不成对")


def _versions(case: Json, lists: list[Json]) -> Iterator[Problem]:
    """The versions are those registered with the case, or those that it was moved to last."""
    told: dict[str, Any] = {}
    for entry in case["journal"]["entries"]:
        if entry["action"] in ("case_opened", "case_described", "case_imported"):
            body = entry["body"]
            if body is None:
                return  # it was erased: the register alone can tell
            row = body.get("complaint", body)
            if type(row) is not dict:
                return
            told = {str(row.get("kind")): row.get("checklist_version"), _HANDLING: row.get("handling_version")}
    for change in case["list_changes"]:
        if not change["withdrawn"]:
            told[change["list"]] = change["version"]
    for one in lists:
        registered = told.get(one["id"])
        if registered and registered != one["version"]:
            name = one["id"][:20]
            yield Problem(
                name,
                f"Checklist {name} is version {one['version'][:20]}; the journal names {str(registered)[:20]}",
                f"检查表 {name} 为版本 {one['version'][:20]}，日志所述为 {str(registered)[:20]}",
            )


def _points(case: Json, lists: list[Json]) -> Iterator[Problem]:
    """The points that are asked are those that the versions ask on the day that counts, in their order."""
    expected = [point for one in lists for point in one["judged_by"]["points"] if _asked(point, one["day"])]
    asked = case["checklist"]["points"]
    if [point["code"] for point in asked] != [point["code"] for point in expected]:
        yield Problem("checklist", "The points asked are not those of the versions", "检查要点与其版本不一致")
        return
    for point, told in zip(asked, expected, strict=True):
        said = {
            "label": told["label"], "test": told["looked_for"]["en"], "test_zh": told["looked_for"]["zh"],
            "critical": told["critical"], "acts": told["acts"], "proved_by": told["proved_by"],
        }  # fmt: skip
        if any(point[name] != value for name, value in said.items()):
            code = point["code"][:20]
            yield Problem(code, f"Point {code} is not what its version says", f"要点 {code} 与其版本不一致")


def _asked(point: Json, day: str | None) -> bool:
    """Whether a point is asked: not retired, and in force on the day."""
    if point["retired_on"] is not None:
        return False
    if day is None:
        return True
    begin, end = point["active_from"], point["active_to"]
    try:
        now = date.fromisoformat(day)
        return (begin is None or date.fromisoformat(begin) <= now) and (end is None or now <= date.fromisoformat(end))
    except ValueError:
        return False


def _gone(case: Json, lists: list[Json]) -> Iterator[Problem]:
    """Points that are asked no more are named with the marks that stand on them."""
    asked = {point["code"] for point in case["checklist"]["points"]}
    whole = {point["code"] for one in lists for point in one["judged_by"]["points"]}
    on: dict[str, list[str]] = {}
    for mark in case["marks"]:
        if not mark["withdrawn"] and mark["point"] not in asked:
            on.setdefault(mark["point"], []).append(mark["label"])
    for point in case["checklist"]["gone"]:
        code = point["code"][:20]
        if point["code"] in asked or on.pop(point["code"], None) != point["marks"]:
            yield Problem(code, f"Point {code} is not gone, or not with these marks", f"要点 {code} 未停用或标注不符")
        elif point["code"] not in whole and not case["list_changes"]:
            yield Problem(code, f"No version of the checklists has point {code}", f"各版检查表均无要点 {code}")
