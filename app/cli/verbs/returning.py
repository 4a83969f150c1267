"""`locate`: the way back from a reference."""

from __future__ import annotations

import argparse
from typing import Any

from app.cli.output import Output
from app.cli.saying import FRAME, PAGE, filled
from app.cli.verbs.libraries import open_library
from app.cli.verbs.looking import write_png
from app.targets import refuse_target
from evidence.errors import YES, WrongUse
from evidence.labels import Label
from evidence.locate import Spot, locate, locate_in_file
from evidence.model.places import PagePlace
from evidence.reference import Reference, parse_reference
from evidence.timecode import format_time


def locate_verb(options: argparse.Namespace, output: Output) -> int:
    """Follow a printed reference, in a library or in the file alone; with --still write the frame, --open shows it."""
    reference = parse_reference(options.reference)
    if options.file is not None:
        return _locate_in_file(options, output, reference)
    with open_library(options) as library:
        if options.still is not None:
            refuse_target(options.still, library.layout)
        found = locate(library, reference)
        folder = library.layout.root
    names = {"case": found.case, "exhibit": found.exhibit.label, "sha256": found.exhibit.recording.sha256}
    _say(options, output, names, found.spot)
    if options.open:
        from app.window.start import open_window

        return open_window(folder, output.language, show=reference)
    return YES


def _locate_in_file(options: argparse.Namespace, output: Output, reference: Reference) -> int:
    if options.open:
        raise WrongUse(
            "--open shows a recording of a library. Leave FILE out, or write the frame with --still.",
            "--open 用于显示资料库中的录音录像。请去掉 FILE，或用 --still 写出该帧。",
        )
    if options.still is not None:
        refuse_target(options.still, source=options.file)
    spot = locate_in_file(options.file, reference, output.progress(Label("Reading", "正在读取")))
    _say(options, output, {"case": reference.case, "exhibit": reference.exhibit, "sha256": reference.sha256}, spot)
    return YES


def _say(options: argparse.Namespace, output: Output, names: dict[str, str], spot: Spot) -> None:
    """Print where a reference leads, and write its frame if that is wanted."""
    document: dict[str, Any] = {**names, "frame": spot.frame, "shown_us": spot.shown_us}
    if isinstance(spot.place, PagePlace):
        document |= {"page": spot.place.page, "box": str(spot.place.box) if spot.place.box else None}
        where = filled(PAGE, output.language, page=spot.place.page)
    else:
        document |= {"pts": spot.place.pts, "time_base": str(spot.place.time_base)}
        where = format_time(spot.shown_us or 0, 6)
        if spot.frame is not None:
            where += "  " + filled(FRAME, output.language, frame=spot.frame)
    if options.still is not None:
        if spot.picture is None:
            raise WrongUse(
                "This reference leads to a sound or a page, of which there is no still. Leave --still out.",
                "该引用指向声音或页面，没有画面。请去掉 --still。",
            )
        write_png(spot.picture, options.still)
        document["still"] = str(options.still)
    output.document(document, [f"{names['case']}  {names['exhibit']}  {where}"])
