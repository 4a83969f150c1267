"""Checks of the exported file and of the journal: 1, 7 and 15 of the auditor's list."""

from __future__ import annotations

from datetime import datetime, timedelta

from evidence.audit.facts import Facts
from evidence.audit.words import cannot_tell, failed, listed, passed
from evidence.check import Check
from evidence.labels import Label
from evidence.model.kinds import Answer

_STEP = timedelta(seconds=1)
"""How far a clock may go back between two entries without being told: what the journal itself allows."""


def case_file(facts: Facts) -> Check:
    """1: the file opens, and its hash equals the register."""
    if not facts.exports:
        return cannot_tell("case_file", "No case file of this case was exported.", "本案尚未导出案卷。")
    held = facts.case_file
    if held is None:
        told = listed([record.file_name for record in facts.exports])
        return cannot_tell(
            "case_file",
            f"The register knows {told.en}, but not where they lie: name one behind the case.",
            f"登记有 {told.zh}，但不知其位置：请在案件后写明文件。",
        )
    if held.sha256 not in {record.sha256 for record in facts.exports}:
        return failed(
            "case_file",
            f"{held.name} is none of the case files that were exported of this case.",
            f"{held.name} 不是本案导出的任何案卷。",
            [held.name],
        )
    if held.opens is not Answer.PASSED:
        return Check("case_file", held.opens, held.reason, (held.name,))
    return passed(
        "case_file",
        f"{held.name} opens, and its SHA-256 is the registered one.",
        f"{held.name} 可打开，其 SHA-256 与登记一致。",
        [held.name],
    )


def journal(facts: Facts) -> Check:
    """7: the journal is unbroken, tells what the rows say, and no time goes backwards."""
    broken = [
        check
        for check in facts.library_checks
        if check.name in ("library", "journal", "records") and check.answer is not Answer.PASSED
    ]
    if broken:
        worst = next((check for check in broken if check.answer is Answer.FAILED), broken[0])
        return Check("journal", worst.answer, Label(f"{worst.reason.en}.", f"{worst.reason.zh}。"), tuple(worst.files))
    back = [
        (later.seq, bool(later.body and later.body.get("clock_stepped_back")))
        for earlier, later in zip(facts.frozen.entries, facts.frozen.entries[1:], strict=False)
        if datetime.fromisoformat(later.at) < datetime.fromisoformat(earlier.at) - _STEP
    ]
    unnoted = [str(seq) for seq, noted in back if not noted]
    if unnoted:
        return failed(
            "journal",
            f"Times go backwards at entry {', '.join(unnoted)}, and the journal does not say so.",
            f"第 {'、'.join(unnoted)} 条时间倒退，且日志未注明。",
        )
    if back:
        seqs = [str(seq) for seq, _ in back]
        return cannot_tell(
            "journal",
            f"The chain is whole, but the clock of the machine went back before entry {', '.join(seqs)}, as it notes.",
            f"日志链完整，但机器时钟在第 {'、'.join(seqs)} 条之前曾倒退，日志已注明。",
        )
    number = len(facts.frozen.entries)
    return passed(
        "journal",
        f"All {number} entries hang together, tell what the rows say, and follow each other in time.",
        f"全部 {number} 条日志相连，与记录一致，时间依次。",
    )


def reproduction(facts: Facts) -> Check:
    """15: the same case in the same version gives the same content."""
    if not facts.exports:
        return cannot_tell("reproduction", "No case file of this case was exported.", "本案尚未导出案卷。")
    last, head = facts.exports[-1], facts.frozen.entries[-1]
    if last.head.seq != head.seq:
        return cannot_tell(
            "reproduction",
            f"The case went on after {last.file_name} (entry {last.head.seq}, now {head.seq}): "
            "export this version to compare it.",
            f"{last.file_name} 之后案件又有变更（第 {last.head.seq} 条，现为第 {head.seq} 条）：请导出当前版本再比对。",
        )
    if facts.reproduced is None:
        return cannot_tell("reproduction", "It was not made again.", "未重新生成。")
    if isinstance(facts.reproduced, Label):
        return Check("reproduction", Answer.CANNOT_TELL, facts.reproduced)
    if facts.reproduced != last.content_sha256:
        return failed(
            "reproduction",
            f"Made again, the content is another one than that of {last.file_name}: rows were changed beside the "
            "journal, or another version of the program made it.",
            f"重新生成的内容与 {last.file_name} 不同：记录在日志之外被改动，或由其他版本的程序生成。",
            [last.file_name],
        )
    return passed(
        "reproduction",
        f"Made again, the content of {last.file_name} is the same to the byte.",
        f"重新生成的内容与 {last.file_name} 逐字节相同。",
        [last.file_name],
    )
