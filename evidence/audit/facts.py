"""What the checks look at: one state of the case, read in one transaction, and what was found out about its files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from evidence.audit.words import listed
from evidence.casefile.content import Frozen, conclusions_of, points_of
from evidence.check import Check
from evidence.labels import Label
from evidence.model.kinds import Answer
from evidence.model.mark import Mark
from evidence.review.conclusions import Conclusion
from evidence.review.marking import gone_points
from evidence.rules.checklists import ChecklistPoint
from evidence.store.records import ExportRecord


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case file that the auditor holds: its name and digest, and what reading it gave."""

    name: str
    sha256: str
    opens: Answer
    reason: Label


@dataclass(frozen=True, slots=True)
class Facts:
    """One state of a case with the day it is looked at from.

    `library_checks` are those of `evidence.check`; `reproduced` is the digest of the content that was made again for
    the last registered case file, or the reason why it could not be.
    """

    frozen: Frozen
    exports: tuple[ExportRecord, ...]
    library_checks: tuple[Check, ...]
    today: date
    case_file: CaseFile | None = None
    reproduced: str | Label | None = None

    @property
    def standing(self) -> tuple[Mark, ...]:
        """Marks that were not withdrawn."""
        return tuple(mark for mark in self.frozen.marks if not mark.withdrawn)

    @property
    def points(self) -> list[ChecklistPoint]:
        """Every point of the checklists of this case."""
        return points_of(self.frozen.case)

    @property
    def gone(self) -> dict[str, ChecklistPoint]:
        """The points that marks are about and that the lists ask no more."""
        return gone_points(self.frozen.case, self.frozen.marks)

    @property
    def conclusions(self) -> list[Conclusion]:
        """What follows from the marks."""
        return conclusions_of(self.frozen.case, self.frozen.marks, self.frozen.grounds)


def names(marks: list[Mark]) -> Label:
    """Marks by their labels."""
    return listed([mark.label for mark in marks])
