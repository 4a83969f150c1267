"""Versions of checklists: which points hold on a day, what differs between two of them, how the next one is made."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from evidence.errors import WrongUse
from evidence.labels import Label, Labelled
from evidence.model.kinds import Act, How
from evidence.rules.checklists import FILE, Checklist, ChecklistPoint
from evidence.rules.fields import read_rules

Plain = dict[str, Any]
OWN = "own-"
"""How the name of a version of the house's own begins; those that are shipped have none such."""
_NOTHING = Label("–", "–")


class ChangeKind(Labelled):
    """What became of a point from one version to another."""

    SAME = "same", "unchanged", "未变"
    ADDED = "added", "added", "新增"
    CHANGED = "changed", "changed", "更改"
    RETIRED = "retired", "retired", "停用"
    RETURNED = "returned", "asked again", "恢复"
    MOVED = "moved", "moved", "移位"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One thing that a point says otherwise: what it is called, what it said, and what it says."""

    name: Label
    before: Label
    after: Label


@dataclass(frozen=True, slots=True)
class PointChange:
    """One point in both versions; `fields` only where it says something else."""

    code: str
    kind: ChangeKind
    label: Label
    fields: tuple[FieldChange, ...] = ()


def version_name(checklist: Checklist) -> Label:
    """`own version 2`, or `built-in version 0.1.0`."""
    if checklist.own is None:
        return Label(f"built-in version {checklist.version}", f"内置版 {checklist.version}")
    return Label(f"own version {checklist.own.number}", f"自有第 {checklist.own.number} 版")


def in_force(checklist: Checklist, day: date | None) -> Checklist:
    """The list with the points that are asked on a day; without a day the dates of points are left alone."""
    return replace(checklist, points=tuple(_asked(checklist.points, day)))


def _asked(points: Iterable[ChecklistPoint], day: date | None) -> Iterator[ChecklistPoint]:
    for point in points:
        begun = day is None or point.active_from is None or point.active_from <= day
        over = day is not None and point.active_to is not None and point.active_to < day
        if point.retired_on is None and begun and not over:
            yield replace(point, sub_points=tuple(_asked(point.sub_points, day)))


def differences(before: Checklist, after: Checklist) -> tuple[PointChange, ...]:
    """Every point of either version in the order of the later one, and what became of it."""
    old, new = ({point.code: point for point in one.every_point()} for one in (before, after))
    moved = _moved([code for code in old if code in new], [code for code in new if code in old])
    found = [_change(old.get(code), point, code in moved) for code, point in new.items()]
    gone = [PointChange(code, ChangeKind.RETIRED, point.label) for code, point in old.items() if code not in new]
    return (*found, *gone)


def _change(before: ChecklistPoint | None, after: ChecklistPoint, moved: bool) -> PointChange:
    if before is None:
        kind = ChangeKind.ADDED if after.retired_on is None else ChangeKind.RETIRED
        return PointChange(after.code, kind, after.label, tuple(_said(None, after)))
    fields = tuple(_said(before, after))
    if before.retired_on is None and after.retired_on is not None:
        kind = ChangeKind.RETIRED
    elif before.retired_on is not None and after.retired_on is None:
        kind = ChangeKind.RETURNED
    elif fields:
        kind = ChangeKind.CHANGED
    else:
        kind = ChangeKind.MOVED if moved else ChangeKind.SAME
    return PointChange(after.code, kind, after.label, fields)


def _moved(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """The codes outside the longest run that kept its order: what a person has moved, not what made way."""
    at = {code: number for number, code in enumerate(before)}
    lengths, previous = [1] * len(after), [-1] * len(after)
    for here, code in enumerate(after):
        for earlier in range(here):
            if at[after[earlier]] < at[code] and lengths[earlier] + 1 > lengths[here]:
                lengths[here], previous[here] = lengths[earlier] + 1, earlier
    last = max(range(len(after)), key=lengths.__getitem__, default=-1)
    kept = set()
    while last >= 0:
        kept.add(after[last])
        last = previous[last]
    return set(after) - kept


def _said(before: ChecklistPoint | None, after: ChecklistPoint) -> Iterator[FieldChange]:
    for name, tell in _TOLD:
        was, now = tell(before) if before else _NOTHING, tell(after)
        if was != now:
            yield FieldChange(name, was, now)


def acts_told(point: ChecklistPoint) -> Label:
    """`said, shown`."""
    return _joined([act.label for act in Act if act in point.acts], ", ", "、")


def proof_told(point: ChecklistPoint) -> Label:
    """`heard and read; or signed`."""
    return _joined([way_told(way) for way in point.proved_by], "; or ", "；或")


def way_told(way: Iterable[How]) -> Label:
    """`heard and read`."""
    there = set(way)
    return _joined([how.label for how in How if how in there], " and ", "并")


def dates_told(point: ChecklistPoint) -> Label:
    """From when until when it is asked, or that it is retired."""
    if point.retired_on is not None:
        return Label(f"retired on {point.retired_on}", f"{point.retired_on} 停用")
    begin, end = point.active_from, point.active_to
    if begin and end:
        return Label(f"{begin} to {end}", f"{begin} 至 {end}")
    if begin:
        return Label(f"from {begin}", f"自 {begin} 起")
    return Label(f"until {end}", f"至 {end} 止") if end else _NOTHING


def _joined(labels: Sequence[Label], en: str, zh: str) -> Label:
    return Label(en.join(label.en.lower() for label in labels), zh.join(label.zh for label in labels))


def _text(text: str | None) -> Label:
    return Label(text, text) if text else _NOTHING


def _both(label: Label) -> Label:
    told = f"{label.en} / {label.zh}"
    return Label(told, told)


_TOLD: tuple[tuple[Label, Callable[[ChecklistPoint], Label]], ...] = (
    (Label("Point", "要点"), lambda one: _both(one.label)),
    (Label("What is looked for", "查看内容"), lambda one: _both(one.looked_for)),
    (Label("Critical", "关键要点"), lambda one: Label("yes", "是") if one.critical else Label("no", "否")),
    (Label("Act", "行为"), acts_told),
    (Label("Proved by", "证明方式"), proof_told),
    (Label("Asked", "适用日期"), dates_told),
    (Label("Source", "来源"), lambda one: _text(one.source)),
    (Label("Note", "备注"), lambda one: _text(one.note)),
)


# -- making the next version


def begin_draft(checklist: Checklist) -> Plain:
    """The list as plain data, to be changed; the list itself stays."""
    return deepcopy(dict(checklist.plain))


def codes_of(plain: Mapping[str, Any]) -> list[str]:
    """The codes of all points and sub-points, in order."""
    return [code for point in plain["points"] for code in (point["code"], *codes_of({"points": _parts(point)}))]


def fresh_code(prefix: str, used: Iterable[str]) -> str:
    """The next code that no version of the list has had."""
    numbers = [int(found[1]) for code in used if (found := re.match(rf"{re.escape(prefix)}([0-9]+)", code))]
    return f"{prefix}{max(numbers, default=0) + 1:02}"


def put_point(plain: Plain, code: str, values: Mapping[str, Any]) -> None:
    """Let a point say these fields; one that is not there yet stands at the end. What follows from them follows."""
    point = find_point(plain, code)
    if point is None:
        point = {
            "code": code, "zh": "", "en": "", "test_en": "", "test_zh": None, "test_from_label": False,
            "critical": False,
            "look_in": [], "act": [], "proved_by": [], "allowed_modalities": [], "silent_video_sufficient": False,
            "proof_note": None, "anchors": [], "source": None, "certainty": "J", "note": None,
            "zh_translated": False, "en_translated": False, "active_from": None, "active_to": None,
        }  # fmt: skip
        plain["points"].append(point)
    point.update(values)
    ways = point["proved_by"]
    point["allowed_modalities"] = [how.value for how in How if any(how.value in way for way in ways)]
    point["silent_video_sufficient"] = [How.SEEN.value] in ways


def find_point(plain: Plain, code: str) -> Plain | None:
    """The point or sub-point of a code, to be changed; None if there is none."""
    return next((one for one in _every(plain["points"]) if one["code"] == code), None)


def retire_point(plain: Plain, code: str, day: date | None) -> None:
    """Ask a point no more from a day on, or by None again; its parts go with it."""
    point = find_point(plain, code)
    for one in (point, *_every(_parts(point))) if point else ():
        one["retired_on"] = day.isoformat() if day else None


def move_point(plain: Plain, code: str, by: int) -> bool:
    """Move a point among its kin by places; whether it could."""
    for kin in (plain["points"], *(_parts(point) for point in plain["points"])):
        at = next((number for number, one in enumerate(kin) if one["code"] == code), None)
        if at is not None:
            if not 0 <= at + by < len(kin):
                return False
            kin.insert(at + by, kin.pop(at))
            return True
    return False


def refuse_missing(before: Checklist, after: Checklist) -> None:
    """Keep a point from being left out: older cases have it, and its code is not free again.

    Raises:
        WrongUse: one is missing.
    """
    missing = {point.code for point in before.every_point()} - {point.code for point in after.every_point()}
    if missing:
        code = min(missing)
        raise WrongUse(
            f"{before.id}: the point {code} of {version_name(before).en} is left out. A point that is asked no more "
            "keeps its place with a “retired_on” date.",
            f"{before.id}：缺少{version_name(before).zh}的要点 {code}。不再适用的要点须保留，并填写 retired_on 日期。",
        )


def file_of(lists: Iterable[Checklist]) -> str:
    """The text of a file of these lists, in the form of the one that is shipped."""
    whole = {"_meta": read_rules(FILE, None).plain["_meta"], "checklists": [dict(one.plain) for one in lists]}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _parts(point: Plain) -> list[Plain]:
    parts: list[Plain] = point.get("sub_points") or []
    return parts


def _every(points: Iterable[Plain]) -> Iterator[Plain]:
    for point in points:
        yield point
        yield from _every(_parts(point))
