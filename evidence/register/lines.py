"""Lines of the register, what may be asked of it, and the pages in which it comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from evidence.labels import Labelled
from evidence.model.findings import Outcome
from evidence.model.groups import Group
from evidence.model.kinds import DisputeKind
from evidence.register.trends import Narrowing


class CaseState(Labelled):
    """How far a complaint has come; computed from what stands in its case, in the order of the work."""

    OPEN = "open", "Received", "已收到"
    ACKNOWLEDGED = "acknowledged", "Acknowledged", "已告知受理"
    EVIDENCE_ASKED = "evidence_asked", "Evidence asked for", "调证中"
    IN_REVIEW = "in_review", "In review", "审查中"
    SECOND_REVIEW = "second_review", "Second review", "复审中"
    DECIDED = "decided", "Decision drafted", "已拟处理决定"
    APPROVED = "approved", "Approved", "已审批"
    SENT = "sent", "Decision sent", "已告知处理决定"
    WITHDRAWN = "withdrawn", "Withdrawn", "已撤诉"
    CLOSED = "closed", "Closed", "已结案"
    REOPENED = "reopened", "Opened again", "已重新受理"

    @property
    def rank(self) -> int:
        """Its place in the order of the work."""
        return _RANKS[self]


_RANKS = {state: rank for rank, state in enumerate(CaseState)}
FINISHED = (CaseState.SENT, CaseState.WITHDRAWN, CaseState.CLOSED)
"""States in which nobody waits for a decision."""


class DueOf(Labelled):
    """What is due."""

    DECISION = "decision", "decision", "处理决定"
    REQUEST = "request", "reply to a request", "调证答复"
    ACKNOWLEDGEMENT = "acknowledgement", "acknowledgement", "告知受理"
    INTERIM = "interim", "interim answer", "阶段性答复"
    OWNER = "owner", "owner’s deadline", "责任人办结期限"


class Column(Labelled):
    """A column of the register, and the word by which it is sorted and remembered."""

    LABEL = "label", "Complaint", "投诉编号"
    CUSTOMER = "customer", "Customer", "客户"
    TITLE = "title", "Title", "标题"
    KIND = "kind", "Kind", "类型"
    BRANCH = "branch", "Branch", "网点"
    STATE = "state", "State", "状态"
    DUE = "due", "Next deadline", "下一期限"
    OUTCOME = "outcome", "Outcome", "处理结果"
    OWNER = "owner", "Owner", "责任人"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the register is asked for. None and empty narrow nothing down.

    `within_days`: due within so many days, and what is overdue; -1: overdue only.
    """

    text: str = ""
    kind: DisputeKind | None = None
    branch: str = ""
    state: CaseState | None = None
    within_days: int | None = None
    owner: str | None = None
    """The account of an owner; empty: nobody answers for it."""
    group: str = ""
    """The label of a group of complaints."""
    part: Narrowing | None = None
    """A part that was chosen on the page of trends."""
    order: Column = Column.LABEL
    descending: bool = True

    @property
    def narrowed(self) -> bool:
        """Whether some complaints are left out."""
        return bool(
            self.text.strip()
            or self.kind
            or self.branch
            or self.state
            or self.within_days is not None
            or self.owner is not None
            or self.group
            or self.part
        )


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One complaint as the register shows it; `customer` is a pseudonym, empty where none was given."""

    id: UUID
    label: str
    title: str
    customer: str
    kind: DisputeKind
    branch: str
    state: CaseState
    received: date | None
    due: date | None
    due_of: DueOf | None
    due_verified: bool
    """Whether a person has confirmed the figure behind the deadline."""
    outcome: Outcome | None
    owner: str = ""
    """Name or account of whoever answers for it."""


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """Some lines of the register, from number `first` (counted from 0) of the `total` that were asked for."""

    wanted: Wanted
    first: int
    lines: tuple[RegisterLine, ...]
    total: int
    all: int
    """How many complaints there are, whatever was asked for."""
    today: date


@dataclass(frozen=True, slots=True)
class Overview:
    """What the register can be narrowed down to."""

    branches: tuple[str, ...]
    groups: tuple[Group, ...] = ()
