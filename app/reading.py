"""Reading a case in the store's thread: all of it, or after an act on marks what that has changed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID

from app.covering import Judged, judge
from app.remarking import Audited, audited
from evidence.model.case import Case
from evidence.model.earlier import Earlier
from evidence.model.grouping import Grouping
from evidence.model.mark import Mark, label_order
from evidence.model.papers import Papers
from evidence.model.people import Member, Viewer
from evidence.model.recording import Exhibit
from evidence.review.conclusions import Conclusion
from evidence.review.grounds import Shelf
from evidence.rules.inforce import RulesInForce
from evidence.store.cases import get_case
from evidence.store.clocks import ClockRecord, clock_record
from evidence.store.earlier import read_earlier
from evidence.store.exhibits import list_exhibits
from evidence.store.groupings import list_groupings
from evidence.store.library import Library
from evidence.store.marks import can_undo_redo, list_marks
from evidence.store.papers import read_papers
from evidence.store.people import members
from evidence.store.rules import rules_for
from evidence.store.viewers import viewer_of


@dataclass(frozen=True, slots=True)
class OpenCase:
    """One case as it stands: everything the desk shows of it."""

    case: Case
    exhibits: tuple[Exhibit, ...]
    marks: tuple[Mark, ...]
    judged: Judged
    can_undo: bool
    can_redo: bool
    papers: Papers = field(default_factory=Papers)
    viewer: Viewer | None = None
    """Who looks at it; None only where a case is made up without a library."""
    members: tuple[Member, ...] = ()
    """Everybody who works with the library."""
    groupings: tuple[Grouping, ...] = ()
    """Which files somebody joined by hand, or keeps apart."""
    rules: RulesInForce = field(default_factory=RulesInForce)
    """What it is judged by: the packs, and the house's own figures."""
    earlier: Earlier | None = None
    """The handling of the complaint that this one repeats."""
    audit: Audited | None = None
    """An auditor's own marks beside the case; None for everybody else."""

    @property
    def id(self) -> UUID:
        """The case's UUID."""
        return self.case.complaint.id

    @property
    def conclusions(self) -> tuple[Conclusion, ...]:
        """What follows from the marks about each point that has some."""
        return self.judged.conclusions

    def exhibit(self, exhibit_id: UUID) -> Exhibit | None:
        """The exhibit of that identity, if it is one of this case."""
        return next((one for one in self.exhibits if one.id == exhibit_id), None)

    @property
    def shown_marks(self) -> tuple[Mark, ...]:
        """The marks of the case, and behind them an auditor's own."""
        return (*self.marks, *self.audit.marks) if self.audit else self.marks

    def mark(self, mark_id: UUID) -> Mark | None:
        """The mark of that identity, if it is shown here."""
        return next((one for one in self.shown_marks if one.id == mark_id), None)


@dataclass(frozen=True, slots=True)
class ClockKnown:
    """What the library knows about a recording's clock, and the zone in which its local times are taken."""

    record: ClockRecord
    zone: str


def clock_known(library: Library, case_id: UUID, exhibit: Exhibit) -> ClockKnown:
    """Which clocks an exhibit has had."""
    return ClockKnown(clock_record(library, case_id, exhibit), library.zone)


def judge_again(library: Library, opened: OpenCase, shelf: Shelf) -> Judged:
    """What follows in a case in which more was played or looked through since it was read."""
    return judge(library, opened.case, opened.exhibits, opened.marks, opened.papers, shelf, (opened.judged, ()))


class Reading:
    """What one storekeeper reads, and what it has read last. The store is the truth: see `after_marks`."""

    def __init__(self, shelf: Shelf, remarks_files: Mapping[UUID, Path]) -> None:
        """Nothing was read yet; `shelf` knows what was computed from originals.

        `remarks_files`: where an auditor's own marks lie, by case; kept up to date by the owner.
        """
        self._shelf, self._remarks_files = shelf, remarks_files
        self._last: OpenCase | None = None
        self._before: OpenCase | None = None
        self._version = -1

    def whole(self, library: Library, label_or_id: str) -> OpenCase:
        """One state of a case.

        Raises:
            NotFound: there is no such case.
        """
        with library.view():
            case = get_case(library, label_or_id)
            case_id = case.complaint.id
            audit = audited(library, case_id, self._remarks_files.get(case_id))
            marks, exhibits, papers = (
                self._kept(case_id, list_marks(library, case_id)),
                list_exhibits(library, case_id),
                read_papers(library, case_id),
            )
            undo, redo = can_undo_redo(library, case_id)
            self._last = OpenCase(
                case,
                exhibits,
                marks,
                judge(library, case, exhibits, marks, papers, self._shelf),
                undo and not library.read_only,
                redo and not library.read_only,
                papers,
                viewer_of(library, case_id),
                members(library),
                list_groupings(library, case_id),
                rules_for(library, case_id),
                read_earlier(library, case.complaint),
                audit.compared(marks, papers.settlements) if audit else None,
            )
            self._version = library.data_version()
            return self._last

    def _kept(self, case_id: UUID, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
        """These marks, as the same objects where they are what they were: what is shown of them stays then."""
        known = self._last or self._before
        if known is None or known.id != case_id:
            return marks
        return (*(old if old == new else new for old, new in zip(known.marks, marks, strict=False)),
                *marks[len(known.marks) :])  # fmt: skip

    def begin_change(self) -> None:
        """Something is about to be written here: what was read last holds only if `after_marks` says what it was."""
        self._before, self._last = self._last, None

    def after_marks(self, library: Library, case_id: UUID, marks: Sequence[Mark], *, stepped: bool = False) -> OpenCase:
        """One state of a case after an act of this library on these marks, as the store gave them back.

        The rest is taken from the reading before, unless somebody else has written since: then all is read anew.
        `stepped`: the act was an undo or redo.
        """
        before = self._before
        with library.view():
            if before is None or before.id != case_id or library.data_version() != self._version:
                return self.whole(library, str(case_id))
            all_marks, touched = list(before.marks), set[str]()
            for mark in marks:
                row = bisect_left(all_marks, label_order(mark.label), key=lambda one: label_order(one.label))
                old = [one for one in all_marks[row : row + 1] if one.id == mark.id]
                if old != [mark]:  # otherwise it said this already, and nothing was done
                    touched |= {one.point for one in (*old, mark)}
                    all_marks[row : row + len(old)] = [mark]
            undo, redo = (True, False) if touched else (before.can_undo, before.can_redo)
            if stepped:
                undo, redo = can_undo_redo(library, case_id)
            self._last = replace(
                before,
                marks=tuple(all_marks),
                judged=judge(
                    library, before.case, before.exhibits, all_marks, before.papers, self._shelf,
                    (before.judged, touched),
                ),
                can_undo=undo,
                can_redo=redo,
                viewer=viewer_of(library, case_id),
                members=members(library),
            )  # fmt: skip
            return self._last
