"""The agreement of two reviews, computed anew: from the verdicts by point, and these from the marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from exports.verify.problems import Problem

Json = dict[str, Any]
FEWEST = 20
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def agreement_problems(case: Json) -> Iterator[Problem]:
    """What of it does not follow; nothing where the file has no second review that is done."""
    told = case.get("agreement")
    if told is None:
        return
    count, agreed, percent, kappa = _figures(told["points"])
    figures = told["compared"], told["agreed"], told["percent_tenths"], told["kappa_hundredths"]
    if figures != (count, agreed, _rounded(percent, 10), _rounded(kappa, 100)):
        yield Problem("agreement", "The agreement of the two reviews does not follow from their verdicts",
                      "两轮审查的一致程度与各自判定不符")  # fmt: skip
    elif percent is not None and _numbers(told["sentence"]["en"])[:3] != [
        agreed,
        count,
        Fraction(round(percent * 10), 10),
    ]:
        yield Problem("agreement", "The sentence on the agreement of the two reviews has other figures",
                      "关于两轮审查一致程度的语句数字不符")  # fmt: skip
    elif kappa is not None and Fraction(round(kappa * 100), 100) not in _numbers(told["sentence"]["en"]):
        yield Problem("agreement", "The sentence on the agreement has another kappa", "关于一致程度的语句中 kappa 不符")
    standing = {(one["point"], one["verdict"], one["reason"]) for one in case["settlements"] if not one["withdrawn"]}
    for one in told["points"]:
        point, first = one["point"][:20], one["first"] if one["later"] is None else one["later"]
        settled = one["settled"]
        if set(first) != _verdicts(case, one["point"], lambda mark: mark["round"] != 2):
            yield Problem(point, f"What the first review says of {point} is not what its marks say",
                          f"初审对 {point} 的判定与其标注不符")  # fmt: skip
        elif not _changed(case, told["second"]) and set(one["second"]) != _verdicts(
            case, one["point"], lambda mark: mark["round"] == 2 and mark["by"] in told["second"]
        ):
            yield Problem(point, f"What the second review says of {point} is not what its marks say",
                          f"复审对 {point} 的判定与其标注不符")  # fmt: skip
        if settled is not None and (one["point"], settled["verdict"], settled["reason"]) not in standing:
            yield Problem(point, f"{point} is said to be settled otherwise than the settlements say",
                          f"{point} 的协调结果与协调记录不符")  # fmt: skip


def _figures(points: list[Json]) -> tuple[int, int, Fraction | None, Fraction | None]:
    """How many points were compared and agree, in percent, and beyond chance (Cohen 1960)."""
    pairs = [(tuple(one["first"]), tuple(one["second"])) for one in points if one["first"] or one["second"]]
    count, agreed = len(pairs), sum(first == second for first, second in pairs)
    if not count:
        return 0, 0, None, None
    kappa = None
    if count >= FEWEST:
        left, right = Counter(first for first, _ in pairs), Counter(second for _, second in pairs)
        chance = Fraction(sum(left[each] * right[each] for each in left), count * count)
        kappa = None if chance == 1 else (Fraction(agreed, count) - chance) / (1 - chance)
    return count, agreed, Fraction(100 * agreed, count), kappa


def _rounded(value: Fraction | None, parts: int) -> int | None:
    return None if value is None else round(value * parts)


def _numbers(sentence: str) -> list[Fraction]:
    return [Fraction(number) for number in _NUMBER.findall(sentence)]


def _verdicts(case: Json, point: str, belongs: Any) -> set[str]:
    own = (mark for mark in case["marks"] if mark["point"] == point and not mark["withdrawn"])
    return {mark["verdict"] for mark in own if belongs(mark)}


def _changed(case: Json, second: list[str]) -> bool:
    """Whether the second reviewer changed marks after making them: then these tell nothing of how they stood."""
    return any(
        entry["actor"] in second and entry["action"].startswith("mark_") and entry["action"] != "mark_made"
        for entry in case["journal"]["entries"]
    )
