"""Audacity's label track: start, end and text with tabs between them; a first backslash means frequencies."""

from __future__ import annotations

from evidence.annotations.notes import Annotations, Note, in_order, refused, seconds
from evidence.labels import Label
from evidence.transcripts.notices import line_place

FREQUENCIES = Label("Frequency ranges of labels.", "标签的频率范围。")


def read_labels(text: str) -> Annotations:
    """Read a label track.

    Raises:
        Refused: a line is none; it is named.
    """
    notes, bands = [], 0
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        if line.startswith("\\"):
            bands += 1
            continue
        place, fields = line_place(number), line.split("\t", 2)
        if len(fields) < 2:
            raise refused(place, "start and end with a tab between them belong here", "应为以制表符分隔的起止时间")
        first, last = seconds(fields[0], place), seconds(fields[1], place)
        if last < first:
            raise refused(place, "it ends before it begins", "结束早于开始")
        notes.append(Note(first, last, fields[2] if len(fields) > 2 else ""))
    return in_order(notes, (FREQUENCIES,) if bands else ())
