"""Checks an exported case file: whether it is whole and unchanged, and who vouches for it."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exports.verify.child import extract_apart
from exports.verify.conclusions import check_conclusions
from exports.verify.copies import check_copy, check_left_out, with_silent_journal
from exports.verify.history import check_history
from exports.verify.journal import check_journal, check_version
from exports.verify.judged import Judged, judge_pdf_apart
from exports.verify.lists import check_lists
from exports.verify.marks import check_marks
from exports.verify.origin import check_library_journal, check_originals, check_register
from exports.verify.parts import Parts
from exports.verify.percent import check_coverage
from exports.verify.printed import check_metadata, check_pictures, check_printed_hash, check_printed_marks
from exports.verify.register import OriginalState, Register
from exports.verify.report import Answer, Check, Label, Question, Report, Unreadable, cannot_tell, failed
from exports.verify.review import check_review
from exports.verify.seal import first_revision, outline
from exports.verify.shape import SCHEMAS, is_outside
from exports.verify.signed import check_signed
from exports.verify.structure import (
    check_attachment,
    check_contents,
    check_data,
    check_file,
    check_revision,
    check_seal,
)

LARGEST = 512 << 20
"""Bytes of a case file; a larger one is not looked into."""

Progress = Callable[[int, int], None]
Originals = Callable[[str], OriginalState]
Extract = Callable[[Path, Callable[[], None]], Parts]


def verify_case_file(
    path: Path,
    *,
    register: Register | None = None,
    originals: Originals | None = None,
    trust: Sequence[Path] = (),
    progress: Progress | None = None,
) -> Report:
    """Check the case file at `path`. Nothing in the file makes this raise; everything wrong is in the report.

    Args:
        path: an exported PDF.
        register: a library or list of exports that can vouch for it.
        originals: tells by SHA-256 whether a recording is still there and intact.
        trust: files with certificates of signers or their authorities that are trusted, and lists of revoked ones.
        progress: told (done, total) in bytes; may raise to stop.

    Raises:
        Unreadable: there is no such file, or it may not be read.
    """
    return verify_with(extract_apart, path, register=register, originals=originals, trust=trust, progress=progress)


def verify_with(
    extract: Extract,
    path: Path,
    *,
    register: Register | None = None,
    originals: Originals | None = None,
    trust: Sequence[Path] = (),
    progress: Progress | None = None,
) -> Report:
    """`verify_case_file` with another way to take the PDF apart: tests read in their own process."""
    return inspect_case_file(
        extract, path, register=register, originals=originals, trust=trust, progress=progress
    ).report


@dataclass(frozen=True, slots=True)
class Inspected:
    """A case file that was looked into: what was found, the bytes of its attachment, and the case in them."""

    report: Report
    content: bytes | None = None
    case: dict[str, Any] | None = None
    judged: Judged | None = None
    """Its signature; None where there is none."""


def inspect_case_file(
    extract: Extract,
    path: Path,
    *,
    register: Register | None = None,
    originals: Originals | None = None,
    trust: Sequence[Path] = (),
    progress: Progress | None = None,
) -> Inspected:
    """`verify_case_file`, with what was read on the way.

    Raises:
        Unreadable: there is no such file, or it may not be read.
    """
    tell = progress or _nobody
    data = _read(path)
    if isinstance(data, Check):
        return Inspected(Report((data,)))
    shape = outline(data, tell)
    if not shape.starts_as_pdf and b"%PDF-" not in data[:1024]:
        return Inspected(Report((_no_case_file(path, *_kind(data)),)))
    parts = extract(path, lambda: tell(len(data), len(data)))
    if not parts.problem and parts.sha256 != shape.sha256:
        parts = Parts("", "changed")
    judged, sealed = None, shape
    if parts.signatures:
        judged = judge_pdf_apart(path, trust, lambda: tell(len(data), len(data)))
        sealed = outline(first_revision(data), _nobody)  # a signature lies above what was sealed
    readable, signed = None if parts.problem else parts, judged is not None and judged.sound
    checks = [check_file(shape, parts, path.name), check_revision(shape, readable, path.name, signed=signed)]
    content, case = None, None
    if not parts.problem:
        checks.append(check_contents(parts))
        attachment, content = check_attachment(parts)
        checks.append(attachment)
        if content is not None:
            check, case = check_data(content)
            checks.append(check)
        checks.extend(_check_case(parts, case, content))
    checks.insert(1, check_seal(sealed, content, checks, path.name))
    if judged is not None:
        checks.extend(check_signed(judged, path.name, within=True))
    origin = list(_origin(judged, case, content, shape.sha256, register, originals))
    if case is not None and is_outside(case):
        known = register.exports_of(case["case"]["id"]) if register is not None else ()
        origin.append(check_left_out(case, origin, known))
    checks.extend(origin)
    return Inspected(Report(tuple(checks)), content, case, judged)


def _check_case(parts: Parts, case: dict[str, Any] | None, content: bytes | None) -> Iterator[Check]:
    """Everything that needs the data of the case."""
    if case is None or content is None:
        yield cannot_tell(
            "case",
            Question.INTEGRITY,
            "Marks, pictures, journal and conclusions cannot be checked without a readable case.json.",
            "没有可读的 case.json，无法核对标注、图片、日志和结论。",
        )
        return
    digest = hashlib.sha256(content).hexdigest()
    outside = is_outside(case)
    if outside:
        yield check_copy(parts, case)
    yield check_printed_hash(parts, digest)
    yield check_metadata(parts, case, digest)
    yield check_printed_marks(parts, case, content)
    yield check_pictures(parts, case)
    yield check_journal(case)
    yield check_version(case)
    yield check_marks(case)
    if outside:
        case = with_silent_journal(case)
    if "lists" in case["checklist"]:
        yield check_lists(case)
    if not outside:
        yield check_history(case)
    if case["schema"] != SCHEMAS[0]:
        yield check_review(case)
        yield check_coverage(parts, case)
    yield check_conclusions(case)


def _origin(
    judged: Judged | None,
    case: dict[str, Any] | None,
    content: bytes | None,
    pdf_sha256: str,
    register: Register | None,
    originals: Originals | None,
) -> Iterator[Check]:
    """Who vouches for the file. A signature that is trusted does so by itself, where a register knows nothing of it."""
    if judged is not None and judged.trust == "trusted" and not _knows(register, pdf_sha256, case):
        register = originals = None
    if register is not None or judged is None:
        yield check_register(register, pdf_sha256, case, hashlib.sha256(content or b"").hexdigest())
    if case is None:
        return
    if register is not None:
        yield check_library_journal(register, case)
    if originals is not None:
        yield check_originals(case, originals)


def _knows(register: Register | None, pdf_sha256: str, case: dict[str, Any] | None) -> bool:
    """Whether a register has anything of this file or its case."""
    if register is None:
        return False
    known = register.exports_of(case["case"]["id"]) if case is not None else ()
    return register.export(pdf_sha256) is not None or bool(known)


def _read(path: Path) -> bytes | Check:
    """The bytes of the file, or the check that says why they are no case file."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            if stat.S_ISDIR(status.st_mode):
                return _no_case_file(path, "a folder", "文件夹")
            return _no_case_file(path, "not an ordinary file", "非普通文件")
        if status.st_size > LARGEST:
            return Check(
                "file",
                Question.INTEGRITY,
                Answer.CANNOT_TELL,
                Label(
                    f"{path.name} is larger than {LARGEST >> 20} MiB, which no case file is; it was not looked into.",
                    f"{path.name} 大于 {LARGEST >> 20} MiB，案卷不会如此；未予检查。",
                ),
                (path.name,),
            )
        with path.open("rb") as file:
            return file.read(LARGEST)
    except (OSError, ValueError) as problem:
        words = problem.strerror if isinstance(problem, OSError) and problem.strerror else "the name is not a path"
        raise Unreadable(
            f"{path} cannot be read ({words}); check the name and that you may open it.",
            f"无法读取 {path}（{words}）；请检查名称以及是否有权打开。",
        ) from problem


def _kind(data: bytes) -> tuple[str, str]:
    """What something that is not a PDF seems to be."""
    if not data:
        return "empty", "空文件"
    if data.startswith(b"PK"):
        return "a zip archive", "压缩包"
    return "not a PDF", "并非 PDF"


def _no_case_file(path: Path, en: str, zh: str) -> Check:
    return failed(
        "file",
        Question.INTEGRITY,
        f"{path.name} is not a case file: it is {en}; give the exported PDF itself.",
        f"{path.name} 不是案卷（{zh}）；请给出所导出的 PDF 文件本身。",
        (path.name,),
    )


def _nobody(done: int, total: int) -> None:
    """Report to nobody."""
