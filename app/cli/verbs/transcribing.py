"""`transcript`: bring in lines that somebody else wrote down for a recording, list them, or take them back."""

from __future__ import annotations

import argparse
from typing import Any

from app.cli.output import Output
from app.cli.saying import WITHDRAWN, filled
from app.cli.verbs.libraries import open_library
from evidence.errors import YES, WrongUse
from evidence.labels import Label
from evidence.model.transcript import Cue, Transcript
from evidence.store.cases import get_case
from evidence.store.exhibits import get_exhibit
from evidence.store.transcripts import get_transcript, keep_transcript, list_transcripts, withdraw_transcript
from evidence.timecode import format_time, parse_time
from evidence.transcripts.notices import Notice
from evidence.transcripts.reading import Wish, language_tag, read_file, read_transcript
from evidence.transcripts.tables import Columns

LINES = Label("{count} lines", "{count} 条")
WISHES = ("language", "offset", "encoding", "columns")


def transcript_verb(options: argparse.Namespace, output: Output) -> int:
    """Import a file, or list what there is; `--withdraw` takes one back."""
    wished = [name for name in WISHES if getattr(options, name) is not None]
    if (options.file is None and wished) or (options.file is not None and options.withdraw is not None):
        raise WrongUse(
            "--language, --offset, --encoding and --columns go with a FILE; --withdraw goes without one.",
            "--language、--offset、--encoding 和 --columns 须与文件同用；--withdraw 不与文件同用。",
        )
    notices: tuple[Notice, ...] = ()
    with open_library(options) as library:
        case = get_case(library, options.case).complaint
        exhibit = get_exhibit(library, case.id, options.exhibit)
        if options.file is not None:
            wish = Wish(
                encoding=options.encoding,
                language=language_tag(options.language) if options.language is not None else None,
                offset_us=parse_time(options.offset) if options.offset is not None else 0,
                columns=Columns.parse(options.columns) if options.columns is not None else None,
            )
            data = read_file(options.file)
            reading = read_transcript(data, options.file.name, wish, exhibit.recording.facts.duration_us)
            found: tuple[Transcript, ...] = (keep_transcript(library, case.id, exhibit, reading, options.file.name),)
            notices = reading.notices
        elif options.withdraw is not None:
            before = get_transcript(library, case.id, options.withdraw)
            found = (before if before.withdrawn else withdraw_transcript(library, case.id, before.label),)
        else:
            found = list_transcripts(library, case.id, exhibit.id)
    for notice in notices:
        output.say(notice.sentence)
    document: dict[str, Any] = {
        "case": case.label,
        "exhibit": exhibit.label,
        "transcripts": [transcript_document(one) for one in found],
        "notices": [
            {"name": notice.oddity.value, "count": notice.count, "sentence": notice.sentence.text(output.language)}
            for notice in notices
        ],
    }
    output.document(document, [_line(one, output.language) for one in found])
    return YES


def transcript_document(one: Transcript) -> dict[str, Any]:
    """A transcript as the contract prints it, with every line."""
    return {
        "transcript": one.label,
        "format": one.format.value,
        "file_name": one.file_name,
        "sha256": one.sha256,
        "language": one.language,
        "offset_us": one.offset_us,
        "by": one.by,
        "at": one.at.text(6),
        "withdrawn": one.withdrawn,
        "cues": [_cue(cue) for cue in one.cues],
    }


def _cue(cue: Cue) -> dict[str, Any]:
    return {"from_us": cue.from_us, "to_us": cue.to_us, "speaker": cue.speaker, "text": cue.text}


def _line(one: Transcript, language: str) -> str:
    parts = [one.label, one.exhibit_label, one.language, filled(LINES, language, count=len(one.cues))]
    if one.cues:
        parts.append(f"{format_time(one.cues[0].from_us)}-{format_time(max(cue.to_us for cue in one.cues))}")
    parts.append(one.file_name)
    return "  ".join([*parts, *([WITHDRAWN.text(language)] if one.withdrawn else [])])
