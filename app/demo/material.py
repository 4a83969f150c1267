"""The values of the sample material: which files there are, what they show, and the marks that fit them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from evidence.labels import Label
from evidence.model.case import Case, DatedFact
from evidence.model.kinds import AudioUsable, ClockMethod, How, RecordingKind, Result, Verdict
from evidence.model.places import Box

DateField = Literal["sold", "issued", "receipt_signed", "called_back", "surrender_requested"]
"""A dated field of `evidence.model.case.Product`."""


@dataclass(frozen=True, slots=True)
class MadeFile:
    """One generated file and what is registered about it.

    `start` is what the device's own clock said at the first frame or sample, ISO 8601 with offset, None for papers.
    `offset_us` is true time minus device time; `uncertainty_us` None where nobody checked the clock.
    `first_us` is the time stamp the file gives its first frame or sample: zero except in the transport stream, whose
    clock runs from the recorder's start. Recording time, and so the times of marks, count from that first frame.
    """

    key: str
    path: Path
    kind: RecordingKind
    title: Label
    start: str | None
    offset_us: int
    uncertainty_us: int | None
    method: ClockMethod
    audio_usable: AudioUsable
    received_from: str
    legal_basis: str
    first_us: int = 0


@dataclass(frozen=True, slots=True)
class SpanPlan:
    """A stretch to mark: microseconds of recording time."""

    in_us: int
    out_us: int


@dataclass(frozen=True, slots=True)
class PagePlan:
    """A box to mark on a page (from 1) of a document or photo."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class MarkPlan:
    """A mark to make on the file of that key. `quote` is word for word what is heard or read there."""

    file: str
    place: SpanPlan | PagePlan
    point: str
    verdict: Verdict
    how: How
    quote: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """The sample case: its files in the order of linking, the complaint, and the marks in the order of making.

    The dates of `case.product` name no exhibit yet, because nothing is linked yet: `evidenced` says which file proves
    which of them. `expected` is what the review comes to on the points the story turns on.
    """

    folder: Path
    files: tuple[MadeFile, ...]
    case: Case
    verbatim_en: str
    evidenced: tuple[tuple[DateField, str], ...]
    marks: tuple[MarkPlan, ...]
    expected: tuple[tuple[str, Result], ...]

    def file(self, key: str) -> MadeFile:
        """The file of that key.

        Raises:
            KeyError: there is none.
        """
        for made in self.files:
            if made.key == key:
                return made
        raise KeyError(key)

    def proof_of(self, field: DateField) -> str | None:
        """Key of the file that proves a date; None where the date is only stated."""
        return dict(self.evidenced).get(field)


def without_receipt(material: Material) -> Material:
    """The same case while the signed receipt is missing: the end of the hesitation period cannot be determined."""
    product = material.case.product
    issued = product.issued if product else None
    bare = replace(product, receipt_signed=None, issued=DatedFact(issued.day) if issued else None) if product else None
    complaint = replace(material.case.complaint, title=f"{material.case.complaint.title} (receipt missing)")
    return replace(
        material,
        files=tuple(made for made in material.files if made.key != "receipt"),
        case=replace(material.case, complaint=complaint, product=bare),
        evidenced=tuple((field, key) for field, key in material.evidenced if key != "receipt"),
        marks=tuple(mark for mark in material.marks if mark.file != "receipt"),
        expected=(),
    )
