"""What is printed on the pages must agree with the data in the file."""

from __future__ import annotations

import html
import re
from datetime import datetime
from typing import Any

from exports.verify.journal import moment
from exports.verify.parts import Parts
from exports.verify.problems import Problem, check_of
from exports.verify.report import Check, Label, Question, failed, passed

PRINTED_DIGITS = 16
"""Digits of the content hash in the foot of every page."""

_SPACE = re.compile(r"[\s\u200b\u2060\ufeff]+")
_HYPHEN = re.compile("[\x02\u00ad\u2010\u2011\ufffe]")
_DIGEST = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_PDF_DATE = re.compile(r"D:([0-9]{14})(Z?(?:[+-]?[0-9]{2}'?[0-9]{2}'?)?)")
_REFERENCE = re.compile(r"/EX-[0-9]{2,6}/M-[0-9]{3,7}@[a-z0-9=;/,\-]{4,160}?;sha256=[0-9a-f]{16}")


def squeezed(text: str) -> str:
    """Text without spaces and line breaks, and with one kind of hyphen, as far as PDF readers put them in."""
    return _HYPHEN.sub("-", _SPACE.sub("", text))


def check_printed_hash(parts: Parts, content_sha256: str) -> Check:
    """The SHA-256 of case.json stands on the cover in full, and its beginning on every page."""
    pages = [squeezed(text).lower() for text in parts.texts]
    if not pages or content_sha256 not in pages[0]:
        return failed(
            "printed_hash",
            Question.INTEGRITY,
            "The SHA-256 printed on the cover is not that of case.json in the file.",
            "封面上印的 SHA-256 与文件中 case.json 的不一致。",
            ("page 1", "case.json"),
        )
    without = [number for number, text in enumerate(pages, 1) if content_sha256[:PRINTED_DIGITS] not in text]
    if without:
        return failed(
            "printed_hash",
            Question.INTEGRITY,
            f"Page {without[0]} does not carry the hash of case.json in its foot"
            + (f" (and {len(without) - 1} more pages)." if len(without) > 1 else "."),
            f"第 {without[0]} 页的页脚没有 case.json 的哈希"
            + (f"（另有 {len(without) - 1} 页）。" if len(without) > 1 else "。"),
            tuple(f"page {number}" for number in without[:20]),
        )
    return passed(
        "printed_hash",
        Question.INTEGRITY,
        f"The cover and all {len(pages)} pages carry the SHA-256 of case.json ({content_sha256[:16]}…).",
        f"封面和全部 {len(pages)} 页都印有 case.json 的 SHA-256（{content_sha256[:16]}…）。",
    )


def check_metadata(parts: Parts, case: dict[str, Any], content_sha256: str) -> Check:
    """The document's properties name this case and its time, alike in both places where a PDF keeps them."""
    information, label, as_of = dict(parts.information), case["case"]["label"], case["version"]["as_of"]
    title = information.get("/Title", "")
    properties = html.unescape(parts.xmp)
    digests = {digest for text in (*information.values(), parts.xmp) for digest in _DIGEST.findall(text)}
    if digests - {content_sha256}:
        wrong = ("name the SHA-256 of another content", "写有其他内容的 SHA-256")
    elif label not in title:
        wrong = (f"do not name case {label[:30]}", f"未写明案件 {label[:30]}")
    elif parts.xmp and title not in properties:
        wrong = ("give two titles", "有两个不同的标题")
    elif _date(information.get("/CreationDate", "")) != _whole_second(as_of):
        wrong = (f"do not say that the case stands as of {as_of[:40]}", f"未写明案件的时点 {as_of[:40]}")
    else:
        return passed(
            "metadata",
            Question.INTEGRITY,
            f"The document's properties name case {label} and the time it stands as of.",
            f"文档属性写明了案件 {label} 及其时点。",
        )
    return failed(
        "metadata",
        Question.INTEGRITY,
        f"The document's properties {wrong[0]}.",
        f"文档属性{wrong[1]}。",
        ("metadata",),
    )


def _date(text: str) -> datetime | None:
    """A date as PDF writes it, in whole seconds."""
    found = _PDF_DATE.fullmatch(text)
    if found is None:
        return None
    zone = found[2].replace("'", "")
    try:
        return datetime.strptime(found[1] + ("+0000" if zone in ("", "Z", "Z0000") else zone), "%Y%m%d%H%M%S%z")
    except ValueError:
        return None


def _whole_second(text: str) -> datetime | None:
    found = moment(text)
    return found.replace(microsecond=0) if found is not None else None


def check_printed_marks(parts: Parts, case: dict[str, Any], data: bytes) -> Check:
    """Every standing mark is printed with its reference, and no reference is printed that the data do not have."""
    text = squeezed("".join(parts.texts))
    standing = [mark for mark in case["marks"] if not mark["withdrawn"]]
    problems = [
        Problem(
            mark["label"][:20],
            f"The reference of mark {mark['label'][:20]} is not printed as the data have it",
            f"标注 {mark['label'][:20]} 的引用编号与数据不一致或未印出",
        )
        for mark in standing
        if squeezed(mark["reference"]) not in text
    ]
    known = squeezed(data.decode("utf-8", "replace"))
    label = case["case"]["label"]
    for found in sorted({match[0] for match in _REFERENCE.finditer(text)}):
        if f"{label}{found}" in text and found not in known:
            name = found.split("/")[2].split("@")[0]
            problems.append(
                Problem(
                    name,
                    f"A reference of mark {name} is printed that the data do not have",
                    f"印有数据中不存在的标注 {name} 的引用编号",
                )
            )
    fine = Label(
        f"The references of all standing marks ({len(standing)}) are printed as the data have them.",
        f"全部 {len(standing)} 个有效标注的引用编号均与数据一致地印出。",
    )
    return check_of("printed_marks", Question.INTEGRITY, problems, fine, ())


def check_pictures(parts: Parts, case: dict[str, Any]) -> Check:
    """The pictures in the PDF are the pictures of the marks, byte for byte, each on a page that names its mark."""
    problems, listed = [], set()
    by_sha = {picture.sha256: picture for picture in parts.pictures}
    pages = [squeezed(text) for text in parts.texts]
    for mark in case["marks"]:
        if mark["picture"] is None:
            continue
        name, sha = mark["label"][:20], mark["picture"]["sha256"]
        listed.add(sha)
        picture = by_sha.get(sha)
        if picture is None:
            problems.append(
                Problem(
                    name, f"The picture of mark {name} was changed or is missing", f"标注 {name} 的图片被改动或缺失"
                )
            )
        elif not any(number <= len(pages) and name in pages[number - 1] for number in picture.pages):
            problems.append(
                Problem(
                    name,
                    f"The picture of mark {name} is not on a page that names the mark",
                    f"标注 {name} 的图片不在写明该标注的页面上",
                )
            )
    foreign = [picture for picture in parts.pictures if picture.sha256 not in listed]
    for picture in foreign:
        where = f"page {picture.pages[0]}" if picture.pages else "picture"
        problems.append(
            Problem(
                where,
                f"A picture that belongs to no mark is in the file ({where})",
                f"文件中有不属于任何标注的图片（{where}）",
            )
        )
    problems.extend(
        Problem(f"page {number}", f"A picture is written into page {number} itself", f"第 {number} 页内嵌有图片")
        for number in parts.inline_pictures
    )
    fine = Label(
        f"All pictures ({len(listed)}) are those of their marks, byte for byte.",
        f"全部 {len(listed)} 张图片与其标注逐字节一致。",
    )
    return check_of("pictures", Question.INTEGRITY, problems, fine, ())
