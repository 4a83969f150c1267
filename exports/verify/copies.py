"""A copy that leaves the house: it holds nothing that it has to leave out, and its pictures are covered as decided."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from exports.verify.parts import Parts
from exports.verify.printed import squeezed
from exports.verify.problems import Problem, check_of
from exports.verify.register import Export
from exports.verify.report import Answer, Check, Label, Question, cannot_tell, passed

Json = dict[str, Any]
_NEVER = ("causes", "measures", "opinions", "settlements", "tasks", "assignments", "memberships", "transcripts")
_PAPERS = ("requests", "statements", "disclosures", "withdrawals", "masks", "intervals", "findings", "decisions",
           "steps", "closings", "list_changes")  # fmt: skip
_RESTRICTED = ("strict", "privileged")
_HEARD = ("heard", "seen", "inferred")
_CUSTOMER = ("customer", "complainant", "客户", "投诉人")
_MOST_SIGNS = 4
_SHA256 = re.compile(r"[0-9a-f]{64}")
_SILENT = {"at": "", "actor": "", "os_user": "", "host": "", "action": "", "body_commit": "", "salt": None,
           "body": None}  # fmt: skip


def with_silent_journal(case: Json) -> Json:
    """The case with entries that say nothing but their hash, for checks that ask what an entry says."""
    journal = case["journal"]
    entries = [{**_SILENT, "chain": journal["chain"], **entry} for entry in journal["entries"]]
    return {**case, "journal": {**journal, "entries": entries}}


def check_copy(parts: Parts, case: Json) -> Check:
    """Everything that a copy for outside must leave out, cover, and say."""
    problems = [*_kept_back(case), *_numbers(case), *_words(case), *_covers(parts, case), *_derived(parts, case)]
    copy = "the regulator" if case["copy"] == "regulator" else "the customer"
    zh = "监管" if case["copy"] == "regulator" else "客户"
    shown = sum(mark["picture"] is not None for mark in case["marks"])
    fine = Label(
        f"This is the copy for {copy}: nothing stands in it that such a copy leaves out, and its pictures ({shown}) "
        "are covered as the decisions in it say.",
        f"本文件为{zh}副本：其中没有此类副本不应提供的内容，{shown} 张画面均按所载决定遮挡。",
    )
    return check_of("copy", Question.INTEGRITY, problems, fine, ("case.json",))


def check_left_out(case: Json, origin: Iterable[Check], known: Iterable[Export] = ()) -> Check:
    """What cannot be checked because it was left out: whoever vouches for the file vouches for that.

    `known` are the exports of the case that a register lists: the internal case file may be among them.
    """
    told_en = ", ".join(f"{one['what_label']['en'][:40]} ({one['count']})" for one in case["left_out"]) or "nothing"
    told_zh = "、".join(f"{one['what_label']['zh'][:20]}（{one['count']}）" for one in case["left_out"]) or "无"
    source = case["derived_from"]["sha256"][:16]
    en = (
        f"Left out of this copy: {told_en}. So marks, papers, playing and clocks cannot be compared with the journal, "
        f"nor what was covered with what stands beneath; the internal content {source}… would show it."
    )
    zh = (
        f"本副本未提供：{told_zh}。因此无法将标注、材料、播放记录及时钟与日志比对，也无法核对被遮挡的内容；"
        f"须与内部内容 {source}… 比对。"
    )
    inside = next((one for one in known if one.content_sha256 == case["derived_from"]["sha256"]), None)
    if inside is not None:
        en += f" The register lists the internal case file with that content, exported {inside.exported_at}."
        zh += f"登记簿中有以该内容导出的内部案卷（{inside.exported_at}）。"
    if any(one.verdict is Answer.PASSED and one.name in ("register", "signature") for one in origin):
        return passed("left_out", Question.ORIGIN, f"{en} Whoever vouches for the file vouches for that too.",
                      f"{zh}为本文件作保者亦对此作保。", ("case.json",))  # fmt: skip
    return cannot_tell("left_out", Question.ORIGIN, en, zh, ("case.json",))


def _kept_back(case: Json) -> Iterator[Problem]:
    """What never stands in such a copy."""
    found = [part for part in _NEVER if case.get(part)]
    found += ["agreement"] if case.get("agreement") is not None else []
    found += [f"a {part[:-1]} that was taken back" for part in ("marks", *_PAPERS)
              if any(one["withdrawn"] for one in case.get(part, ()))]  # fmt: skip
    found += ["a reviewer’s note" for mark in case["marks"] if mark["note"] or mark.get("strength") is not None]
    found += ["a restricted exhibit" for one in case["recordings"] if one.get("confidentiality") in _RESTRICTED]
    found += ["a year of birth" for one in case.get("people", ()) if one.get("birth_year") is not None]
    product = case.get("product") or {}
    found += [name for name in ("household_income", "stated_budget") if product.get(name) is not None]
    found += ["vulnerability"] if case["case"].get("vulnerability") else []
    found += ["an internal step" for one in case.get("steps", ()) if one.get("direction") == "internal"]
    found += ["the text of a declaration" for one in case["team"]["declarations"] if one["text"]]
    if case["copy"] == "customer":
        found += ["a statement of somebody else" for one in case["statements"] if one.get("of") != "customer"]
    for one in dict.fromkeys(found):
        yield Problem(one, f"The copy holds {one}, which such a copy leaves out", f"副本含有不应提供的内容：{one}")


def _numbers(case: Json) -> Iterator[Problem]:
    """Numbers of policies, persons and tickets show four signs at most."""
    told = [
        ("policy_number", (case.get("product") or {}).get("policy_number", "")),
        ("ticket", case["case"].get("ticket", "")),
    ]
    told += [("registration", one.get("registration", "")) for one in case.get("people", ())]
    for name, value in told:
        if type(value) is not str or sum(sign.isalnum() for sign in value) > _MOST_SIGNS:
            yield Problem(name, f"The copy shows a whole number ({name})", f"副本显示了完整号码（{name}）")


def _words(case: Json) -> Iterator[Problem]:
    """Words that were heard stand here on a recorded basis only, or are the customer's own."""
    own = {one["name"] for one in case.get("people", ()) if one.get("role") == "complainant" and one.get("name")}
    bases = {one["exhibit"] for one in case["recordings"] if str(one.get("legal_basis", "")).strip()}
    for mark in case["marks"]:
        place = mark["place"]
        if not (mark["quote"] or mark["translation"]) or mark["how"] not in _HEARD or place["kind"] != "span":
            continue
        decided = any(
            one["decision"] == "on_a_basis" and one["from_us"] <= place["in_us"] and place["out_us"] < one["to_us"]
            for one in _decisions(case, mark)
            if one["from_us"] is not None and one["to_us"] is not None
        )
        if not (mark["exhibit"] in bases or decided or mark["speaker"] in own or mark["speaker"].lower() in _CUSTOMER):
            label = mark["label"][:20]
            yield Problem(
                label, f"Words of {label} are shown without a recorded basis", f"{label} 的原话没有所记录的依据"
            )


