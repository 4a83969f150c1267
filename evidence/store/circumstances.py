"""The columns of a complaint that decide how it is handled: a row to values and back."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from uuid import UUID

from evidence.model.case import Complaint
from evidence.model.circumstances import Complexity, Risk, Vulnerability


def circumstances_row(complaint: Complaint) -> dict[str, Any]:
    """These columns."""
    vulnerable = [one.value for one in complaint.vulnerability]
    return {
        "complexity": complaint.complexity.value,
        "risk": complaint.risk.value,
        "vulnerability": json.dumps(vulnerable) if vulnerable else "[]",
        "group_size": complaint.group_size,
        "transfer_received": complaint.transfer_received.isoformat() if complaint.transfer_received else None,
        "repeat_of": str(complaint.repeat_of) if complaint.repeat_of else None,
    }


def circumstances_of(row: dict[str, Any]) -> dict[str, Any]:
    """The values of a `Complaint`, by their names."""
    return {
        "complexity": Complexity(row["complexity"]),
        "risk": Risk(row["risk"]),
        "vulnerability": tuple(Vulnerability(word) for word in json.loads(row["vulnerability"])),
        "group_size": row["group_size"],
        "transfer_received": date.fromisoformat(row["transfer_received"]) if row["transfer_received"] else None,
        "repeat_of": UUID(row["repeat_of"]) if row["repeat_of"] else None,
    }
