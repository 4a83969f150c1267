"""Whether a file bears out its "not given": computed anew from clocks, what was usable, times in question, playing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from exports.verify.series import recorded_as_one
from exports.verify.times import Pieces, common, inside, merged, minus, us, wall

Json = dict[str, Any]
LEAST_PICTURE_PX = 90
LEAST_PAGE_PX = 600
LEAST_LOOK_MS = 1000
_OF_ACT = {"said": "sound", "shown": "picture", "signed": "picture", "done": "picture"}

_PAGES_MISSING = (
    "reads not given, but the file does not show that every page was shown to who marked it as not found",
    "为“未告知”，但文件未能表明每一页均已向标注“未发现”的人展示",
)


def not_borne_out(case: Json, point: Json) -> Iterator[tuple[str, str]]:
    """Why it is not, as ends of a sentence in both languages; nothing where it is."""
    if not senses_of(point):
        yield from _not_on_papers(case, point)
        return
    coverage = case.get("coverage")
    standing = [mark for mark in case["marks"] if mark["point"] == point["code"] and not mark["withdrawn"]]
    searched = [mark for mark in standing if mark["verdict"] == "not_found"]
    marks = [mark for mark in searched if mark["place"]["kind"] == "span" and _carries(point, mark)]
    question = in_question(case, point["code"])
    if not question:
        yield "reads not given, but no time in question is stated", "为“未告知”，但未注明所涉时段"
    if not marks:
        yield "reads not given, but no stretch is marked as not found", "为“未告知”，但没有标注为“未发现”的时段"
    else:
        covered = {
            account
            for account in {mark["by"] for mark in marks}
            if coverage and _full(case, coverage, question, senses_of(point), account, marks)
        }
        if not covered:
            yield (
                "reads not given, but the file does not show that all of the time in question was recorded and played",
                "为“未告知”，但文件未能表明所涉时段已全部录制并播放",
            )
        elif may_be_on_paper(point) and not any(_shown_whole(case, account) for account in covered):
            yield _PAGES_MISSING
    if any(mark["verdict"] in ("given", "given_partly", "given_late", "unclear") for mark in standing):
        yield "reads not given, although a mark says otherwise", "为“未告知”，但有标注与之不符"
    papers = {one["exhibit"] for one in case["recordings"] if one.get("pages") is not None}
    if may_be_on_paper(point) and papers - {mark["exhibit"] for mark in searched}:
        yield "reads not given, although a paper in which it may stand is not marked", "为“未告知”，但有文件未作标注"


def _not_on_papers(case: Json, point: Json) -> Iterator[tuple[str, str]]:
    """The same of a point that papers alone can show."""
    standing = [mark for mark in case["marks"] if mark["point"] == point["code"] and not mark["withdrawn"]]
    papers = {one["exhibit"]: one["pages"] for one in case["recordings"] if one.get("pages") is not None}
    searched = {
        mark["by"]
        for mark in standing
        if mark["verdict"] == "not_found" and mark["how"] in ("read", "signed") and mark["exhibit"] in papers
    }
    if not any(_shown_whole(case, account) for account in searched):
        yield _PAGES_MISSING
    if any(mark["verdict"] in ("given", "given_partly", "given_late", "unclear") for mark in standing):
        yield "reads not given, although a mark says otherwise", "为“未告知”，但有标注与之不符"


def may_be_on_paper(point: Json) -> bool:
    """Whether a paper by itself can show that the act took place."""
    return any(set(way) <= {"read", "signed"} for way in point["proved_by"])


def _shown_whole(case: Json, account: str) -> bool:
    """Whether every page of every linked paper counts as shown to an account."""
    papers = {one["exhibit"]: one["pages"] for one in case["recordings"] if one.get("pages") is not None}
    return all(set(range(1, pages + 1)) <= pages_shown_to(case, account, one) for one, pages in papers.items())


def pages_shown_to(case: Json, account: str, exhibit: str) -> set[int]:
    """The pages of a paper that count as shown to an account."""
    return {
        page
        for group in case.get("pages_shown", ())
        if (group["account"], group["exhibit"]) == (account, exhibit)
        and group["rules"]["least_page_px"] >= LEAST_PAGE_PX
        and group["rules"]["least_look_ms"] >= LEAST_LOOK_MS
        for page in group["pages"]
    }


def _carries(point: Json, mark: Json) -> bool:
    """Whether a mark that was known so can say that it was looked for: words are not seen, and nothing is inferred."""
    return mark["how"] != "inferred" and not (mark["how"] == "seen" and "said" in point["acts"])


def _full(case: Json, coverage: Json, question: Pieces, senses: Iterable[str], account: str, marks: list[Json]) -> bool:
    """Whether each instant in question was recorded, and played to this account wherever it can be seen or heard."""
    clocks = {one["exhibit"]: one["clock"] for one in case["recordings"]}
    wanted = set(senses)
    told = {(one["exhibit"], one["sense"]): one["fitness"] for one in coverage["senses"]}
    if not wanted or any(told.get(each) not in fits for each, fits in _able(case, wanted).items()):
        return False
    shown: dict[str, dict[str, Pieces]] = {sense: {} for sense in wanted}
    for one in coverage["senses"]:
        sense, clock = one["sense"], clocks.get(one["exhibit"])
        if sense not in wanted or one["fitness"] == "no" or clock is None:
            continue
        usable = merged((begin, end) for begin, end in one["usable"])
        doubt = clock["uncertainty_us"] if clock["checked"] else None
        due = usable
        if doubt is not None:
            due = [piece for part in usable for piece in inside(clock, part, question, doubt)]
            if one["fitness"] == "yes":
                shown[sense].setdefault(one["exhibit"], []).extend(usable)
        said = [(mark["place"]["in_us"], mark["place"]["out_us"]) for mark in marks
                if mark["by"] == account and mark["exhibit"] == one["exhibit"]]  # fmt: skip
        if minus([*due, *common(said, usable)], played_to(case, account, one["exhibit"], sense)):
            return False
    return all(not minus(question, recorded(case, clocks, sense, shown[sense])) for sense in wanted)


def recorded(case: Json, clocks: dict[str, Json], sense: str, shown: dict[str, Pieces]) -> Pieces:
    """Wall time that surely was recorded: each recording in its own doubt, files of a series on one clock together."""
    alone, found = dict(shown), list[tuple[int, int]]()
    for labels, times, doubt in recorded_as_one(case, sense, shown, wall):
        found += [(begin + doubt, end - doubt) for begin, end in merged(times)]
        for label in labels:
            alone.pop(label, None)
    for label, usable in alone.items():
        clock = clocks[label]
        doubt = clock["uncertainty_us"]
        found += [(wall(clock, a) + doubt, wall(clock, b) - doubt) for a, b in merged(usable)]
    return merged(found)


def _able(case: Json, wanted: set[str]) -> dict[tuple[str, str], set[str]]:
    """What the file has to say of each recording that has what is heard or seen, by what else it says of it."""
    found = {}
    for one in case["recordings"]:
        usable = one["audio_usable"]
        for sense, there in (("sound", one["sound"]), ("picture", one["frames"] > 0)):
            if there and sense in wanted and one.get("pages") is None:
                fits = {"no"} if sense == "sound" and usable == "no" else {"doubtful"}
                fits |= {"yes"} if sense == "picture" or usable == "yes" else set()
                found[one["exhibit"], sense] = {"no"} if one["playable"] == "no" else fits
    return found


def senses_of(point: Json) -> list[str]:
    """What has to be heard or seen, so that no way of knowing but papers is left."""
    ways = [set(way) for way in point["proved_by"]]
    for senses, hows in ((["sound"], {"heard"}), (["picture"], {"seen"}), (["sound", "picture"], {"heard", "seen"})):
        if all(way & hows for way in ways):
            return senses
    return sorted({_OF_ACT[act] for act in point["acts"] if act in _OF_ACT})


def in_question(case: Json, code: str) -> Pieces:
    """The wall time in question of a point: of the allegations that ask for it (or for the point above), or of all."""
    allegations = case.get("allegations", ())
    asked = {one["id"]: {code for each in one["questions"] for code in each["points"]} for one in allegations}
    stated = [one for one in case.get("intervals", ()) if not one["withdrawn"]]
    for wanted in (code, code.split(".")[0]):
        asking = {allegation for allegation, codes in asked.items() if wanted in codes}
        if asking:
            own = [one for one in stated if one["allegation"] in asking]
            if asking - {one["allegation"] for one in own}:
                return []  # one of those that ask for it does not say when
            return merged((us(one["from"]), us(one["to"])) for one in own)
    return merged((us(one["from"]), us(one["to"])) for one in stated if one["allegation"] in asked)


def played_to(case: Json, account: str, exhibit: str, sense: str) -> Pieces:
    """What counts as played to an account, in recording time."""
    found: Pieces = []
    for group in case.get("played", ()):
        if (group["account"], group["exhibit"]) == (account, exhibit):
            name, limit = ("speech_permille", 2000) if sense == "sound" else ("visible_permille", 4000)
            fastest = min(group["rules"][name], limit)
            if sense == "picture" and group["rules"]["least_picture_px"] < LEAST_PICTURE_PX:
                continue
            for begin, end, speed, heard, seen in group["stretches"]:
                if speed <= fastest and (heard if sense == "sound" else seen):
                    found.append((begin, end))
    return merged(found)
