"""The file as a whole: a PDF, written once, sealed, with one attachment and nothing hidden in it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from exports.verify.parts import Parts
from exports.verify.report import Answer, Check, Label, Question, cannot_tell, failed, passed
from exports.verify.seal import HALF, Outline
from exports.verify.shape import (
    AGREEMENT,
    CASE,
    CAUSES,
    COVERAGE,
    HANDLING,
    LISTS,
    MASKS,
    MEASURES,
    OUTSIDE,
    PAGES,
    REVIEW,
    SCHEMAS,
    SERIES,
    is_outside,
    misfit,
)
from exports.verify.strictjson import Refused, read_strictly

CASE_JSON = "case.json"
_INTEGRITY = Question.INTEGRITY

_UNREAD = {
    "encrypted": Label("The PDF is encrypted; a case file never is.", "PDF 已加密；案卷从不加密。"),
    "broken": Label("The PDF is damaged and cannot be read in full.", "PDF 已损坏，无法完整读取。"),
    "changed": Label("The file changed while it was read.", "文件在读取过程中发生变化。"),
}
_UNTOLD = {
    "limit": Label(
        "Reading the PDF took more time or memory than a case file can need, so it was stopped.",
        "读取该 PDF 所需的时间或内存超出案卷可能的需要，已停止。",
    ),
    "ended": Label(
        "The process that reads the PDF ended before it was done, so nothing can be said about its parts.",
        "读取 PDF 的进程提前终止，无法对其各部分作出判断。",
    ),
    "not_started": Label("The process that reads the PDF could not be started.", "无法启动读取 PDF 的进程。"),
}


def check_file(outline: Outline, parts: Parts, name: str) -> Check:
    """It is a PDF from its first byte, and can be read without repairing anything."""
    if parts.problem in _UNTOLD:
        return Check("file", _INTEGRITY, Answer.CANNOT_TELL, _UNTOLD[parts.problem], (name,))
    if parts.problem:
        return Check("file", _INTEGRITY, Answer.FAILED, _UNREAD.get(parts.problem, _UNREAD["broken"]), (name,))
    if not outline.starts_as_pdf:
        return failed("file", _INTEGRITY, "The file does not begin as a PDF.", "文件开头不是 PDF。", (name,))
    if parts.damaged:
        shown = ", ".join(parts.damaged[:3])
        return failed(
            "file", _INTEGRITY, f"Inside the PDF {shown} is damaged.", f"PDF 中的 {shown} 已损坏。", parts.damaged[:20]
        )
    if parts.warnings:
        return failed(
            "file", _INTEGRITY, "The PDF's structure contradicts itself.", "PDF 的结构自相矛盾。", ("structure",)
        )
    return passed("file", _INTEGRITY, "The PDF can be read in full.", "PDF 可完整读取。", (name,))


def check_revision(outline: Outline, parts: Parts | None, name: str, *, signed: bool = False) -> Check:
    """It was written once: one end, nothing after it, no earlier revision underneath but one that was signed.

    signed: the last revision is a sound signature and nothing else.
    """
    if signed and outline.revisions == 2 and not outline.bytes_after_end:
        return passed(
            "revision",
            _INTEGRITY,
            "The file was written once, then signed, and ends where it should.",
            "文件一次写成后签名，结尾正确。",
            (name,),
        )
    if outline.revisions == 0:
        return failed(
            "revision", _INTEGRITY, "The file's end is missing: it was cut off.", "文件缺少结尾：已被截断。", (name,)
        )
    if outline.revisions > 1 or (parts is not None and parts.earlier_revision):
        return failed(
            "revision",
            _INTEGRITY,
            "The file was changed after it was made: a later revision lies over the first.",
            "文件生成后被改动：在原有内容之上附加了后来的修订。",
            (name,),
        )
    if outline.bytes_after_end:
        return failed(
            "revision",
            _INTEGRITY,
            f"{outline.bytes_after_end} bytes were added after the end of the PDF.",
            f"PDF 结尾之后被附加了 {outline.bytes_after_end} 个字节。",
            (name,),
        )
    return passed(
        "revision",
        _INTEGRITY,
        "The file was written once and ends where it should.",
        "文件一次写成，结尾正确。",
        (name,),
    )


def check_contents(parts: Parts) -> Check:
    """Nothing in it that runs, hides, overlays or has to be filled in."""
    foreign = [name for name in parts.foreign if not (parts.signatures and name in ("/AcroForm", "/Perms", "/Widget"))]
    if not foreign:
        return passed(
            "contents",
            _INTEGRITY,
            "Nothing in the PDF runs, hides or covers anything.",
            "PDF 中没有可执行、隐藏或覆盖内容的部分。",
        )
    shown = ", ".join(foreign[:4])
    return failed(
        "contents",
        _INTEGRITY,
        f"The PDF holds what a case file never has: {shown}.",
        f"PDF 中有案卷从不包含的内容：{shown}。",
        tuple(foreign[:20]),
    )


def check_attachment(parts: Parts) -> tuple[Check, bytes | None]:
    """Exactly one embedded file, case.json, and its bytes."""
    name = "attachment"
    names = tuple(item.name for item in parts.attachments)
    if CASE_JSON not in names:
        shown = f" ({', '.join(names[:3])})" if names else ""
        return failed(
            name,
            _INTEGRITY,
            f"The attachment case.json is missing{shown}.",
            f"附件 case.json 缺失{shown}。",
            (CASE_JSON,),
        ), None
    if len(names) > 1 or parts.stray_files:
        others = tuple(other for other in names if other != CASE_JSON)[:20]
        shown = ", ".join(others[:3]) or CASE_JSON
        return failed(
            name,
            _INTEGRITY,
            f"Besides case.json something else is attached: {shown}.",
            f"除 case.json 外还附有其他文件：{shown}。",
            others or (CASE_JSON,),
        ), None
    data = parts.attachments[0].data
    if data is None:
        return failed(
            name,
            _INTEGRITY,
            "The attachment case.json is damaged or too large and cannot be unpacked.",
            "附件 case.json 已损坏或过大，无法解开。",
            (CASE_JSON,),
        ), None
    return passed(
        name,
        _INTEGRITY,
        f"One file is attached: case.json, {len(data)} bytes.",
        f"附有一个文件：case.json，{len(data)} 字节。",
        (CASE_JSON,),
    ), data


def check_data(data: bytes) -> tuple[Check, dict[str, Any] | None]:
    """The attachment is canonical JSON, of a known schema, with everything in its place."""
    try:
        case = read_strictly(data)
    except Refused as refused:
        return Check("case_json", _INTEGRITY, Answer.FAILED, refused.sentence, (CASE_JSON,)), None
    schema = case.get("schema")
    if schema not in SCHEMAS:
        if isinstance(schema, str) and schema.startswith("replaydesk.case/"):
            return cannot_tell(
                "case_json",
                _INTEGRITY,
                f"case.json is of the schema {schema[:40]}, which this version cannot check.",
                f"case.json 采用 {schema[:40]} 格式，本版本无法核验。",
                (CASE_JSON,),
            ), None
        return failed(
            "case_json",
            _INTEGRITY,
            "case.json is not a Replaydesk case.",
            "case.json 不是 Replaydesk 案件。",
            (CASE_JSON,),
        ), None
    place = misfit(case, OUTSIDE if is_outside(case) else CASE) or (
        misfit(case, REVIEW) if schema != SCHEMAS[0] else None
    )
    later = {
        "masks": MASKS,
        "causes": CAUSES,
        "measures": MEASURES,
        "coverage": COVERAGE,
        "series": SERIES,
        "agreement": AGREEMENT,
        **HANDLING,
    }
    for name, shape in later.items():
        place = place or (misfit(case, {name: shape}) if name in case else None)
    if is_outside(case) and schema == SCHEMAS[0]:
        place = "copy"  # such copies were not made then
    place = place or (misfit(case, PAGES) if "pages_shown" in case else None)
    place = place or (misfit(case, LISTS) if "lists" in case["checklist"] else None)
    if place is not None:
        return failed(
            "case_json",
            _INTEGRITY,
            f"In case.json {place[:80]} is missing or of the wrong kind.",
            f"case.json 中的 {place[:80]} 缺失或类型不符。",
            (CASE_JSON,),
        ), None
    return passed(
        "case_json",
        _INTEGRITY,
        f"case.json is canonical and complete (schema {schema}).",
        f"case.json 形式规范、内容完整（{schema}）。",
        (CASE_JSON,),
    ), case


def check_seal(outline: Outline, data: bytes | None, others: Sequence[Check], name: str) -> Check:
    """The bytes are those that were sealed; where they are not, the other checks say which part it was."""
    if outline.seal_case is None:
        return failed(
            "seal",
            _INTEGRITY,
            "The file carries no seal, so it was not exported like this.",
            "文件没有封印，导出时不会如此。",
            (name,),
        )
    if data is not None and hashlib.sha256(data).hexdigest()[:HALF] != outline.seal_case:
        return failed(
            "seal",
            _INTEGRITY,
            "The attachment case.json is not the one that was sealed into this file.",
            "附件 case.json 不是封入本文件的那一份。",
            (CASE_JSON,),
        )
    if outline.sealed:
        return passed(
            "seal", _INTEGRITY, "Every byte of the file is as it was sealed.", "文件的每个字节都与封印时相同。", (name,)
        )
    touched = tuple(dict.fromkeys(part for check in others if check.verdict is Answer.FAILED for part in check.files))
    if touched:
        shown = ", ".join(touched[:4])
        return failed(
            "seal",
            _INTEGRITY,
            f"The file is not as it was sealed; what changed shows in: {shown}.",
            f"文件与封印时不同；改动见于：{shown}。",
            touched[:20],
        )
    return failed(
        "seal",
        _INTEGRITY,
        "The file is not as it was sealed: attachment, pictures and references are unchanged, so it was saved again "
        "by another program, or its page content, fonts or structure were changed.",
        "文件与封印时不同：附件、图片和引用编号未变，因此它被其他程序重新保存过，或其页面内容、字体或结构被改动。",
        (name,),
    )
