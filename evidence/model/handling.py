"""How a complaint is handled: steps taken, tasks, who answers for it until when, and its closing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from evidence.labels import Labelled
from evidence.timecode import Moment


class StepKind(Labelled):
    """What was done."""

    ACKNOWLEDGEMENT = "acknowledgement", "Acknowledgement", "受理告知"
    INTERIM = "interim", "Interim answer", "阶段性答复"
    EXTENSION = "extension", "Extension", "延长处理期限"
    DECISION_TOLD = "decision_told", "Decision told", "告知处理决定"
    RIGHTS = "rights", "Notice of rights", "告知救济权利"
    LETTER = "letter", "Letter or message", "信函或消息"
    CALL = "call", "Call", "通话"
    MEETING = "meeting", "Meeting", "面谈"
    ESCALATION = "escalation", "Passed on to a higher office", "升级处理"
    EARLY_NOTICE = "early_notice", "Early internal notice", "内部先行报告"
    REWORK = "rework", "Returned for rework", "退回补正"
    OTHER = "other", "Other", "其他"


class Direction(Labelled):
    """Which way something went."""

    OUTGOING = "outgoing", "From us", "我方发出"
    INCOMING = "incoming", "To us", "对方来访或来函"
    INTERNAL = "internal", "Within the house", "内部"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of handling. `new_due`, `approver` and `reason` are those of an extension; `exhibit` is the proof."""

    kind: StepKind
    when: Moment
    direction: Direction = Direction.OUTGOING
    whom: str = ""
    who: str = ""
    text: str = ""
    new_due: date | None = None
    approver: str = ""
    reason: str = ""
    exhibit: UUID | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do: by whom (a member), until when, and the day on which it was done."""

    what: str
    owner: UUID | None = None
    due: date | None = None
    done: date | None = None
    done_by: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who answers for a complaint from now on, and until when it shall be done; the last one that stands holds."""

    owner: UUID
    due: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Closing:
    """That a complaint was closed, why, and whether it was opened again (`reopened`), with the reason."""

    day: date
    reason: str
    reopened: date | None = None
    reopened_reason: str = ""
