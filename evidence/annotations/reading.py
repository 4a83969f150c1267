"""Which form a file of marks has, and what our own words in it say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from evidence.annotations.audacity import read_labels
from evidence.annotations.boris import read_observation
from evidence.annotations.elan import read_eaf
from evidence.annotations.notes import MOST_BYTES, Annotations, Note, in_order, refused
from evidence.errors import WrongUse
from evidence.labels import Label
from evidence.model.kinds import How, Verdict
from evidence.transcripts.encodings import decode
from evidence.transcripts.reading import read_transcript

FORMS = (".vtt", ".srt", ".txt", ".boris", ".eaf")
_OURS = re.compile(
    r"(?:M-\d+ )?(?P<point>[A-Z]{2}\d\d(?:\.\d)?)[ |](?P<verdict>[a-z_]+)[ |](?P<how>[a-z]+)"
    r"(?: “(?P<quote>.*)”(?= — |$))?(?: — (?P<note>.*))?",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a note says in our words; empty where it says nothing of the kind."""

    point: str
    verdict: Verdict | None
    how: How | None
    quote: str
    note: str


def read_annotations(data: bytes, name: str, observation: str | None = None) -> Annotations:
    """Read a file of marks by the ending of its name.

    Raises:
        WrongUse: no such form is read.
        Refused: the file is not of that form; the place is named.
    """
    ending = "." + name.rpartition(".")[2].lower()
    if ending not in FORMS:
        listed = ", ".join(FORMS)
        raise WrongUse(f"Marks are read from files ending in {listed}.", f"可读取的标注文件扩展名：{listed}。")
    if len(data) > MOST_BYTES:
        raise refused(Label("the file", "文件"), f"more than {MOST_BYTES >> 20} MiB", f"超过 {MOST_BYTES >> 20} MiB")
    if ending == ".eaf":
        return read_eaf(data)
    if ending in (".vtt", ".srt"):
        cues = read_transcript(data, name).cues
        return in_order([Note(cue.from_us, cue.to_us, cue.text, cue.speaker) for cue in cues], ())
    text = decode(data).text.removeprefix("\ufeff")
    return read_labels(text) if ending == ".txt" else read_observation(text, observation)


def said_by(note: Note) -> Said:
    """What a note says of point, verdict and how known, where it was written by this program."""
    found = _OURS.fullmatch(note.text.strip())
    if found is None:
        found = _OURS.fullmatch(note.text.partition(" ")[2].strip())
    verdicts, ways = {one.value: one for one in Verdict}, {one.value: one for one in How}
    if found is None or found["verdict"] not in verdicts or found["how"] not in ways:
        return Said("", None, None, "", "")
    return Said(
        found["point"], verdicts[found["verdict"]], ways[found["how"]], found["quote"] or "", found["note"] or ""
    )
