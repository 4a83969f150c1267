"""What lies in a bundle beside the case file, held against the case: journal, originals, stills, clips, transcripts."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from exports.verify.bundle.bag import INFO, Bag
from exports.verify.bundle.names import shown
from exports.verify.problems import Problem, check_of
from exports.verify.report import Check, Label, Question, failed, passed
from exports.verify.strictjson import Refused, canonical, read_strictly

PDF, CASE = "data/case.pdf", "data/case.json"
LOG, HEAD, ENVIRONMENT = "data/audit/log.jsonl", "data/audit/head.json", "data/env.json"
MEDIA, STILLS, CLIPS, TRANSCRIPTS, VIEWER = (
    f"data/{name}/" for name in ("media", "stills", "clips", "transcripts", "viewer")
)
CLIP_PAPERS = f"{CLIPS}clips.json"
_METHODS = ("copy", "encoded", "sound")
_INTEGRITY = Question.INTEGRITY
_TRANSCRIPT = {"label": str, "exhibit": str, "sha256": str, "lines": list}
Case = dict[str, Any]
Read = Callable[[str], bytes | None]
"""The bytes of a file of the bundle; None where it is not there or is too large."""


def check_contents(case: Case, bag: Bag, read: Read) -> Iterator[Check]:
    """Everything in the payload that is no case file."""
    yield _check_info(case, bag)
    yield _check_log(case, read)
    yield _check_media(case, bag)
    yield _check_stills(case, bag)
    yield _check_clips(case, bag, read)
    yield _check_transcripts(case, bag, read)
    yield _check_rest(bag)


def _check_info(case: Case, bag: Bag) -> Check:
    head, said = case["version"]["head"], bag.info
    wanted = {
        "External-Identifier": case["case"]["id"],
        "Internal-Sender-Identifier": " ".join(case["case"]["label"].split()),
        "Copy": case["copy"],
        "Journal-Head": f"{head['seq']} {head['hash']}",
    }
    problems = [
        Problem(INFO, f"bag-info.txt names another {name} than the case", f"bag-info.txt 中的 {name} 与案件不符")
        for name, value in wanted.items()
        if said.get(name) != value
    ]
    fine = Label("bag-info.txt speaks of this case and this version.", "bag-info.txt 所述即本案本版本。")
    return check_of("info", _INTEGRITY, problems, fine, (INFO,))


def _check_log(case: Case, read: Read) -> Check:
    """The journal in a file of its own is that of the case, and every earlier head lies on it."""
    entries = case["journal"]["entries"]
    lines = b"".join(canonical(entry) + b"\n" for entry in entries)
    if read(LOG) != lines:
        return failed(
            "log",
            _INTEGRITY,
            "The journal in the bundle is not the one in the case file.",
            "证据包中的日志与案卷中的不同。",
            (LOG,),
        )
    try:
        told = read_strictly(read(HEAD) or b"")
        ends = told["earlier"]
        if told["chain"] != case["journal"]["chain"] or told["head"] != case["version"]["head"]:
            raise ValueError
        for end in ends:
            if entries[end["seq"] - 1]["hash"] != end["hash"] or end["seq"] < 1:
                return failed(
                    "log",
                    _INTEGRITY,
                    f"An earlier export ended with another entry {end['seq']}: the journal was rewritten since.",
                    f"较早的导出止于另一条第 {end['seq']} 条：日志此后被重写。",
                    (HEAD,),
                )
    except (Refused, KeyError, IndexError, TypeError, ValueError):
        return failed(
            "log", _INTEGRITY, "The heads of the journal do not fit the case.", "日志链首与案件不符。", (HEAD,)
        )
    return passed(
        "log",
        _INTEGRITY,
        f"The journal is that of the case ({len(entries)} entries), and {len(ends)} earlier exports lie on it.",
        f"日志与案件一致（{len(entries)} 条），此前 {len(ends)} 次导出均在其上。",
        (LOG, HEAD),
    )


def _check_media(case: Case, bag: Bag) -> Check:
    """Every original in it is one of the case's, byte for byte, and those that were promised are there."""
    files = {name: bag.digests.get(name) for name in bag.payload if name.startswith(MEDIA)}
    of_digest = {recording["sha256"]: recording for recording in case["recordings"]}
    problems, there = [], set()
    for name, digest in sorted(files.items()):
        recording = of_digest.get(bag.payload[name])
        if recording is None or not name.removeprefix(MEDIA).startswith(recording["sha256"][:12]):
            problems.append(
                Problem(
                    shown(name), f"“{shown(name)}” is no recording of this case", f"“{shown(name)}”不是本案的录音录像"
                )
            )
        elif digest == bag.payload[name]:
            there.add(recording["exhibit"])
    same = {recording["exhibit"] for recording in case["recordings"] if bag_has(files, recording["sha256"])}
    labels = [recording["exhibit"] for recording in case["recordings"]]
    said = bag.info.get("Originals", "")
    promised = labels if said == "all" else [] if said == "none" else said.split(", ")
    for label in promised:
        if label not in same:
            problems.append(
                Problem(
                    label[:20],
                    f"The original of {label[:20]} was promised and is not there",
                    f"所载明的 {label[:20]} 原件不在",
                )
            )
    away = len(labels) - len(same)
    fine = Label(
        f"{len(files)} originals travel with it, byte for byte those of the case"
        + (f"; {away} recordings stayed at home." if away else "."),
        f"附有 {len(files)} 件原件，与案件逐字节一致" + (f"；另有 {away} 份未随包。" if away else "。"),
    )
    return check_of("media", _INTEGRITY, problems, fine, tuple(shown(name) for name in sorted(files)))


