"""Who vouches for the file: a register of exports, the library's journal, its originals, a signature."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from exports.verify.journal import broken_link
from exports.verify.register import Export, OriginalState, Register
from exports.verify.report import Check, Question, cannot_tell, failed, passed

_ORIGIN = Question.ORIGIN
Case = dict[str, Any]


def check_register(register: Register | None, pdf_sha256: str, case: Case | None, content_sha256: str) -> Check:
    """Whether a register lists exactly this file."""
    if register is None:
        return cannot_tell(
            "register",
            _ORIGIN,
            "Nobody vouches for this file: it carries no signature that counts, and no library or register was asked.",
            "没有人为本文件作保：文件没有可采信的签名，也没有查询任何资料库或登记簿。",
        )
    export = register.export(pdf_sha256)
    if export is not None:
        return _listed(export, case, content_sha256)
    known = register.exports_of(case["case"]["id"]) if case is not None else ()
    same = next((one for one in known if case is not None and _same_version(one, case, content_sha256)), None)
    if same is not None:
        return failed(
            "register",
            _ORIGIN,
            f"This is not the file that was exported: the register has this version of case {same.case_label}, "
            f"exported {same.exported_at}, with another SHA-256.",
            f"这不是当时导出的文件：登记簿中有案件 {same.case_label} 的这一版本"
            f"（{same.exported_at} 导出），但 SHA-256 不同。",
        )
    if known:
        return cannot_tell(
            "register",
            _ORIGIN,
            "The register knows this case, but has no export of this version, so it does not vouch for the file.",
            "登记簿中有本案，但没有这一版本的导出记录，因此不能为本文件作保。",
        )
    return cannot_tell(
        "register",
        _ORIGIN,
        "The register that was asked does not list this file.",
        "所查询的登记簿中没有本文件。",
    )


def check_library_journal(register: Register, case: Case) -> Check:
    """Whether the library's journal of the case extends the journal in the file."""
    chain = case["case"]["id"]
    ours = register.journal_of(chain)
    if ours is None:
        return cannot_tell(
            "library_journal",
            _ORIGIN,
            "The library has no journal of this case to compare with.",
            "资料库中没有本案的日志可供比对。",
        )
    broken = broken_link(ours, chain)
    if broken is not None:
        return failed(
            "library_journal",
            _ORIGIN,
            f"The library's own journal of this case is broken at entry {broken}.",
            f"资料库自身的本案日志在第 {broken} 条断开。",
        )
    entries = case["journal"]["entries"]
    for number, (theirs, mine) in enumerate(zip(entries, ours, strict=False), 1):
        if theirs["hash"] != mine.hash:
            return failed(
                "library_journal",
                _ORIGIN,
                f"The journal in the file parts from the library's at entry {number}: one of them was rewritten.",
                f"文件中的日志自第 {number} 条起与资料库的不同：其中之一被重写过。",
                ("case.json",),
            )
    if len(ours) < len(entries):
        return failed(
            "library_journal",
            _ORIGIN,
            f"The library's journal ends with entry {len(ours)}, but the file shows {len(entries)}: "
            "the library's was cut.",
            f"资料库的日志止于第 {len(ours)} 条，而文件中有 {len(entries)} 条：资料库的日志被截短。",
        )
    return passed(
        "library_journal",
        _ORIGIN,
        f"The library's journal goes on from the one in the file: all {len(entries)} entries are the same, "
        f"{len(ours) - len(entries)} came after.",
        f"资料库的日志是文件中日志的延续：{len(entries)} 条全部相同，其后又有 {len(ours) - len(entries)} 条。",
    )


def check_originals(case: Case, state: Callable[[str], OriginalState]) -> Check:
    """Whether the recordings of the case are where they are kept, with the bytes that were registered."""
    altered, missing = [], []
    for recording in case["recordings"]:
        found = state(recording["sha256"])
        name = f"{recording['exhibit'][:20]} {recording['file_name'][:120]}"
        if found == "missing":
            missing.append(name)
        elif found != "ok":
            altered.append(name)
    total = len(case["recordings"])
    if altered:
        return failed(
            "originals",
            _ORIGIN,
            f"The original of {', '.join(altered[:5])} is no longer the file that was registered.",
            f"{'、'.join(altered[:5])} 的原件已不是登记时的文件。",
            tuple(altered),
        )
    if missing:
        return cannot_tell(
            "originals",
            _ORIGIN,
            f"The original of {', '.join(missing[:5])} is not there, so nothing can be said about it.",
            f"{'、'.join(missing[:5])} 的原件不在，无法判断。",
            tuple(missing),
        )
    return passed(
        "originals",
        _ORIGIN,
        f"All originals ({total}) are there, byte for byte as registered.",
        f"全部 {total} 件原件都在，与登记时逐字节一致。",
    )


def _listed(export: Export, case: Case | None, content_sha256: str) -> Check:
    """The register lists the file; what it says of it must be true of it."""
    head = case["version"]["head"] if case is not None else None
    if head is not None and (export.content_sha256, export.head_seq, export.head_hash) != (
        content_sha256,
        head["seq"],
        head["hash"],
    ):
        return failed(
            "register",
            _ORIGIN,
            "The register lists this file, but with other contents than it has.",
            "登记簿中有本文件，但所登记的内容与文件不符。",
        )
    return passed(
        "register",
        _ORIGIN,
        f"The register lists this file as the export of case {export.case_label} made on {export.exported_at}.",
        f"登记簿中有本文件：案件 {export.case_label}，{export.exported_at} 导出。",
    )


def _same_version(export: Export, case: Case, content_sha256: str) -> bool:
    """Whether an export is of the very contents or of the same version, in the same copy and language, of the case."""
    if export.content_sha256 == content_sha256:
        return True
    head = case["version"]["head"]
    return (
        (export.head_seq, export.head_hash) == (head["seq"], head["hash"])
        and export.copy in ("", case["copy"])
        and export.language in ("", case["language"])
    )
