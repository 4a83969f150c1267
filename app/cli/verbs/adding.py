"""`add`: link files and folders to a case."""

from __future__ import annotations

import argparse

from app.cli.output import Output
from app.cli.verbs.libraries import open_library
from evidence.clock.proposals import not_one_instant
from evidence.errors import NO, YES
from evidence.intake.adding import Declined, Linked, Wish, add
from evidence.labels import Label
from evidence.media.opening_names import raw_as_said
from evidence.model.kinds import ClockMethod, RecordingKind
from evidence.segments.finding import Series, find_series
from evidence.store.cases import get_case
from evidence.store.exhibits import list_exhibits
from evidence.store.groupings import list_groupings
from evidence.timecode import format_time, parse_wall

ALREADY = Label("already linked", "此前已关联")


def add_verb(options: argparse.Namespace, output: Output) -> int:
    """Link files and folders; exit code 1 if any was refused."""
    with open_library(options) as library:
        case = get_case(library, options.case)
        start = None
        if options.start is not None:
            start = parse_wall(options.start, library.zone)
            if not start.zone.startswith(("+", "-")):
                output.say(
                    Label(
                        f"The start has no offset: taken in the library's zone, {library.zone}.",
                        f"起始时间未带时区偏移：按资料库时区 {library.zone} 处理。",
                    )
                )
        wish = Wish(
            kind=RecordingKind(options.kind) if options.kind else None,
            start=start,
            opening=raw_as_said(options.raw) if options.raw is not None else "",
        )
        done = add(
            library,
            case.complaint.id,
            options.paths,
            wish,
            progress=output.progress(Label("Linking", "正在关联")),
            report=lambda one: _say(one, library.zone, output),
        )
        found = find_series(list_exhibits(library, case.complaint.id), list_groupings(library, case.complaint.id))
    found = found.about({one.exhibit.label for one in done.linked})
    for sentence in found.sentences:
        output.say(sentence)
    document = {
        "case": case.complaint.label,
        "exhibits": [_exhibit(one, output.language) for one in done.linked],
        "refused": [{"path": str(one.path), "reason": one.reason.text(output.language)} for one in done.declined],
        "series": [series_document(one) for one in found.series],
        "series_in_doubt": [
            {"exhibits": list(one.labels), "doubt": one.doubt.value, "reason": one.sentence.text(output.language)}
            for one in found.doubts
        ],
    }
    output.document(document, _lines(done.linked, output.language))
    return NO if done.declined else YES


def _say(one: Linked | Declined, zone: str, output: Output) -> None:
    if isinstance(one, Declined):
        output.say(Label(f"Refused: {one.path.name}: {one.reason.en}", f"未关联：{one.path.name}：{one.reason.zh}"))
        return
    clock, label = one.exhibit.recording.clock, one.exhibit.label
    if clock.start and clock.method is ClockMethod.FILENAME and not clock.checked and not one.already_linked:
        start = clock.start.text()
        output.say(
            Label(
                f"{label}: the start {start} was taken from the file name; nobody has checked it (replaydesk clock).",
                f"{label}：起始时间 {start} 取自文件名，尚无人核对（replaydesk clock）。",
            )
        )
    if clock.start is None and one.exhibit.recording.facts.pages is None and not one.already_linked:
        why = not_one_instant(one.path.name, zone)
        if why is not None:
            output.say(
                Label(
                    f"{label}: no start was taken from the file name. {why.en} (replaydesk clock --start)",
                    f"{label}：未从文件名取得起始时间。{why.zh}（replaydesk clock --start）",
                )
            )


def _exhibit(one: Linked, language: str) -> dict[str, object]:
    recording, facts = one.exhibit.recording, one.exhibit.recording.facts
    return {
        "exhibit": one.exhibit.label,
        "path": str(one.path),
        "sha256": recording.sha256,
        "size": recording.size,
        "kind": recording.kind.value,
        "duration_us": facts.duration_us,
        "frames": facts.frames,
        "pages": facts.pages,
        "playable": facts.playable.value,
        "reason": facts.reason.text(language) if facts.reason else None,
        "already_linked": one.already_linked,
    }


def series_document(one: Series) -> dict[str, object]:
    """Files that are shown as one recording, as the contract prints them."""
    return {
        "name": one.name,
        "exhibits": [piece.label for piece in one.pieces],
        "gaps_us": list(one.gaps_us),
        "gaps": one.gaps,
        "overlaps": one.overlaps,
    }


def _lines(linked: tuple[Linked, ...], language: str) -> list[str]:
    lines = []
    for one in linked:
        facts = one.exhibit.recording.facts
        size = f"{facts.pages} p." if facts.pages is not None else format_time(facts.duration_us)
        known = f"  {ALREADY.text(language)}" if one.already_linked else ""
        flag = "" if facts.reason is None else f"  {facts.playable.label.text(language)}: {facts.reason.text(language)}"
        lines.append(f"{one.exhibit.label}  {size}  {one.exhibit.recording.sha256[:16]}  {one.path.name}{known}{flag}")
    return lines
