"""What was asked of others and what they said: requests for evidence, statements, showings, withdrawals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from evidence.labels import Labelled
from evidence.timecode import Moment


class RequestTo(Labelled):
    """Whom evidence is asked of."""

    INSURER = "insurer", "Insurer", "保险公司"
    HEAD_OFFICE = "head_office", "Head office", "总行"
    CCTV_TEAM = "cctv_team", "CCTV team", "监控管理部门"
    CALL_CENTRE = "call_centre", "Call centre", "客服中心"
    CUSTOMER = "customer", "Customer", "客户"
    OTHER = "other", "Other", "其他"


class Reply(Labelled):
    """The answer to a request; that something is not to be had is an answer too."""

    RECEIVED = "received", "Received", "已收到"
    PARTLY = "partly", "Partly received", "部分收到"
    REFUSED = "refused", "Refused", "被拒绝"
    NOT_AVAILABLE = "not_available", "Not available", "无法提供"
    OVERWRITTEN = "overwritten", "Overwritten", "已被覆盖"
    NO_REPLY = "no_reply", "No reply", "未答复"


@dataclass(frozen=True, slots=True)
class Reminder:
    """That an answer was asked for again."""

    at: Moment
    text: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceRequest:
    """A request for evidence, its reminders, and the answer (None: still open)."""

    to: RequestTo
    what: str
    legal_basis: str = ""
    sent: Moment | None = None
    due: date | None = None
    reminders: tuple[Reminder, ...] = ()
    reply: Reply | None = None
    replied: Moment | None = None
    reply_text: str = ""
    exhibit: UUID | None = None
    """What was received."""


class StatementOf(Labelled):
    """Whose statement it is."""

    CUSTOMER = "customer", "Customer", "客户"
    STAFF = "staff", "Staff", "工作人员"
    INSURER = "insurer", "Insurer", "保险公司"
    OTHER = "other", "Other", "其他"


class StatementHow(Labelled):
    """How a statement was taken."""

    IN_PERSON = "in_person", "In person", "当面"
    TELEPHONE = "telephone", "By telephone", "电话"
    WRITTEN = "written", "In writing", "书面"
    ONLINE = "online", "Online", "网络"
    OTHER = "other", "Other", "其他"


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody says of the matter, in their words."""

    of: StatementOf
    who: str
    text: str
    how: StatementHow
    taken: Moment | None = None
    exhibit: UUID | None = None


@dataclass(frozen=True, slots=True)
class Disclosure:
    """That something was shown: to whom, where, why, on which basis, masked or not, and whether a copy was given.

    `what` names the marks, stills or pages that were shown; `exhibit` is None where it was no single exhibit.
    """

    shown_to: str
    what: str
    place: str
    purpose: str
    basis: str
    masked: bool
    copy_given: bool
    shown: Moment
    exhibit: UUID | None = None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That the customer took the complaint back, and how it came about."""

    day: date
    circumstances: str
    voluntariness: str = ""
    exhibit: UUID | None = None
