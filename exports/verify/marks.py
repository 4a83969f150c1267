"""The marks: each stands in an exhibit of the case, inside the recording, and says the same everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from exports.verify.journal import moment
from exports.verify.problems import Problem, check_of
from exports.verify.report import Check, Label, Question
from exports.verify.shape import PAGE, SPAN, misfit

VERDICTS = {
    "given",
    "given_partly",
    "given_late",
    "not_found",
    "contradicted",
    "unclear",
    "not_covered",
    "not_applicable",
}
HOWS = {"heard", "seen", "read", "signed", "inferred"}
WHOLE_PAGE = 10_000
MOST_DRIFT_PPB = 100_000_000

_BASE = re.compile(r"([1-9][0-9]{0,8})/([1-9][0-9]{0,9})")
_MARK_LABEL = re.compile(r"M-[0-9]{3,7}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def check_marks(case: dict[str, Any]) -> Check:
    """Every mark of the case, the withdrawn ones too."""
    marks = case["marks"]
    problems = [*_recordings(case["recordings"]), *_labels(marks)]
    exhibits = {recording["exhibit"]: recording for recording in case["recordings"]}
    points = {point["code"] for part in ("points", "gone") for point in case["checklist"].get(part, ())}
    for mark in marks:
        problems.extend(
            Problem(mark["label"][:20], f"Mark {mark['label'][:20]} {en}", f"标注 {mark['label'][:20]} {zh}")
            for en, zh in _problems(mark, exhibits.get(mark["exhibit"]), points, case["case"]["label"])
        )
    fine = Label(
        f"All marks ({len(marks)}) stand inside their recordings and say the same in numbers and in words.",
        f"全部 {len(marks)} 个标注都在其录音录像范围之内，数字与文字一致。",
    )
    return check_of("marks", Question.INTEGRITY, problems, fine, ("case.json",))


def reference_of(mark: dict[str, Any], case_label: str, sha256: str) -> str | None:
    """The reference as it must be printed; None if the place of the mark is no place."""
    place = mark["place"]
    head = f"{case_label}/{mark['exhibit']}/{mark['label']}@"
    tail = f";sha256={sha256[:16]}"
    if place["kind"] == "page" and misfit(place, PAGE) is None:
        box = place["box"]
        shape = f";box={box['x']},{box['y']},{box['width']},{box['height']}" if box else ""
        return f"{head}page={place['page']}{shape}{tail}"
    if place["kind"] == "span" and misfit(place, SPAN) is None:
        stream = f";stream={place['stream']}" if place["stream"] else ""
        return f"{head}pts={place['in_pts']};tb={place['time_base']}{stream}{tail}"
    return None


def _recordings(recordings: list[dict[str, Any]]) -> Iterator[Problem]:
    seen = set()
    for recording in recordings:
        name = recording["exhibit"][:20]
        if name in seen:
            yield Problem(name, f"Exhibit {name} stands twice in the case", f"证据 {name} 在案件中出现两次")
        seen.add(name)
        if _SHA256.fullmatch(recording["sha256"]) is None:
            yield Problem(name, f"The SHA-256 of exhibit {name} is none", f"证据 {name} 的 SHA-256 不成立")


def _labels(marks: list[dict[str, Any]]) -> Iterator[Problem]:
    for name, zh in (("label", "编号"), ("id", "标识")):
        seen = set()
        for mark in marks:
            if mark[name] in seen:
                yield Problem(
                    mark["label"][:20],
                    f"Two marks carry the {name} {mark[name][:40]}",
                    f"两个标注使用同一{zh} {mark[name][:40]}",
                )
            seen.add(mark[name])


def _problems(
    mark: dict[str, Any], recording: dict[str, Any] | None, points: set[str], case_label: str
) -> Iterator[tuple[str, str]]:
    """What is wrong with one mark, as ends of a sentence in both languages."""
    if _MARK_LABEL.fullmatch(mark["label"]) is None:
        yield "has a label that is none", "的编号不成立"
    if mark["verdict"] not in VERDICTS:
        yield (
            f"has the verdict “{mark['verdict'][:30]}”, which cannot be stored",
            f"的判定“{mark['verdict'][:30]}”不可存储",
        )
    if mark["how"] not in HOWS:
        yield f"is known by “{mark['how'][:30]}”, which is no way of knowing", f"的认知方式“{mark['how'][:30]}”不成立"
    if mark["point"] not in points:
        yield (
            f"is about point {mark['point'][:20]}, which the checklist does not have",
            f"所对应的要点 {mark['point'][:20]} 不在清单中",
        )
    if recording is None:
        yield (
            f"stands in {mark['exhibit'][:20]}, which the case does not have",
            f"所在的 {mark['exhibit'][:20]} 不在案件中",
        )
        return
    reference = reference_of(mark, case_label, recording["sha256"])
    if reference is None:
        yield "has a place that cannot be read", "的位置无法读取"
        return
    yield from _page(mark["place"], recording) if mark["place"]["kind"] == "page" else _span(mark, recording)
    if mark["reference"] != reference:
        yield "carries a reference that does not lead to its place", "的引用编号与其位置不符"


def _page(place: dict[str, Any], recording: dict[str, Any]) -> Iterator[tuple[str, str]]:
    pages, box = recording["pages"], place["box"]
    if place["page"] < 1 or (pages is not None and place["page"] > pages):
        yield f"is on page {place['page']}, outside the document", f"位于第 {place['page']} 页，超出文件范围"
    if box and (
        min(box["x"], box["y"]) < 0
        or min(box["width"], box["height"]) < 1
        or max(box["x"] + box["width"], box["y"] + box["height"]) > WHOLE_PAGE
    ):
        yield "has a box that reaches beyond the page", "的方框超出页面"


def _span(mark: dict[str, Any], recording: dict[str, Any]) -> Iterator[tuple[str, str]]:
    place = mark["place"]
    first, last = place["in_us"], place["out_us"]
    base = _BASE.fullmatch(place["time_base"])
    if base is None:
        yield "has a time base that is none", "的时间基不成立"
        return
    if last < first or place["out_pts"] < place["in_pts"]:
        yield "ends before it begins", "的终点早于起点"
        return
    ticks = place["out_pts"] - place["in_pts"]
    if abs(Fraction(ticks * 1_000_000 * int(base[1]), int(base[2])) - (last - first)) > 1:
        yield "has times that do not fit its time stamps", "的时间与其时间戳不符"
    ends = [end for end in (recording["duration_us"], recording["last_us"]) if end is not None]
    start = min(0, recording["first_us"] or 0)
    if not ends or first < start or last > max(ends):
        yield f"lies outside its recording {mark['exhibit']}", f"位于录音录像 {mark['exhibit']} 之外"
    frame = place["frame"]
    if frame is not None and not 0 <= frame < (recording["frames"] or 0):
        yield f"names frame {frame}, which its recording does not have", f"所指的第 {frame} 帧在录像中不存在"
    yield from _wall(mark, recording)


def _wall(mark: dict[str, Any], recording: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Wall-clock time must follow from the recording's clock, and be printed as checked only if that was checked."""
    wall, clock, place = mark["wall"], recording["clock"], mark["place"]
    if wall is None:
        return
    start, shown = moment(clock["start"] or ""), (moment(wall["in"]), moment(wall["out"]))
    if start is None or None in shown:
        yield "has a wall-clock time without a clock to take it from", "有时钟时间，但录像没有可依据的时钟"
        return
    if not all(_follows(clock, start, us, at) for us, at in zip((place["in_us"], place["out_us"]), shown, strict=True)):
        yield "has a wall-clock time that does not follow from its recording's clock", "的时钟时间与录像时钟不符"
    if wall["checked"] != clock["checked"] or (clock["checked"] and clock["uncertainty_us"] is None):
        yield "calls its clock checked although nobody checked it", "称其时钟已核对，但无人核对"


def _follows(clock: dict[str, Any], start: datetime, us: int, shown: datetime | None) -> bool:
    """Whether `shown`, cut to a millisecond, is start + offset + us + us * drift / 10^9 (rounded half to even)."""
    drift = clock["drift_ppb"]
    if shown is None or abs(drift) > MOST_DRIFT_PPB:
        return False
    whole, rest = divmod(us * drift, 1_000_000_000)
    if rest * 2 > 1_000_000_000 or (rest * 2 == 1_000_000_000 and whole % 2):
        whole += 1
    try:
        true = start + timedelta(microseconds=clock["offset_us"] + us + whole)
    except OverflowError:
        return False
    return timedelta(0) <= true - shown < timedelta(milliseconds=1)
