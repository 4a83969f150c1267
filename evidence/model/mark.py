"""A mark: the seconds, or the place on a page, that show something about a checklist point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from evidence.model.kinds import How, MarkStatus, Prompted, Strength, Verdict
from evidence.model.places import FramePlace, PagePlace
from evidence.timecode import Moment


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a recording by the time stamps of its first and last frame (or sample); a point if equal.

    `in_us` and `out_us` are recording times of those frames; `frame` is the number of the first one when the mark
    was made (None for sound only). The time stamps hold, whatever a later table of frames says about numbers.
    """

    first: FramePlace
    last: FramePlace
    in_us: int
    out_us: int
    frame: int | None


@dataclass(frozen=True, slots=True)
class MarkDraft:
    """What a reviewer says of a place, before it has a number."""

    place: Span | PagePlace
    point: str
    verdict: Verdict
    how: How
    quote: str = ""
    note: str = ""
    speaker: str = ""
    prompted: Prompted = Prompted.UNKNOWN
    strength: Strength | None = None
    translation: str = ""
    allegation: UUID | None = None
    status: MarkStatus = MarkStatus.FINAL


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark as it stands now. Withdrawn marks keep their number and stay in the history."""

    id: UUID
    label: str
    exhibit: UUID
    exhibit_label: str
    place: Span | PagePlace
    point: str
    verdict: Verdict
    how: How
    quote: str
    note: str
    by: str
    at: Moment
    withdrawn: bool
    sha256: str
    """Of the recording it was made on."""
    speaker: str = ""
    prompted: Prompted = Prompted.UNKNOWN
    strength: Strength | None = None
    translation: str = ""
    allegation: UUID | None = None
    status: MarkStatus = MarkStatus.FINAL
    round: int = 1
    """1, or 2 for a mark of the second reviewer."""
    goes_on: str = ""
    """The label of the mark that this one goes on from, in the next file of a recording: both were made in one act."""


def whole_of(mark: Mark, marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks that were made as one with a mark, over the borders of files, in order; itself among them."""
    if not mark.goes_on and not any(one.goes_on == mark.label for one in marks):
        return (mark,)
    by_label, after = {one.label: one for one in marks}, {one.goes_on: one for one in marks if one.goes_on}
    first = mark
    while first.goes_on in by_label:
        first = by_label[first.goes_on]
    found = [first]
    while found[-1].label in after:
        found.append(after[found[-1].label])
    return tuple(found)


def label_order(label: str) -> tuple[int, str]:
    """What labels are ordered by: M-9 before M-010, and M-1000 after M-999."""
    return len(label), label
