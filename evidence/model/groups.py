"""Groups of complaints about one product, seller or branch, and what puts a complaint into one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from evidence.labels import Labelled


class GroupAbout(Labelled):
    """What the complaints of a group have in common."""

    PRODUCT = "product", "One product", "同一产品"
    SELLER = "seller", "One seller", "同一销售人员"
    BRANCH = "branch", "One branch", "同一网点"
    OTHER = "other", "Something else", "其他"


@dataclass(frozen=True, slots=True)
class Group:
    """A group of complaints, such as G-2026-001; it belongs to the library, not to one complaint.

    `members`: how many complaints are in it now, counted whenever it is read.
    """

    id: UUID
    label: str
    about: GroupAbout
    title: str
    note: str
    members: int = 0


@dataclass(frozen=True, slots=True)
class Membership:
    """That a complaint belongs to a group, why, and whether it left it (`left_on`), with the reason."""

    group: str
    """The label of the group."""
    reason: str
    left_on: date | None = None
    left_reason: str = ""
