"""`open`: take the case of a bundle into the library."""

from __future__ import annotations

import argparse

from app.cli.output import Output
from app.cli.saying import filled
from app.cli.verbs.libraries import open_library
from app.receiving import take_in
from evidence.errors import YES
from evidence.labels import Label

_OPENING = Label("Taking the bundle in", "正在接收证据包")
_LINE = Label(
    "{case}  from {came}, journal up to entry {seq}, {count} new originals  origin {origin}",
    "{case}  来自 {came}，日志至第 {seq} 条，新增原件 {count} 件  来源 {origin}",
)


def open_verb(options: argparse.Namespace, output: Output) -> int:
    """Verify a bundle and take its case in."""
    with open_library(options) as library:
        done = take_in(library, options.bundle, output.progress(_OPENING), trust=options.trust)
    came = done.received
    document = {
        "case": came.label,
        "id": str(came.case),
        "from": came.from_label,
        "head": {"seq": done.head[0], "hash": done.head[1]},
        "integrity": done.report.integrity.value,
        "origin": done.report.origin.value,
        "originals": done.originals,
        "conflicts": [one.text(output.language) for one in came.conflicts],
    }
    line = filled(
        _LINE, output.language, case=came.label, came=came.from_label, seq=done.head[0], count=done.originals,
        origin=done.report.origin.value,
    )  # fmt: skip
    output.document(document, [line, *(one.text(output.language) for one in came.conflicts)])
    return YES
