"""The people who work on a case: who they are, what they do in it, and whether they have an interest in it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from evidence.labels import Labelled
from evidence.timecode import Moment


class Duty(Labelled):
    """What a member does in one case. Reviewer, second reviewer, approver and auditor are different people."""

    REVIEWER = "reviewer", "Reviewer", "审查人"
    SECOND_REVIEWER = "second_reviewer", "Second reviewer", "复审人"
    APPROVER = "approver", "Approver", "审批人"
    COMPLIANCE = "compliance", "Compliance", "合规人员"
    AUDITOR = "auditor", "Auditor", "审计人员"


class Conflict(Labelled):
    """What a member declares about their own interest in a case."""

    NONE = "none", "No conflict of interest", "无利益冲突"
    HAS = "has", "Has a conflict of interest", "有利益冲突"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who works with this library: an account of the operating system, and a name chosen once.

    An account without a name yet is shown by itself.
    """

    id: UUID
    os_user: str
    name: str

    @property
    def shown(self) -> str:
        """The chosen name, or the account."""
        return self.name or self.os_user


@dataclass(frozen=True, slots=True)
class DutyHeld:
    """A duty of one member in one case, from when, and until when (None: it stands)."""

    member: Member
    duty: Duty
    since: Moment
    until: Moment | None
    given_by: str


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a member declared about a conflict of interest in one case; the last one holds."""

    member: Member
    conflict: Conflict
    text: str
    at: Moment


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks at a case. The store makes it from the account that opened the library; nobody hands one in."""

    account: str
    member: Member | None
    duties: frozenset[Duty]
    round_done: bool
    """Whether their own round of the present version is done."""
    left_second: bool = False
    """Whether they were the second reviewer and are not any more: they may have seen the first review since."""
    open_rounds: frozenset[int] = frozenset()
    """The rounds not done, where the present version is reviewed twice; none once all are, or it is approved."""
    kept: frozenset[str] = frozenset()
    """The points whose marks are kept from an auditor who is about to mark them again."""

    @property
    def round(self) -> int:
        """The round that this viewer's marks belong to: 2 for the second reviewer, 1 for everybody else."""
        return 2 if Duty.SECOND_REVIEWER in self.duties else 1

    @property
    def blind(self) -> bool:
        """Whether they are a second reviewer who sees nothing of the work of others, until all rounds are done."""
        return Duty.SECOND_REVIEWER in self.duties and bool(self.open_rounds)

    @property
    def apart(self) -> bool:
        """Whether the second review is kept from them until all rounds are done; from all but those who only read."""
        return bool(self.open_rounds) and not self.blind and not self.reads_only

    @property
    def reads_only(self) -> bool:
        """Whether they look on without changing anything."""
        return Duty.AUDITOR in self.duties
