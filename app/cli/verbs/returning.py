"""`locate` and `check`: the way back from a reference, and the state of the library."""

from __future__ import annotations

import argparse
from typing import Any

from app.cli.output import Output
from app.cli.verbs.libraries import open_library
from app.cli.verbs.looking import write_png
from app.targets import refuse_target
from evidence.check import check_library
from evidence.errors import YES, WrongUse
from evidence.labels import Label
from evidence.locate import locate
from evidence.model.places import PagePlace
from evidence.reference import parse_reference
from evidence.store.cases import get_case
from evidence.timecode import format_time


def locate_verb(options: argparse.Namespace, output: Output) -> int:
    """Follow a printed reference; with --still write the frame, with --open show it."""
    reference = parse_reference(options.reference)
    with open_library(options) as library:
        if options.still is not None:
            refuse_target(options.still, library.layout)
        found = locate(library, reference)
        folder = library.layout.root
    document: dict[str, Any] = {
        "case": found.case,
        "exhibit": found.exhibit.label,
        "sha256": found.exhibit.recording.sha256,
        "frame": found.frame,
        "shown_us": found.shown_us,
    }
    if isinstance(found.place, PagePlace):
        document |= {"page": found.place.page, "box": str(found.place.box) if found.place.box else None}
        where = f"page {found.place.page}"
    else:
        document |= {"pts": found.place.pts, "time_base": str(found.place.time_base)}
        where = f"{format_time(found.shown_us or 0, 6)}" + (f"  frame {found.frame}" if found.frame is not None else "")
    if options.still is not None:
        if found.picture is None:
            raise WrongUse(
                "This reference leads to a sound or a page, of which there is no still. Leave --still out.",
                "该引用指向声音或页面，没有画面。请去掉 --still。",
            )
        write_png(found.picture, options.still)
        document["still"] = str(options.still)
    output.document(document, [f"{found.case}  {found.exhibit.label}  {where}"])
    if options.open:
        from app.window.start import open_window

        return open_window(folder, output.language, show=reference)
    return YES


def check_verb(options: argparse.Namespace, output: Output) -> int:
    """Check originals and journal: 0 passed, 1 failed, 3 cannot tell."""
    with open_library(options) as library:
        case_id = get_case(library, options.case).complaint.id if options.case else None
        report = check_library(library, case_id, output.progress(Label("Checking", "正在检查")))
    checks = [
        {
            "name": check.name,
            "verdict": check.answer.value,
            "reason": check.reason.text(output.language),
            "files": list(check.files),
        }
        for check in report.checks
    ]
    lines = [f"{check['verdict']:12} {check['reason']}" for check in checks]
    output.document({"verdict": report.verdict.value, "checks": checks}, [*lines, report.verdict.value])
    return report.exit_code
