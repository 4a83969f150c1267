"""The percentages of what was played, computed anew from the stretches in the file, and as they stand on the pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from exports.verify.absence import in_question, may_be_on_paper, pages_shown_to, played_to, recorded, senses_of
from exports.verify.parts import Parts
from exports.verify.printed import squeezed
from exports.verify.problems import Problem, check_of
from exports.verify.report import Check, Label, Question
from exports.verify.shape import PERCENTAGES, misfit
from exports.verify.times import Pieces, common, inside, merged, minus, wall

Json = dict[str, Any]
_HEADS = ("Whatwasplayedtowhom", "播放记录")
_PERCENT = r"([0-9]{1,4}%|–)"
_ROW = re.compile(rf"(Sound声音|声音Sound|Sound|声音|Picture画面|画面Picture|Picture|画面){_PERCENT}{_PERCENT}")
_PAGES = re.compile(r"([0-9]+)of([0-9]+)pages|共([0-9]+)页，计([0-9]+)页")
_SOUND = ("Sound", "声音")


def check_coverage(parts: Parts, case: Json) -> Check:
    """Every percentage of section 7, in the data and in print, and those behind the conclusions."""
    coverage = case.get("coverage") or {}
    place = misfit(coverage, PERCENTAGES) if "recordings" in coverage else None
    if place is not None:
        problems = [Problem("coverage", f"In coverage {place[:60]} is missing or of the wrong kind",
                            f"coverage 中的 {place[:60]} 缺失或类型不符")]  # fmt: skip
    else:
        problems = [
            *_recordings(case, coverage),
            *_points(case, coverage),
            *_papers(case, coverage),
            *_printed(parts, coverage),
        ]
    count = len(_rows(coverage)) if place is None else 0
    fine = Label(
        f"The percentages of what was played ({count}) follow from the stretches in the file, and are printed so.",
        f"播放百分比（{count} 行）与文件所载时段相符，印出的也一致。",
    )
    return check_of("coverage", Question.INTEGRITY, problems, fine, ("case.json", "section 7"))


def percent(part: Pieces, whole: Pieces) -> int:
    """Whole percent of one in the other, cut."""
    length = _length(whole)
    return _length(common(part, whole)) * 100 // length if length else 0


def _length(times: Pieces) -> int:
    return sum(end - begin for begin, end in merged(times))


def _pairs(times: list[list[int]]) -> Pieces:
    return merged((one[0], one[1]) for one in times if len(one) == 2)


def _recordings(case: Json, coverage: Json) -> Iterator[Problem]:
    clocks = {one["exhibit"]: one["clock"] for one in case["recordings"]}
    senses = {(one["exhibit"], one["sense"]): one for one in coverage.get("senses", ())}
    asked = in_question(case, "")
    for recording in coverage.get("recordings", ()):
        label, length = recording["exhibit"][:20], recording["length_us"]
        question = _question(clocks.get(recording["exhibit"]), asked, length)
        if question != (None if recording["question"] is None else _pairs(recording["question"])):
            yield Problem(label, f"The time in question of {label} does not follow from its clock",
                          f"{label} 的所涉时段与其时钟不符")  # fmt: skip
            continue
        for played in recording["played_to"]:
            for row in played["senses"]:
                told = senses.get((recording["exhibit"], row["sense"]))
                if told is None:
                    yield Problem(label, f"{label} has playing of a {row['sense'][:20]} that it does not have",
                                  f"{label} 记有其并不具备的播放内容")  # fmt: skip
                    continue
                counts = played_to(case, played["account"], recording["exhibit"], row["sense"])
                yield from _row(label, row, told, counts, question)


def _question(clock: Json | None, asked: Pieces, length_us: int) -> Pieces | None:
    """The recording time that may lie in the time in question; None where nobody can say."""
    if clock is None or not asked or not clock["checked"] or clock["uncertainty_us"] is None:
        return None
    return inside(clock, (0, length_us), asked, clock["uncertainty_us"]) if length_us > 0 else []


def _row(label: str, row: Json, told: Json, counts: Pieces, question: Pieces | None) -> Iterator[Problem]:
    """One sense of one recording, as played to one reviewer."""
    counted, played, usable = _pairs(row["counted"]), _pairs(row["not_counted"]), _pairs(told["usable"])
    holes = [(one["from_us"], one["to_us"]) for one in told.get("holes", ())]
    if minus(counted, counts) or minus(common(counts, usable), counted):
        yield Problem(label, f"What counts as played of {label} does not follow from what was played",
                      f"{label} 计入的播放与播放记录不符")  # fmt: skip
        return
    # Where a hole reaches beyond the recording the file does not tell its very end, so its percent lies between two.
    whole = merged([*usable, *counted, *played]), merged([*usable, *counted, *played, *holes])
    most, least = percent(counted, whole[0]), percent(counted, whole[1])
    if not least <= row["percent_of_recording"] <= most:
        yield _wrong(label, row["percent_of_recording"], most, "the recording", "全部录制")
    due = common(usable, question) if question else []
    wanted = percent(counted, due) if due else None
    if row["percent_of_question"] != wanted:
        yield _wrong(label, row["percent_of_question"], wanted, "the time in question", "所涉时段")


def _wrong(label: str, told: int | None, found: int | None, en: str, zh: str) -> Problem:
    said, right = ("–" if one is None else f"{one} %" for one in (told, found))
    return Problem(
        label,
        f"{label}: {said[:12]} of {en} is stated as played, {right} follows from the stretches",
        f"{label}：所述占{zh} {said[:12]}，按所载时段应为 {right}",
    )


def _points(case: Json, coverage: Json) -> Iterator[Problem]:
    """The percentages behind the conclusions on absence."""
    points = {point["code"]: point for point in case["checklist"]["points"]}
    for one in coverage.get("points", ()):
        point, code = points.get(one["point"]), one["point"][:20]
        if point is None or one["percent"] is None:
            continue
        question = in_question(case, one["point"])
        found = percent(_covered(case, coverage, point, question, one["played_to"] or ""), question) if question else 0
        if one["percent"] != found:
            yield Problem(code, f"Point {code}: {one['percent']} % is stated as covered, {found} % follows",
                          f"要点 {code}：所述覆盖 {one['percent']}%，应为 {found}%")  # fmt: skip


def _covered(case: Json, coverage: Json, point: Json, question: Pieces, account: str) -> Pieces:
    """The wall time in question that was recorded, and played to this account wherever it can be seen or heard."""
    clocks, covered = {one["exhibit"]: one["clock"] for one in case["recordings"]}, question
    for sense in senses_of(point):
        shown: dict[str, Pieces] = {}
        missing: Pieces = []
        for one in coverage["senses"]:
            clock = clocks.get(one["exhibit"])
            if one["sense"] != sense or one["fitness"] == "no" or clock is None:
                continue
            due = usable = _pairs(one["usable"])
            doubt = clock["uncertainty_us"] if clock["checked"] else None
            if doubt is not None:
                due = merged(piece for part in usable for piece in inside(clock, part, question, doubt))
                if one["fitness"] == "yes":
                    shown[one["exhibit"]] = usable
            if clock["start"] is not None:
                around = clock["uncertainty_us"] or 0
                left = minus(due, played_to(case, account, one["exhibit"], sense))
                missing += [(wall(clock, begin) - around, wall(clock, end) + around) for begin, end in left]
        covered = minus(common(covered, recorded(case, clocks, sense, shown)), merged(missing))
    return covered


def _papers(case: Json, coverage: Json) -> Iterator[Problem]:
    """Which pages count as shown to whom, and what is left to read for the points that papers can show."""
    if "papers" not in coverage:
        return
    linked = {one["exhibit"]: one["pages"] for one in case["recordings"] if one.get("pages") is not None}
    if linked != {one["exhibit"]: one["pages"] for one in coverage["papers"]}:
        yield Problem(
            "papers", "The papers in coverage are not those that are linked", "coverage 中的文件与已关联的文件不符"
        )
    for paper in coverage["papers"]:
        label = paper["exhibit"][:20]
        shown = {group["account"] for group in case["pages_shown"] if group["exhibit"] == paper["exhibit"]}
        told = {one["account"]: set(one["counted"]) for one in paper["shown_to"]}
        if told != {account: pages_shown_to(case, account, paper["exhibit"]) for account in shown}:
            yield Problem(label, f"The pages of {label} that count as shown do not follow from what was recorded",
                          f"{label} 计为已展示的页与记录不符")  # fmt: skip
    points = {point["code"]: point for point in case["checklist"]["points"]}
    for one in coverage["points"]:
        point = points.get(one["point"])
        left = {each["exhibit"]: set(each["pages"]) for each in one["unread"]}
        found: dict[str, set[int]] = {}
        if point is not None and _asks_for_pages(case, point):
            for exhibit, pages in linked.items():
                missing = set(range(1, pages + 1)) - pages_shown_to(case, one["played_to"] or "", exhibit)
                found |= {exhibit: missing} if missing else {}
        if left != found:
            code = one["point"][:20]
            yield Problem(code, f"Point {code}: the pages left to read do not follow from those shown",
                          f"要点 {code}：尚须阅看的页与展示记录不符")  # fmt: skip


def _asks_for_pages(case: Json, point: Json) -> bool:
    """Whether pages bear on the absence of a point: papers alone can show it, or a paper may and its time is known."""
    return not senses_of(point) or (may_be_on_paper(point) and bool(in_question(case, point["code"])))


def _rows(coverage: Json) -> list[tuple[str, str, str]]:
    """The lines of section 7 in the order of the print: what is heard before what is seen."""
    rows = []
    for recording in coverage.get("recordings", ()):
        for played in recording["played_to"]:
            for row in sorted(played["senses"], key=lambda one: one["sense"] != "sound"):
                told = (row["percent_of_question"], row["percent_of_recording"])
                rows.append((row["sense"], *("–" if one is None else f"{one}%" for one in told)))
    return rows


def _pages_printed(text: str, coverage: Json) -> Iterator[Problem]:
    """Whether the numbers of pages that count stand on the pages as in the data."""
    wanted = [
        (len(one["counted"]), paper["pages"]) for paper in coverage.get("papers", ()) for one in paper["shown_to"]
    ]
    english = [(int(one[1]), int(one[2])) for one in _PAGES.finditer(text) if one[1]]
    chinese = [(int(one[4]), int(one[3])) for one in _PAGES.finditer(text) if one[3]]
    if wanted not in (english[: len(wanted)], chinese[: len(wanted)]):
        yield Problem("section 7", "The numbers of pages printed in section 7 are not those of the data",
                      "第 7 部分印出的页数与数据不符")  # fmt: skip


def _printed(parts: Parts, coverage: Json) -> Iterator[Problem]:
    """Whether the pages carry the percentages of the data."""
    text = squeezed("".join(parts.texts))
    begin = max(text.rfind(head) for head in _HEADS)
    found = [
        ("sound" if match[1].startswith(_SOUND) else "picture", match[2], match[3])
        for match in _ROW.finditer(text, max(begin, 0))
    ]
    wanted = _rows(coverage)
    if found != wanted:
        at = next((n for n, pair in enumerate(zip(found, wanted, strict=False)) if pair[0] != pair[1]), None)
        told = (found[at], wanted[at]) if at is not None else None
        detail = f": {' '.join(told[0])}, not {' '.join(told[1])}" if told else ""
        yield Problem("section 7", f"The percentages printed in section 7 are not those of the data{detail}",
                      "第 7 部分印出的百分比与数据不符")  # fmt: skip
    yield from _pages_printed(text[max(begin, 0) :], coverage)
