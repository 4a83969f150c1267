"""`series`: which files are shown as one recording, joining files by hand, and taking a recording apart."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from uuid import UUID

from app.cli.output import Output
from app.cli.verbs.adding import series_document
from app.cli.verbs.libraries import open_library
from evidence.errors import YES, NotFound, WrongUse
from evidence.labels import Label
from evidence.model.case import Case
from evidence.model.grouping import GroupingDraft
from evidence.model.recording import Exhibit
from evidence.segments.finding import Found, find_series
from evidence.segments.joining import apart, propose
from evidence.store.cases import get_case
from evidence.store.exhibits import get_exhibit, list_exhibits
from evidence.store.groupings import add_grouping, list_groupings
from evidence.store.library import Library
from evidence.timecode import Moment, parse_wall

NONE = Label("No files are shown as one recording.", "没有合并显示的文件。")


def series_verb(options: argparse.Namespace, output: Output) -> int:
    """List the recordings that consist of several files; join or take apart if that is said."""
    with open_library(options) as library:
        case = get_case(library, options.case)
        draft = _wanted(library, case, options)
        if draft is not None:
            add_grouping(library, case.complaint.id, draft)
        found = _found(library, case)
    document = {
        "case": case.complaint.label,
        "series": [
            {
                **series_document(one),
                "by_hand": {"by": one.by_hand.by, "reason": one.by_hand.reason} if one.by_hand else None,
            }
            for one in found.series
        ],
        "set": draft is not None,
    }
    output.document(document, [one.text(output.language) for one in found.sentences or (NONE,)])
    return YES


def _found(library: Library, case: Case) -> Found:
    case_id = case.complaint.id
    return find_series(list_exhibits(library, case_id), list_groupings(library, case_id))


def _wanted(library: Library, case: Case, options: argparse.Namespace) -> GroupingDraft | None:
    if options.join is None and options.apart is None:
        if options.reason is not None or options.start:
            raise WrongUse("Say what for: --join EX EX … or --apart EX.", "请说明操作：--join EX EX … 或 --apart EX。")
        return None
    reason, found = options.reason or "", _found(library, case)
    if options.apart is not None:
        exhibit = get_exhibit(library, case.complaint.id, options.apart)
        series = found.of(exhibit.id)
        if series is None:
            raise NotFound(
                f"{exhibit.label} is shown on its own already: it is part of no joined recording.",
                f"{exhibit.label} 已单独显示：不属于任何合并的录像。",
            )
        return apart(series, reason)
    files = [get_exhibit(library, case.complaint.id, label) for label in options.join]
    return propose(files, found, _starts(library, case, files, options.start)).draft(reason)


def _starts(
    library: Library, case: Case, files: Sequence[Exhibit], said: Sequence[Sequence[str]]
) -> dict[UUID, Moment]:
    starts = {}
    for label, wall in said:
        exhibit = get_exhibit(library, case.complaint.id, label)
        if exhibit not in files:
            raise WrongUse(
                f"{exhibit.label} is none of the files that are to be joined.", f"{exhibit.label} 不在要合并的文件中。"
            )
        starts[exhibit.id] = parse_wall(wall, case.complaint.zone)
    return starts
