"""Transcripts: the lines of an imported file, stored as they were read, found by their words, taken back as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from evidence.canonical import canonical, clean_text, sha256_hex
from evidence.errors import Refused
from evidence.model.recording import Exhibit
from evidence.model.transcript import Cue, Transcript, TranscriptFormat
from evidence.store import deeds
from evidence.store.library import Library
from evidence.store.passages import add_passage
from evidence.store.sql import insert_row
from evidence.store.subjects import SUBJECTS
from evidence.timecode import Moment, rfc3339
from evidence.transcripts.reading import Reading

_TRANSCRIPT = SUBJECTS["transcript"]


def keep_transcript(library: Library, case_id: UUID, exhibit: Exhibit, reading: Reading, file_name: str) -> Transcript:
    """Store what a file says of an exhibit, all of it in one transaction with its entry in the journal.

    Raises:
        Refused: the exhibit is a document or photo, or has these very lines already.
    """
    if exhibit.recording.facts.pages is not None:
        raise Refused(
            f"{exhibit.label} is a document or photo: only recordings have transcripts.",
            f"{exhibit.label} 是文件或照片：只有录音录像才有文字稿。",
        )
    with library.change() as change:
        digest = _digest(reading.cues)
        twin = library.row(
            "SELECT label FROM transcript WHERE exhibit_id = ? AND cues_sha256 = ? AND withdrawn = 0",
            [str(exhibit.id), digest],
        )
        if twin:
            raise Refused(
                f"{exhibit.label} has these very lines already ({twin['label']}).",
                f"{exhibit.label} 已有完全相同的条目（{twin['label']}）。",
            )
        row = {
            "id": str(uuid4()),
            "case_id": str(case_id),
            "label": deeds.next_label(library, _TRANSCRIPT, str(case_id)),
            "exhibit_id": str(exhibit.id),
            "format": reading.format.value,
            "file_name": clean_text(file_name),
            "sha256": reading.sha256,
            "cues_sha256": digest,
            "language": clean_text(reading.language),
            "offset_us": reading.offset_us,
            "by": library.writer.actor,
            "at": rfc3339(change.at),
            "withdrawn": 0,
        }
        told = {"exhibit": exhibit.label, "cues": len(reading.cues), "encoding": reading.encoding}
        deeds.add(change, _TRANSCRIPT, row, told)
        for position, cue in enumerate(reading.cues):
            change.db.execute(
                *insert_row(
                    "cue",
                    {
                        "transcript_id": row["id"],
                        "position": position,
                        "from_us": cue.from_us,
                        "to_us": cue.to_us,
                        "speaker": cue.speaker,
                        "text": cue.text,
                    },
                )
            )
            add_passage(change, str(case_id), "transcript", str(row["id"]), "text", library.writer.actor, cue.text,
                        position)  # fmt: skip
    return get_transcript(library, case_id, str(row["label"]))


def withdraw_transcript(library: Library, case_id: UUID, label: str) -> Transcript:
    """Take a transcript back; it keeps its label, and its words are not found any more."""
    deeds.alter(library, _TRANSCRIPT, case_id, label, "withdraw", {"withdrawn": 1})
    return get_transcript(library, case_id, label)


def list_transcripts(library: Library, case_id: UUID, exhibit: UUID | None = None) -> tuple[Transcript, ...]:
    """The transcripts of a case, or of one exhibit, in the order of their labels, withdrawn ones among them."""
    rows = deeds.rows_of(library, _TRANSCRIPT, case_id)
    return tuple(_transcript(library, row) for row in rows if exhibit is None or row["exhibit_id"] == str(exhibit))


def transcripts_without_lines(library: Library, case_id: UUID) -> tuple[tuple[Transcript, int], ...]:
    """The transcripts of a case with the number of their lines, which are not read."""
    counted = library.rows(
        "SELECT c.transcript_id, count(*) AS lines FROM cue c JOIN transcript t ON t.id = c.transcript_id "
        "WHERE t.case_id = ? GROUP BY c.transcript_id",
        [str(case_id)],
    )
    lines = {row["transcript_id"]: row["lines"] for row in counted}
    return tuple(
        (_transcript(library, row, ()), lines.get(row["id"], 0)) for row in deeds.rows_of(library, _TRANSCRIPT, case_id)
    )


def standing_labels(library: Library, case_id: UUID, exhibit: UUID) -> tuple[str, ...]:
    """The labels of the transcripts of an exhibit that were not withdrawn: whether there are others, told quickly."""
    rows = deeds.rows_of(library, _TRANSCRIPT, case_id)
    return tuple(row["label"] for row in rows if row["exhibit_id"] == str(exhibit) and not row["withdrawn"])


def get_transcript(library: Library, case_id: UUID, label: str) -> Transcript:
    """The transcript of a label such as T-01.

    Raises:
        NotFound: the case has none.
    """
    return _transcript(library, deeds.row_of(library, _TRANSCRIPT, case_id, label))


def altered_lines(library: Library, case_id: UUID) -> list[str]:
    """The labels of transcripts whose lines are not those that were imported."""
    return [
        row["label"]
        for row in library.rows("SELECT id, label, cues_sha256 FROM transcript WHERE case_id = ?", [str(case_id)])
        if _digest(_cues(library, row["id"])) != row["cues_sha256"]
    ]


def _digest(cues: Iterable[Cue]) -> str:
    """The digest by which the journal commits to all lines."""
    return sha256_hex(canonical([[cue.from_us, cue.to_us, cue.speaker, cue.text] for cue in cues]))


def _cues(library: Library, transcript_id: str) -> tuple[Cue, ...]:
    rows = library.rows(
        "SELECT from_us, to_us, speaker, text FROM cue WHERE transcript_id = ? ORDER BY position", [transcript_id]
    )
    return tuple(Cue(row["from_us"], row["to_us"], row["speaker"], row["text"]) for row in rows)


def _transcript(library: Library, row: dict[str, Any], cues: tuple[Cue, ...] | None = None) -> Transcript:
    exhibit = library.row("SELECT label FROM exhibit WHERE id = ?", [row["exhibit_id"]])
    return Transcript(
        id=UUID(row["id"]),
        label=row["label"],
        exhibit=UUID(row["exhibit_id"]),
        exhibit_label=exhibit["label"] if exhibit else "",
        format=TranscriptFormat(row["format"]),
        file_name=row["file_name"],
        sha256=row["sha256"],
        language=row["language"],
        offset_us=row["offset_us"],
        by=row["by"],
        at=Moment(datetime.fromisoformat(row["at"]), library.zone, ""),
        withdrawn=bool(row["withdrawn"]),
        cues=_cues(library, row["id"]) if cues is None else cues,
    )
