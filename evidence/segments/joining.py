"""Joining files by hand: in which order they follow each other, what lies between them, and why they cannot be one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from evidence.errors import Refused
from evidence.labels import Label
from evidence.media.facts import StreamFacts
from evidence.model.grouping import GroupingDraft
from evidence.model.kinds import ClockMethod
from evidence.model.recording import Exhibit
from evidence.segments import sentences
from evidence.segments.finding import FINE_US, SECOND_US, Found, Series, form_of, has_length, most_overlap
from evidence.timecode import Moment, us_between

MOST_GAP_US = 86_400 * SECOND_US


@dataclass(frozen=True, slots=True)
class Begun:
    """A file, when it begins, and how that is known."""

    exhibit: Exhibit
    start: Moment | None
    known: ClockMethod


@dataclass(frozen=True, slots=True)
class Joining:
    """Files as they would be joined: in the order of their starts, those without one last."""

    rows: tuple[Begun, ...]
    gaps_us: tuple[int | None, ...]
    """From the end of each file to the start of the next; None where a start is not known."""
    refusals: tuple[Label, ...]
    """Why they cannot be one recording; none if they can."""

    def draft(self, reason: str) -> GroupingDraft:
        """What is to be written down.

        Raises:
            Refused: they cannot be one recording.
        """
        if self.refusals:
            raise Refused(self.refusals[0].en, self.refusals[0].zh)
        gaps_us = tuple(gap for gap in self.gaps_us if gap is not None)
        fine = any(row.start is not None and row.start.at.microsecond for row in self.rows)
        exact_us = FINE_US if fine else SECOND_US
        pieces = tuple(row.exhibit.id for row in self.rows)
        return GroupingDraft(True, pieces, reason, gaps_us, exact_us, self.rows[0].start)


def propose(chosen: Sequence[Exhibit], found: Found, typed: Mapping[UUID, Moment] | None = None) -> Joining:
    """These files as one recording. Their clocks say when each begins, unless a person typed it.

    found: the series that there are, none of which may be joined in part.
    """
    rows = [_begun(exhibit, typed or {}) for exhibit in dict.fromkeys(chosen)]
    known = sorted((row for row in rows if row.start), key=lambda row: row.start.at if row.start else 0)
    rows = [*known, *(row for row in rows if row.start is None)]
    gaps = tuple(_gap(one, other) for one, other in pairwise(rows))
    return Joining(tuple(rows), gaps, tuple(_refusals(rows, gaps, found)))


def apart(series: Series, reason: str) -> GroupingDraft:
    """What is to be written down so that the files of a series stay on their own."""
    return GroupingDraft(False, tuple(piece.id for piece in series.pieces), reason)


def _begun(exhibit: Exhibit, typed: Mapping[UUID, Moment]) -> Begun:
    if exhibit.id in typed:
        return Begun(exhibit, typed[exhibit.id], ClockMethod.TYPED)
    clock = exhibit.recording.clock
    return Begun(exhibit, clock.wall(0), clock.method if clock.start else ClockMethod.UNKNOWN)


def _gap(one: Begun, other: Begun) -> int | None:
    if one.start is None or other.start is None:
        return None
    return us_between(one.start.at, other.start.at) - one.exhibit.recording.facts.duration_us


def _refusals(rows: Sequence[Begun], gaps: Collection[int | None], found: Found) -> Iterator[Label]:
    if len(rows) < 2:
        yield sentences.FEW
    ids = {row.exhibit.id for row in rows}
    first = rows[0].exhibit if rows else None
    for row in rows:
        one, label = row.exhibit, row.exhibit.label
        series = found.of(one.id)
        if one.recording.facts.pages is not None:
            yield sentences.no_recording(label)
        elif not has_length(one):
            yield sentences.no_length(label)
        elif first is not None and form_of(one) != form_of(first):
            yield sentences.other_form(label, form_words(one), first.label, form_words(first))
        if series is not None and any(piece.id not in ids for piece in series.pieces):
            yield sentences.in_another(label, series.label)
        if row.start is None and one.recording.facts.pages is None:
            yield sentences.no_start(label)
    for (one_row, other), gap_us in zip(pairwise(rows), gaps, strict=True):
        before, after = one_row.exhibit, other.exhibit
        shared_us = -min(gap_us or 0, 0)
        if shared_us > most_overlap(before.recording.facts.duration_us, after.recording.facts.duration_us):
            shared_us = min(shared_us, after.recording.facts.duration_us)
            yield sentences.same_time(after.label, before.label, shared_us)
        elif gap_us is not None and gap_us > MOST_GAP_US:
            yield sentences.far_apart(after.label, before.label, gap_us)


def form_words(exhibit: Exhibit) -> str:
    """`1920×1080 h264 + aac 8000 Hz`: what must be the same in files that are one recording."""
    facts = exhibit.recording.facts
    parts = [_stream(stream) for stream in (facts.stream(facts.picture), facts.stream(facts.sound)) if stream]
    return " + ".join(parts) or exhibit.recording.facts.container


def _stream(stream: StreamFacts) -> str:
    if stream.width:
        turned = f" {stream.rotation}°" if stream.rotation else ""
        shape = f" ({stream.pixel_aspect})" if stream.pixel_aspect is not None else ""
        return f"{stream.width}×{stream.height}{turned}{shape} {stream.codec}"
    return f"{stream.codec} {stream.sample_rate} Hz ×{stream.channels}"
