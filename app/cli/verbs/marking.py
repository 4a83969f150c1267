"""`mark` and `marks`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.cli.output import Output
from app.cli.saying import PAGE, WITHDRAWN, filled, said
from app.cli.verbs.bringing import bring_in
from app.cli.verbs.libraries import open_library
from evidence.audit.remarks import PREFIX, add_remark, remarks_on
from evidence.canonical import sha256_hex
from evidence.errors import YES, NotFound, WrongUse
from evidence.model.kinds import How, Verdict
from evidence.model.mark import Mark, MarkDraft, Span
from evidence.model.places import Box, PagePlace
from evidence.review.marking import doubt_about, place_on_page, point_of, reference_of, refuse_unsound, span_in
from evidence.store.cases import get_case
from evidence.store.durable import write_file
from evidence.store.exhibits import get_exhibit, list_exhibits
from evidence.store.marks import list_marks, make_mark
from evidence.timecode import format_time, parse_time
from exports.interchange.marks import Form, write_marks


def mark_verb(options: argparse.Namespace, output: Output) -> int:
    """Mark a passage by times, or a place on a page."""
    if (options.in_time is None) == (options.page is None):
        raise WrongUse(
            "A mark needs either a time (--in, perhaps --out) or a page (--page, perhaps --box).",
            "标注需要时间（--in，可加 --out）或页码（--page，可加 --box），二者择一。",
        )
    if (options.out_time is not None and options.in_time is None) or (options.box is not None and options.page is None):
        raise WrongUse("--out goes with --in, and --box with --page.", "--out 须与 --in 同用，--box 须与 --page 同用。")
    with open_library(options) as library:
        case = get_case(library, options.case)
        exhibit = get_exhibit(library, case.complaint.id, options.exhibit)
        point = point_of(case, options.point)
        how, verdict = How(options.how), Verdict(options.verdict)
        place: Span | PagePlace
        if options.page is not None:
            place = place_on_page(exhibit, options.page, Box.parse(options.box) if options.box is not None else None)
        else:
            out_us = parse_time(options.out_time) if options.out_time is not None else None
            place = span_in(library.layout, exhibit, parse_time(options.in_time), out_us)
        draft = MarkDraft(place, point.code, verdict, how, options.quote, options.note)
        refuse_unsound(exhibit, draft)
        if options.remarks:
            mark = add_remark(library, case.complaint, exhibit, draft, options.remarks)
        else:
            mark = make_mark(library, case.complaint.id, exhibit, draft)
    doubt = doubt_about(point, how, verdict)
    if doubt:
        output.say(doubt)
    document = mark_document(case.complaint.label, mark)
    output.document(document, [f"{mark.label}  {document['reference'] or options.remarks}"])
    return YES


def marks_verb(options: argparse.Namespace, output: Output) -> int:
    """List the marks of a case, write them for another program, or make marks of another program's."""
    if options.source:
        return bring_in(options, output)
    with open_library(options) as library:
        case = get_case(library, options.case)
        if options.remarks:
            marks = remarks_on(case.complaint.id, options.remarks).marks
        else:
            marks = list_marks(library, case.complaint.id)
        files = {one.label: one.source_name for one in list_exhibits(library, case.complaint.id)}
    if options.exhibit:
        if options.exhibit not in files:
            raise NotFound(f"There is no exhibit {options.exhibit[:20]}.", f"没有证据 {options.exhibit[:20]}。")
        marks = tuple(mark for mark in marks if mark.exhibit_label == options.exhibit)
    if options.output:
        return _write(case.complaint.label, marks, files, options.output, output)
    documents = [mark_document(case.complaint.label, mark) for mark in marks]
    output.document(
        {"case": case.complaint.label, "marks": documents}, [_line(mark, output.language) for mark in marks]
    )
    return YES


def _write(case: str, marks: Sequence[Mark], files: dict[str, str], target: Path, output: Output) -> int:
    """Write marks for another program, and say what it could not take."""
    form = next((one for one in Form if one.value == target.suffix.lower()), None)
    if form is None:
        raise WrongUse(
            "The ending of the file says the form: .csv, .json, .vtt, .txt (Audacity labels) or .boris.",
            "文件扩展名决定格式：.csv、.json、.vtt、.txt（Audacity 标签）或 .boris。",
        )
    written = write_marks(case, marks, form, files)
    write_file(target, written.data, 0o644)
    lost = [one.text(output.language) for one in written.lost]
    document = {"path": str(target), "sha256": sha256_hex(written.data), "marks": written.marks, "lost": lost}
    output.document(document, [f"{target.name}  {written.marks}", *(f"  {one}" for one in lost)])
    return YES


def mark_document(case_label: str, mark: Mark) -> dict[str, Any]:
    """A mark as the contract prints it; an auditor's own has no reference, since it stands in no case."""
    span = mark.place if isinstance(mark.place, Span) else None
    page = mark.place if isinstance(mark.place, PagePlace) else None
    return {
        "mark": mark.label,
        "exhibit": mark.exhibit_label,
        "in_us": span.in_us if span else None,
        "out_us": span.out_us if span else None,
        "frame": span.frame if span else None,
        "page": page.page if page else None,
        "box": str(page.box) if page and page.box else None,
        "reference": None if mark.label.startswith(f"{PREFIX}-") else str(reference_of(case_label, mark)),
        "point": mark.point,
        "verdict": mark.verdict.value,
        "how": mark.how.value,
        "quote": mark.quote,
        "note": mark.note,
        "by": mark.by,
        "at": mark.at.text(6),
        "withdrawn": mark.withdrawn,
    }


def _line(mark: Mark, language: str) -> str:
    place = mark.place
    if isinstance(place, Span):
        where = f"{format_time(place.in_us)}-{format_time(place.out_us)}"
    else:
        where = filled(PAGE, language, page=place.page)
    words = [mark.label, mark.exhibit_label, where, mark.point, said(mark.verdict, language), said(mark.how, language)]
    return "  ".join([*words, WITHDRAWN.text(language)] if mark.withdrawn else words)
