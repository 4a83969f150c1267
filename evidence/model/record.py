"""What stands in a case under a label of its own, with who wrote it, when, and whether it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from evidence.timecode import Moment

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Record(Generic[Value]):
    """A value as it stands now. What was withdrawn keeps its label and stays in the history."""

    id: UUID
    label: str
    by: str
    """The account that wrote it first."""
    at: Moment
    withdrawn: bool
    value: Value
