"""Everything that was written about a case beside its marks, as one person may see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from evidence.model.causes import Cause, Measure
from evidence.model.findings import Approval, Decision, Finding, Interval, Opinion, Reopening, RoundDone, Settlement
from evidence.model.groups import Group, Membership
from evidence.model.handling import Assignment, Closing, Step, Task
from evidence.model.listing import ListChange
from evidence.model.mark import Mark
from evidence.model.masks import Mask
from evidence.model.people import Declaration, DutyHeld
from evidence.model.record import Record
from evidence.model.requests import Disclosure, EvidenceRequest, Statement, Withdrawal

if TYPE_CHECKING:
    from evidence.rules.checklists import Checklist


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers of a case, withdrawn ones among them, each kind in the order of its labels or times."""

    requests: tuple[Record[EvidenceRequest], ...] = ()
    statements: tuple[Record[Statement], ...] = ()
    disclosures: tuple[Record[Disclosure], ...] = ()
    withdrawals: tuple[Record[Withdrawal], ...] = ()
    masks: tuple[Record[Mask], ...] = ()
    intervals: tuple[Record[Interval], ...] = ()
    findings: tuple[Record[Finding], ...] = ()
    opinions: tuple[Record[Opinion], ...] = ()
    settlements: tuple[Record[Settlement], ...] = ()
    decisions: tuple[Record[Decision], ...] = ()
    steps: tuple[Record[Step], ...] = ()
    tasks: tuple[Record[Task], ...] = ()
    assignments: tuple[Record[Assignment], ...] = ()
    closings: tuple[Record[Closing], ...] = ()
    memberships: tuple[Record[Membership], ...] = ()
    list_changes: tuple[Record[ListChange], ...] = ()
    list_versions: tuple[Checklist, ...] = ()
    """Every version of the two checklists of this complaint, the oldest of each first."""
    groups: tuple[Group, ...] = ()
    """All groups of the library, in the order of their labels, whether this complaint belongs to one or not."""
    duties: tuple[DutyHeld, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    rounds: tuple[RoundDone, ...] = ()
    approvals: tuple[Approval, ...] = ()
    reopenings: tuple[Reopening, ...] = ()
    causes: tuple[Record[Cause], ...] = ()
    measures: tuple[Record[Measure], ...] = ()
    came_again: Mapping[str, int] = field(default_factory=dict)
    """Complaints of the same cause since a corrective action, by its label; counted in the register, never stored."""
    marks_then: tuple[Mark, ...] | None = None
    """The marks as they stood when both reviews of the present version were done; None until they are."""
