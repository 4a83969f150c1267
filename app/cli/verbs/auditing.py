"""`check` and `audit`: the state of the library, and the auditor's questions about one case."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from app.cli.output import Output
from app.cli.saying import said
from app.cli.verbs.libraries import open_library
from app.exporting import verify_file
from evidence.audit.auditing import audit_case
from evidence.audit.facts import CaseFile
from evidence.audit.remarks import Remarks, compare_remarks, remarks_on
from evidence.check import Report, check_library
from evidence.errors import NotFound
from evidence.intake.copying import hash_file
from evidence.labels import Label
from evidence.media.confine import lacking
from evidence.model.kinds import Answer
from evidence.progress import no_progress
from evidence.review.agreement import Agreement, PointCompared, said_all
from evidence.store.cases import get_case
from evidence.store.findings import list_settlements
from evidence.store.library import Library
from evidence.store.marks import list_marks

CASE = Label("case: {said}", "案件：{said}")
AUDITOR = Label("auditor: {said}", "审计：{said}")
OPENS = Label("It can be read in full and is as it was made.", "可完整读取，且与生成时一致。")


def check_verb(options: argparse.Namespace, output: Output) -> int:
    """Check originals and journal: 0 passed, 1 failed, 3 cannot tell."""
    with open_library(options) as library:
        case_id = get_case(library, options.case).complaint.id if options.case else None
        report = check_library(library, case_id, output.progress(Label("Checking", "正在检查")))
    for sentence in lacking():
        output.say(sentence)
    return _answer(report, output)


def audit_verb(options: argparse.Namespace, output: Output) -> int:
    """Ask the auditor's questions about a case: 0 passed, 1 failed, 3 cannot tell."""
    with open_library(options) as library:
        remarks = remarks_on(get_case(library, options.case).complaint.id, options.remarks) if options.remarks else None
        report = audit_case(
            library,
            options.case,
            case_file=_case_file(options.file) if options.file else None,
            today=date.today(),
            progress=output.progress(Label("Auditing", "正在审计")),
        )
        compared = _compared(library, remarks) if remarks else None
    return _answer(report, output, numbered=True, compared=compared)


def _compared(library: Library, remarks: Remarks) -> Agreement:
    """How far an auditor's own marks agree with those of the case."""
    case_id = remarks.case_id
    return compare_remarks(remarks, list_marks(library, case_id), list_settlements(library, case_id))


def _case_file(path: Path) -> CaseFile:
    """The case file that the auditor holds, read by the reader that shares no code with its makers."""
    report = verify_file(path, None)
    english, chinese = report.to_json("en"), report.to_json("zh")
    reason = OPENS
    for one, other in zip(english["checks"], chinese["checks"], strict=True):
        if one["verdict"] == report.integrity.value != Answer.PASSED.value:
            reason = Label(one["reason"], other["reason"])
            break
    try:
        digest = hash_file(path, no_progress)
    except OSError as gone:
        raise NotFound(f"{path} cannot be read.", f"无法读取 {path}。") from gone
    return CaseFile(path.name, digest, Answer(report.integrity.value), reason)


def _answer(report: Report, output: Output, *, numbered: bool = False, compared: Agreement | None = None) -> int:
    """All checks and what follows from them, as the contract prints both verbs; numbered as on the auditor's list."""
    checks = [
        {
            "name": check.name,
            "verdict": check.answer.value,
            "reason": check.reason.text(output.language),
            "files": list(check.files),
        }
        for check in report.checks
    ]
    lines = [
        f"{f'{number:2} ' if numbered else ''}{said(check.answer, output.language):12} "
        f"{check.reason.text(output.language)}"
        for number, check in enumerate(report.checks, 1)
    ]
    lines.append(said(report.verdict, output.language))
    document: dict[str, Any] = {"verdict": report.verdict.value, "checks": checks}
    if compared is not None:
        document["agreement"] = {
            "points": [
                {
                    "point": one.point,
                    "case": [verdict.value for verdict in one.first],
                    "auditor": [verdict.value for verdict in one.second],
                    "agrees": one.agrees,
                }
                for one in compared.points
            ],
            "agreed": compared.agreed,
            "sentence": compared.sentence.text(output.language),
        }
        lines += [
            *(_point_line(one, output.language) for one in compared.points),
            compared.sentence.text(output.language),
        ]
    output.document(document, lines)
    return report.exit_code


def _point_line(one: PointCompared, language: str) -> str:
    sides = (CASE.filled(said=said_all(one.first)), AUDITOR.filled(said=said_all(one.second)))
    sign = "=" if one.agrees else "≠"
    return f"{one.point}  {sides[0].text(language)}  {sign}  {sides[1].text(language)}"
