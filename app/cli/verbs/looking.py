"""`media` and `still`: what is in a file, and one exact frame of it."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.cli.output import Output
from app.cli.saying import CONSTANT, FRAME, FRAMES, GAP, PAGES, STREAMS, TABLES, VARIABLE, filled
from app.cli.verbs.libraries import open_library
from app.targets import refuse_target
from evidence.casefile.pictures import intact_original
from evidence.errors import YES, MediaDamaged, NotFound, WrongUse
from evidence.intake.copying import hash_file
from evidence.intake.derived import load_probed
from evidence.labels import Label
from evidence.media.clip import Clip
from evidence.media.door import Probed, probe, still_png
from evidence.media.opening_names import raw_as_said, short
from evidence.media.pictures import Picture
from evidence.model.recording import Exhibit
from evidence.store.cases import get_case
from evidence.store.durable import write_file
from evidence.store.exhibits import get_exhibit
from evidence.timecode import format_time, parse_time
from exports.clips.caption import Origin, captioned_png

UNCHECKED = Label("not checked", "未核对")


def media_verb(options: argparse.Namespace, output: Output) -> int:
    """Say what is in a media file."""
    opening = raw_as_said(options.raw) if options.raw is not None else ""
    probed = probe(options.path, opening=opening, progress=output.progress(Label("Reading", "正在读取")))
    document = media_document(probed, output.language)
    facts = probed.facts
    language = output.language
    rate = (VARIABLE if facts.variable_rate else CONSTANT).text(language)
    size = filled(
        FRAMES, language, frames=facts.frames, table=TABLES[facts.table].text(language), rate=rate,
        duration=format_time(facts.duration_us),
    )  # fmt: skip
    lines = [
        f"{short(facts.container)}  {facts.playable.label.text(language)}",
        size if facts.pages is None else filled(PAGES, language, count=facts.pages),
        *(f"{stream.index}: {STREAMS[stream.kind].text(language)} {stream.codec}" for stream in facts.streams),
        *(filled(GAP, language, begin=format_time(gap.from_us), end=format_time(gap.to_us)) for gap in facts.gaps),
        *(warning.text(language) for warning in facts.warnings),
    ]
    if facts.reason:
        lines.append(facts.reason.text(output.language))
    output.document(document, lines)
    return YES


def media_document(probed: Probed, language: str) -> dict[str, Any]:
    """Facts as the contract prints them; sentences in `language`."""
    facts = probed.facts
    document = facts.to_json()
    sound = facts.stream(facts.sound)
    document["sound"] = (
        {"codec": sound.codec, "sample_rate": sound.sample_rate, "channels": sound.channels,
         "stream": sound.index, "start_us": sound.start_us, "duration_us": sound.duration_us}
        if sound else None
    )  # fmt: skip
    document["warnings"] = [warning.text(language) for warning in facts.warnings]
    document["reason"] = facts.reason.text(language) if facts.reason else None
    return document


def still_verb(options: argparse.Namespace, output: Output) -> int:
    """Write one exact frame as a PNG."""
    at_us = parse_time(options.at) if options.at is not None else None
    layout = exhibit = None
    if len(options.where) == 1:
        path = Path(options.where[0])
        probed = probe(path, progress=output.progress(Label("Reading", "正在读取")))
    elif len(options.where) == 2:
        with open_library(options) as library:
            layout = library.layout
            case = get_case(library, options.where[0])
            exhibit = get_exhibit(library, case.complaint.id, options.where[1])
            path = intact_original(layout, exhibit)
            probed = load_probed(layout, exhibit.recording)
    else:
        raise WrongUse(
            "Name one file, or a case and an exhibit: replaydesk still CASE EX --frame N -o PNG.",
            "请给出一个文件，或案件和证据编号：replaydesk still CASE EX --frame N -o PNG。",
        )
    table = probed.table
    if table is None:
        raise MediaDamaged(
            f"“{path.name}” has no pictures that can be decoded here, so there is no still.",
            f"“{path.name}”没有可解码的画面，无法取帧。",
        )
    frame = int(options.frame) if at_us is None else table.frame_at(at_us)
    if not 0 <= frame < table.frames or (at_us is not None and not 0 <= at_us <= table.duration_us):
        raise NotFound(
            f"There is no such frame: the recording has frames 0 to {table.frames - 1}, "
            f"{format_time(0)} to {format_time(table.duration_us)}.",
            f"没有该帧：该录像为第 0 至 {table.frames - 1} 帧，{format_time(0)} 至 {format_time(table.duration_us)}。",
        )
    refuse_target(options.output, layout, path)
    with Clip(path, probed) as clip:
        picture = clip.frame(frame)
    if options.caption:
        origin = exhibit_origin(options.where[0], exhibit, picture, output.language) if exhibit else file_origin(path)
        origin = replace(origin, turned=probed.facts.turned)
        write_file(options.output.absolute(), captioned_png(picture, origin, output.language), 0o644)
    else:
        write_png(picture, options.output)
    base = picture.time_base
    document = {
        "frame": picture.frame,
        "shown_us": picture.shown_us,
        "pts": picture.pts,
        "time_base": f"{base.numerator}/{base.denominator}",
        "width": picture.width,
        "height": picture.height,
        "path": str(options.output),
    }
    frame_words = filled(FRAME, output.language, frame=picture.frame)
    output.document(document, [f"{frame_words}  {format_time(picture.shown_us, 6)}  {options.output}"])
    return YES


def exhibit_origin(case: str, exhibit: Exhibit, picture: Picture, language: str) -> Origin:
    """Where a still of an exhibit comes from, with its place on the wall clock if that is known."""
    clock = exhibit.recording.clock
    wall = clock.wall(picture.shown_us)
    how = clock.method.label.text(language)
    doubt = UNCHECKED.text(language) if clock.uncertainty_us is None else f"±{clock.uncertainty_us / 1_000_000:g} s"
    name = f"{case.strip().upper()} / {exhibit.label}"
    return Origin(name, exhibit.recording.sha256, wall.text(3) if wall else "", f"{how}, {doubt}")


def file_origin(path: Path) -> Origin:
    """Where a still of a file comes from."""
    return Origin(path.name, hash_file(path, lambda *_: None))


def write_png(picture: Picture, target: Path) -> None:
    """Write a picture as PNG; an existing file is replaced only when the new one is complete.

    Raises:
        DiskProblem: it could not be written.
    """
    write_file(target.absolute(), still_png(picture), 0o644)
