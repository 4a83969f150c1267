"""An auditor's own marks beside the open case: where they lie, how they compare, what is kept until they are made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from evidence.audit.remarks import Remarks, compare_remarks, remarks_on
from evidence.errors import WorldError
from evidence.labels import Label
from evidence.model.findings import Settlement
from evidence.model.mark import Mark
from evidence.model.record import Record
from evidence.review.agreement import Agreement
from evidence.store.library import Library
from evidence.store.viewers import viewer_of

GONE = Label(
    "The file of your own marks, {file}, is not where it was. Put it back, or choose the file again.",
    "您的复核标注文件 {file} 已不在原处。请将其放回，或重新选择文件。",
)


@dataclass(frozen=True, slots=True)
class Audited:
    """How an auditor stands in a case."""

    path: Path | None = None
    """The file of their own marks; None until one is chosen."""
    remarks: Remarks | None = None
    """What it holds; None where there is none, or it cannot be read."""
    agreement: Agreement | None = None
    """How far their marks agree with the case; None while marks of the case are kept from them."""
    trouble: Label | None = None
    """Why the file cannot be used."""

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Their own marks, withdrawn ones among them."""
        return self.remarks.marks if self.remarks else ()

    @property
    def kept(self) -> frozenset[str]:
        """The points whose marks are kept from them until they have marked them."""
        return self.remarks.kept if self.remarks else frozenset()

    def compared(self, marks: Iterable[Mark], settlements: Iterable[Record[Settlement]]) -> Audited:
        """The same, with how far it agrees with the marks of the case."""
        if self.remarks is None or self.kept or all(mark.withdrawn for mark in self.marks):
            return self
        return replace(self, agreement=compare_remarks(self.remarks, marks, settlements))


def audited(library: Library, case_id: UUID, path: Path | None) -> Audited | None:
    """The auditor's own marks on a case; None for whoever does not audit it.

    From now on the library keeps the marks of the case from them on the points that they have still to mark.
    """
    library.kept_points.pop(str(case_id), None)
    viewer = viewer_of(library, case_id)
    if not viewer.reads_only:
        return None
    if path is None:
        return Audited()
    if not path.exists():
        return Audited(path, trouble=GONE.filled(file=path.name))
    try:
        remarks = remarks_on(case_id, path)
    except WorldError as error:
        return Audited(path, trouble=error.sentence)
    if remarks.kept:
        library.kept_points[str(case_id)] = remarks.kept
    return Audited(path, remarks)


def keep_unmarked(library: Library, files: Mapping[UUID, Path]) -> None:
    """Keep the marks of all cases that are marked again, so that a search does not show them either."""
    for case_id, path in files.items():
        audited(library, case_id, path)
