"""What is due: one entry for each thing that somebody has to do about a complaint, until a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from evidence.labels import Labelled


class Due(Labelled):
    """What has to be done."""

    DECISION = "decision", "Decide and tell the complainant", "作出并告知处理决定"
    ACKNOWLEDGEMENT = "acknowledgement", "Acknowledge the complaint", "告知已受理"
    INTERIM = "interim", "Give an interim answer", "作出阶段性答复"
    OWNER = "owner", "The owner’s own deadline", "责任人的办结期限"
    REQUEST = "request", "Reply to a request", "调证答复"
    TASK = "task", "Task", "任务"
    PROOF = "proof", "Prove that the complainant was told of the extension", "补充已告知延期的证明"
    FOOTAGE = "footage", "Keep footage before it is overwritten", "保全即将被覆盖的录像"
    MEASURE = "measure", "Corrective action", "整改措施"
    EFFECT = "effect", "Check whether a corrective action helped", "验证整改效果"


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One thing that is due. `label` names the paper (J-01), empty where it is the complaint itself."""

    case_id: UUID
    case_label: str
    case_title: str
    kind: Due
    label: str
    what: str
    owner: str
    """The account; empty where nobody was named."""
    owner_name: str
    due: date


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is due until a day: of one person, or of everybody; `total` counts those that are not listed too."""

    today: date
    account: str
    mine: bool
    items: tuple[AgendaItem, ...]
    total: int
    others: int
    """How many there are for everybody together."""