def bag_has(files: dict[str, str | None], sha256: str) -> bool:
    """Whether one of these files has this digest."""
    return sha256 in files.values()


def _check_stills(case: Case, bag: Bag) -> Check:
    wanted = {f"{STILLS}{_safe(mark['label'])}.jpg": mark for mark in case["marks"] if mark["picture"] is not None}
    problems = []
    for name, mark in wanted.items():
        if bag.digests.get(name) != mark["picture"]["sha256"]:
            problems.append(
                Problem(
                    shown(name),
                    f"The picture of {mark['label'][:20]} is not the one in the case file",
                    f"{mark['label'][:20]} 的图片与案卷中的不同",
                )
            )
    for name in sorted(bag.payload):
        if name.startswith(STILLS) and name not in wanted:
            problems.append(
                Problem(shown(name), f"No mark has the picture “{shown(name)}”", f"没有标注使用图片“{shown(name)}”")
            )
    fine = Label(
        f"All pictures of marks ({len(wanted)}) are those of the case file.",
        f"全部 {len(wanted)} 张标注图片与案卷一致。",
    )
    return check_of("stills", _INTEGRITY, problems, fine, (STILLS,))


def _check_clips(case: Case, bag: Bag, read: Read) -> Check:
    """Every clip says which stretch of which recording it is, and is the file that was made then."""
    files = {name for name in bag.payload if name.startswith(CLIPS) and name != CLIP_PAPERS}
    problems, counted = [], dict.fromkeys(_METHODS, 0)
    try:
        papers = read_strictly(read(CLIP_PAPERS) or b"")["clips"]
        marks = {mark["label"]: mark for mark in case["marks"]}
        digests = {recording["exhibit"]: recording["sha256"] for recording in case["recordings"]}
        for paper in papers:
            name = f"{paper['file']}" if paper["file"] is not None else ""
            wrong = _misfit(paper, marks[paper["mark"]], digests, bag.digests.get(name), name in files)
            files.discard(name)
            if wrong is not None:
                problems.append(
                    Problem(
                        paper["mark"][:20],
                        f"The clip of {paper['mark'][:20]} {wrong.en}",
                        f"{paper['mark'][:20]} 的片段{wrong.zh}",
                    )
                )
            elif name:
                counted[paper["method"]] += 1
    except (Refused, KeyError, TypeError, AttributeError, ValueError):
        return failed(
            "clips", _INTEGRITY, "The paper about the clips cannot be read.", "片段说明无法读取。", (CLIP_PAPERS,)
        )
    problems += [
        Problem(shown(name), f"Nothing is said of the clip “{shown(name)}”", f"片段“{shown(name)}”没有说明")
        for name in sorted(files)
    ]
    told = {paper["mark"] for paper in papers}
    if case["copy"] == "internal":
        problems += [
            Problem(
                mark["label"][:20],
                f"{mark['label'][:20]} has neither a clip nor a reason for none",
                f"{mark['label'][:20]} 既无片段也无说明",
            )
            for mark in case["marks"]
            if mark["place"]["kind"] == "span" and not mark["withdrawn"] and mark["label"] not in told
        ]
    none = len(papers) - sum(counted.values())
    fine = Label(
        f"Clips: {counted['copy']} copied as they are, {counted['encoded']} encoded again, {counted['sound']} of sound"
        + (f", {none} could not be made." if none else "."),
        f"片段：{counted['copy']} 个原样复制，{counted['encoded']} 个重新编码，{counted['sound']} 个为声音"
        + (f"，{none} 个无法生成。" if none else "。"),
    )
    return check_of("clips", _INTEGRITY, problems, fine, (CLIP_PAPERS,))


