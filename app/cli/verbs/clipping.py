"""`clip`: a stretch of a recording as a file of its own, exact to the frame."""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass
from pathlib import Path

from app.cli.output import Output
from app.cli.verbs.libraries import open_library
from app.targets import refuse_target
from evidence.casefile.pictures import intact_original
from evidence.errors import YES, Refused, WrongUse
from evidence.intake.copying import hash_file
from evidence.intake.derived import load_probed
from evidence.labels import Label
from evidence.media.door import Probed, probe
from evidence.model.mark import Span
from evidence.model.recording import Exhibit
from evidence.progress import Progress
from evidence.segments.finding import find_series
from evidence.segments.sentences import over_border
from evidence.store.cases import get_case
from evidence.store.exhibits import get_exhibit, list_exhibits
from evidence.store.groupings import list_groupings
from evidence.store.layout import Layout
from evidence.store.marks import get_mark
from evidence.timecode import format_time, parse_time
from exports.clips.derivative import Derivative
from exports.clips.making import Wish, form_of, make_clip

_MARK = re.compile(r"M-[0-9]+", re.IGNORECASE)


@dataclass(frozen=True)
class _Source:
    """What is cut, and from where to where if a mark says so."""

    path: Path
    probed: Probed
    sha256: str
    layout: Layout | None = None
    span: Span | None = None
    exhibit: Exhibit | None = None
    after: Exhibit | None = None
    """The file that follows in the same series."""


def clip_verb(options: argparse.Namespace, output: Output) -> int:
    """Cut a stretch out."""
    in_us = parse_time(options.in_time) if options.in_time is not None else None
    out_us = parse_time(options.out_time) if options.out_time is not None else None
    form_of(options.output)
    source = _source(options, output.progress(Label("Reading", "正在读取")))
    if source.span is not None:
        in_us = source.span.in_us if in_us is None else in_us
        out_us = source.span.out_us if out_us is None else out_us
    if in_us is None or out_us is None:
        raise WrongUse(
            "Say from where to where: --in TIME --out TIME, or name a mark instead of the exhibit.",
            "请给出起止时间：--in TIME --out TIME，或以标注编号代替证据编号。",
        )
    if source.exhibit is not None and source.after is not None and out_us >= source.probed.facts.duration_us:
        raise Refused(*over_border(source.exhibit.label, source.after.label, source.probed.facts.duration_us))
    refuse_target(options.output, source.layout, source.path)
    wish: Wish = "copy" if options.copy else "encode" if options.encode else "auto"
    made = make_clip(
        source.path, source.probed, source.sha256, in_us, out_us, options.output, wish=wish,
        progress=output.progress(Label("Cutting", "正在截取")),
    )  # fmt: skip
    output.document(clip_document(made, options.output), [_line(made, options.output)])
    return YES


def clip_document(made: Derivative, path: Path) -> dict[str, object]:
    """What was made, as the contract prints it."""
    return {
        "path": str(path),
        "sha256": made.sha256,
        "method": made.method,
        "in_us": made.in_us,
        "out_us": made.out_us,
        "frames": made.frames,
        "derivative": made.to_json(),
    }


def _line(made: Derivative, path: Path) -> str:
    return (
        f"{format_time(made.in_us, 6)} to {format_time(made.out_us, 6)}  {made.frames} frames  {made.method}  "
        f"{made.sha256[:16]}  {path}"
    )


def _source(options: argparse.Namespace, progress: Progress) -> _Source:
    where = options.where
    if len(where) == 1:
        path = Path(where[0])
        probed = probe(path, progress=progress)
        return _Source(path, probed, hash_file(path, progress))
    if len(where) != 2:
        raise WrongUse(
            "Name one file, a case and an exhibit, or a case and a mark: replaydesk clip CASE EX --in TIME --out TIME.",
            "请给出一个文件、案件和证据编号，或案件和标注编号：replaydesk clip CASE EX --in TIME --out TIME。",
        )
    with open_library(options) as library:
        case = get_case(library, where[0])
        label, span = where[1], None
        if _MARK.fullmatch(label.strip()):
            mark = get_mark(library, case.complaint.id, label)
            label, span = mark.exhibit_label, mark.place if isinstance(mark.place, Span) else None
        exhibit = get_exhibit(library, case.complaint.id, label)
        path = intact_original(library.layout, exhibit)
        probed = load_probed(library.layout, exhibit.recording)
        said = list_groupings(library, case.complaint.id)
        after = find_series(list_exhibits(library, case.complaint.id), said).after(exhibit.id)
        return _Source(path, probed, exhibit.recording.sha256, library.layout, span, exhibit, after)
