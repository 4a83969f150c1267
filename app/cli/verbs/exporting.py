"""`export` and `verify`."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.output import Output
from app.cli.parser import library_folder
from app.cli.saying import PAGES, VERDICT, filled, said
from app.cli.signing import SIGNED, UNSIGNED, wish_of
from app.cli.verbs.libraries import open_library
from app.exporting import export_case, verify_file
from evidence.errors import YES
from evidence.labels import Label
from evidence.model.kinds import Answer
from evidence.store.library import Library
from exports.verify.report import Report


def export_verb(options: argparse.Namespace, output: Output) -> int:
    """Write the case file of a case."""
    target = Path(options.output)
    with open_library(options) as library:
        done = export_case(
            library,
            options.case,
            target,
            language=options.edition,
            copy=options.copy,
            sign=wish_of(options),
            progress=output.progress(Label("Exporting", "正在导出")),
        )
    document = {
        "path": str(done.path),
        "sha256": done.sha256,
        "content_sha256": done.content_sha256,
        "pages": done.pages,
        "head": {"seq": done.head.seq, "hash": done.head.hash},
        "signer": done.signer or None,
    }
    output.document(
        document,
        [
            f"{done.path}  {filled(PAGES, output.language, count=done.pages)}  SHA-256 {done.sha256}",
            filled(SIGNED, output.language, fingerprint=done.signer) if done.signer else UNSIGNED.text(output.language),
        ],
    )
    return YES


def verify_verb(options: argparse.Namespace, output: Output) -> int:
    """Check a case file: 0 passed, 1 failed, 3 cannot tell."""
    folder = library_folder(options)
    library = Library.open(folder, read_only=True) if folder else None
    try:
        report = verify_file(
            options.path,
            library,
            output.progress(Label("Verifying", "正在核验")),
            trust=options.trust,
            against=options.against,
        )
    finally:
        if library:
            library.close()
    language = output.language
    document = report.to_json(language)
    lines = [
        f"{said(Answer(check['verdict']), language):12} {check['name']}: {check['reason']}"
        for check in document["checks"]
    ]
    lines.append(verdict_line(report, language))
    output.document(document, lines)
    return report.exit_code


def verdict_line(report: Report, language: str) -> str:
    """Both questions and what follows from them. The report's answers are the verifier's own, the words are ours."""
    answers = {"integrity": report.integrity, "origin": report.origin, "verdict": report.verdict}
    return filled(VERDICT, language, **{name: said(Answer(one.value), language) for name, one in answers.items()})