def _misfit(paper: Case, mark: Case, digests: dict[str, str], digest: str | None, there: bool) -> Label | None:
    made, place = paper["derivative"], mark["place"]
    if made is None:
        reason = paper["reason"]
        return (
            None if isinstance(reason, dict) and not there else Label("is missing without a reason", "缺失且未说明原因")
        )
    if not there or digest is None or made["sha256"] != digest:
        return Label("is not the file that was made", "不是当时生成的文件")
    if paper["method"] not in _METHODS or paper["method"] != made["method"]:
        return Label("does not say how it was made", "未说明生成方式")
    if mark["exhibit"] != paper["exhibit"] or made["parent_sha256"] != digests.get(paper["exhibit"]):
        return Label("is said to be of another recording", "标明出自另一录音录像")
    sound = made["method"] == "sound"
    if (made["stream"], Fraction(made["time_base"])) == (place["stream"], Fraction(place["time_base"])):
        same = (made["in_pts"], made["out_pts"]) == (place["in_pts"], place["out_pts"])
    else:  # the mark lies on the sound of a recording with pictures
        same = made["in_us"] <= place["in_us"] and (sound or place["out_us"] <= made["end_us"])
    return None if same else Label("is of another stretch than the mark", "与标注的时段不同")


def _check_transcripts(case: Case, bag: Bag, read: Read) -> Check:
    """The lines are as many as the case says, and those that the journal commits to."""
    files = {name for name in bag.payload if name.startswith(TRANSCRIPTS)}
    committed = {
        entry["body"].get("label"): entry["body"].get("cues_sha256")
        for entry in case["journal"]["entries"]
        if entry.get("action") == "transcript_made" and isinstance(entry.get("body"), dict)
    }
    problems = []
    wanted = case.get("transcripts", [])
    for one in wanted:
        label, name = one["label"], f"{TRANSCRIPTS}{_safe(one['exhibit'])}-{_safe(one['label'])}.json"
        files.discard(name)
        try:
            told = read_strictly(read(name) or b"")
            lines = told["lines"]
            fits = (
                all(told[part] == one[part] for part in ("label", "exhibit", "sha256")) and len(lines) == one["lines"]
            )
        except (Refused, KeyError, TypeError):
            fits, lines = False, []
        if fits and label in committed and hashlib.sha256(canonical(lines)).hexdigest() != committed[label]:
            fits = False
        if not fits:
            problems.append(
                Problem(
                    shown(name),
                    f"The lines of {label[:20]} are not those of the case",
                    f"{label[:20]} 的条目与案件不符",
                )
            )
    problems += [
        Problem(shown(name), f"The case has no transcript “{shown(name)}”", f"本案没有文字稿“{shown(name)}”")
        for name in sorted(files)
    ]
    fine = Label(
        f"All transcripts ({len(wanted)}) have the lines of the case.", f"全部 {len(wanted)} 份文字稿与案件一致。"
    )
    return check_of("transcripts", _INTEGRITY, problems, fine, (TRANSCRIPTS,))


def _check_rest(bag: Bag) -> Check:
    """Nothing in the payload that this version has no name for."""
    known = {PDF, CASE, LOG, HEAD, ENVIRONMENT}
    folders = (MEDIA, STILLS, CLIPS, TRANSCRIPTS, VIEWER)
    strange = [name for name in sorted(bag.payload) if name not in known and not name.startswith(folders)]
    missing = [name for name in sorted(known) if name not in bag.payload]
    problems = [
        Problem(shown(name), f"“{shown(name)}” is no part of a bundle", f"“{shown(name)}”不是证据包的组成部分")
        for name in strange
    ]
    problems += [Problem(name, f"{name} is not listed", f"清单中没有 {name}") for name in missing]
    return check_of(
        "parts", _INTEGRITY, problems, Label("All parts of a bundle are there.", "证据包的各组成部分齐全。"), ()
    )


def _safe(label: str) -> str:
    """A label as the name of a file; ours are letters, digits and hyphens already."""
    plain = unicodedata.normalize("NFC", label)
    return re.sub(r"_{2,}", "_", "".join(char if char.isalnum() or char in "-_." else "_" for char in plain)).strip(
        "._-"
    )