def _covers(parts: Parts, case: Json) -> Iterator[Problem]:
    """A picture stands here only where it was decided and checked, with every rectangle of every decision black."""
    open_places = {one.sha256: one.uncovered for one in parts.pictures}
    for mark in case["marks"]:
        if mark["picture"] is None:
            continue
        label = mark["label"][:20]
        holding = [one for one in _decisions(case, mark) if _holds(one, mark["place"])]
        at = 0 if mark["place"]["kind"] == "page" else mark["place"]["in_us"]
        boxes = [_box_at(one["keys"], at) for each in holding for one in each["rectangles"]]
        if not holding:
            yield Problem(label, f"The picture of {label} is shown without a checked decision",
                          f"{label} 的画面没有经核对的展示决定")  # fmt: skip
        elif sorted(map(_edges, boxes)) != sorted(map(_edges, mark["picture"].get("covered", ()))):
            yield Problem(label, f"The picture of {label} is said to be covered otherwise than was decided",
                          f"{label} 的画面遮挡与决定不符")  # fmt: skip
        elif open_places.get(mark["picture"]["sha256"], 0):
            yield Problem(label, f"The picture of {label} is not black where it was to be covered",
                          f"{label} 的画面在应遮挡处并非黑色")  # fmt: skip


def _decisions(case: Json, mark: Json) -> list[Json]:
    return [one for one in case.get("masks", ()) if one["exhibit"] == mark["exhibit"] and one["checked"] is not None]


def _holds(decision: Json, place: Json) -> bool:
    if place["kind"] == "page":
        return bool(decision["page"] == place["page"])
    begin, end = decision["from_us"], decision["to_us"]
    return begin is not None and end is not None and bool(begin <= place["in_us"] < end)


def _box_at(keys: list[Json], at: int) -> Json:
    """Where a rectangle stands at a moment: on the straight way from key to key, its edges rounded outward."""
    if at <= keys[0]["at_us"]:
        return dict(keys[0]["box"])
    for one, two in pairwise(keys):
        if one["at_us"] <= at < two["at_us"]:
            whole, gone = two["at_us"] - one["at_us"], at - one["at_us"]
            a, b = one["box"], two["box"]
            low = {name: (a[name] * (whole - gone) + b[name] * gone) // whole for name in ("x", "y")}
            high = {}
            for name, size in (("x", "width"), ("y", "height")):
                far = (a[name] + a[size]) * (whole - gone) + (b[name] + b[size]) * gone
                high[size] = -(-far // whole) - low[name]
            return {**low, **high}
    return dict(keys[-1]["box"])


def _edges(box: Json) -> tuple[int, ...]:
    return tuple(int(box[name]) for name in ("x", "y", "width", "height"))


def _derived(parts: Parts, case: Json) -> Iterator[Problem]:
    """The copy names the internal content that it was made from, in the data and on the cover."""
    digest = case["derived_from"]["sha256"]
    if case["derived_from"]["copy"] != "internal" or _SHA256.fullmatch(digest) is None:
        yield Problem("derived_from", "The copy does not say what it was made from", "副本未说明其来源")
    elif not parts.texts or digest not in squeezed(parts.texts[0]).lower():
        yield Problem("page 1", "The cover does not carry the digest of the internal content",
                      "封面没有内部内容的摘要")  # fmt: skip
    if any(one["count"] < 1 for one in case["left_out"]):
        yield Problem("left_out", "The copy counts what it leaves out wrongly", "副本对未提供内容的计数有误")
