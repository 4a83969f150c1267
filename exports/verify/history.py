"""The marks once more, as the journal tells them, one act after the other; and the clocks that it last set."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from exports.verify.journal import moment
from exports.verify.problems import Problem, check_of
from exports.verify.report import Check, Label, Question

MADE = "mark_made"
CHANGED = ("mark_revise", "mark_withdraw", "mark_undo", "mark_redo")
LINKED, CLOCK = "exhibit_linked", "clock_set"
_CLOCK = ("start", "offset_us", "drift_ppb", "uncertainty_us", "method")
_WORDS = ("point", "verdict", "how", "quote", "note", "by")
_REVIEW = {"speaker": "", "prompted": "unknown", "strength": None, "translation": "", "status": "final", "round": 1}
"""Fields of the second schema, and what they are where an entry of the first does not tell them."""
_SPAN = ("stream", "in_pts", "out_pts", "in_us", "out_us", "frame")


def check_history(case: dict[str, Any]) -> Check:
    """Every mark is what the journal says became of it; what the journal no longer says is counted in the reason."""
    told, silent = _told(case["journal"]["entries"])
    sha256_of = {recording["exhibit"]: recording["sha256"] for recording in case["recordings"]}
    problems, untold = [], 0
    for mark in case["marks"]:
        label = mark["label"][:20]
        story = told.pop(mark["label"], None)
        if story is None and silent:
            untold += 1
        elif story is None:
            problems.append(
                Problem(label, f"Mark {label} was never made, as the journal has it", f"日志中没有标注 {label} 的记录")
            )
        elif not silent:
            field = next(_differences(mark, story, sha256_of.get(mark["exhibit"], "")), None)
            if field is not None:
                problems.append(
                    Problem(
                        label,
                        f"Mark {label} has another {field[0]} than the journal says",
                        f"标注 {label} 的{field[1]}与日志不符",
                    )
                )
        else:
            untold += 1
    problems.extend(
        Problem(
            label[:20],
            f"Mark {label[:20]} stands in the journal, but not in the case",
            f"标注 {label[:20]} 见于日志，但不在案件中",
        )
        for label in told
    )
    problems.extend(_clocks(case))
    number = len(case["marks"])
    fine = Label(
        f"All marks ({number}) are what the journal says became of them.", f"全部 {number} 个标注均与日志所述一致。"
    )
    if untold:
        fine = Label(
            f"{untold} of {number} marks could not be compared with the journal, because contents in it are left out.",
            f"{number} 个标注中有 {untold} 个无法与日志比对，因为部分记录的内容未附。",
        )
    return check_of("history", Question.INTEGRITY, problems, fine, ("case.json",))


def _clocks(case: dict[str, Any]) -> Iterator[Problem]:
    """Clocks that are not those which the journal last set; where that content is left out, nothing can be said."""
    told: dict[str, Any] = {}
    for entry in case["journal"]["entries"]:
        body = entry["body"] or {}
        if entry["action"] in (LINKED, CLOCK) and entry["body"] is None:
            return
        exhibit = body.get("label" if entry["action"] == LINKED else "exhibit")
        if entry["action"] in (LINKED, CLOCK) and type(exhibit) is str:
            told[exhibit] = body.get("clock")
    for recording in case["recordings"]:
        story, label = told.get(recording["exhibit"]), recording["exhibit"][:20]
        if type(story) is dict and any(story.get(name) != recording["clock"][name] for name in _CLOCK):
            yield Problem(
                label,
                f"The clock of exhibit {label} is another than the journal says",
                f"证据 {label} 的时钟与日志不符",
            )


def _told(entries: list[dict[str, Any]]) -> tuple[dict[str, dict[str, Any]], bool]:
    """What became of each mark, by label; and whether the contents of an entry about a mark are left out."""
    told: dict[str, dict[str, Any]] = {}
    silent = False
    for entry in entries:
        action, body = entry["action"], entry["body"]
        if action != MADE and action not in CHANGED:
            continue
        if body is None:
            silent = True
        elif action == MADE and type(body.get("label")) is str:
            told[body["label"]] = dict(body)
        elif action in CHANGED and type(body.get("after")) is dict and type(body.get("mark")) is str:
            told.setdefault(body["mark"], {}).update(body["after"])
    return told, silent


def _differences(mark: dict[str, Any], story: dict[str, Any], sha256: str) -> Iterator[tuple[str, str]]:
    """The fields of a mark that the journal tells otherwise, in both languages."""
    for name, zh in zip(_WORDS, ("要点", "判定", "认知方式", "引文", "备注", "作者"), strict=True):
        if story.get(name) != mark[name]:
            yield ("author" if name == "by" else name), zh
    for name, bare in _REVIEW.items():
        if story.get(name, bare) != mark.get(name, bare):
            yield name, name
    if story.get("goes_on") != mark.get("goes_on"):
        yield "mark that it goes on from", "所接续的标注"
    if story.get("allegation_id") != mark.get("allegation"):
        yield "allegation", "主张"
    if story.get("id") != mark["id"]:
        yield "identity", "标识"
    if story.get("exhibit") != mark["exhibit"] or story.get("sha256") != sha256:
        yield "recording", "录音录像"
    if story.get("withdrawn") not in (int(mark["withdrawn"]), mark["withdrawn"]):
        yield "standing (withdrawn or not)", "状态（是否撤回）"
    when, at = story.get("at"), moment(mark["at"])
    if type(when) is not str or at is None or moment(when) != at:
        yield "time of making", "标注时间"
    if _place(mark["place"]) != tuple(story.get(name) for name in (*_SPAN, "tb_num", "tb_den", "page", "box")):
        yield "place", "位置"


def _place(place: dict[str, Any]) -> tuple[Any, ...]:
    """The place in the journal's form."""
    if place["kind"] == "page":
        box = place.get("box")
        shape = ",".join(str(box.get(name)) for name in ("x", "y", "width", "height")) if type(box) is dict else None
        return (*(None for _ in _SPAN), None, None, place.get("page"), shape)
    number, _, part = str(place.get("time_base")).partition("/")
    base = tuple(int(one) if one.isascii() and one.isdigit() and len(one) < 12 else None for one in (number, part))
    return (*(place.get(name) for name in _SPAN), *base, None, None)
