"""Marks and exhibits made of values alone."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction
from uuid import NAMESPACE_OID, uuid5

from evidence.media.facts import MediaFacts
from evidence.model.kinds import AudioUsable, How, RecordingKind, Verdict
from evidence.model.mark import Mark, Span
from evidence.model.places import FramePlace, PagePlace
from evidence.model.recording import Clock, Exhibit, Recording
from evidence.timecode import Moment

AT = Moment(datetime(2026, 3, 12, 2, 0, tzinfo=UTC), "Asia/Shanghai", "")
CLIP = MediaFacts("mov,mp4", frames=100, duration_us=4_000_000, last_us=3_960_000, picture=0, sound=1)
SILENT = MediaFacts("mov,mp4", frames=100, duration_us=4_000_000, last_us=3_960_000, picture=0)
CALL = MediaFacts("wav", duration_us=4_000_000, sound=0)
PAPER = MediaFacts("pdf", pages=2)


def span(in_us: int = 0, out_us: int = 1_000_000) -> Span:
    base = Fraction(1, 1_000_000)
    return Span(FramePlace(0, in_us, base), FramePlace(0, out_us, base), in_us, out_us, 0)


def mark(number: int, point: str, verdict: Verdict, how: How, *, withdrawn: bool = False, note: str = "") -> Mark:
    exhibit = number % 3 + 1
    return Mark(
        id=uuid5(NAMESPACE_OID, str(number)),
        label=f"M-{number:03}",
        exhibit=uuid5(NAMESPACE_OID, f"exhibit {exhibit}"),
        exhibit_label=f"EX-{exhibit:02}",
        place=span() if how is not How.SIGNED else PagePlace(1, None),
        point=point,
        verdict=verdict,
        how=how,
        quote="",
        note=note,
        by="reviewer",
        at=AT,
        withdrawn=withdrawn,
        sha256="0" * 64,
    )


def exhibit(facts: MediaFacts, audio: AudioUsable = AudioUsable.UNKNOWN) -> Exhibit:
    recording = Recording(
        uuid5(NAMESPACE_OID, "recording"), "0" * 64, 1, RecordingKind.OTHER, "file", facts, audio, Clock(), AT
    )
    return Exhibit(uuid5(NAMESPACE_OID, "exhibit"), "EX-01", "", recording, "file")
